package explain

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A SourceProof is what one source of a unit ever said of a figure.
type SourceProof struct {
	Source string
	// InEffect: it is the source of the day that stands over the unit's others.
	InEffect bool
	Sayings  []Saying
	// Looks are those that decide how the day stands: the last before the
	// deadline and the first after it, that which first saw the report, and the
	// last of all.
	Looks []LookProof
}

// A Saying is what a source said of a figure from one look on until another.
type Saying struct {
	Kind SayingKind
	// Figure is what was stated; for what is gone what is held.
	Figure record.Figure
	// Asked and Answered are those of the look that first saw it so. Where
	// nothing was seen before it may have stood there earlier.
	Asked, Answered time.Time
	// Until is when the look was answered that first saw it otherwise; zero
	// while it stands.
	Until time.Time
}

// SayingKind is how a figure stood in a source.
type SayingKind string

const (
	SayingStated     SayingKind = "stated"
	SayingWithdrawn  SayingKind = "withdrawn"  // no longer stated, its table still stands
	SayingUnaccepted SayingKind = "unaccepted" // something is written that cannot be read
	SayingGone       SayingKind = "gone"       // gone with its table, the last figure is held
	SayingReplaced   SayingKind = "replaced"   // a newer day stands in its place, what was read is kept
	SayingUnread     SayingKind = "unread"     // something stands there that we have not understood
)

func (s *Saying) origin(source string) office.Origin {
	if s.Figure.Cell == "" {
		return office.Origin{}
	}
	return office.Origin{Source: source, Tab: s.Figure.Tab, TabID: s.Figure.TabID, Cell: s.Figure.Cell}
}

// A LookProof is one look with what it saw of the day.
type LookProof struct {
	record.Seen
	// Present: the day's report was acceptable in what it saw.
	Present bool
	// Figure is what it saw of the figure.
	Figure office.Count
	Kind   SayingKind // "" where nothing was there of the figure
}

// sources gathers what every source of the unit said of the figure, the one in
// effect first.
func (t *tracer) sources() {
	u, day := t.proof.Unit, t.proof.Day
	in, _ := u.SourceOn(day)
	for _, ref := range t.sourcesOf(in.Ref) {
		var versions []*record.Version
		for _, v := range t.judge.Said(u.ID, day) {
			if v.Source == ref {
				versions = append(versions, v)
			}
		}
		if len(versions) == 0 && ref != in.Ref {
			continue
		}
		sp := SourceProof{Source: ref, InEffect: ref == in.Ref, Sayings: sayings(versions, t.proof.Indicator.ID)}
		sp.Looks = t.around(ref, versions)
		t.proof.Sources = append(t.proof.Sources, sp)
	}
}

// sourcesOf lists all sources that ever spoke of the unit's day and that in
// effect, which comes first.
func (t *tracer) sourcesOf(inEffect string) []string {
	refs := []string{}
	if inEffect != "" {
		refs = append(refs, inEffect)
	}
	for _, v := range t.judge.Said(t.proof.Unit.ID, t.proof.Day) {
		if !slices.Contains(refs, v.Source) {
			refs = append(refs, v.Source)
		}
	}
	return refs
}

// sayings follows one figure through the versions of a source's day. Versions
// that say the same of it in the same cell are one saying.
func sayings(versions []*record.Version, indicator string) []Saying {
	var all []Saying
	for _, v := range versions {
		next, ok := saying(v, indicator)
		if n := len(all); n > 0 {
			last := &all[n-1]
			if !ok {
				if last.Kind == SayingWithdrawn {
					continue
				}
				next.Kind = SayingWithdrawn
			}
			if last.Kind == next.Kind && last.Figure == next.Figure {
				continue
			}
			last.Until = v.Answered
		} else if !ok {
			continue
		}
		all = append(all, next)
	}
	return all
}

// saying is what one version says of a figure, false for nothing.
func saying(v *record.Version, indicator string) (Saying, bool) {
	s := Saying{Kind: SayingStated, Asked: v.Asked, Answered: v.Answered}
	switch {
	case v.Gone && v.Vanished == record.Replaced:
		s.Kind = SayingReplaced
	case v.Gone:
		s.Kind = SayingGone
	}
	if i := slices.IndexFunc(v.Figures, func(f record.Figure) bool { return f.Indicator == indicator }); i >= 0 {
		s.Figure = v.Figures[i]
		return s, true
	}
	if v.Invalid && !v.Gone {
		s.Kind = SayingUnaccepted
		return s, true
	}
	if v.Unread {
		s.Kind = SayingUnread
		return s, true
	}
	return s, false
}

// around picks the looks at a source that decide how the day stands.
func (t *tracer) around(ref string, versions []*record.Version) []LookProof {
	looks := t.s.Seen[ref]
	due := t.P.Due(calendar.DayPeriod(t.proof.Day))
	first := slices.IndexFunc(versions, t.judge.Acceptable)
	picked := map[int]bool{len(looks) - 1: true}
	pick := func(take func(l *record.Seen) bool, last bool) {
		at := -1
		for i := range looks {
			if take(&looks[i]) && (at < 0 || last) {
				at = i
			}
		}
		picked[at] = true
	}
	pick(func(l *record.Seen) bool { return !l.Answered.After(due) }, true)
	pick(func(l *record.Seen) bool { return !l.Answered.After(due) && l.Fault == nil }, true)
	pick(func(l *record.Seen) bool { return l.Asked.Before(due) && l.Answered.After(due) }, true)
	pick(func(l *record.Seen) bool { return !l.Asked.Before(due) }, false)
	pick(func(l *record.Seen) bool { return !l.Asked.Before(due) && l.Fault == nil }, false)
	if first >= 0 {
		pick(func(l *record.Seen) bool { return l.Asked.Equal(versions[first].Asked) }, false)
		pick(func(l *record.Seen) bool { return l.Asked.Before(versions[first].Asked) && l.Fault == nil }, true)
	}
	var out []LookProof
	for i := range looks {
		if picked[i] {
			out = append(out, t.sight(&looks[i], versions))
		}
	}
	return out
}

// sight is what a look saw of the figure.
func (t *tracer) sight(l *record.Seen, versions []*record.Version) LookProof {
	p := LookProof{Seen: *l}
	if l.Fault != nil {
		return p
	}
	for i := len(versions) - 1; i >= 0; i-- {
		v := versions[i]
		if v.Asked.After(l.Asked) {
			continue
		}
		p.Present = !v.Gone && t.judge.Acceptable(v)
		if s, ok := saying(v, t.proof.Indicator.ID); ok {
			p.Kind = s.Kind
			if s.Kind == SayingStated {
				p.Figure = office.Stated(s.Figure.Value)
			}
		}
		break
	}
	return p
}
