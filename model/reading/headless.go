package reading

import (
	"slices"
)

// headlessAt reads a table whose days are headed by nothing that is known: a
// run of days in a column, from a row on.
func (sc *scan) headlessAt(i int) bool {
	row := sc.sh.rows[i]
	for col := range sc.sh.width(row) {
		if sc.sh.at(row, col) != isDate || !sc.free(row, col) {
			continue
		}
		few := sc.runLength(i, col) < minAxis
		w := window{days: []int{col}, right: max(sc.sh.wide, col+1), headless: true, from: row}
		for c := col + 1; c < sc.sh.width(row); c++ {
			if sc.sh.at(row, c) == isDate && sc.free(row, c) && sc.runLength(i, c) >= minAxis && sc.figuresBetween(row, col, c) {
				w.right = c
				break
			}
		}
		for c := range col {
			if !sc.free(row, c) {
				w.left = c + 1
			}
		}
		if sc.headAbove(&w, row) && (!few || sc.measuresIn(&w) >= 2) && sc.long(&w) {
			sc.read++
			sc.leave()
			return true
		}
	}
	return false
}

// measuresIn counts the headings of a window that name indicators.
func (sc *scan) measuresIn(w *window) int {
	n := 0
	for _, h := range sc.sh.headings(w.heads, w.left, w.right) {
		if len(h.path) > 0 && sc.r.names(says(h.path), sc.sh.bare) {
			n++
		}
	}
	return n
}

func (sc *scan) figuresBetween(row, a, b int) bool {
	for col := a + 1; col < b; col++ {
		if sc.sh.at(row, col).figureLike() {
			return true
		}
	}
	return false
}

// runLength counts the days of a column from a row on, as far as is looked.
func (sc *scan) runLength(i, col int) int {
	n := 0
	for _, r := range sc.sh.rows[i:min(i+sampleRows, len(sc.sh.rows))] {
		if sc.sh.at(r, col) == isDate && sc.free(r, col) {
			n++
		}
	}
	return n
}

// headAbove finds a header above the first day of a table: rows of texts right
// above it.
func (sc *scan) headAbove(w *window, row int) bool {
	above := row - 1
	if i := sc.sh.after(row); i > 0 && sc.sh.rows[i-1] >= row-2 {
		above = sc.sh.rows[i-1]
	}
	for r := above; r >= 0 && len(w.heads) < maxHeader && (len(w.heads) == 0 || r == w.heads[0]-1); r-- {
		texts, ok := sc.sh.headLike(r, w.left, w.right)
		if is, _ := sc.sh.isNumbering(r, w.left, w.right); is && len(w.heads) == 0 {
			continue
		}
		if !ok || texts < 2 && len(w.heads) == 0 || !sc.free(r, w.days[0]) {
			break
		}
		if len(w.heads) > 0 && !sc.isParent(w, r) {
			break
		}
		w.heads = slices.Insert(w.heads, 0, r)
	}
	return len(w.heads) > 0
}
