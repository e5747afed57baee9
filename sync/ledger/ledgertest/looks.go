package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
)

func newStore(f *fixture) {
	f.equal("head", f.head(), record.Revision{})
	f.equal("commits", f.since(0), []record.Commit(nil))
	last, err := f.Last(f.Context())
	f.ok(err)
	f.equal("last", last, map[string]record.Last{})
	all, err := f.Decisions(f.Context())
	f.ok(err)
	f.equal("decisions", all, []office.Decision(nil))
	if _, err := f.Cells(f.Context(), 1); err == nil {
		f.Error("a tab is given that was never seen")
	}
}

func everyFieldOfALook(f *fixture) {
	a := saw("a", clock(8, 0), "", book("x"))
	fill(&a.Look)
	a.Fault, a.Book = nil, nil
	a.Offset = record.Offset{Known: true, By: -1500 * time.Millisecond}
	looks := f.record(a, failed("b", clock(8, 1), office.FaultQuota))
	want := a.Look
	want.ID, want.Book = 1, looks[0].Book
	f.equal("the look given", looks[0], want)
	f.equal("the looks read", f.looks(), []record.Look{want, {ID: 2, Source: "b", Asked: clock(8, 1).UTC(), Answered: clock(8, 1).Add(2 * time.Second).UTC(),
		Fault: &office.Fault{Code: office.FaultQuota, Detail: "connection reset"}}})
	b := a.Cells
	f.equal("its book", *looks[0].Book, record.Book{Title: b.Title, Locale: b.Locale, TimeZone: b.TimeZone,
		Tabs: []record.Tab{{ID: 1, Title: "Tháng 1", Cells: 1, Hash: b.Tabs[0].Hash()}}})
	last, err := f.Last(f.Context())
	f.ok(err)
	f.equal("last", last, map[string]record.Last{
		a.Source: {Content: a.Content, Seen: a.Asked, Doubtful: true, Asked: a.Asked, Answered: a.Answered, Modified: a.Modified},
		"b":      {Asked: clock(8, 1).UTC(), Answered: clock(8, 1).Add(2 * time.Second).UTC(), Fault: office.FaultQuota},
	})
}

func tabsComeBack(f *fixture) {
	tab := grid.Tab{ID: 7, Title: "Tháng 6", Hidden: true, HiddenRows: []int{1}, Merges: []grid.Range{{Row: 0, Col: 0, EndRow: 1, EndCol: 2}},
		Rows: [][]grid.Cell{{{Kind: grid.Text, Text: "Ngày"}, {}, {Kind: grid.Number, Number: 1.5, Formula: true, More: &grid.More{Formula: "SUM(A1:A2)"}}}, {{Kind: grid.Error, Text: "#REF!"}}}}
	var want []grid.Tab
	for i := range 70 { // more than rest on one another
		tab.Rows = append([][]grid.Cell{tab.Rows[0], {{Kind: grid.Number, Number: float64(i)}, {Kind: grid.Text, Text: fmt.Sprint("dòng ", i)}}}, tab.Rows[1:]...)
		want = append(want, tab)
		f.record(saw("a", clock(8, 0), fmt.Sprint(i), &grid.Book{Tabs: []grid.Tab{tab}}))
	}
	again := f.m.Beside(f.T, f.place, "", f.clock)
	for i, l := range f.looks() {
		got, err := again.Cells(f.Context(), l.Book.Tabs[0].Cells)
		f.ok(err)
		f.equal(fmt.Sprintf("tab %d", i), got, want[i])
	}
}

func keptOnce(f *fixture) {
	first := f.record(saw("a", clock(8, 0), "1", book("x", "y")))[0].Book.Tabs
	changed := f.record(saw("a", clock(9, 0), "2", book("x", "z")))[0].Book.Tabs
	back := f.record(saw("a", clock(10, 0), "3", book("x", "y")))[0].Book.Tabs
	other := f.record(saw("b", clock(10, 0), "3", book("x", "y")))[0].Book.Tabs
	if first[0] != changed[0] || first[1] == changed[1] || back[0] != first[0] || back[1] != first[1] {
		f.Errorf("tabs are kept as %v, %v, %v", first, changed, back)
	}
	if other[0].Hash != first[0].Hash || other[0].Cells == first[0].Cells {
		f.Errorf("the tab of another source is %v, want its own of the same hash as %v", other[0], first[0])
	}
}

func withoutCells(f *fixture) {
	first := f.record(saw("a", clock(8, 0), "1", book("x")))[0]
	f.record(failed("a", clock(8, 30), office.FaultNetwork))
	again := f.record(saw("a", clock(9, 0), "1", nil))[0]
	f.equal("what it saw", again.Book, first.Book)
	same := f.record(saw("a", clock(10, 0), "another identity", book("x")))[0]
	f.equal("what equal cells are", same.Book, first.Book)
	f.equal("what is read back", f.looks()[3].Book, first.Book)
}

func unknownContent(f *fixture) {
	if _, err := f.Record(f.Context(), saw("a", clock(8, 0), "1", nil)); err == nil {
		f.Error("a look without cells is recorded of a source that was never seen")
	}
	f.record(saw("a", clock(8, 0), "1", book("x")))
	if _, err := f.Record(f.Context(), saw("a", clock(9, 0), "2", nil)); err == nil {
		f.Error("a look without cells is recorded that saw something else")
	}
	f.equal("looks", len(f.looks()), 1)
}

func faults(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x")))
	f.record(failed("a", clock(9, 0), office.FaultNetwork))
	last, err := f.Last(f.Context())
	f.ok(err)
	if got := last["a"]; got.Content != "1" || !got.Seen.Equal(clock(8, 0)) || got.Fault != office.FaultNetwork || !got.Asked.Equal(clock(9, 0)) {
		f.Errorf("last is %+v", got)
	}
	if got := f.looks()[1]; got.Book != nil || got.Fault == nil {
		f.Errorf("the fault is %+v", got)
	}
}

func allOrNone(f *fixture) {
	for name, spoil := range map[string]func(*record.Answer){
		"no source":        func(a *record.Answer) { a.Source = "" },
		"not asked":        func(a *record.Answer) { a.Asked = time.Time{} },
		"not answered":     func(a *record.Answer) { a.Answered = time.Time{} },
		"unnamed fault":    func(a *record.Answer) { a.Fault, a.Cells = &office.Fault{}, nil },
		"fault with cells": func(a *record.Answer) { a.Fault = &office.Fault{Code: office.FaultQuota} },
	} {
		bad := saw("b", clock(8, 0), "1", book("y"))
		spoil(&bad)
		if _, err := f.Record(f.Context(), saw("a", clock(8, 0), "1", book("x")), bad); err == nil {
			f.Errorf("%s: recorded", name)
		}
	}
	f.equal("head", f.head(), record.Revision{})
}

func denseIDs(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x")))
	bad := saw("c", clock(9, 0), "1", nil)
	if _, err := f.Record(f.Context(), saw("b", clock(9, 0), "1", book("x", "y")), bad); err == nil {
		f.Fatal("recorded")
	}
	next := f.record(saw("b", clock(10, 0), "1", book("z")))[0]
	if next.ID != 2 || next.Book.Tabs[0].Cells != 2 || f.head().Number != 2 {
		f.Errorf("the next look is %d with tab %d in revision %d, want 2, 2, 2", next.ID, next.Book.Tabs[0].Cells, f.head().Number)
	}
}

func cancelled(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x")))
	during(f.Context(), func(ctx context.Context) {
		if _, err := f.Record(ctx, saw("a", clock(9, 0), "2", book("y"))); !errors.Is(err, context.Canceled) {
			f.Errorf("got %v, want %v", err, context.Canceled)
		}
	})
	f.equal("looks", len(f.looks()), 1)
	f.equal("the next", f.record(saw("a", clock(9, 0), "2", book("y")))[0].ID, int64(2))
}
