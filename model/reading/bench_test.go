package reading

import (
	"fmt"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A year of days in fifteen columns, half of the figures typed as text, is
// what a busy commune's tab grows to.
func BenchmarkReadAYear(b *testing.B) {
	book, c := yearBook()
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		if n := len(Read(&book, c).Tallies); n != 366*13 {
			b.Fatalf("read %d tallies, want %d", n, 366*13)
		}
		rows += 366
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func yearBook() (grid.Book, Context) {
	c := Context{Source: "year", Lexicon: usualLexicon(), Starts: calendar.Date(2020, 1, 1), Ends: calendar.Date(2020, 12, 31),
		Units: []*office.Unit{{ID: "thanh-an", Name: "Xã Thanh An", Type: "xa"}}}
	head := []grid.Cell{{Kind: grid.Text, Text: "STT"}, {Kind: grid.Text, Text: "Ngày"}}
	for k := range 13 {
		label := fmt.Sprintf("Chỉ tiêu số %c", 'A'+k)
		c.Indicators = append(c.Indicators, office.Indicator{ID: fmt.Sprintf("x%d", k), Label: label, Unit: "lượt"})
		head = append(head, grid.Cell{Kind: grid.Text, Text: label})
	}
	tab := grid.Tab{Title: "Số liệu", Rows: [][]grid.Cell{head}}
	for d := range 366 {
		row := []grid.Cell{{Kind: grid.Number, Number: float64(d + 1)}, {Kind: grid.Date, Number: float64(c.Starts) + float64(d)}}
		for k := range 13 {
			n := (d*7 + k*11) % 40
			if k%2 == 0 {
				row = append(row, grid.Cell{Kind: grid.Number, Number: float64(n)})
			} else {
				row = append(row, grid.Cell{Kind: grid.Text, Text: fmt.Sprintf("%d lượt", n)})
			}
		}
		tab.Rows = append(tab.Rows, row)
	}
	return grid.Book{Title: "năm", Locale: "vi_VN", Tabs: []grid.Tab{tab}}, c
}
