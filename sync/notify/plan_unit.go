package notify

import (
	"maps"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// lookBack is how many days back a report may lie that is still due, with the
// longest grace.
const lookBack = 4

// beforeDay reminds the units whose report of the day was not seen yet.
func (p *planner) beforeDay() {
	if p.Rules.Before == 0 {
		return
	}
	window := func(due time.Time) bool {
		known := p.known(due)
		return !p.now.Before(known.Add(-p.Rules.Before)) && p.now.Before(known)
	}
	expected := map[string]office.Standing{}
	any := false
	for _, st := range judge.Days(p.Programme, p.State, p.today-lookBack, p.today, p.Now) {
		if window(st.Due) {
			expected[st.Unit] = st
			any = true
		}
	}
	if !any {
		p.pass(BeforeDay, nil, NotTime)
		return
	}
	for i := range p.Programme.Units {
		u := &p.Programme.Units[i]
		if st, ok := expected[u.ID]; ok {
			p.remindOfDay(u, st)
		} else {
			p.pass(BeforeDay, u, NotExpected)
		}
	}
}

func (p *planner) remindOfDay(u *office.Unit, st office.Standing) {
	switch {
	case st.Status == office.Excused:
		p.pass(BeforeDay, u, Excused)
		return
	case st.Status != office.Pending:
		p.pass(BeforeDay, u, Reported)
		return
	}
	key := string(BeforeDay) + "/" + st.Period.Name + "/" + u.ID
	channels := p.untold(BeforeDay, u, key)
	source, ok := u.SourceOn(st.Period.First)
	if len(channels) == 0 || !ok || !p.fresh(BeforeDay, u, source.Ref) {
		return
	}
	findings := p.seenLately(u)
	p.send(channels, Notice{Kind: BeforeDay, Key: key, Unit: u, Period: st.Period, Due: p.known(st.Due), Until: p.known(st.Due),
		Written: p.written(u, st.Period.First), Findings: findings, Covers: covers(findings)})
	for _, c := range channels { // no second message about the same findings
		p.remember(&office.Reminder{Key: key, Unit: u.ID, Channel: c.Name(), Recipient: c.Recipient, Covers: covers(findings)})
	}
}

// written reports whether the source says anything at all of the unit's day.
func (p *planner) written(u *office.Unit, d calendar.Day) bool {
	return slices.ContainsFunc(p.State.Said, func(said record.Said) bool {
		if said.Unit() != u.ID {
			return false
		}
		on := said.Within(d, d)
		if len(on) == 0 {
			return false
		}
		last := on[len(on)-1]
		return !last.Gone && (last.Invalid || len(last.Figures) > 0)
	})
}

// seenLately are the unit's errors that a fresh look still saw, the newest first.
func (p *planner) seenLately(u *office.Unit) []record.OpenFinding {
	all := slices.DeleteFunc(slices.Clone(p.errors[u.ID]), func(f record.OpenFinding) bool { return !p.lately(f.Source) })
	slices.SortStableFunc(all, func(a, b record.OpenFinding) int { return b.Since.Compare(a.Since) })
	return all
}

func (p *planner) lately(source string) bool {
	if source == "" {
		return true // of the office's own making
	}
	looks := p.State.Seen[source]
	if len(looks) == 0 {
		return false
	}
	last := looks[len(looks)-1]
	return last.Fault == nil && p.Now.Sub(last.Asked) <= p.Rules.Fresh && !last.Asked.After(p.Now)
}

// beforePeriod reminds the units of days that are missing, or of a written
// report that was not received, while the month's or year's report is due soon.
func (p *planner) beforePeriod(kind Kind, of calendar.PeriodKind, days int) {
	if days == 0 {
		return
	}
	any := false
	missing := map[string]map[string][]office.Standing{} // by period and unit
	for _, st := range judge.Periods(p.Programme, p.State, of, p.today-lookBack, p.today, p.Now) {
		known := p.known(st.Due)
		if p.now.Before(p.workingDaysBefore(known, days)) || !p.now.Before(known) {
			continue
		}
		any = true
		if missing[st.Period.Name] == nil {
			missing[st.Period.Name] = p.missing(st.Period)
		}
		if u, ok := p.Programme.Unit(st.Unit); ok {
			p.remindOfPeriod(kind, u, st, missing[st.Period.Name][st.Unit])
		}
	}
	if !any {
		p.pass(kind, nil, NotTime)
	}
}

// missing are the days of a period that were proved absent, by unit.
func (p *planner) missing(period calendar.Period) map[string][]office.Standing {
	by := map[string][]office.Standing{}
	for _, st := range judge.Days(p.Programme, p.State, period.First, min(p.today, period.Last), p.Now) {
		if st.Status.Failed() {
			by[st.Unit] = append(by[st.Unit], st)
		}
	}
	return by
}

func (p *planner) remindOfPeriod(kind Kind, u *office.Unit, st office.Standing, missing []office.Standing) {
	awaited := p.Programme.AwaitsReceipt(u, st.Period.Kind)
	switch {
	case st.Status == office.Excused:
		p.pass(kind, u, Excused)
		return
	case st.Status != office.Pending:
		p.pass(kind, u, Reported)
		return
	case len(missing) == 0 && !awaited:
		p.pass(kind, u, Complete)
		return
	}
	key := string(kind) + "/" + st.Period.Name + "/" + u.ID
	channels := p.untold(kind, u, key)
	if source, ok := u.SourceOn(p.today); len(channels) == 0 || len(missing) > 0 && (!ok || !p.fresh(kind, u, source.Ref)) {
		return
	}
	p.send(channels, Notice{Kind: kind, Key: key, Unit: u, Period: st.Period, Due: p.known(st.Due), Until: p.known(st.Due), Awaited: awaited, Standings: missing})
}

// workingDaysBefore is the beginning of the nth working day before a due
// instant, counting the day that it ends or lies in.
func (p *planner) workingDaysBefore(due time.Time, n int) time.Time {
	d := calendar.DayOf(due.Add(-time.Nanosecond).In(p.Programme.Location))
	for tried := 0; tried < 60; tried++ {
		if p.Programme.Calendar.Working(d) {
			if n--; n == 0 {
				break
			}
		}
		d--
	}
	return d.At(0, p.Programme.Location)
}

// findings tells each unit what it has to mend, once for each finding as it
// stands.
func (p *planner) findings() {
	excused := p.excusedToday()
	for i := range p.Programme.Units {
		u := &p.Programme.Units[i]
		switch {
		case len(p.errors[u.ID]) == 0:
			p.pass(Findings, u, NoFindings)
			continue
		case !u.ValidOn(p.today) || p.today < max(u.Since, p.Programme.Starts):
			p.pass(Findings, u, NotExpected)
			continue
		case excused[u.ID]:
			p.pass(Findings, u, Excused) // it may wait for a better day
			continue
		case len(p.Contacts.Units[u.ID]) == 0:
			p.pass(Findings, u, NoContact)
			continue
		}
		told := true
		for _, c := range p.Contacts.Units[u.ID] {
			told = !p.tellFindings(u, c) && told
		}
		if told {
			p.pass(Findings, u, Told)
		}
	}
}

// excusedToday are the units that need not report today.
func (p *planner) excusedToday() map[string]bool {
	excused := map[string]bool{}
	for _, st := range judge.Days(p.Programme, p.State, p.today, p.today, p.Now) {
		if st.Status == office.Excused {
			excused[st.Unit] = true
		}
	}
	return excused
}

// tellFindings tells by one channel, and reports whether there was anything
// new to tell by it. What was only counted in a message ("and 5 more") is new when
// nothing is left of what it listed.
func (p *planner) tellFindings(u *office.Unit, c Channel) bool {
	before := p.covered[u.ID+"\x1f"+c.Name()+"\x1f"+c.Recipient]
	var fresh, counted []record.OpenFinding
	listed := false
	for _, f := range p.errors[u.ID] {
		switch name := coverOf(&f); {
		case before[name]:
			listed = true
		case before[counting+name]:
			counted = append(counted, f)
		default:
			fresh = append(fresh, f)
		}
	}
	if len(fresh) == 0 && !listed {
		fresh = counted
	}
	if len(fresh) == 0 {
		return false
	}
	names := map[string]bool{}
	for i := range fresh {
		if f := &fresh[i]; f.Source != "" && !p.fresh(Findings, u, f.Source) {
			return true
		}
		names[coverOf(&fresh[i])] = true
	}
	all := p.seenLately(u)
	slices.SortStableFunc(all, func(a, b record.OpenFinding) int { // what this message is sent for comes first
		switch na, nb := names[coverOf(&a)], names[coverOf(&b)]; {
		case na == nb:
			return 0
		case na:
			return -1
		}
		return 1
	})
	key := string(Findings) + "/" + u.ID + "/" + digest(slices.Collect(maps.Keys(names)))
	p.send([]Channel{c}, Notice{Kind: Findings, Key: key, Unit: u, Findings: all, Covers: covers(all)})
	return true
}
