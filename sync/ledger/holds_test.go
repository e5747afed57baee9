package ledger

import (
	"path/filepath"
	"strings"
	"testing"
)

// backedUp is a ledger with a backup of it.
func backedUp(t *testing.T) (l *Ledger, backup string) {
	t.Helper()
	l = openHere(t)
	fill(t, l)
	backup = filepath.Join(t.TempDir(), "sao lưu #1?", "copy.db")
	if _, err := l.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	return l, backup
}

func held(t *testing.T, l *Ledger, backup string) (int, []string) {
	t.Helper()
	reader, err := Open(t.Context(), l.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	a, err := reader.Holds(t.Context(), backup)
	if err != nil {
		t.Fatal(err)
	}
	return a.Checks[0].Count, problems(a)
}

func TestALedgerThatWentOnHoldsAllOfItsBackup(t *testing.T) {
	l, backup := backedUp(t)
	before, wrong := held(t, l, backup)
	if before == 0 || len(wrong) > 0 {
		t.Fatalf("%d rows, %v", before, wrong)
	}
	if err := l.Append(t.Context(), lookAtAll(noon.AddDate(0, 0, 1))); err != nil {
		t.Fatal(err)
	}
	if after, wrong := held(t, l, backup); after != before || len(wrong) > 0 {
		t.Errorf("after another look: %d rows of %d, %v", after, before, wrong)
	}
}

// What Verify alone cannot see: a figure that is another one, with the guard
// back in its place.
func TestWhatWasChangedSinceTheBackupIsFoundThoughTheGuardsAreBack(t *testing.T) {
	for _, c := range []struct{ table, do, want string }{
		{"version", `UPDATE version SET said = NULL`, "backup: version: 1 of 1 rows"},
		{"look", `UPDATE look SET answered = answered + 1, asked = asked - 3600000000`, "backup: look: 1 of 1 rows"},
		{"decision", `UPDATE decision SET reason = 'khác'`, "backup: decision: 1 of 1 rows"},
	} {
		l, backup := backedUp(t)
		var guard string
		if err := l.write.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", c.table+"_no_update").Scan(&guard); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{"DROP TRIGGER " + c.table + "_no_update", c.do, guard} {
			if _, err := l.write.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		if got := verified(t, l); len(got) > 0 {
			t.Errorf("%s: verify alone finds %v, so this shows nothing new", c.table, got)
		}
		if _, got := held(t, l, backup); len(got) != 1 || !strings.Contains(got[0], c.want) {
			t.Errorf("%s: found %v, want %q", c.table, got, c.want)
		}
	}
}

func TestABackupOfAnEarlierSchemaIsComparedToo(t *testing.T) {
	l, backup := backedUp(t)
	old, err := Open(t.Context(), backup, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"DROP TRIGGER decision_no_update", "ALTER TABLE decision DROP COLUMN raw", "DELETE FROM goose_db_version WHERE version_id = 6",
	} {
		if _, err := old.write.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	if n, wrong := held(t, l, backup); n == 0 || len(wrong) > 0 {
		t.Errorf("%d rows, %v", n, wrong)
	}
}

func TestWhatIsNoBackupIsTold(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	_, err := l.Holds(t.Context(), filepath.Join(t.TempDir(), "none.db"))
	if err == nil {
		t.Error("a backup that is not there holds everything")
	}
}
