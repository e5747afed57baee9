package report

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A Basis is what a report's figures are compared with.
type Basis string

const (
	PeriodBefore Basis = "before"   // kỳ trước
	YearBefore   Basis = "year-ago" // cùng kỳ năm trước
)

// A Comparison sets a report's figures against those of another period. Of a
// period that still runs as many of the other's days count as have gone by.
type Comparison struct {
	Basis  Basis
	Period calendar.Period // the other one, as far as it is compared
	Lines  []Compared      // by the programme's indicators
}

// Compared is one figure of the district's total and of the other period's.
type Compared struct {
	Indicator *office.Indicator
	Now, Then Sum
	// Covered tells that both may be compared; without it nothing is to be said
	// but that the figures do not suffice (chưa đủ số liệu để so sánh).
	Covered bool
}

// coveredFrom is from which part of the expected unit-days on, in per cent, a
// total may be compared: below it a difference tells of missing reports.
const coveredFrom = 80

// Change is how much more it is now, negative for less; ok is false where the
// two may not be compared.
func (c Compared) Change() (n int64, ok bool) { return c.Now.N - c.Then.N, c.Covered }

// Tenths is the change in tenths of a per cent of what it was, rounded half away
// from zero; ok is false where the two may not be compared or it was 0.
func (c Compared) Tenths() (tenths int64, ok bool) {
	n, ok := c.Change()
	if !ok || c.Then.N <= 0 {
		return 0, false
	}
	return Rounded(n*1000, c.Then.N), true
}

// Rounded divides by a positive number and rounds to the nearest whole one, a
// half away from zero, as people do.
func Rounded(n, by int64) int64 {
	if n < 0 {
		return -((-2*n + by) / (2 * by))
	}
	return (2*n + by) / (2 * by)
}

// Comparisons sets the report's period against the one before and against the
// same period of the year before, in this order; of a kind that has no such
// period there is none. They are made from the same merged figures as the
// report.
func (r *Report) Comparisons() []Comparison {
	var all []Comparison
	var periods []calendar.Period
	last := calendar.Day(0)
	for _, basis := range []Basis{PeriodBefore, YearBefore} {
		if p, ok := r.other(basis); ok {
			all, periods, last = append(all, Comparison{Basis: basis, Period: p}), append(periods, p), max(last, p.Last)
		}
	}
	for i, then := range SummariseAll(r.Programme, r.Merged, last, periods...) {
		for j := range r.Programme.Indicators {
			c := Compared{Indicator: &r.Programme.Indicators[j], Now: r.Window.Total.Figures[j], Then: then.Total.Figures[j]}
			c.Covered = periods[i].First >= r.Programme.Starts && c.Now.Suffices() && c.Then.Suffices()
			all[i].Lines = append(all[i].Lines, c)
		}
	}
	return all
}

// Suffices reports whether enough of what was expected is stated for the figure
// to be compared.
func (s Sum) Suffices() bool {
	return s.Stated && s.ExpectedDays > 0 && s.StatedDays*100 >= coveredFrom*s.ExpectedDays
}

// other is the period that the report's is compared with.
func (r *Report) other(basis Basis) (calendar.Period, bool) {
	now, w := r.Window.Period, r.Programme.Windows
	other, ok := calendar.Period{}, false
	switch y, m, monthly := now.EndMonth(); {
	case now.Kind == calendar.KindDay && basis == PeriodBefore:
		return r.dayBefore(now.First)
	case now.Kind == calendar.KindDay || now.Kind == calendar.KindNamed:
		return other, false
	case basis == PeriodBefore:
		other, ok = w.Of(now.Kind, now.First-1)
	case now.Kind == calendar.KindYear: // the year before is its own same period
		return other, false
	case monthly:
		other, ok = w.Of(now.Kind, w.Month(y-1, m).Last)
	}
	if r.Window.Through < now.Last {
		other.Last = min(other.Last, other.First+(r.Window.Through-now.First))
	}
	return other, ok
}

// dayBefore is the last working day before one.
func (r *Report) dayBefore(d calendar.Day) (calendar.Period, bool) {
	const longest = 31 // no rest lasts longer
	for b := d - 1; b >= d-longest && b >= r.Programme.Starts; b-- {
		if r.Programme.Calendar.Working(b) {
			return calendar.DayPeriod(b), true
		}
	}
	return calendar.Period{}, false
}
