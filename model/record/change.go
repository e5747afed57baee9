package record

import (
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A tableKey names a unit's table, which is its days in one tab: in Google a
// tab keeps its id whatever its title.
type tableKey struct {
	id  int64
	tab string // "" where the id tells
}

// tableOf is the table of a figure. One that was read without an account, as from
// a file, is of the table of that title where the source has told ids since.
func (s *Sheet) tableOf(f *Figure) tableKey {
	if f.TabID != 0 {
		return tableKey{id: f.TabID}
	}
	for i := range s.tables {
		if t := &s.tables[i]; t.TabID != 0 && t.Tab == f.Tab {
			return tableKey{id: t.TabID}
		}
	}
	return tableKey{tab: f.Tab}
}

// A unitChange is what one look changed of what a source says of one unit.
type unitChange struct {
	h     *History
	unit  string
	sight *Sight
	days  map[calendar.Day]change
}

func (c *unitChange) at(d calendar.Day) UnitDay { return UnitDay{c.unit, d} }

func (c *unitChange) version() Version {
	return Version{Asked: c.sight.Asked, Answered: c.sight.Answered}
}

// stood is what counted of a day before: what is held of it, or what the sheet
// said.
func (c *unitChange) stood(d calendar.Day) []Figure {
	if a := c.h.held[c.at(d)]; a != nil {
		return a.last().Figures
	}
	return c.was(d)
}

func (c *unitChange) was(d calendar.Day) []Figure {
	if ch, changed := c.days[d]; changed {
		return ch.was.Figures
	}
	return c.is(d)
}

func (c *unitChange) is(d calendar.Day) []Figure { return c.h.sheet.days[c.unit][d].Figures }

// take makes versions of the changes.
func (c *unitChange) take() {
	moved := moved(c.rewritings())
	fates := c.fates(len(moved) > 0)
	for _, d := range sortedDays(c.days) {
		ch := c.days[d]
		v := c.version()
		switch {
		case moved[d]:
			v.Figures, v.Vanished = c.stood(d), Moved
			c.h.hold(c.at(d), v, ch.is.Figures)
		case !ch.is.nothing():
			v.Figures, v.Invalid, v.Unread = ch.is.Figures, ch.is.Invalid, ch.is.Unread
			c.h.release(c.at(d))
			c.h.say(c.at(d), v)
		case len(ch.was.Figures) == 0:
			c.h.say(c.at(d), v)
		default:
			c.leave(d, fates[d])
		}
	}
	c.follow()
}

// leave makes the version of a day that has left.
func (c *unitChange) leave(d calendar.Day, f fate) {
	v := c.version()
	v.Vanished = f.how
	switch f.how {
	case Withdrawn, Redated:
		v.Became = f.became
		c.h.release(c.at(d))
		c.h.say(c.at(d), v)
	case Replaced:
		v.Figures, v.Gone = c.stood(d), true
		c.h.release(c.at(d))
		c.h.say(c.at(d), v)
	default:
		v.Figures = c.stood(d)
		c.h.hold(c.at(d), v, nil)
	}
}

// rewritings are the days with other figures than before, and those that were
// found to be moved before and still are.
func (c *unitChange) rewritings() (all []rewriting) {
	fresh := false
	for _, d := range sortedDays(c.days) {
		is, stood := c.days[d].is.Figures, c.stood(d)
		if len(is) > 0 && len(stood) > 0 && !Alike(is, stood) {
			fresh = true
			all = append(all, rewriting{d, stood, is, c.movedBefore(d)})
		}
	}
	if !fresh {
		return nil
	}
	for at := range c.h.held {
		if _, changed := c.days[at.Day]; at.Unit == c.unit && !changed && c.movedBefore(at.Day) {
			all = append(all, rewriting{at.Day, c.stood(at.Day), c.is(at.Day), true})
		}
	}
	slices.SortFunc(all, func(a, b rewriting) int { return int(a.day - b.day) })
	return all
}

func (c *unitChange) movedBefore(d calendar.Day) bool {
	a := c.h.held[c.at(d)]
	return a != nil && a.last().Vanished == Moved
}

// fates tells what became of the days that have left. Where figures have moved
// as well it is not clear of any.
func (c *unitChange) fates(moved bool) map[calendar.Day]fate {
	all := map[calendar.Day]fate{}
	for table, lost := range c.lost() {
		l := c.leaving(table, lost)
		fates := l.fates()
		if moved {
			for d := range fates {
				fates[d] = fate{how: Unclear}
			}
		}
		c.keeping(table).note(l, fates)
		for d, f := range fates {
			all[d] = f
		}
	}
	return all
}

// lost are the days that have left, by table.
func (c *unitChange) lost() map[tableKey][]calendar.Day {
	all := map[tableKey][]calendar.Day{}
	for _, d := range sortedDays(c.days) {
		if ch := c.days[d]; len(ch.was.Figures) > 0 && ch.is.nothing() {
			t := c.h.sheet.tableOf(&ch.was.Figures[0])
			all[t] = append(all[t], d)
		}
	}
	return all
}

func (c *unitChange) leaving(table tableKey, lost []calendar.Day) *leaving {
	l := &leaving{lost: lost, was: c.was, is: c.is, stands: c.covered(lost), rolls: c.keeping(table).rolls, rewritten: c.rewritten,
		blank: func(d calendar.Day) bool { return c.days[d].is.Blank }}
	for d := range c.h.sheet.days[c.unit] {
		was, is := c.was(d), c.is(d)
		switch {
		case len(is) == 0:
		case len(was) > 0 && c.h.sheet.tableOf(&was[0]) == table:
			l.stay = append(l.stay, d)
		case len(was) == 0 && (c.h.sheet.tableOf(&is[0]) == table || !c.recognised(table)):
			l.came = append(l.came, d)
		}
	}
	slices.Sort(l.stay)
	slices.Sort(l.came)
	l.others = c.othersStand(table, lost)
	return l
}

// rewritten reports whether a day had other figures before its last ones.
func (c *unitChange) rewritten(d calendar.Day) bool {
	return slices.ContainsFunc(c.h.account(c.at(d)).versions, func(v Version) bool {
		return !v.Gone && len(v.Figures) > 0 && !Alike(v.Figures, c.was(d))
	})
}

// covered reports whether a table that may speak of the days is still
// recognised.
func (c *unitChange) covered(lost []calendar.Day) bool {
	return slices.ContainsFunc(c.h.sheet.tables, func(t office.Table) bool {
		return t.First <= lost[len(lost)-1] && lost[0] <= t.Last && slices.Contains(t.Units, c.unit)
	})
}

// recognised reports whether a table's tab still has one.
func (c *unitChange) recognised(table tableKey) bool {
	return slices.ContainsFunc(c.h.sheet.tables, func(t office.Table) bool {
		return t.TabID == table.id && (table.id != 0 || t.Tab == table.tab)
	})
}

// othersStand reports whether rows of other units for all of the days stood in
// the table's tab and stand.
func (c *unitChange) othersStand(table tableKey, lost []calendar.Day) bool {
	return !slices.ContainsFunc(lost, func(d calendar.Day) bool {
		for unit, days := range c.h.sheet.days {
			if unit == c.unit || len(days[d].Figures) == 0 {
				continue
			}
			if t := c.h.sheet.tableOf(&days[d].Figures[0]); t == table {
				return false
			}
		}
		return true
	})
}

func sortedDays[T any](m map[calendar.Day]T) []calendar.Day {
	days := make([]calendar.Day, 0, len(m))
	for d := range m {
		days = append(days, d)
	}
	slices.Sort(days)
	return days
}
