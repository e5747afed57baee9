package reading

import (
	"regexp"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A report's month need not be the calendar's: from the 25th to the 24th. Bare
// day numbers then fall once, and the days before the fall are of the month
// before.

// titleRange is a stretch of days in a title: "từ ngày 25/06/2026 đến hết ngày
// 24/07/2026", on lower-case text without marks.
var titleRange = regexp.MustCompile(`\b(\d{1,2}) ?[/.\-] ?(\d{1,2})(?: ?[/.\-] ?(\d{4}))?(?: ?(?:-|–|den|toi)(?: het)?(?: ngay)? ?)(\d{1,2}) ?[/.\-] ?(\d{1,2})(?: ?[/.\-] ?(\d{4}))?`)

// A dayRange is a stretch of days that a title names; zero is none.
type dayRange struct{ first, last calendar.Day }

// rangeOf reads the stretch of days that a title names. A year that it leaves out
// is the other end's, or the given one.
func rangeOf(w *word, year int) dayRange {
	g := titleRange.FindStringSubmatch(unmark(w.lower))
	if g == nil {
		return dayRange{}
	}
	y1, y2 := number(g[3]), number(g[6])
	if y2 == 0 {
		y2 = year
	}
	if y1 == 0 {
		y1 = y2
		if number(g[2]) > number(g[5]) {
			y1--
		}
	}
	first, ok1 := calendar.ValidDate(y1, time.Month(number(g[2])), number(g[1]))
	last, ok2 := calendar.ValidDate(y2, time.Month(number(g[5])), number(g[4]))
	if !ok1 || !ok2 || last < first {
		return dayRange{}
	}
	return dayRange{first, last}
}

// maxRange is how long a stretch may be in which a bare day is one day only.
const maxRange = 31

// placeFall gives bare days their month where they fall once: by the range that
// a title names, or where they run without a gap to the end of the month before
// and on from the first.
func (r *reader) placeFall(t *table) {
	if t.span.last != 0 && t.span.last-t.span.first < maxRange {
		for i := range t.lines {
			if l := &t.lines[i]; l.date.kind == dateBare {
				t.span.place(l)
			}
		}
		return
	}
	var run []*line
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.date.kind != dateBare {
			continue
		}
		if n := len(run); n > 0 && (l.unit != run[n-1].unit || l.month != run[n-1].month) {
			r.placeRun(run)
			run = nil
		}
		run = append(run, l)
	}
	r.placeRun(run)
}

// placeRun settles one run of bare days: where it falls once, to numbers below
// its first, the days before the fall are of the month before if they run to
// its end, and otherwise of none that can be told.
func (r *reader) placeRun(run []*line) {
	at, falls := 0, 0
	for i := 1; i < len(run); i++ {
		if run[i].date.day < run[i-1].date.day {
			at = i
			falls++
		}
	}
	if falls != 1 || at < minAxis || run[0].month.month == 0 || run[len(run)-1].date.day >= run[0].date.day {
		return
	}
	before := month{run[0].month.year, run[0].month.month - 1}
	if before.month == 0 {
		before.month = 12
		if before.year != 0 {
			before.year--
		}
	}
	year := before.year
	if year == 0 {
		year, _ = r.ctx.yearOf(run[0].month.month)
	}
	_, _, end := span(month{max(year, 2000), before.month}).last.Date()
	runs := run[at-1].date.day == end && run[at].date.day == 1
	for i := 1; i < at && runs; i++ {
		runs = run[i].date.day-run[i-1].date.day <= 1
	}
	for _, l := range run[:at] {
		if runs {
			l.month = before
		} else {
			l.date.unclear = true
		}
	}
}

// place gives a line's bare day the month by which it lies in a range.
func (s dayRange) place(l *line) {
	for d := s.first; d <= s.last; d++ {
		if _, _, day := d.Date(); day == l.date.day {
			l.month = monthOf(d)
			return
		}
	}
	l.date.unclear = true
}

// minTurned is how many texts of a column must be month-first beyond doubt for
// the others to be.
const minTurned = 3

// turnTexts turns the texts of a column that was typed month-first: some can be
// nothing else, none is day-first, and the rows run in order only so. Where the
// order does not tell, the others are refused.
func (r *reader) turnTexts(t *table) {
	turned, dayFirst := 0, 0
	var doubtful []*line
	for i := range t.lines {
		l := &t.lines[i]
		d := &l.date
		if l.kind != lineDay || d.kind != dateFull && d.kind != dateMonth {
			continue
		}
		switch {
		case d.monthFirst:
			turned++
		case d.day > 12:
			dayFirst++
		case d.day != d.month:
			doubtful = append(doubtful, l)
		}
	}
	if turned < minTurned || dayFirst > 0 || t.dateIsText() == 0 {
		return
	}
	year := func(l *line) int { return r.orYear(l) }
	var asIs, back runs
	asIs, back = append(asIs, nil), append(back, nil)
	for i := range t.lines {
		l := &t.lines[i]
		if d := &l.date; l.kind == lineDay && (d.kind == dateFull || d.kind == dateMonth) {
			day, ok := calendar.ValidDate(year(l), time.Month(d.month), d.day)
			other := day
			if ok && slices.Contains(doubtful, l) {
				other, ok = calendar.ValidDate(year(l), time.Month(d.day), d.month)
			}
			if ok {
				asIs.add(day)
				back.add(other)
			}
		}
	}
	sure := ordered(back) && rough(back) <= rough(asIs)
	for i := range t.lines {
		t.lines[i].date.monthFirst = false
	}
	for _, l := range doubtful {
		if sure {
			l.date.day, l.date.month = l.date.month, l.date.day
		} else {
			l.date.unclear = true
		}
	}
	place := grid.ColumnName(t.dateAt)
	if t.wide {
		place = t.fieldName(t.dateAt)
	}
	r.report(t.unit, r.at(t.sh.tab, place), "date-swapped", office.SeverityWarning, "")
}

// dateIsText counts the days that are written as text.
func (t *table) dateIsText() int {
	n := 0
	for i := range t.lines {
		if k := t.lines[i].date.kind; k == dateFull || k == dateMonth {
			n++
		}
	}
	return n
}
