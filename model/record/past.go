package record

import (
	"slices"
	"strings"
	"time"

	"tonghop/model/office"
)

// MaxOffset is how far our clock may have been off the clock of who answered for
// a look to prove anything against anybody; and how far the order of recording
// and that of answers may differ where sources are looked at side by side.
const MaxOffset = 60 * time.Second

// A Past is a record, or what was added to it, put in order for a fold: of each
// source its looks and the decisions about it, and the whole's decisions and
// reports.
type Past struct {
	// Events are each source's, in the record's order.
	Events    map[string][]Event
	Decisions []office.Decision
	reports   []Issued
	// Told are the days, by source, that people were told to be reported.
	Told map[string]map[UnitDay]bool
}

// An Event is a look, or a decision about what is held.
type Event struct {
	Look     *Look
	Seen     Seen      // of a look
	Told     []UnitDay // at the look
	Decision *office.Decision
}

// NewPast puts commits in order, which begin with the record's first.
//
// A look that was asserted to be later than one recorded after it was made under
// a clock that was ahead. It proves no time: what it saw was there by the time of
// the next look.
func NewPast(commits []Commit) *Past {
	p := &Past{Events: map[string][]Event{}, Told: map[string]map[UnitDay]bool{}}
	told := p.takeTold(commits)
	undone := map[int64]bool{}
	for i := range commits {
		for _, d := range commits[i].Decisions {
			undone[d.Undoes] = true
		}
	}
	for i := range commits {
		c := &commits[i]
		for j := range c.Looks {
			l := &c.Looks[j]
			p.Events[l.Source] = append(p.Events[l.Source], Event{Look: l, Seen: seenOf(l), Told: told[l.ID]})
		}
		for j := range c.Decisions {
			d := &c.Decisions[j]
			p.Decisions = append(p.Decisions, *d)
			if source := SourceOf(d); source != "" && !undone[d.ID] {
				p.Events[source] = append(p.Events[source], Event{Decision: d})
			}
		}
		p.reports = append(p.reports, c.Reports...)
	}
	p.settleInstants(commits)
	return p
}

// takeTold sorts what was told by the look at which it was.
func (p *Past) takeTold(commits []Commit) map[int64][]UnitDay {
	told, source := map[int64][]UnitDay{}, map[int64]string{}
	for i := range commits {
		for j := range commits[i].Looks {
			source[commits[i].Looks[j].ID] = commits[i].Looks[j].Source
		}
		for _, t := range commits[i].Told {
			told[t.Look] = append(told[t.Look], t.Days...)
			ref := source[t.Look]
			if p.Told[ref] == nil {
				p.Told[ref] = map[UnitDay]bool{}
			}
			for _, d := range t.Days {
				p.Told[ref][d] = true
			}
		}
	}
	return told
}

// Report gives what was closed and issued, each report as it stands last, where
// some were before.
func (p *Past) Report(issued []Issued) []Issued {
	for i := range p.reports {
		r := &p.reports[i]
		at := slices.IndexFunc(issued, func(other Issued) bool { return other.ID == r.ID })
		if at < 0 {
			issued = append(issued, *r)
			continue
		}
		issued[at] = *r
	}
	return issued
}

// settleInstants gives each look the instants that it proves.
func (p *Past) settleInstants(commits []Commit) {
	// By look, the first answer of those recorded after it: each is recorded when
	// it is in, however long ago it was asked for.
	after := map[int64]time.Time{}
	var first time.Time
	for i := len(commits) - 1; i >= 0; i-- {
		looks := commits[i].Looks
		for j := len(looks) - 1; j >= 0; j-- {
			after[looks[j].ID] = first
			if in := maxTime(looks[j].Asked, looks[j].Answered); first.IsZero() || in.Before(first) {
				first = in
			}
		}
	}
	for _, events := range p.Events {
		var next time.Time // of the same source
		for i := len(events) - 1; i >= 0; i-- {
			if events[i].Look == nil {
				continue
			}
			s := &events[i].Seen
			if bound := after[events[i].Look.ID]; !bound.IsZero() && s.Answered.Sub(bound) > MaxOffset {
				s.Asked, s.Answered, s.Modified, s.Doubt = bound, bound, time.Time{}, DoubtClock
			}
			if !next.IsZero() && s.Asked.After(next) { // by less than matters
				s.Asked = next
				s.Answered = maxTime(s.Asked, minTime(s.Answered, next))
			}
			next = s.Asked
		}
	}
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func maxTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// seenOf is a look as evidence of time, by its own clock.
func seenOf(l *Look) Seen {
	s := Seen{Asked: l.Asked, Answered: l.Answered, Modified: l.Modified, Fault: l.Fault, Doubt: Doubt(l.Doubt)}
	if s.Answered.Before(s.Asked) { // the clock was set back meanwhile
		s.Asked, s.Answered = s.Answered, s.Asked
	}
	if l.Offset.Known && l.Offset.By.Abs() > MaxOffset {
		s.Doubt = DoubtClock
	}
	return s
}

// SourceOf is the source of which a decision says what becomes of what it said;
// "" for every other decision.
func SourceOf(d *office.Decision) string {
	if d.Kind != office.DecisionAccept {
		return ""
	}
	parts := strings.Split(d.Finding, "\x1f")
	if len(parts) < 4 || parts[3] != office.CodeRowsGone {
		return ""
	}
	return parts[1]
}
