package model

import (
	"slices"
	"sort"
	"strings"
	"time"
)

// modifiedSettles is how long after the due instant a file's own time of last
// change must still stand before it may exonerate: Drive writes it minutes
// late (DESIGN.md, Evidence of time).
const modifiedSettles = 15 * time.Minute

// Judge says how each unit stands with the daily report of each expected day
// from one day to another, in the order of units, then days. It is a pure
// function of config, looks and decisions; nothing of it is ever stored.
//
// A report is proved by looks and never presumed: a fault of ours, or a
// source that could not be read, never makes a unit late or missing.
func Judge(p *Programme, s *State, from, to Day, asOf time.Time) []Standing {
	return newJudge(p, s, from, to, asOf).standings(from, to)
}

// standings judges days among those that the judge was made for.
func (j *judge) standings(from, to Day) (out []Standing) {
	for i := range j.p.Units {
		u := &j.p.Units[i]
		for _, d := range j.p.Expected(u, from, to) {
			out = append(out, j.day(u, d))
		}
	}
	return out
}

func newJudge(p *Programme, s *State, from, to Day, asOf time.Time) *judge {
	j := &judge{p: p, s: s, asOf: asOf, reports: map[string]*claims{}, entered: map[unitDay][]*Decision{}, unread: map[string][]*OpenFinding{},
		decisions: active(s.Decisions), strict: newStrictness(p, s.Decisions)}
	for i := range j.decisions {
		switch d := &j.decisions[i]; d.Kind {
		case DecisionExcuse:
			j.excuses = append(j.excuses, d)
		case DecisionEnter:
			at := unitDay{d.Unit, d.From}
			j.entered[at] = append(j.entered[at], d)
		}
	}
	for i := range s.Findings {
		if f := &s.Findings[i]; f.Unit != "" && undatable(&f.Finding) {
			j.unread[f.Unit] = append(j.unread[f.Unit], f)
		}
	}
	said := map[string][]*Version{}
	for _, by := range s.Said {
		by = by.Within(from, to)
		for i := range by {
			said[by[i].Unit] = append(said[by[i].Unit], &by[i])
		}
	}
	for unit, all := range said {
		j.reports[unit] = newClaims(all, nil)
	}
	return j
}

type unitDay struct {
	unit string
	day  Day
}

type judge struct {
	p         *Programme
	s         *State
	asOf      time.Time
	reports   map[string]*claims // every version, by unit
	decisions []Decision         // those that stand
	excuses   []*Decision
	entered   map[unitDay][]*Decision
	strict    *strictness
	// unread are, by unit, the open findings of rows and tabs that are of no
	// day that could be told.
	unread map[string][]*OpenFinding
}

// said lists every version of a unit's day, by source and in the order in which
// they were seen.
func (j *judge) said(unit string, d Day) []*Version {
	if c := j.reports[unit]; c != nil {
		return c.on(d)
	}
	return nil
}

// day judges one unit's one day.
func (j *judge) day(u *Unit, d Day) Standing { return j.by(u, d, j.p.Due(DayPeriod(d))) }

// by judges one unit's one day as though its report were due at an instant.
func (j *judge) by(u *Unit, d Day, due time.Time) Standing {
	st := Standing{Unit: u.ID, Period: DayPeriod(d), Due: due}
	versions := j.said(u.ID, d)
	switch known := j.arrivals(u, d, versions); {
	case j.excused(u, d, &st):
		st.Status = Excused
	case len(known) > 0:
		j.present(&st, known...)
	case st.Due.After(j.asOf):
		st.Status = Pending
	default:
		j.absent(&st, u, d, versions)
		j.undated(&st, u, d)
	}
	return st
}

// An arrival is the first time that an acceptable report was known: by a look
// at a source, or by the office's own entry.
type arrival struct {
	source string // "" for an entry
	// asked is zero for an entry of which nobody said when the office was told.
	asked, answered time.Time
}

// arrivals tells when an acceptable report of the day was first known: by each
// source that ever made one, and by the office's own entries, of which it knew
// when it received them; where nobody said when, at the latest when they were
// recorded.
func (j *judge) arrivals(u *Unit, d Day, versions []*Version) []arrival {
	var all []arrival
	for _, v := range versions {
		if n := len(all); (n == 0 || all[n-1].source != v.Source) && j.acceptable(v) {
			all = append(all, arrival{v.Source, v.Asked, v.Answered})
		}
	}
	for _, e := range j.entered[unitDay{u.ID, d}] {
		switch {
		case !e.Value.Stated:
		case e.Received.IsZero():
			all = append(all, arrival{answered: e.At})
		default:
			all = append(all, arrival{"", e.Received, e.Received})
		}
	}
	return all
}

// acceptable reports whether a version states at least one figure that no
// broken rule keeps out, and every required one (DESIGN.md, Words).
func (j *judge) acceptable(v *Version) bool {
	out := j.strict.withheld(v, j.said(v.Unit, v.Day))
	if !slices.ContainsFunc(v.Figures, func(f Figure) bool { return !slices.Contains(out, f.Indicator) }) {
		return false
	}
	for i := range j.p.Indicators {
		ind := &j.p.Indicators[i]
		if !ind.Required || !ind.ValidOn(v.Day) {
			continue
		}
		stated := false
		for _, f := range v.Figures {
			stated = stated || f.Indicator == ind.ID && !slices.Contains(out, ind.ID)
		}
		if !stated {
			return false
		}
	}
	return true
}

// favour orders what a report that came may stand as: of several ways in which
// it became known the best counts, for each proves no more than itself. That
// the office was told at 18:00 does not make late what stood in the sheet at an
// hour that nobody knows.
var favour = []Status{OnTime, Unproven, Late}

// present tells whether a report that came is on time, late or unproven, by the
// most favourable of its arrivals; of equal ones by the first.
func (j *judge) present(st *Standing, all ...arrival) {
	var best Standing
	for i, a := range all {
		one := j.proved(*st, a)
		worse := slices.Index(favour, one.Status) - slices.Index(favour, best.Status)
		if i == 0 || worse < 0 || worse == 0 && one.SeenAt.Before(best.SeenAt) {
			best = one
		}
	}
	*st = best
}

// proved judges a report by one arrival alone.
func (j *judge) proved(st Standing, a arrival) Standing {
	st.SeenAt = a.answered
	if !a.answered.After(st.Due) {
		st.Status = OnTime
		return st
	}
	switch without, ok := j.lookBefore(a); {
	case a.source == "" && a.asked.IsZero():
		st.Status, st.NotSeenAt = Unproven, time.Time{}
	case a.source == "":
		st.Status, st.NotSeenAt = Late, time.Time{}
	case ok && !without.Asked.Before(st.Due):
		st.Status, st.NotSeenAt = Late, without.Asked
	case j.exonerated(st.Due, a): // second to a look: a file's time trails its cells
		st.Status = OnTime
	default:
		st.Status = Unproven
		if ok {
			st.NotSeenAt = without.Asked
		}
	}
	return st
}

// lookBefore finds the last look at the source before the one that first saw the
// report, of those that prove that it was not there.
func (j *judge) lookBefore(a arrival) (Seen, bool) {
	looks := j.s.Seen[a.source]
	first := sort.Search(len(looks), func(i int) bool { return !looks[i].Asked.Before(a.asked) })
	for i := first - 1; i >= 0; i-- {
		if looks[i].Proves() {
			return looks[i], true
		}
	}
	return Seen{}, false
}

// exonerated reports whether the file itself proves that what is present had
// been there by the due instant: it says that it was last changed by then,
// and still said so well after.
func (j *judge) exonerated(due time.Time, a arrival) bool {
	looks := j.s.Seen[a.source]
	i := sort.Search(len(looks), func(i int) bool { return !looks[i].Asked.Before(a.asked) })
	if i == len(looks) || looks[i].Modified.IsZero() {
		return false
	}
	return !looks[i].Modified.After(due) && !looks[i].Asked.Before(due.Add(modifiedSettles))
}

// absent tells why a report that was due is not there: proved absent by a
// readable look that was asked at or after the due instant, or not readable.
func (j *judge) absent(st *Standing, u *Unit, d Day, versions []*Version) {
	src, _ := u.SourceOn(d)
	looks := j.s.Seen[src.Ref]
	st.Status = Unreadable
	for i := len(looks) - 1; i >= 0 && !looks[i].Asked.Before(st.Due); i-- {
		if looks[i].Proves() {
			st.Status, st.NotSeenAt, st.Fault = Missing, looks[i].Asked, ""
			break
		}
		if st.Fault == "" && looks[i].Fault != nil {
			st.Fault = looks[i].Fault.Code
		}
	}
	if st.Status != Missing {
		return
	}
	for _, v := range versions {
		if v.Invalid || len(v.Figures) > 0 {
			st.Status = Invalid
			st.SeenAt = v.Answered
			return
		}
	}
}

// undated makes a missing day invalid where something was written that may be
// its report and could not be told to be of any day: a row whose date cannot be
// read, first seen on that day or later, or a whole tab that cannot be.
func (j *judge) undated(st *Standing, u *Unit, d Day) {
	src, _ := u.SourceOn(d)
	for _, f := range j.unread[u.ID] {
		if st.Status == Missing && f.Source == src.Ref && (f.Cell == "" || !f.Since.Before(d.At(0, j.p.Location))) {
			st.Status, st.SeenAt = Invalid, f.Since
		}
	}
}

// undatable reports whether a finding is of something written that may be a
// report of any day: a row whose date cannot be read, or a tab with no header. An
// empty tab, one that is gone, and a figure elsewhere are none.
func undatable(f *Finding) bool {
	switch {
	case f.Severity != SeverityError || f.Day != 0:
		return false
	case f.Code == CodeHeaderNotFound:
		return f.Args["empty"] == ""
	}
	return strings.HasPrefix(f.Code, "date-") && f.Cell != ""
}

// excused reports whether the office waived the day for the unit or for all.
func (j *judge) excused(u *Unit, d Day, st *Standing) bool {
	for _, e := range j.excuses {
		if (e.Unit == "" || e.Unit == u.ID) && d >= e.From && d <= e.To {
			st.Reason = e.Reason
			return true
		}
	}
	return false
}
