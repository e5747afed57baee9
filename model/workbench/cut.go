package workbench

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// cut takes the piece of a sheet that shows a question's heading and its latest
// figures, with the day and a neighbour on each side.
func (s *frame) cut(q *office.Question, figures []figure) Cut {
	out := Cut{Tab: s.tab.Title}
	all := figures
	if q.Whole() && !q.Taken {
		figures = s.lines(figures)
	}
	figures = figures[max(0, len(figures)-cutLines):]
	wide := s.wide(figures[0].row, figures[0].col)
	rows, cols := map[int]bool{}, map[int]bool{}
	asked := map[[2]int]bool{}
	if row, col, ok := s.headingOf(q, figures[0], wide); ok {
		rows[row], cols[col], asked[[2]int{row, col}] = true, true, true
	}
	if q.Whole() && !q.Taken {
		s.spread(all, figures, wide, rows, cols, asked)
	}
	t := s.tableAt(figures[0].row, figures[0].col)
	for _, f := range figures {
		rows[f.row], cols[f.col] = true, true
		asked[[2]int{f.row, f.col}] = true
		if wide || q.Whole() && !q.Taken {
			continue
		}
		for k := max(0, f.col-cutBeside); k <= min(f.col+cutBeside, s.tab.Width()-1); k++ {
			cols[k] = true
		}
	}
	if t != nil {
		s.orient(t, figures, wide, rows, cols)
	}
	for _, col := range sorted(cols) {
		out.Cols = append(out.Cols, grid.ColumnName(col))
	}
	for _, row := range sorted(rows) {
		line := CutRow{Number: row + 1}
		for _, col := range sorted(cols) {
			c := s.tab.At(row, col)
			line.Cells = append(line.Cells, CutCell{shownUpTo(&c, maxCut), asked[[2]int{row, col}]})
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}

// lines takes of a whole table's figures one a line, so that the cut shows lines.
func (s *frame) lines(figures []figure) []figure {
	seen := map[int]bool{}
	return slices.DeleteFunc(slices.Clone(figures), func(f figure) bool {
		at := f.row
		if s.wide(f.row, f.col) {
			at = f.col
		}
		was := seen[at]
		seen[at] = true
		return was
	})
}

// spread adds what else stands in the lines of a whole table.
func (s *frame) spread(all, lines []figure, wide bool, rows, cols map[int]bool, asked map[[2]int]bool) {
	for _, f := range all {
		for _, l := range lines {
			if (wide && f.col == l.col || !wide && f.row == l.row) && len(cols) < cutCols {
				rows[f.row], cols[f.col], asked[[2]int{f.row, f.col}] = true, true, true
			}
		}
	}
}

// orient adds what tells a reader where they are: the days and units of a long
// table, the line of days over a wide one.
func (s *frame) orient(t *office.Table, figures []figure, wide bool, rows, cols map[int]bool) {
	head, ok := rangeOf(string(t.Header))
	if !ok {
		return
	}
	if wide {
		for row := head.EndRow - 1; row >= max(head.Row, 0); row-- {
			if c := s.tab.At(row, figures[0].col); !c.Empty() {
				rows[row] = true
				return
			}
		}
		return
	}
	for _, c := range t.Columns {
		if col, ok := grid.ParseColumn(c.At); ok && (c.Role == "date" || c.Role == "unit") {
			cols[col] = true
		}
	}
	if len(rows) == len(figures) { // no heading of its own: that of the table
		rows[head.EndRow-1] = true
	}
}

// headingOf finds the cell in which a question's heading stands.
func (s *frame) headingOf(q *office.Question, f figure, wide bool) (row, col int, ok bool) {
	for i := range q.Places {
		if at := &q.Places[i]; at.Tab == s.tab.Title {
			return s.heading(at.Cell, f.row, f.col, wide)
		}
	}
	return 0, 0, false
}

// heading finds the cell of a heading that is told as an address, a column's letters
// or a row's number.
func (s *frame) heading(cell string, row, col int, wide bool) (int, int, bool) {
	letters, digits := office.SplitCell(cell)
	switch {
	case cell == "":
		return 0, 0, false
	case letters != "" && digits != "":
		return s.climb(cell)
	case letters != "":
		at, ok := grid.ParseColumn(letters)
		t := s.tableAt(row, at)
		if !ok || t == nil {
			return 0, 0, false
		}
		head, ok := rangeOf(string(t.Header))
		for r := head.EndRow - 1; ok && r >= head.Row; r-- {
			if c := s.tab.At(r, at); c.Kind == grid.Text && strings.TrimSpace(c.Text) != "" {
				return r, at, true
			}
		}
		return 0, 0, false
	}
	r, err := strconv.Atoi(digits)
	if err != nil {
		return 0, 0, false
	}
	// Of a row the heading is the longest text before its first figure.
	best := -1
	for k := range max(col, 1) {
		c := s.tab.At(r-1, k)
		if b := s.tab.At(r-1, max(best, 0)); c.Kind == grid.Text && (best < 0 || len(c.Text) > len(b.Text)) {
			best = k
		}
	}
	return r - 1, max(best, 0), best >= 0
}

// climb finds the text that heads a cell of a heading of several rows.
func (s *frame) climb(cell string) (row, col int, ok bool) {
	row, col, ok = grid.ParseAddress(cell)
	for r := row; ok && r >= max(0, row-maxHeading); r-- {
		if c := s.tab.At(r, col); c.Kind == grid.Text && strings.TrimSpace(c.Text) != "" {
			return r, col, true
		}
	}
	return row, col, ok
}

// maxHeading is how many rows above its last a heading may begin.
const maxHeading = 4

func sorted(set map[int]bool) []int {
	var all []int
	for k := range set {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// How much of a cell's text is shown, in letters: in a picture, and in a cut.
const (
	maxShown = 80
	maxCut   = 240
)

// Shown is a cell as people see it, cut where it is long. What stands for a
// citizen's name is left whole (office.Messages.Shown).
func Shown(c *grid.Cell) string { return shownUpTo(c, maxShown) }

func shownUpTo(c *grid.Cell, most int) string {
	switch {
	case c.Has(grid.Masked), strings.Contains(c.Text, office.MaskOpen):
		return grid.CleanText(c.Text)
	case c.Kind == grid.Number && c.Has(grid.Percent):
		return decimal(c.Number*100) + "%"
	case c.Kind == grid.Number:
		return decimal(c.Number)
	case c.Kind == grid.Date:
		return serial(c.Number)
	case c.Kind == grid.Bool:
		return map[bool]string{true: "TRUE", false: "FALSE"}[c.Number != 0]
	}
	text := []rune(strings.Join(strings.Fields(grid.CleanText(c.Text)), " "))
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// decimal writes a number with a comma, without what binary fractions add to it.
func decimal(n float64) string {
	if rounded := math.Round(n*1e9) / 1e9; math.Abs(n) < 1e6 {
		n = rounded
	}
	return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", ",", 1)
}

// serial writes a date as it is written here: 24/6/2020, with its hour where it has
// one, or the hour alone.
func serial(n float64) string {
	if n < 0 || n > 2_958_465 { // the year 9999
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	days := math.Floor(n)
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration((n - days) * 24 * float64(time.Hour))).Round(time.Minute)
	switch {
	case n < 1:
		return t.Format("15:04")
	case t.Hour() == 0 && t.Minute() == 0:
		return t.Format("2/1/2006")
	}
	return t.Format("15:04 2/1/2006")
}
