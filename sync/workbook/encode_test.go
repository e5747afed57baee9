package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
)

// sample is a small book with everything that a tab can have.
func sample() *book.Book {
	head := book.Style{Bold: true, Border: true, Wrap: true, Fill: 0xD9E2EC, Align: book.AlignCenter}
	body := book.Style{Border: true}
	grouped := book.Style{Border: true, Format: book.FormatGrouped}
	return &book.Book{Title: "Tổng hợp", Tabs: []book.Tab{
		{
			Key: "overview", Title: "Tổng quan", Widths: []int{20, 12, 12, 10}, Landscape: true, RepeatRows: 2,
			Frozen: book.Frozen{Rows: 2, Cols: 1}, Filter: &book.Merge{Row: 1, EndRow: 4, EndCol: 4},
			Merges: []book.Merge{{EndRow: 1, EndCol: 4}, {Row: 3, Col: 3, EndRow: 4, EndCol: 4}},
			Rows: []book.Row{
				{Height: 30, Cells: []book.Cell{{Kind: book.Text, Text: "TỔNG HỢP THÁNG 6", Style: book.Style{Bold: true, Size: 14}}}},
				{Cells: []book.Cell{{Kind: book.Text, Text: "Đơn vị", Style: head}, {Kind: book.Text, Text: "Số hồ sơ", Style: head}, {Kind: book.Text, Text: "Ngày", Style: head}, {Kind: book.Text, Text: "Đạt", Style: head}}},
				{Cells: []book.Cell{
					{Kind: book.Text, Text: "Xã Minh Đức", Link: "https://docs.google.com/spreadsheets/d/x/edit#gid=0&range=C7", Style: body},
					{Kind: book.Number, Number: 26715, Style: grouped}, {Kind: book.Date, Number: 44006, Style: body},
					{Kind: book.Percent, Number: 876, Style: book.Style{Border: true, Format: book.FormatPercent}},
				}},
				{Cells: []book.Cell{{Kind: book.Text, Text: "=1+1", Style: body}, {Style: body}}},
			},
		},
		{Key: "empty", Title: "Trống"},
	}}
}

func encoded(t *testing.T, b *book.Book) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := Encode(&buf, b); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func opened(t *testing.T, b *book.Book) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(encoded(t, b)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestEqualBooksGiveEqualBytes(t *testing.T) {
	b := sample()
	for range 8 { // more tabs, more orders to get wrong
		b.Tabs = append(b.Tabs, book.Tab{Title: "Tháng", Rows: b.Tabs[0].Rows})
	}
	want := encoded(t, b)
	for range 10 {
		if got := encoded(t, b); !bytes.Equal(got, want) {
			t.Fatal("two encodings of one book differ")
		}
	}
}

func TestTheFirstPartsAreThoseThatAWorkbookBeginsWith(t *testing.T) {
	zr, err := zip.NewReader(bytes.NewReader(encoded(t, sample())), int64(len(encoded(t, sample()))))
	if err != nil {
		t.Fatal(err)
	}
	if got := zr.File[0].Name; got != "[Content_Types].xml" {
		t.Errorf("the first part is %s", got)
	}
}

func TestNumbersShowAsTheBookWants(t *testing.T) {
	f := opened(t, sample())
	id, err := f.GetCellStyle("Tổng quan", "B3")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.CustomNumFmt == nil || *style.CustomNumFmt != book.GroupedPattern {
		t.Errorf("B3 has the format %+v (%v), want groups parted by dots", style, err)
	}
	for cell, want := range map[string]string{"C3": "24/6/2020", "D3": "87.6%"} {
		if got, err := f.GetCellValue("Tổng quan", cell); err != nil || got != want {
			t.Errorf("%s shows %q (%v), want %q", cell, got, err, want)
		}
	}
	for cell, want := range map[string]string{"B3": "26715", "C3": "44006", "D3": "0.876"} {
		if got, err := f.GetCellValue("Tổng quan", cell, excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("%s holds %q (%v), want %q", cell, got, err, want)
		}
	}
}

func TestTextNeverBecomesAFormula(t *testing.T) {
	b := &book.Book{Tabs: []book.Tab{{Title: "T"}}}
	texts := []string{"=1+1", "+1", "-1", "@x", "=HYPERLINK(\"x\")", "  =1", "\t=1", "＝1+1", "'=1", "00123", "1/6", "TRUE"}
	for _, s := range texts {
		b.Tabs[0].Rows = append(b.Tabs[0].Rows, book.Row{Cells: []book.Cell{{Kind: book.Text, Text: s}}})
	}
	f := opened(t, b)
	for i, want := range texts {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if formula, err := f.GetCellFormula("T", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q (%v)", cell, formula, err)
		}
		if got, err := f.GetCellValue("T", cell); err != nil || got != want {
			t.Errorf("%s: got %q (%v), want %q", cell, got, err, want)
		}
	}
	id, err := f.GetCellStyle("T", "A1")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 && (style.CustomNumFmt == nil || *style.CustomNumFmt != "@") {
		t.Errorf("a text that begins with = is not formatted as text: %+v (%v)", style, err)
	}
}

func TestTextThatTheFormatCannotHoldIsMended(t *testing.T) {
	long := strings.Repeat("ấ", 40_000)
	cases := []struct{ text, want string }{
		{"a\x00b\x0bc\x7fd", "abcd"},
		{"dòng 1\r\ndòng 2\tx\ry", "dòng 1\ndòng 2\tx\ny"},
		{"\xff", "\uFFFD"},
		{"_x000D_ và _x0041_", "_x000D_ và _x0041_"},
		{long, long[:len("ấ")*32_766] + "…"},
	}
	for _, c := range cases {
		b := &book.Book{Tabs: []book.Tab{{Title: "T", Rows: []book.Row{{Cells: []book.Cell{{Kind: book.Text, Text: c.text}}}}}}}
		got, err := Decode("a.xlsx", encoded(t, b))
		if err != nil {
			t.Fatal(err)
		}
		if text := got.Tabs[0].At(0, 0).Text; text != c.want {
			t.Errorf("%.20q: got %.40q, want %.40q", c.text, text, c.want)
		}
	}
}

func TestATabKeepsItsShape(t *testing.T) {
	f := opened(t, sample())
	const tab = "Tổng quan"
	if got, err := f.GetSheetDimension(tab); err != nil || got != "A1:D4" {
		t.Errorf("dimension %q (%v), want A1:D4", got, err)
	}
	if w, err := f.GetColWidth(tab, "A"); err != nil || w != 20.7 {
		t.Errorf("column A is %v wide (%v), want 20.7", w, err)
	}
	if h, err := f.GetRowHeight(tab, 1); err != nil || h != 30 {
		t.Errorf("row 1 is %v high (%v), want 30", h, err)
	}
	merges, err := f.GetMergeCells(tab)
	if err != nil || len(merges) != 1 || merges[0].GetStartAxis() != "A1" || merges[0].GetEndAxis() != "D1" {
		t.Errorf("merges %v (%v), want A1:D1 alone", merges, err)
	}
	panes, err := f.GetPanes(tab)
	if err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 2 || panes.TopLeftCell != "B3" {
		t.Errorf("panes %+v (%v), want frozen at B3", panes, err)
	}
	if ok, link, err := f.GetCellHyperLink(tab, "A3"); err != nil || !ok || link != "https://docs.google.com/spreadsheets/d/x/edit#gid=0&range=C7" {
		t.Errorf("link %q (%v)", link, err)
	}
}

func TestATabPrints(t *testing.T) {
	f := opened(t, sample())
	layout, err := f.GetPageLayout("Tổng quan")
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("layout %+v (%v), want A4, landscape, one page wide", layout, err)
	}
	props, err := f.GetSheetProps("Tổng quan")
	if err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("the filter took the fit to the page away (%v)", err)
	}
	footer, err := f.GetHeaderFooter("Tổng quan")
	if err != nil || footer == nil || !strings.Contains(footer.OddFooter, "&P/&N") {
		t.Errorf("footer %+v (%v), want page numbers", footer, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name+" "+n.Scope] = n.RefersTo
	}
	want := map[string]string{
		"_xlnm.Print_Titles Tổng quan":    "'Tổng quan'!$1:$2",
		"_xlnm._FilterDatabase Tổng quan": "'Tổng quan'!$A$2:$D$4",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestAFileNamesTheProgramAndNoInstant(t *testing.T) {
	props, err := opened(t, sample()).GetDocProps()
	if err != nil || props.Creator != "tonghop" || props.Title != "Tổng hợp" || props.Created != "2020-01-01T00:00:00Z" || props.Modified != props.Created {
		t.Errorf("properties %+v (%v)", props, err)
	}
}

func TestStylesAreMadeOnce(t *testing.T) {
	b := sample()
	few := len(opened(t, b).Styles.CellXfs.Xf)
	for range 500 {
		b.Tabs[0].Rows = append(b.Tabs[0].Rows, b.Tabs[0].Rows[2])
	}
	if many := len(opened(t, b).Styles.CellXfs.Xf); many != few {
		t.Errorf("500 more rows of the same looks made %d more styles", many-few)
	}
}

func TestTitlesOfTabsAreMadeToFit(t *testing.T) {
	long := strings.Repeat("Tổng hợp ", 5)
	tabs := []book.Tab{{Title: "Cần sửa"}, {Title: "cần SỬA"}, {Title: "6/2020 [nháp]'"}, {Title: ""}, {Title: long}, {Title: long}}
	want := []string{"Cần sửa", "cần SỬA (2)", "6-2020 -nháp--", "Tab 4", "Tổng hợp Tổng hợp Tổng hợp Tổng", "Tổng hợp Tổng hợp Tổng hợp  (2)"}
	if diff := cmp.Diff(want, sheetTitles(tabs)); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, opened(t, &book.Book{Tabs: tabs}).GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
}

func TestOnlyAddressesBecomeLinks(t *testing.T) {
	for link, want := range map[string]bool{
		"https://a.vn/x": true, "http://a": true, "mailto:a@b.vn": true,
		"": false, "a.xlsx": false, "javascript:alert(1)": false, "file:///etc/passwd": false, "https://a/%zz": false,
		"https://a/" + strings.Repeat("x", 3000): false,
	} {
		if got := isLink(link); got != want {
			t.Errorf("isLink(%.30q) = %v, want %v", link, got, want)
		}
	}
}

func TestABookWithoutTabsIsRefused(t *testing.T) {
	if err := Encode(io.Discard, &book.Book{Title: "x"}); err == nil {
		t.Error("got no error")
	}
}

func TestWrappedRowsGetRoom(t *testing.T) {
	long := strings.Repeat("kiến nghị bổ sung máy quét ", 8)
	tab := &book.Tab{Widths: []int{20, 20, 20}, Merges: []book.Merge{{Row: 3, EndRow: 4, EndCol: 3}, {Row: 5, EndRow: 7, EndCol: 1}}}
	wrap := book.Style{Wrap: true}
	for _, c := range []book.Cell{
		{Kind: book.Text, Text: "ngắn", Style: wrap},
		{Kind: book.Text, Text: long},
		{Kind: book.Text, Text: long, Style: wrap},
		{Kind: book.Text, Text: long, Style: wrap}, // merged over three columns
		{Kind: book.Text, Text: "a\nb\nc", Style: wrap},
		{Kind: book.Text, Text: long, Style: wrap}, // merged over two rows
		{},
		{Kind: book.Text, Text: "Tên lớn", Style: book.Style{Size: 20}},
		{Kind: book.Number, Number: 1, Style: wrap},
		{Kind: book.Text, Text: strings.Repeat("x", 5_000), Style: wrap},
	} {
		tab.Rows = append(tab.Rows, book.Row{Cells: []book.Cell{c}})
	}
	h := newHeights(tab)
	for _, row := range []int{0, 1, 5, 6, 8} {
		if got := h.of(row); got != 0 {
			t.Errorf("row %d: got %v, want the usual height", row+1, got)
		}
	}
	one, wide, three := h.of(2), h.of(3), h.of(4)
	if one < 8*14 || one > 15*16 {
		t.Errorf("216 characters in 20 columns: got %v points", one)
	}
	if wide < one/4 || wide > one/2 {
		t.Errorf("merged over three columns: got %v points of %v", wide, one)
	}
	if three < 3*13 || three > 3*17 {
		t.Errorf("three lines: got %v points", three)
	}
	if got := h.of(7); got < 24 || got > 32 {
		t.Errorf("20 points: got %v", got)
	}
	if got := h.of(9); got != excelize.MaxRowHeight {
		t.Errorf("a word without end: got %v, want %v", got, excelize.MaxRowHeight)
	}
	tab.Rows[2].Height = 11
	if got := h.of(2); got != 11 {
		t.Errorf("a stated height: got %v, want 11", got)
	}
}

func TestTablesHaveNamesTypingIsOfferedListsAndPagesRepeatTheirTitles(t *testing.T) {
	b := sample()
	b.Names = []book.Name{{Name: "DonVi", Ref: book.Ref{Tab: "overview", Merge: book.Merge{Row: 2, EndRow: 4, EndCol: 1}}}}
	b.Tabs[0].RepeatCols = 1
	b.Tabs[1].Lists = []book.List{{Merge: book.Merge{Row: 4, EndRow: 9, EndCol: 1}, Of: b.Names[0].Ref}}
	f := opened(t, b)
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name+"@"+n.Scope] = n.RefersTo
	}
	for name, want := range map[string]string{"DonVi@Workbook": "'Tổng quan'!$A$3:$A$4", "_xlnm.Print_Titles@Tổng quan": "'Tổng quan'!$A:$A,'Tổng quan'!$1:$2"} {
		if names[name] != want {
			t.Errorf("%s is %q, want %q (of %v)", name, names[name], want, names)
		}
	}
	lists, err := f.GetDataValidations("Trống")
	if err != nil || len(lists) != 1 || lists[0].Sqref != "A5:A9" || lists[0].Formula1 != "'Tổng quan'!$A$3:$A$4" || lists[0].ShowErrorMessage {
		t.Errorf("lists %+v, %v", lists, err)
	}
}
