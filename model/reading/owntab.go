package reading

import (
	"slices"
	"strconv"
	"strings"

	"tonghop/model"
)

// maxLabelColumn bounds where a period's row says its period: after a running
// number and a unit's name at most.
const maxLabelColumn = 3

// ownTab reads a tab with a row a period, of a unit whose periods are judged by
// its own rows, and reports whether it is one. Its figures are no tallies: they
// travel with the finding, to be held against the sums of the days. Cells that
// cannot be read are told as in any other table.
func (r *reader) ownTab(c candidate) bool {
	u := r.only(c.units)
	if u == nil || len(u.Reading.OwnTotals) == 0 {
		return false
	}
	t := &table{sh: c.sh}
	year, is := yearInTitle(foldText(lowerClean(c.sh.tab.Title))), false
	var columns map[int]int
	for _, row := range c.sh.rows {
		if s, label := r.stretchOfRow(t, row, year); s.known() && len(columns) > 0 {
			is = true
			if slices.Contains(u.Reading.OwnTotals, s.kind) {
				r.ownTabRow(t, u, row, s, label, columns)
			}
			continue
		}
		if heads := r.ownTabHeads(t, row); len(heads) > 0 {
			columns = heads
		}
		if w, _ := c.sh.alone(row); w.clean != "" {
			if y := yearInTitle(w.fold); y != 0 {
				year = y
			}
		}
	}
	return is
}

// stretchOfRow tells which period a row is of.
func (r *reader) stretchOfRow(t *table, row, year int) (stretch, *word) {
	for col := range min(maxLabelColumn, t.sh.width(row)) {
		if w := t.sh.word(row, col); stretchLabel.MatchString(w.fold) {
			return r.dated(stretchInText(w.fold), year), w
		}
	}
	return stretch{}, nil
}

// ownTabHeads finds the columns of a row whose headings name one indicator
// each; of two for the same neither counts.
func (r *reader) ownTabHeads(t *table, row int) map[int]int {
	heads, owner := map[int]int{}, map[int]int{}
	for col := range t.sh.width(row) {
		w := t.sh.word(row, col)
		if w.clean == "" {
			continue
		}
		f := r.recognise(&heading{path: []string{w.clean}}, col)
		if f.role != roleIndicator {
			continue
		}
		if other, twice := owner[f.indicator]; twice {
			delete(heads, other)
			continue
		}
		heads[col], owner[f.indicator] = f.indicator, col
	}
	return heads
}

// ownTabRow notes one period's row with the figures that were typed.
func (r *reader) ownTabRow(t *table, u *model.Unit, row int, s stretch, label *word, columns map[int]int) {
	n := r.numbers(t)
	var figures []string
	for col := range t.sh.width(row) {
		i, ok := columns[col]
		if !ok {
			continue
		}
		c, id := t.sh.cell(row, col), r.ctx.Indicators[i].ID
		switch f := n.read(c, r.units[i]); {
		case f.state == rejected:
			what := faults[f.fault]
			r.report(u, r.at(t.sh.tab, t.address(row, col)), what.code, what.severity, r.raw(t.sh, c)) // of no day
		case f.state == stated && !f.formula:
			figures = append(figures, model.OwnFigure(id, f.value, t.address(row, col)))
		}
	}
	if len(figures) > 0 {
		r.periodStated(u, t.sh, strconv.Itoa(row+1), label.clean, s, "figures", strings.Join(figures, " "))
	}
}
