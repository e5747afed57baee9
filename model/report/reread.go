package report

import (
	"slices"

	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Reread tells that what a report was closed on is understood otherwise today:
// nobody wrote another figure, and no office entered one.
type Reread struct {
	// Reads is what the cells that the report was closed on come to as they are
	// read today.
	Reads office.Count
	// Reader is the version of today's reader; "" where it is the one by which the
	// report was closed.
	Reader string
	// Taught is the office's last answer since, or its taking back, that concerns
	// the unit's workbooks; nil where there is none.
	Taught *office.Decision
	Says   string // the heading that it answers
}

// WithRereads notes with restatements what of them comes of reading anew what the
// reports were closed on.
func WithRereads(p *office.Programme, s *record.State, restated []Restatement) []Restatement {
	if !slices.ContainsFunc(restated, func(r Restatement) bool { return rereadBy(p, s, &r) != nil }) {
		return restated
	}
	few, said := Concerned(p, s, restated)
	then := map[*record.Issued]*Summary{}
	for i := range restated {
		r := &restated[i]
		if r.Reread = rereadBy(few, said, r); r.Reread == nil {
			continue
		}
		if then[r.Report] == nil {
			m := merge.Merge(few, ClosedOn(said, r.Report), r.Report.AsOf)
			then[r.Report] = &SummariseAll(few, m, r.Report.Period.Last, r.Report.Period)[0]
		}
		if reads, ok := then[r.Report].figure(few, r.Unit, r.Indicator); ok && reads != r.Old {
			r.Reread.Reads = reads
		} else {
			r.Reread = nil
		}
	}
	return restated
}

// rereadBy is by what a restated figure may be read otherwise than when its report
// was closed; nil where the same reader reads by the same words, and where the
// office has decided since about what had left the sheet, which counts for the past
// as well.
func rereadBy(p *office.Programme, s *record.State, r *Restatement) *Reread {
	x := &Reread{}
	x.Taught, x.Says = taughtSince(p, s, r)
	if s.Reader != r.Report.Reader {
		x.Reader = s.Reader
	}
	if x.Reader == "" && x.Taught == nil || settledSince(s, r) {
		return nil
	}
	return x
}

// taughtSince is the office's last answer about a unit's workbooks, or the last one
// taken back, after a report was closed.
func taughtSince(p *office.Programme, s *record.State, r *Restatement) (last *office.Decision, says string) {
	u, known := p.Unit(r.Unit)
	if !known {
		return nil, ""
	}
	by := office.DecisionsByID(s.Decisions)
	for i := range s.Decisions {
		d := &s.Decisions[i]
		about := d
		if d.Kind == office.DecisionUndo {
			about = by[d.Undoes]
		}
		if about == nil || about.Kind != office.DecisionTeach || !d.At.After(r.Report.Closed) {
			continue
		}
		if of := about.Taught.Source; of == "" || slices.ContainsFunc(u.Sources, func(s office.SourceFrom) bool { return s.Ref == of }) {
			last, says = d, about.Taught.Says
		}
	}
	return last, says
}

// settledSince reports whether the office has decided, after a report was closed,
// about what had left the unit's sheets.
func settledSince(s *record.State, r *Restatement) bool {
	settled := map[int64]bool{}
	for i := range s.Decisions {
		if d := &s.Decisions[i]; d.At.After(r.Report.Closed) {
			settled[d.ID] = true
		}
	}
	for _, by := range s.Said {
		if by.Unit() == r.Unit && slices.ContainsFunc(by.Within(r.Report.Period.First, r.Report.Period.Last), func(v record.Version) bool { return settled[v.Settled] }) {
			return true
		}
	}
	return false
}

// figure is what a unit's line says of an indicator.
func (s *Summary) figure(p *office.Programme, unit, indicator string) (office.Count, bool) {
	at := slices.IndexFunc(p.Indicators, func(x office.Indicator) bool { return x.ID == indicator })
	for i := range s.Lines {
		if l := &s.Lines[i]; l.Unit.ID == unit && at >= 0 {
			return l.Figures[at].Count, true
		}
	}
	return office.Count{}, false
}

// Concerned narrows a programme and a state down to the units that are restated,
// so that taking a few figures apart costs little in a large district.
func Concerned(p *office.Programme, s *record.State, restated []Restatement) (*office.Programme, *record.State) {
	units := map[string]bool{}
	for _, r := range restated {
		units[r.Unit] = true
	}
	few, said := *p, &record.State{AsOf: s.AsOf, Reader: s.Reader, Seen: s.Seen, Decisions: s.Decisions}
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

// ClosedOn is the state that a report was closed on, as it is read today.
func ClosedOn(s *record.State, r *record.Issued) *record.State {
	then := &record.State{AsOf: r.AsOf, Reader: s.Reader, Seen: s.Seen}
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
