package ledger

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"testing"
)

// Some tests need another process. It is this test binary again, told what to
// do by its environment.
const childRole, childPath, childCalls = "LEDGER_TEST_ROLE", "LEDGER_TEST_PATH", "LEDGER_TEST_CALLS"

func TestMain(m *testing.M) {
	switch os.Getenv(childRole) {
	case "":
		if raced { // unless the command line says otherwise
			if err := flag.Set("rapid.checks", "15"); err != nil {
				panic(err)
			}
		}
		os.Exit(m.Run())
	case "hold":
		os.Exit(hold(os.Getenv(childPath)))
	case "limited":
		os.Exit(limitedRole(os.Getenv(childPath), os.Getenv(childCalls)))
	case "answers":
		os.Exit(recordOneByOne(os.Getenv(childPath)))
	case "record":
		os.Exit(recordAndDie(os.Getenv(childPath), os.Getenv(childCalls)))
	}
}

// limitedRole is that of a process whose files may not grow; nil where the system
// has no such limit.
var limitedRole func(path, limit string) int

// child prepares another process with a role.
func child(t *testing.T, role, path string, calls int64) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), childRole+"="+role, childPath+"="+path, childCalls+"="+strconv.FormatInt(calls, 10))
	cmd.Stderr = os.Stderr
	return cmd
}

// hold keeps the ledger open until its input ends.
func hold(path string) int {
	l, err := Open(context.Background(), path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
	if err := l.Close(); err != nil {
		return 1
	}
	return 0
}

// holding starts a process that holds the ledger; stop lets it end.
func holding(t *testing.T, path string) (pid int, stop func()) {
	t.Helper()
	cmd := child(t, "hold", path, 0)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("the other process says %q: %v", line, err)
	}
	return cmd.Process.Pid, func() {
		in.Close()
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// A fatalContext kills its own process, with no chance to tidy up, when it is
// asked for the nth time whether it is done. Database calls ask it all along,
// so n picks an instant within Record.
type fatalContext struct {
	context.Context
	left *atomic.Int64
}

func (c fatalContext) Done() <-chan struct{} {
	if c.left.Add(-1) == 0 {
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		if err != nil {
			panic(err)
		}
		select {} // until the kill arrives
	}
	return c.Context.Done()
}

// recordAndDie records a round's looks and is killed at the given call, if Record
// takes that many.
func recordAndDie(path, calls string) int {
	n, err := strconv.ParseInt(calls, 10, 64)
	if err != nil {
		return 2
	}
	l, err := Open(context.Background(), path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	ctx := fatalContext{context.Background(), new(atomic.Int64)}
	ctx.left.Store(n)
	if _, err := l.Record(ctx, roundOfLooks(9)...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0 // without Close: the end of a process is enough
}
