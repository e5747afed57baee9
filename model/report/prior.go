package report

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
)

// coveredPercent is on how many of a hundred expected unit-days a figure must be
// stated before two periods are compared by it (docs/rules.md, Papers).
const coveredPercent = 95

// priorPeriod is the period of the same kind that ended the day before a window
// began; false for days, for the office's own periods, for a window that is cut
// short, and where the programme had not begun when it did.
func priorPeriod(p *office.Programme, window calendar.Period, through calendar.Day) (calendar.Period, bool) {
	if window.Kind == calendar.KindDay || through < window.Last {
		return calendar.Period{}, false
	}
	whole, ok := p.Windows.Of(window.Kind, window.First)
	if !ok || whole.First != window.First || whole.Last != window.Last {
		return calendar.Period{}, false
	}
	prior, ok := p.Windows.Of(window.Kind, window.First-1)
	return prior, ok && prior.First >= p.Starts
}

// PriorTotal is an indicator's total over the period before the window, and
// false where the two cannot be compared: there is none, other units reported in
// it, or in either some unit stated nothing or too many days are not covered.
func (r *Report) PriorTotal(indicator int) (before office.Count, ok bool) {
	if r.Prior == nil || len(r.Prior.Lines) != len(r.Window.Lines) {
		return before, false
	}
	for i := range r.Window.Lines {
		now, then := &r.Window.Lines[i], &r.Prior.Lines[i]
		if now.Unit.ID != then.Unit.ID || !now.Figures[indicator].Stated || !then.Figures[indicator].Stated {
			return before, false
		}
	}
	before = r.Prior.Total.Figures[indicator].Count
	return before, covered(r.Window.Total.Figures[indicator]) && covered(r.Prior.Total.Figures[indicator])
}

func covered(s Sum) bool { return s.Stated && s.StatedDays*100 >= s.ExpectedDays*coveredPercent }
