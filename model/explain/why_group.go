package explain

import (
	"cmp"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A CauseGroup is what one kind of cause comes to in one of two periods.
type CauseGroup struct {
	Kind   CauseKind
	Period calendar.Period // the one that the causes' days lie in
	Amount int64
	Units  []CauseShare
}

// A CauseShare is a unit's part of a group.
type CauseShare struct {
	Unit   *office.Unit
	Amount int64
	Days   []calendar.Day
}

// Groups puts a change's causes of a kind together by unit, the largest first.
func (d *Difference) Groups(c *Change) []CauseGroup {
	var groups []CauseGroup
	for _, x := range c.Causes {
		period := d.After.Period
		if d.Before.Period.Contains(x.Day) || x.Day == 0 && x.Amount < 0 {
			period = d.Before.Period
		}
		i := slices.IndexFunc(groups, func(g CauseGroup) bool { return g.Kind == x.Kind && g.Period == period })
		if i < 0 {
			i, groups = len(groups), append(groups, CauseGroup{Kind: x.Kind, Period: period})
		}
		groups[i].add(x)
	}
	bySize := func(a, b int64) int { return cmp.Compare(max(b, -b), max(a, -a)) }
	slices.SortStableFunc(groups, func(a, b CauseGroup) int { return bySize(a.Amount, b.Amount) })
	for i := range groups {
		slices.SortStableFunc(groups[i].Units, func(a, b CauseShare) int { return bySize(a.Amount, b.Amount) })
	}
	return groups
}

func (g *CauseGroup) add(c Cause) {
	g.Amount += c.Amount
	if n := len(g.Units); n == 0 || g.Units[n-1].Unit != c.Unit {
		g.Units = append(g.Units, CauseShare{Unit: c.Unit})
	}
	u := &g.Units[len(g.Units)-1]
	u.Amount += c.Amount
	if c.Day != 0 {
		u.Days = append(u.Days, c.Day)
	}
}
