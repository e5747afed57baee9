package report

import (
	"slices"

	"tonghop/model/office"
	"tonghop/model/record"
)

// OfUnit is the report of one unit alone, whose totals are the unit's own; false
// where the unit has no line in the window. What was issued for all units, and
// what changed since, is not in it.
func (r *Report) OfUnit(id string) (*Report, bool) {
	at := slices.IndexFunc(r.Window.Lines, func(l Line) bool { return l.Unit.ID == id })
	if at < 0 {
		return nil, false
	}
	out := *r
	out.Day, out.Window, out.Year = r.Day.ofUnit(id), r.Window.ofUnit(id), r.Year.ofUnit(id)
	out.Comparisons = nil
	for _, c := range r.Comparisons {
		out.Comparisons = append(out.Comparisons, Compare(r.Programme, c.Basis, out.Window, c.Then.ofUnit(id)))
	}
	out.Targets = nil
	for _, t := range r.Targets {
		if t.Unit != nil && t.Unit.ID == id {
			t.Unit = nil // of this report's whole
			out.Targets = append(out.Targets, t)
		}
	}
	out.Plan, out.Totals, out.Issued, out.Restated, out.Carried, out.Dues = nil, nil, nil, nil, nil, nil
	out.Daily = only(r.Daily, func(l DayLine) bool { return l.Unit.ID == id })
	out.Standings = only(r.Standings, func(s office.Standing) bool { return s.Unit == id })
	out.Findings = only(r.Findings, func(f record.OpenFinding) bool { return f.Unit == id })
	out.Notes = only(r.Notes, func(n office.Note) bool { return n.Unit == id })
	return &out, true
}

func (s Summary) ofUnit(id string) Summary {
	s.Lines = only(s.Lines, func(l Line) bool { return l.Unit.ID == id })
	total := Line{Figures: make([]Sum, len(s.Total.Figures))}
	for i := range s.Lines {
		total.include(&s.Lines[i])
		total.Rate = total.Rate.Plus(s.Lines[i].Rate)
	}
	s.Total = total
	return s
}

func only[T any](all []T, keep func(T) bool) (kept []T) {
	for _, x := range all {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}
