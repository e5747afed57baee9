package office

import (
	"slices"
	"time"

	"tonghop/model/calendar"
)

// An Era is a configuration that was in force before the present one. It judges
// the days that began under it, from its First up to the next Era's: a deadline
// that is moved, an indicator that is required from now on or a unit that is
// added make nobody late for days gone by.
type Era struct {
	// First is the first day that began under it; 0 for the first configuration
	// of all, which judges the days before it as well.
	First     calendar.Day
	Programme *Programme
}

// On gives the configuration by which a day is judged: the one that was in force
// when the day began, and for days before the first one the first.
func (p *Programme) On(d calendar.Day) *Programme {
	if len(p.Eras) == 0 || d >= p.InForce {
		return p
	}
	held := p.Eras[0].Programme
	for _, e := range p.Eras[1:] {
		if e.First > d {
			break
		}
		held = e.Programme
	}
	return held
}

// After gives the programme as it is after another one that was in force up to
// an instant. It judges the days that begin then or later. What the one before it
// knew of its sources stays: a unit that is pointed to another file keeps what it
// wrote in the old one.
func (p *Programme) After(before *Programme, at time.Time) *Programme {
	next := *p
	first := dayAfter(at.In(before.Location))
	next.InForce, next.Since = first, at
	next.Eras = slices.Clone(before.Eras)
	// A configuration that was replaced on the day on which it came judged no day.
	if last := len(next.Eras) - 1; last >= 0 && before.InForce >= first {
		next.InForce = first
	} else {
		next.Eras = append(next.Eras, Era{before.InForce, before})
	}
	next.Units = slices.Clone(p.Units)
	for i := range next.Units {
		u := &next.Units[i]
		if old, ok := before.KnownAs(u); ok {
			u.Sources = succeed(old.Sources, u.Sources, first)
			u.Reading.OwnTotals = union(u.Reading.OwnTotals, old.Reading.OwnTotals)
		}
	}
	return &next
}

// union adds to kinds of periods those that a unit totalled before: periods gone
// by are judged by such totals still.
func union(now, before []calendar.PeriodKind) []calendar.PeriodKind {
	all := slices.Clone(now)
	for _, k := range before {
		if !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	return all
}

// dayAfter is the first day that begins at an instant or later.
func dayAfter(at time.Time) calendar.Day {
	d := calendar.DayOf(at)
	if d.At(0, at.Location()).Before(at) {
		d++
	}
	return d
}

// Known finds the unit that bears an ID, or bore it formerly.
func (p *Programme) Known(id string) (*Unit, bool) {
	if u, ok := p.Unit(id); ok {
		return u, true
	}
	for i := range p.Units {
		if slices.Contains(p.Units[i].Formerly, id) {
			return &p.Units[i], true
		}
	}
	return nil, false
}

// Former gives, by the IDs that units had formerly, those that they have.
func (p *Programme) Former() map[string]string {
	former := map[string]string{}
	for i := range p.Units {
		for _, id := range p.Units[i].Formerly {
			former[id] = p.Units[i].ID
		}
	}
	return former
}

// KnownAs finds a unit of a later configuration in this one, by its ID or by one
// that it says it had.
func (p *Programme) KnownAs(u *Unit) (*Unit, bool) {
	if old, ok := p.Unit(u.ID); ok {
		return old, true
	}
	for _, id := range u.Formerly {
		if old, ok := p.Unit(id); ok {
			return old, true
		}
	}
	return nil, false
}

// succeed puts a unit's sources of before in front of those of now, which count
// from a day on where they do not say so themselves. Those that are named no more
// are not looked at again.
func succeed(before, now []SourceFrom, first calendar.Day) []SourceFrom {
	named := func(all []SourceFrom, ref string) bool {
		return slices.ContainsFunc(all, func(s SourceFrom) bool { return s.Ref == ref })
	}
	var all []SourceFrom
	for _, s := range before {
		if !named(now, s.Ref) {
			s.Past = true
			all = append(all, s)
		}
	}
	for _, s := range now {
		if s.From == 0 && len(all) > 0 && !named(before, s.Ref) {
			s.From = first
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b SourceFrom) int { return int(a.From - b.From) })
	return all
}
