package judge

import (
	"slices"
	"sort"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// modifiedSettles is how long after the due instant a file's own time of last
// change must still stand before it may exonerate: Drive writes it minutes
// late (docs/rules.md, Evidence of time).
const modifiedSettles = 15 * time.Minute

// Days says how each unit stands with the daily report of each expected day
// from one day to another, in the order of units, then days. It is a pure
// function of config, looks and decisions; nothing of it is ever stored.
//
// A report is proved by looks and never presumed: a fault of ours, or a
// source that could not be read, never makes a unit late or missing.
func Days(p *office.Programme, s *record.State, from, to calendar.Day, asOf time.Time) []office.Standing {
	return New(p, s, from, to, asOf).Standings(from, to)
}

// Standings judges days among those that the judge was made for.
func (j *Judge) Standings(from, to calendar.Day) (out []office.Standing) {
	for i := range j.p.Units {
		u := &j.p.Units[i]
		for _, d := range j.p.Expected(u, from, to) {
			out = append(out, j.Day(u, d))
		}
	}
	return out
}

func New(p *office.Programme, s *record.State, from, to calendar.Day, asOf time.Time) *Judge {
	j := &Judge{p: p, s: s, asOf: asOf, reports: map[string]*merge.Claims{}, entered: map[UnitDay][]*office.Decision{}, unread: map[string][]record.OpenUnread{},
		decisions: office.Active(s.Decisions), early: merge.NewAhead(p, s.Decisions), strict: map[*office.Programme]*merge.Strictness{}}
	for i := range j.decisions {
		switch d := &j.decisions[i]; d.Kind {
		case office.DecisionExcuse:
			j.excuses = append(j.excuses, d)
		case office.DecisionInTime:
			j.inTime = append(j.inTime, d)
		case office.DecisionEnter:
			at := UnitDay{d.Unit, d.From}
			j.entered[at] = append(j.entered[at], d)
		}
	}
	for i := range s.Findings {
		if f := &s.Findings[i]; f.Unit != "" && f.Dateless() {
			j.unread[f.Unit] = append(j.unread[f.Unit], record.OpenUnread{Since: f.Since,
				UnreadDay: office.UnreadDay{Unit: f.Unit, Turn: f.Kind().Turn, Origin: f.Origin, Code: f.Code}})
		}
	}
	for _, u := range s.Undated {
		j.unread[u.Unit] = append(j.unread[u.Unit], u)
	}
	said := map[string][]*record.Version{}
	for _, by := range s.Said {
		by = by.Within(from, to)
		for i := range by {
			said[by[i].Unit] = append(said[by[i].Unit], &by[i])
		}
	}
	for unit, all := range said {
		j.reports[unit] = merge.NewClaims(all, nil)
	}
	return j
}

type UnitDay struct {
	unit string
	day  calendar.Day
}

type Judge struct {
	p         *office.Programme
	s         *record.State
	asOf      time.Time
	reports   map[string]*merge.Claims // every version, by unit
	decisions []office.Decision        // those that stand
	excuses   []*office.Decision
	inTime    []*office.Decision
	entered   map[UnitDay][]*office.Decision
	early     *merge.Ahead
	strict    map[*office.Programme]*merge.Strictness // by the configuration that judges the day
	// unread are, by unit, what stands of rows and tabs that are of no day that
	// could be told.
	unread map[string][]record.OpenUnread
}

// Said lists every version of a unit's day, by source and in the order in which
// they were seen.
func (j *Judge) Said(unit string, d calendar.Day) []*record.Version {
	if c := j.reports[unit]; c != nil {
		return c.On(d)
	}
	return nil
}

// Day judges one unit's one day.
func (j *Judge) Day(u *office.Unit, d calendar.Day) office.Standing {
	return j.by(u, d, j.p.Due(calendar.DayPeriod(d)))
}

// by judges one unit's one day as though its report were due at an instant.
func (j *Judge) by(u *office.Unit, d calendar.Day, due time.Time) office.Standing {
	st := office.Standing{Unit: u.ID, Period: calendar.DayPeriod(d), Due: due}
	versions := j.Said(u.ID, d)
	switch known := j.arrivals(u, d, versions); {
	case j.excused(u, d, &st):
		st.Status = office.Excused
	case len(known) > 0:
		j.present(&st, known...)
		j.acknowledged(&st, u, d)
	case st.Due.After(j.asOf):
		st.Status = office.Pending
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
func (j *Judge) arrivals(u *office.Unit, d calendar.Day, versions []*record.Version) []arrival {
	var all []arrival
	for i, v := range versions {
		if n := len(all); (n == 0 || all[n-1].source != v.Source) && j.Acceptable(v) && !j.ahead(versions[:i+1]) {
			first := began(versions[:i+1])
			all = append(all, arrival{v.Source, first.Asked, first.Answered})
		}
	}
	for _, e := range j.entered[UnitDay{u.ID, d}] {
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

// ahead reports whether the last of versions was written before its day began.
func (j *Judge) ahead(versions []*record.Version) bool {
	last := versions[len(versions)-1]
	first := len(versions) - 1
	for first > 0 && versions[first-1].Source == last.Source {
		first--
	}
	_, _, ahead := j.early.Withholds(versions[first:])
	return ahead
}

// began gives the version with which a report came that was acceptable at last:
// what stood there before, and was not understood, was it already.
func began(versions []*record.Version) *record.Version {
	first := versions[len(versions)-1]
	for i := len(versions) - 2; i >= 0 && versions[i].Unread && versions[i].Source == first.Source; i-- {
		first = versions[i]
	}
	return first
}

// Acceptable reports whether a version states at least one figure that no
// broken rule keeps out, and every one that was required when its day began.
func (j *Judge) Acceptable(v *record.Version) bool {
	then := j.p.On(v.Day)
	strict := j.strict[then]
	if strict == nil {
		strict = merge.NewStrictness(then, j.s.Decisions)
		j.strict[then] = strict
	}
	out := strict.Withheld(v, j.Said(v.Unit, v.Day))
	if !slices.ContainsFunc(v.Figures, func(f record.Figure) bool { return !slices.Contains(out, f.Indicator) }) {
		return false
	}
	for i := range then.Indicators {
		ind := &then.Indicators[i]
		if !ind.Required || !ind.ValidOn(v.Day) || !j.counts(ind.ID, v.Day) {
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

// counts reports whether the present configuration counts an indicator on a day:
// nothing is asked for that it does not read.
func (j *Judge) counts(indicator string, d calendar.Day) bool {
	ind, ok := j.p.Indicator(indicator)
	return ok && ind.ValidOn(d)
}

// favour orders what a report that came may stand as: of several ways in which
// it became known the best counts, for each proves no more than itself. That
// the office was told at 18:00 does not make late what stood in the sheet at an
// hour that nobody knows.
var favour = []office.Status{office.OnTime, office.Unproven, office.Late}

// present tells whether a report that came is on time, late or unproven, by the
// most favourable of its arrivals; of equal ones by the first.
func (j *Judge) present(st *office.Standing, all ...arrival) {
	var best office.Standing
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
func (j *Judge) proved(st office.Standing, a arrival) office.Standing {
	st.SeenAt = a.answered
	if !a.answered.After(st.Due) {
		st.Status = office.OnTime
		return st
	}
	switch without, ok := j.lookBefore(a, st.Unit, st.Period.First); {
	case a.source == "" && a.asked.IsZero():
		st.Status, st.NotSeenAt = office.Unproven, time.Time{}
	case a.source == "":
		st.Status, st.NotSeenAt = office.Late, time.Time{}
	case ok && !without.Asked.Before(st.Due):
		st.Status, st.NotSeenAt = office.Late, without.Asked
	case j.exonerated(st.Due, a): // second to a look: a file's time trails its cells
		st.Status = office.OnTime
	default:
		st.Status = office.Unproven
		if ok {
			st.NotSeenAt = without.Asked
		}
	}
	return st
}

// lookBefore finds the last look at the source before the one that first saw the
// report, of those that prove that it was not there: they hold nothing of a
// unit's day, not even what we did not understand.
func (j *Judge) lookBefore(a arrival, unit string, d calendar.Day) (record.Seen, bool) {
	looks := j.s.Seen[a.source]
	first := sort.Search(len(looks), func(i int) bool { return !looks[i].Asked.Before(a.asked) })
	for i := first - 1; i >= 0; i-- {
		if looks[i].Proves() && !j.puzzled(&looks[i], a.source, unit, d) {
			return looks[i], true
		}
	}
	return record.Seen{}, false
}

// puzzled reports whether something that may be a report of a unit's day, and is
// ours to understand, stood in what a look saw.
func (j *Judge) puzzled(l *record.Seen, source, unit string, d calendar.Day) bool {
	return slices.ContainsFunc(j.unread[unit], func(u record.OpenUnread) bool {
		return u.Source == source && u.Turn == office.TurnOffice && !u.Since.After(l.Answered) && (u.Until.IsZero() || u.Until.After(l.Answered)) && j.mayBeOf(&u, d)
	})
}

// mayBeOf reports whether something of no day that could be told may be a report
// of a day: a whole tab, or what was first seen on that day or later.
func (j *Judge) mayBeOf(u *record.OpenUnread, d calendar.Day) bool {
	return u.Cell == "" || !u.Since.Before(d.At(0, j.p.Location))
}

// exonerated reports whether the file itself proves that what is present had
// been there by the due instant: it says that it was last changed by then,
// and still said so well after.
func (j *Judge) exonerated(due time.Time, a arrival) bool {
	looks := j.s.Seen[a.source]
	i := sort.Search(len(looks), func(i int) bool { return !looks[i].Asked.Before(a.asked) })
	if i == len(looks) || looks[i].Modified.IsZero() {
		return false
	}
	return !looks[i].Modified.After(due) && !looks[i].Asked.Before(due.Add(modifiedSettles))
}

// absent tells why a report that was due is not there: proved absent by a
// readable look that was asked at or after the due instant, or not readable.
func (j *Judge) absent(st *office.Standing, u *office.Unit, d calendar.Day, versions []*record.Version) {
	src, _ := u.SourceOn(d)
	looks := j.s.Seen[src.Ref]
	st.Status = office.Unreadable
	for i := len(looks) - 1; i >= 0 && !looks[i].Asked.Before(st.Due); i-- {
		if looks[i].Proves() {
			st.Status, st.NotSeenAt, st.Fault = office.Missing, looks[i].Asked, ""
			break
		}
		if st.Fault == "" && looks[i].Fault != nil {
			st.Fault = looks[i].Fault.Code
		}
	}
	for _, v := range versions {
		switch {
		case v.Unread && !v.Answered.Before(d.At(0, j.p.Location)): // else it stood there before the day began
			st.Status, st.SeenAt, st.Fault = office.Unread, v.Answered, ""
			return
		case st.Status == office.Missing && (v.Invalid || len(v.Figures) > 0):
			st.Status, st.SeenAt = office.Invalid, v.Answered
		}
	}
}

// undated sees to a missing day where something was written that may be its report
// and could not be told to be of any day: a row whose date cannot be read, first
// seen on that day or later, or a whole tab that cannot be. Where it is ours to
// understand the day is unread, else the unit's to mend.
func (j *Judge) undated(st *office.Standing, u *office.Unit, d calendar.Day) {
	src, _ := u.SourceOn(d)
	for _, f := range j.unread[u.ID] {
		if f.Source != src.Ref || !f.Until.IsZero() || !j.mayBeOf(&f, d) {
			continue
		}
		switch {
		case f.Turn == office.TurnOffice && (st.Status == office.Missing || st.Status == office.Invalid):
			st.Status, st.SeenAt = office.Unread, f.Since
		case st.Status == office.Missing:
			st.Status, st.SeenAt = office.Invalid, f.Since
		}
	}
}

// acknowledged lets a report that stands count as in time where the office says
// that it knows of it: nobody's look is held against that.
func (j *Judge) acknowledged(st *office.Standing, u *office.Unit, d calendar.Day) {
	for _, e := range j.inTime {
		if e.Unit == u.ID && d >= e.From && d <= e.To && st.Status != office.OnTime {
			st.Status, st.Reason = office.OnTime, e.Reason
		}
	}
}

// excused reports whether the office waived the day for the unit or for all.
func (j *Judge) excused(u *office.Unit, d calendar.Day, st *office.Standing) bool {
	for _, e := range j.excuses {
		if (e.Unit == "" || e.Unit == u.ID) && d >= e.From && d <= e.To {
			st.Reason = e.Reason
			return true
		}
	}
	return false
}
