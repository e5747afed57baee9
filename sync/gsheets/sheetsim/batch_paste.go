package sheetsim

import (
	"slices"
	"strings"
)

// copyPaste copies a block onto one of the same size.
func (t *batch) copyPaste(r obj) (obj, *apiError) {
	from, err := t.b.gridArea(child(r, "source"))
	if err != nil {
		return nil, err
	}
	to, err := t.b.gridArea(child(r, "destination"))
	if err != nil {
		return nil, err
	}
	if str(r, "pasteType") != "PASTE_NORMAL" || to.r1-to.r0 != from.r1-from.r0 || to.c1-to.c0 != from.c1-from.c0 {
		return nil, notSimulated("copyPaste other than PASTE_NORMAL onto a range of the same size")
	}
	return nil, t.paste(from, to.sheet, to.r0, to.c0, false)
}

func (t *batch) cutPaste(r obj) (obj, *apiError) {
	from, err := t.b.gridArea(child(r, "source"))
	if err != nil {
		return nil, err
	}
	d := child(r, "destination")
	sh, _, err := t.sheet(d)
	if err != nil {
		return nil, err
	}
	if str(r, "pasteType") != "PASTE_NORMAL" {
		return nil, notSimulated("cutPaste other than PASTE_NORMAL")
	}
	row, _ := number(d, "rowIndex")
	col, _ := number(d, "columnIndex")
	return nil, t.paste(from, sh, row, col, true)
}

func (t *batch) paste(from area, to *sheet, row, col int, cut bool) *apiError {
	height, width := from.r1-from.r0, from.c1-from.c0
	if row+height > to.rows || col+width > to.cols {
		return invalid("The destination is beyond the grid.")
	}
	block := make([][]cell, height)
	for i := range block {
		block[i] = make([]cell, width)
		for j := range block[i] {
			c := from.sheet.at(from.r0+i, from.c0+j)
			if hasReference(c.formula) {
				return notSimulated("moving the formula %s", c.formula)
			}
			block[i][j] = c
			if cut {
				from.sheet.put(from.r0+i, from.c0+j, cell{})
			}
		}
	}
	for i, line := range block {
		for j, c := range line {
			to.put(row+i, col+j, c)
		}
	}
	return nil
}

// sortRange orders the rows of a range: numbers before texts before booleans,
// empty cells last, whatever the order.
func (t *batch) sortRange(r obj) (obj, *apiError) {
	a, err := t.b.gridArea(child(r, "range"))
	if err != nil {
		return nil, err
	}
	rows := make([][]cell, a.r1-a.r0)
	for i := range rows {
		rows[i] = make([]cell, a.c1-a.c0)
		for j := range rows[i] {
			rows[i][j] = a.sheet.at(a.r0+i, a.c0+j)
			if hasReference(rows[i][j].formula) {
				return nil, notSimulated("sorting the formula %s", rows[i][j].formula)
			}
		}
	}
	specs := objects(r["sortSpecs"])
	for _, s := range specs {
		if at, _ := number(s, "dimensionIndex"); at < a.c0 || at >= a.c1 {
			return nil, invalid("The sort dimension %d is outside the range.", at)
		}
	}
	slices.SortStableFunc(rows, func(x, y []cell) int {
		for _, s := range specs {
			at, _ := number(s, "dimensionIndex")
			if n := compareCells(x[at-a.c0], y[at-a.c0], str(s, "sortOrder") == "DESCENDING"); n != 0 {
				return n
			}
		}
		return 0
	})
	for i, line := range rows {
		for j, c := range line {
			a.sheet.put(a.r0+i, a.c0+j, c)
		}
	}
	return nil, nil
}

func compareCells(x, y cell, descending bool) int {
	if x.kind == kindBlank || y.kind == kindBlank {
		return boolOrder(x.kind == kindBlank) - boolOrder(y.kind == kindBlank)
	}
	n := int(x.kind) - int(y.kind)
	if n == 0 && x.kind == kindText {
		n = strings.Compare(strings.ToLower(x.text), strings.ToLower(y.text))
	} else if n == 0 {
		n = compareNumbers(x.num, y.num)
	}
	if descending {
		return -n
	}
	return n
}

func compareNumbers(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}
