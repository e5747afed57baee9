package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// long reads a table with a row a day in its window, down to where something
// else begins. It reports false where the window holds no table of days.
func (sc *scan) long(w *window) bool {
	t := sc.newTable(w)
	headings := sc.sh.headings(w.heads, w.left, w.right)
	sc.chooseDays(t, w, headings)
	sc.specialColumns(t, w, headings)
	end := sc.longLines(t, w)
	if !slices.ContainsFunc(t.lines, func(l line) bool { return l.date.kind != dateNone }) && w.headless {
		return false
	}
	sc.periodRows(t)
	sc.dayTotals(t)
	right := sc.rightEdge(t, w, end)
	headings = headings[:right-w.left]
	t.head.EndCol = right
	t.body = grid.Range{Row: w.heads[0], Col: w.left, EndRow: end, EndCol: right}
	sc.claim(t.body)
	if months := sc.monthColumns(t, headings); months != nil {
		sc.byMonths(t, headings, months)
		return true
	}
	sc.r.placeDays(t)
	if !sc.list(t, headings) {
		var places []place
		for k := range headings {
			if col := w.left + k; !t.special(col) {
				places = append(places, place{at: col, sub: -1, heading: &headings[k]})
			}
		}
		sc.r.assign(t, places)
	}
	sc.finish(t)
	return true
}

func (sc *scan) newTable(w *window) *table {
	roles, m := sc.above(w.left, w.right)
	t := sc.blankTable(roles, m)
	t.layout, t.dateAt, t.heads = "long", w.days[0], w.heads
	t.strange = (w.beside || sc.read > 0) && sc.strangeTitle(w.left, w.right)
	t.head = grid.Range{Row: w.heads[0], Col: w.left, EndRow: w.heads[len(w.heads)-1] + 1, EndCol: w.right}
	return t
}

func (sc *scan) blankTable(roles meaning.Roles, m month) *table {
	t := &table{sh: sc.sh, unitAt: -1, untilAt: -1, yearAt: -1, serialAt: -1, weekAt: -1, monthAt: -1, roleAt: -1, title: m, conflict: sc.conflict,
		units: sc.units, roles: roles, legend: sc.legend, held: sc.held, span: sc.span}
	t.place = partOf(sc.tabRoles.Part)
	if len(sc.units) == 1 {
		t.unit = sc.units[0]
		if sc.many && t.held == "" {
			t.held = office.WhyTab
		}
	}
	sc.many = false
	for _, title := range slices.Backward(sc.titles) {
		if len(t.above) < maxTitlesTried && len(title.w.clean) < 120 {
			t.above = append(t.above, title.w.clean)
		}
	}
	return t
}

// maxTitlesTried is how many titles over a table may name its measure.
const maxTitlesTried = 3

func partOf(p meaning.Part) part {
	switch p.Kind {
	case meaning.PartUnsaid, meaning.PartClash, meaning.OfWhich:
		return part{}
	}
	return part{p.Kind, foldText(strings.ToLower(p.Name)), p.Name}
}

// rightEdge is the column behind a table: two blank columns end it, and so does
// the end of the sheet.
func (sc *scan) rightEdge(t *table, w *window, end int) int {
	filled := make([]bool, w.right-w.left)
	mark := func(row int) {
		for col := w.left; col < min(w.right, sc.sh.width(row)); col++ {
			filled[col-w.left] = filled[col-w.left] || sc.sh.at(row, col) != isBlank
		}
	}
	for _, row := range w.heads {
		mark(row)
	}
	for i := range t.lines {
		mark(t.lines[i].at)
	}
	last := t.dateAt - w.left
	for k := last; k < len(filled); k++ {
		switch {
		case filled[k]:
			last = k
		case k-last >= 2:
			return w.left + last + 1
		}
	}
	return w.left + last + 1
}
