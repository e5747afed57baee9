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
	if got := saved(t, o); !slices.Equal(got, want) {
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
