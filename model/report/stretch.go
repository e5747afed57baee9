package report

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A Stretch is a stretch of a report's window with each unit's figures in it.
type Stretch struct {
	Period calendar.Period
	// Figures are by unit and then by the programme's indicators; a unit that
	// stated nothing in it is not there.
	Figures map[string][]Cited
}

// Months parts the report's window by the months' windows; the first and the
// last are cut short where the window begins or ends within a month. Flows add
// up, of a stock the last figure stated in the part stands.
func (r *Report) Months() []Stretch {
	var parts []Stretch
	for first := r.Window.Period.First; first <= r.Window.Through; {
		month := r.Programme.Windows.MonthOf(first)
		month.First, month.Last = first, min(month.Last, r.Window.Through)
		parts = append(parts, Stretch{month, map[string][]Cited{}})
		first = month.Last + 1
	}
	for i := range r.Daily {
		l := &r.Daily[i]
		for _, part := range parts {
			if part.Period.Contains(l.Day) {
				part.add(r.Programme, l)
			}
		}
	}
	return parts
}

func (part Stretch) add(p *office.Programme, l *DayLine) {
	sums := part.Figures[l.Unit.ID]
	if sums == nil {
		sums = make([]Cited, len(p.Indicators))
		part.Figures[l.Unit.ID] = sums
	}
	for i, f := range l.Figures {
		if !f.Stated {
			continue
		}
		sums[i].Count = p.Indicators[i].Then(sums[i].Count, f.Count)
		if f.Entered != nil {
			sums[i].Entered = f.Entered
		}
	}
}

// Total adds lines up, as a Summary's total does.
func Total(p *office.Programme, lines []*Line) Line {
	t := Line{Figures: make([]Sum, len(p.Indicators))}
	for _, l := range lines {
		t.include(l)
		t.Rate = t.Rate.Plus(l.Rate)
	}
	return t
}
