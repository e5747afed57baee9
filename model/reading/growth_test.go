package reading

import (
	"fmt"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/grid"
)

// The sheets on which a rule could grow faster than its input, each of n rows or
// columns.
var growing = map[string]func(n int) grid.Tab{
	"a date dragged down the column": func(n int) grid.Tab {
		return rowsOf(n, func(i int) []grid.Cell {
			return []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1))}, {Kind: grid.Number, Number: float64(i % 9)}}
		}, "Ngày", "Tờ rơi")
	},
	"halves of one day": func(n int) grid.Tab {
		return rowsOf(n, func(i int) []grid.Cell {
			return []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1+i%30))}, {Kind: grid.Text, Text: []string{"Sáng", "Chiều"}[i%2]}, {Kind: grid.Number, Number: float64(i % 9)}}
		}, "Ngày", "Buổi", "Tờ rơi")
	},
	"a list of contents": func(n int) grid.Tab {
		return rowsOf(n, func(i int) []grid.Cell {
			return []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1+i%30))}, {Kind: grid.Text, Text: fmt.Sprint("Tờ rơi ", i%7)}, {Kind: grid.Text, Text: "Tờ rơi"}, {Kind: grid.Number, Number: float64(i % 9)}}
		}, "Ngày", "Địa điểm", "Nội dung", "Số lượng")
	},
	"tiny tables": func(n int) grid.Tab {
		t := grid.Tab{Title: "T6"}
		for i := range n / 4 {
			t.Rows = append(t.Rows, texts("Ngày", "Tờ rơi"), []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1+i%30))}, {Kind: grid.Number, Number: 5}}, nil, nil)
		}
		return t
	},
	"totals between days": func(n int) grid.Tab {
		return rowsOf(n, func(i int) []grid.Cell {
			if i%3 == 2 {
				return []grid.Cell{{Kind: grid.Text, Text: "Cộng"}, {Kind: grid.Number, Number: 9}}
			}
			return []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1+i%180))}, {Kind: grid.Number, Number: float64(i % 9)}}
		}, "Ngày", "Tờ rơi")
	},
	"numbers outside of tables": func(n int) grid.Tab {
		return rowsOf(n, func(i int) []grid.Cell {
			return []grid.Cell{{}, {Kind: grid.Number, Number: float64(100 + i)}, {}, {}, {Kind: grid.Number, Number: float64(i * 37 % 1001)}}
		}, "Ghi chép")
	},
	"sums of sums": func(n int) grid.Tab {
		return rowsOf(n, func(i int) []grid.Cell {
			return []grid.Cell{{Kind: grid.Number, Number: 1, Formula: true, More: &grid.More{Formula: fmt.Sprintf("SUM(A1:A%d)", i+1)}}}
		}, "Ghi chép")
	},
	"merged dates": func(n int) grid.Tab {
		t := rowsOf(n, func(i int) []grid.Cell {
			return []grid.Cell{{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1+i/2%180))}, {Kind: grid.Text, Text: []string{"Sáng", "Chiều"}[i%2]}, {Kind: grid.Number, Number: float64(i % 9)}}
		}, "Ngày", "Buổi", "Tờ rơi")
		for i := 1; i+1 < n; i += 2 {
			t.Merges = append(t.Merges, grid.Range{Row: i, Col: 0, EndRow: i + 2, EndCol: 1})
		}
		return t
	},
	"days across": func(n int) grid.Tab {
		head, row := texts("Nội dung"), texts("Tờ rơi")
		for i := range n {
			head = append(head, grid.Cell{Kind: grid.Date, Number: float64(calendar.Date(2020, 6, 1) + calendar.Day(i%180))})
			row = append(row, grid.Cell{Kind: grid.Number, Number: float64(i % 9)})
		}
		return grid.Tab{Title: "T6", Rows: [][]grid.Cell{head, row}}
	},
}

func texts(all ...string) []grid.Cell {
	row := make([]grid.Cell, len(all))
	for i, s := range all {
		row[i] = grid.Cell{Kind: grid.Text, Text: s}
	}
	return row
}

func rowsOf(n int, row func(i int) []grid.Cell, heads ...string) grid.Tab {
	t := grid.Tab{Title: "T6", Rows: [][]grid.Cell{texts(heads...)}}
	for i := range n {
		t.Rows = append(t.Rows, row(i))
	}
	return t
}

// No rule grows faster than its input: the figures of one sheet double from line to
// line.
func BenchmarkGrowth(b *testing.B) {
	c := usualContext()
	for name, make := range growing {
		for _, n := range []int{5_000, 10_000, 20_000} {
			tab := make(n)
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					Read(&grid.Book{Tabs: []grid.Tab{tab}}, c)
				}
			})
		}
	}
}
