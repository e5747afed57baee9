package reading

import (
	"slices"
	"strconv"

	"tonghop/model"
)

// A series that never falls in so many reported days is suspected of being
// running totals; from the second number on it is withheld.
const (
	suspectedDays = 5
	withheldDays  = 10
)

// silent reports whether neither the config nor the heading says if a field
// holds the day's own figures or running totals. A stock may rise for ever.
func (r *reader) silent(u *model.Unit, f *field) bool {
	x := &r.ctx.Indicators[f.indicator]
	_, own := u.Reading.Cumulative[x.ID]
	_, all := u.Reading.Cumulative["*"]
	return isFlow(x) && !own && !all && !f.span.running && !f.span.daily
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
			if severity == model.SeverityError && p.silent && !p.nothing {
				continue
			}
			r.tally(dayKey{k.unit, p.day}, &p.said, p.value)
		}
	}
}

// suspicion weighs one series: how many reported days it has gone without
// falling. It may fall where a month turns, as totals of a month do.
func suspicion(points []point) model.Severity {
	n := rising(points)
	switch {
	case n >= withheldDays:
		return model.SeverityError
	case n >= suspectedDays:
		return model.SeverityWarning
	}
	return ""
}

// rising counts the days of a series that never falls within a month and is
// not constant, and gives 0 for any other.
func rising(points []point) int {
	total, inMonth, changes, turned := 0, 0, false, false
	counted := 0
	var before *point
	for i := range points {
		p := &points[i]
		if !p.silent || p.nothing {
			continue
		}
		total++
		if before != nil {
			sameMonth := monthOf(before.day) == monthOf(p.day)
			changes = changes || p.value != before.value
			switch {
			case p.value < before.value && sameMonth:
				return 0
			case p.value < before.value:
				turned = true
			}
			if !sameMonth {
				if inMonth >= suspectedDays {
					counted += inMonth
				}
				inMonth = 0
			}
		}
		inMonth++
		before = p
	}
	if inMonth >= suspectedDays {
		counted += inMonth
	}
	if !changes {
		return 0
	}
	if !turned {
		return total
	}
	return counted
}

// reportSuspected reports a suspected series once in each table that it runs
// through.
func (r *reader) reportSuspected(k seriesKey, points []point, severity model.Severity) {
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
