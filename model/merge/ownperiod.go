package merge

import (
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// byCalendarWindows are the windows of somebody who knows none of the office's.
var byCalendarWindows = calendar.Windows{MonthStart: 1, YearStartMonth: time.January, YearStartDay: 1}

// periodDiffers holds what units state of their months, quarters, halves and
// years in a tab of their own against the sums of their days: of the period's
// window, or of the calendar's, or up to the day on which the report is due,
// whichever agrees. Rows among the days were
// compared while reading. A period without any day of the indicator is no
// contradiction.
func (m *Merged) periodDiffers(p *office.Programme, totals []record.OpenTotal) {
	x := NewIndex(p)
	sums := map[[2]string][][]office.Count{} // by unit and period
	for i := range totals {
		t := &totals[i]
		window, named := p.Windows.Find(t.Period)
		at, known := x.At[t.Indicator]
		if t.Compared || !t.Until.IsZero() || !named || !known || !p.Indicators[at].AddsUp() {
			continue
		}
		byCalendar, _ := byCalendarWindows.Find(window.Name)
		of := [2]string{t.Unit, t.Period}
		if sums[of] == nil {
			sums[of] = m.sumsOf(x, t.Unit, []calendar.Period{window, byCalendar, untilDue(p, window)})
		}
		sum := sums[of][0][at]
		if !sum.Stated || slices.ContainsFunc(sums[of], func(s []office.Count) bool { return s[at].N == t.Value }) {
			continue
		}
		m.add(t.Since, office.Finding{Unit: t.Unit, Origin: t.Origin, Code: office.CodePeriodDiffers, Severity: office.SeverityWarning, Day: byCalendar.Last, Indicator: t.Indicator,
			Raw: strconv.FormatInt(t.Value, 10), Args: map[string]string{"period": window.Name, "label": t.Label, "sum": office.Grouped(sum.N)}})
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
