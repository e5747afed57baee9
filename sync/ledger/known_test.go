package ledger_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger"
)

// weeks is a sheet of two units' days, in the order of its lines.
type weeks struct {
	days   map[[2]int][]int64 // by unit and day: the figures; nil is written and not accepted
	notes  map[[2]int]string
	top    int // lines above
	tab    string
	doubts []office.Finding
	units  []string
}

var weeksOf = []string{"an", "binh"}

func newWeeks() *weeks {
	w := &weeks{days: map[[2]int][]int64{}, notes: map[[2]int]string{}, units: weeksOf, tab: "T6"}
	for u := range weeksOf {
		for d := range 12 {
			w.days[[2]int{u, d}] = []int64{int64(d*7+u) % 11, int64(d*5) % 13}
		}
	}
	return w
}

// edit does what people do to a sheet between two looks.
func (w *weeks) edit(t *rapid.T) {
	at := [2]int{rapid.IntRange(0, 1).Draw(t, "unit"), rapid.IntRange(0, 13).Draw(t, "day")}
	switch rapid.IntRange(0, 10).Draw(t, "edit") {
	case 0:
		w.days[at] = []int64{rapid.Int64Range(0, 30).Draw(t, "people"), 1}
	case 1:
		w.days[at] = []int64{4}
	case 2:
		w.days[at] = nil // no longer readable
	case 3:
		delete(w.days, at)
	case 4: // the table is cleared from a day on
		for d := at[1]; d < 14; d++ {
			delete(w.days, [2]int{at[0], d})
		}
	case 5: // one column slides along by a line
		for d := 13; d > 0; d-- {
			if a, b := w.days[[2]int{at[0], d}], w.days[[2]int{at[0], d - 1}]; len(a) == 2 && len(b) == 2 {
				w.days[[2]int{at[0], d}] = []int64{b[0], a[1]}
			}
		}
	case 6:
		w.top++ // a line is put in at the top
	case 7:
		w.notes[at] = rapid.SampledFrom([]string{"mưa", "nghỉ", "\xff"}).Draw(t, "note")
	case 8:
		w.doubts = append(w.doubts, office.Finding{Unit: weeksOf[at[0]], Code: "date-order", Severity: office.SeverityWarning, Origin: office.Origin{Tab: w.tab, Cell: "A3"},
			Args: map[string]string{"n": strconv.Itoa(at[1])}})
	case 9:
		w.units = weeksOf[:rapid.IntRange(1, 2).Draw(t, "units")]
	case 10:
		w.tab = rapid.SampledFrom([]string{"T6", "T6\xff", "T 6"}).Draw(t, "tab")
	}
}

func (w *weeks) reading() *office.Reading {
	r := &office.Reading{Findings: slices.Clone(w.doubts)}
	r.Tables = []office.Table{{Tab: w.tab, Layout: "long", First: june24, Last: june24 + 20, Units: w.units, Header: office.Range("A" + strconv.Itoa(w.top+1)),
		Columns: []office.Column{{At: "B", Header: "Người", Role: "indicator", Indicator: "people"}}}}
	for u, unit := range weeksOf {
		for d := range 14 {
			at := [2]int{u, d}
			cell := func(col string) office.Origin { return office.Origin{Tab: w.tab, Cell: col + strconv.Itoa(w.top+d+2)} }
			figures, there := w.days[at]
			if there && figures == nil {
				r.Findings = append(r.Findings, office.Finding{Unit: unit, Day: june24 + calendar.Day(d), Code: "number-invalid", Severity: office.SeverityError, Origin: cell("B")})
			}
			for i, v := range figures {
				r.Tallies = append(r.Tallies, office.Tally{Unit: unit, Day: june24 + calendar.Day(d), Indicator: []string{"people", "blood"}[i], Value: v, Origin: cell([]string{"B", "C"}[i])})
			}
			if text := w.notes[at]; text != "" {
				r.Notes = append(r.Notes, office.Note{Unit: unit, Day: june24 + calendar.Day(d), Field: "content", Text: text, Origin: cell("D")})
			}
		}
	}
	return r
}

// What is compared with the memory is recorded as what is compared with the
// whole of what is stored.
func TestTheMemoryLeadsToTheSameRecord(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	if err := open(t, empty).Close(); err != nil {
		t.Fatal(err)
	}
	blank, err := os.ReadFile(empty)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		var ledgers [2]*ledger.Ledger
		var paths [2]string
		for i := range ledgers {
			paths[i] = filepath.Join(folder, fmt.Sprintf("%d.db", i))
			if err := os.WriteFile(paths[i], blank, 0o644); err != nil {
				rt.Fatal(err)
			}
			defer os.Remove(paths[i])
			l, err := ledger.Open(context.Background(), paths[i], ledger.Options{})
			if err != nil {
				rt.Fatal(err)
			}
			defer l.Close()
			ledgers[i] = l
		}
		sheets := map[string]*weeks{"a": newWeeks(), "b": newWeeks()}
		at := clock(0, 0)
		for i := range rapid.IntRange(2, 10).Draw(rt, "batches") {
			var looks []record.OldLook
			for n := range rapid.IntRange(1, 3).Draw(rt, "looks") {
				source := rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "source")
				for range rapid.IntRange(0, 3).Draw(rt, "edits") {
					sheets[source].edit(rt)
				}
				at = at.Add(time.Duration(rapid.SampledFrom([]int{5, 5, 5, 5, 0, -12}).Draw(rt, "minutes")) * time.Minute)
				look := record.OldLook{Source: source, Asked: at, Answered: at.Add(time.Second), Content: fmt.Sprint(i, n), Reader: "1", Reading: sheets[source].reading()}
				if rapid.Bool().Draw(rt, "dated") {
					look.Modified = at.Add(-time.Minute)
				}
				if rapid.IntRange(0, 9).Draw(rt, "fault") == 0 {
					look.Content, look.Reader, look.Reading, look.Fault = "", "", nil, &office.Fault{Code: office.FaultNetwork}
				}
				looks = append(looks, look)
			}
			if err := ledgers[0].AppendWhole(context.Background(), looks...); err != nil {
				rt.Fatal(err)
			}
			mustAppend(rt, ledgers[1], looks...)
			if diff := gocmp.Diff(recorded(rt, paths[0]), recorded(rt, paths[1])); diff != "" {
				rt.Fatalf("look %d (-whole +memory):\n%s", i, diff)
			}
			if diff := gocmp.Diff(lastRead(rt, paths[1]), mustLast(rt, ledgers[1])); diff != "" {
				rt.Fatalf("look %d, last (-read +remembered):\n%s", i, diff)
			}
		}
	})
}

// lastRead gives Last as a process does that remembers nothing.
func lastRead(t *rapid.T, path string) map[string]record.LastLook {
	l, err := ledger.Open(context.Background(), path, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return mustLast(t, l)
}

func mustLast(t *rapid.T, l *ledger.Ledger) map[string]record.LastLook {
	last, err := l.Last(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// Looks are evidence of time: they are recorded whatever became of another row.
func TestLooksAreRecordedBesideARowThatCannotBeRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, path)
	defer l.Close()
	look := func(source string, n int) record.OldLook {
		at := clock(n, 0)
		return record.OldLook{Source: source, Asked: at, Answered: at, Content: strconv.Itoa(n), Reader: "1", Reading: newWeeks().reading()}
	}
	if err := l.Append(t.Context(), look("a", 1), look("b", 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.State(t.Context(), clock(2, 0)); err != nil {
		t.Fatal(err)
	}
	if err := l.Append(t.Context(), look("a", 3)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("INSERT INTO version (source, unit, day, look, said) VALUES (1, 'an', ?, 3, 'broken')", june24+40); err != nil {
		t.Fatal(err)
	}
	if err := l.Append(t.Context(), look("b", 4)); err != nil {
		t.Error(err)
	}
	if last, err := l.Last(t.Context()); err != nil || last["b"].Content != "4" {
		t.Errorf("%+v, %v", last["b"], err)
	}
	if _, err := l.State(t.Context(), clock(5, 0)); err == nil {
		t.Error("the row that cannot be read is passed over in silence")
	}
}

// recorded gives every row that tells what was said.
func recorded(t *rapid.T, path string) (rows []string) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, query := range []string{"SELECT 'version', source, unit, day, look, said FROM version", "SELECT 'note', source, unit, day, look, said FROM note",
		"SELECT 'finding', source, key, nth, look, said FROM finding", "SELECT 'mapping', source, tab, nth, look, said FROM mapping",
		"SELECT what, ref, '', 0, 0, '' FROM revision"} {
		found, err := db.Query(query + " ORDER BY 1, 2, 3, 4, 5")
		if err != nil {
			t.Fatal(err)
		}
		for found.Next() {
			var table, thing string
			var source, n, look int64
			var said sql.NullString
			if err := found.Scan(&table, &source, &thing, &n, &look, &said); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, fmt.Sprint(table, source, thing, n, look, said))
		}
		if err := found.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return rows
}
