package pack

import (
	"bytes"
	"encoding/binary"
)

// appendRow writes a row that does not stand in the base: as what differs from a
// row of the base where that is much shorter, else as it is. fresh is how many
// such rows stand before it since the last stretch that was taken over.
func (m *matcher) appendRow(b, row []byte, fresh int) []byte {
	best, like, shift := row[:len(row)/2], -1, m.shift
	for _, by := range []int{m.shift, m.shift + 1, 0, 1, -1} {
		i := m.next + fresh - by
		if i < 0 || i >= len(m.rows) {
			continue
		}
		if d, ok := differ(m.rows[i], row, len(best)); ok {
			best, like, shift = d, i, by
		}
	}
	if like < 0 {
		return appendBytes(append(b, 0), row)
	}
	m.shift = shift
	return appendBytes(binary.AppendUvarint(b, uint64(like)+1), best)
}

// row reads what appendRow wrote.
func (r *patchReader) row(base [][]byte) []byte {
	like := r.count(len(base))
	part := r.bytes()
	if like == 0 || r.bad {
		return part
	}
	row, ok := undiffer(base[like-1], part)
	r.bad = r.bad || !ok
	return row
}

// How differ finds together again: so many bytes must be alike, and not further
// away than so many.
const (
	alike = 3
	reach = 24
)

// differ tells how one row is made of another: by turns how many bytes are taken
// over, how many are left out, and what stands in their place. It gives up where
// that takes as many bytes as it may not reach.
func differ(base, row []byte, most int) (b []byte, ok bool) {
	for len(row) > 0 {
		n := common(base, row)
		base, row = base[n:], row[n:]
		skip, fresh := together(base, row)
		b = binary.AppendUvarint(b, uint64(n))
		b = binary.AppendUvarint(b, uint64(skip))
		b = appendBytes(b, row[:fresh])
		if len(b) >= most {
			return nil, false
		}
		base, row = base[skip:], row[fresh:]
	}
	return b, true
}

// together finds how many bytes of each have to be left out for the two to go on
// alike; all of them where they do not.
func together(base, row []byte) (skip, fresh int) {
	for distance := 0; distance <= 2*reach; distance++ {
		for skip := max(0, distance-reach); skip <= min(distance, reach); skip++ {
			fresh := distance - skip
			if skip+alike <= len(base) && fresh+alike <= len(row) && bytes.Equal(base[skip:skip+alike], row[fresh:fresh+alike]) {
				return skip, fresh
			}
		}
	}
	return len(base), len(row)
}

func common(a, b []byte) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// undiffer makes of a row what differ was given.
func undiffer(base, diff []byte) ([]byte, bool) {
	r := patchReader{b: diff}
	var row []byte
	for len(r.b) > 0 && !r.bad {
		n := r.count(len(base))
		row = append(row, base[:n]...)
		base = base[n:]
		skip := r.count(len(base))
		base = base[skip:]
		row = append(row, r.bytes()...)
	}
	return row, !r.bad
}
