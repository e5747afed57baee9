package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/model/record"
)

// roundOfLooks are the answers of a round over five sources, at an hour.
func roundOfLooks(hour int) []record.Answer {
	var all []record.Answer
	for i := range 5 {
		all = append(all, answer(fmt.Sprintf("source-%d", i), clock(hour, i), sheet("x", hour, 1+i)))
	}
	return all
}

// clock gives an instant of 24 June 2020.
func clock(hour, minute int) time.Time {
	return time.Date(2020, time.June, 24, hour, minute, 0, 0, time.UTC)
}

// once makes a closed ledger with one round in it and gives its path.
func once(t *testing.T, folder string) string {
	t.Helper()
	path := filepath.Join(folder, "ledger.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Record(t.Context(), roundOfLooks(8)...)
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantKind fails unless err is a ledger error of a kind that names the file,
// tells the cause and has a hint.
func wantKind(t *testing.T, err error, kind Kind, path, cause string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Kind != kind || e.Path != path || e.Hint() == "" || !strings.Contains(err.Error(), cause) {
		t.Errorf("got %v, want %q of %s with %q and a hint", err, kind, path, cause)
	}
}

func TestASecondWriterIsToldWhoHoldsTheLedger(t *testing.T) {
	path := once(t, t.TempDir())
	pid, stop := holding(t, path)
	_, err := Open(t.Context(), path, Options{})
	wantKind(t, err, Locked, path, fmt.Sprintf("process %d has been writing to it since 2", pid))
	reader, err := openToRead(t, path)
	if err != nil || looksIn(t, reader) != 5 {
		t.Errorf("a reader beside the writer: %v", err)
	}
	stop()
	if l := openAt(t, path); looksIn(t, l) != 5 {
		t.Error("once it has ended, the ledger is not whole")
	}
}

func TestALockEndsWithItsProcess(t *testing.T) {
	path := once(t, t.TempDir())
	cmd := child(t, "record", path, 3)
	if err := cmd.Run(); err == nil {
		t.Fatal("the other process was to be killed")
	}
	openAt(t, path)
}

func TestAProcessKilledWhileItRecordsLeavesAllOrNothing(t *testing.T) {
	folder := t.TempDir()
	path := once(t, folder)
	pristine, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	kills, survived := 0, false
	for calls := int64(1); !survived; calls += 1 + calls/4 {
		if err := errors.Join(os.WriteFile(path, pristine, 0o644), forgetHeads(path)); err != nil {
			t.Fatal(err)
		}
		survived = child(t, "record", path, calls).Run() == nil
		l := openAt(t, path)
		switch n := looksIn(t, l); {
		case survived && n != 10:
			t.Errorf("undisturbed: got %d looks, want 10", n)
		case !survived && n != 5 && n != 10:
			t.Errorf("killed at call %d: got %d looks, want 5 or 10", calls, n)
		}
		if !survived {
			kills++
			if _, err := l.Record(t.Context(), roundOfLooks(10)...); err != nil {
				t.Errorf("after a kill at call %d: %v", calls, err)
			}
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
	if kills < 10 {
		t.Errorf("killed at %d instants only", kills)
	}
}

func TestACancelledRecordingLeavesNothing(t *testing.T) {
	l := openAt(t, once(t, t.TempDir()))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Record(ctx, roundOfLooks(9)...); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if n := looksIn(t, l); n != 5 {
		t.Errorf("got %d looks, want 5", n)
	}
}

func TestADamagedFileIsNamedAndLeftAlone(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"empty":                 func([]byte) []byte { return nil },
		"not a database":        func([]byte) []byte { return bytes.Repeat([]byte("Kính gửi "), 500) },
		"cut off":               func(b []byte) []byte { return b[:len(b)/2] },
		"last page cut off":     func(b []byte) []byte { return b[:len(b)-4096] },
		"cut off in the header": func(b []byte) []byte { return b[:60] },
		"header overwritten":    func(b []byte) []byte { return append(make([]byte, 100), b[100:]...) },
	} {
		t.Run(name, func(t *testing.T) {
			path := once(t, t.TempDir())
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			broken := damage(whole)
			if err := os.WriteFile(path, broken, 0o644); err != nil {
				t.Fatal(err)
			}
			_, err = Open(t.Context(), path, Options{})
			wantKind(t, err, Damaged, path, "")
			_, err = openToRead(t, path)
			wantKind(t, err, Damaged, path, "")
			if left, err := os.ReadFile(path); err != nil || !bytes.Equal(left, broken) {
				t.Errorf("the file was changed: %v", err)
			}
		})
	}
}

func TestDamageWithinTheFileIsFoundWhenItIsRead(t *testing.T) {
	path := once(t, t.TempDir())
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	for at := page; at < len(whole); at += page { // every page but the first
		copy(whole[at:], bytes.Repeat([]byte{0xa5}, 64))
	}
	if err := os.WriteFile(path, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path, Options{})
	wantKind(t, err, Damaged, path, "malformed")
}

func TestALogWithoutItsFileIsNotBuriedUnderANewLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path+"-wal", []byte("log"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), path, Options{})
	wantKind(t, err, Damaged, path, "its log")
}

func TestALedgerOfANewerProgramIsLeftAlone(t *testing.T) {
	path := once(t, t.TempDir())
	alter(t, path, "PRAGMA user_version = 9999")
	_, err := Open(t.Context(), path, Options{})
	wantKind(t, err, Newer, path, "version 9999")
	_, err = openToRead(t, path)
	wantKind(t, err, Newer, path, "version 9999")
}

func TestALedgerOfTheFirstEditionIsRefusedWithWhatToDo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	alter(t, path, fmt.Sprintf("CREATE TABLE look (a); PRAGMA application_id = %d", firstEdition))
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path, Options{})
	wantKind(t, err, FirstEdition, path, "first edition")
	_, err = openToRead(t, path)
	wantKind(t, err, FirstEdition, path, "first edition")
	var known *Error
	if errors.As(err, &known) && !strings.Contains(known.Hint(), "another name") {
		t.Errorf("the hint is %s", known.Hint())
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestADatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	alter(t, path, "CREATE TABLE something (a)")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path, Options{})
	wantKind(t, err, Foreign, path, "not a ledger")
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestAReaderNeedsALedgerThatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no", "ledger.db")
	_, err := openToRead(t, path)
	wantKind(t, err, Missing, path, "")
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a reader made the folder: %v", err)
	}
}

func TestAReaderRecordsNothing(t *testing.T) {
	path := once(t, t.TempDir())
	l, err := openToRead(t, path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Record(t.Context(), roundOfLooks(9)...)
	wantKind(t, err, ReadOnly, path, "opened for reading")
}

func TestWhatIsLeftOfABrokenOffBeginningDoesNoHarm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	for _, name := range []string{path + ".new", path + ".new-wal"} {
		if err := os.WriteFile(name, []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n := looksIn(t, openAt(t, path)); n != 0 {
		t.Errorf("got %d looks, want a new ledger", n)
	}
}

func TestPathsWithSpacesAndSignsAreKeptAsTheyAre(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Đoàn xã? 50% #1 & a=b")
	path := once(t, folder)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	l, err := openToRead(t, path)
	if err != nil || looksIn(t, l) != 5 {
		t.Errorf("got %v, want five looks", err)
	}
}

func TestATrialLeavesTheLedgerAsItIs(t *testing.T) {
	path := once(t, t.TempDir())
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary) // on Windows
	writer := openAt(t, path)  // a trial does not wait for a writer either
	trial, err := OpenCopy(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := trial.Record(t.Context(), roundOfLooks(9)...); err != nil {
		t.Fatal(err)
	}
	if got, want := looksIn(t, trial), 10; got != want {
		t.Errorf("trial: got %d looks, want %d", got, want)
	}
	if err := trial.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := looksIn(t, writer), 5; got != want {
		t.Errorf("ledger: got %d looks, want %d", got, want)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestATrialWithoutALedgerBeginsEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	trial, err := OpenCopy(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer trial.Close()
	if n := looksIn(t, trial); n != 0 {
		t.Errorf("got %d looks, want none", n)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a trial made the ledger: %v", err)
	}
}

func TestAFolderInTheLedgersPlaceIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), path, Options{})
	wantKind(t, err, Foreign, path, "is a folder")
	_, err = openToRead(t, path)
	wantKind(t, err, Foreign, path, "is a folder")
	_, err = OpenCopy(t.Context(), path)
	wantKind(t, err, Foreign, path, "is a folder")
}

// Wherever a ledger is cut off, that is told, and what is left stays as it is.
func TestALedgerCutOffAnywhereIsToldAndLeftAlone(t *testing.T) {
	path := once(t, t.TempDir())
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	offsets := []int{0, 1, 15, 16, 99, 100, 101, 4095, 4096, 4097, len(whole) - 4097, len(whole) - 4096, len(whole) - 1}
	for range 60 {
		offsets = append(offsets, random.IntN(len(whole)))
	}
	for _, n := range offsets {
		if err := os.WriteFile(path, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), path, Options{})
		wantKind(t, err, Damaged, path, "")
		_, err = openToRead(t, path)
		wantKind(t, err, Damaged, path, "")
		if left, err := os.ReadFile(path); err != nil || !bytes.Equal(left, whole[:n]) {
			t.Errorf("cut off at %d the file was changed: %v", n, err)
		}
		if t.Failed() {
			t.Fatalf("cut off at %d of %d bytes", n, len(whole))
		}
	}
}
