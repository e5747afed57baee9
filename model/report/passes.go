package report

import (
	"cmp"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Pass is a round as the looks tell of it: looks at sources that follow upon
// each other without a pause. A round that was broken off and begun again at
// once is one pass. Only those that saw something new count.
type Pass struct {
	// Began is when the first of its looks was asked, Ended when the last was
	// answered.
	Began, Ended time.Time
	// Read counts the looks that saw something new.
	Read int
	// Stated, Changed and Withdrawn count figures by what became of them.
	Stated, Changed, Withdrawn int
	// Lost are the sources that could no longer be read, Back those that could
	// be read again, each in the order of looking.
	Lost, Back []string
}

// pause is how long nothing is looked at between two passes. Within one, looks
// wait for a quota of a minute at most.
const pause = 90 * time.Second

// A sight is one look with what it brought.
type sight struct {
	source     string
	seen       record.Seen
	lost, back bool
}

// passes lists the rounds of a window that changed something.
func passes(p *office.Programme, s *record.State, window calendar.Period) []Pass {
	sights := sightsOf(p, s, window)
	news := newsOf(s, window.First.At(0, p.Location), (window.Last+1).At(0, p.Location))
	var all []Pass
	var now Pass
	flush := func() {
		if now.Read > 0 || len(now.Lost) > 0 || len(now.Back) > 0 {
			all = append(all, now)
		}
	}
	for i := range sights {
		l := &sights[i]
		if l.seen.Asked.Sub(now.Ended) > pause {
			flush()
			now = Pass{Began: l.seen.Asked}
		}
		if l.seen.Answered.After(now.Ended) {
			now.Ended = l.seen.Answered
		}
		k := lookKey{l.source, l.seen.Asked.UnixNano()}
		now.add(l, news[k])
		delete(news, k) // a look that was repeated at the same instant brought it once
	}
	flush()
	return all
}

func (p *Pass) add(l *sight, n *news) {
	switch {
	case l.lost:
		p.Lost = append(p.Lost, l.source)
	case l.back:
		p.Back = append(p.Back, l.source)
	}
	if n != nil {
		p.Read++
		p.Stated += n.stated
		p.Changed += n.changed
		p.Withdrawn += n.withdrawn
	}
}

// sightsOf lists the looks asked within a window, in the order of asking, then
// of sources. A month of a district has some twenty thousand: they are sorted by
// their instants alone, and only then put together.
func sightsOf(p *office.Programme, s *record.State, window calendar.Period) []sight {
	opens, closes := window.First.At(0, p.Location), (window.Last+1).At(0, p.Location)
	type place struct {
		asked      int64
		source, at int32
		lost, back bool
	}
	sources := slices.Sorted(slices.Values(p.Sources()))
	var places []place
	for i, source := range sources {
		looks := s.Seen[source]
		first, _ := slices.BinarySearchFunc(looks, opens, func(l record.Seen, opens time.Time) int { return l.Answered.Compare(opens) })
		faulty := first > 0 && looks[first-1].Fault != nil
		for at := first; at < len(looks); at++ {
			was := faulty
			faulty = looks[at].Fault != nil
			if asked := looks[at].Asked; !asked.Before(opens) && asked.Before(closes) {
				places = append(places, place{asked.UnixNano(), int32(i), int32(at), faulty && !was, at > 0 && was && !faulty})
			}
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.asked != b.asked {
			return cmp.Compare(a.asked, b.asked)
		}
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.at, b.at))
	})
	all := make([]sight, len(places))
	for i, l := range places {
		all[i] = sight{sources[l.source], s.Seen[sources[l.source]][l.at], l.lost, l.back}
	}
	return all
}

type lookKey struct {
	source string
	asked  int64 // in nanoseconds
}

// news is what one look brought.
type news struct{ stated, changed, withdrawn int }

// newsOf counts what each look asked between two instants saw otherwise than
// the looks before it.
func newsOf(s *record.State, from, to time.Time) map[lookKey]*news {
	all := map[lookKey]*news{}
	for group := range s.Days() {
		if len(group) == 1 && (group[0].Asked.Before(from) || !group[0].Asked.Before(to)) {
			continue
		}
		var last []record.Figure
		for i := range group {
			v := &group[i]
			if !v.Asked.Before(from) && v.Asked.Before(to) {
				k := lookKey{v.Source, v.Asked.UnixNano()}
				if all[k] == nil {
					all[k] = &news{}
				}
				all[k].compare(last, v)
			}
			if !v.Gone {
				last = v.Figures
			}
		}
	}
	return all
}

// compare counts the figures of a version by what became of those before it.
// What is gone with its table is held, so nothing became of it.
func (n *news) compare(old []record.Figure, v *record.Version) {
	if v.Gone {
		return
	}
	now := v.Figures
	same := func(a record.Figure) func(record.Figure) bool {
		return func(b record.Figure) bool { return a.Indicator == b.Indicator }
	}
	for _, f := range now {
		switch i := slices.IndexFunc(old, same(f)); {
		case i < 0:
			n.stated++
		case old[i].Value != f.Value:
			n.changed++
		}
	}
	for _, f := range old {
		if !slices.ContainsFunc(now, same(f)) {
			n.withdrawn++
		}
	}
}
