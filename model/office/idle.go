package office

import (
	"time"

	"tonghop/model/calendar"
)

// IdleFrom is for how many expected days in a row a file may stay unchanged
// before it is pointed out (docs/rules.md, What vanishes).
const IdleFrom = 3

// IdleDays counts the latest days in a row whose report the unit owed by asOf,
// and since whose beginning its file, by its own time of last change, was left
// alone. A file that does not tell its time is not idle.
func (p *Programme) IdleDays(u *Unit, modified, asOf time.Time) int {
	if modified.IsZero() {
		return 0
	}
	days := p.Expected(u, p.Starts, calendar.DayOf(asOf.In(p.Location)))
	n := 0
	for i := len(days) - 1; i >= 0; i-- {
		switch {
		case p.Due(calendar.DayPeriod(days[i])).After(asOf):
		case modified.Before(days[i].At(0, p.Location)):
			n++
		default:
			return n
		}
	}
	return n
}
