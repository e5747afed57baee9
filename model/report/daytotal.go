package report

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A DayTotal is what all units together reported for one day. Stocks do not
// add up over days, so they are unstated.
type DayTotal struct {
	Day     calendar.Day
	Figures []office.Count // by the programme's indicators, in order
	// Reported counts the units that stated anything.
	Reported int
}

// dayTotals adds up the days of a window that have figures or on which a
// report was owed, up to through.
func dayTotals(p *office.Programme, lines []DayLine, window calendar.Period, through calendar.Day) []DayTotal {
	by := map[calendar.Day]*DayTotal{}
	for i := range lines {
		l := &lines[i]
		t := by[l.Day]
		if t == nil {
			t = &DayTotal{Day: l.Day, Figures: make([]office.Count, len(p.Indicators))}
			by[l.Day] = t
		}
		stated := false
		for j, f := range l.Figures {
			stated = stated || f.Stated
			if p.Indicators[j].AddsUp() {
				t.Figures[j] = t.Figures[j].Plus(f.Count)
			}
		}
		if stated {
			t.Reported++
		}
	}
	var all []DayTotal
	for d := max(window.First, p.Starts); d <= through; d++ {
		switch t := by[d]; {
		case t != nil:
			all = append(all, *t)
		case p.Calendar.Working(d):
			all = append(all, DayTotal{Day: d, Figures: make([]office.Count, len(p.Indicators))})
		}
	}
	return all
}

// A PlanCheck compares the district's target of an indicator with what its
// units' own targets add up to.
type PlanCheck struct {
	Indicator       *office.Indicator
	District, Units int64
	// Having counts the units that have a target of it, Of all units.
	Having, Of int
}

// planChecks compares the targets of the indicators that have both the
// district's and its units' own. Ratios do not add up.
func planChecks(targets []Progress, units int) []PlanCheck {
	var all []PlanCheck
	for _, d := range targets {
		if d.Unit != nil || d.Target.Op == office.RatioOf {
			continue
		}
		c := PlanCheck{Indicator: d.Indicator, District: d.Goal.N, Of: units}
		for _, u := range targets {
			if u.Unit != nil && u.Indicator == d.Indicator && u.Target.Op != office.RatioOf {
				c.Units += u.Goal.N
				c.Having++
			}
		}
		if c.Having > 0 {
			all = append(all, c)
		}
	}
	return all
}
