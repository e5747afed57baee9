package grid

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

var (
	errShort = errors.New("the bytes end too early")
	errForm  = errors.New("the bytes are not in canonical form")
)

// Tab decodes the canonical form.
func (c Canon) Tab() (Tab, error) {
	if c.Edition != Edition {
		return Tab{}, fmt.Errorf("decoding a canonical tab: %w: %d", ErrEdition, c.Edition)
	}
	var t Tab
	r := reader{b: c.Head}
	r.head(&t)
	if err := r.end(); err != nil {
		return Tab{}, fmt.Errorf("decoding the head of a canonical tab: %w", err)
	}
	if len(c.Rows) > 0 {
		t.Rows = make([][]Cell, len(c.Rows))
	}
	known := make(map[More]*More)
	for i, raw := range c.Rows {
		r := reader{b: raw, at: i, known: known}
		t.Rows[i] = r.row(&t)
		if err := r.end(); err != nil {
			return Tab{}, fmt.Errorf("decoding row %d of a canonical tab: %w", i+1, err)
		}
	}
	if n := len(c.Rows); n > 0 && len(t.Rows[n-1]) == 0 && t.fields(n-1) == 0 {
		return Tab{}, fmt.Errorf("decoding row %d of a canonical tab: %w", n, errForm)
	}
	return t, nil
}

// A reader takes bytes from the front. After its first error it gives zeros.
type reader struct {
	b     []byte
	err   error
	at    int // the row being read
	known map[More]*More
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.b = nil
}

func (r *reader) end() error {
	if r.err == nil && len(r.b) > 0 {
		return errForm
	}
	return r.err
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail(errShort)
		return 0
	}
	n := r.b[0]
	r.b = r.b[1:]
	return n
}

func (r *reader) uint() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.fail(errShort)
		return 0
	}
	if size > 1 && r.b[size-1] == 0 {
		r.fail(errForm)
		return 0
	}
	r.b = r.b[size:]
	return n
}

// index is a number that fits an int of a sheet's size.
func (r *reader) index() int {
	n := r.uint()
	if n > math.MaxInt32 {
		r.fail(errForm)
		return 0
	}
	return int(n)
}

// count is the number of things that follow, each of which takes some bytes.
func (r *reader) count(each int) int {
	n := r.uint()
	if n > uint64(len(r.b)/each) {
		r.fail(errShort)
		return 0
	}
	return int(n)
}

func (r *reader) bytes() []byte {
	n := r.count(1)
	part := r.b[:n:n]
	r.b = r.b[n:]
	return part
}

func (r *reader) text() string {
	part := r.bytes()
	s := string(part)
	if !utf8.ValidString(s) || CleanText(s) != s {
		r.fail(errForm)
	}
	return s
}

func (r *reader) varint() int64 {
	n := r.uint()
	return int64(n>>1) ^ -int64(n&1)
}

func (r *reader) head(t *Tab) {
	flags := r.byte()
	if flags >= headFields<<1 {
		r.fail(errForm)
	}
	t.Hidden = flags&headHidden != 0
	t.ID = r.varint()
	t.Title = r.text()
	if flags&headDamaged != 0 {
		if t.Damage = r.text(); t.Damage == "" {
			r.fail(errForm)
		}
	}
	if flags&headFields != 0 {
		t.Fields = []int{}
	}
	t.Merges = r.merges()
	t.HiddenRows = r.indexes()
	t.FilteredRows = r.indexes()
	t.HiddenCols = r.indexes()
}

func (r *reader) merges() []Range {
	n := r.count(4)
	if n == 0 {
		return nil
	}
	list := make([]Range, n)
	row := 0
	for i := range list {
		m := Range{Row: row + r.index(), Col: r.index()}
		m.EndRow, m.EndCol = m.Row+r.index(), m.Col+r.index()
		if i > 0 && compareRanges(list[i-1], m) >= 0 {
			r.fail(errForm)
		}
		list[i], row = m, m.Row
	}
	return list
}

func (r *reader) indexes() []int {
	n := r.count(1)
	if n == 0 {
		return nil
	}
	list := make([]int, n)
	from := 0
	for i := range list {
		list[i] = from + r.index()
		from = list[i] + 1
	}
	return list
}

func (r *reader) row(t *Tab) []Cell {
	if t.Fields != nil {
		t.Fields = append(t.Fields, r.index())
	}
	n := r.count(1)
	if n == 0 {
		return nil
	}
	cells := make([]Cell, n)
	for i := range cells {
		r.cell(&cells[i])
	}
	if cells[n-1] == (Cell{}) {
		r.fail(errForm)
	}
	return cells
}

func (r *reader) cell(c *Cell) {
	flags := r.byte()
	c.Kind = Kind(flags & cellKind)
	c.Formula = flags&cellFormula != 0
	zero, whole := flags&cellZero != 0, flags&cellWhole != 0
	switch c.Kind {
	case Text, Error:
		if whole {
			r.fail(errForm)
		}
		if !zero {
			if c.Text = r.text(); c.Text == "" {
				r.fail(errForm)
			}
		}
	case Number, Date, Bool:
		r.number(c, zero, whole)
	default:
		if c.Kind != Blank || zero || whole {
			r.fail(errForm)
		}
	}
	if flags&cellMarks != 0 {
		n := r.uint()
		if c.Marks = Marks(n); n == 0 || uint64(c.Marks) != n {
			r.fail(errForm)
		}
	}
	if flags&cellMore != 0 {
		c.More = r.more()
	}
}

func (r *reader) number(c *Cell, zero, whole bool) {
	switch {
	case zero && whole:
		r.fail(errForm)
	case zero:
	case whole:
		n := r.varint()
		if n == 0 || n <= -maxWhole || n >= maxWhole {
			r.fail(errForm)
		}
		c.Number = float64(n)
	case len(r.b) < 8:
		r.fail(errShort)
	default:
		bits := binary.LittleEndian.Uint64(r.b)
		r.b = r.b[8:]
		c.Number = math.Float64frombits(bits)
		n := int64(c.Number)
		if bits == 0 || n != 0 && float64(n) == c.Number && n > -maxWhole && n < maxWhole {
			r.fail(errForm)
		}
	}
}

func (r *reader) more() *More {
	flags := r.byte()
	if flags == 0 || flags >= moreFill<<1 {
		r.fail(errForm)
	}
	var m More
	for i, s := range m.texts() {
		if flags&(1<<i) == 0 {
			continue
		}
		if *s = r.text(); *s == "" {
			r.fail(errForm)
		}
	}
	if m.Formula != "" {
		written := m.Formula
		m.Formula = absolute(written, r.at)
		if relative(m.Formula, r.at) != written {
			r.fail(errForm)
		}
	}
	if r.err != nil {
		return nil
	}
	old := r.known[m]
	if old == nil {
		old = &m
		r.known[m] = old
	}
	return old
}
