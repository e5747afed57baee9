package ledger

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger/pack"
)

// grown gives a closed ledger with a backup of it, and looks that came after.
func grown(t *testing.T) (path, backup string) {
	t.Helper()
	path = filled(t, t.TempDir())
	backup = filepath.Join(filepath.Dir(path), "backup.db")
	l := openAt(t, path)
	if _, err := l.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		if _, err := l.Record(t.Context(), answer("a", noon, sheet("a", 30+i, 5))); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path, backup
}

func contents(t *testing.T, path string) ([]record.Commit, map[int64]string) {
	t.Helper()
	l, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	all, tabs, err := everything(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[int64]string{}
	for id, tab := range tabs {
		texts[id] = fmt.Sprint(tab)
	}
	return all, texts
}

func repair(t *testing.T, path string, backups ...string) *Repaired {
	t.Helper()
	r, err := Repair(t.Context(), path, backups, noon, "tonghop repair")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestADamagedRowIsTakenFromABackupAndTheRestStays(t *testing.T) {
	for name, damage := range map[string]string{
		"look 5":              "DROP TRIGGER look_no_update; UPDATE look SET content = 'x' WHERE id = 5",
		"decision 1":          "DROP TRIGGER decision_no_update; UPDATE decision SET who = 'x'",
		"the cells of tab 2":  "UPDATE tab SET packed = x'0102' WHERE id = 2",
		"revision 3":          "DROP TRIGGER revision_no_update; UPDATE revision SET asserted = 1 WHERE id = 3",
		"look 7":              "DROP TRIGGER look_no_delete; PRAGMA foreign_keys = 0; DELETE FROM look WHERE id = 7",
		"the bytes of report": "UPDATE report SET packed = x'00' WHERE id = 1",
	} {
		t.Run(name, func(t *testing.T) {
			path, backup := grown(t)
			commits, tabs := contents(t, path)
			alter(t, path, damage)
			r := repair(t, path, backup)
			if len(r.Lost) != 0 || !strings.Contains(strings.Join(r.Healed, ", "), name) || r.Aside == "" || !r.Audit.Sound() {
				t.Errorf("got %+v", r)
			}
			got, cells := contents(t, path)
			if diff := cmp.Diff(commits, got) + cmp.Diff(tabs, cells); diff != "" {
				t.Errorf("it is not what it was:\n%s", diff)
			}
			if _, err := os.Stat(r.Aside); err != nil {
				t.Error("the damaged file is not kept")
			}
		})
	}
}

func TestALookThatNoBackupHasBecomesOneThatFailedByOurFault(t *testing.T) {
	path, backup := grown(t)
	commits, _ := contents(t, path)
	last := commits[len(commits)-1].Looks[0].ID
	alter(t, path, fmt.Sprintf("DROP TRIGGER look_no_update; UPDATE look SET asked = 5 WHERE id = %d", last-1))
	r := repair(t, path, backup)
	if want := fmt.Sprintf("look %d", last-1); len(r.Lost) != 1 || r.Lost[0] != want || !r.Audit.Sound() {
		t.Fatalf("got %+v, want %s lost", r, want)
	}
	got, _ := contents(t, path)
	for i := range commits {
		want := commits[i]
		if got[i].Number != want.Number || !got[i].Asserted.Equal(want.Asserted) {
			t.Errorf("revision %d is %+v", want.Number, got[i].Revision)
		}
		if len(want.Looks) > 0 && want.Looks[0].ID == last-1 {
			if l := got[i].Looks[0]; l.Fault == nil || l.Fault.Code != office.FaultInternal || l.Source != "a" || l.Book != nil {
				t.Errorf("the lost look is %+v", l)
			}
			continue
		}
		if diff := cmp.Diff(want.Looks, got[i].Looks) + cmp.Diff(want.Decisions, got[i].Decisions); diff != "" {
			t.Errorf("revision %d is another:\n%s", want.Number, diff)
		}
	}
	end := got[len(got)-1]
	if end.Left == nil || end.Left.Number != commits[len(commits)-1].Number || len(end.Decisions) != 1 || end.Decisions[0].Kind != office.DecisionLost {
		t.Errorf("the last revision is %+v", end)
	}
}

func TestCellsThatNoBackupHasAreLostAndOthersThatRestOnThemAreNot(t *testing.T) {
	path, _ := grown(t)
	_, tabs := contents(t, path)
	var first int64
	l := openAt(t, path)
	if err := l.read.QueryRow("SELECT min(base) FROM tab WHERE base > 0").Scan(&first); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(filepath.Dir(path), "later.db")
	if _, err := l.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	l.Close()
	alter(t, path, fmt.Sprintf("UPDATE tab SET packed = x'00' WHERE id = %d", first))
	alter(t, backup, fmt.Sprintf("UPDATE tab SET packed = x'00' WHERE id = %d", first))
	r := repair(t, path)
	if len(r.Lost) < 1 || !r.Audit.Sound() {
		t.Fatalf("got %+v", r)
	}
	after := openAt(t, path)
	if _, err := after.Cells(t.Context(), first); !errors.Is(err, record.ErrLost) {
		t.Errorf("got %v, want %v", err, record.ErrLost)
	}
	readable := 0
	for id, want := range tabs {
		if tab, err := after.Cells(t.Context(), id); err == nil {
			if readable++; fmt.Sprint(tab) != want {
				t.Errorf("tab %d is another", id)
			}
		}
	}
	if readable == 0 {
		t.Error("nothing is left")
	}
	// The sheet still shows it: the next look has it whole again.
	if _, err := after.Record(t.Context(), answer("c", noon, sheet("c", 3))); err != nil {
		t.Errorf("nothing can be recorded after the repair: %v", err)
	}
}

func TestAPageThatCannotBeReadCostsWhatNoBackupHas(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 12 {
		path, backup := grown(t)
		commits, _ := contents(t, path)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		page := (1 + random.IntN(len(data)/4096-1)) * 4096
		for i := range 512 {
			data[page+i] = 0xa5
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Repair(t.Context(), path, []string{backup}, noon, "")
		if err != nil {
			t.Errorf("page %d: %v", page/4096, err)
			continue
		}
		if !r.Audit.Sound() {
			t.Errorf("page %d: %v", page/4096, problems(r.Audit))
		}
		if r.Aside == "" {
			continue // a page that nothing stands on
		}
		if got, _ := contents(t, path); len(got) < len(commits) {
			t.Errorf("page %d: %d revisions are left of %d; lost %v", page/4096, len(got), len(commits), r.Lost)
		}
	}
}

func TestAFileOfWhichNothingCanBeReadIsMadeOfTheNewestBackupAndThatIsTold(t *testing.T) {
	path, backup := grown(t)
	if err := os.WriteFile(path, []byte(strings.Repeat("Kính gửi ", 5000)), 0o644); err != nil {
		t.Fatal(err)
	}
	r := repair(t, path, backup)
	if len(r.Lost) != 1 || !strings.Contains(r.Lost[0], "after the newest backup") || !r.Audit.Sound() {
		t.Errorf("got %+v", r)
	}
	alter(t, path, "UPDATE tab SET packed = x'00' WHERE id = 1")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Repair(t.Context(), path, nil, noon, ""); err == nil {
		t.Error("a ledger is made of nothing")
	}
	if left, err := os.ReadFile(path); err != nil || len(left) != 0 {
		t.Errorf("what was there is another: %v", err)
	}
}

func TestWhatIsSoundIsLeftAsItIs(t *testing.T) {
	path, backup := grown(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if r := repair(t, path, backup); r.Aside != "" {
		t.Errorf("got %+v", r)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("it was changed: %v", err)
	}
	if _, err := Repair(t.Context(), path+".no", nil, noon, ""); kindIn(err) != Missing {
		t.Errorf("what is not there: %v", err)
	}
	l := openAt(t, path)
	if _, err := Repair(t.Context(), path, nil, noon, ""); kindIn(err) != Locked {
		t.Errorf("what is in use: %v", err)
	}
	l.Close()
}

func TestCellsThatAreDamagedAreHealedByTheNextLookThatSeesThem(t *testing.T) {
	path := filled(t, t.TempDir())
	alter(t, path, "UPDATE tab SET packed = x'00' WHERE id = 1")
	l := openAt(t, path)
	if _, err := l.Cells(t.Context(), 1); kindIn(err) != Damaged {
		t.Fatalf("got %v", err)
	}
	if _, err := l.Record(t.Context(), answer("a", noon, sheet("a", 10, 5))); err != nil { // as it was at first
		t.Fatal(err)
	}
	if tab, err := l.Cells(t.Context(), 1); err != nil || len(tab.Rows) != 10 {
		t.Errorf("got %v", err)
	}
	if got := audited(t, l); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestWhatWasErasedIsGoneFromTheFileAndTheRestHolds(t *testing.T) {
	path := filled(t, t.TempDir())
	l := openAt(t, path)
	const secret = "a ra quân ngày"
	in := func(name string) bool {
		b, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		return strings.Contains(string(b), secret)
	}
	plainTab(t, l, 1)
	if !in(path) && !in(path+"-wal") {
		t.Fatal("the text is not there to begin with")
	}
	e, err := l.Erase(t.Context(), office.Decision{Erasure: office.Erasure{Source: "a"}, Ruling: office.Ruling{By: "văn phòng", Reason: "có tên người dân"}, At: noon})
	if err != nil || e.Tabs == 0 || e.ID != 2 {
		t.Fatalf("got %+v, %v", e, err)
	}
	if in(path) || in(path+"-wal") {
		t.Error("the text is still in the file")
	}
	commits, err := l.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commits {
		for _, look := range c.Looks {
			if look.Book == nil {
				continue
			}
			for _, tab := range look.Book.Tabs {
				_, err := l.Cells(t.Context(), tab.Cells)
				if erased := errors.Is(err, record.ErrErased); erased != (look.Source == "a") || !erased && err != nil {
					t.Errorf("look %d at %s: %v", look.ID, look.Source, err)
				}
			}
		}
	}
	if a, err := l.Verify(t.Context()); err != nil || !a.Sound() {
		t.Errorf("got %v, %v", problems(a), err)
	}
	if _, err := l.Erase(t.Context(), office.Decision{Erasure: office.Erasure{Source: "a"}, At: noon}); !errors.Is(err, ErrNothingToErase) {
		t.Errorf("erased again: %v", err)
	}
	if _, err := l.Record(t.Context(), answer("a", noon, sheet("a", 15, 5))); err != nil {
		t.Errorf("the sheet that still shows it cannot be looked at: %v", err)
	}
}

// plainTab keeps a tab whole and unpacked, so that its text can be found in the
// file.
func plainTab(t *testing.T, l *Ledger, id int64) {
	t.Helper()
	var c canon
	err := l.view(t.Context(), "reading", func(x *tx) (err error) {
		c, err = x.unpack(id)
		return err
	})
	if err == nil {
		_, err = l.write.Exec("UPDATE tab SET packed = ?, base = 0, depth = 0 WHERE id = ?", append([]byte{pack.Plain}, c.Bytes()...), id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestATabAloneIsErasedAndWhatRestedOnItStands(t *testing.T) {
	path := filled(t, t.TempDir())
	l := openAt(t, path)
	e, err := l.Erase(t.Context(), office.Decision{Erasure: office.Erasure{Source: "a", Tab: "Tháng 2"}, Ruling: office.Ruling{By: "văn phòng", Reason: "x"}, At: noon})
	if err != nil || e.Tabs != 1 {
		t.Fatalf("got %+v, %v", e, err)
	}
	if got := audited(t, l); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if _, err := l.Erase(t.Context(), office.Decision{Erasure: office.Erasure{Source: "nobody"}, At: noon}); !errors.Is(err, ErrNothingToErase) {
		t.Errorf("a source that there is not: %v", err)
	}
}
