package official

import (
	"cmp"
	"maps"
	"slices"
)

const (
	// maxRowHeight is Excel's, in points.
	maxRowHeight = 409
	// snug is the part of a line that surely holds text: programs differ by a
	// little in where they break it, and a line too few would be cut.
	snug = 0.96
)

// fitRows makes rows as high as their wrapped texts need, since spreadsheet
// programs do not do it for merged cells, nor LibreOffice for any.
func (fl *filling) fitRows() error {
	per, err := fl.pointsPerChar()
	if err != nil {
		return err
	}
	extent := map[at]rect{}
	for _, m := range fl.merges {
		extent[at{m.row, m.col}] = m
	}
	// Texts over several rows come last: they need only what the others left
	// them short of.
	texts := slices.SortedFunc(maps.Keys(fl.shown), func(a, b at) int {
		return cmp.Or(cmp.Compare(extent[a].rows(), extent[b].rows()), cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	for _, a := range texts {
		m, ok := extent[a]
		if !ok {
			m = rect{a.row, a.col, a.row, a.col}
		}
		if err := fl.fitText(a, m, per); err != nil {
			return err
		}
	}
	return nil
}

// fitText grows the last row of a text's cells by what the text lacks.
func (fl *filling) fitText(a at, m rect, per float64) error {
	t, err := fl.looks.typeface(fl.styles[at{fl.outRows[a.row].src, fl.outCols[a.col].src}])
	if err != nil || !t.wrap || fl.shown[a] == "" {
		return err
	}
	var width, height float64
	for c := m.col; c <= m.endCol; c++ {
		w, err := fl.f.GetColWidth(fl.name, columnName(c))
		if err != nil {
			return err
		}
		width += w * per
	}
	for r := m.row; r <= m.endRow; r++ {
		h, err := fl.f.GetRowHeight(fl.name, r)
		if err != nil {
			return err
		}
		height += h
	}
	lacks := t.height(t.lines(fl.shown[a], snug*(width-padding))) - height
	if lacks <= 0 {
		return nil
	}
	last, err := fl.f.GetRowHeight(fl.name, m.endRow)
	if err != nil {
		return err
	}
	return fl.f.SetRowHeight(fl.name, m.endRow, min(last+lacks, maxRowHeight))
}
