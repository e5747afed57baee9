package record

import (
	"slices"

	"tonghop/model/calendar"
)

// What leaves a sheet is told by a day's place among its table's days, never by
// the number of its row. A table is here what one unit says in one tab.

// withdrawnAtOnce is how many days of a table may leave at once and still be
// taken for withdrawals.
const withdrawnAtOnce = 2

// A leaving is a table of which days have left.
type leaving struct {
	lost []calendar.Day // those that have left, ascending
	// stay are the days that stood before and stand still, came those that are
	// new; both ascending.
	stay, came []calendar.Day
	was, is    func(calendar.Day) []Figure
	// blank reports of a day that has left whether its line stands still, empty.
	blank func(calendar.Day) bool
	// others: rows of other units for the days that have left stand still.
	others bool
	// stands: the table itself is still recognised.
	stands bool
	// rolls: it is known of the table that newer days are written in the place of
	// older ones.
	rolls bool
	// rewritten reports whether a day had other figures before its last ones.
	rewritten func(calendar.Day) bool
}

// A fate is what became of a day.
type fate struct {
	how    Vanishing
	became calendar.Day // of one that is Redated
}

// fates tells what became of each of the days that have left. What fits two is
// Unclear.
func (l *leaving) fates() map[calendar.Day]fate {
	pairs := l.redated()
	alone := len(l.stay) == 0 && !l.others
	few := len(l.lost) <= withdrawnAtOnce
	all := map[calendar.Day]fate{}
	for _, d := range l.lost {
		switch became, redated := pairs[d]; {
		case l.replaced():
			all[d] = fate{how: l.replacement(d, redated, alone, few)}
		case redated && few:
			all[d] = fate{Redated, became}
		case few && !alone:
			all[d] = fate{how: Withdrawn}
		case l.stands:
			all[d] = fate{how: Cleared}
		default:
			all[d] = fate{how: TableGone}
		}
	}
	return all
}

// replacement is the fate of a day that left as one does that is replaced. A
// day alone in its table has no others by which it could be withdrawn; where
// its own figures stand under the newer day, its date may have been mended.
func (l *leaving) replacement(d calendar.Day, redated, alone, few bool) Vanishing {
	switch {
	case l.rolls && !(redated && l.rewritten(d)): // else the newer day's figures were written under the old date
		return Replaced
	case !l.rolls && alone && few && !redated:
		return Replaced
	}
	return Unclear
}

// replaced reports whether the days left at the table's old end while newer
// ones came: as many at least, unless it is known how the table is kept.
func (l *leaving) replaced() bool {
	if slices.ContainsFunc(l.lost, l.blank) {
		return false // nothing was written in its place
	}
	last := l.lost[len(l.lost)-1]
	if len(l.stay) > 0 && l.stay[0] < last {
		return false
	}
	newest := last
	if n := len(l.stay); n > 0 {
		newest = l.stay[n-1]
	}
	newer := 0
	for _, d := range l.came {
		if d > newest {
			newer++
		}
	}
	return newer >= len(l.lost) || newer > 0 && l.rolls
}

// redated pairs days that have left with new ones of the same figures at the
// same place among the days that stay.
func (l *leaving) redated() map[calendar.Day]calendar.Day {
	pairs, taken := map[calendar.Day]calendar.Day{}, map[calendar.Day]bool{}
	for _, old := range l.lost {
		for _, d := range l.came {
			if !taken[d] && l.place(old) == l.place(d) && Alike(l.was(old), l.is(d)) && l.calm(old) {
				pairs[old], taken[d] = d, true
				break
			}
		}
	}
	return pairs
}

// place is how many of the days that stay come before a day.
func (l *leaving) place(d calendar.Day) int {
	n, _ := slices.BinarySearch(l.stay, d)
	return n
}

// calm reports whether a day's neighbours say what they said.
func (l *leaving) calm(d calendar.Day) bool {
	n := l.place(d)
	for _, i := range []int{n - 1, n} {
		if i >= 0 && i < len(l.stay) && !Alike(l.was(l.stay[i]), l.is(l.stay[i])) {
			return false
		}
	}
	return true
}

// Alike reports whether two lists state the same of the same indicators,
// wherever it stands.
func Alike(a, b []Figure) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		same := func(f Figure) bool { return f.Indicator == a[i].Indicator && f.Value == a[i].Value }
		if !same(b[i]) && !slices.ContainsFunc(b, same) { // mostly in one order
			return false
		}
	}
	return true
}
