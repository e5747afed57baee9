package web

import (
	"strconv"

	"tonghop/model/office"
	"tonghop/model/report"
)

// A target is one bar: what is done of the goal, with a tick at what the
// working days gone by would ask for.
type target struct {
	Label, Goal, Done, Percent string
	Pace, PerDay, Coverage     string
	Behind, Met                bool
	// Bar and Tick are positions in per cent of the bar's length.
	Bar, Tick int64
	// Cover is the coverage likewise, of which CoverAlt tells in words.
	Cover    int64
	CoverAlt string
	// Alt says in words what the bar shows.
	Alt string
}

// targets are the district's, or one unit's own.
func (v *view) targets(of *office.Unit) []target {
	var list []target
	for _, p := range v.Targets {
		if (of == nil) == (p.Unit == nil) && (of == nil || p.Unit.ID == of.ID) {
			list = append(list, v.target(p))
		}
	}
	return list
}

func (v *view) target(p report.Progress) target {
	t := target{
		Label:    p.Indicator.Label,
		Goal:     v.goal(p.Target),
		Done:     v.stated(p.Done),
		Met:      p.Met(),
		Coverage: share(p.Coverage.StatedDays, p.Coverage.ExpectedDays),
	}
	if tenths, ok := p.Percent(); ok {
		t.Percent = v.text("web.percent", "n", strconv.FormatInt(tenths/10, 10), "d", strconv.FormatInt(tenths%10, 10))
		t.Bar = clamp(tenths / 10)
	}
	if p.Goal.Stated && p.Goal.N > 0 {
		t.Tick = clamp(p.ExpectedToDate * 100 / p.Goal.N)
	}
	if n := p.Coverage.ExpectedDays; n > 0 {
		t.Cover, t.CoverAlt = clamp(int64(p.Coverage.StatedDays)*100/int64(n)), v.text("web.covered", "share", t.Coverage)
	}
	t.Pace, t.Behind = v.pace(p)
	if p.Goal.Stated && !t.Met && p.DaysRemaining > 0 {
		t.PerDay = v.text("web.target.per_day", "n", office.Grouped(p.PerDay), "days", strconv.Itoa(p.DaysRemaining))
	}
	t.Alt = v.text("web.target.alt", "label", t.Label, "done", t.Done, "goal", t.Goal, "percent", t.Percent)
	return t
}

// pace compares the total with what the working days gone by would ask for.
func (v *view) pace(p report.Progress) (sentence string, behind bool) {
	gap, ok := p.Gap()
	switch {
	case !ok:
		return "", false
	case p.Met():
		return v.text("web.target.met"), false
	case gap < 0:
		return v.text("web.target.behind", "n", office.Grouped(-gap), "to_date", office.Grouped(p.ExpectedToDate)), true
	default:
		return v.text("web.target.ahead", "n", office.Grouped(gap), "to_date", office.Grouped(p.ExpectedToDate)), false
	}
}

func (v *view) goal(t office.Target) string {
	switch t.Op {
	case office.MoreThan:
		return v.text("book.goal.more_than", "n", office.Grouped(t.Value))
	case office.RatioOf:
		return v.text("book.goal.ratio", "n", strconv.FormatInt(t.Value, 10), "of", v.indicatorLabel(t.Of))
	default:
		return v.text("book.goal.at_least", "n", office.Grouped(t.Value))
	}
}

func (v *view) stated(c office.Count) string {
	if !c.Stated {
		return v.text("book.unstated")
	}
	return c.String()
}

func clamp(percent int64) int64 { return max(0, min(100, percent)) }
