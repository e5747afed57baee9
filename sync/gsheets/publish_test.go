package gsheets

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/grid"
	"tonghop/sync/gsheets/sheetsim"
)

const targetRef = "https://docs.google.com/spreadsheets/d/tong-hop/edit"

// newTarget is a local Google with an office's spreadsheet, and a publisher
// into it.
func newTarget(t *testing.T, change ...func(*Options)) (*sheetsim.Server, *Publisher) {
	t.Helper()
	ck := newClock()
	sim := sheetsim.New(sheetsim.Options{Now: ck.Now})
	err := sim.LoadSpreadsheet("tong-hop", []byte(`{"properties":{"title":"Tổng hợp","locale":"vi_VN"},"sheets":[
		{"properties":{"sheetId":0,"title":"Của văn phòng","index":0,"gridProperties":{"rowCount":100,"columnCount":26}},
		 "data":[{"rowData":[{"values":[{"userEnteredValue":{"stringValue":"đừng đụng"},"effectiveValue":{"stringValue":"đừng đụng"}}]}]}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := serve(t, sim, change...)
	return sim, publisher(t, c)
}

func publisher(t *testing.T, c *Client) *Publisher {
	t.Helper()
	p, err := c.Publisher(targetRef)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// testBook is a book with the figures of some units, and a second tab.
func testBook(figures ...int64) *book.Book {
	head := book.Style{Bold: true, Fill: 0xD9E2F3, Border: true, Wrap: true, Align: book.AlignCenter}
	cell := book.Style{Border: true}
	daily := book.Tab{
		Key: "daily", Title: "Theo ngày", Widths: []int{20, 10, 12},
		Frozen: book.Frozen{Rows: 2}, Merges: []book.Merge{{Row: 0, Col: 0, EndRow: 1, EndCol: 3}},
		Filter: &book.Merge{Row: 1, Col: 0, EndRow: 2 + len(figures), EndCol: 3},
		Rows: []book.Row{
			{Height: 24, Cells: []book.Cell{{Kind: book.Text, Text: "TỔNG HỢP", Style: book.Style{Bold: true, Size: 14}}}},
			{Cells: []book.Cell{{Kind: book.Text, Text: "Đơn vị", Style: head}, {Kind: book.Text, Text: "Hồ sơ", Style: head}, {Kind: book.Text, Text: "Ngày", Style: head}}},
		},
	}
	for i, n := range figures {
		daily.Rows = append(daily.Rows, book.Row{Cells: []book.Cell{
			{Kind: book.Text, Text: fmt.Sprintf("Đơn vị %d", i+1), Style: cell},
			{Kind: book.Number, Number: n, Style: book.Style{Border: true, Format: book.FormatGrouped}},
			{Kind: book.Date, Number: 43983, Style: cell},
		}})
	}
	notes := book.Tab{Key: "findings", Title: "Cần sửa", Rows: []book.Row{
		{Cells: []book.Cell{{Kind: book.Text, Text: "=1+1"}, {Kind: book.Text, Text: "+84"}, {Kind: book.Text, Text: "-"}, {Kind: book.Text, Text: "@a"}, {Kind: book.Text, Text: "'007"}}},
		{Cells: []book.Cell{{Kind: book.Text, Text: "Mở ô C7", Link: "https://docs.google.com/spreadsheets/d/x/edit#gid=0&range=C7"}}},
	}}
	return &book.Book{Title: "Tổng hợp", Tabs: []book.Tab{daily, notes}}
}

func publish(t *testing.T, p *Publisher, b *book.Book) Result {
	t.Helper()
	res, err := p.Put(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// tab gives a tab of the office's spreadsheet as it stands.
func tab(t *testing.T, sim *sheetsim.Server, title string) *sheets.Sheet {
	t.Helper()
	for _, s := range spreadsheet(t, sim).Sheets {
		if s.Properties.Title == title {
			return s
		}
	}
	t.Fatalf("there is no tab %q", title)
	return nil
}

// spreadsheet asks the local Google itself, not through the client.
func spreadsheet(t *testing.T, sim *sheetsim.Server) *sheets.Spreadsheet {
	t.Helper()
	const mask = "sheets(properties,merges,basicFilter,developerMetadata," +
		"data(columnMetadata,rowData(values(userEnteredValue,effectiveValue,userEnteredFormat,effectiveFormat,note))))"
	rec := httptest.NewRecorder()
	sim.ServeHTTP(rec, httptest.NewRequest("GET", "/v4/spreadsheets/tong-hop?fields="+mask, nil))
	var ss sheets.Spreadsheet
	if err := json.Unmarshal(rec.Body.Bytes(), &ss); err != nil || rec.Code != 200 {
		t.Fatalf("asking the local Google: %d %v %s", rec.Code, err, rec.Body)
	}
	return &ss
}

// texts gives the values of a tab's cells as a person would see them, rows
// parted by "/" and blanks at the end left out.
func texts(s *sheets.Sheet) string {
	var rows []string
	for _, d := range s.Data {
		for _, r := range d.RowData {
			var cells []string
			for _, c := range r.Values {
				cells = append(cells, valueRead(c.UserEnteredValue).String())
			}
			rows = append(rows, strings.TrimRight(strings.Join(cells, "|"), "|"))
		}
	}
	return strings.TrimRight(strings.Join(rows, "/"), "/")
}

func writes(sim *sheetsim.Server) int { return sim.Requests()["sheets.spreadsheets.batchUpdate"] }
func reads(sim *sheetsim.Server) int  { return sim.Requests()["sheets.spreadsheets.get"] }

func TestTheBookIsWrittenInOneBatchAsTypedCells(t *testing.T) {
	sim, p := newTarget(t)
	res := publish(t, p, testBook(12, 1234567))
	if !res.Changed || res.Batches != 1 || writes(sim) != 1 || len(res.Edits) != 0 {
		t.Errorf("got %+v with %d writes, want one batch", res, writes(sim))
	}
	daily := tab(t, sim, "Theo ngày")
	if got, want := texts(daily), "TỔNG HỢP/Đơn vị|Hồ sơ|Ngày/Đơn vị 1|12|43983/Đơn vị 2|1234567|43983"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	row := daily.Data[0].RowData[3].Values
	if f := row[1].UserEnteredFormat; f.NumberFormat.Pattern != book.GroupedPattern || f.Borders.Top.Style != "SOLID" {
		t.Errorf("the figure's format is %+v", f)
	}
	if f := row[2].EffectiveFormat; f.NumberFormat.Type != "DATE" {
		t.Errorf("the date's format is %+v", f)
	}
	if g := daily.Properties.GridProperties; g.FrozenRowCount != 2 || g.FrozenColumnCount != 0 {
		t.Errorf("%d rows and %d columns are frozen, want 2 and none", g.FrozenRowCount, g.FrozenColumnCount)
	}
	if len(daily.Merges) != 1 || daily.BasicFilter == nil || daily.BasicFilter.Range.EndRowIndex != 4 {
		t.Errorf("got merges %v and filter %v", daily.Merges, daily.BasicFilter)
	}
	if w := daily.Data[0].ColumnMetadata[0].PixelSize; w != 145 {
		t.Errorf("the first column is %d pixels wide, want 145", w)
	}
	if got, want := texts(tab(t, sim, "Của văn phòng")), "đừng đụng"; got != want {
		t.Errorf("the office's tab holds %q, want %q", got, want)
	}
}

func TestATextStaysATextWhateverItBeginsWith(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(1))
	s := tab(t, sim, "Cần sửa")
	if got, want := texts(s), "=1+1|+84|-|@a|'007/Mở ô C7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, c := range s.Data[0].RowData[0].Values[:5] {
		if c.UserEnteredValue.StringValue == nil || c.EffectiveValue.StringValue == nil {
			t.Errorf("%+v is no text", c.UserEnteredValue)
		}
	}
	l := s.Data[0].RowData[1].Values[0].UserEnteredFormat.TextFormat.Link
	if l == nil || !strings.HasSuffix(l.Uri, "range=C7") {
		t.Errorf("the link is %+v", l)
	}
}

func TestUnchangedContentIsReadBackAndNotWritten(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	for name, p := range map[string]*Publisher{"the same process": p, "another process": publisher(t, p.c)} {
		sim.ResetRequests()
		res := publish(t, p, testBook(12))
		if res.Changed || writes(sim) != 0 || reads(sim) != 2 {
			t.Errorf("%s: got %+v with %d reads and %d writes, want 2 and none", name, res, reads(sim), writes(sim))
		}
	}
}

func TestOnlyWhatDiffersIsSent(t *testing.T) {
	_, p := newTarget(t)
	figures := make([]int64, 300)
	publish(t, p, testBook(figures...))
	figures[250] = 7
	tabs := renderBook(testBook(figures...))
	target, err := p.read(t.Context(), tabs)
	if err != nil {
		t.Fatal(err)
	}
	plan := planBook(target, tabs, nil)
	if len(plan.tabs[1].requests) != 0 {
		t.Errorf("the tab that is the same gets %d requests", len(plan.tabs[1].requests))
	}
	rq := plan.tabs[0].requests
	if len(rq) != 1 || len(rq[0].UpdateCells.Rows) != 1 || rq[0].UpdateCells.Start.RowIndex != 252 || rq[0].UpdateCells.Fields != maskValue {
		t.Errorf("got %d requests, want the values of one row", len(rq))
	}
}

func TestFewerRowsLeaveNothingBehindAndMoreRowsFindRoom(t *testing.T) {
	sim, p := newTarget(t)
	many := make([]int64, 150)
	publish(t, p, testBook(1))
	publish(t, p, testBook(many...))
	if got := strings.Count(texts(tab(t, sim, "Theo ngày")), "/"); got != 151 {
		t.Errorf("there are %d rows, want 152", got+1)
	}
	res := publish(t, p, testBook(5))
	if res.Batches != 1 {
		t.Errorf("it took %d batches, want 1", res.Batches)
	}
	s := tab(t, sim, "Theo ngày")
	if got, want := texts(s), "TỔNG HỢP/Đơn vị|Hồ sơ|Ngày/Đơn vị 1|5|43983"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if s.BasicFilter.Range.EndRowIndex != 3 {
		t.Errorf("the filter ends at row %d, want 3", s.BasicFilter.Range.EndRowIndex)
	}
	for i, r := range s.Data[0].RowData[3:] {
		for _, c := range r.Values {
			if c.UserEnteredFormat != nil {
				t.Fatalf("row %d still has a format", i+4)
			}
		}
	}
}

func TestWhatTheOfficeKeepsBesideOurColumnsIsLeftAlone(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12, 13))
	if err := sim.Type("tong-hop", "Theo ngày", "D3", "gọi lại thứ Hai"); err != nil {
		t.Fatal(err)
	}
	if res := publish(t, p, testBook(12, 13)); res.Changed {
		t.Errorf("a remark beside our columns led to a write: %+v", res)
	}
	wide := testBook(12, 14)
	for i := range wide.Tabs[0].Rows[1:] {
		row := &wide.Tabs[0].Rows[i+1]
		row.Cells = append(row.Cells, book.Cell{Kind: book.Text, Text: "mới"})
	}
	res := publish(t, p, wide)
	if len(res.Edits) != 0 {
		t.Errorf("got edits %+v", res.Edits)
	}
	if got := texts(tab(t, sim, "Theo ngày")); !strings.Contains(got, "Đơn vị 1|12|43983|mới|gọi lại thứ Hai") {
		t.Errorf("the tab holds %s", got)
	}
	publish(t, p, testBook(12, 14))
	if got := texts(tab(t, sim, "Theo ngày")); !strings.Contains(got, "Đơn vị 1|12|43983||gọi lại thứ Hai") {
		t.Errorf("with a column less the tab holds %s", got)
	}
}

func TestATabOfOursIsKnownWhateverItsTitle(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	id := tab(t, sim, "Theo ngày").Properties.SheetId
	rename := &sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{Fields: "title", Properties: &sheets.SheetProperties{SheetId: id, Title: "Số liệu ngày"}}}
	if err := sim.Apply("tong-hop", rename); err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(15))
	if got := texts(tab(t, sim, "Số liệu ngày")); !strings.HasSuffix(got, "|15|43983") {
		t.Errorf("the tab that the office renamed holds %s", got)
	}
	b := testBook(15)
	b.Tabs[1].Title = "Cần sửa (tháng 7)"
	publish(t, p, b)
	tab(t, sim, "Cần sửa (tháng 7)")
	if n := len(spreadsheet(t, sim).Sheets); n != 3 {
		t.Errorf("there are %d tabs, want 3", n)
	}
}

func TestATabOfTheOfficeWithOurTitleIsTheOffices(t *testing.T) {
	sim, p := newTarget(t)
	add := &sheets.Request{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{Title: "theo ngày"}}}
	if err := sim.Apply("tong-hop", add); err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(12))
	if got := texts(tab(t, sim, "theo ngày")); got != "" {
		t.Errorf("the office's tab holds %s", got)
	}
	if got := texts(tab(t, sim, "Theo ngày (2)")); !strings.HasSuffix(got, "|12|43983") {
		t.Errorf("our tab holds %s", got)
	}
	if res := publish(t, publisher(t, p.c), testBook(12)); res.Changed {
		t.Errorf("it is written again: %+v", res)
	}
}

func TestATabThatWasDeletedIsMadeAgain(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	id := tab(t, sim, "Theo ngày").Properties.SheetId
	if err := sim.Apply("tong-hop", &sheets.Request{DeleteSheet: &sheets.DeleteSheetRequest{SheetId: id}}); err != nil {
		t.Fatal(err)
	}
	res := publish(t, p, testBook(12))
	if !res.Changed || len(res.Edits) != 0 {
		t.Errorf("got %+v", res)
	}
	if got := texts(tab(t, sim, "Theo ngày")); !strings.HasSuffix(got, "|12|43983") {
		t.Errorf("the tab holds %s", got)
	}
}

func TestCellsThatSomebodyMergedAreTakenApart(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12, 13))
	id := tab(t, sim, "Theo ngày").Properties.SheetId
	merge := &sheets.Request{MergeCells: &sheets.MergeCellsRequest{MergeType: "MERGE_ALL", Range: &sheets.GridRange{SheetId: id, StartRowIndex: 2, EndRowIndex: 4, StartColumnIndex: 1, EndColumnIndex: 2}}}
	if err := sim.Apply("tong-hop", merge); err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(12, 13))
	s := tab(t, sim, "Theo ngày")
	if len(s.Merges) != 1 || !strings.HasSuffix(texts(s), "Đơn vị 2|13|43983") {
		t.Errorf("got merges %d and %s", len(s.Merges), texts(s))
	}
}

func TestWhatTheOfficeArrangedStaysWhenARowIsAdded(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	s := tab(t, sim, "Theo ngày")
	err := sim.Apply("tong-hop", &sheets.Request{UpdateDimensionProperties: &sheets.UpdateDimensionPropertiesRequest{Fields: "pixelSize",
		Range: dimension(s.Properties.SheetId, "COLUMNS", 0, 1), Properties: &sheets.DimensionProperties{PixelSize: 300}}})
	if err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(12, 13))
	s = tab(t, sim, "Theo ngày")
	if w := s.Data[0].ColumnMetadata[0].PixelSize; w != 300 {
		t.Errorf("the column is %d pixels wide, want the office's 300", w)
	}
	if got := s.BasicFilter.Range.EndRowIndex; got != 4 {
		t.Errorf("the filter ends at row %d, want 4", got)
	}
}

func TestAFilterKeepsTheOfficesCriteria(t *testing.T) {
	r := renderBook(testBook(12, 13))[0]
	ours := &sheets.GridRange{StartRowIndex: 1, EndRowIndex: 3, EndColumnIndex: 3}
	specs := []*sheets.FilterSpec{{ColumnIndex: 1}}
	for _, tc := range []struct {
		name  string
		has   *sheets.BasicFilter
		fresh bool
		want  int
	}{
		{"one over fewer rows", &sheets.BasicFilter{Range: ours, FilterSpecs: specs}, false, 1},
		{"one in the columns of the office", &sheets.BasicFilter{Range: &sheets.GridRange{StartColumnIndex: 3}}, true, 0},
		{"one that fits", &sheets.BasicFilter{Range: area(0, grid.Range(*r.tab.Filter))}, true, 0},
		{"none, since the office took it away", nil, false, 0},
		{"none yet", nil, true, 1},
	} {
		var p tabPlan
		p.addFilter(&ourTab{filter: tc.has, stamp: stamp{Cols: 3}}, r, tc.fresh)
		if len(p.requests) != tc.want {
			t.Errorf("%s: got %d requests, want %d", tc.name, len(p.requests), tc.want)
		} else if tc.want == 1 && tc.has != nil && len(p.requests[0].SetBasicFilter.Filter.FilterSpecs) != 1 {
			t.Errorf("%s: its criteria are lost", tc.name)
		}
	}
}

func TestALinkIsSentAgainWithItsText(t *testing.T) {
	_, p := newTarget(t)
	b := testBook(12)
	publish(t, p, b)
	b.Tabs[1].Rows[1].Cells[0].Text = "Mở ô C8"
	tabs := renderBook(b)
	target, err := p.read(t.Context(), tabs)
	if err != nil {
		t.Fatal(err)
	}
	rq := planBook(target, tabs, nil).tabs[1].requests
	if len(rq) < 2 || rq[0].UpdateCells == nil || rq[1].RepeatCell == nil || rq[1].RepeatCell.Cell.UserEnteredFormat.TextFormat.Link == nil {
		t.Errorf("got %d requests, want the value and then the link", len(rq))
	}
}

func TestNothingIsFrozenThroughAMergedArea(t *testing.T) {
	merges := []book.Merge{{Row: 0, Col: 0, EndRow: 1, EndCol: 3}}
	for want, asked := range map[book.Frozen]book.Frozen{{}: {}, {Rows: 1}: {Rows: 1, Cols: 2}, {Rows: 2, Cols: 3}: {Rows: 2, Cols: 3}} {
		if rows, cols := frozen(&book.Tab{Frozen: asked, Merges: merges}); rows != want.Rows || cols != want.Cols {
			t.Errorf("of %+v, %d rows and %d columns are frozen, want %+v", asked, rows, cols, want)
		}
	}
}

func TestWhatTheOfficePaintedStaysWhenOnlyAFigureChanges(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12, 13))
	id := tab(t, sim, "Theo ngày").Properties.SheetId
	cell := &sheets.CellData{Note: "đã gọi", UserEnteredFormat: &sheets.CellFormat{BackgroundColorStyle: colour(0xFFFF00)}}
	paint := &sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{Fields: "note,userEnteredFormat.backgroundColorStyle",
		Start: &sheets.GridCoordinate{SheetId: id, RowIndex: 3, ColumnIndex: 1}, Rows: []*sheets.RowData{{Values: []*sheets.CellData{cell}}}}}
	if err := sim.Apply("tong-hop", paint); err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(12, 14))
	got := tab(t, sim, "Theo ngày").Data[0].RowData[3].Values[1]
	if got.Note != "đã gọi" || got.UserEnteredFormat.BackgroundColorStyle == nil || *got.UserEnteredValue.NumberValue != 14 {
		t.Errorf("the cell is now %+v with the format %+v", got, got.UserEnteredFormat)
	}
}

func TestNoTextBecomesAFormulaOnGoogle(t *testing.T) {
	texts := []string{`=HYPERLINK("http://x.vn","bấm")`, "+84 9", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "'=1", "00123", "1/6", "TRUE"}
	tab := book.Tab{Key: "t", Title: "=1+1"}
	for _, s := range texts {
		tab.Rows = append(tab.Rows, book.Row{Cells: []book.Cell{{Kind: book.Text, Text: s}}})
	}
	sim, p := newTarget(t)
	publish(t, p, &book.Book{Tabs: []book.Tab{tab}})
	ss := spreadsheet(t, sim)
	i := slices.IndexFunc(ss.Sheets, func(s *sheets.Sheet) bool { return s.Properties.Title == "=1+1" })
	if i < 0 {
		t.Fatal("the tab is not there under its title")
	}
	rows := ss.Sheets[i].Data[0].RowData
	for row, want := range texts {
		v := rows[row].Values[0].UserEnteredValue
		if v.FormulaValue != nil || v.StringValue == nil || *v.StringValue != want {
			t.Errorf("%q stands as %+v", want, v)
		}
	}
	before := writes(sim)
	if publish(t, publisher(t, p.c), &book.Book{Tabs: []book.Tab{tab}}); writes(sim) != before {
		t.Error("written again")
	}
}
