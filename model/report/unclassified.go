package report

import (
	"slices"

	"tonghop/model/office"
)

// unclassifiedID begins the ID of an indicator that holds what a total has
// beyond its parts.
const unclassifiedID = "unclassified:"

// Unclassified gives the report with one more indicator for each printed total
// that units stated without its parts: what the total has beyond them, so that
// total = part + part + unclassified is true of every line but those that are
// BelowParts: nothing is left there, and their rest is unstated. The new
// indicators come last and have no daily figures.
func (r *Report) Unclassified(printed []string, label string) *Report {
	out := r
	for i := range r.Programme.Indicators {
		if x := &r.Programme.Indicators[i]; slices.Contains(printed, x.ID) && out.leaves(x, printed) {
			out = out.withRest(i, label)
		}
	}
	return out
}

// BelowParts reports whether a line's total is less than its parts together: it
// lacks days of which the parts were read.
func (r *Report) BelowParts(x *office.Indicator, l *Line) bool {
	return len(x.Formula) > 0 && !slices.ContainsFunc(x.Formula, func(t office.Term) bool { return t.Sign != 1 }) &&
		r.beyond(x, l.count).N < 0
}

// UnclassifiedOf is the ID of the indicator that holds the rest of a total.
func UnclassifiedOf(total string) string { return unclassifiedID + total }

// leaves reports whether some line states a printed total beyond its parts.
func (r *Report) leaves(x *office.Indicator, printed []string) bool {
	if len(x.Formula) == 0 {
		return false
	}
	for _, t := range x.Formula {
		if t.Sign != 1 || !slices.Contains(printed, t.Indicator) {
			return false
		}
	}
	return slices.ContainsFunc(slices.Concat(r.Window.Lines, r.Year.Lines), func(l Line) bool { return r.rest(x, l.count).N > 0 })
}

// rest is what a row of counts, by the programme's indicators, has of a total
// beyond its parts, unstated where that is less than nothing.
func (r *Report) rest(x *office.Indicator, count func(indicator int) office.Count) office.Count {
	rest := r.beyond(x, count)
	if rest.N < 0 {
		return office.Count{}
	}
	return rest
}

func (r *Report) beyond(x *office.Indicator, count func(indicator int) office.Count) office.Count {
	at := func(id string) office.Count {
		return count(slices.IndexFunc(r.Programme.Indicators, func(y office.Indicator) bool { return y.ID == id }))
	}
	rest := at(x.ID)
	for _, t := range x.Formula {
		part := at(t.Indicator)
		rest.N -= part.N
		rest.Stated = rest.Stated || part.Stated
	}
	return rest
}

func (l Line) count(indicator int) office.Count { return l.Figures[indicator].Count }

func (r *Report) withRest(i int, label string) *Report {
	out, p := *r, *r.Programme
	p.Indicators = slices.Clone(p.Indicators)
	total := &p.Indicators[i]
	extra := func(lines ...Line) []Line {
		lines = slices.Clone(lines)
		for k := range lines {
			lines[k].Figures = append(slices.Clone(lines[k].Figures), Sum{Count: r.rest(&r.Programme.Indicators[i], lines[k].count)})
		}
		return lines
	}
	out.Window.Lines, out.Year.Lines = extra(r.Window.Lines...), extra(r.Year.Lines...)
	out.Window.Total, out.Year.Total = withSum(extra(r.Window.Total)[0], out.Window.Lines), withSum(extra(r.Year.Total)[0], out.Year.Lines)
	out.Totals = slices.Clone(r.Totals)
	for k := range out.Totals {
		figures := out.Totals[k].Figures
		day := r.rest(&r.Programme.Indicators[i], func(at int) office.Count { return figures[at] })
		out.Totals[k].Figures = append(slices.Clone(figures), day)
	}
	rest := office.Indicator{ID: UnclassifiedOf(total.ID), Label: label, Short: label, Unit: total.Unit, Group: total.Group, Aggregate: total.Aggregate}
	total.Formula = append(slices.Clone(total.Formula), office.Term{Sign: 1, Indicator: rest.ID})
	p.Indicators = append(p.Indicators, rest)
	out.Programme = &p
	return &out
}

// withSum makes a total's last figure that of its lines, of which some may have
// no rest.
func withSum(total Line, lines []Line) Line {
	last := len(total.Figures) - 1
	if len(lines) > 0 {
		total.Figures[last] = Sum{}
	}
	for i := range lines {
		total.Figures[last].Count = total.Figures[last].Plus(lines[i].Figures[last].Count)
	}
	return total
}
