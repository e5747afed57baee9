package workbook

import (
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"tonghop/model/book"
)

// columnWidth turns a width in characters of the body's text into excelize's
// unit, the figures of the default font, with the room that Excel keeps free
// beside them.
func columnWidth(chars int) float64 {
	return min(float64(chars)+0.7, excelize.MaxColumnWidth)
}

// heights estimates the rows of a tab: neither excelize nor LibreOffice
// computes the height of a row of wrapped text, and Excel does not either for
// merged cells, so that it would be cut off in print.
type heights struct {
	tab   *book.Tab
	spans map[[2]int]book.Merge // merged areas by their first cell
	lines map[wrapping]int      // of texts met before: names come back in every row
}

// wrapping is a text in a room of so many ems.
type wrapping struct {
	text string
	room float64
}

func newHeights(tab *book.Tab) *heights {
	h := &heights{tab: tab, spans: make(map[[2]int]book.Merge), lines: map[wrapping]int{}}
	for _, m := range tab.Merges {
		h.spans[[2]int{m.Row, m.Col}] = m
	}
	return h
}

// of gives the height of a row in points; 0 leaves it to the program that
// opens the file, which is right for one line of the body's text.
func (h *heights) of(row int) float64 {
	r := &h.tab.Rows[row]
	if r.Height > 0 {
		return min(r.Height, excelize.MaxRowHeight)
	}
	height := 0.0
	for col := range r.Cells {
		c := &r.Cells[col]
		if c.Kind != book.Text {
			continue
		}
		m, merged := h.spans[[2]int{row, col}]
		if merged && m.EndRow-m.Row > 1 {
			continue // its lines are spread over several rows
		}
		size := float64(max(c.Style.Size, 0))
		if size == 0 {
			size = bodySize
		}
		lines := 1
		if c.Style.Wrap {
			lines = h.wrapped(wrapping{c.Text, h.room(row, col, size)})
		}
		if lines > 1 || size > bodySize {
			height = max(height, float64(lines)*size*1.32+2)
		}
	}
	return min(height, excelize.MaxRowHeight)
}

func (h *heights) wrapped(w wrapping) int {
	n, ok := h.lines[w]
	if !ok {
		n = wrappedLines(w.text, w.room)
		h.lines[w] = n
	}
	return n
}

// room is the width of a cell, or of the area that it is merged over, in ems
// of text of a size.
func (h *heights) room(row, col int, size float64) float64 {
	end := col + 1
	if m, ok := h.spans[[2]int{row, col}]; ok {
		end = m.EndCol
	}
	const usual, digit = 8.43, 0.5 // Excel's own width of a column; a figure in ems
	width := 0.0
	for ; col < end; col++ {
		if col < len(h.tab.Widths) {
			width += float64(h.tab.Widths[col])
		} else {
			width += usual
		}
	}
	return width * digit * bodySize / size
}

// wrappedLines counts the lines that a text takes in a room of so many ems,
// broken between words, and inside those that are too long for a line.
func wrappedLines(s string, room float64) int {
	lines := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines++
		used := 0.0
		for word := range strings.FieldsSeq(paragraph) {
			w := textWidth(word)
			if used > 0 && used+spaceWidth+w > room {
				lines++
				used = 0
			}
			for ; w > room && room > 1; w -= room {
				lines++
			}
			used += w + spaceWidth
		}
	}
	return lines
}

const spaceWidth = 0.25

// textWidth estimates the width of a text in Times New Roman, in ems. Marks
// above and below a letter take no room of their own.
func textWidth(s string) float64 {
	w := 0.0
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("iljtfr.,:;'!|()[]/-", r):
			w += 0.33
		case r == 'm' || r == 'w' || r == 'M' || r == 'W' || r == '%' || r == '@':
			w += 0.85
		case unicode.IsUpper(r):
			w += 0.69
		default:
			w += 0.5
		}
	}
	return w
}
