package book

import "strings"

// A sheet gathers the rows of one tab from top to bottom.
type sheet struct {
	Tab
	cols     int
	sections []int // the blank rows that they begin with
}

func newSheet(key, title string, widths []int) *sheet {
	return &sheet{
		Tab:  Tab{Key: key, Title: title, Widths: widths, Landscape: true},
		cols: len(widths),
	}
}

// row adds a row, high enough for its wrapped texts, and gives its index.
func (s *sheet) row(cells ...Cell) int {
	at := len(s.Rows)
	height := 0.0
	for i, c := range cells {
		if i < len(s.Widths) {
			height = max(height, needed(c, s.Widths[i]))
		}
	}
	s.Rows = append(s.Rows, Row{Height: height, Cells: cells})
	return at
}

// wide adds a row whose one cell spans the whole table.
func (s *sheet) wide(c Cell) { s.spanned([]Cell{c}, s.cols) }

// spanned adds a row whose last cell spans the columns up to end. The cells
// under the span carry its style, so that its frame closes.
func (s *sheet) spanned(cells []Cell, end int) {
	last := len(cells) - 1
	width := 0
	for _, w := range s.Widths[last:end] {
		width += w
	}
	c := cells[last]
	for len(cells) < end && c.Style.Border {
		cells = append(cells, Cell{Style: c.Style})
	}
	at := s.row(cells...)
	s.Rows[at].Height = needed(c, width)
	for i := range last {
		s.Rows[at].Height = max(s.Rows[at].Height, needed(cells[i], s.Widths[i]))
	}
	if end-last > 1 {
		s.Merges = append(s.Merges, Merge{at, last, at + 1, end})
	}
}

func (s *sheet) blank() { s.row() }

// heading adds the tab's title and the note under it, and a blank row.
func (s *sheet) heading(title, note string) {
	s.wide(text(title, palette.title))
	s.wide(text(note, palette.note))
	s.blank()
}

func (s *sheet) section(title string) {
	s.sections = append(s.sections, len(s.Rows))
	s.blank()
	s.wide(text(title, palette.section))
}

// freeze keeps the rows so far and the first columns in sight, and repeats
// both on each printed page.
func (s *sheet) freeze(cols int) {
	s.Frozen = Frozen{Rows: len(s.Rows), Cols: cols}
	s.RepeatRows, s.RepeatCols = len(s.Rows), cols
}

// column is a column of the table that begins with a heading row and ends with
// the last row so far.
func (s *sheet) column(top, col int) Ref {
	return Ref{s.Key, Merge{top, col, len(s.Rows), col + 1}}
}

const (
	bodySize   = 11
	lineHeight = 15.0 // of the body's size, in points
)

// needed is the height in points that a text wants in a column so many
// characters wide; 0 where the usual height will do. No renderer measures
// wrapped texts, so the layout has to.
func needed(c Cell, width int) float64 {
	if c.Kind != Text {
		return 0
	}
	size := c.Style.Size
	if size == 0 {
		size = bodySize
	}
	scale := float64(size) / bodySize
	if c.Style.Bold {
		scale *= 1.08
	}
	lines := 1
	if c.Style.Wrap {
		lines = wrapped(c.Text, float64(width)/scale)
	}
	if lines == 1 && size == bodySize {
		return 0
	}
	return float64(lines)*lineHeight*float64(size)/bodySize + 2
}

// wrapped counts the lines that a text breaks into, word by word.
func wrapped(s string, width float64) int {
	lines := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines++
		used := 0.0
		for word := range strings.FieldsSeq(paragraph) {
			n := float64(len([]rune(word)))
			if used > 0 && used+1+n > width {
				lines++
				used = 0
			}
			for n > width && width > 0 {
				lines++
				n -= width
			}
			if used > 0 {
				used++
			}
			used += n
		}
	}
	return lines
}
