package office

import "tonghop/model/calendar"

// Expected lists the days in a span for which the unit owes a daily report:
// working days from its adoption (or the programme's start) on, within its
// validity and the programme, as the configuration of the day had it as well.
// Reports of other days are accepted, not demanded.
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
		if p.Calendar.Working(d) && p.On(d).owed(p, u, d) {
			days = append(days, d)
		}
	}
	return days
}

// owed reports whether the configuration that was in force when a day began
// asked a unit of the present one for a report of it. Both must: what a later
// configuration says of a day by its date, such as a day off, is milder or
// demands nothing that was not known on the day.
func (p *Programme) owed(now *Programme, u *Unit, d calendar.Day) bool {
	if p == now {
		return true
	}
	then, ok := p.KnownAs(u)
	return ok && d >= max(p.Starts, then.Since) && then.ValidOn(d) && (p.Ends == 0 || d <= p.Ends) && p.Calendar.Working(d)
}
