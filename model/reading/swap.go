package reading

import (
	"strings"
	"time"

	"tonghop/model/calendar"
)

// A swapping is the verdict on a column of dates that a month-first file may
// have turned about: 5/6/2020 typed by a commune became 6 May without a sign,
// while 13/6/2020 stayed text.
type swapping struct {
	whole     bool         // every serial is turned back
	contested map[int]bool // lines whose serial may or may not be turned
}

// swapped exchanges a day's month and day of the month, and gives 0 where it
// cannot.
func swapped(d calendar.Day) calendar.Day {
	y, m, day := d.Date()
	if day > 12 {
		return 0
	}
	return calendar.Date(y, time.Month(day), int(m))
}

// monthFirst and dayFirst tell how a locale types dates; a file without a
// locale is neither.
func monthFirst(locale string) bool {
	l := strings.ReplaceAll(strings.ToLower(locale), "-", "_")
	return l == "en_us" || l == "en" || l == "en_ph" || l == "es_us" || l == "es_pr"
}

func dayFirst(locale string) bool { return locale != "" && !monthFirst(locale) }

// A column of dates as evidence.
type evidence struct {
	serials, displaced, returning, symmetric int
	fixed                                    int // serials that cannot be turned
	lateTexts, earlyTexts                    int // texts with a day above 12, and up to it
	bothFit                                  int
	asIs, turned                             runs // the days in order, both ways
}

// runs are sequences of days, one for each unit's block.
type runs [][]calendar.Day

func (r *runs) add(d calendar.Day) {
	last := len(*r) - 1
	(*r)[last] = append((*r)[last], d)
}

// weighSerials decides whether a table's serials were turned about.
func (r *reader) weighSerials(t *table) swapping {
	e := r.gather(t)
	if e.serials == 0 || e.serials == e.symmetric {
		return swapping{}
	}
	signs := e.displaced > 0 && e.returning > 0 || r.onlyTurnedRuns(&e)
	if !signs {
		if monthFirst(r.locale) && e.bothFit == e.serials-e.symmetric && !e.tellsApart() {
			return swapping{contested: r.contest(t)}
		}
		return swapping{}
	}
	complete := e.fixed == 0 && e.displaced == e.returning && e.earlyTexts == 0 && !dayFirst(r.locale) &&
		e.returning+e.bothFit+e.symmetric == e.serials && rough(e.turned) <= rough(e.asIs) && ordered(e.turned)
	if complete {
		return swapping{whole: true}
	}
	return swapping{contested: r.contest(t)}
}

// gather reads the column both ways.
func (r *reader) gather(t *table) evidence {
	var e evidence
	var before *line
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay {
			continue
		}
		if before == nil || t.unitAt < 0 && l.unit != before.unit {
			e.asIs, e.turned = append(e.asIs, nil), append(e.turned, nil)
		}
		before = l
		switch l.date.kind {
		case dateSerial:
			r.weigh(&e, l)
		case dateFull, dateMonth:
			if l.date.day > 12 {
				e.lateTexts++
			} else {
				e.earlyTexts++
			}
			if day, ok := calendar.ValidDate(r.orYear(l), time.Month(l.date.month), l.date.day); ok {
				e.asIs.add(day)
				e.turned.add(day)
			}
		}
	}
	return e
}

func (r *reader) orYear(l *line) int {
	if l.date.year != 0 {
		return l.date.year
	}
	return r.yearFor(l.month, l.date.month)
}

func (r *reader) weigh(e *evidence, l *line) {
	e.serials++
	asIs, back := l.date.serial, swapped(l.date.serial)
	e.asIs.add(asIs)
	if back == 0 {
		e.fixed++
		e.turned.add(asIs)
		return
	}
	e.turned.add(back)
	if back == asIs {
		e.symmetric++
		return
	}
	fits, fitsBack := r.fits(l, asIs), r.fits(l, back)
	switch {
	case fits && fitsBack:
		e.bothFit++
	case !fits:
		e.displaced++
		if fitsBack {
			e.returning++
		}
	}
}

// fits reports whether a day lies where the line's should: in the tab's month,
// or in the programme where the tab has none.
func (r *reader) fits(l *line, d calendar.Day) bool {
	if l.month.known() {
		return l.month.has(d)
	}
	return r.ctx.inProgramme(d)
}

// tellsApart reports whether the order of the rows speaks for the dates as
// they are stored.
func (e *evidence) tellsApart() bool {
	return e.serials >= 3 && ordered(e.asIs) && rough(e.asIs)*3 < rough(e.turned)
}

// onlyTurnedRuns reports whether the rows run from day to day only when turned
// back: three or more, and as stored they leap by months.
func (r *reader) onlyTurnedRuns(e *evidence) bool {
	return e.fixed == 0 && e.serials-e.symmetric >= 3 && e.bothFit+e.returning == e.serials-e.symmetric &&
		ordered(e.turned) && rough(e.turned)*3 < rough(e.asIs)
}

// contest lists the lines whose serial reads differently when turned back, but
// for those that fit only as they are stored.
func (r *reader) contest(t *table) map[int]bool {
	lines := map[int]bool{}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.date.kind != dateSerial {
			continue
		}
		back := swapped(l.date.serial)
		if back == 0 || back == l.date.serial {
			continue
		}
		if !r.fits(l, l.date.serial) || r.fits(l, back) {
			lines[l.at] = true
		}
	}
	return lines
}

// rough is how far sequences of days wander in all.
func rough(all runs) int {
	sum := 0
	for _, days := range all {
		for i := 1; i < len(days); i++ {
			step := int(days[i] - days[i-1])
			sum += max(step, -step)
		}
	}
	return sum
}

// ordered reports whether each sequence only rises or only falls.
func ordered(all runs) bool {
	for _, days := range all {
		up, down := true, true
		for i := 1; i < len(days); i++ {
			up = up && days[i] >= days[i-1]
			down = down && days[i] <= days[i-1]
		}
		if !up && !down {
			return false
		}
	}
	return true
}
