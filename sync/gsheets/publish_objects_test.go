package gsheets

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/sync/gsheets/sheetsim"
)

// chartedBook is testBook with a chart over its figures.
func chartedBook(figures ...int64) *book.Book {
	b := testBook(figures...)
	t := &b.Tabs[0]
	column := func(col int) book.Ref {
		return book.Ref{Tab: "daily", Merge: book.Merge{Row: 1, Col: col, EndRow: len(t.Rows), EndCol: col + 1}}
	}
	t.Charts = []book.Chart{{Key: "units", Title: "So sánh", Categories: column(0),
		Series: []book.Series{{Ref: column(1), Color: 0x1E3A5F}}, Row: 4, Width: 400, Height: 200}}
	t.Rules = []book.Rule{{Merge: book.Merge{Row: 2, Col: 1, EndRow: 9, EndCol: 2}, When: book.WhenNegative, Style: book.Style{Bold: true, Color: 0x9B1C1C}}}
	return b
}

// daily gives the first tab of the book with what it has beside its cells.
func daily(t *testing.T, sim *sheetsim.Server) *sheets.Sheet {
	t.Helper()
	ss, ok := sim.Spreadsheet("tong-hop")
	if !ok {
		t.Fatal("there is no spreadsheet")
	}
	for _, s := range ss.Sheets {
		if s.Properties.Title == "Theo ngày" {
			return s
		}
	}
	t.Fatal("there is no tab")
	return nil
}

func TestChartsWarningsAndConditionalFormatsAreGivenOnce(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, chartedBook(12, 13))
	before := writes(sim)
	for _, again := range []*Publisher{p, publisher(t, p.c)} {
		if res := publish(t, again, chartedBook(12, 13)); res.Changed || writes(sim) != before {
			t.Fatalf("written again: %+v", res)
		}
	}
	s := daily(t, sim)
	if len(s.Charts) != 1 || len(s.ProtectedRanges) != 1 || len(s.ConditionalFormats) != 1 {
		t.Fatalf("there are %d charts, %d warnings, %d conditional formats", len(s.Charts), len(s.ProtectedRanges), len(s.ConditionalFormats))
	}
	of := s.Charts[0].Spec.BasicChart
	if got := of.Series[0].Series.SourceRange.Sources[0]; got.SheetId != s.Properties.SheetId || got.StartRowIndex != 1 || got.EndRowIndex != 4 || of.HeaderCount != 1 {
		t.Errorf("the chart shows %+v", got)
	}
	if w := s.ProtectedRanges[0]; !w.WarningOnly || w.Range.EndColumnIndex != 3 || w.Range.EndRowIndex != 0 {
		t.Errorf("the warning is %+v over %+v", w, w.Range)
	}
}

func TestAChartFollowsItsFiguresAndItsPlace(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, chartedBook(12, 13))
	more := chartedBook(12, 13, 14)
	more.Tabs[0].Charts[0].Row = 6
	publish(t, p, more)
	s := daily(t, sim)
	if len(s.Charts) != 1 {
		t.Fatalf("there are %d charts", len(s.Charts))
	}
	c := s.Charts[0]
	if end := c.Spec.BasicChart.Series[0].Series.SourceRange.Sources[0].EndRowIndex; end != 5 {
		t.Errorf("the chart's figures end before row %d, want 5", end)
	}
	if row := c.Position.OverlayPosition.AnchorCell.RowIndex; row != 6 {
		t.Errorf("the chart lies on row %d, want 6", row)
	}
	less := chartedBook(12)
	less.Tabs[0].Charts = nil
	publish(t, p, less)
	if n := len(daily(t, sim).Charts); n != 0 {
		t.Errorf("%d charts are left of a book without one", n)
	}
}

func TestWhatTheOfficeTookAwayStaysAway(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, chartedBook(12, 13))
	s := daily(t, sim)
	err := sim.Apply("tong-hop",
		&sheets.Request{DeleteEmbeddedObject: &sheets.DeleteEmbeddedObjectRequest{ObjectId: s.Charts[0].ChartId}},
		&sheets.Request{DeleteProtectedRange: &sheets.DeleteProtectedRangeRequest{ProtectedRangeId: s.ProtectedRanges[0].ProtectedRangeId}},
		&sheets.Request{DeleteConditionalFormatRule: &sheets.DeleteConditionalFormatRuleRequest{SheetId: s.Properties.SheetId}})
	if err != nil {
		t.Fatal(err)
	}
	publish(t, p, chartedBook(12, 13, 14))
	if s := daily(t, sim); len(s.Charts) != 0 || len(s.ProtectedRanges) != 0 || len(s.ConditionalFormats) != 0 {
		t.Errorf("back again: %d charts, %d warnings, %d conditional formats", len(s.Charts), len(s.ProtectedRanges), len(s.ConditionalFormats))
	}
}

// entriesBook has a tab into whose first two columns the office types.
func entriesBook(typed []string, outcomes ...string) *book.Book {
	tab := book.Tab{Key: book.EntriesKey, Title: "Bổ sung", Widths: []int{10, 10, 20}}
	text := func(s string) book.Cell {
		if s == "" {
			return book.Cell{}
		}
		return book.Cell{Kind: book.Text, Text: s, Style: book.Style{Format: book.FormatText}}
	}
	for range book.EntriesTop {
		tab.Rows = append(tab.Rows, book.Row{Cells: []book.Cell{text("Đơn vị"), text("Số"), text("Kết quả")}})
	}
	for i := range 4 {
		row := [2]string{}
		if i < len(typed) {
			row[0] = typed[i]
		}
		if i < len(outcomes) {
			row[1] = outcomes[i]
		}
		tab.Rows = append(tab.Rows, book.Row{Cells: []book.Cell{text(row[0]), text(""), text(row[1])}})
	}
	tab.Open = &book.Merge{Row: book.EntriesTop, EndRow: len(tab.Rows), EndCol: 2}
	return &book.Book{Title: "Tổng hợp", Tabs: []book.Tab{tab}}
}

func TestWhatTheOfficeTypesIntoItsOwnCellsIsReadAndNeverWritten(t *testing.T) {
	sim, p := newTarget(t)
	if got, err := p.EntryTab(t.Context(), "Bổ sung"); got != nil || err != nil {
		t.Fatalf("before there is a tab: %v, %v", got, err)
	}
	publish(t, p, entriesBook([]string{"An"}, "Đã ghi số 1")) // from the ledger, into a new tab
	if err := sim.Type("tong-hop", "Bổ sung", "A6", "Bình"); err != nil {
		t.Fatal(err)
	}
	read, err := p.EntryTab(t.Context(), "Bổ sung")
	if err != nil {
		t.Fatal(err)
	}
	if a, b := read.At(4, 0), read.At(5, 0); a.Text != "An" || b.Text != "Bình" {
		t.Errorf("read back %q and %q", a.Text, b.Text)
	}
	before := reads(sim)
	if _, err := p.EntryTab(t.Context(), "Bổ sung"); err != nil || reads(sim) != before+1 {
		t.Errorf("reading it again took %d reads: %v", reads(sim)-before, err)
	}
	// The office types on between our reading and our writing.
	for cell, text := range map[string]string{"A6": "Bình Minh", "B6": "7", "A7": "Cường"} {
		if err := sim.Type("tong-hop", "Bổ sung", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	res := publish(t, p, entriesBook([]string{"An", "Bình"}, "Đã ghi số 1", "Đã ghi số 2"))
	got := texts(tab(t, sim, "Bổ sung"))
	want := "An||Đã ghi số 1/Bình Minh|7|Đã ghi số 2/Cường"
	if !strings.HasSuffix(got, want) || len(res.Edits) != 0 {
		t.Errorf("the tab holds %s, want %s at its end; edits %+v", got, want, res.Edits)
	}
}

func TestTheWarningLeavesOutWhereTheOfficeTypes(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, entriesBook(nil))
	ss, _ := sim.Spreadsheet("tong-hop")
	i := slices.IndexFunc(ss.Sheets, func(s *sheets.Sheet) bool { return s.Properties.Title == "Bổ sung" })
	w := ss.Sheets[i].ProtectedRanges[0].Range
	if w.StartColumnIndex != 2 || w.EndColumnIndex != 3 {
		t.Errorf("the warning covers %+v", w)
	}
}
