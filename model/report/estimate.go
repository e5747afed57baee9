package report

import "tonghop/model/office"

// An Estimate is what the whole year would come to at the pace so far: the
// year's total to date × the year's working days ÷ those gone by, rounded down.
// A stock stays as it is.
type Estimate struct {
	Counts    []office.Count // by the programme's indicators
	Gone, All int            // working days of the year within the programme
}

// Estimate tells it of the report's year; without a working day gone by no
// count is stated.
func (r *Report) Estimate() Estimate {
	days := yearDays(r.Programme, r.Year)
	e := Estimate{Counts: make([]office.Count, len(r.Programme.Indicators)), Gone: days.gone, All: days.all}
	for i := range r.Programme.Indicators {
		done := r.Year.Total.Figures[i].Count
		switch {
		case !r.Programme.Indicators[i].AddsUp():
			e.Counts[i] = done
		case done.Stated && days.gone > 0:
			e.Counts[i] = office.Stated(done.N * int64(days.all) / int64(days.gone))
		}
	}
	return e
}
