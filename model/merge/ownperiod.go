package merge

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// byCalendarWindows are the windows of somebody who knows none of the office's.
var byCalendarWindows = calendar.Windows{MonthStart: 1, YearStartMonth: time.January, YearStartDay: 1}

// periodDiffers holds what units state of their months, quarters, halves and
// years in a tab of their own against the sums of their days: of the period's
// window, or of the calendar's, or up to the day on which the report is due,
// whichever agrees. Rows among the days were
// compared while reading. A period without any day of the indicator is no
// contradiction.
func (m *Merged) periodDiffers(p *office.Programme) {
	x := NewIndex(p)
	for _, f := range slices.Clone(m.Findings) {
		window, known := p.Windows.Find(f.Args["period"])
		if f.Code != office.CodePeriodStated || f.Args["figures"] == "" || !known {
			continue
		}
		byCalendar, _ := byCalendarWindows.Find(window.Name)
		sums := m.sumsOf(x, f.Unit, []calendar.Period{window, byCalendar, untilDue(p, window)})
		for _, text := range strings.Fields(f.Args["figures"]) {
			indicator, value, cell := office.CutOwnFigure(text)
			at, known := x.At[indicator]
			if !known || !p.Indicators[at].AddsUp() || !sums[0][at].Stated || slices.ContainsFunc(sums, func(s []office.Count) bool { return s[at].N == value }) {
				continue
			}
			d := office.Finding{Unit: f.Unit, Origin: f.Origin, Code: office.CodePeriodDiffers, Severity: office.SeverityWarning, Day: f.Day, Indicator: indicator,
				Raw: strconv.FormatInt(value, 10), Args: map[string]string{"period": window.Name, "label": f.Raw, "sum": office.Grouped(sums[0][at].N)}}
			d.Cell = cell
			m.add(f.Since, d)
		}
	}
}

// untilDue is a period as far as its report, which is due before the period
// ends, can tell of it: "Cả năm" written by 29/11 knows nothing of December.
func untilDue(p *office.Programme, period calendar.Period) calendar.Period {
	period.Last = min(period.Last, calendar.DayOf(p.Due(period).Add(-time.Second).In(p.Location)))
	return period
}

// sumsOf adds up a unit's days in each of several spans, by indicators.
func (m *Merged) sumsOf(x *Index, unit string, spans []calendar.Period) [][]office.Count {
	sums, row := make([][]office.Count, len(spans)), make([]office.Count, len(x.P.Indicators))
	for i := range sums {
		sums[i] = make([]office.Count, len(row))
	}
	first := max(0, slices.IndexFunc(m.Days, func(d UnitDay) bool { return d.Unit.ID == unit }))
	for i := first; i < len(m.Days) && m.Days[i].Unit.ID == unit; i++ {
		d := &m.Days[i]
		x.Counts(d, row)
		for j, span := range spans {
			for k := range row {
				if span.Contains(d.Day) && row[k].Stated {
					sums[j][k] = sums[j][k].Plus(row[k])
				}
			}
		}
	}
	return sums
}
