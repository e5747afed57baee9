package reading

import (
	"time"

	"tonghop/model/calendar"
)

// A calendar of a month shows whole weeks, so that its first may begin with days of
// the month before, and its last end with days of the month after. Their weekdays
// tell.

// maxOverhang is how many days of another month a week may show.
const maxOverhang = 6

// overhang gives the first days of a week the month before, and its last days the
// month after, where by that every day stands under its weekday and by nothing else.
func (r *reader) overhang(t *table) {
	if !t.wide || t.weekAt < 0 {
		return
	}
	var week []*line
	for i := range t.lines {
		if l := &t.lines[i]; l.kind == lineDay && l.date.kind == dateBare && l.date.hasWeekday {
			week = append(week, l)
		}
	}
	if len(week) > 7 || t.title.month == 0 {
		return
	}
	own := month{r.yearFor(t.title, t.title.month), t.title.month}
	months := make([]month, len(week))
	stays := false
	for i, l := range week {
		m := own
		switch fits := onWeekday(own, &l.date); {
		case fits:
			stays = true
		case !stays && l.date.day > 31-3-maxOverhang:
			m = own.next(-1)
		case stays && l.date.day <= maxOverhang:
			m = own.next(1)
		}
		if !onWeekday(m, &l.date) {
			return
		}
		months[i] = m
	}
	if !stays {
		return
	}
	for i, l := range week {
		l.month, l.date.unclear = months[i], false
	}
}

// next is the month a step on.
func (m month) next(step int) month {
	n := month{m.year, m.month + step}
	switch n.month {
	case 0:
		n = month{m.year - 1, 12}
	case 13:
		n = month{m.year + 1, 1}
	}
	return n
}

// onWeekday reports whether a bare day of a month falls on the weekday over it.
func onWeekday(m month, d *cellDate) bool {
	day, ok := calendar.ValidDate(m.year, time.Month(m.month), d.day)
	return ok && day.Weekday() == d.weekday
}
