package ledger

import (
	"errors"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAWholeLedgerIsSound(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	a, err := l.Verify(t.Context())
	if err != nil || !a.Sound() {
		t.Errorf("got %v, %v", problems(a), err)
	}
	for _, c := range a.Checks {
		if c.Count == 0 && c.Name != "file" && c.Name != "erased" {
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
		{"a look was taken out", "DROP TRIGGER look_no_delete; PRAGMA foreign_keys = 0; DELETE FROM look WHERE id = 3", "chain: look 3: it was recorded and is not there"},
		{"a look was backdated", "DROP TRIGGER look_no_update; UPDATE look SET answered = answered - 1 WHERE id = 3", "chain: look 3: it is not what was recorded"},
		{"a look saw other tabs", "DROP TRIGGER look_tab_no_update; UPDATE look_tab SET tab = 1 WHERE look = 4", "chain: look 4: it is not what was recorded"},
		{"a decision was taken out", "DROP TRIGGER decision_no_delete; DELETE FROM decision", "chain: decision 1: it was recorded and is not there"},
		{"a decision has another reason, digest and all", "DROP TRIGGER decision_no_update; UPDATE decision SET reason = 'nắng', digest = (SELECT digest FROM look WHERE id = 1)", "chain: decision 1: it is not"},
		{"a look was put in", "INSERT INTO look SELECT office, 99, source, asked, answered, ahead, doubt, fault, detail, content, modified, config, sees, title, locale, zone, digest FROM look WHERE id = 1", "chain: look 99: no revision recorded it"},
		{"cells were changed", "UPDATE tab SET packed = x'0001' WHERE id = 1", "tabs: tab 1: "},
		{"cells of another tab", "UPDATE tab SET packed = (SELECT packed FROM tab WHERE id = 2), base = 0 WHERE id = 1", "tabs: tab 1: it is not what was recorded"},
		{"cells were taken away", "UPDATE tab SET packed = NULL WHERE id = 1", "erased: tab 1 is gone, and no decision took it away"},
		{"cells were taken away in the name of another decision", "UPDATE tab SET packed = NULL, gone = 1 WHERE id = 1", "erased: tab 1 is gone, and no decision took it away"},
		{"an issued report was changed", "UPDATE report SET packed = x'00' WHERE id = 1", "files: "},
		{"a number was changed", "DROP TRIGGER report_no_update; UPDATE report SET said = replace(said, '\"1\"', '\"2\"') WHERE kind = 'number'", "chain: report "},
		{"what was told was taken back", "DROP TRIGGER told_no_update; UPDATE told SET days = '[]'", "chain: told 1: it is not"},
		{"a reminder was marked again", "DROP TRIGGER outbox_no_update; UPDATE outbox SET outcome = 'unsent' WHERE mark <> 0", "chain: outbox 2: it is not"},
		{"a revision was backdated", "DROP TRIGGER revision_no_update; UPDATE revision SET recorded = 1 WHERE id = 2", "chain: revision 2 does not follow on revision 1"},
		{"a revision was taken out", "DROP TRIGGER revision_no_delete; DELETE FROM revision WHERE id = 2", "chain: revision 2: it is not there"},
		{"the last revision was taken out", "DROP TRIGGER revision_no_delete; DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)", "no revision recorded it"},
		{"the configuration was changed", "DROP TRIGGER config_no_update; UPDATE config SET text = x'00'", "chain: config 1: it is not"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := openHere(t)
			fill(t, l)
			if _, err := l.write.Exec(c.do); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(audited(t, l), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("got:\n%s\nwant %q among it", got, c.want)
			}
		})
	}
}

// A forger who knows how digests are made still cannot mend the revision.
func TestARowForgedWithItsDigestBreaksItsRevision(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	var forged decisionRow
	err := l.view(t.Context(), "forging", func(t *tx) error {
		return rows(t, decisions, "id = 1", nil, nil, func(_ int64, r *decisionRow) error {
			forged = *r
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	forged.reason = "nắng"
	sum := digest(decisions, 1, &forged)
	if _, err := l.write.Exec("DROP TRIGGER decision_no_update; UPDATE decision SET reason = 'nắng', digest = ?", sum[:]); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(audited(t, l), "\n"); !strings.Contains(got, "chain: the rows of revision 2 (decision 1) are not those that were recorded") {
		t.Errorf("got:\n%s", got)
	}
}

// Whichever bit is flipped: what is read is what was recorded or an error, or
// verify does not call the ledger sound.
func TestNoFlippedBitIsReadAsThoughItHadBeenRecorded(t *testing.T) {
	path := filled(t, t.TempDir())
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clean, err := openToRead(t, path)
	if err != nil {
		t.Fatal(err)
	}
	commits, tabs, err := everything(t.Context(), clean)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	read, refused := 0, 0
	for range 150 {
		flipped := append([]byte{}, whole...)
		at := random.IntN(len(flipped))
		flipped[at] ^= 1 << random.IntN(8)
		if err := os.WriteFile(path, flipped, 0o644); err != nil {
			t.Fatal(err)
		}
		l, err := Open(t.Context(), path, Options{ReadOnly: true})
		if err != nil {
			refused++
			continue
		}
		got, cells, err := everything(t.Context(), l)
		differs := cmp.Diff(commits, got) + cmp.Diff(tabs, cells)
		audit, unread := l.Verify(t.Context())
		if err == nil && differs != "" && unread == nil && audit.Sound() {
			t.Fatalf("byte %d flipped, and verify calls it sound:\n%s", at, differs)
		}
		if err == nil {
			read++
		} else {
			refused++
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if read < 10 || refused < 10 {
		t.Errorf("%d were read and %d refused, which tries little", read, refused)
	}
}

func TestARowThatIsDamagedIsNamedWhenItIsRead(t *testing.T) {
	path := filled(t, t.TempDir())
	alter(t, path, "DROP TRIGGER look_no_update; UPDATE look SET content = 'x' WHERE id = 5")
	l := openAt(t, path)
	_, err := l.Since(t.Context(), 0)
	var row *RowError
	if kindIn(err) != Damaged || !errors.As(err, &row) || row.Table != "look" || row.ID != 5 {
		t.Errorf("got %v", err)
	}
	var known *Error
	if errors.As(err, &known) && !strings.Contains(known.Hint(), "tonghop repair") {
		t.Errorf("the hint is %s", known.Hint())
	}
}
