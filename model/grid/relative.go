package grid

import (
	"strconv"
	"strings"
)

// In the canonical form a formula's relative rows are counted from its own, so
// that a row which moved has the bytes that it had. The mark stands before such
// a number; no formula of a spreadsheet holds that character.
const relativeMark = '\x01'

// relative writes the relative rows of a formula that stands in a row (from 0)
// as distances.
func relative(f string, row int) string {
	f = strings.ReplaceAll(f, string(relativeMark), "␁")
	var b strings.Builder
	done := 0
	for {
		ref, ok := nextRef(f, done)
		if !ok {
			b.WriteString(f[done:])
			return b.String()
		}
		b.WriteString(f[done:ref.rowFrom])
		if n, err := strconv.Atoi(f[ref.rowFrom:ref.rowEnd]); err == nil && !ref.fixedRow {
			b.WriteByte(relativeMark)
			b.WriteString(strconv.Itoa(n - 1 - row))
		} else {
			b.WriteString(f[ref.rowFrom:ref.rowEnd])
		}
		done = ref.rowEnd
	}
}

// absolute is the way back.
func absolute(f string, row int) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(f, string(relativeMark))
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		n := 0
		for n < len(after) && (after[n] >= '0' && after[n] <= '9' || n == 0 && after[n] == '-') {
			n++
		}
		if d, err := strconv.Atoi(after[:n]); err == nil && d > -maxDistance && d < maxDistance {
			b.WriteString(strconv.Itoa(d + 1 + row))
		} else {
			b.WriteByte(relativeMark)
			b.WriteString(after[:n])
		}
		f = after[n:]
	}
}

// maxDistance is above any number of rows of seven digits.
const maxDistance = 10_000_000
