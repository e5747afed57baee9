package model

import (
	"slices"
	"time"
)

// A Shift is how the figure of one day came to differ from what an issued
// report had counted.
type Shift struct {
	Day      Day
	Old, New Count
	Cause    ShiftCause
	// Since is when what stands now was first seen, or decided; zero where that
	// is not known.
	Since time.Time
	// Origin is the cell that the figure stands in now, or stood in.
	Origin
	// Decision is the office's that made it so, for ShiftEntered.
	Decision *Decision
}

// ShiftCause is why a figure of an issued report is another one now.
type ShiftCause string

const (
	ShiftLate      ShiftCause = "late"      // reported after the report was closed
	ShiftAmended   ShiftCause = "amended"   // the unit wrote another figure
	ShiftWithdrawn ShiftCause = "withdrawn" // the unit took the figure out
	ShiftEntered   ShiftCause = "entered"   // the office entered, set aside or took back
	ShiftOther     ShiftCause = "other"     // the configuration or a rule counts it otherwise
)

// An Account is a restatement with the days that it comes from, and the later
// report that took it over; nil while none did.
type Account struct {
	Restatement
	Shifts    []Shift
	CarriedBy *Issued
}

// Accounts takes restatements apart into days and causes. A restatement that
// no single day explains, such as that of a unit that left the configuration,
// has no shifts.
func Accounts(p *Programme, s *State, restated []Restatement, asOf time.Time) []Account {
	few, said := concerned(p, s, restated)
	a := accountant{index: newIndex(p), s: said, now: dayTable(Merge(few, said, asOf)), then: map[*Issued]map[dayKey]*UnitDay{}}
	var all []Account
	for _, r := range restated {
		if a.then[r.Report] == nil {
			a.then[r.Report] = dayTable(Merge(few, before(said, r.Report), r.Report.AsOf))
		}
		account := Account{Restatement: r, Shifts: a.shifts(r)}
		account.CarriedBy = carriedBy(p, s.Issued, &account)
		all = append(all, account)
	}
	return all
}

// concerned narrows a programme and a state down to the units that are
// restated, so that taking a few figures apart costs little in a large
// district.
func concerned(p *Programme, s *State, restated []Restatement) (*Programme, *State) {
	units := map[string]bool{}
	for _, r := range restated {
		units[r.Unit] = true
	}
	few, said := *p, &State{AsOf: s.AsOf, Seen: s.Seen, Decisions: s.Decisions}
	few.Units = nil
	for _, u := range p.Units {
		if units[u.ID] {
			few.Units = append(few.Units, u)
		}
	}
	for _, by := range s.Said {
		if units[by.Unit()] {
			said.Said = append(said.Said, by)
		}
	}
	return &few, said
}

// before is the state that a report was closed on.
func before(s *State, r *Issued) *State {
	then := &State{AsOf: r.AsOf, Seen: s.Seen}
	for _, by := range s.Said {
		if by = by.By(r.AsOf); len(by) > 0 {
			then.Said = append(then.Said, by)
		}
	}
	for _, d := range s.Decisions {
		if !d.At.After(r.Closed) {
			then.Decisions = append(then.Decisions, d)
		}
	}
	return then
}

func dayTable(m *Merged) map[dayKey]*UnitDay {
	t := make(map[dayKey]*UnitDay, len(m.Days))
	for i := range m.Days {
		t[dayKey{m.Days[i].Unit.ID, m.Days[i].Day}] = &m.Days[i]
	}
	return t
}

// An accountant compares what stands with what stood.
type accountant struct {
	*index
	s    *State
	now  map[dayKey]*UnitDay
	then map[*Issued]map[dayKey]*UnitDay
}

func (a *accountant) shifts(r Restatement) []Shift {
	at, ok := a.at[r.Indicator]
	if !ok {
		return nil
	}
	row := make([]Count, len(a.p.Indicators))
	count := func(d *UnitDay) Count {
		if d == nil {
			return Count{}
		}
		a.counts(d, row)
		return row[at]
	}
	var all []Shift
	for d := r.Report.Period.First; d <= r.Report.Period.Last; d++ {
		then, now := a.then[r.Report][dayKey{r.Unit, d}], a.now[dayKey{r.Unit, d}]
		if old, is := count(then), count(now); old != is {
			shift := Shift{Day: d, Old: old, New: is}
			a.explain(&shift, r, then, now)
			all = append(all, shift)
		}
	}
	return all
}

// explain finds the cause of a shift: of a computed figure that of its part
// which changed last.
func (a *accountant) explain(x *Shift, r Restatement, then, now *UnitDay) {
	a.explainStated(x, r, then, now)
	if x.Cause != ShiftOther {
		return
	}
	for _, term := range a.p.Indicators[a.at[r.Indicator]].Formula {
		_, was, hadStated := partOf(then, term.Indicator)
		_, is, stated := partOf(now, term.Indicator)
		if hadStated == stated && (!stated || was.Value == is.Value) {
			continue
		}
		part := Shift{Day: x.Day, Old: x.Old, New: x.New}
		of := r
		of.Indicator = term.Indicator
		if a.explainStated(&part, of, then, now); part.Since.After(x.Since) {
			*x = part
		}
	}
}

// explainStated finds the cause of a shift in what was written or entered. The
// office's own doing comes first, for it stands over whatever the unit wrote.
func (a *accountant) explainStated(x *Shift, r Restatement, then, now *UnitDay) {
	old, was, hadStated := partOf(then, r.Indicator)
	part, is, stated := partOf(now, r.Indicator)
	if d := a.decided(r, x.Day); d != nil {
		x.Cause, x.Decision, x.Since = ShiftEntered, d, d.At
		return
	}
	if hadStated {
		x.Origin = Origin{old.Source, was.Tab, was.TabID, was.Cell}
	}
	if stated {
		x.Origin = Origin{part.Source, is.Tab, is.TabID, is.Cell}
	}
	v := a.version(x.Source, r.Unit, x.Day)
	if v != nil {
		x.Since = v.Answered
	}
	switch {
	case stated && hadStated && is.Value != was.Value:
		x.Cause = ShiftAmended
	case stated && !hadStated && x.Since.After(r.Report.AsOf):
		x.Cause = ShiftLate
	case hadStated && !stated && v != nil && !slices.ContainsFunc(v.Figures, func(f Figure) bool { return f.Indicator == r.Indicator }):
		x.Cause = ShiftWithdrawn
	default:
		x.Cause = ShiftOther
	}
}

// partOf is stated for a day that may not be there.
func partOf(d *UnitDay, indicator string) (*Part, *Figure, bool) {
	if d == nil {
		return nil, nil, false
	}
	return d.stated(indicator)
}

// decided gives the office's last decision about a figure since a report was
// closed; nil for none.
func (a *accountant) decided(r Restatement, day Day) *Decision {
	var last *Decision
	by := decisionsByID(a.s.Decisions)
	for i := range a.s.Decisions {
		d := &a.s.Decisions[i]
		about := d
		if d.Kind == DecisionUndo {
			about = by[d.Undoes]
		}
		if about != nil && about.Kind == DecisionEnter && about.Unit == r.Unit && about.From == day && about.Indicator == r.Indicator && d.At.After(r.Report.Closed) {
			last = d
		}
	}
	return last
}

// version gives what a source says last of a unit's day.
func (a *accountant) version(source, unit string, day Day) *Version {
	var last *Version
	for _, by := range a.s.Said {
		if on := by.Within(day, day); by.Source() == source && by.Unit() == unit && len(on) > 0 {
			last = &on[len(on)-1]
		}
	}
	return last
}

// carriedBy gives the first report of the same kind, later in the same year,
// that was closed when all of the change was known: what it took over from the
// one before it holds the change.
func carriedBy(p *Programme, issued []Issued, a *Account) *Issued {
	for _, next := range Numbered(issued) {
		if next.Period.Kind != a.Report.Period.Kind || next.Period.First <= a.Report.Period.Last || p.Windows.YearOf(a.Report.Period.Last) != p.Windows.YearOf(next.Period.Last) {
			continue
		}
		known := func(s Shift) bool {
			switch {
			case s.Since.IsZero():
				return false
			case s.Decision != nil:
				return !s.Since.After(next.Closed)
			}
			return !s.Since.After(next.AsOf)
		}
		if !slices.ContainsFunc(a.Shifts, func(s Shift) bool { return !known(s) }) && len(a.Shifts) > 0 {
			return next
		}
	}
	return nil
}

// ReportsWith gives the issued reports that stand and count a unit's figure of
// a day.
func ReportsWith(issued []Issued, unit string, day Day, indicator string) []*Issued {
	return slices.DeleteFunc(Numbered(issued), func(r *Issued) bool {
		_, stated := r.figure(unit, indicator)
		return !stated || !r.Period.Contains(day)
	})
}
