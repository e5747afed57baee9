package workbook

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// tally gives a workbook of 250 rows by 14 columns, as excelize saves it: a
// date, twelve figures and a note.
func tally(b *testing.B) []byte {
	b.Helper()
	f := excelize.NewFile()
	defer f.Close()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		b.Fatal(err)
	}
	for r := 1; r <= 250; r++ {
		row := []any{43983 + r}
		for c := range 12 {
			row = append(row, r*c)
		}
		at := fmt.Sprint("A", r)
		if err := f.SetSheetRow("Sheet1", at, new(append(row, fmt.Sprint("ghi chú ", r)))); err != nil {
			b.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", at, at, date); err != nil {
			b.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		b.Fatal(err)
	}
	return buf.Bytes()
}

func BenchmarkDecode(b *testing.B) {
	data := tally(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode("a.xlsx", data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExcelizeTyped loads the same cells with their types by excelize
// alone: what Decode is measured against.
func BenchmarkExcelizeTyped(b *testing.B) {
	data := tally(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.GetRows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				at := grid.Address(i, j)
				_, err1 := f.GetCellType("Sheet1", at)
				_, err2 := f.GetCellStyle("Sheet1", at)
				_, err3 := f.GetCellFormula("Sheet1", at)
				if err1 != nil || err2 != nil || err3 != nil {
					b.Fatal(err1, err2, err3)
				}
			}
		}
		f.Close()
	}
}

// BenchmarkExcelizeRows loads texts only: excelize's quickest way.
func BenchmarkExcelizeRows(b *testing.B) {
	data := tally(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.GetRows("Sheet1"); err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}

func BenchmarkEncode(b *testing.B) {
	long := sample()
	for range 3_000 {
		long.Tabs[0].Rows = append(long.Tabs[0].Rows, long.Tabs[0].Rows[2])
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Encode(new(bytes.Buffer), long); err != nil {
			b.Fatal(err)
		}
	}
}

// yearBook is a district's year by day: 200 units, 250 days, twelve figures a
// row, in the styles of the consolidated book.
func yearBook() *book.Book {
	border := book.Style{Border: true}
	day, text, figure := border, border, border
	day.Align, day.Format = book.AlignCenter, book.FormatDate
	text.Wrap, text.Align = true, book.AlignLeft
	figure.Align, figure.Format = book.AlignRight, book.FormatGrouped
	tab := book.Tab{Key: "daily", Title: "Theo ngày", Widths: []int{11, 6, 30, 17}}
	for d := range 250 {
		for u := range 200 {
			cells := append(make([]book.Cell, 0, 4+12), // as a tab of the book is laid out
				book.Cell{Kind: book.Date, Number: int64(44000 + d), Style: day}, book.Cell{Kind: book.Text, Text: "T2", Style: text},
				book.Cell{Kind: book.Text, Text: fmt.Sprint("Xã Phước Thiện ", u), Style: text}, book.Cell{Kind: book.Text, Text: "Đúng hạn", Style: text})
			for i := range 12 {
				cells = append(cells, book.Cell{Kind: book.Number, Number: int64((u*7 + d*13 + i) % 2300), Style: figure})
			}
			tab.Rows = append(tab.Rows, book.Row{Cells: cells})
		}
	}
	return &book.Book{Title: "Tổng hợp", Tabs: []book.Tab{tab}}
}

// BenchmarkEncodeYear writes 600,000 figures, to be compared with what other
// programs take for the same cells.
func BenchmarkEncodeYear(b *testing.B) {
	year := yearBook()
	b.ReportAllocs()
	for b.Loop() {
		if err := Encode(io.Discard, year); err != nil {
			b.Fatal(err)
		}
	}
}
