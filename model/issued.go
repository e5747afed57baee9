package model

import (
	"cmp"
	"slices"
	"time"
)

// An Issued is a report that the office closed: a draft until it has its
// number, then frozen for good with its bytes (DESIGN.md, Words). It keeps the
// figures that it stated, so that what changes later is seen as a restatement.
type Issued struct {
	ID int64 // given by the ledger
	// Draft is the code by which what was read is what is signed.
	Draft string
	// Number is the office's, such as "12-BC/HĐTĐN"; "" while it is a draft.
	Number string
	// Period is the period reported on, up to the day that was really counted.
	Period Period
	// AsOf is the instant of which the figures tell, Closed when they were
	// frozen, At when the number was given.
	AsOf, Closed, At time.Time
	ClosedBy, By     string
	// Replaces is the number of the report of the same period that this one
	// takes the place of, with the reason why; "" for none.
	Replaces, Reason string
	// SHA256 is of the bytes that were issued, in lower-case hexadecimal.
	SHA256 string
	// Edited tells that the issued file is not the draft's own but one that the
	// office had edited.
	Edited  bool
	Figures []Frozen
}

// A Frozen is one figure as a report stated it: of a unit, or of all where
// Unit is empty. Period is the sum over the report's period, Year that from
// the year's start to the period's end.
type Frozen struct {
	Unit, Indicator string
	Period, Year    Count
}

// Freeze takes the figures that a Report states, to be kept when it is closed.
func Freeze(r *Report) []Frozen {
	year := map[string]*Line{}
	for i := range r.Year.Lines {
		year[r.Year.Lines[i].Unit.ID] = &r.Year.Lines[i]
	}
	var all []Frozen
	add := func(unit string, period, toDate *Line) {
		for i := range r.Programme.Indicators {
			f := Frozen{Unit: unit, Indicator: r.Programme.Indicators[i].ID, Period: period.Figures[i].Count}
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

// figure is what the report stated of a unit's indicator; false where it said
// nothing of it, as of units that came later.
func (r *Issued) figure(unit, indicator string) (Frozen, bool) {
	i := slices.IndexFunc(r.Figures, func(f Frozen) bool { return f.Unit == unit && f.Indicator == indicator })
	if i < 0 {
		return Frozen{}, false
	}
	return r.Figures[i], true
}

// Numbered lists the reports that have their number and stand: those that a
// later one replaced are not among them. They are in the order of issue.
func Numbered(all []Issued) []*Issued {
	replaced := map[string]bool{}
	for i := range all {
		if all[i].Number != "" && all[i].Replaces != "" {
			replaced[all[i].Period.Key()+"\x1f"+all[i].Replaces] = true
		}
	}
	var standing []*Issued
	for i := range all {
		if r := &all[i]; r.Number != "" && !replaced[r.Period.Key()+"\x1f"+r.Number] {
			standing = append(standing, r)
		}
	}
	slices.SortStableFunc(standing, func(a, b *Issued) int { return a.At.Compare(b.At) })
	return standing
}

// Following gives the programme with its months and years ending where reports
// of them really ended, so that the next window starts on the day after.
// Without such a report it is the programme itself.
func (p *Programme) Following(issued []Issued) *Programme {
	ended := map[string]Day{}
	for _, r := range Numbered(issued) {
		if r.Period.Kind == KindMonth || r.Period.Kind == KindYear {
			ended[r.Period.Key()] = r.Period.Last
		}
	}
	if len(ended) == 0 {
		return p
	}
	next := *p
	next.Windows.Ended = ended
	return &next
}

// A Restatement is a figure that is another one now than an issued report
// stated.
type Restatement struct {
	Report          *Issued
	Unit, Indicator string // Unit is never empty
	Old, New        Count  // over the report's period
}

// restate compares the issued reports that stand with what their periods come
// to now, in the order of issue, then of units and indicators.
func restate(p *Programme, m *Merged, issued []Issued) []Restatement {
	var all []Restatement
	for _, r := range Numbered(issued) {
		now := Summarise(p, m, nil, r.Period, r.Period.Last)
		for i := range now.Lines {
			l := &now.Lines[i]
			for j := range p.Indicators {
				old, stated := r.figure(l.Unit.ID, p.Indicators[j].ID)
				if stated && old.Period != l.Figures[j].Count {
					all = append(all, Restatement{r, l.Unit.ID, p.Indicators[j].ID, old.Period, l.Figures[j].Count})
				}
			}
		}
	}
	return all
}

// A Carried is what a report takes over from the last one issued before it in
// the same year, by the programme's indicators, for the office as a whole:
// Before + Adjusted + the period's own sum = the sum from the year's start.
// Of a stock nothing is taken over.
type Carried struct {
	Report           *Issued
	Before, Adjusted []Count
}

// carry finds the report that ended the day before the window begins and what
// has changed in the year's figures since. Of several the same kind's goes
// first, then the one issued last.
func carry(p *Programme, window, year Summary, issued []Issued) *Carried {
	var last *Issued
	for _, r := range Numbered(issued) {
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
	c := &Carried{Report: last, Before: make([]Count, len(p.Indicators)), Adjusted: make([]Count, len(p.Indicators))}
	for i := range p.Indicators {
		old, stated := last.figure("", p.Indicators[i].ID)
		if !stated || p.Indicators[i].Aggregate == AggregateLatest {
			continue
		}
		c.Before[i] = old.Year
		if diff := year.Total.Figures[i].N - window.Total.Figures[i].N - old.Year.N; diff != 0 {
			c.Adjusted[i] = Stated(diff)
		}
	}
	return c
}

func rank(r *Issued, window Summary) int {
	if r.Period.Kind == window.Period.Kind {
		return 1
	}
	return 0
}
