package gsheets

import (
	"fmt"
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

// foreignObjects are a chart and a conditional format that the office has put
// into our tab, over its own columns, and into a tab of its own.
func foreignObjects(t *testing.T, sim *sheetsim.Server) {
	t.Helper()
	id := daily(t, sim).Properties.SheetId
	rule := func(on int64, text string) *sheets.Request {
		return &sheets.Request{AddConditionalFormatRule: &sheets.AddConditionalFormatRuleRequest{Rule: &sheets.ConditionalFormatRule{
			Ranges: []*sheets.GridRange{{SheetId: on, StartColumnIndex: 8, EndColumnIndex: 9}},
			BooleanRule: &sheets.BooleanRule{Condition: &sheets.BooleanCondition{Type: "TEXT_STARTS_WITH", Values: []*sheets.ConditionValue{{UserEnteredValue: text}}},
				Format: &sheets.CellFormat{TextFormat: &sheets.TextFormat{Bold: true}}}}}}
	}
	chart := &sheets.Request{AddChart: &sheets.AddChartRequest{Chart: &sheets.EmbeddedChart{ChartId: 77, Spec: &sheets.ChartSpec{Title: "Của văn phòng"},
		Position: &sheets.EmbeddedObjectPosition{OverlayPosition: &sheets.OverlayPosition{AnchorCell: &sheets.GridCoordinate{SheetId: id, RowIndex: 1, ColumnIndex: 9}}}}}}
	own := &sheets.Request{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{SheetId: 55, Title: "Riêng"}}}
	if err := sim.Apply("tong-hop", own, chart, rule(id, "gọi lại"), rule(55, "gọi lại")); err != nil {
		t.Fatal(err)
	}
}

// ruled gives the conditional formats of a tab by what they are about, with the
// red of the text.
func ruled(s *sheets.Sheet) (all []string) {
	for _, r := range s.ConditionalFormats {
		red := "-"
		if c := r.BooleanRule.Format.TextFormat.ForegroundColorStyle; c != nil {
			red = fmt.Sprintf("%.2f", c.RgbColor.Red)
		}
		all = append(all, about(r)+" "+red)
	}
	return all
}

func TestAChangedConditionalFormatTakesThePlaceOfTheOldOne(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, chartedBook(12, 13))
	foreignObjects(t, sim)
	changed := chartedBook(12, 13)
	changed.Tabs[0].Rules[0].Style.Color = 0x400000
	changed.Tabs[0].Rules = append(changed.Tabs[0].Rules, book.Rule{Merge: book.Merge{Row: 2, EndRow: 9, EndCol: 1}, When: book.WhenTextBegins, Text: "Chưa"})
	foreign := `TEXT_STARTS_WITH "gọi lại" 8-9 -`
	steps := []struct {
		name string
		book *book.Book
		want []string
	}{
		{"other looks and one more", changed, []string{`NUMBER_LESS "0" 1-2 0.25`, `TEXT_STARTS_WITH "Chưa" 0-1 -`, foreign}},
		{"the first again", chartedBook(12, 13), []string{`NUMBER_LESS "0" 1-2 0.61`, foreign}},
		{"none", testBook(12, 13), []string{foreign}},
	}
	for _, s := range steps {
		publish(t, p, s.book)
		if got := ruled(daily(t, sim)); !slices.Equal(got, s.want) {
			t.Errorf("%s: the tab has %q, want %q", s.name, got, s.want)
		}
		before := writes(sim)
		if res := publish(t, publisher(t, p.c), s.book); res.Changed || writes(sim) != before {
			t.Errorf("%s: written again: %+v", s.name, res)
		}
	}
	ss, _ := sim.Spreadsheet("tong-hop")
	charts, rules := 0, 0
	for _, s := range ss.Sheets {
		charts, rules = charts+len(s.Charts), rules+len(s.ConditionalFormats)
	}
	if charts != 1 || rules != 2 {
		t.Errorf("%d charts and %d conditional formats are left, want those of the office: 1 and 2", charts, rules)
	}
}

func TestATabThatTheBookNoLongerHasIsEmptiedButForTheOfficesColumns(t *testing.T) {
	sim, p := newTarget(t)
	two := chartedBook(12, 13)
	publish(t, p, two)
	foreignObjects(t, sim)
	if err := sim.Type("tong-hop", "Theo ngày", "H3", "của văn phòng"); err != nil {
		t.Fatal(err)
	}
	if err := sim.Type("tong-hop", "Theo ngày", "B3", "gõ nhầm"); err != nil {
		t.Fatal(err)
	}
	one := &book.Book{Tabs: two.Tabs[1:]}
	res := publish(t, p, one)
	if len(res.Edits) != 1 || res.Edits[0].Was != "gõ nhầm" {
		t.Errorf("what was typed there is told as %+v", res.Edits)
	}
	s := daily(t, sim)
	if got := strings.Trim(texts(s), "/|"); got != "của văn phòng" {
		t.Errorf("the tab holds %s", got)
	}
	if len(s.Charts) != 1 || len(s.ConditionalFormats) != 1 || len(s.Merges) != 0 {
		t.Errorf("%d charts, %d conditional formats and %d merged areas are left, want those of the office", len(s.Charts), len(s.ConditionalFormats), len(s.Merges))
	}
	before := writes(sim)
	if res := publish(t, publisher(t, p.c), one); res.Changed || writes(sim) != before {
		t.Errorf("written again: %+v", res)
	}
	publish(t, p, two)
	if got := texts(daily(t, sim)); !strings.Contains(got, "12") || !strings.Contains(got, "của văn phòng") {
		t.Errorf("the tab that is wanted again holds %s", got)
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
	publish(t, p, entriesBook([]string{"An"}, "Đã ghi số 1\u00a0")) // from the ledger, into a new tab
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
	res := publish(t, p, entriesBook([]string{"An", "Bình"}, "Đã ghi số 1\u00a0", "Đã ghi số 2\u00a0"))
	got := texts(tab(t, sim, "Bổ sung"))
	want := "An||Đã ghi số 1\u00a0/Bình Minh|7|Đã ghi số 2\u00a0/Cường"
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

func TestWhatIsTypedBesideTheOfficesCellsIsToldWhateverIsSorted(t *testing.T) {
	sim, p := newTarget(t)
	b := entriesBook([]string{"An", "Bình"}, "Đã ghi số 1\u00a0", "Đã ghi số 2\u00a0")
	publish(t, p, b)
	id := tab(t, sim, "Bổ sung").Properties.SheetId
	for cell, text := range map[string]string{"C7": "gọi lại", "C1": "Tiêu đề mới"} {
		if err := sim.Type("tong-hop", "Bổ sung", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	// A row is put in above: everything stands a row lower.
	if err := sim.Apply("tong-hop", &sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{Range: dimension(id, "ROWS", 1, 2)}}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range publish(t, publisher(t, p.c), b).Edits {
		got = append(got, e.Cell+" "+e.Was)
	}
	if want := []string{"C1 Tiêu đề mới", "C8 gọi lại"}; !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}
