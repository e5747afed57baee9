package reading

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"tonghop/model"
)

// monthLabel is what heads a month's row, folded: "Tháng 6", "T6/2020".
var monthLabel = regexp.MustCompile(`^(?:thang|thg|t) ?\d{1,2}(?: (?:nam )?20\d\d)?$`)

// maxLabelColumn bounds where a month's row says its month: after a running
// number and a unit's name at most.
const maxLabelColumn = 3

// monthTab reads a tab with a row a month, of a unit whose months are judged by
// its own rows, and reports whether it is one. Its figures are no tallies: they
// travel with the finding, to be held against the sums of the days. Cells that
// cannot be read are told as in any other table.
func (r *reader) monthTab(c candidate) bool {
	u := r.only(c.units)
	if u == nil || !u.Reading.MonthRow {
		return false
	}
	t := &table{sh: c.sh}
	year, is := yearInTitle(foldText(lowerClean(c.sh.tab.Title))), false
	var columns map[int]int
	for _, row := range c.sh.rows {
		if m, label := r.monthOfRow(t, row, year); m.known() && len(columns) > 0 {
			is = true
			r.monthRow(t, u, row, m, label, columns)
			continue
		}
		if heads := r.monthHeads(t, row); len(heads) > 0 {
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

// monthOfRow tells which month a row is of.
func (r *reader) monthOfRow(t *table, row, year int) (month, *word) {
	for col := range min(maxLabelColumn, t.sh.width(row)) {
		w := t.sh.word(row, col)
		if !monthLabel.MatchString(w.fold) {
			continue
		}
		m := monthInText(w.fold)
		if m.month != 0 && m.year == 0 {
			m.year = year
		}
		if m.month != 0 && m.year == 0 {
			m.year, _ = r.ctx.yearOf(m.month)
		}
		return m, w
	}
	return month{}, nil
}

// monthHeads finds the columns of a row whose headings name one indicator each;
// of two for the same neither counts.
func (r *reader) monthHeads(t *table, row int) map[int]int {
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

// monthRow notes one month's row with the figures that were typed.
func (r *reader) monthRow(t *table, u *model.Unit, row int, m month, label *word, columns map[int]int) {
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
			figures = append(figures, model.MonthFigure(id, f.value, t.address(row, col)))
		}
	}
	if len(figures) == 0 {
		return
	}
	f := r.report(u, r.at(t.sh.tab, strconv.Itoa(row+1)), model.CodeMonthStated, model.SeverityNotice, label.clean,
		"month", fmt.Sprintf("%04d-%02d", m.year, m.month), "figures", strings.Join(figures, " "))
	f.Day = span(m).last
}
