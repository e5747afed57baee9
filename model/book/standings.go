package book

import (
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func (l *layout) indexStandings() {
	days := map[calendar.Day]bool{}
	for i := range l.Later {
		s := &l.Later[i]
		l.standings[unitDay{s.Unit, s.Period.First}] = s
	}
	for i := range l.Standings {
		s := &l.Standings[i]
		if s.Period.Kind != calendar.KindDay {
			continue
		}
		l.standings[unitDay{s.Unit, s.Period.First}] = s
		if !days[s.Period.First] {
			days[s.Period.First] = true
			l.days = append(l.days, s.Period.First)
		}
	}
	slices.Sort(l.days)
}

// status is the unit's standing for a day as a word in its colour. A day on
// which nothing was expected has a word of its own.
func (l *layout) status(unit string, d calendar.Day) Cell {
	s, ok := l.standings[unitDay{unit, d}]
	switch {
	case !ok && d < l.Window.Period.First:
		return Cell{Style: palette.centre} // judged in the book of its own month
	case !ok:
		return text(l.text("book.unexpected"), palette.centre)
	}
	return text(l.statusShort(s.Status), standingStyles[s.Status])
}

// letter is the same as one letter; a day on which nothing was expected is
// blank.
func (l *layout) letter(unit string, d calendar.Day) Cell {
	s, ok := l.standings[unitDay{unit, d}]
	if !ok {
		return Cell{Style: palette.centre}
	}
	return l.mark(s.Status)
}

func (l *layout) mark(s office.Status) Cell {
	return text(l.text("status."+string(s)+".letter"), standingStyles[s])
}

func (l *layout) statusText(s office.Status) string { return l.text("status." + string(s)) }

func (l *layout) statusShort(s office.Status) string { return l.text("status." + string(s) + ".short") }

// maxNamed bounds the names in one cell: a row can only be so high, and what
// is beyond it would be cut off in print without a word.
const maxNamed = 60

// namesWith lists the units that have a status on a day, in their order, and
// tells where to find those beyond maxNamed.
func (l *layout) namesWith(status office.Status, d calendar.Day) string {
	var names []string
	for i := range l.programme.Units {
		u := &l.programme.Units[i]
		if s, ok := l.standings[unitDay{u.ID, d}]; ok && s.Status == status {
			names = append(names, u.ShortName())
		}
	}
	if more := len(names) - maxNamed; more > 0 {
		names = append(names[:maxNamed], l.text("book.overview.more", "n", grouped(more)))
	}
	return strings.Join(names, ", ")
}

// An owing unit has days before the last one that it did not report acceptably.
type owing struct {
	unit *office.Unit
	days []*office.Standing
}

func (l *layout) owing() []owing {
	var list []owing
	for i := range l.programme.Units {
		o := owing{unit: &l.programme.Units[i]}
		for d := l.Window.Period.First; d < l.day(); d++ {
			if s, ok := l.standings[unitDay{o.unit.ID, d}]; ok && s.Status.Failed() {
				o.days = append(o.days, s)
			}
		}
		if len(o.days) > 0 {
			list = append(list, o)
		}
	}
	return list
}
