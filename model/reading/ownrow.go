package reading

import (
	"slices"
	"strings"

	"tonghop/model"
	"tonghop/model/grid"
)

// ownRows notes the lines in which units total their periods by hand, of units
// whose periods of that kind are judged by them. Such a line is no tally
// (checkTotals holds it against its days, Merge those that reach beyond the
// table): what counts is that it was written, and when it was first seen. A
// total that is a formula stands there from the first day on and tells nothing.
func (r *reader) ownRows() {
	type row struct {
		unit *model.Unit
		tab  *grid.Tab
		s    stretch
	}
	told := map[row]bool{}
	for _, t := range r.tables {
		for i := range t.lines {
			l := &t.lines[i]
			u := l.unit
			if u == nil {
				u = t.unit
			}
			if l.kind != lineTotal || l.running || u == nil || len(u.Reading.OwnTotals) == 0 {
				continue
			}
			s, figures := r.totalled(t, l), r.typedIn(t, l)
			if key := (row{u, t.sh.tab, s}); len(figures) == 0 || !s.known() || !slices.Contains(u.Reading.OwnTotals, s.kind) || told[key] {
				continue
			} else {
				told[key] = true
			}
			var more []string
			if t.beyond(l) {
				more = []string{"figures", strings.Join(figures, " ")}
			}
			r.periodStated(u, t.sh, t.lineName(l.at), l.label.clean, s, more...)
		}
	}
}

// periodStated tells that a unit states a total of its own.
func (r *reader) periodStated(u *model.Unit, sh *sheet, at, label string, s stretch, more ...string) {
	f := r.report(u, r.at(sh.tab, at), model.CodePeriodStated, model.SeverityNotice, label,
		append([]string{"period", s.name()}, more...)...)
	f.Day = s.last()
}

// typedIn lists the indicators' figures of a line that are no formulas.
func (r *reader) typedIn(t *table, l *line) []string {
	var figures []string
	for k := range l.figures {
		f, of := &l.figures[k], &t.fields[k]
		if of.role == roleIndicator && f.state == stated && !f.formula {
			figures = append(figures, model.OwnFigure(r.ctx.Indicators[of.indicator].ID, f.value, t.address(l.at, of.at)))
		}
	}
	return figures
}

// totalled tells which period a total is of: the one that its label names,
// else the month of the table, unless the label speaks of weeks.
func (r *reader) totalled(t *table, l *line) stretch {
	s := stretchInText(l.label.fold)
	if s.n == 0 {
		if strings.Contains(l.label.fold, "tuan") || sinceWords.MatchString(l.label.fold) {
			return stretch{}
		}
		s = stretch{model.KindMonth, t.title.year, t.title.month}
	}
	return r.dated(s, t.title.year)
}
