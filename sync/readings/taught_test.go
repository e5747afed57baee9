package readings_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/sync/ledger"
	"tonghop/sync/readings"
)

// A class is a record of two units' workbooks, which head a column in words that
// nobody understands, and the readings of it.
type class struct {
	*testing.T
	ledger *ledger.Ledger
	*readings.Readings
	at time.Time
}

func newClass(t *testing.T) *class {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	c, err := readings.OpenCache(t.Context(), path+".readings")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	k := &class{T: t, ledger: l, at: time.Date(2020, 6, 22, 10, 0, 0, 0, time.UTC)}
	k.Readings = &readings.Readings{Record: l, Cache: c, Context: classContext, Log: slog.New(slog.DiscardHandler)}
	return k
}

// anew gives readings that remember nothing but what the cache has.
func (k *class) anew() *readings.Readings {
	return &readings.Readings{Record: k.ledger, Cache: k.Cache, Context: classContext, Log: k.Log}
}

func classContext(ref string) reading.Context {
	c := reading.Context{Source: ref, Starts: calendar.Date(2020, 6, 1), Ends: calendar.Date(2020, 12, 31)}
	for _, name := range []string{"An", "Bình"} {
		if ref == name+".xlsx" {
			c.Units = []*office.Unit{{ID: name, Name: "Xã " + name}}
		}
	}
	for _, label := range []string{"Tuyên truyền", "Hướng dẫn"} {
		c.Indicators = append(c.Indicators, office.Indicator{ID: label, Label: label, Unit: "lượt", Aggregate: office.AggregateSum})
	}
	return c
}

// look records that both workbooks show so many days.
func (k *class) look(days int) time.Time {
	k.Helper()
	k.at = k.at.Add(24 * time.Hour)
	for _, ref := range []string{"An.xlsx", "Bình.xlsx"} {
		tab := grid.Tab{Title: "T6", ID: 1, Rows: [][]grid.Cell{{text("Ngày"), text("Tuyên truyền"), text("Bà con ghé chốt")}}}
		for d := range days {
			tab.Rows = append(tab.Rows, []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 22+d))}, {Kind: grid.Number, Number: 5}, {Kind: grid.Number, Number: float64(10 + d)}})
		}
		_, err := k.ledger.Record(k.T.Context(), record.Answer{Look: record.Look{Source: ref, Asked: k.at, Answered: k.at, Content: k.at.String()}, Cells: &grid.Book{Title: "Sổ", Tabs: []grid.Tab{tab}}})
		if err != nil {
			k.Fatal(err)
		}
	}
	return k.at
}

func text(s string) grid.Cell { return grid.Cell{Kind: grid.Text, Text: s} }

func (k *class) decide(d office.Decision) office.Decision {
	k.Helper()
	k.at = k.at.Add(time.Minute)
	d.At, d.By, d.Reason = k.at, "VP", "đã hỏi"
	d, err := k.ledger.Decide(k.T.Context(), func(record.View) (office.Decision, error) { return d, nil })
	if err != nil {
		k.Fatal(err)
	}
	return d
}

// A counted record tells how many tabs were asked for, which is how many were
// read.
type counted struct {
	record.View
	mu    sync.Mutex
	cells int
}

func (c *counted) Cells(ctx context.Context, n int64) (grid.Tab, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cells++
	return c.View.Cells(ctx, n)
}

// guided gives when each day's figure under the strange heading was first seen.
func (k *class) guided(r *readings.Readings, unit string) map[calendar.Day]time.Time {
	k.Helper()
	s, err := r.Head(k.T.Context(), k.at)
	if err != nil {
		k.Fatal(err)
	}
	seen := map[calendar.Day]time.Time{}
	for _, v := range s.Versions() {
		for _, f := range v.Figures {
			if _, ok := seen[v.Day]; v.Unit == unit && f.Indicator == "Hướng dẫn" && !ok {
				seen[v.Day] = v.Answered
			}
		}
	}
	return seen
}

func TestWhatIsTaughtHoldsForAllThatWasEverSeen(t *testing.T) {
	k := newClass(t)
	first := k.look(3)
	second := k.look(5)
	if got := k.guided(k.Readings, "An"); len(got) != 0 {
		t.Fatalf("the heading is understood before it was taught: %v", got)
	}
	d := k.decide(office.TeachingOf("An", office.Answer{Source: "An.xlsx", Says: "Bà con ghé chốt", Meaning: office.Meaning{Indicator: "Hướng dẫn"}}))
	for _, r := range map[string]*readings.Readings{"folded on": k.Readings, "folded anew": k.anew()} {
		got := k.guided(r, "An")
		for day := range 5 {
			want := first
			if day >= 3 {
				want = second
			}
			if at := got[calendar.Date(2020, 6, 22+day)]; !at.Equal(want) {
				t.Errorf("the figure of day %d was first seen at %v, want %v", day, at, want)
			}
		}
		if got := k.guided(r, "Bình"); len(got) != 0 {
			t.Errorf("another workbook's heading is taught as well: %v", got)
		}
	}
	k.decide(office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: d.ID}})
	for name, r := range map[string]*readings.Readings{"folded on": k.Readings, "folded anew": k.anew()} {
		if got := k.guided(r, "An"); len(got) != 0 {
			t.Errorf("%s: what was taken back still holds: %v", name, got)
		}
	}
	k.decide(office.TeachingOf("An", office.Answer{Says: "Bà con ghé chốt", Meaning: office.Meaning{Indicator: "Hướng dẫn"}}))
	for _, unit := range []string{"An", "Bình"} {
		if got := k.guided(k.Readings, unit); len(got) != 5 || !got[calendar.Date(2020, 6, 22)].Equal(first) {
			t.Errorf("%s: taught everywhere, the figures are %v", unit, got)
		}
	}
}

func TestTheStateOfAnInstantKnowsWhatWasTaughtByThen(t *testing.T) {
	k := newClass(t)
	before := k.look(3)
	k.decide(office.TeachingOf("An", office.Answer{Source: "An.xlsx", Says: "Bà con ghé chốt", Meaning: office.Meaning{Indicator: "Hướng dẫn"}}))
	after := k.look(4)
	for at, want := range map[time.Time]int{before: 6, after: 8 + 4} {
		s, err := k.State(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, v := range s.Versions() {
			n += len(v.Figures)
		}
		if n != want {
			t.Errorf("as of %v there are %d figures, want %d", at, n, want)
		}
	}
}

func TestProposalsAreThoseOfWhatEachSourceShowsAsOfARevision(t *testing.T) {
	k := newClass(t)
	k.look(3)
	s, err := k.Head(t.Context(), k.at)
	if err != nil {
		t.Fatal(err)
	}
	draft := &grid.Book{Title: "Sổ", Tabs: []grid.Tab{{Title: "T6 (nháp)", ID: 1, Rows: [][]grid.Cell{{text("Ngày"), text("Tuyên truyền")},
		{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 22))}, {Kind: grid.Number, Number: 5}},
		{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 23))}, {Kind: grid.Number, Number: 6}},
		{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 24))}, {Kind: grid.Number, Number: 7}}}}}}
	k.at = k.at.Add(time.Hour)
	if _, err := k.ledger.Record(t.Context(), record.Answer{Look: record.Look{Source: "An.xlsx", Asked: k.at, Answered: k.at, Content: "draft"}, Cells: draft}); err != nil {
		t.Fatal(err)
	}
	if got, err := k.Proposals(t.Context(), s.Revision); err != nil || len(got) != 0 {
		t.Errorf("before: %+v, %v", got, err)
	}
	now, err := k.Head(t.Context(), k.at)
	if err != nil {
		t.Fatal(err)
	}
	got, err := k.Proposals(t.Context(), now.Revision)
	if err != nil || len(got) != 1 || got[0].Says != "T6 (nháp)" || len(got[0].Tallies) != 3 {
		t.Fatalf("got %+v, %v", got, err)
	}
	k.decide(office.TeachingOf("An", office.Answer{Proposal: got[0].ID, Source: "An.xlsx", Says: got[0].Says}))
	if now, err = k.Head(t.Context(), k.at); err != nil {
		t.Fatal(err)
	}
	if got, err := k.anew().Proposals(t.Context(), now.Revision); err != nil || len(got) != 0 {
		t.Errorf("answered: %+v, %v", got, err)
	}
}

func TestTeachingEverywhereReadsAgainOnlyWhatAskedForIt(t *testing.T) {
	k := newClass(t)
	c := &counted{View: k.ledger}
	k.Readings.Record = c
	k.look(3)
	k.look(5)
	folded := func(r *readings.Readings) int {
		c.cells = 0
		if _, err := r.Head(t.Context(), k.at); err != nil {
			t.Fatal(err)
		}
		return c.cells
	}
	anew := func() *readings.Readings {
		r := k.anew()
		r.Record = c
		return r
	}
	if n := folded(k.Readings); n != 4 {
		t.Fatalf("%d tabs were read at first, want 4", n)
	}
	if n := folded(anew()); n != 0 {
		t.Fatalf("%d tabs were read again though nothing was taught", n)
	}
	other := k.decide(office.TeachingOf("", office.Answer{Says: "Người đến chơi", Meaning: office.Meaning{Indicator: "Hướng dẫn"}}))
	for name, r := range map[string]*readings.Readings{"folded on": k.Readings, "folded anew": anew()} {
		if n := folded(r); n != 0 {
			t.Errorf("%s: %d tabs were read again for a wording that stands nowhere", name, n)
		}
	}
	k.decide(office.TeachingOf("", office.Answer{Says: "Bà con ghé chốt", Meaning: office.Meaning{Indicator: "Hướng dẫn"}}))
	if n := folded(k.Readings); n != 4 || len(k.guided(k.Readings, "An")) != 5 {
		t.Errorf("%d tabs were read again for a wording that stands in all, want 4", n)
	}
	k.decide(office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: other.ID}})
	for name, r := range map[string]*readings.Readings{"folded on": k.Readings, "folded anew": anew()} {
		if n := folded(r); n != 0 || len(k.guided(r, "Bình")) != 5 {
			t.Errorf("%s: %d tabs were read again though only what stands nowhere was taken back", name, n)
		}
	}
}
