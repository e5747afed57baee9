package report

import (
	"cmp"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Freeze takes the figures that a Report states, to be kept when it is closed.
func Freeze(r *Report) []record.Frozen {
	year := map[string]*Line{}
	for i := range r.Year.Lines {
		year[r.Year.Lines[i].Unit.ID] = &r.Year.Lines[i]
	}
	var all []record.Frozen
	add := func(unit string, period, toDate *Line) {
		for i := range r.Programme.Indicators {
			f := record.Frozen{Unit: unit, Indicator: r.Programme.Indicators[i].ID, Period: period.Figures[i].Count}
			if toDate != nil {
				f.Year = toDate.Figures[i].Count
			}
			all = append(all, f)
		}
	}
	for i := range r.Window.Lines {
		l := &r.Window.Lines[i]
		add(l.Unit.ID, l, year[l.Unit.ID])
	}
	add("", &r.Window.Total, &r.Year.Total)
	return all
}

// A Restatement is a figure that is another one now than an issued report
// stated.
type Restatement struct {
	Report          *record.Issued
	Unit, Indicator string       // Unit is never empty
	Old, New        office.Count // over the report's period
	// Reread is what of it comes of reading anew; nil where nothing does.
	Reread *Reread
}

// restate compares the issued reports that stand with what their periods come
// to now, in the order of issue, then of units and indicators.
func restate(p *office.Programme, m *merge.Merged, issued []record.Issued) []Restatement {
	reports := record.Numbered(issued)
	periods := make([]calendar.Period, len(reports))
	last := calendar.Day(0)
	for i, r := range reports {
		periods[i] = r.Period
		last = max(last, r.Period.Last)
	}
	var all []Restatement
	for i, now := range SummariseAll(p, m, last, periods...) {
		all = append(all, against(reports[i], p, &now)...)
	}
	return all
}

// against lists where a report stated something else than its period comes to
// now.
func against(r *record.Issued, p *office.Programme, now *Summary) []Restatement {
	var all []Restatement
	stated := r.ByUnit()
	for i := range now.Lines {
		l := &now.Lines[i]
		for _, old := range stated[l.Unit.ID] {
			j := slices.IndexFunc(p.Indicators, func(x office.Indicator) bool { return x.ID == old.Indicator })
			if j >= 0 && old.Period != l.Figures[j].Count {
				all = append(all, Restatement{Report: r, Unit: l.Unit.ID, Indicator: old.Indicator, Old: old.Period, New: l.Figures[j].Count})
			}
		}
	}
	return all
}

// Changed lists where a report stated something else than its period comes to
// in another compilation, such as that of the report that is to replace it.
func Changed(r *record.Issued, now *Report) []Restatement {
	return against(r, now.Programme, &now.Window)
}

// A Carried is what a report takes over from the last one issued before it in
// the same year, by the programme's indicators, for the office as a whole:
// Before + Adjusted + the period's own sum = the sum from the year's start.
// Of a stock nothing is taken over.
type Carried struct {
	Report           *record.Issued
	Before, Adjusted []office.Count
}

// carry finds the report that ended the day before the window begins and what
// has changed in the year's figures since. Of several the same kind's goes
// first, then the one issued last.
func carry(p *office.Programme, window, year Summary, issued []record.Issued) *Carried {
	var last *record.Issued
	for _, r := range record.Numbered(issued) {
		if r.Period.Last+1 != window.Period.First || r.Period.Last < year.Period.First {
			continue
		}
		if last == nil || cmp.Compare(rank(r, window), rank(last, window)) >= 0 {
			last = r
		}
	}
	if last == nil {
		return nil
	}
	c := &Carried{Report: last, Before: make([]office.Count, len(p.Indicators)), Adjusted: make([]office.Count, len(p.Indicators))}
	for i := range p.Indicators {
		old, stated := last.Figure("", p.Indicators[i].ID)
		if !stated || !p.Indicators[i].AddsUp() {
			continue
		}
		c.Before[i] = old.Year
		if diff := year.Total.Figures[i].N - window.Total.Figures[i].N - old.Year.N; diff != 0 {
			c.Adjusted[i] = office.Stated(diff)
		}
	}
	return c
}

func rank(r *record.Issued, window Summary) int {
	if r.Period.Kind == window.Period.Kind {
		return 1
	}
	return 0
}
