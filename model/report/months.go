package report

import (
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
)

// monthsOf lists a year's months up to a day, as far as they lie in the year
// and in the programme.
func monthsOf(p *office.Programme, year calendar.Period, through calendar.Day) []calendar.Period {
	months := p.Windows.Touching(calendar.KindMonth, max(year.First, p.Starts), min(lastDay(p, through), year.Last))
	for i := range months {
		months[i].First, months[i].Last = max(months[i].First, year.First), min(months[i].Last, year.Last)
	}
	return months
}

// rateMonth counts a unit's standing of a day in the day's month.
func (r *Report) rateMonth(unit string, d calendar.Day, s office.Status) {
	rates := r.Rates[unit]
	if rates == nil {
		rates = make([]office.Rate, len(r.YearMonths))
		r.Rates[unit] = rates
	}
	if i := slices.IndexFunc(r.YearMonths, func(p calendar.Period) bool { return p.Contains(d) }); i >= 0 {
		rates[i].Add(s)
	}
}

// ByMonth sums up each of the year's YearMonths, in order, with the units' rates;
// of one unit alone where it is named.
func (r *Report) ByMonth(unit string) []Summary {
	m := r.Merged
	if unit != "" {
		m = &merge.Merged{}
		for days := range unitRuns(r.Merged.Days) {
			if days[0].Unit.ID == unit {
				m.Days = days
			}
		}
	}
	all := SummariseAll(r.Programme, m, r.Year.Through, r.YearMonths...)
	for i := range all {
		s := &all[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			if rates := r.Rates[l.Unit.ID]; rates != nil {
				l.Rate = rates[i]
				s.Total.Rate = s.Total.Rate.Plus(l.Rate)
			}
		}
	}
	return all
}
