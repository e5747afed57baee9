package grid

import (
	"strconv"
	"strings"
)

// A Range is a rectangle of cells, indexes from 0, the ends exclusive.
type Range struct {
	Row, Col, EndRow, EndCol int
}

// Contains reports whether the cell lies in the range.
func (r Range) Contains(row, col int) bool {
	return row >= r.Row && row < r.EndRow && col >= r.Col && col < r.EndCol
}

// String gives the range in A1 notation, such as "B2:C4"; one cell is "B2".
func (r Range) String() string {
	from, to := Address(r.Row, r.Col), Address(r.EndRow-1, r.EndCol-1)
	if from == to {
		return from
	}
	return from + ":" + to
}

// Address gives a cell's A1 address from its row and column (from 0).
func Address(row, col int) string {
	return ColumnName(col) + strconv.Itoa(row+1)
}

// ColumnName gives a column's letters from its index: 0 is A, 26 is AA.
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		i--
		b[i] = byte('A' + (n-1)%26)
	}
	return string(b[i:])
}

// ParseColumn gives a column's index from its letters, whatever their case.
func ParseColumn(letters string) (int, bool) {
	if letters == "" || len(letters) > 3 {
		return 0, false
	}
	n := 0
	for _, c := range strings.ToUpper(letters) {
		if c < 'A' || c > 'Z' {
			return 0, false
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, true
}

// ParseAddress gives the row and column (from 0) of an A1 address.
func ParseAddress(a1 string) (row, col int, ok bool) {
	i := strings.IndexAny(a1, "0123456789")
	if i <= 0 {
		return 0, 0, false
	}
	col, ok = ParseColumn(a1[:i])
	if !ok {
		return 0, 0, false
	}
	n, err := strconv.Atoi(a1[i:])
	if err != nil || n < 1 {
		return 0, 0, false
	}
	return n - 1, col, true
}
