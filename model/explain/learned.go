package explain

import (
	"cmp"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Learned is what an answer of the office changes: the figures that count now and
// did not before, and those that count no more, each by unit, day and indicator.
type Learned struct{ More, Fewer []Learnt }

// A Learnt is one figure that counts.
type Learnt struct {
	Unit      string
	Day       calendar.Day
	Indicator string
	Value     int64
}

// Learn compares what counts in two states, as of an instant.
func Learn(p *office.Programme, before, after *record.State, asOf time.Time) Learned {
	was, is := counting(p, before, asOf), counting(p, after, asOf)
	return Learned{More: without(is, was), Fewer: without(was, is)}
}

// Span gives the first and the last day of some figures, which are in order.
func Span(all []Learnt) (first, last calendar.Day) {
	for i := range all {
		if i == 0 || all[i].Day < first {
			first = all[i].Day
		}
		last = max(last, all[i].Day)
	}
	return first, last
}

func counting(p *office.Programme, s *record.State, asOf time.Time) map[Learnt]bool {
	set := map[Learnt]bool{}
	days := merge.Merge(p, s, asOf).Days
	for i := range days {
		d := &days[i]
		for _, f := range d.All() {
			set[Learnt{d.Unit.ID, d.Day, f.Indicator, f.Value}] = true
		}
	}
	return set
}

func without(set, other map[Learnt]bool) (rest []Learnt) {
	for f := range set {
		if !other[f] {
			rest = append(rest, f)
		}
	}
	slices.SortFunc(rest, func(a, b Learnt) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Value, b.Value))
	})
	return rest
}
