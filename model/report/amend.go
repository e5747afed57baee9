package report

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// An Amendment is a figure that a unit wrote otherwise after its day had been
// reported: mended, added after the deadline, taken out, or overwritten with
// something that cannot be read.
type Amendment struct {
	Unit      *office.Unit
	Day       calendar.Day
	Indicator *office.Indicator
	Kind      AmendmentKind
	// Old is what had been seen before, New what was seen then; each unstated
	// where there was no figure.
	Old, New office.Count
	// Origin is the cell of the new figure, or that in which the old one stood.
	office.Origin
	// Seen is when the look was answered that first saw it so.
	Seen time.Time
}

// AmendmentKind is what became of a figure.
type AmendmentKind string

const (
	AmendmentChanged    AmendmentKind = "changed"
	AmendmentAdded      AmendmentKind = "added"      // after the day's deadline
	AmendmentWithdrawn  AmendmentKind = "withdrawn"  // its table still stands
	AmendmentUnreadable AmendmentKind = "unreadable" // something else is written there
)

// amendments lists those of a window's days up to through, and those of
// earlier days that were seen within the window, in the order in which they
// were seen. What left with its whole table is held, so it is none.
func amendments(p *office.Programme, s *record.State, window calendar.Period, through calendar.Day) []Amendment {
	x := newAdder(p)
	opens := window.First.At(0, p.Location)
	closes := (through + 1).At(0, p.Location)
	units := map[string]*office.Unit{}
	for i := range p.Units {
		units[p.Units[i].ID] = &p.Units[i]
	}
	var all []Amendment
	for group := range s.Days() {
		last := (*record.Version)(nil)
		for i := range group {
			v := &group[i]
			if v.Gone {
				continue
			}
			within := window.Contains(v.Day) && v.Day <= through || !v.Answered.Before(opens) && v.Answered.Before(closes)
			if u := units[v.Unit]; last != nil && u != nil && within {
				all = x.amended(all, u, last, v)
			}
			if last != nil || len(v.Figures) > 0 {
				last = v
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Amendment) int { return a.Seen.Compare(b.Seen) })
	return all
}

// rereadIn lists what was read otherwise, as amendments lists what was written.
func rereadIn(p *office.Programme, s *record.State, window calendar.Period, through calendar.Day) (all []record.Reread) {
	opens, closes := window.First.At(0, p.Location), (through+1).At(0, p.Location)
	for _, x := range s.Rereads {
		if window.Contains(x.Day) && x.Day <= through || !x.At.Before(opens) && x.At.Before(closes) {
			all = append(all, x)
		}
	}
	return all
}

// amended appends what differs between two successive versions of a day.
func (x *adder) amended(all []Amendment, u *office.Unit, old, now *record.Version) []Amendment {
	late := now.Answered.After(x.P.Due(calendar.DayPeriod(now.Day)))
	for i := range x.P.Indicators {
		ind := &x.P.Indicators[i]
		was, before := figureOf(old, ind.ID)
		is, after := figureOf(now, ind.ID)
		a := Amendment{Unit: u, Day: now.Day, Indicator: ind, Old: was.Count(before), New: is.Count(after), Seen: now.Answered}
		at := is
		switch {
		case before && after && was.Value != is.Value:
			a.Kind = AmendmentChanged
		case !before && after && late:
			a.Kind = AmendmentAdded
		case before && !after && now.Invalid:
			a.Kind, at = AmendmentUnreadable, was
		case before && !after:
			a.Kind, at = AmendmentWithdrawn, was
		default:
			continue
		}
		a.Origin = office.Origin{Source: now.Source, Tab: at.Tab, TabID: at.TabID, Cell: at.Cell}
		all = append(all, a)
	}
	return all
}

func figureOf(v *record.Version, indicator string) (record.Figure, bool) {
	for _, f := range v.Figures {
		if f.Indicator == indicator {
			return f, true
		}
	}
	return record.Figure{}, false
}
