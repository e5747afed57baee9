package reading

import (
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// runsOn reports whether a field holds running totals for any of the table's
// units, and runsOnFor whether it does for one of them: the config says so, or
// else the heading. A stock is a level, never a running total.
func (r *reader) runsOn(t *table, f *field) bool {
	for _, u := range t.units {
		if r.runsOnFor(t.sh, u, f) {
			return true
		}
	}
	return false
}

func (r *reader) runsOnFor(sh *sheet, u *office.Unit, f *field) bool {
	x := &r.ctx.Indicators[f.indicator]
	if !isFlow(x) {
		return false
	}
	says := r.ctx.options(sh.tab, u).Cumulative
	if v, ok := says[x.ID]; ok {
		return v
	}
	if v, ok := says["*"]; ok && (v && !f.daily() || !v) {
		return v
	}
	return f.running()
}

type seriesKey struct {
	unit      *office.Unit
	indicator int
}

// A point is one stated running total.
type point struct {
	day calendar.Day
	said
}

// differences turns running totals into tallies.
func (r *reader) differences(series map[seriesKey][]point) {
	var starts []start
	for _, k := range r.ordered(series) {
		starts = append(starts, r.difference(k, series[k])...)
	}
	r.reportStarts(starts)
}

// ordered puts each series in the order of its days and the series in the
// order of units and indicators.
func (r *reader) ordered(series map[seriesKey][]point) []seriesKey {
	place := map[*office.Unit]int{}
	for i, u := range r.ctx.Units {
		place[u] = i
	}
	keys := make([]seriesKey, 0, len(series))
	for k, points := range series {
		keys = append(keys, k)
		slices.SortStableFunc(points, func(a, b point) int { return int(a.day - b.day) })
	}
	slices.SortFunc(keys, func(a, b seriesKey) int {
		if a.unit != b.unit {
			return place[a.unit] - place[b.unit]
		}
		return a.indicator - b.indicator
	})
	return keys
}

// A step is what one point of a running series means.
type step uint8

const (
	stepDifference step = iota
	stepWhole           // the total itself is the day's figure
	stepStart           // counting begins with the next day
	stepFall            // an error: the total is lower than before
)

// A start is a running total from which counting begins: it cannot be told
// apart into the day's own figure.
type start struct {
	seriesKey
	point
}

func (r *reader) difference(k seriesKey, points []point) (starts []start) {
	restarts := restartsMonthly(points)
	var before *point
	broken := false // a total in between could not be read
	gaps := r.gaps[k.unit]
	for i := range points {
		p := &points[i]
		if p.state != stated {
			broken = true
			continue
		}
		dk := dayKey{k.unit, p.day}
		from := calendar.Day(0)
		if before != nil {
			from = before.day
		}
		broken = broken || slices.ContainsFunc(gaps, func(g calendar.Day) bool { return from <= g && g < p.day })
		switch r.stepOf(before, p, restarts, broken) {
		case stepDifference:
			r.tally(dk, &p.said, p.value-before.value)
		case stepWhole:
			r.tally(dk, &p.said, p.value)
		case stepStart:
			starts = append(starts, start{k, *p})
		case stepFall:
			r.reportFall(dk, k.indicator, p, before)
		}
		before, broken = p, false
	}
	return starts
}

// A sequence is how a unit's days run down a table, for placing the lines that
// have no day.
type sequence struct {
	down         bool           // the rows run from the newest day to the oldest
	above, below []calendar.Day // by line: the nearest day on each side, 0 for none
}

// sequenceOf gives how a unit's days run down the table; it is made once.
func (t *table) sequenceOf(u *office.Unit) *sequence {
	if s := t.sequences[u]; s != nil {
		return s
	}
	n := len(t.lines)
	s := &sequence{above: make([]calendar.Day, n), below: make([]calendar.Day, n)}
	ours := func(l *line) bool { return l.kind == lineDay && l.day != 0 && (t.wide || l.unit == u) }
	var seq []*line
	last := calendar.Day(0)
	for i := range t.lines {
		s.above[i] = last
		if l := &t.lines[i]; ours(l) {
			seq = append(seq, l)
			last = l.day
		}
	}
	last = 0
	for i := n - 1; i >= 0; i-- {
		s.below[i] = last
		if l := &t.lines[i]; ours(l) {
			last = l.day
		}
	}
	up, known := direction(seq)
	s.down = known && !up
	if t.sequences == nil {
		t.sequences = map[*office.Unit]*sequence{}
	}
	t.sequences[u] = s
	return s
}

// earlierNeighbour places a line that has no day among those that have: it
// gives the last day before it, by the order of the lines, and 0 if it comes
// first. A gap after that day makes the next running total unreadable.
func (t *table) earlierNeighbour(i int, u *office.Unit) calendar.Day {
	s := t.sequenceOf(u)
	above, below := s.above[i], s.below[i]
	if s.down {
		return below
	}
	if above != 0 && below != 0 {
		return min(above, below)
	}
	return above
}

// stepOf decides what a point means after the one before it.
func (r *reader) stepOf(before, p *point, restarts, broken bool) step {
	if before == nil {
		switch {
		case p.value == 0 && !broken, !broken && p.day <= firstWorkday(r.ctx.Starts):
			return stepWhole
		case restarts && !broken && p.day <= firstWorkday(span(monthOf(p.day)).first):
			return stepWhole
		}
		return stepStart
	}
	turned := monthOf(before.day) != monthOf(p.day)
	falls := p.value < before.value
	switch {
	case turned && p.monthly:
		if broken {
			return stepStart
		}
		return stepWhole
	case turned && falls && p.value*2 <= before.value:
		if broken {
			return stepStart
		}
		return stepWhole
	case falls:
		return stepFall
	case broken, turned && restarts:
		return stepStart
	}
	return stepDifference
}

// restartsMonthly reports whether a series starts anew with each month: its
// heading says so, or it falls by half or more where a month turns.
func restartsMonthly(points []point) bool {
	var before *point
	for i := range points {
		p := &points[i]
		if p.monthly {
			return true
		}
		if p.state != stated {
			continue
		}
		if before != nil && monthOf(before.day) != monthOf(p.day) && p.value*2 <= before.value && p.value < before.value {
			return true
		}
		before = p
	}
	return false
}

// firstWorkday is the first day from Monday to Friday on or after a day.
func firstWorkday(d calendar.Day) calendar.Day {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d++
	}
	return d
}

func (r *reader) reportFall(k dayKey, indicator int, p, before *point) {
	f := r.report(k.unit, r.at(p.t.sh.tab, p.cell), "cumulative-falls", office.SeverityError, office.Grouped(p.value),
		"value", office.Grouped(p.value), "before", office.Grouped(before.value))
	f.Day, f.Indicator = k.day, r.ctx.Indicators[indicator].ID
}

// reportStarts reports a series' start at its cell, and one finding where
// several columns start in the same line.
func (r *reader) reportStarts(starts []start) {
	type place struct {
		unit *office.Unit
		t    *table
		line int
	}
	groups := map[place][]start{}
	var order []place
	for _, s := range starts {
		p := place{s.unit, s.t, s.line}
		if groups[p] == nil {
			order = append(order, p)
		}
		groups[p] = append(groups[p], s)
	}
	for _, p := range order {
		g := groups[p]
		cell, raw := g[0].cell, office.Grouped(g[0].value)
		var labels []string
		for _, s := range g {
			labels = append(labels, r.ctx.Indicators[s.indicator].Label)
		}
		if len(g) > 1 {
			cell, raw = p.t.lineName(p.line), ""
		}
		f := r.report(p.unit, r.at(p.t.sh.tab, cell), "cumulative-start", office.SeverityWarning, raw, "labels", strings.Join(labels, "; "))
		f.Day = g[0].day
		if len(g) == 1 {
			f.Indicator = r.ctx.Indicators[g[0].indicator].ID
		}
	}
}
