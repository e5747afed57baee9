package cells

import (
	"math"
	"strconv"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A stored cell is a <c> as it stands in the file.
type storedCell struct {
	kind    []byte
	style   int
	value   []byte // of <v>
	rich    text   // of <is>
	stated  bool   // a value stands there, though it may be empty
	formula bool
	text    string // the formula's, where it is known
}

// readCell reads one <c> into the row. col is where it stands unless it says
// otherwise, and where it stood afterwards.
func (r *tabReader) readCell(e element, col *int) error {
	var s storedCell // the style is 0 where none is stated
	for list := attrs(e.attrs); ; {
		name, value, ok := list.next()
		if !ok {
			break
		}
		switch string(name) {
		case "r":
			row, c, ok := address(value)
			if !ok || row != r.row || c >= maxCols {
				return fault(office.FaultTruncated, "cell %.20q in row %d", value, r.row+1)
			}
			*col = c
		case "t":
			s.kind = value
		case "s":
			if n, ok := smallInt(value); ok {
				s.style = n
			}
		}
	}
	if err := r.readContent(&s, *col); err != nil {
		return err
	}
	c := r.cellOf(&s)
	return r.put(*col, &c)
}

// address reads an A1 address.
func address(b []byte) (row, col int, ok bool) {
	i, n := 0, 0
	for ; i < len(b) && i < 4; i++ {
		c := b[i] &^ 0x20 // the capital
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	row, ok = smallInt(b[i:])
	return row - 1, n - 1, ok && i > 0 && i < 4 && row >= 1
}

// readContent reads what stands in a <c>.
func (r *tabReader) readContent(s *storedCell, col int) error {
	d := r.doc
	for {
		t, e, _, _, err := d.next()
		switch {
		case err != nil:
			return err
		case t == tokenEnd:
			return nil
		case t == tokenText:
			continue
		}
		switch e.name {
		case "v":
			s.stated = true
			var v []byte
			if v, err = d.text(); err == nil {
				r.value = append(r.value[:0], v...)
				s.value = r.value
			}
		case "is":
			s.stated = true
			s.rich, err = d.richText()
		case "f":
			s.formula = true
			s.text, err = r.readFormula(e, col)
		default:
			err = d.skip()
		}
		if err != nil {
			return err
		}
	}
}

// cellOf gives the cell that a stored one shows.
func (r *tabReader) cellOf(s *storedCell) grid.Cell {
	l := &noStyle
	if s.style < len(r.styles) {
		l = &r.styles[s.style]
	}
	c := grid.Cell{Formula: s.formula}
	var kept string
	if s.stated {
		kept = r.typed(&c, s, l)
	}
	if c.Kind == grid.Text && grid.IsErrorCode(c.Text) {
		c.Kind = grid.Error
	}
	if c.Kind == grid.Text && c.Text == "" && !s.formula {
		c.Kind = grid.Blank
	}
	if c.Empty() {
		return grid.Cell{More: l.ground}
	}
	l.Mark(&c)
	if r.noZeros && c.Kind == grid.Number && c.Number == 0 {
		c.Marks |= grid.Unseen
	}
	if s.formula {
		c.ResultMarks(r.sort(grid.FormulaMarks(s.text)))
	} else {
		c.ResultMarks(0)
	}
	c.More = l.more
	if kept != "" || s.text != "" {
		more := grid.More{Formula: s.text, Kept: kept}
		if l.more != nil {
			more.Format, more.Fill = l.more.Format, l.more.Fill
		}
		c.More = r.intern(more)
	}
	return c
}

// noStyle is the style of a file without styles.
var noStyle style

// sort completes the marks of a formula by what the file asks for.
func (wb *workbook) sort(m grid.Marks) grid.Marks {
	if wb.recalculate {
		m |= grid.Untrusted
	}
	return m
}

// typed gives a cell the stored value of its type (ECMA-376 part 1, 18.18.11).
// A value that does not fit its type is text, so that it is seen.
// It returns what is kept of a text of which parts are struck or raised.
func (r *tabReader) typed(c *grid.Cell, s *storedCell, l *style) (kept string) {
	switch string(s.kind) {
	case "s":
		if len(s.value) == 0 {
			return ""
		}
		i, ok := smallInt(s.value)
		if !ok || i >= len(r.texts) {
			c.Kind, c.Text = grid.Error, brokenText
			return ""
		}
		return r.texts[i].put(c, l.Struck)
	case "str":
		return (&text{plain: unescape(string(s.value))}).put(c, l.Struck)
	case "inlineStr":
		if s.rich.plain == "" && len(s.value) > 0 {
			s.rich = text{plain: unescape(string(s.value))}
		}
		return s.rich.put(c, l.Struck)
	case "e":
		c.Kind, c.Text = grid.Error, string(s.value)
	case "b":
		c.Kind = grid.Bool
		if isTrue(string(s.value)) {
			c.Number = 1
		}
	case "d":
		if n, ok := isoSerial(string(s.value)); ok {
			c.Kind, c.Number = grid.Date, n
			return ""
		}
		c.Kind, c.Text = grid.Text, string(s.value)
	default:
		r.number(c, s.value, l)
	}
	return ""
}

func (r *tabReader) number(c *grid.Cell, value []byte, l *style) {
	if len(value) == 0 {
		return
	}
	n, err := 0.0, error(nil)
	if small, ok := smallInt(value); ok {
		n = float64(small)
	} else if n, err = strconv.ParseFloat(string(value), 64); err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		c.Kind, c.Text = grid.Text, string(value)
		return
	}
	c.Kind, c.Number = grid.Number, n
	if l.Format != nil && l.Format.Date {
		c.Kind, c.Number = grid.Date, r.serial(n)
	}
}

// brokenText stands for a text that the file refers to and does not hold.
const brokenText = "#VALUE!"

// serial turns a stored serial into days since 30 December 1899. The 1904
// system counts from 1 January 1904. The 1900 system has a 29 February 1900,
// which never was: from 1 March 1900 on it agrees, before that it is a day
// behind. What is below 1 is a time of the day without a date; the false day
// itself (60) falls on 28 February.
func (wb *workbook) serial(n float64) float64 { return serial(n, wb.from04) }

func serial(n float64, from04 bool) float64 {
	const days1904 = 1462
	switch {
	case from04:
		return n + days1904
	case n >= 1 && n < 60:
		return n + 1
	}
	return n
}

// isoSerial reads a date of type "d", which strict workbooks may hold.
func isoSerial(s string) (float64, bool) {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05.999999999", time.RFC3339Nano} {
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			at := t.UTC().Add(time.Duration(offset) * time.Second) // the clock as written
			return float64(at.Unix()-epoch.Unix()) / 86400, true
		}
	}
	return 0, false
}
