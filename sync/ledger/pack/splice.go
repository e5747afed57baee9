// Package pack makes tabs small: as what differs from another tab in its rows, and
// compressed. It knows nothing of where they are kept.
package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"

	"tonghop/model/grid"
)

// Splice tells how a tab's rows are made of those of another: by turns the rows
// that stand in this one alone, and a stretch that is taken over. It does not
// matter where the rows stand, so that a table that grows at its top costs
// little more than one that grows at its end: rows that moved down are told by
// what differs in them, such as the numbers in their formulas. Both are of one
// edition.
func Splice(base, c grid.Canon) []byte {
	b := appendBytes([]byte{c.Edition}, c.Head)
	m := newMatcher(base.Rows)
	for i := 0; i < len(c.Rows); {
		first := i
		from, n := 0, 0
		for i < len(c.Rows) {
			if from, n = m.match(c.Rows[i:], i-first); n > 0 {
				break
			}
			i++
		}
		b = binary.AppendUvarint(b, uint64(i-first))
		for j, row := range c.Rows[first:i] {
			b = m.appendRow(b, row, j)
		}
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(n)), uint64(from))
		i += n
		m.next = from + n
	}
	return b
}

func appendBytes(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}

// A matcher finds where rows stand in a base.
type matcher struct {
	rows [][]byte
	at   map[string][]int // ascending, by the row
	next int              // what followed on the last stretch that was taken over
	// shift is how much further down the rows that differ a little stand now.
	shift int
}

func newMatcher(rows [][]byte) *matcher {
	m := &matcher{rows: rows, at: make(map[string][]int, len(rows))}
	for i, row := range rows {
		m.at[string(row)] = append(m.at[string(row)], i)
	}
	return m
}

// match gives the stretch of the base that some rows begin with; n is 0 where
// the base does not have even the first of them. Rows that stand in it more than
// once are taken where they are expected: where the fresh ones before them were
// put in, or took the place of as many.
func (m *matcher) match(rows [][]byte, fresh int) (from, n int) {
	at := m.at[string(rows[0])]
	if len(at) == 0 {
		return 0, 0
	}
	later := sort.SearchInts(at, m.next)
	from = at[min(later, len(at)-1)]
	if i := m.next + fresh; i < len(m.rows) && bytes.Equal(m.rows[i], rows[0]) && from != m.next {
		from = i
	}
	for n < len(rows) && from+n < len(m.rows) && bytes.Equal(rows[n], m.rows[from+n]) {
		n++
	}
	return from, n
}

// ErrUnreadable tells that bytes are not what was packed.
var ErrUnreadable = errors.New("not what was packed")

// Unsplice makes of a base what Splice was given. The rows refer to both.
func Unsplice(base grid.Canon, patch []byte) (grid.Canon, error) {
	r := patchReader{b: patch}
	c := grid.Canon{Edition: r.byte()}
	c.Head = r.bytes()
	for len(r.b) > 0 && !r.bad {
		for fresh := r.count(len(r.b)); fresh > 0 && !r.bad; fresh-- {
			c.Rows = append(c.Rows, r.row(base.Rows))
		}
		n, from := r.count(len(base.Rows)), r.count(len(base.Rows))
		if from+n > len(base.Rows) {
			r.bad = true
			break
		}
		c.Rows = append(c.Rows, base.Rows[from:from+n]...)
	}
	if r.bad {
		return grid.Canon{}, fmt.Errorf("%w: its rows do not fit those that they rest on", ErrUnreadable)
	}
	return c, nil
}

// A patchReader reads what Splice wrote; bad is that it cannot be.
type patchReader struct {
	b   []byte
	bad bool
}

func (r *patchReader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

// count reads a number that is not above most.
func (r *patchReader) count(most int) int {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > uint64(most) {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *patchReader) bytes() []byte {
	n := r.count(len(r.b))
	if n > len(r.b) { // the count itself took a byte
		r.bad, r.b = true, nil
		return nil
	}
	part := r.b[:n:n]
	r.b = r.b[n:]
	return part
}
