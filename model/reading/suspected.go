package reading

import (
	"slices"
	"strconv"

	"tonghop/model/office"
)

// A series that never falls in so many reported days is suspected of being
// running totals; from the second number on it is withheld.
const (
	suspectedDays = 5
	withheldDays  = 10
)

// silent reports whether neither the config nor the heading says if a field
// holds the day's own figures or running totals. A stock may rise for ever.
func (r *reader) silent(sh *sheet, u *office.Unit, f *field) bool {
	x := &r.ctx.Indicators[f.indicator]
	says := r.ctx.options(sh.tab, u).Cumulative
	_, own := says[x.ID]
	_, all := says["*"]
	return isFlow(x) && !own && !all && !f.running() && !f.daily()
}

// daily makes tallies of figures that were read as the day's own, but for
// those that look like running totals.
func (r *reader) daily(series map[seriesKey][]point) {
	for _, k := range r.ordered(series) {
		points := series[k]
		severity := suspicion(points)
		if severity != "" {
			r.reportSuspected(k, points, severity)
		}
		for i := range points {
			p := &points[i]
			if severity == office.SeverityError && p.silent && !p.nothing {
				continue
			}
			r.tally(dayKey{k.unit, p.day}, &p.said, p.value)
		}
	}
}

// suspicion weighs one series: how many reported days it has gone without
// falling. It may fall where a month turns, as totals of a month do.
func suspicion(points []point) office.Severity { return severityOf(rising(points)) }

func severityOf(n int) office.Severity {
	switch {
	case n >= withheldDays:
		return office.SeverityError
	case n >= suspectedDays:
		return office.SeverityWarning
	}
	return ""
}

// rising counts the days of a series that never falls within a month and is
// not constant, and gives 0 for any other.
func rising(points []point) int {
	var c climb
	for i := range points {
		if p := &points[i]; p.silent && !p.nothing {
			c.add(monthOf(p.day), p.value)
		}
	}
	return c.days()
}

// A climb follows one series from day to day.
type climb struct {
	total, inMonth, counted int
	changes, turned, fell   bool
	month                   month
	value                   int64
}

// add takes the next day's figure.
func (c *climb) add(m month, value int64) {
	if c.total > 0 {
		c.changes = c.changes || value != c.value
		if value < c.value {
			c.fell, c.turned = c.fell || m == c.month, true
		}
		if m != c.month {
			c.endMonth()
		}
	}
	c.total++
	c.inMonth++
	c.month, c.value = m, value
}

func (c *climb) endMonth() {
	if c.inMonth >= suspectedDays {
		c.counted += c.inMonth
	}
	c.inMonth = 0
}

// days gives what rising gives of all that was added.
func (c climb) days() int {
	c.endMonth()
	switch {
	case c.fell || !c.changes:
		return 0
	case !c.turned:
		return c.total
	}
	return c.counted
}

// reportSuspected reports a suspected series once in each table that it runs
// through.
func (r *reader) reportSuspected(k seriesKey, points []point, severity office.Severity) {
	var told []*table
	for i := range points {
		p := &points[i]
		if !p.silent || slices.Contains(told, p.t) {
			continue
		}
		told = append(told, p.t)
		f := r.report(k.unit, r.at(p.t.sh.tab, p.t.fieldName(p.at)), "cumulative-suspected", severity, "", "n", strconv.Itoa(rising(points)))
		f.Indicator = r.ctx.Indicators[k.indicator].ID
	}
}
