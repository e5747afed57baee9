package workbench

import (
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// sums adds up the figures of a question in one tab, month by month, beside what
// the sheet states itself.
func (s *frame) sums(q *office.Question, figures []figure, adds func(string) bool) []Sum {
	type key struct {
		month     calendar.Day
		indicator string
		line      int // the column, or the row of a wide table
	}
	var order []key
	of := map[key][]figure{}
	for _, f := range figures {
		k := key{indicator: f.indicator, line: f.col}
		if s.wide(f.row, f.col) {
			k.line = f.row
		}
		if f.day != 0 {
			year, month, _ := f.day.Date()
			k.month = calendar.Date(year, month, 1)
		}
		if !f.stated || k.indicator != "" && !adds(k.indicator) {
			continue
		}
		if of[k] == nil {
			order = append(order, k)
		}
		of[k] = append(of[k], f)
	}
	var all []Sum
	for _, k := range order {
		sum := Sum{Tab: s.tab.Title, Month: k.month, Indicator: k.indicator, Figures: len(of[k]), Own: s.own(of[k])}
		for _, f := range of[k] {
			sum.Total += f.value
		}
		all = append(all, sum)
	}
	return all
}

// own finds the total that a sheet states of some figures of one column, or of one
// row of a wide table: the nearest after the last of them, else the nearest before
// the first.
func (s *frame) own(figures []figure) *Own {
	wide := s.wide(figures[0].row, figures[0].col)
	along := func(f figure) int {
		if wide {
			return f.col
		}
		return f.row
	}
	byPlace := func(a, b figure) int { return along(a) - along(b) }
	first, last := along(slices.MinFunc(figures, byPlace)), along(slices.MaxFunc(figures, byPlace))
	line := figures[0].col
	if wide {
		line = figures[0].row
	}
	var after, before *Own
	nearestAfter, nearestBefore := 0, -1
	for _, at := range s.compared(line, wide) {
		row, col := at, line
		if wide {
			row, col = line, at
		}
		c := s.tab.At(row, col)
		n, ok := plain(&c)
		if !ok {
			continue
		}
		o := &Own{Label: s.label(row, col, wide), Cell: grid.Address(row, col), Value: n}
		switch {
		case at > last && (after == nil || at < nearestAfter):
			after, nearestAfter = o, at
		case at < first && at > nearestBefore:
			before, nearestBefore = o, at
		}
	}
	if after != nil {
		return after
	}
	return before
}

// compared gives the rows of a column, or the columns of a row, whose cells were
// held against others.
func (s *frame) compared(line int, wide bool) (all []int) {
	for i := range s.reading.Account {
		a := &s.reading.Account[i]
		x, ok := rangeOf(a.Cell)
		if !ok || a.Tab != s.tab.Title || a.As != office.AsCompared {
			continue
		}
		switch {
		case wide && x.Row <= line && line < x.EndRow:
			all = append(all, x.Col)
		case !wide && x.Col == line:
			for row := x.Row; row < x.EndRow; row++ {
				all = append(all, row)
			}
		}
	}
	return all
}

// label is the text by which a sheet calls a total: the first of its row, or the
// nearest above it.
func (s *frame) label(row, col int, wide bool) string {
	if wide {
		for r := row - 1; r >= 0; r-- {
			if c := s.tab.At(r, col); c.Kind == grid.Text && strings.TrimSpace(c.Text) != "" {
				return Shown(&c)
			}
		}
		return ""
	}
	for k := range col {
		if c := s.tab.At(row, k); c.Kind == grid.Text && strings.TrimSpace(c.Text) != "" {
			return Shown(&c)
		}
	}
	return ""
}
