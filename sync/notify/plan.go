package notify

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Kind is what a message is about.
type Kind string

const (
	BeforeDay   Kind = "before-day"   // to a unit: today's report was not seen yet
	BeforeMonth Kind = "before-month" // to a unit: days are missing, and the month is due soon
	BeforeYear  Kind = "before-year"  // the same of the year
	Findings    Kind = "findings"     // to a unit: what it has to mend
	AfterDay    Kind = "after-day"    // to the office: how the units stand with the day
	Morning     Kind = "morning"      // to the office: who still owes the last working day
	AfterMonth  Kind = "after-month"  // the same of the month
	AfterYear   Kind = "after-year"   // the same of the year
)

// Rules say when messages are due.
type Rules struct {
	// Before is how long before the daily deadline units are reminded; After,
	// how long after a deadline the office gets its digest.
	Before, After time.Duration
	// Morning is from when on, as a distance from midnight, the office hears who
	// still owes the last working day; 0 is never.
	Morning time.Duration
	// Fresh is how old a look may be on which a reminder rests.
	Fresh time.Duration
	// MonthDays and YearDays are how many working days before a month's and a
	// year's due instant units are reminded; 0 is never.
	MonthDays, YearDays int
	// QuietFrom and QuietTo bound the hours without messages, as distances from
	// midnight; equal, there are none.
	QuietFrom, QuietTo time.Duration
	// Limit is how many messages one run may send.
	Limit int
}

// Contacts are by whom the office and each unit, by its ID, is reached.
type Contacts struct {
	Office []Channel
	Units  map[string][]Channel
}

// A Situation is everything that a plan rests on.
type Situation struct {
	Programme *office.Programme
	State     *record.State
	Now       time.Time
	// Past are the reminders that were marked before.
	Past     []office.Reminder
	Contacts Contacts
	Rules    Rules
	Alarms   []office.Alarm
}

// A Notice is one message to one recipient, before it is put into words.
type Notice struct {
	Kind Kind
	// Key names what is told and to whom; of one Key, a recipient gets one
	// message.
	Key     string
	Unit    *office.Unit // nil: to the office
	Channel Channel
	Period  calendar.Period
	// Due is the instant by which the report is due as the units know it,
	// without the office's grace. From Until on the message must not go: it is
	// stale, or the hours without messages have begun; zero is never.
	Due, Until time.Time
	// Written tells that something stands there for the day, and nothing of it
	// can be used.
	Written bool
	// Awaited tells that the office has not received the written report.
	Awaited bool
	// Standings are the unit's missing days, or all units' with the Period.
	Standings []office.Standing
	// Findings are the errors that are open: the unit's, or everybody's. Covers
	// are those that the message tells its unit of.
	Findings []record.OpenFinding
	Covers   []string
	// Alarms are what the office is told of the program itself.
	Alarms []office.Alarm
}

// Reason is why somebody gets no message.
type Reason string

const (
	Quiet       Reason = "quiet"        // the hours without messages
	DayOff      Reason = "day-off"      // not a working day
	NotTime     Reason = "not-time"     // too early, or too late
	NotExpected Reason = "not-expected" // no report is owed
	Reported    Reason = "reported"
	Complete    Reason = "complete" // no day is missing so far
	Excused     Reason = "excused"
	NoFindings  Reason = "no-findings" // nothing to mend
	NoContact   Reason = "no-contact"
	Told        Reason = "told"       // told before, or it is doubtful whether
	Stale       Reason = "stale"      // the last look is too old
	Unreadable  Reason = "unreadable" // the last look could not read the source
	OverLimit   Reason = "limit"      // more messages than one run may send
)

// A Pass is a message that is not sent, and why. Unit is nil for the office,
// and for a Reason that holds for everybody.
type Pass struct {
	Kind   Kind
	Unit   *office.Unit
	Reason Reason
}

// An Agenda is what is to be sent now, most urgent first.
type Agenda struct {
	Due    []Notice
	Passed []Pass
	// Stale are the sources that have to be looked at before it can be said who
	// is to be reminded.
	Stale []string
}

// Plan says what is due now. It is a pure function of what was seen, decided
// and told before.
func Plan(s Situation) Agenda {
	p := newPlanner(s)
	switch {
	case s.Rules.quiet(p.now):
		return Agenda{Passed: []Pass{{Reason: Quiet}}}
	case !s.Programme.Calendar.Working(p.today):
		return Agenda{Passed: []Pass{{Reason: DayOff}}}
	}
	p.afterDay()
	p.morning()
	p.afterPeriod(AfterMonth, calendar.KindMonth)
	p.afterPeriod(AfterYear, calendar.KindYear)
	p.beforeDay()
	p.beforePeriod(BeforeMonth, calendar.KindMonth, s.Rules.MonthDays)
	p.beforePeriod(BeforeYear, calendar.KindYear, s.Rules.YearDays)
	p.findings()
	p.bound()
	p.beforeQuiet()
	return p.agenda
}

// bound holds back what is more than a run may send. It comes with a later
// run, if it is still due.
func (p *planner) bound() {
	if n := p.Rules.Limit; n > 0 && len(p.agenda.Due) > n {
		for _, over := range p.agenda.Due[n:] {
			p.agenda.Passed = append(p.agenda.Passed, Pass{over.Kind, over.Unit, OverLimit})
		}
		p.agenda.Due = p.agenda.Due[:n]
	}
}

// quiet reports whether an instant, in the programme's zone, lies in the hours
// without messages.
func (r *Rules) quiet(now time.Time) bool {
	at := now.Sub(calendar.DayOf(now).At(0, now.Location()))
	if r.QuietFrom <= r.QuietTo {
		return at >= r.QuietFrom && at < r.QuietTo
	}
	return at >= r.QuietFrom || at < r.QuietTo
}

// beforeQuiet lets no message go in the next hours without messages: a run may
// last into them. What is left of it is planned anew after them.
func (p *planner) beforeQuiet() {
	if p.Rules.QuietFrom == p.Rules.QuietTo {
		return
	}
	from := p.today.At(p.Rules.QuietFrom, p.now.Location())
	if !p.now.Before(from) {
		from = (p.today + 1).At(p.Rules.QuietFrom, p.now.Location())
	}
	for i := range p.agenda.Due {
		if n := &p.agenda.Due[i]; n.Until.IsZero() || from.Before(n.Until) {
			n.Until = from
		}
	}
}
