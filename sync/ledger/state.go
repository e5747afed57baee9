package ledger

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// State gives what had been seen and decided up to an instant: by looks
// answered at or before it, and decisions made at or before it. Instants are
// in UTC. Findings are open since the answer of the look that first made them.
//
// A version that is gone repeats the figures that are held, as they last
// stood.
//
// The State shares what is in it with other States: nothing that its slices
// and maps lead to may be changed.
func (l *Ledger) State(ctx context.Context, asOf time.Time) (*record.State, error) {
	s := &record.State{AsOf: asOf, Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}}
	err := l.view(ctx, "reading what was seen", func(t *tx) error {
		known, err := l.memory.recall(t)
		if err != nil {
			return err
		}
		known.tell(s, micros(asOf))
		if s.Decisions, err = t.decisions(micros(asOf)); err != nil {
			return err
		}
		s.Issued, err = t.register(micros(asOf), &l.frozen)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// tell puts into a State what was known by an instant, source by source in the
// order of their refs.
func (known recollection) tell(s *record.State, asOf int64) {
	byRef := func(a, b *account) int { return cmp.Compare(a.ref, b.ref) }
	for _, a := range slices.SortedFunc(maps.Values(known.accounts), byRef) {
		if n := answeredBy(a.seen, utc(asOf)); n > 0 {
			s.Seen[a.ref] = a.seen[:n:n]
			a.tell(s, asOf)
		}
	}
}

func (a *account) tell(s *record.State, asOf int64) {
	end := utc(asOf)
	if a.seen[len(a.seen)-1].Answered.After(end) {
		for _, said := range a.said {
			if said = said.By(end); len(said) > 0 {
				s.Said = append(s.Said, said)
			}
		}
	} else {
		s.Said = append(s.Said, a.said...)
	}
	last(a.notes, asOf, func(_ lookAt, notes []office.Note) { s.Notes = append(s.Notes, notes...) })
	last(a.findings, asOf, func(since lookAt, f office.Finding) {
		s.Findings = append(s.Findings, record.OpenFinding{Finding: f, Since: utc(since.answered)})
	})
	for i := range a.findings {
		if r := &a.findings[i]; r.said && r.answered <= asOf && r.value.Code == office.CodePeriodStated {
			s.Totals = append(s.Totals, record.OpenFinding{Finding: r.value, Since: utc(r.answered)})
		}
	}
	a.tellTables(s, asOf)
}

func utc(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
