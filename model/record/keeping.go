package record

import (
	"slices"

	"tonghop/model/calendar"
)

// A keeping is what is known of how a table is kept: whether newer days are
// written in the place of older ones, as in a sheet of one row that is overtyped
// each day, or of the last days only. Once might be a withdrawal beside a new
// day, and is asked; the second time shows how the table is kept, and answers
// for the first.
type keeping struct {
	rolls bool
	// asked are the days of those times at which it was not clear; of each the
	// days that left at once.
	asked [][]calendar.Day
	// slid counts the times at which days were withdrawn at the old end and a
	// newer day came only at a later look.
	slid [][]calendar.Day
	// waiting are the days that left last at the old end, until a newer one comes.
	waiting []calendar.Day
	alone   bool // nothing else stood in the table
}

const (
	// rollsAsked and rollsSlid are how many times show how a table is kept.
	rollsAsked = 2
	rollsSlid  = 3
)

func (c *unitChange) keeping(table tableKey) *keeping {
	tables := c.h.unit(c.unit).tables
	if tables[table] == nil {
		tables[table] = &keeping{}
	}
	return tables[table]
}

// note takes in what became of days that have left a table; it may change what
// is said of them.
func (k *keeping) note(l *leaving, fates map[calendar.Day]fate) {
	k.waiting = nil
	first := fates[l.lost[0]].how
	old := len(l.stay) == 0 || l.lost[len(l.lost)-1] < l.stay[0]
	switch {
	case first == Replaced:
		k.rolls = true
	case first == Unclear && l.replaced():
		if !k.rolls { // else something else is unclear
			k.asked = append(k.asked, l.lost)
			k.rolls = len(k.asked) >= rollsAsked
		}
	case old && len(l.came) == 0 && len(l.lost) <= withdrawnAtOnce:
		k.waiting, k.alone = l.lost, len(l.stay) == 0 && !l.others
		if k.rolls { // a newer day is to come
			for d := range fates {
				fates[d] = fate{how: Unclear}
			}
		}
	}
}

// follow sees what a look shows of how the unit's tables are kept, and says so
// of days that have left before.
func (c *unitChange) follow() {
	for table, k := range c.h.unit(c.unit).tables {
		if len(k.waiting) > 0 {
			c.succeed(table, k)
		}
		if !k.rolls {
			continue
		}
		for _, days := range slices.Concat(k.asked, k.slid) {
			for _, d := range days {
				c.h.replace(c.at(d))
			}
		}
		k.asked, k.slid = nil, nil
	}
}

// succeed looks whether newer days came to a table whose oldest had left.
func (c *unitChange) succeed(table tableKey, k *keeping) {
	came, alike := c.newer(table, k.waiting)
	if came == 0 {
		return
	}
	waiting := k.waiting
	k.waiting = nil
	switch {
	case k.rolls:
		k.asked = append(k.asked, waiting)
	case k.alone && came >= len(waiting) && !alike:
		k.rolls, k.asked = true, append(k.asked, waiting)
	case !k.alone:
		k.slid = append(k.slid, waiting)
		k.rolls = len(k.slid) >= rollsSlid
	}
}

// newer counts the days of a table that are new and newer than others, and tells
// whether one bears the figures of those.
func (c *unitChange) newer(table tableKey, than []calendar.Day) (n int, same bool) {
	for d := range c.days {
		is := c.is(d)
		if d <= than[len(than)-1] || len(is) == 0 || len(c.days[d].was.Figures) > 0 || c.h.sheet.tableOf(&is[0]) != table {
			continue
		}
		n++
		same = same || slices.ContainsFunc(than, func(old calendar.Day) bool { return Alike(is, c.stood(old)) })
	}
	return n, same
}

// replace says of a day that left that it was replaced: what was read last is
// kept.
func (h *History) replace(at UnitDay) {
	a := h.account(at)
	last := a.last()
	switch {
	case last.Settled != 0 || last.Vanished == "" || last.Vanished == Redated || last.Vanished == Replaced:
		return // the office has decided, or the day is said again
	case a.hold != nil:
		for i := a.hold.from; i < len(a.versions); i++ {
			a.versions[i].Vanished = Replaced
		}
	default:
		n := len(a.versions) - 1
		for n > 0 && len(a.versions[n].Figures) == 0 {
			n--
		}
		last.Figures, last.Gone, last.Vanished = a.versions[n].Figures, true, Replaced
	}
	h.units[at.Unit].said = nil
	h.release(at)
}
