package merge

import (
	"maps"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Claims are what counts of all that was ever said of a unit's days: by its
// sources, and by the office.
type Claims struct {
	said    []*record.Version // by day
	entered map[calendar.Day][]office.Decision
	// since is when the figures of a version were first said that only moved
	// since then.
	since map[*record.Version]time.Time
}

// NewClaims sorts what is said of a unit by day; of one day it stays in the
// order of sources.
func NewClaims(said []*record.Version, entered map[calendar.Day][]office.Decision) *Claims {
	byDay := func(a, b *record.Version) int { return int(a.Day - b.Day) }
	if !slices.IsSortedFunc(said, byDay) { // there are several sources
		slices.SortStableFunc(said, byDay)
	}
	return &Claims{said: said, entered: entered}
}

// days lists the days of which anything is said, in ascending order.
func (c *Claims) days() []calendar.Day {
	days := make([]calendar.Day, 0, len(c.said)+len(c.entered))
	for _, v := range c.said {
		days = append(days, v.Day)
	}
	if len(c.entered) > 0 {
		days = slices.AppendSeq(days, maps.Keys(c.entered))
		slices.Sort(days)
	}
	return slices.Compact(days)
}

// On gives what the sources say of a day.
func (c *Claims) On(d calendar.Day) []*record.Version {
	i, _ := slices.BinarySearchFunc(c.said, d, func(v *record.Version, d calendar.Day) int { return int(v.Day - d) })
	j := i
	for j < len(c.said) && c.said[j].Day == d {
		j++
	}
	return c.said[i:j]
}

// stated is when the figures that the sources state of a day last changed.
func (c *Claims) stated(d calendar.Day) time.Time {
	var last time.Time
	for _, v := range c.On(d) {
		at, moved := c.since[v]
		if !moved {
			at = v.Answered
		}
		if at.After(last) {
			last = at
		}
	}
	return last
}

// settled tells since when the figures of a group's nth version have stood, be
// it at other places: a row put in above, or a sheet that is sorted, changes no
// figure (docs/rules.md, What vanishes).
func settled(group []record.Version, n int) time.Time {
	for n > 0 && record.Alike(group[n-1].Figures, group[n].Figures) {
		n--
	}
	return group[n].Answered
}

// changed is when a day last changed, by a source or by the office.
func (c *Claims) changed(d calendar.Day) time.Time {
	last := c.stated(d)
	for _, e := range c.entered[d] {
		if e.At.After(last) {
			last = e.At
		}
	}
	return last
}
