package ledger

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// problems lists what an audit found wrong, as "check: problem".
func problems(a *Audit) (all []string) {
	for _, c := range a.Checks {
		for _, p := range c.Problems {
			all = append(all, c.Name+": "+p)
		}
	}
	return all
}

func verified(t *testing.T, l *Ledger) []string {
	t.Helper()
	a, err := l.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return problems(a)
}

func TestAWholeLedgerIsSound(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	a, err := l.Verify(t.Context())
	if err != nil || !a.Sound() {
		t.Errorf("got %v, %v", problems(a), err)
	}
	for _, c := range a.Checks {
		if c.Count == 0 && c.Name != "file" {
			t.Errorf("%s was checked over nothing", c.Name)
		}
	}
}

// Each of these is what somebody with the sqlite3 shell may do.
func TestVerifyTellsWhatWasTamperedWith(t *testing.T) {
	for _, c := range []struct{ name, do, want string }{
		{"a trigger is gone", "DROP TRIGGER look_no_delete", "schema: the trigger look_no_delete is missing"},
		{"a trigger was put in its place that does nothing",
			"DROP TRIGGER look_no_update; CREATE TRIGGER look_no_update BEFORE UPDATE ON look BEGIN SELECT 1; END", "schema: the trigger look_no_update is not what it should be"},
		{"a table too many", "CREATE TABLE mine (x)", "schema: the table mine does not belong here"},
		{"a look was taken out", "DROP TRIGGER look_no_delete; PRAGMA foreign_keys = 0; DELETE FROM look WHERE id = 1", "numbering: look 1 was recorded and is not there"},
		{"what it said refers to nothing", "DROP TRIGGER look_no_delete; PRAGMA foreign_keys = 0; DELETE FROM look WHERE id = 1", "file: a row of version refers to a row of look that is not there"},
		{"a decision was taken out", "DROP TRIGGER decision_no_delete; DELETE FROM decision", "numbering: decision 1 was recorded and is not there"},
		{"a look was renumbered", "DROP TRIGGER source_no_update; PRAGMA foreign_keys = 0; UPDATE source SET id = 7", "numbering: source: 1 rows are numbered 7 to 7"},
		{"a figure is no figure", "DROP TRIGGER version_no_update; UPDATE version SET said = '[[1]]'", `said: version "an" of look 1`},
		{"a finding is no JSON", "DROP TRIGGER finding_no_update; UPDATE finding SET said = '{'", "said: finding "},
		{"a figure was given to another look", "INSERT INTO look (source, asked, answered, fault) VALUES (1, 1, 1, 'network'); INSERT INTO version VALUES (1, 'an', 5, 2, NULL)", `looks: version "an": look 2 did not see it`},
		{"an issued report was changed", "DROP TRIGGER blob_no_update; UPDATE blob SET packed = x'00' WHERE id = 1", "issued: report 1: "},
		{"an issued report was put in another's place", "DROP TRIGGER blob_no_update; UPDATE blob SET packed = (SELECT packed FROM blob WHERE id = 2) WHERE id = 1", "is not what was kept"},
		{"a draft was taken out", "DROP TRIGGER issued_no_delete; DROP TRIGGER draft_no_delete; PRAGMA foreign_keys = 0; DELETE FROM issued; DELETE FROM draft", "numbering: draft 1 was recorded and is not there"},
		{"what a draft stated was changed", "DROP TRIGGER draft_no_update; UPDATE draft SET figures = '['", "figures: "},
		{"a look was answered before it was asked", "DROP TRIGGER look_no_update; PRAGMA ignore_check_constraints = 1; UPDATE look SET asked = answered + 1", "looks: look 1 contradicts itself"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := openHere(t)
			fill(t, l)
			if _, err := l.write.Exec(c.do); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(verified(t, l), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("got:\n%s\nwant %q among it", got, c.want)
			}
		})
	}
}

func TestVerifyTellsAConfigurationThatIsNotItsHash(t *testing.T) {
	l := openHere(t)
	if err := l.SnapshotConfig(t.Context(), noon, strings.Repeat("0", 64), []byte("a: b")); err != nil {
		t.Fatal(err)
	}
	if got := verified(t, l); len(got) != 1 || got[0] != "config: configuration 1 is not what was kept" {
		t.Errorf("got %q", got)
	}
}

func TestManyProblemsAreCountedAndNotAllTold(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	if _, err := l.write.Exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO version SELECT 1, 'an', i, 1, '[[1]]' FROM n"); err != nil {
		t.Fatal(err)
	}
	got := verified(t, l)
	if len(got) != maxProblems+1 || got[maxProblems] != "said: and 30 more" {
		t.Errorf("got %d lines, the last %q", len(got), got[len(got)-1])
	}
}

func TestADamagedPageIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("Tháng 6"))
	for i := range data[at&^0xfff : at&^0xfff+64] { // the head of the page that holds a figure
		data[at&^0xfff+i] = 0xff
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	reader, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	a, err := reader.Verify(t.Context())
	if err == nil && a.Sound() {
		t.Error("a page was overwritten, and nothing is told")
	}
}

func TestABackupBesideAWriterIsWholeAndVerified(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	reader, err := Open(t.Context(), l.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	to := filepath.Join(t.TempDir(), "new", "copy.db")
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Backup(t.Context(), to); err != nil { // an older one
		t.Fatal(err)
	}
	if err := os.WriteFile(to+".new", []byte("old"), 0o644); err != nil { // what an interrupted one left
		t.Fatal(err)
	}
	a, err := reader.Backup(t.Context(), to)
	if err != nil || !a.Sound() || len(a.Checks) == 0 {
		t.Fatalf("got %v, %v", a, err)
	}
	restored, err := Open(t.Context(), to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	want, err := l.State(t.Context(), noon)
	if err != nil {
		t.Fatal(err)
	}
	got, err := restored.State(t.Context(), noon)
	if err != nil || len(got.Versions()) != 1 || len(got.Versions()) != len(want.Versions()) || got.Versions()[0].Figures[0] != want.Versions()[0].Figures[0] {
		t.Errorf("restored %+v, %v; want %+v", got, err, want)
	}
	if err := restored.Append(t.Context(), lookAtAll(noon.AddDate(0, 0, 1))); err != nil {
		t.Errorf("the restored ledger cannot be gone on with: %v", err)
	}
}

func TestABackupThatFailsLeavesTheLastOne(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	folder := t.TempDir()
	to := filepath.Join(folder, "copy.db")
	if _, err := l.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.write.Exec("DROP TRIGGER look_no_delete"); err != nil {
		t.Fatal(err)
	}
	if a, err := l.Backup(t.Context(), to); !errors.Is(err, ErrUnsound) || a.Sound() {
		t.Errorf("got %v, want %v", err, ErrUnsound)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := l.Backup(stopped, to); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if got, err := os.ReadFile(to); err != nil || string(got) != string(was) {
		t.Errorf("the last backup is another, %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
