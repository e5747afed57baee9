package explain

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A Shift is how the figure of one day came to differ from what an issued
// report had counted.
type Shift struct {
	Day      calendar.Day // 0 for what is not of one day
	Old, New office.Count
	Cause    ShiftCause
	// Since is when what stands now was first seen, or decided; zero where that
	// is not known.
	Since time.Time
	// Origin is the cell that the figure stands in now, or stood in.
	office.Origin
	// Decision is the office's that made it so, for ShiftEntered and ShiftTaught.
	Decision *office.Decision
	// Reader is the version that reads it otherwise, for ShiftReread.
	Reader string
	// Says is the heading that the office answered, for ShiftTaught.
	Says string
}

// ShiftCause is why a figure of an issued report is another one now.
type ShiftCause string

const (
	ShiftLate      ShiftCause = "late"      // reported after the report was closed
	ShiftAmended   ShiftCause = "amended"   // the unit wrote another figure
	ShiftWithdrawn ShiftCause = "withdrawn" // the unit took the figure out
	ShiftEntered   ShiftCause = "entered"   // the office entered, set aside or took back
	ShiftReread    ShiftCause = "reread"    // another reader understands the same cells otherwise
	ShiftTaught    ShiftCause = "taught"    // the same cells are read by what the office answered since
	ShiftOther     ShiftCause = "other"     // the configuration or a rule counts it otherwise
)

// An Account is a restatement with the days that it comes from, and the later
// report that took it over; nil while none did.
type Account struct {
	report.Restatement
	Shifts    []Shift
	CarriedBy *record.Issued
}

// Accounts takes restatements apart into days and causes. A restatement that
// no single day explains, such as that of a unit that left the configuration,
// has no shifts.
func Accounts(p *office.Programme, s *record.State, restated []report.Restatement, asOf time.Time) []Account {
	restated = report.WithRereads(p, s, restated)
	few, said := report.Concerned(p, s, restated)
	a := accountant{Index: merge.NewIndex(p), s: said, now: dayTable(merge.Merge(few, said, asOf)), then: map[*record.Issued]map[dayKey]*merge.UnitDay{}}
	var all []Account
	for _, r := range restated {
		if a.then[r.Report] == nil {
			a.then[r.Report] = dayTable(merge.Merge(few, report.ClosedOn(said, r.Report), r.Report.AsOf))
		}
		account := Account{Restatement: r, Shifts: append(reread(r), a.shifts(r)...)}
		account.CarriedBy = carriedBy(p, s.Issued, &account)
		all = append(all, account)
	}
	return all
}

// reread is the part of a restatement for which nobody wrote anything.
func reread(r report.Restatement) []Shift {
	if r.Reread == nil {
		return nil
	}
	x := Shift{Old: r.Old, New: r.Reread.Reads, Cause: ShiftReread, Reader: r.Reread.Reader}
	if x.Reader == "" {
		x.Cause, x.Decision, x.Since, x.Says = ShiftTaught, r.Reread.Taught, r.Reread.Taught.At, r.Reread.Says
	}
	return []Shift{x}
}

func dayTable(m *merge.Merged) map[dayKey]*merge.UnitDay {
	t := make(map[dayKey]*merge.UnitDay, len(m.Days))
	for i := range m.Days {
		t[dayKey{m.Days[i].Unit.ID, m.Days[i].Day}] = &m.Days[i]
	}
	return t
}

// An accountant compares what stands with what stood.
type accountant struct {
	*merge.Index
	s    *record.State
	now  map[dayKey]*merge.UnitDay
	then map[*record.Issued]map[dayKey]*merge.UnitDay
}

func (a *accountant) shifts(r report.Restatement) []Shift {
	at, ok := a.At[r.Indicator]
	if !ok {
		return nil
	}
	row := make([]office.Count, len(a.P.Indicators))
	count := func(d *merge.UnitDay) office.Count {
		if d == nil {
			return office.Count{}
		}
		a.Counts(d, row)
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
func (a *accountant) explain(x *Shift, r report.Restatement, then, now *merge.UnitDay) {
	a.explainStated(x, r, then, now)
	if x.Cause != ShiftOther {
		return
	}
	for _, term := range a.P.Indicators[a.At[r.Indicator]].Formula {
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
func (a *accountant) explainStated(x *Shift, r report.Restatement, then, now *merge.UnitDay) {
	old, was, hadStated := partOf(then, r.Indicator)
	part, is, stated := partOf(now, r.Indicator)
	if d := a.decided(r, x.Day); d != nil {
		x.Cause, x.Decision, x.Since = ShiftEntered, d, d.At
		return
	}
	if hadStated {
		x.Origin = office.Origin{Source: old.Source, Tab: was.Tab, TabID: was.TabID, Cell: was.Cell}
	}
	if stated {
		x.Origin = office.Origin{Source: part.Source, Tab: is.Tab, TabID: is.TabID, Cell: is.Cell}
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
	case hadStated && !stated && v != nil && !slices.ContainsFunc(v.Figures, func(f record.Figure) bool { return f.Indicator == r.Indicator }):
		x.Cause = ShiftWithdrawn
	default:
		x.Cause = ShiftOther
	}
}

// partOf is stated for a day that may not be there.
func partOf(d *merge.UnitDay, indicator string) (*merge.Part, *record.Figure, bool) {
	if d == nil {
		return nil, nil, false
	}
	return d.Stated(indicator)
}

// decided gives the office's last decision about a figure since a report was
// closed; nil for none.
func (a *accountant) decided(r report.Restatement, day calendar.Day) *office.Decision {
	var last *office.Decision
	by := office.DecisionsByID(a.s.Decisions)
	for i := range a.s.Decisions {
		d := &a.s.Decisions[i]
		about := d
		if d.Kind == office.DecisionUndo {
			about = by[d.Undoes]
		}
		if about != nil && about.Kind == office.DecisionEnter && about.Unit == r.Unit && about.From == day && about.Indicator == r.Indicator && d.At.After(r.Report.Closed) {
			last = d
		}
	}
	return last
}

// version gives what a source says last of a unit's day.
func (a *accountant) version(source, unit string, day calendar.Day) *record.Version {
	var last *record.Version
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
func carriedBy(p *office.Programme, issued []record.Issued, a *Account) *record.Issued {
	for _, next := range record.Numbered(issued) {
		if next.Period.Kind != a.Report.Period.Kind || next.Period.First <= a.Report.Period.Last || p.Windows.YearOf(a.Report.Period.Last) != p.Windows.YearOf(next.Period.Last) {
			continue
		}
		known := func(s Shift) bool {
			switch {
			case s.Cause == ShiftReread:
				return next.Reader == s.Reader
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
func ReportsWith(issued []record.Issued, unit string, day calendar.Day, indicator string) []*record.Issued {
	return slices.DeleteFunc(record.Numbered(issued), func(r *record.Issued) bool {
		_, stated := r.Figure(unit, indicator)
		return !stated || !r.Period.Contains(day)
	})
}
