package official

import (
	"errors"
	"slices"

	"tonghop/model"
)

// check finds the sheet's marked rows, its block and its pinned columns, and
// holds every placeholder against the place where it stands.
func (s *sheet) check(d *data) error {
	var faults []error
	say := func(a at, format string, args ...any) { faults = append(faults, s.fault(a, format, args...)) }

	s.checkFormulas(say)
	s.findMarks(say)
	if s.unitRow == 0 {
		s.missingMark(say)
		return errors.Join(append(faults, s.missingSheetMark())...)
	}
	s.findColumns(d, say)
	s.spread()
	for _, a := range s.ordered() {
		s.checkCell(a, say)
	}
	s.checkBand(say)
	if s.name == sheetReport && s.block.n() == 0 && len(s.pins) == 0 {
		say(at{s.unitRow, 1}, "the row of units prints no figure; expected {{so_lieu}} in a cell of it")
	}
	return errors.Join(faults...)
}

func (s *sheet) findMarks(say func(at, string, ...any)) {
	seen := map[string]at{}
	for _, a := range s.ordered() {
		for _, m := range s.cells[a].marks {
			if first, twice := seen[m]; twice {
				say(a, "a second row is marked %s, beside the one at %s; expected one a sheet", braced(m), cellName(first.col, first.row))
				continue
			}
			seen[m] = a
		}
	}
	s.unitRow, s.bandRow = seen[markUnit].row, seen[markIndicator].row
	if a, ok := seen[markIndicator]; ok && s.unitRow != 0 && a.row >= s.unitRow {
		say(a, "%s must stand above the row marked %s", braced(markIndicator), braced(markUnit))
		s.bandRow = 0
	}
}

// missingMark names every cell that lacks its marked row.
func (s *sheet) missingMark(say func(at, string, ...any)) {
	for _, a := range s.ordered() {
		if c := s.cells[a]; c.needs() != 0 {
			say(a, "%q needs a row that repeats; expected a row that begins with %s", c.text, braced(markUnit))
		}
	}
}

// missingSheetMark: the three sheets of a form each repeat a row; others need
// not.
func (s *sheet) missingSheetMark() error {
	if !slices.Contains([]string{sheetReport, sheetDaily, sheetTimely}, s.name) {
		return nil
	}
	return &FormError{Sheet: s.name, Fault: "no row is marked; expected one row of units that begins with " + braced(markUnit)}
}

// findColumns finds the block and the pinned columns in the row of units.
func (s *sheet) findColumns(d *data, say func(at, string, ...any)) {
	for col := 1; col <= s.cols; col++ {
		a := at{s.unitRow, col}
		c := s.cells[a]
		if c == nil {
			continue
		}
		for _, t := range c.tokens {
			if t.id != "" {
				s.pin(d, a, t.id, say)
			}
		}
		days := c.says("so_lieu_ngay")
		if !days && (s.bandRow != 0 || s.pinned(col) || !c.says("so_lieu")) {
			continue
		}
		switch {
		case s.block.n() == 0:
			s.block = block{span{col, col}, days}
		case s.block.last == col-1 && s.block.days == days:
			s.block.last = col
		default:
			say(a, "a second block of figures, apart from the one at %s; expected neighbouring columns, or {{so_lieu:ID}}", cellName(s.block.first, s.unitRow))
		}
	}
}

// spread gives each column of the block the text that the form wrote once over
// several of them, merged.
func (s *sheet) spread() {
	for _, m := range s.merges {
		c := s.cells[at{m.row, m.col}]
		if c == nil || !s.block.has(m.col) || c.needs()&(needIndicator|needDay) == 0 {
			continue
		}
		for col := m.col + 1; col <= min(m.endCol, s.block.last); col++ {
			s.cells[at{m.row, col}] = c
		}
	}
}

func (s *sheet) pinned(col int) bool { _, ok := s.pins[col]; return ok }

func (s *sheet) pin(d *data, a at, id string, say func(at, string, ...any)) {
	i := slices.IndexFunc(d.Programme.Indicators, func(x model.Indicator) bool { return x.ID == id })
	if i < 0 {
		var ids []string
		for _, x := range d.Programme.Indicators {
			ids = append(ids, x.ID)
		}
		if near := nearest(id, ids); near != "" {
			say(a, "unknown indicator %q; did you mean %q?", id, near)
			return
		}
		say(a, "unknown indicator %q; expected one of %q", id, ids)
		return
	}
	s.pins[a.col] = i
}

// checkCell holds a cell's words against what its row and column stand for.
func (s *sheet) checkCell(a at, say func(at, string, ...any)) {
	c := s.cells[a]
	needs := c.needs()
	inBand := s.bandRow != 0 && s.band().has(a.row)
	switch {
	case needs&needUnit != 0 && a.row != s.unitRow:
		say(a, "%q belongs in the row of units, row %d", c.text, s.unitRow)
	case needs&needDay != 0 && !(s.block.days && s.block.has(a.col)):
		say(a, "%q belongs in a column whose row of units says {{so_lieu_ngay}}", c.text)
	case needs&needIndicator != 0 && !inBand && !s.pinned(a.col) && (s.block.days || !s.block.has(a.col)):
		say(a, "%q belongs in a column whose row of units says {{so_lieu}}, or in a section marked %s", c.text, braced(markIndicator))
	}
}

// checkBand refuses merged cells that could not be repeated row by row.
func (s *sheet) checkBand(say func(at, string, ...any)) {
	band := s.band()
	for _, m := range s.merges {
		if m.row != m.endRow && m.row <= band.last && m.endRow >= band.first {
			say(at{m.row, m.col}, "merged cells reach over several rows, one of which repeats (row %d); expected each row by itself", s.unitRow)
		}
	}
}

// checkFormulas refuses formulas: they would neither follow the rows that
// repeat nor have a value until something calculates them.
func (s *sheet) checkFormulas(say func(at, string, ...any)) {
	for row := 1; row <= s.rows; row++ {
		for col := 1; col <= s.cols; col++ {
			if s.formula[at{row, col}] {
				say(at{row, col}, "a formula; expected a text or a placeholder such as {{tong:so_lieu}}, which brings its formula along")
			}
		}
	}
}
