package grid

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Edition is the edition in which tabs are encoded now. It grows when the grid
// learns of something that the editions before could not carry; what they could
// not carry is unknown of the tabs that they encode, not absent.
const Edition = 1

// ErrEdition is the error of bytes whose edition this program does not know.
var ErrEdition = errors.New("an edition of the canonical form that this program does not know")

// A Canon is a tab in its canonical form: equal tabs give equal bytes,
// whichever source they come from. A row's bytes rest on nothing outside the row,
// nor on its place (formulas count rows from their own), so that a tab may be
// kept as what differs from another in its rows. Rows of
// different editions never go into one Canon.
type Canon struct {
	Edition byte
	// Head is all of the tab but its rows.
	Head []byte
	Rows [][]byte
}

// Canon encodes the tab in today's edition. Rows lose the wholly blank cells at
// their ends and the tab its empty last rows, merges and hidden rows come in
// ascending order, and texts are made clean (CleanText).
func (t *Tab) Canon() Canon {
	c := Canon{Edition: Edition, Head: t.appendHead(nil)}
	rows := t.Rows
	for len(rows) > 0 && len(trimmed(rows[len(rows)-1])) == 0 && t.fields(len(rows)-1) == 0 {
		rows = rows[:len(rows)-1]
	}
	if len(rows) == 0 {
		return c
	}
	c.Rows = make([][]byte, len(rows))
	var buf []byte
	ends := make([]int, len(rows))
	for i, row := range rows {
		buf = t.appendRow(buf, i, row)
		ends[i] = len(buf)
	}
	from := 0
	for i, end := range ends {
		c.Rows[i] = buf[from:end:end]
		from = end
	}
	return c
}

// Canonical is the tab's canonical form in one piece, which Decode reads.
func (t *Tab) Canonical() []byte { return t.Canon().Bytes() }

// Hash identifies the tab by everything in it.
func (t *Tab) Hash() [sha256.Size]byte { return t.Canon().Hash() }

// Bytes is the canonical form in one piece, which ParseCanon reads.
func (c Canon) Bytes() []byte {
	n := 16 + len(c.Head)
	for _, r := range c.Rows {
		n += len(r) + 3
	}
	b := appendBytes(append(make([]byte, 0, n), c.Edition), c.Head)
	b = binary.AppendUvarint(b, uint64(len(c.Rows)))
	for _, r := range c.Rows {
		b = appendBytes(b, r)
	}
	return b
}

// Hash is the SHA-256 of the canonical form in one piece.
func (c Canon) Hash() [sha256.Size]byte { return sha256.Sum256(c.Bytes()) }

// The first byte of a tab's head.
const (
	headHidden = 1 << iota
	headDamaged
	headFields
)

func (t *Tab) appendHead(b []byte) []byte {
	var flags byte
	if t.Hidden {
		flags |= headHidden
	}
	if t.Damage != "" {
		flags |= headDamaged
	}
	if t.Fields != nil {
		flags |= headFields
	}
	b = binary.AppendVarint(append(b, flags), t.ID)
	b = appendText(b, t.Title)
	if t.Damage != "" {
		b = appendText(b, t.Damage)
	}
	merges := slices.SortedFunc(slices.Values(t.Merges), compareRanges)
	merges = slices.Compact(merges)
	b = binary.AppendUvarint(b, uint64(len(merges)))
	row := 0
	for _, m := range merges {
		b = appendUints(b, m.Row-row, m.Col, m.EndRow-m.Row, m.EndCol-m.Col)
		row = m.Row
	}
	b = appendIndexes(b, t.HiddenRows)
	b = appendIndexes(b, t.FilteredRows)
	return appendIndexes(b, t.HiddenCols)
}

func compareRanges(a, b Range) int {
	return cmp.Or(a.Row-b.Row, a.Col-b.Col, a.EndRow-b.EndRow, a.EndCol-b.EndCol)
}

// appendIndexes writes how many there are, and how far each is from the one
// before it.
func appendIndexes(b []byte, list []int) []byte {
	list = slices.Compact(slices.Sorted(slices.Values(list)))
	b = binary.AppendUvarint(b, uint64(len(list)))
	from := 0
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n-from))
		from = n + 1
	}
	return b
}

func (t *Tab) fields(row int) int {
	if row >= len(t.Fields) {
		return 0
	}
	return t.Fields[row]
}

// trimmed is a row without the wholly blank cells at its end.
func trimmed(row []Cell) []Cell {
	for len(row) > 0 && row[len(row)-1].Equal(Cell{}) {
		row = row[:len(row)-1]
	}
	return row
}

func (t *Tab) appendRow(b []byte, i int, row []Cell) []byte {
	if t.Fields != nil {
		b = binary.AppendUvarint(b, uint64(t.fields(i)))
	}
	row = trimmed(row)
	b = binary.AppendUvarint(b, uint64(len(row)))
	for j := range row {
		b = row[j].append(b, i)
	}
	return b
}

// The first byte of a cell: its kind, and what follows.
const (
	cellKind    = 7
	cellFormula = 1 << 3
	cellMarks   = 1 << 4 // the marks
	cellMore    = 1 << 5 // what few cells have
	cellWhole   = 1 << 6 // the number as a whole one, else as its eight bytes
	cellZero    = 1 << 7 // nothing: no number but 0, an empty text
)

// The first byte of what few cells have.
const (
	moreFormula = 1 << iota
	moreKept
	moreNote
	moreFormat
	moreFill
)

// append encodes a cell: a text where its kind bears one, a number where it
// bears that.
func (c *Cell) append(b []byte, row int) []byte {
	at := len(b)
	b = append(b, byte(c.Kind)&cellKind)
	if c.Formula {
		b[at] |= cellFormula
	}
	switch c.Kind {
	case Text, Error:
		if c.Text == "" {
			b[at] |= cellZero
		} else {
			b = appendText(b, c.Text)
		}
	case Number, Date, Bool:
		whole := int64(c.Number)
		switch {
		case math.Float64bits(c.Number) == 0:
			b[at] |= cellZero
		case float64(whole) == c.Number && whole != 0 && whole > -maxWhole && whole < maxWhole:
			b[at] |= cellWhole
			b = binary.AppendVarint(b, whole)
		default:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(c.Number))
		}
	}
	if c.Marks != 0 {
		b[at] |= cellMarks
		b = binary.AppendUvarint(b, uint64(c.Marks))
	}
	if c.More != nil && *c.More != (More{}) {
		b[at] |= cellMore
		b = c.More.append(b, row)
	}
	return b
}

// maxWhole bounds the whole numbers that a float64 tells apart.
const maxWhole = 1 << 53

func (m *More) append(b []byte, row int) []byte {
	at := len(b)
	b = append(b, 0)
	for i, s := range m.texts() {
		if *s == "" {
			continue
		}
		b[at] |= 1 << i
		text := *s
		if 1<<i == moreFormula {
			text = relative(text, row)
		}
		b = appendText(b, text)
	}
	return b
}

// texts are the fields in the order of their bits.
func (m *More) texts() [5]*string {
	return [...]*string{&m.Formula, &m.Kept, &m.Note, &m.Format, &m.Fill}
}

func appendText(b []byte, s string) []byte {
	s = CleanText(s)
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendBytes(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}

func appendUints(b []byte, list ...int) []byte {
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// Decode reads what Canonical wrote. It takes no other bytes: what it reads,
// Canonical writes again in the same way.
func Decode(b []byte) (Tab, error) {
	c, err := ParseCanon(b)
	if err != nil {
		return Tab{}, err
	}
	return c.Tab()
}

// ParseCanon reads what Bytes wrote, without looking into head and rows. The parts
// refer to b, which must not be changed.
func ParseCanon(b []byte) (Canon, error) {
	if len(b) == 0 {
		return Canon{}, fmt.Errorf("reading a canonical tab: %w", errShort)
	}
	r := reader{b: b[1:]}
	c := Canon{Edition: b[0], Head: r.bytes()}
	n := r.count(1)
	if n > 0 {
		c.Rows = make([][]byte, n)
	}
	for i := range c.Rows {
		c.Rows[i] = r.bytes()
	}
	if err := r.end(); err != nil {
		return Canon{}, fmt.Errorf("reading a canonical tab: %w", err)
	}
	return c, nil
}
