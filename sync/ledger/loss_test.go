package ledger

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// recordOneByOne records answers one after another for as long as it lives, and
// says of each that it is recorded.
func recordOneByOne(path string) int {
	l, err := Open(context.Background(), path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	for i := 1; ; i++ {
		looks, err := l.Record(context.Background(), answer(fmt.Sprintf("source-%d", i%7), noon.Add(time.Duration(i)*time.Second), sheet("x", 5+i%40)))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		fmt.Println(looks[0].ID)
	}
}

// What had been answered, and of which it was said so, is there after the process
// was killed at any instant.
func TestWhatHadBeenAnsweredIsThereAfterAKill(t *testing.T) {
	path := once(t, t.TempDir())
	before := 5
	for n := range 12 {
		cmd := child(t, "answers", path, 0)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		said := 0
		lines := bufio.NewScanner(out)
		for k := 0; k <= 3*n && lines.Scan(); k++ {
			said, _ = strconv.Atoi(lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it had said meanwhile
			said, _ = strconv.Atoi(lines.Text())
		}
		_ = cmd.Wait()
		l := openAt(t, path)
		if got := looksIn(t, l); got < said || said <= before {
			t.Errorf("kill %d: %d looks are there, it had said %d", n, got, said)
		}
		before = said
		if n%4 == 3 {
			if got := audited(t, l); len(got) > 0 {
				t.Errorf("kill %d: %v", n, got)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A power cut may leave any beginning of the log on the disk, in whole or in half
// blocks, and without the index: what is opened then is a beginning of the record,
// and whole.
func TestALogThatIsCutOffAnywhereLeavesABeginningOfTheRecord(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "ledger.db")
	l := openAt(t, path)
	if _, err := l.write.Exec("PRAGMA wal_autocheckpoint = 0"); err != nil {
		t.Fatal(err)
	}
	fill(t, l)
	all, err := l.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 8))
	lengths := map[int]bool{}
	for i := range 60 {
		n := random.IntN(len(log) + 1)
		if i == 0 {
			n = len(log)
		}
		cut := filepath.Join(folder, strconv.Itoa(i)+".db")
		if err := errors.Join(os.WriteFile(cut, file, 0o644), os.WriteFile(cut+"-wal", log[:n], 0o644)); err != nil {
			t.Fatal(err)
		}
		x, err := Open(t.Context(), cut, Options{})
		if err != nil {
			if kindIn(err) == "" {
				t.Errorf("cut at %d: %v", n, err)
			}
			continue
		}
		got, err := x.Since(t.Context(), 0)
		if err != nil || len(got) > len(all) {
			t.Fatalf("cut at %d: %d revisions, %v", n, len(got), err)
		}
		if diff := cmp.Diff(all[:len(got)], got); len(got) > 0 && diff != "" {
			t.Errorf("cut at %d it is no beginning of the record:\n%s", n, diff)
		}
		lengths[len(got)] = true
		if i%10 == 0 {
			if wrong := audited(t, x); len(wrong) > 0 {
				t.Errorf("cut at %d: %v", n, wrong)
			}
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !lengths[len(all)] || len(lengths) < 8 {
		t.Errorf("the cuts gave %d different lengths, which tries little", len(lengths))
	}
}

// Blocks of the log may come to the disk in another order than they were written:
// SQLite's sums tell.
func TestALogOfWhichABlockWasLostLeavesABeginningOfTheRecord(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "ledger.db")
	l := openAt(t, path)
	if _, err := l.write.Exec("PRAGMA wal_autocheckpoint = 0"); err != nil {
		t.Fatal(err)
	}
	fill(t, l)
	all, err := l.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := os.ReadFile(path)
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(9, 10))
	for i := range 20 {
		lost := append([]byte{}, log...)
		at := 512 * random.IntN(len(lost)/512)
		clear(lost[at : at+512])
		cut := filepath.Join(folder, strconv.Itoa(i)+".db")
		if err := errors.Join(os.WriteFile(cut, file, 0o644), os.WriteFile(cut+"-wal", lost, 0o644)); err != nil {
			t.Fatal(err)
		}
		x, err := Open(t.Context(), cut, Options{})
		if err != nil {
			continue
		}
		if got, err := x.Since(t.Context(), 0); err == nil && len(got) > 0 {
			if diff := cmp.Diff(all[:len(got)], got); diff != "" {
				t.Errorf("block at %d lost:\n%s", at, diff)
			}
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestALedgerWithoutItsLogIsToldAndLeftAlone(t *testing.T) {
	path := once(t, t.TempDir())
	l := openAt(t, path)
	if _, err := l.Record(t.Context(), roundOfLooks(9)...); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file, 0o644); err != nil { // as it was copied by hand, without the log
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path, Options{})
	wantKind(t, err, Behind, path, "its log")
	_, err = openToRead(t, path)
	wantKind(t, err, Behind, path, "1 revisions, and 2 were recorded")
	if err := os.WriteFile(path+"-wal", log, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := looksIn(t, openAt(t, path)); got != 10 {
		t.Errorf("with its log again it has %d looks, want 10", got)
	}
}

func TestALedgerWithoutItsIndexIsWhole(t *testing.T) {
	folder := t.TempDir()
	path := once(t, folder)
	l := openAt(t, path)
	if _, err := l.Record(t.Context(), roundOfLooks(9)...); err != nil {
		t.Fatal(err)
	}
	moved := filepath.Join(folder, "moved.db")
	for _, part := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + part)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(moved+part, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := looksIn(t, openAt(t, moved)); got != 10 {
		t.Errorf("it has %d looks, want 10", got)
	}
}

func TestAnotherLedgerInItsPlaceIsTold(t *testing.T) {
	path, other := filled(t, t.TempDir()), filled(t, t.TempDir())
	b, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path, Options{})
	wantKind(t, err, Behind, path, "another ledger was put in its place")
}

func TestTheKeyIsMadeOnceAndIsInNoBackup(t *testing.T) {
	path := once(t, t.TempDir())
	if _, err := Key(path, false); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + keyEnding); err == nil {
		t.Fatal("a key was made for what is not kept")
	}
	key, err := Key(path, true)
	if err != nil || len(key) != keyBytes {
		t.Fatalf("got %x, %v", key, err)
	}
	for _, keeps := range []bool{true, false} {
		if again, err := Key(path, keeps); err != nil || string(again) != string(key) {
			t.Errorf("got %x, %v; want the same", again, err)
		}
	}
	l := openAt(t, path)
	copied := filepath.Join(t.TempDir(), "copied.db")
	if _, err := l.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(copied)
	if err != nil || strings.Contains(string(b), fmt.Sprintf("%x", key)) || strings.Contains(string(b), string(key)) {
		t.Errorf("the backup has the key: %v", err)
	}
	if err := os.WriteFile(path+keyEnding, []byte("?"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Key(path, true); kindIn(err) != KeyDamaged {
		t.Errorf("got %v", err)
	}
}

// A log's header says how large its blocks are; what is written there by another
// is refused or read as an empty log, and never half.
func TestALogOfAnotherFileIsNotTakenForItsOwn(t *testing.T) {
	path, other := once(t, t.TempDir()), once(t, t.TempDir())
	l := openAt(t, other)
	if _, err := l.Record(t.Context(), roundOfLooks(9)...); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(other + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint32(log[12:], 7) // another number of checkpoints: its sums do not hold
	if err := os.WriteFile(path+"-wal", log, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := looksIn(t, openAt(t, path)); got != 5 {
		t.Errorf("it has %d looks, want its own 5", got)
	}
}
