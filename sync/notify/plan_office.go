package notify

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
)

// For how long after its deadline a digest is still news.
const (
	dayIsNews    = 18 * time.Hour // until the next forenoon
	periodIsNews = 10 * 24 * time.Hour
)

// afterDay tells the office how its units stand with the last day whose report
// was due.
func (p *planner) afterDay() {
	var last []office.Standing
	for _, st := range judge.Days(p.Programme, p.State, p.today-lookBack, p.today, p.Now) {
		switch {
		case !p.isNews(st.Due, dayIsNews):
		case len(last) == 0 || st.Period.First > last[0].Period.First:
			last = []office.Standing{st}
		case st.Period == last[0].Period:
			last = append(last, st)
		}
	}
	p.tellOffice(AfterDay, last)
}

// morningLasts is for how long the morning's digest is still worth having.
const morningLasts = 3 * time.Hour

// morning tells the office who still owes the last working day, so that it can
// call them or pass a text on; nobody owing, it says nothing.
func (p *planner) morning() {
	from := p.today.At(p.Rules.Morning, p.now.Location())
	if p.Rules.Morning == 0 || p.now.Before(from) || !p.now.Before(from.Add(morningLasts)) {
		p.pass(Morning, nil, NotTime)
		return
	}
	var last []office.Standing
	owing := false
	for _, st := range judge.Days(p.Programme, p.State, p.today-31, p.today-1, p.Now) {
		if len(last) == 0 || st.Period.First > last[0].Period.First {
			last, owing = nil, false
		}
		if len(last) == 0 || st.Period == last[0].Period {
			last, owing = append(last, st), owing || st.Status.Failed()
		}
	}
	if len(last) > 0 && !owing {
		p.pass(Morning, nil, Complete)
		return
	}
	p.tellOffice(Morning, last)
}

// afterPeriod tells the office how its units stand with a month or year.
func (p *planner) afterPeriod(kind Kind, of calendar.PeriodKind) {
	var last []office.Standing
	back := calendar.Day(periodIsNews/(24*time.Hour)) + lookBack
	for _, st := range judge.Periods(p.Programme, p.State, of, p.today-back, p.today, p.Now) {
		if p.isNews(st.Due, periodIsNews) {
			last = append(last, st)
		}
	}
	p.tellOffice(kind, last)
}

// isNews reports whether a due instant, with its grace, lies behind for as long
// as the digest waits, and not for too long.
func (p *planner) isNews(due time.Time, news time.Duration) bool {
	return !p.now.Before(due.Add(p.Rules.After)) && p.now.Before(due.Add(news))
}

func (p *planner) tellOffice(kind Kind, standings []office.Standing) {
	if len(standings) == 0 {
		p.pass(kind, nil, NotTime)
		return
	}
	period := standings[0].Period
	key := string(kind) + "/" + period.Name
	channels := p.untold(kind, nil, key)
	if len(channels) == 0 {
		return
	}
	waits := false
	for i := range standings {
		waits = p.unproven(&standings[i]) || waits
	}
	if waits {
		p.pass(kind, nil, Stale)
		return
	}
	p.send(channels, Notice{Kind: kind, Key: key, Period: period, Due: p.known(standings[0].Due), Standings: standings, Findings: p.open, Alarms: p.Alarms})
}

// unproven asks for a look at the source of a unit that is not known to have
// reported, so that the digest tells of now. It reports whether the digest has
// to wait for it: there was none since the deadline, and so nothing is known.
func (p *planner) unproven(st *office.Standing) bool {
	switch st.Status {
	case office.Missing, office.Invalid, office.Unread, office.Unreadable:
	default:
		return false
	}
	u, ok := p.Programme.Unit(st.Unit)
	if !ok {
		return false
	}
	source, ok := u.SourceOn(st.Period.Last)
	if !ok {
		return false // nobody can look
	}
	looks := p.State.Seen[source.Ref]
	if len(looks) == 0 || p.Now.Sub(looks[len(looks)-1].Asked) > p.Rules.Fresh {
		p.stale(source.Ref)
	}
	return st.Status == office.Unreadable && st.Fault == ""
}
