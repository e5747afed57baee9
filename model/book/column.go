package book

// A column of a table, described as data.
type column[T any] struct {
	title string
	width int
	cell  func(T) Cell
}

func widths[T any](cols []column[T]) []int {
	w := make([]int, len(cols))
	for i, c := range cols {
		w[i] = c.width
	}
	return w
}

// header adds the columns' titles as a row.
func header[T any](s *sheet, cols []column[T]) {
	cells := make([]Cell, len(cols))
	for i, c := range cols {
		cells[i] = text(c.title, palette.head)
	}
	s.row(cells...)
}

// body adds one row a line.
func body[T any](s *sheet, cols []column[T], lines []T) {
	for _, line := range lines {
		cells := make([]Cell, len(cols))
		for i, c := range cols {
			cells[i] = c.cell(line)
		}
		s.row(cells...)
	}
}

// filtered adds the header and the lines, freezes the header and puts a
// filter over them.
func filtered[T any](s *sheet, cols []column[T], lines []T, frozenCols int) {
	top := len(s.Rows)
	header(s, cols)
	s.freeze(frozenCols)
	body(s, cols, lines)
	s.Filter = &Merge{top, 0, len(s.Rows), len(cols)}
}
