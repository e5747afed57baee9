package web

import (
	"tonghop/model/calendar"
	"tonghop/model/report"
)

// totals are the indicators' figures over today, the month and the year, each
// with its coverage.
type totals struct {
	Day, Month, Year string // the heads
	Rows             []totalRow
}

type totalRow struct {
	Label, Unit      string
	Day, Month, Year covered
}

// A covered figure is blank where nobody stated one.
type covered struct{ Figure, Coverage string }

func (v *view) totals() totals {
	return v.totalsOf(func(s report.Summary) report.Line { return s.Total })
}

// totalsOf takes one line of each summary: the district's or a unit's.
func (v *view) totalsOf(line func(report.Summary) report.Line) totals {
	day, month, year := line(v.Day), line(v.Window), line(v.Year)
	t := totals{
		Day:   dayMonth(v.lastDay()),
		Month: v.span(v.Window.Period),
		Year:  v.Year.Period.Name,
	}
	for i := range v.programme.Indicators {
		x := &v.programme.Indicators[i]
		t.Rows = append(t.Rows, totalRow{x.Label, x.Unit, figureAt(day, i), figureAt(month, i), figureAt(year, i)})
	}
	return t
}

func (v *view) lastDay() calendar.Day {
	if v.Day.Through != 0 {
		return v.Day.Through
	}
	return v.Today
}

func (v *view) span(p calendar.Period) string {
	if p.First == 0 {
		return ""
	}
	return dayMonth(p.First) + "–" + dayMonth(p.Last)
}

func figureAt(l report.Line, i int) covered {
	if i >= len(l.Figures) {
		return covered{}
	}
	f := l.Figures[i]
	return covered{f.String(), share(f.StatedDays, f.ExpectedDays)}
}
