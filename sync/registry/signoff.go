package registry

import (
	"context"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A SignOff is what whoever closes a period should have seen first.
type SignOff struct {
	Report *report.Report
	// Missing are the units with days unreported, Waiting those with days that
	// were not understood, not opened or are to be mended, and Unread those of
	// which no day at all is in: closed so, the report says nothing of them.
	Missing, Waiting, Unread []*report.Line
	// Last is the draft or report that the period was closed into last, and
	// Changed what has changed since; nil where there is none.
	Last    *record.Issued
	Changed []report.Restatement
	// Compared tells that some indicator could be compared with the period before,
	// and Steps are those that differ much from it.
	Compared bool
	Steps    []Step
}

// A Step is an indicator's total beside that of the period before.
type Step struct {
	Indicator   *office.Indicator
	Before, Now office.Count
}

// SignOff tells what a period that is to be closed comes to now. It keeps
// nothing, and refuses what Close would refuse.
func (g *Registry) SignOff(ctx context.Context, c Closing) (*SignOff, error) {
	r, state, err := g.compile(ctx, func(w calendar.Windows) (calendar.Period, error) { return g.period(w, &c) })
	if err != nil {
		return nil, err
	}
	s := &SignOff{Report: r}
	for i := range r.Window.Lines {
		l := &r.Window.Lines[i]
		waits := l.Rate.Under(office.HeadOffice) + l.Rate.Invalid
		if l.Rate.Missing > 0 {
			s.Missing = append(s.Missing, l)
		}
		if waits > 0 {
			s.Waiting = append(s.Waiting, l)
		}
		if l.Rate.Under(office.HeadOffice) > 0 && l.Rate.Under(office.HeadOffice) == l.Rate.Expected-l.Rate.Excused-l.Rate.Pending {
			s.Unread = append(s.Unread, l)
		}
	}
	for i := range state.Issued {
		if d := &state.Issued[i]; d.Period.Key() == r.Window.Period.Key() {
			s.Last = d
		}
	}
	if s.Last != nil {
		s.Changed = report.Changed(s.Last, r)
	}
	s.steps()
	return s, nil
}

// steps compares each indicator with the period before, where both are covered;
// those that went up or down by half or more come, the widest first.
func (s *SignOff) steps() {
	for i := range s.Report.Programme.Indicators {
		c, ok := s.Report.AgainstBefore(i)
		s.Compared = s.Compared || ok
		if diff := c.Now.N - c.Then.N; ok && max(diff, -diff)*2 >= c.Then.N && diff != 0 {
			s.Steps = append(s.Steps, Step{c.Indicator, c.Then.Count, c.Now.Count})
		}
	}
	slices.SortStableFunc(s.Steps, func(a, b Step) int { return int(b.part() - a.part()) })
}

// part is how far a total moved, in per cent of the one before.
func (s Step) part() int64 {
	diff := s.Now.N - s.Before.N
	return max(diff, -diff) * 100 / max(s.Before.N, 1)
}
