package sheetsim

import (
	"slices"
	"strings"
)

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
