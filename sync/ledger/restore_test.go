package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/model/record"
)

var restoredAt = time.Date(2020, time.June, 26, 22, 30, 0, 0, time.UTC)

// saved gives a ledger with a backup of it, and one decision more than that.
func saved(t *testing.T) (path, backup string) {
	t.Helper()
	dir := t.TempDir()
	path, backup = filepath.Join(dir, "ledger.db"), filepath.Join(dir, "backup.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, l)
	if _, err := l.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if _, err := l.SnapshotConfig(t.Context(), noon, "later", []byte("later: true")); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path, backup
}

// configsIn counts the configurations that a ledger keeps.
func configsIn(t *testing.T, path string) int {
	t.Helper()
	l, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	kept, err := l.Configs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(kept)
}

func TestARestoredLedgerIsTheBackupAndTheOldOneIsKeptWhole(t *testing.T) {
	path, backup := saved(t)
	before := configsIn(t, path)
	aside, audit, err := Restore(t.Context(), path, backup, restoredAt, "tonghop restore")
	if err != nil || !audit.Sound() {
		t.Fatal(err, audit)
	}
	if filepath.Base(aside) != "ledger.aside-2020-06-26T223000.db" {
		t.Errorf("the old one is %s", aside)
	}
	if restored, old := configsIn(t, path), configsIn(t, aside); restored != before-1 || old != before {
		t.Errorf("the restored one keeps %d configurations, the old one %d of %d", restored, old, before)
	}
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// A log that stayed would be carried into the restored ledger.
func TestTheLogGoesAsideWithItsLedger(t *testing.T) {
	path, backup := saved(t)
	for _, part := range []string{"", "-wal", "-shm"} {
		if err := os.WriteFile(path+part, []byte("broken"+part), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	aside, _, err := Restore(t.Context(), path, backup, restoredAt, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"", "-wal", "-shm"} {
		if b, err := os.ReadFile(aside + part); string(b) != "broken"+part {
			t.Errorf("aside is %q, %v", b, err)
		}
	}
	if configsIn(t, path) == 0 {
		t.Error("the backup is not in its place")
	}
}

func TestWhatIsNoWholeBackupChangesNothing(t *testing.T) {
	path, backup := saved(t)
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	cut, tampered := filepath.Join(dir, "cut.db"), filepath.Join(dir, "tampered.db")
	if err := os.WriteFile(cut, b[:len(b)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(tampered, b, 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), tampered, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.write.Exec("DROP TRIGGER look_no_delete; PRAGMA foreign_keys = 0; DELETE FROM look WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]error{cut: nil, tampered: ErrUnsound, filepath.Join(dir, "none.db"): nil, path: nil} {
		aside, _, err := Restore(t.Context(), path, from, restoredAt, "")
		if err == nil || aside != "" || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: aside %q, %v", filepath.Base(from), aside, err)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != string(was) {
			t.Errorf("%s: the ledger is another, %v", filepath.Base(from), err)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.restoring*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// Two restores in one second were refused, and left the copy behind.
func TestALedgerIsRestoredTwiceInASecond(t *testing.T) {
	path, backup := saved(t)
	var names []string
	for range 3 {
		aside, _, err := Restore(t.Context(), path, backup, restoredAt, "")
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.Base(aside))
	}
	if got := strings.Join(names, " "); got != "ledger.aside-2020-06-26T223000.db ledger.aside-2020-06-26T223000-2.db ledger.aside-2020-06-26T223000-3.db" {
		t.Errorf("put aside as %s", got)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.restoring*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

func TestALedgerThatCannotBePutAsideStaysAndNothingIsLeft(t *testing.T) {
	path, backup := saved(t)
	// Its name leaves room for the copy's, and none for that of what is put aside.
	dir := filepath.Dir(path)
	long := filepath.Join(dir, strings.Repeat("x", 232)+".db")
	if err := os.Rename(path, long); err != nil {
		t.Skipf("so long a name cannot be given here: %v", err)
	}
	was := configsIn(t, long)
	if _, _, err := Restore(t.Context(), long, backup, restoredAt, ""); err == nil {
		t.Error("it was put aside under a name that is too long")
	}
	if configsIn(t, long) != was {
		t.Error("the ledger is another")
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.restoring*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

func TestALedgerInUseIsNotReplaced(t *testing.T) {
	path, backup := saved(t)
	l, err := Open(t.Context(), path, Options{By: "tonghop serve"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, _, err := Restore(t.Context(), path, backup, restoredAt, ""); kindIn(err) != Locked || !strings.Contains(err.Error(), "tonghop serve") {
		t.Errorf("got %v", err)
	}
}

func TestARestoreThatWasCutOffIsSeenAndDoneAgain(t *testing.T) {
	path, backup := saved(t)
	if err := os.WriteFile(restoring(path), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	held, err := acquire(path, "tonghop restore") // it is still at it
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{Beside: true}); kindIn(err) != Locked {
		t.Errorf("beside it a decision is taken: %v", err)
	}
	if err := held.release(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, path+".aside"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); kindIn(err) != Damaged || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("a new ledger is begun: %v", err)
	}
	if aside, _, err := Restore(t.Context(), path, backup, restoredAt, ""); err != nil || aside != "" {
		t.Errorf("aside %q, %v", aside, err)
	}
	if configsIn(t, path) == 0 {
		t.Error("the backup is not in its place")
	}
}

// What a report says that was issued before the restore is not taken for a forgery.
func TestARestoredLedgerNamesTheHeadThatItLeft(t *testing.T) {
	path, backup := saved(t)
	l := openAt(t, path)
	left, err := l.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	later := filepath.Join(filepath.Dir(path), "later.db")
	if _, err := l.Backup(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, _, err := Restore(t.Context(), path, backup, restoredAt, "tonghop restore"); err != nil {
		t.Fatal(err)
	}
	l = openAt(t, path)
	all, err := l.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	last := all[len(all)-1]
	if last.Left == nil || *last.Left != (record.Left{Number: left.Number, Chain: left.Chain, By: "tonghop restore"}) || !last.Asserted.Equal(restoredAt) {
		t.Errorf("the last revision is %+v", last)
	}
	if len(all) != int(left.Number) {
		t.Errorf("%d revisions, want those of the backup and one", len(all))
	}
	for _, copied := range []string{backup, later} { // the one that it goes on from, and the one that it left
		if a, err := l.Holds(t.Context(), copied); err != nil || !a.Sound() {
			t.Errorf("%s: %v, %v", filepath.Base(copied), problems(a), err)
		}
	}
}

func TestABackupOfAnotherRecordIsTold(t *testing.T) {
	path, backup := saved(t)
	other := filled(t, t.TempDir())
	l := openAt(t, path)
	if a, err := l.Holds(t.Context(), backup); err != nil || !a.Sound() {
		t.Errorf("its own: %v, %v", problems(a), err)
	}
	// Of the same rows, but recorded at other times.
	if a, err := l.Holds(t.Context(), other); err != nil || a.Sound() {
		t.Errorf("another's: %v, %v", problems(a), err)
	}
	copied := filepath.Join(filepath.Dir(path), "copied.db")
	if _, err := l.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if err := GoesOn(t.Context(), copied, backup, ""); err != nil {
		t.Errorf("it does not go on from the backup before: %v", err)
	}
	if err := GoesOn(t.Context(), copied, other, ""); err == nil || !strings.Contains(err.Error(), "does not go on") {
		t.Errorf("it goes on from another record: %v", err)
	}
}
