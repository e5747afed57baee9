package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"tonghop/model/book"
)

// partOf gives one part of an encoded book.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// charted is a book whose first tab charts a column of the second.
func charted() *book.Book {
	b := sample()
	second := book.Tab{Key: "monthly", Title: "Theo 'tháng'", Widths: []int{20, 10}, Rows: []book.Row{
		{Cells: []book.Cell{{Kind: book.Text, Text: "Đơn vị"}, {Kind: book.Text, Text: "Lượt"}}},
		{Cells: []book.Cell{{Kind: book.Text, Text: "An"}, {Kind: book.Number, Number: 12}}},
		{Cells: []book.Cell{{Kind: book.Text, Text: "Bình"}, {Kind: book.Number, Number: 5}}},
	}}
	column := func(col int) book.Ref {
		return book.Ref{Tab: "monthly", Merge: book.Merge{EndRow: 3, Col: col, EndCol: col + 1}}
	}
	b.Tabs[0].Charts = []book.Chart{{Key: "units", Title: "So sánh", Categories: column(0), Series: []book.Series{{Ref: column(1), Color: 0x1E3A5F}}, Row: 4, Width: 400, Height: 200}}
	b.Tabs[0].Breaks = []int{4}
	b.Tabs[0].Rules = []book.Rule{{Merge: book.Merge{Row: 1, EndRow: 9, EndCol: 1}, When: book.WhenTextBegins, Text: "Chưa ghi:", Style: book.Style{Fill: 0xF7BFA8}}}
	b.Tabs = append(b.Tabs, second)
	return b
}

func TestAChartShowsTheColumnsOfItsTab(t *testing.T) {
	data := encoded(t, charted())
	xml := partOf(t, data, "xl/charts/chart1.xml")
	for _, want := range []string{"'Theo -tháng-'!$A$2:$A$3", "'Theo -tháng-'!$B$2:$B$3", "'Theo -tháng-'!$B$1", "So sánh", "1E3A5F"} {
		if !strings.Contains(strings.ReplaceAll(xml, "&#39;", "'"), want) {
			t.Errorf("the chart does not name %s", want)
		}
	}
	for range 10 { // a map's order would show
		if !bytes.Equal(data, encoded(t, charted())) {
			t.Fatal("equal books with charts give different bytes")
		}
	}
}

func TestATabWithBreaksIsScaledAndKeepsItsRules(t *testing.T) {
	sheet := partOf(t, encoded(t, charted()), "xl/worksheets/sheet1.xml")
	for _, want := range []string{"<rowBreaks", `scale="`, `<drawing `, `type="beginsWith"`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet has no %s", want)
		}
	}
	if strings.Contains(sheet, `fitToPage="1"`) {
		t.Error("the sheet is fitted to the page, where Excel passes over breaks")
	}
}
