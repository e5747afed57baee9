package workbook

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"tonghop/model/book"
)

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
