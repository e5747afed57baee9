package workbook

import (
	"io"
	"strconv"
	"strings"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// A rowWriter writes a tab's rows straight into its part of the zip, each as
// it comes, so that neither their XML nor any cell of it stands in memory.
// excelize writes all that is around them: its own rows take four times as
// long and pass through a buffer of the whole part.
type rowWriter struct {
	tab     *book.Tab
	styles  *styles // which has made every style of the tab
	heights *heights
	columns []string // letters, by index
	line    []byte
}

// flushAt is how many bytes of rows are handed on at once.
const flushAt = 1 << 15

// WriteTo writes the <row> elements of the tab.
func (r *rowWriter) WriteTo(w io.Writer) (written int64, err error) {
	flush := func() error {
		n, err := w.Write(r.line)
		written += int64(n)
		r.line = r.line[:0]
		return err
	}
	for i := range r.tab.Rows {
		if r.row(i); len(r.line) >= flushAt {
			if err := flush(); err != nil {
				return written, err
			}
		}
	}
	return written, flush()
}

func (r *rowWriter) row(i int) {
	r.line = append(r.line, `<row r="`...)
	r.line = strconv.AppendInt(r.line, int64(i)+1, 10)
	if h := r.heights.of(i); h > 0 {
		r.line = append(r.line, `" ht="`...)
		r.line = strconv.AppendFloat(r.line, h, 'f', -1, 64)
		r.line = append(r.line, `" customHeight="1`...)
	}
	r.line = append(r.line, `">`...)
	cells := r.tab.Rows[i].Cells
	for col := range cells {
		r.cell(i, col, &cells[col])
	}
	r.line = append(r.line, `</row>`...)
}

func (r *rowWriter) cell(row, col int, c *book.Cell) {
	for len(r.columns) <= col {
		r.columns = append(r.columns, grid.ColumnName(len(r.columns)))
	}
	r.line = append(r.line, `<c r="`...)
	r.line = append(r.line, r.columns[col]...)
	r.line = strconv.AppendInt(r.line, int64(row)+1, 10)
	r.line = append(r.line, `" s="`...)
	r.line = strconv.AppendInt(r.line, int64(r.styles.of(col, c)), 10)
	switch c.Kind {
	case book.Text:
		// A text in its place is a text for good: no program takes it for a
		// formula or a number.
		r.line = append(r.line, `" t="inlineStr"><is><t xml:space="preserve">`...)
		r.line = appendText(r.line, cleanText(c.Text))
		r.line = append(r.line, `</t></is></c>`...)
	case book.Number, book.Date:
		r.line = append(r.line, `"><v>`...)
		r.line = strconv.AppendInt(r.line, c.Number, 10)
		r.line = append(r.line, `</v></c>`...)
	case book.Percent:
		r.line = append(r.line, `"><v>`...)
		r.line = strconv.AppendFloat(r.line, c.Value(), 'f', -1, 64)
		r.line = append(r.line, `</v></c>`...)
	default:
		r.line = append(r.line, `"/>`...)
	}
}

// appendText writes the characters of a cleaned text. A word that looks like
// an escaped character, "_x0041_", is meant literally and says so by escaping
// its underscore (ECMA-376 part 1, 22.9.2.19).
func appendText(b []byte, s string) []byte {
	for from := 0; ; {
		at := strings.IndexAny(s[from:], "&<>\"\t\n_")
		if at < 0 {
			return append(b, s[from:]...)
		}
		at += from
		b = append(b, s[from:at]...)
		switch c := s[at]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&#34;"...)
		case '\t':
			b = append(b, "&#x9;"...)
		case '\n':
			b = append(b, "&#xA;"...)
		default:
			if isEscaped(s[at:]) {
				b = append(b, "_x005F"...)
			}
			b = append(b, c)
		}
		from = at + 1
	}
}

// isEscaped reports whether a text begins with such a word.
func isEscaped(s string) bool {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
