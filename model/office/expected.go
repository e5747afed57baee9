package office

import "tonghop/model/calendar"

// Expected lists the days in a span for which the unit owes a daily report:
// working days from its adoption (or the programme's start) on, within its
// validity and the programme. Reports of other days are accepted, not
// demanded.
func (p *Programme) Expected(u *Unit, from, to calendar.Day) []calendar.Day {
	from = max(from, p.Starts, u.Since, u.From)
	if p.Ends != 0 {
		to = min(to, p.Ends)
	}
	if u.To != 0 {
		to = min(to, u.To)
	}
	var days []calendar.Day
	for d := from; d <= to; d++ {
		if p.Calendar.Working(d) {
			days = append(days, d)
		}
	}
	return days
}
