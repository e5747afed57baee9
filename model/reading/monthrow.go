package reading

import (
	"fmt"
	"strings"

	"tonghop/model"
	"tonghop/model/grid"
)

// monthRows notes the lines in which units total their months by hand, of units
// whose months are judged by them. Such a line is no tally (checkTotals holds
// it against its days): what counts is that it was written, and when it was
// first seen. A total that is a formula stands there from the first day on and
// tells nothing.
func (r *reader) monthRows() {
	type row struct {
		unit *model.Unit
		tab  *grid.Tab
		m    month
	}
	told := map[row]bool{}
	for _, t := range r.tables {
		for i := range t.lines {
			l := &t.lines[i]
			u := l.unit
			if u == nil {
				u = t.unit
			}
			if l.kind != lineTotal || l.running || u == nil || !u.Reading.MonthRow || !t.typed(l) {
				continue
			}
			m := r.monthTotalled(t, l)
			if !m.known() || told[row{u, t.sh.tab, m}] {
				continue
			}
			told[row{u, t.sh.tab, m}] = true
			f := r.report(u, r.at(t.sh.tab, t.lineName(l.at)), model.CodeMonthStated, model.SeverityNotice, l.label.clean,
				"month", fmt.Sprintf("%04d-%02d", m.year, m.month))
			f.Day = span(m).last
		}
	}
}

// typed reports whether a line states a figure that is no formula.
func (t *table) typed(l *line) bool {
	for k := range l.figures {
		if f := &l.figures[k]; t.fields[k].role == roleIndicator && f.state == stated && !f.formula {
			return true
		}
	}
	return false
}

// monthTotalled tells which month a total is of: the one that its label names,
// else that of the table, unless the label speaks of weeks.
func (r *reader) monthTotalled(t *table, l *line) month {
	m := monthInText(l.label.fold)
	switch {
	case m.month == 0 && strings.Contains(l.label.fold, "tuan"):
		return month{}
	case m.month == 0:
		m = t.title
	}
	if m.month != 0 && m.year == 0 {
		m.year = t.title.year
	}
	if m.month != 0 && m.year == 0 {
		m.year, _ = r.ctx.yearOf(m.month)
	}
	return m
}
