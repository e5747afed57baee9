package record

import (
	"cmp"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A Reread is a figure that another reader understands otherwise in the same cells:
// nobody wrote anything. A figure that one of the two does not read is unstated.
type Reread struct {
	Source, Unit string
	Day          calendar.Day
	Indicator    string
	Old, New     office.Count
	Tab, Cell    string // where it is read now, or was
	Reader       string // which reads it now
	At           time.Time
}

// Rereads compares what stands of each day as two readers read one record, in the
// order of units, days and indicators.
func Rereads(before, now *State, at time.Time) (all []Reread) {
	was, is := standingFigures(before), standingFigures(now)
	for k, f := range is {
		if old, read := was[k]; !read || old.Value != f.Value {
			all = append(all, Reread{k.source, k.unit, k.day, k.indicator, old.Count(read), f.Count(true), f.Tab, f.Cell, now.Reader, at})
		}
	}
	for k, f := range was {
		if _, read := is[k]; !read {
			all = append(all, Reread{k.source, k.unit, k.day, k.indicator, f.Count(true), office.Count{}, f.Tab, f.Cell, now.Reader, at})
		}
	}
	slices.SortFunc(all, func(a, b Reread) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Source, b.Source))
	})
	return all
}

type figureKey struct {
	source, unit string
	day          calendar.Day
	indicator    string
}

// standingFigures are those that each source said last of each day; of an indicator
// that stands in several places the first.
func standingFigures(s *State) map[figureKey]Figure {
	all := map[figureKey]Figure{}
	for group := range s.Days() {
		v := &group[len(group)-1]
		for _, f := range v.Figures {
			k := figureKey{v.Source, v.Unit, v.Day, f.Indicator}
			if _, twice := all[k]; !twice {
				all[k] = f
			}
		}
	}
	return all
}
