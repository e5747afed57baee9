package sheetsim

import (
	"slices"
)

// A dimension is a run of rows, or of columns, of a sheet.
type dimension struct {
	sheet      *sheet
	rows       bool
	start, end int
}

// dimensionRange reads a DimensionRange that must lie in the grid.
func (b *book) dimensionRange(o obj) (dimension, *apiError) {
	id, _ := number(o, "sheetId")
	d := dimension{sheet: b.sheetByID(id)}
	if d.sheet == nil {
		return d, invalid("No sheet with id: %d", id)
	}
	switch str(o, "dimension") {
	case majorRows:
		d.rows = true
	case majorColumns:
	default:
		return d, invalid("No dimension specified.")
	}
	d.start, _ = number(o, "startIndex")
	var ok bool
	if d.end, ok = number(o, "endIndex"); !ok {
		d.end = d.size()
	}
	if d.start < 0 || d.end <= d.start {
		return d, invalid("range.endIndex[%d] must be after range.startIndex[%d]", d.end, d.start)
	}
	return d, nil
}

func (d dimension) size() int {
	if d.rows {
		return d.sheet.rows
	}
	return d.sheet.cols
}

func (d dimension) length() int { return d.end - d.start }

// inGrid refuses a run that leaves the grid.
func (d dimension) inGrid() *apiError {
	if d.end > d.size() {
		return invalid("range.endIndex[%d] is beyond the end of the grid[%d]", d.end, d.size())
	}
	return nil
}

func (t *batch) appendDimension(r obj) (obj, *apiError) {
	sh, _, err := t.sheet(r)
	if err != nil {
		return nil, err
	}
	n, _ := number(r, "length")
	if n <= 0 {
		return nil, invalid("length must be positive")
	}
	switch str(r, "dimension") {
	case majorRows:
		sh.rows += n
	case majorColumns:
		sh.cols += n
	default:
		return nil, invalid("No dimension specified.")
	}
	return nil, nil
}

func (t *batch) insertDimension(r obj) (obj, *apiError) {
	d, err := t.b.dimensionRange(child(r, "range"))
	if err != nil {
		return nil, err
	}
	inherit := boolean(r, "inheritFromBefore")
	if d.start > d.size() || (d.start == d.size() && !inherit) {
		return nil, invalid("range.startIndex[%d] must be less than grid size[%d] if inheritFromBefore is false.", d.start, d.size())
	}
	if inherit && d.start == 0 {
		return nil, invalid("inheritFromBefore cannot be true when inserting at the start of the grid")
	}
	if err := t.b.insert(d); err != nil {
		return nil, err
	}
	return nil, nil
}

// insert makes room in a sheet and moves everything behind it. New cells are
// empty; that they inherit formats is not simulated.
func (b *book) insert(d dimension) *apiError {
	s, n := d.sheet, d.length()
	if d.rows {
		s.rows += n
		if d.start < len(s.cells) {
			s.cells = slices.Insert(s.cells, d.start, make([][]cell, n)...)
		}
	} else {
		s.cols += n
		for i, row := range s.cells {
			if d.start < len(row) {
				s.cells[i] = slices.Insert(row, d.start, make([]cell, n)...)
			}
		}
	}
	return b.shift(d, n, func(at int, isEnd bool) int {
		if at > d.start || (at == d.start && !isEnd) {
			return at + n
		}
		return at
	})
}

func (t *batch) deleteDimension(r obj) (obj, *apiError) {
	d, err := t.b.dimensionRange(child(r, "range"))
	if err != nil {
		return nil, err
	}
	if err := d.inGrid(); err != nil {
		return nil, err
	}
	rows, cols := d.sheet.rows, d.sheet.cols
	if d.rows {
		rows -= d.length()
	} else {
		cols -= d.length()
	}
	if err := d.sheet.mayShrink(rows, cols); err != nil {
		return nil, err
	}
	return nil, t.b.remove(d)
}

func (b *book) remove(d dimension) *apiError {
	s, n := d.sheet, d.length()
	if d.rows {
		s.rows -= n
		if d.start < len(s.cells) {
			s.cells = slices.Delete(s.cells, d.start, min(d.end, len(s.cells)))
		}
	} else {
		s.cols -= n
		for i, row := range s.cells {
			if d.start < len(row) {
				s.cells[i] = slices.Delete(row, d.start, min(d.end, len(row)))
			}
		}
	}
	s.tidy()
	return b.shift(d, -n, func(at int, _ bool) int {
		switch {
		case at >= d.end:
			return at - n
		case at > d.start:
			return d.start
		}
		return at
	})
}

func (t *batch) updateDimensionProperties(r obj) (obj, *apiError) {
	d, err := t.b.dimensionRange(child(r, "range"))
	if err != nil {
		return nil, err
	}
	if err := d.inGrid(); err != nil {
		return nil, err
	}
	m, err := writeMask(str(r, "fields"), typeDimension)
	if err != nil {
		return nil, err
	}
	props, known := child(r, "properties"), d.sheet.dims(d.rows)
	for i := d.start; i < d.end; i++ {
		after := clean(overlay(known[i], props, m))
		if len(after) == 0 {
			delete(known, i)
			continue
		}
		known[i] = after
	}
	return nil, nil
}

// groupField is the field of a Sheet that holds groups of rows or of columns.
func groupField(rows bool) string {
	if rows {
		return "rowGroups"
	}
	return "columnGroups"
}
