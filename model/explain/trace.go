package explain

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A Proof walks one figure back down to what it rests on: what the report
// says, why that stands, which cell it was read from, everything that was read
// there before, the looks around the deadline, and the findings that touch it.
type Proof struct {
	Unit      *office.Unit
	Day       calendar.Day
	Indicator *office.Indicator
	AsOf      time.Time

	// Count is what the report counts for the day, and Basis why.
	Count office.Count
	Basis Basis
	// Origin is the cell that it stands in, for BasisCell and BasisCarried.
	Origin office.Origin
	// Held tells that the cell is gone with its table and its last figure kept.
	Held bool
	// CarriedFrom is the day of a stock that is carried forward.
	CarriedFrom calendar.Day
	// Terms are what a formula rests on.
	Terms []ProofTerm
	// Month and Year are the unit's sums that the day is part of.
	Month, Year report.Sum
	InMonth     calendar.Period
	InYear      calendar.Period

	Sources []SourceProof
	// Entries are all that the office ever entered for the figure, in order.
	Entries []EntryProof
	// Standing is the day's; nil where no report was owed.
	Standing *office.Standing
	// Findings are those that touch the figure, open and accepted ones.
	Findings []record.OpenFinding
	// Reports are the issued reports that count the figure's day, which a change
	// of it restates.
	Reports []*record.Issued
}

// Basis is why a figure is what the report says, or why there is none.
type Basis string

const (
	BasisCell       Basis = "cell"       // as the unit wrote it
	BasisEntry      Basis = "entry"      // as the office entered it
	BasisFormula    Basis = "formula"    // unstated, and computed from others
	BasisCarried    Basis = "carried"    // a stock of an earlier day
	BasisFuture     Basis = "future"     // stated, and its day has not come
	BasisWithheld   Basis = "withheld"   // stated, and kept out by a broken rule
	BasisSetAside   Basis = "set-aside"  // set aside by the office
	BasisWithdrawn  Basis = "withdrawn"  // was stated, and was taken out again
	BasisUnaccepted Basis = "unaccepted" // something was written that cannot be read
	BasisAhead      Basis = "ahead"      // stated before its day, and not confirmed
	BasisUnread     Basis = "unread"     // something was written that we have not understood
	BasisUnstated   Basis = "unstated"   // nothing was ever written
)

// A ProofTerm is one operand of the formula that filled the figure in.
type ProofTerm struct {
	Sign      int64
	Indicator *office.Indicator
	Count     office.Count
}

// An EntryProof is one of the office's entries with what became of it.
type EntryProof struct {
	office.Decision
	UndoneBy *office.Decision // nil while it was not taken back
	Stands   bool             // it is what the report counts
}

// Trace puts the proof of a figure together from what was seen and decided up
// to an instant. ok is false where the programme has no such unit or indicator.
func Trace(p *office.Programme, s *record.State, unit string, day calendar.Day, indicator string, asOf time.Time) (proof *Proof, ok bool) {
	p = record.Following(p, s.Issued)
	u, isUnit := p.Unit(unit)
	ind, isIndicator := p.Indicator(indicator)
	if !isUnit || !isIndicator {
		return nil, false
	}
	t := &tracer{Index: merge.NewIndex(p), s: s, m: merge.Merge(p, s, asOf), today: calendar.DayOf(asOf.In(p.Location)),
		proof: &Proof{Unit: u, Day: day, Indicator: ind, AsOf: asOf}}
	t.judge = judge.New(p, s, day, day, asOf)
	t.sources()
	t.entries()
	t.basis()
	t.sums()
	if slices.Contains(p.Expected(u, day, day), day) {
		st := t.judge.Day(u, day)
		t.proof.Standing = &st
	}
	t.findings()
	t.proof.Reports = ReportsWith(s.Issued, u.ID, day, ind.ID)
	return t.proof, true
}

type tracer struct {
	*merge.Index
	s     *record.State
	m     *merge.Merged
	judge *judge.Judge
	today calendar.Day
	proof *Proof
}

// entries lists what the office entered for the figure.
func (t *tracer) entries() {
	for _, d := range t.s.Decisions {
		if d.Kind == office.DecisionEnter && d.Unit == t.proof.Unit.ID && d.From == t.proof.Day && d.Indicator == t.proof.Indicator.ID {
			t.proof.Entries = append(t.proof.Entries, EntryProof{Decision: d, UndoneBy: t.s.UndoneBy(d.ID)})
		}
	}
}

// basis tells what counts for the day, and why.
func (t *tracer) basis() {
	p := t.proof
	d := t.dayOf(p.Day)
	part, f, stated := (*merge.Part)(nil), (*record.Figure)(nil), false
	if d != nil {
		part, f, stated = d.Stated(p.Indicator.ID)
	}
	switch {
	case stated && part.Decision != 0:
		p.Basis, p.Count = BasisEntry, office.Stated(f.Value)
		for i := range p.Entries {
			p.Entries[i].Stands = p.Entries[i].ID == part.Decision
		}
	case stated:
		p.Basis, p.Count, p.Origin = BasisCell, office.Stated(f.Value), office.Origin{Source: part.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}
		p.Held = t.held(part.Source)
	case d != nil && slices.Contains(d.Withheld, p.Indicator.ID):
		p.Basis = BasisWithheld
	case t.setAside():
		p.Basis = BasisSetAside
	case d != nil && t.filled(d):
		p.Basis = BasisFormula
	case t.carried():
		p.Basis = BasisCarried
	default:
		p.Basis = t.absence()
	}
	if p.Day > t.today && p.Count.Stated {
		p.Basis = BasisFuture
	}
}

// dayOf gives what stands for the unit on a day, nil for nothing.
func (t *tracer) dayOf(day calendar.Day) *merge.UnitDay {
	for i := range t.m.Days {
		if d := &t.m.Days[i]; d.Unit == t.proof.Unit && d.Day == day {
			return d
		}
	}
	return nil
}

// held reports whether a source's last word is that the table is gone.
func (t *tracer) held(source string) bool {
	for i := range t.proof.Sources {
		if s := &t.proof.Sources[i]; s.Source == source && len(s.Sayings) > 0 {
			return s.Sayings[len(s.Sayings)-1].Kind == SayingGone
		}
	}
	return false
}

// setAside reports whether the office's last entry that stands has no value.
func (t *tracer) setAside() bool {
	for i := len(t.proof.Entries) - 1; i >= 0; i-- {
		if e := &t.proof.Entries[i]; e.UndoneBy == nil {
			e.Stands = !e.Value.Stated
			return e.Stands
		}
	}
	return false
}

// filled reports whether a formula gives the figure, and from what.
func (t *tracer) filled(d *merge.UnitDay) bool {
	row := make([]office.Count, len(t.P.Indicators))
	t.Counts(d, row)
	t.proof.Count = row[t.At[t.proof.Indicator.ID]]
	if !t.proof.Count.Stated {
		return false
	}
	for _, term := range t.proof.Indicator.Formula {
		if at, ok := t.At[term.Indicator]; ok {
			t.proof.Terms = append(t.proof.Terms, ProofTerm{term.Sign, &t.P.Indicators[at], row[at]})
		}
	}
	return true
}

// carried looks for the last day before on which a stock was stated.
func (t *tracer) carried() bool {
	if !t.proof.Indicator.Carries() {
		return false
	}
	row := make([]office.Count, len(t.P.Indicators))
	for i := range t.m.Days {
		d := &t.m.Days[i]
		if d.Unit != t.proof.Unit || d.Day >= t.proof.Day || d.Day > t.today {
			continue
		}
		t.Counts(d, row)
		if c := row[t.At[t.proof.Indicator.ID]]; c.Stated {
			t.proof.Count, t.proof.CarriedFrom, t.proof.Origin = c, d.Day, office.Origin{}
			if part, f, ok := d.Stated(t.proof.Indicator.ID); ok {
				t.proof.Origin = office.Origin{Source: part.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}
			}
		}
	}
	return t.proof.CarriedFrom != 0
}

// absence tells why nothing stands.
func (t *tracer) absence() Basis {
	if slices.ContainsFunc(t.m.Findings, func(f record.OpenFinding) bool {
		return f.Code == office.CodeWrittenAhead && f.Accepted == nil && f.Unit == t.proof.Unit.ID && f.Day == t.proof.Day
	}) {
		return BasisAhead
	}
	basis := BasisUnstated
	for _, s := range t.proof.Sources {
		if n := len(s.Sayings); n > 0 {
			switch s.Sayings[n-1].Kind {
			case SayingWithdrawn:
				basis = BasisWithdrawn
			case SayingUnaccepted:
				return BasisUnaccepted
			case SayingUnread:
				basis = BasisUnread
			case SayingStated: // and kept out
				if !merge.NewValidity(t.P).Holds(t.proof.Unit, t.proof.Day, t.proof.Indicator.ID) {
					return BasisUnaccepted
				}
			}
		}
	}
	for i := range t.m.Findings {
		f := &t.m.Findings[i]
		if f.Severity == office.SeverityError && f.Unit == t.proof.Unit.ID && f.Day == t.proof.Day && f.Indicator == t.proof.Indicator.ID {
			return BasisUnaccepted
		}
	}
	return basis
}

// sums are the unit's month and year so far.
func (t *tracer) sums() {
	p := t.proof
	p.InMonth, p.InYear = t.P.Windows.MonthOf(p.Day), t.P.Windows.YearOf(p.Day)
	for period, sum := range map[calendar.Period]*report.Sum{p.InMonth: &p.Month, p.InYear: &p.Year} {
		s := report.Summarise(t.P, t.m, nil, period, t.today)
		include(sum, lineOf(&s, p.Unit), t.At[p.Indicator.ID])
	}
}
