package record

import (
	"iter"
	"slices"
	"sort"
	"time"

	"tonghop/model/calendar"
)

// A Said is what one source said of one unit, in ascending order of (Day,
// Asked). It is never empty.
type Said []Version

func (said Said) Source() string { return said[0].Source }

func (said Said) Unit() string { return said[0].Unit }

// Within are those of some days, both included.
func (said Said) Within(from, to calendar.Day) Said {
	first := sort.Search(len(said), func(i int) bool { return said[i].Day >= from })
	return said[first:][:sort.Search(len(said)-first, func(i int) bool { return said[first+i].Day > to })]
}

// By is what was said in answers up to an instant.
func (said Said) By(asOf time.Time) Said {
	later := func(v Version) bool { return v.Answered.After(asOf) }
	if !slices.ContainsFunc(said, later) {
		return said
	}
	return slices.DeleteFunc(slices.Clone(said), later)
}

// SaidIn parts versions in ascending order of (Source, Unit, Day, Asked) by
// source and unit. They stay where they are.
func SaidIn(versions []Version) (all []Said) {
	for len(versions) > 0 {
		source, unit := versions[0].Source, versions[0].Unit
		n := sort.Search(len(versions), func(i int) bool { return versions[i].Unit != unit || versions[i].Source != source })
		all = append(all, versions[:n:n])
		versions = versions[n:]
	}
	return all
}

// Say adds versions that follow, in their order, on all that was said.
func (s *State) Say(versions ...Version) {
	for _, said := range SaidIn(versions) {
		if n := len(s.Said) - 1; n >= 0 && s.Said[n].Source() == said.Source() && s.Said[n].Unit() == said.Unit() {
			s.Said[n] = append(s.Said[n], said...)
		} else {
			s.Said = append(s.Said, said)
		}
	}
}

// Versions are all that was said, in one.
func (s *State) Versions() (all []Version) {
	for _, said := range s.Said {
		all = append(all, said...)
	}
	return all
}

// Days yields what each source said of each unit's day.
func (s *State) Days() iter.Seq[[]Version] {
	return func(yield func([]Version) bool) {
		for _, said := range s.Said {
			for len(said) > 0 {
				n := said.first()
				if !yield(said[:n]) {
					return
				}
				said = said[n:]
			}
		}
	}
}

// Days yields what was said of each day.
func (said Said) Days() iter.Seq[[]Version] { return (&State{Said: []Said{said}}).Days() }

// first counts the versions of the first day.
func (said Said) first() int {
	n := 1
	for n < len(said) && said[n].Day == said[0].Day {
		n++
	}
	return n
}
