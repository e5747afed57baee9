package grid

import "strings"

// maxSpread bounds the work of following formulas, in cells looked at.
const maxSpread = 4 << 20

// SpreadVolatile marks what rests on the clock or on chance through other cells:
// a date that adds a day to TODAY() in the row above proves no more than that
// does. Formulas are followed within the book, as far as their texts are known.
func (b *Book) SpreadVolatile() {
	s := spread{book: b, volatile: make([]map[[2]int]bool, len(b.Tabs)), left: maxSpread}
	if !s.gather() {
		return
	}
	for range 16 { // most sheets need two: one that marks and one that finds no more
		if !s.round() || s.left < 0 {
			return
		}
	}
}

// A spread follows formulas over a book.
type spread struct {
	book     *Book
	volatile []map[[2]int]bool // by tab: the cells found so far
	left     int
}

// gather collects the cells whose own formulas are volatile.
func (s *spread) gather() (some bool) {
	for i := range s.book.Tabs {
		s.volatile[i] = make(map[[2]int]bool)
		for r, row := range s.book.Tabs[i].Rows {
			for c := range row {
				if row[c].Has(Volatile) {
					s.volatile[i][[2]int{r, c}] = true
					some = true
				}
			}
		}
	}
	return some
}

// round marks what rests on a cell found so far, and reports whether there was
// any such cell.
func (s *spread) round() (some bool) {
	for i := range s.book.Tabs {
		for r, row := range s.book.Tabs[i].Rows {
			for c := range row {
				if f := row[c].FormulaText(); f != "" && !row[c].Has(Volatile) && s.rests(i, f) {
					row[c].Marks |= Volatile
					s.volatile[i][[2]int{r, c}] = true
					some = true
				}
			}
		}
	}
	return some
}

// rests reports whether a formula in a tab refers to a volatile cell.
func (s *spread) rests(tab int, f string) bool {
	for from := 0; ; {
		ref, ok := nextRef(f, from)
		if !ok {
			return false
		}
		at, ok1 := s.tabOf(tab, f[:ref.colFrom])
		area, end, ok2 := areaAt(f, ref)
		from = end
		if ok1 && ok2 && s.meets(at, area) {
			return true
		}
	}
}

// tabOf is the tab that stands before an address, the formula's own where none
// does.
func (s *spread) tabOf(own int, before string) (int, bool) {
	before = strings.TrimSuffix(before, "$")
	name, ok := strings.CutSuffix(before, "!")
	if !ok {
		return own, true
	}
	if inner, quoted := strings.CutSuffix(name, "'"); quoted {
		from := len(inner)
		for from > 0 && (inner[from-1] != '\'' || from > 1 && inner[from-2] == '\'') {
			if inner[from-1] == '\'' {
				from--
			}
			from--
		}
		name = strings.ReplaceAll(inner[from:], "''", "'")
	} else {
		from := len(name)
		for from > 0 && isNameByte(name[from-1]) {
			from--
		}
		name = name[from:]
	}
	for i := range s.book.Tabs {
		if strings.EqualFold(s.book.Tabs[i].Title, name) {
			return i, true
		}
	}
	return 0, false
}

// areaAt is the area that begins with an address, and where it ends.
func areaAt(f string, ref formulaRef) (Range, int, bool) {
	row, col, ok := ref.cell(f)
	area := Range{Row: row, Col: col, EndRow: row + 1, EndCol: col + 1}
	end := ref.rowEnd
	if end+1 < len(f) && f[end] == ':' {
		if to, ok := refAt(f, end+1); ok {
			if row, col, ok := to.cell(f); ok {
				area = Range{min(area.Row, row), min(area.Col, col), max(area.EndRow, row+1), max(area.EndCol, col+1)}
				end = to.rowEnd
			}
		}
	}
	return area, end, ok
}

func (r formulaRef) cell(f string) (row, col int, ok bool) {
	return ParseAddress(f[r.colFrom:r.colEnd] + f[r.rowFrom:r.rowEnd])
}

// meets reports whether a volatile cell lies in an area.
func (s *spread) meets(tab int, area Range) bool {
	set := s.volatile[tab]
	if size := (area.EndRow - area.Row) * (area.EndCol - area.Col); size <= len(set) {
		if s.left -= size; s.left < 0 {
			return false
		}
		for r := area.Row; r < area.EndRow; r++ {
			for c := area.Col; c < area.EndCol; c++ {
				if set[[2]int{r, c}] {
					return true
				}
			}
		}
		return false
	}
	if s.left -= len(set); s.left < 0 {
		return false
	}
	for at := range set {
		if area.Contains(at[0], at[1]) {
			return true
		}
	}
	return false
}
