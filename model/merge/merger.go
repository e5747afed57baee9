package merge

import (
	"slices"
	"sync"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Merger merges States one after another, as a daemon does, and spares what
// it made of a unit before where nothing that it was made of has changed: of
// the units of a district only some write anew between two rounds, while each
// has said hundreds of days.
//
// What it makes is what Merge makes. It relies on that what a State leads to is
// never changed (ledger.State): figures that lie at the same place are the same.
// Its zero value is ready, and several goroutines may use it.
type Merger struct {
	mu    sync.Mutex
	known merges
}

// merges are what was made of each unit, under one configuration and one set
// of decisions, on one day.
type merges struct {
	programme *office.Programme
	decisions []office.Decision
	today     calendar.Day
	units     map[string]*mergedUnit
}

// Merge is the function of that name.
func (c *Merger) Merge(p *office.Programme, s *record.State, asOf time.Time) *Merged {
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.known
	if known.programme == nil || !mergesAs(p, known.programme) || !slices.Equal(known.decisions, s.Decisions) {
		known = merges{}
	}
	m, next := known.merge(p, s, calendar.DayOf(asOf.In(p.Location)))
	c.known = next
	return m
}

// merge merges what a State says of every unit, and gives with it what it made
// of each.
func (known merges) merge(p *office.Programme, s *record.State, today calendar.Day) (*Merged, merges) {
	next := merges{programme: p, decisions: s.Decisions, today: today, units: make(map[string]*mergedUnit, len(p.Units))}
	said := map[string][]record.Said{}
	for _, by := range s.Said {
		said[by.Unit()] = append(said[by.Unit()], by)
	}
	anew := unitMerger{reviewer: newReviewer(p, s.Decisions), entries: EntriesByUnitDay(s.Decisions), stand: office.DecisionsByID(office.Active(s.Decisions)), ahead: NewAhead(p, s.Decisions), today: today}
	unit := func(u *office.Unit, id string) *mergedUnit {
		made := known.units[id]
		if made == nil || !made.holds(said[id], known.today, today) {
			made = anew.merge(u, said[id])
		}
		made.said = said[id] // and let go of those of the State before
		next.units[id] = made
		return made
	}
	m := &Merged{Findings: slices.Clone(s.Findings), Notes: s.Notes}
	days := 0
	for i := range p.Units {
		days += len(unit(&p.Units[i], p.Units[i].ID).days)
	}
	nth := map[string]int{}
	for _, by := range s.Said {
		id := by.Unit()
		u := next.units[id]
		if u == nil {
			u = unit(nil, id)
		}
		m.Findings = append(m.Findings, u.gone[nth[id]]...)
		nth[id]++
	}
	m.Days = make([]UnitDay, 0, days)
	for i := range p.Units {
		u := next.units[p.Units[i].ID]
		m.Days = append(m.Days, u.days...)
		m.Findings = append(m.Findings, u.findings...)
	}
	anew.drift(m, s.Mappings)
	m.periodDiffers(p, s.Totals)
	m.accept(s.Decisions)
	return m, next
}

// mergesAs reports whether two programmes are of one configuration: they may
// differ in their windows, which follow the reports that were issued and of
// which Merge makes nothing unit by unit.
func mergesAs(p, q *office.Programme) bool {
	return sameSlice(p.Units, q.Units) && sameSlice(p.Indicators, q.Indicators) && sameSlice(p.Rules, q.Rules) && p.Location == q.Location
}

// sameSlice reports whether two slices lie at one place.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// A mergedUnit is what Merge makes of one unit, and of what it did.
type mergedUnit struct {
	said     []record.Said          // by source
	gone     [][]record.OpenFinding // of each of said, what left with its table
	days     []UnitDay
	findings []record.OpenFinding
	last     calendar.Day // the latest of its days
}

// holds reports whether a unit comes to the same of what it says now. A day
// that had not come then, or has not now, is told of (dateFuture).
func (u *mergedUnit) holds(said []record.Said, then, today calendar.Day) bool {
	return (then == today || u.last <= min(then, today)) && slices.EqualFunc(u.said, said, sameVersions)
}

// sameVersions reports whether the versions are the very ones.
func sameVersions(a, b record.Said) bool {
	if sameSlice(a, b) {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		v, w := &a[i], &b[i]
		if !sameSlice(v.Figures, w.Figures) || v.Day != w.Day || v.Answered != w.Answered || v.Asked != w.Asked ||
			v.Invalid != w.Invalid || v.Unread != w.Unread || v.Told != w.Told || v.Gone != w.Gone || v.Vanished != w.Vanished || v.Became != w.Became || v.Settled != w.Settled ||
			v.Source != w.Source || v.Unit != w.Unit {
			return false
		}
	}
	return true
}

// A unitMerger merges unit by unit.
type unitMerger struct {
	*reviewer
	entries map[string]map[calendar.Day][]office.Decision
	stand   map[int64]*office.Decision // the decisions that stand
	ahead   *Ahead
	today   calendar.Day
}

// merge merges one unit; of one that the programme does not know only what is
// gone is told.
func (x *unitMerger) merge(u *office.Unit, said []record.Said) *mergedUnit {
	out := &mergedUnit{}
	var stands []*record.Version
	var left []departure
	since := map[*record.Version]time.Time{}
	for _, by := range said {
		gone := vanished{decisions: x.stand}
		for group := range by.Days() {
			n, _ := standing(group)
			v := &group[n]
			gone.tell(group, n)
			if d, ok := departed(group); ok {
				left = append(left, d)
			}
			if f, at, ahead := x.withholds(group, n); ahead {
				gone.findings = append(gone.findings, record.OpenFinding{Finding: f, Since: at})
			} else if len(v.Figures) > 0 {
				stands = append(stands, v)
				if n > 0 {
					since[v] = settled(group, n)
				}
			}
		}
		out.gone = append(out.gone, gone.findings)
	}
	if u == nil {
		return out
	}
	m := Merged{Days: make([]UnitDay, 0, len(stands))}
	claims := NewClaims(stands, x.entries[u.ID])
	claims.since = since
	if days := claims.days(); len(days) > 0 {
		out.last = days[len(days)-1]
	}
	m.mergeUnit(x.reviewer, u, claims, x.today)
	m.departures(u, left)
	out.days, out.findings = slices.Clip(m.Days), m.Findings
	return out
}
