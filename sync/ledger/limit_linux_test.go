package ledger

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"
)

func init() { limitedRole = recordLimited }

// recordLimited records answers until a file may not grow any more: the write that
// reaches the limit is a short one, and those after it fail.
func recordLimited(path, limit string) int {
	n, err := strconv.ParseUint(limit, 10, 64)
	if err != nil {
		return 2
	}
	l, err := Open(context.Background(), path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	signal.Ignore(unix.SIGXFSZ)
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: n}); err != nil {
		return 2
	}
	for i := range 400 {
		looks, err := l.Record(context.Background(), answer(fmt.Sprintf("source-%d", i%7), noon, sheet("x", 5+i%40)))
		if err == nil {
			fmt.Println(looks[0].ID)
			continue
		}
		if kind := kindIn(err); kind != DiskFull && kind != Failing {
			fmt.Fprintln(os.Stderr, err)
			return 3
		}
		if _, err := l.Since(context.Background(), 0); err != nil { // reads go on
			fmt.Fprintln(os.Stderr, "reading:", err)
			return 4
		}
		return 0
	}
	return 5
}

func TestAWriteThatIsCutShortLosesNothingThatWasRecorded(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for n := range 12 {
		path := once(t, t.TempDir())
		limit := int64(120_000 + random.IntN(500_000))
		cmd := child(t, "limited", path, limit)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		said := 5
		for lines := bufio.NewScanner(out); lines.Scan(); {
			said, _ = strconv.Atoi(lines.Text())
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("limit %d: %v", limit, err)
		}
		l := openAt(t, path)
		if got := looksIn(t, l); got != said {
			t.Errorf("limit %d: %d looks are there, it had said %d", limit, got, said)
		}
		if n%3 == 0 {
			if got := audited(t, l); len(got) > 0 {
				t.Errorf("limit %d: %v", limit, got)
			}
		}
		if _, err := l.Record(t.Context(), roundOfLooks(9)...); err != nil {
			t.Errorf("limit %d: with room again: %v", limit, err)
		}
		_ = l.Close()
		_ = os.RemoveAll(filepath.Dir(path))
	}
}
