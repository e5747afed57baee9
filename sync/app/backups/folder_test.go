package backups

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/ledger"
	"tonghop/sync/schedule"
)

// savingOffice is an office whose daemon saves backups, under a clock that is
// set.
func savingOffice(t *testing.T, backup string) (*app.Office, *apptest.Clock) {
	t.Helper()
	clock := &apptest.Clock{At: time.Date(2020, 6, 24, 1, 0, 0, 0, apptest.Vietnam)}
	return apptest.Open(t, clock, apptest.Small(t, backup+"\n"), app.ToWrite), clock
}

func saved(t *testing.T, o *app.Office) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(o.Config.Backup.Dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range paths {
		paths[i] = filepath.Base(paths[i])
	}
	return paths
}

// The daemon's runner saves a verified copy each night and keeps the last ones.
func TestTheDaemonSavesBackupsByItself(t *testing.T) {
	o, clock := savingOffice(t, `backup: {dir: saved, at: "0 2 * * *", keep: 2}`)
	jobs, err := Of(o).Job()
	if err != nil || len(jobs) != 1 {
		t.Fatal(jobs, err)
	}
	runner := &schedule.Runner{Jobs: jobs, Now: clock.Now, Slots: o.Ledger, Log: o.Log}
	for range 3 {
		next, err := runner.Step(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		clock.Set(next)
	}
	if _, err := runner.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"ledger-2020-06-25T020000.db", "ledger-2020-06-26T020000.db"}
	if got := saved(t, o); !slices.Equal(got, []string{want[0], want[0] + ".head", want[1], want[1] + ".head"}) {
		t.Fatalf("saved are %v, want %v", got, want)
	}
	copied, err := ledger.Open(t.Context(), filepath.Join(o.Config.Backup.Dir, want[1]), ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if audit, err := copied.Verify(t.Context()); err != nil || !audit.Sound() {
		t.Errorf("the copy is not sound: %+v, %v", audit, err)
	}
}

func TestABackupThatFailsIsToldAndRemovesNothing(t *testing.T) {
	o, clock := savingOffice(t, `backup: {dir: saved, keep: 1}`)
	if err := Of(o).save(t.Context(), clock.Now()); err != nil {
		t.Fatal(err)
	}
	clock.Advance(24 * time.Hour)
	// What stands where the next copy is to be made cannot be removed.
	blocked := filepath.Join(o.Config.Backup.Dir, "ledger-2020-06-25T010000.db.new")
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Of(o).save(t.Context(), clock.Now()); err == nil || !strings.Contains(err.Error(), "backing up") {
		t.Errorf("got %v, want an error", err)
	}
	if got := saved(t, o); !slices.Contains(got, "ledger-2020-06-24T010000.db") {
		t.Errorf("saved are %v: the old copy is gone", got)
	}
}

func TestWithoutASectionBackupTheDaemonSavesNone(t *testing.T) {
	o, _ := savingOffice(t, "")
	if jobs, err := Of(o).Job(); err != nil || jobs != nil {
		t.Errorf("got %v, %v; want none", jobs, err)
	}
}

func TestWhatAKilledBackupLeftIsSwept(t *testing.T) {
	dir := t.TempDir()
	f := Folder{Dir: dir, Keep: 3, stem: "ledger"}
	for name, age := range map[string]time.Duration{
		"ledger-2020-06-24T020000.db.new": 48 * time.Hour, "ledger-2020-06-24T020000.db.new-wal": 48 * time.Hour,
		"ledger-2020-06-25T020000.db.new": time.Minute, "ledger-2020-06-23T020000.db": 72 * time.Hour, "other.db.new": 48 * time.Hour,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if swept := f.sweep(); len(swept) != 2 {
		t.Errorf("swept %q, want the two of the killed backup", swept)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("%d files stay, %v", len(entries), err)
	}
}

// What is noted beside a backup is held against it and against the ledger.
func TestABackupIsNotedWithTheHeadThatItEndsWith(t *testing.T) {
	o, _ := savingOffice(t, `backup: {dir: saved, at: "0 2 * * *", keep: 2}`)
	for range 2 { // two revisions
		if err := o.Ledger.SetPublished(t.Context(), "x", "y", o.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Ledger.SnapshotConfig(t.Context(), o.Now(), t.Name()+o.Now().String(), []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	head, err := o.Ledger.Head(t.Context())
	if err != nil || head.Number == 0 {
		t.Fatal(head, err)
	}
	first, _, err := o.Ledger.Identity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if _, err := o.Ledger.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	note, err := ledger.NoteOf(path)
	if err != nil || note != (ledger.NotedHead{Number: head.Number, Chain: head.Chain.String(), First: first}) {
		t.Fatalf("noted is %+v, %v", note, err)
	}
	for _, c := range []struct {
		number int64
		chain  string
		want   bool
	}{
		{head.Number, head.Chain.String(), true},
		{head.Number, head.Chain.String()[:12], true},
		{head.Number, strings.Repeat("0", 64), false},
		{head.Number, "", false},
		{head.Number + 1, head.Chain.String(), false},
		{0, head.Chain.String(), false},
	} {
		if got, err := o.Ledger.HoldsHead(t.Context(), c.number, c.chain); err != nil || got != c.want {
			t.Errorf("revision %d-%s is held: %v, %v", c.number, c.chain, got, err)
		}
	}
	// A copy that is behind its note does not open.
	if err := os.WriteFile(path+".head", []byte("         999 "+note.Chain+" "+first+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := ledger.Open(t.Context(), path, ledger.Options{ReadOnly: true}); err == nil {
		l.Close()
		t.Error("a backup that lost its end opens")
	}
	if err := ledger.ForgetBackup(path); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 0 {
		t.Errorf("left is %v", left)
	}
}
