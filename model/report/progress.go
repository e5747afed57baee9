package report

import "tonghop/model/office"

// progress compares the year's totals with every target of the plan.
func progress(p *office.Programme, year Summary) []Progress {
	var out []Progress
	x := newAdder(p)
	days := yearDays(p, year)
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		for _, t := range ind.Targets {
			if t.Scope != office.ScopeUnit {
				out = append(out, x.towards(ind, t, nil, &year.Total, days))
				continue
			}
			for l := range year.Lines {
				if line := &year.Lines[l]; t.Unit == "" || t.Unit == line.Unit.ID {
					out = append(out, x.towards(ind, t, line.Unit, line, days))
				}
			}
		}
	}
	return out
}

// workdays are the year's working days: all, gone by, and still to come.
type workdays struct{ all, gone, left int }

func yearDays(p *office.Programme, year Summary) workdays {
	first, last := max(year.Period.First, p.Starts), year.Period.Last
	if p.Ends != 0 {
		last = min(last, p.Ends)
	}
	w := workdays{all: p.Calendar.WorkingDays(first, last), gone: p.Calendar.WorkingDays(first, min(year.Through, last))}
	w.left = w.all - w.gone
	return w
}

func (x *adder) towards(ind *office.Indicator, t office.Target, u *office.Unit, l *Line, days workdays) Progress {
	done := l.Figures[x.At[ind.ID]]
	g := Progress{Indicator: ind, Target: t, Unit: u, Done: done.Count, Coverage: done, DaysRemaining: days.left}
	if t.Op == office.RatioOf {
		if i, ok := x.At[t.Of]; ok && l.Figures[i].Stated {
			g.Goal = office.Stated(ceil(l.Figures[i].N*t.Value, 100))
		}
	} else {
		g.Goal = office.Stated(t.Needed())
	}
	if g.Goal.Stated && days.all > 0 {
		g.ExpectedToDate = g.Goal.N * int64(days.gone) / int64(days.all)
		if gap := g.Goal.N - done.N; gap > 0 && days.left > 0 {
			g.PerDay = ceil(gap, int64(days.left))
		}
	}
	return g
}

// ceil divides and rounds up.
func ceil(n, by int64) int64 { return (n + by - 1) / by }
