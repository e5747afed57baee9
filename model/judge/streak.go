package judge

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Streak is how a unit has kept to its daily deadline over a span of days.
// Days that say nothing of the unit neither break a run nor lengthen it: those
// not due yet, excused ones, and those that could not be read.
type Streak struct {
	Unit string
	// Current is how many of the latest days in a row were in time, and Since
	// the first of them; 0 and zero where the last day was not.
	Current int
	Since   calendar.Day
	// Longest is the longest such run of the span.
	Longest int
	// Late are the days that came late, Missed those of which nothing
	// acceptable has come at all, both ascending.
	Late, Missed []calendar.Day
}

// Streaks judges each unit's expected days of a span, in the units' order.
// Units that owe no day of it are left out. Days are judged as Judge does:
// what no look proves late counts as in time.
func Streaks(p *office.Programme, s *record.State, from, to calendar.Day, asOf time.Time) []Streak {
	return New(p, s, from, to, asOf).Streaks(from, to)
}

// Streaks does the same among the days that the judge was made for, and tells
// each of others of every day with its standing, in the order of units, then
// days.
func (j *Judge) Streaks(from, to calendar.Day, others ...func(unit string, d calendar.Day, s office.Status)) (all []Streak) {
	for i := range j.p.Units {
		u := &j.p.Units[i]
		days := j.p.Expected(u, from, to)
		if len(days) == 0 {
			continue
		}
		k := Streak{Unit: u.ID}
		for _, d := range days {
			status := j.Day(u, d).Status
			k.add(d, status)
			for _, tell := range others {
				tell(u.ID, d, status)
			}
		}
		all = append(all, k)
	}
	return all
}

// add takes the next day into account.
func (k *Streak) add(d calendar.Day, s office.Status) {
	switch s {
	case office.OnTime, office.Unproven:
		if k.Current == 0 {
			k.Since = d
		}
		k.Current++
		k.Longest = max(k.Longest, k.Current)
		return
	case office.Late:
		k.Late = append(k.Late, d)
	case office.Missing, office.Invalid: // what we have not understood breaks no streak
		k.Missed = append(k.Missed, d)
	default:
		return
	}
	k.Current, k.Since = 0, 0
}
