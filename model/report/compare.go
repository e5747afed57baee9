package report

import (
	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
)

// A Basis is what a report's figures are compared with.
type Basis string

const (
	PeriodBefore Basis = "before"   // kỳ trước
	YearBefore   Basis = "year-ago" // cùng kỳ năm trước
)

// A Comparison sets a period's figures against those of another one. Of a period
// that still runs, or is cut short, as many of the other's days count as it has.
type Comparison struct {
	Basis Basis
	Then  Summary    // of the other period, as far as it is compared
	Lines []Compared // by the programme's indicators
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
// total may be compared: below it a difference tells of missing reports
// (docs/rules.md, Periods, comparisons, places).
const coveredFrom = 95

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

// AgainstBefore is how an indicator's total compares with the whole period before; false
// where that has no sense: of a day, of a period that still runs or is cut short,
// or where either is not covered.
func (r *Report) AgainstBefore(indicator int) (Compared, bool) {
	period := r.Window.Period
	whole, ok := r.Programme.Windows.Of(period.Kind, period.First)
	if !ok || period.Kind == calendar.KindDay || whole.First != period.First || whole.Last != period.Last || r.Window.Through < period.Last {
		return Compared{}, false
	}
	for _, c := range r.Comparisons {
		if c.Basis == PeriodBefore {
			return c.Lines[indicator], c.Lines[indicator].Covered
		}
	}
	return Compared{}, false
}

// comparisons are made from the same merged figures as the window.
func comparisons(p *office.Programme, m *merge.Merged, window Summary) (all []Comparison) {
	var bases []Basis
	var periods []calendar.Period
	last := calendar.Day(0)
	for _, basis := range []Basis{PeriodBefore, YearBefore} {
		if other, ok := other(p, window, basis); ok {
			bases, periods, last = append(bases, basis), append(periods, other), max(last, other.Last)
		}
	}
	for i, then := range SummariseAll(p, m, last, periods...) {
		all = append(all, Compare(p, bases[i], window, then))
	}
	return all
}

// Compare sets a summary against another one's.
func Compare(p *office.Programme, basis Basis, now, then Summary) Comparison {
	c := Comparison{Basis: basis, Then: then}
	for i := range p.Indicators {
		one := Compared{Indicator: &p.Indicators[i], Now: now.Total.Figures[i], Then: then.Total.Figures[i]}
		one.Covered = then.Period.First >= p.Starts && one.Now.suffices() && one.Then.suffices() && sameUnits(now.Lines, then.Lines, i)
		c.Lines = append(c.Lines, one)
	}
	return c
}

// sameUnits reports whether the units of whom an indicator is expected are the
// same in both, and each stated it.
func sameUnits(now, then []Line, indicator int) bool {
	if len(now) != len(then) {
		return false
	}
	for i := range now {
		a, b := now[i].Figures[indicator], then[i].Figures[indicator]
		if now[i].Unit.ID != then[i].Unit.ID || a.Stated != b.Stated || !a.Stated && a.ExpectedDays+b.ExpectedDays > 0 {
			return false
		}
	}
	return true
}

// suffices reports whether enough of what was expected is stated for the figure
// to be compared.
func (s Sum) suffices() bool {
	return s.Stated && s.ExpectedDays > 0 && s.StatedDays*100 >= coveredFrom*s.ExpectedDays
}

// other is the period that a window is compared with.
func other(p *office.Programme, window Summary, basis Basis) (calendar.Period, bool) {
	now, w := window.Period, p.Windows
	other, ok := calendar.Period{}, false
	switch y, m, monthly := now.EndMonth(); {
	case now.Kind == calendar.KindDay && basis == PeriodBefore:
		return dayBefore(p, now.First)
	case now.Kind == calendar.KindDay || now.Kind == calendar.KindNamed:
		return other, false
	case basis == PeriodBefore:
		other, ok = w.Of(now.Kind, now.First-1)
	case now.Kind == calendar.KindYear: // the year before is its own same period
		return other, false
	case monthly:
		other, ok = w.Of(now.Kind, w.Month(y-1, m).Last)
	}
	whole, _ := w.Of(now.Kind, now.First)
	if through := min(window.Through, now.Last); through < whole.Last {
		other.Last = min(other.Last, other.First+(through-now.First))
	}
	return other, ok
}

// dayBefore is the last working day before one.
func dayBefore(p *office.Programme, d calendar.Day) (calendar.Period, bool) {
	const longest = 31 // no rest lasts longer
	for b := d - 1; b >= d-longest && b >= p.Starts; b-- {
		if p.Calendar.Working(b) {
			return calendar.DayPeriod(b), true
		}
	}
	return calendar.Period{}, false
}
