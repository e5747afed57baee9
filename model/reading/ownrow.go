package reading

import (
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// An ownRow is a line in which a unit totals one of its periods by hand.
type ownRow struct {
	unit *office.Unit
	tab  *grid.Tab
	s    stretch
}

// ownRows notes the lines in which units total their periods by hand, of units
// whose periods of that kind are judged by them. Such a line is no tally
// (checkTotals holds it against its days, Merge those that reach beyond the
// table): what counts is that it was written, and when it was first seen. A
// total that is a formula stands there from the first day on and tells nothing.
// Where the line's period or none of its figures can be told, that is said:
// else the unit would be held to have written nothing.
func (r *reader) ownRows() {
	told := map[ownRow]bool{}
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
			if w := r.writtenIn(t, l); w.typed() {
				r.ownRow(t, i, u, w, told)
			}
		}
	}
}

// ownRow notes one line, and each period of a tab but once.
func (r *reader) ownRow(t *table, i int, u *office.Unit, w ownFigures, told map[ownRow]bool) {
	l := &t.lines[i]
	s, doubt := r.totalled(t, i, u)
	if !s.known() {
		r.periodUnclear(u, t.sh, t.lineName(l.at), l.label.clean, s, doubt)
		return
	}
	if !slices.Contains(u.Reading.OwnTotals, s.kind) {
		return
	}
	w.rejected = slices.DeleteFunc(w.rejected, func(x ownReject) bool { return !x.typed() }) // prefilled, and compared with nothing
	r.rejectedOwn(u, t.sh, w.rejected, s)
	key := ownRow{u, t.sh.tab, s}
	switch {
	case len(w.read) == 0 && !w.faulty():
		r.periodUnread(u, t.sh, t.lineName(l.at), l.label.clean, s)
	case len(w.read) > 0 && !told[key]:
		told[key] = true
		r.periodStated(u, t.sh, t.lineName(l.at), l.label.clean, s, w.read, !t.beyond(l))
	}
}

// totalled tells which stretch a total is of: the one that its label names,
// else the month of its table. Where that cannot be told, doubt has the kinds
// that it may be of, and the stretch all but its year, if its label has that.
func (r *reader) totalled(t *table, i int, u *office.Unit) (s stretch, doubt []calendar.PeriodKind) {
	l := &t.lines[i]
	e := l.extent()
	s = e.stretch
	switch {
	case e.other || e.doubt != nil:
		return stretch{}, e.doubt
	case s.n != 0:
	case l.month.month != 0:
		s = stretch{calendar.KindMonth, l.month.year, l.month.month}
	default:
		m, of := t.monthAbove(i, u)
		if m.month == 0 {
			return stretch{}, of
		}
		s = stretch{calendar.KindMonth, m.year, m.month}
	}
	if s.year == 0 {
		s.year = r.yearOfTotal(t, l, s)
	}
	return s, []calendar.PeriodKind{s.kind}
}

// monthAbove is the one month of the days that a total in a table of no month
// adds up: those since the total before it, else those of the whole table. Days
// of several months leave it in doubt, unless it adds up the totals before it,
// and so is plainly of no month.
func (t *table) monthAbove(i int, u *office.Unit) (m month, doubt []calendar.PeriodKind) {
	doubt = []calendar.PeriodKind{calendar.KindMonth}
	lines := t.lines[:i]
	for k := i - 1; k >= 0; k-- {
		if l := &t.lines[k]; l.kind == lineTotal && !l.running && (l.unit == nil || l.unit == u) {
			if e := l.extent(); !e.part() {
				lines = t.lines[k+1 : i]
				break
			}
		}
	}
	m, n := monthsOf(lines, u)
	if n == 0 {
		if len(lines) < i {
			doubt = nil
		}
		m, n = monthsOf(t.lines, u)
	}
	if n != 1 {
		return month{}, doubt
	}
	return m, nil
}

// monthsOf counts the months in which some lines' days of a unit lie; the month
// is the last of them.
func monthsOf(lines []line, u *office.Unit) (last month, n int) {
	seen := map[month]bool{}
	for i := range lines {
		if l := &lines[i]; l.kind == lineDay && l.day != 0 && (l.unit == nil || l.unit == u) {
			last = monthOf(l.day)
			seen[last] = true
		}
	}
	return last, len(seen)
}

// yearOfTotal gives a stretch its year where its label tells none: that of the
// table's month if it lies within, that of the table's days in it if they have
// but one, else the year that the table's titles or days leave, or the
// programme if only one fits (docs/rules.md, Days); 0 where nothing tells.
func (r *reader) yearOfTotal(t *table, l *line, s stretch) int {
	if l.month.known() && s.has(l.month.month) {
		return l.month.year
	}
	found := 0
	for i := range t.lines {
		if d := &t.lines[i]; d.kind == lineDay && d.day != 0 {
			if m := monthOf(d.day); s.has(m.month) && m.year != found {
				if found != 0 {
					return 0
				}
				found = m.year
			}
		}
	}
	if found != 0 {
		return found
	}
	return r.yearFor(l.month, s.end().month)
}
