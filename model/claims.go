package model

import (
	"maps"
	"slices"
	"time"
)

// Claims are what counts of all that was ever said of a unit's days: by its
// sources, and by the office.
type claims struct {
	said    []*Version // by day
	entered map[Day][]Decision
	// since is when the figures of a version were first said that only moved
	// since then.
	since map[*Version]time.Time
}

// newClaims sorts what is said of a unit by day; of one day it stays in the
// order of sources.
func newClaims(said []*Version, entered map[Day][]Decision) *claims {
	byDay := func(a, b *Version) int { return int(a.Day - b.Day) }
	if !slices.IsSortedFunc(said, byDay) { // there are several sources
		slices.SortStableFunc(said, byDay)
	}
	return &claims{said: said, entered: entered}
}

// days lists the days of which anything is said, in ascending order.
func (c *claims) days() []Day {
	days := make([]Day, 0, len(c.said)+len(c.entered))
	for _, v := range c.said {
		days = append(days, v.Day)
	}
	if len(c.entered) > 0 {
		days = slices.AppendSeq(days, maps.Keys(c.entered))
		slices.Sort(days)
	}
	return slices.Compact(days)
}

// on gives what the sources say of a day.
func (c *claims) on(d Day) []*Version {
	i, _ := slices.BinarySearchFunc(c.said, d, func(v *Version, d Day) int { return int(v.Day - d) })
	j := i
	for j < len(c.said) && c.said[j].Day == d {
		j++
	}
	return c.said[i:j]
}

// stated is when the figures that the sources state of a day last changed.
func (c *claims) stated(d Day) time.Time {
	var last time.Time
	for _, v := range c.on(d) {
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
// figure (READING.md §6).
func settled(group []Version, n int) time.Time {
	for n > 0 && alike(group[n-1].Figures, group[n].Figures) {
		n--
	}
	return group[n].Answered
}

// alike reports whether two lists state the same of the same indicators.
func alike(a, b []Figure) bool {
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

// changed is when a day last changed, by a source or by the office.
func (c *claims) changed(d Day) time.Time {
	last := c.stated(d)
	for _, e := range c.entered[d] {
		if e.At.After(last) {
			last = e.At
		}
	}
	return last
}
