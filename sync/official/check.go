package official

import (
	"errors"
	"slices"
	"strings"

	"tonghop/model/office"
)

// check finds the sheet's marked rows, its block and its pinned columns, and
// holds every placeholder against the place where it stands.
func (s *sheet) check(p *office.Programme, mark string) error {
	var faults []error
	say := func(a at, code string, args ...any) { faults = append(faults, s.fault(a, code, args...)) }

	s.checkFormulas(say)
	s.findMarks(say)
	if a, ok := s.asksFor(mark); ok {
		say(a, faultOutsideList, s.cells[a].text, braced(mark))
	} else if mark != "" && !s.marked(mark) {
		faults = append(faults, &FormError{Sheet: s.name, Code: faultMarkMissing, Args: []string{braced(mark)}})
	}
	s.findColumns(p, say)
	s.spread()
	for _, a := range s.ordered() {
		s.checkCell(a, mark, say)
	}
	s.checkBands(say)
	if mark == markUnit && s.unitRow != 0 && s.name != sheetTimely && s.block.n() == 0 && len(s.pins) == 0 && s.bandRow == 0 {
		say(at{s.unitRow, 1}, faultNoFigure)
	}
	return errors.Join(faults...)
}

func (s *sheet) findMarks(say func(at, string, ...any)) {
	seen := map[string]at{}
	for _, a := range s.ordered() {
		for _, m := range s.cells[a].marks {
			if first, twice := seen[m]; twice {
				say(a, faultMarkTwice, braced(m), cellName(first.col, first.row))
				continue
			}
			seen[m] = a
		}
	}
	s.unitRow, s.bandRow, s.typeRow = seen[markUnit].row, seen[markIndicator].row, seen[markType].row
	for _, above := range []string{markIndicator, markType} {
		if a, ok := seen[above]; ok && a.row >= s.unitRow {
			say(a, faultMarkBelow, braced(above), braced(markUnit))
			s.bandRow, s.typeRow = 0, 0
		}
	}
	if s.bandRow != 0 && s.typeRow != 0 {
		say(seen[markType], faultMarksClash, braced(markType), braced(markIndicator))
		s.typeRow = 0
	}
	for mark, a := range seen {
		switch {
		case !isList(mark):
		case s.repeats(a.row):
			say(a, faultMarkInBand, braced(mark))
		default:
			s.lists[a.row] = mark
		}
	}
}

// marked reports whether a row has the mark.
func (s *sheet) marked(mark string) bool {
	for _, c := range s.cells {
		if slices.Contains(c.marks, mark) {
			return true
		}
	}
	return false
}

// asksFor finds the first cell whose words want a row with a mark, where no row
// has it.
func (s *sheet) asksFor(mark string) (at, bool) {
	if mark == "" || s.marked(mark) {
		return at{}, false
	}
	for _, a := range s.ordered() {
		c := s.cells[a]
		if mark == markUnit && c.needs()&needUnit != 0 || slices.ContainsFunc(c.tokens, func(t token) bool { return t.lists(mark) && s.lists[a.row] == "" }) {
			return a, true
		}
	}
	return at{}, false
}

// lists reports whether a token belongs in rows with the mark of a list.
func (t token) lists(mark string) bool {
	return t.word != nil && t.word.list != "" && t.word.list == listOf(mark)
}

// findColumns finds the block and the pinned columns in the row of units, or on
// a sheet without one, in the row of days.
func (s *sheet) findColumns(p *office.Programme, say func(at, string, ...any)) {
	row, figure := s.unitRow, "so_lieu"
	for r, mark := range s.lists {
		if mark == markDay && row == 0 {
			row, figure = r, "tong:so_lieu_ngay"
		}
	}
	for col := 1; row != 0 && col <= s.cols; col++ {
		a := at{row, col}
		c := s.cells[a]
		if c == nil {
			continue
		}
		for _, t := range c.tokens {
			if t.id != "" {
				s.pin(p, a, t.id, say)
			}
		}
		parts := c.says("so_lieu_ngay")
		if !parts && (s.bandRow != 0 || s.pinned(col) || !c.says(figure)) {
			continue
		}
		switch {
		case s.block.n() == 0:
			s.block = block{span{col, col}, parts}
		case s.block.last == col-1 && s.block.parts == parts:
			s.block.last = col
		default:
			say(a, faultTwoBlocks, cellName(s.block.first, row))
		}
	}
}

// spread gives each column of the block the text that the form wrote once over
// several of them, merged.
func (s *sheet) spread() {
	for _, m := range s.merges {
		c := s.cells[at{m.row, m.col}]
		if c == nil || !s.block.has(m.col) || c.needs()&(needIndicator|needPart) == 0 {
			continue
		}
		for col := m.col + 1; col <= min(m.endCol, s.block.last); col++ {
			s.cells[at{m.row, col}] = c
		}
	}
}

func (s *sheet) pinned(col int) bool { _, ok := s.pins[col]; return ok }

func (s *sheet) pin(p *office.Programme, a at, id string, say func(at, string, ...any)) {
	var ids []string
	for _, x := range p.Indicators {
		ids = append(ids, x.ID)
	}
	i := slices.Index(ids, id)
	switch near := nearest(id, ids); {
	case i >= 0:
		s.pins[a.col] = i
	case near != "":
		say(a, faultIndicatorNear, id, near)
	default:
		say(a, faultIndicator, id, strings.Join(ids, ", "))
	}
}

// checkCell holds a cell's words against what its row and column stand for. A
// mark that the sheet must have and has not is told once, not in each cell that
// wants it.
func (s *sheet) checkCell(a at, mark string, say func(at, string, ...any)) {
	c := s.cells[a]
	if c.slip {
		return
	}
	needs := c.needs()
	inBand := s.bandRow != 0 && s.bandAt(a.row).mark == markUnit
	told := mark != "" && !s.marked(mark)
	for _, t := range c.tokens {
		if t.word != nil && t.word.list != "" && listOf(s.lists[a.row]) != t.word.list && !(told && t.lists(mark)) {
			say(a, faultOutsideList, c.text, braced(t.word.list))
			return
		}
	}
	switch {
	case needs == needIndicator && s.unitRow == 0 && s.block.has(a.col):
	case needs != 0 && s.unitRow == 0 && told && mark == markUnit:
	case needs != 0 && s.unitRow == 0:
		say(a, faultOutsideList, c.text, braced(markUnit))
	case needs&needUnit != 0 && a.row != s.unitRow:
		say(a, faultOutsideUnits, c.text, s.unitRow)
	case needs&needPart != 0 && !(s.block.parts && s.block.has(a.col)):
		say(a, faultOutsidePart, c.text)
	case needs&needIndicator != 0 && !inBand && !s.pinned(a.col) && (s.block.parts || !s.block.has(a.col)):
		say(a, faultOutsideItem, c.text, braced(markIndicator))
	}
}

// checkBands refuses merged cells that could not be repeated row by row.
func (s *sheet) checkBands(say func(at, string, ...any)) {
	for _, m := range s.merges {
		for row := m.row; m.row != m.endRow && row <= m.endRow; row++ {
			if s.repeats(row) {
				say(at{m.row, m.col}, faultMergedRows, row)
				break
			}
		}
	}
}

// checkFormulas refuses formulas: they would neither follow the rows that
// repeat nor have a value until something calculates them.
func (s *sheet) checkFormulas(say func(at, string, ...any)) {
	for row := 1; row <= s.rows; row++ {
		for col := 1; col <= s.cols; col++ {
			if s.formula[at{row, col}] {
				say(at{row, col}, faultFormula)
			}
		}
	}
}
