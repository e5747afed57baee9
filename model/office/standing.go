package office

import (
	"time"

	"tonghop/model/calendar"
)

// Status is how a unit stands with one period's report.
type Status string

const (
	Pending    Status = "pending"    // not due yet
	OnTime     Status = "on_time"    // proved to be there by the due instant
	Late       Status = "late"       // proved absent at the due instant, there later
	Missing    Status = "missing"    // proved absent, and not there since
	Unproven   Status = "unproven"   // there, and no look proves it late: counted as on time
	Invalid    Status = "invalid"    // written, but nothing of it acceptable, and only the commune can mend it
	Unread     Status = "unread"     // written, and not understood yet by us or the office: never counted against the unit
	Unreadable Status = "unreadable" // no readable look since the due instant
	Excused    Status = "excused"    // waived by the office
)

// Statuses are all that there are, in the order in which an officer wants to
// know: what is wrong first.
var Statuses = []Status{Missing, Invalid, Unread, Unreadable, Pending, Late, Unproven, OnTime, Excused}

// A Head is what page, digest and messages show standings under. Record, book
// and trace tell each status.
type Head string

const (
	HeadMissing  Head = "missing"  // has not reported
	HeadMend     Head = "mend"     // the commune has to mend what it wrote
	HeadOffice   Head = "office"   // the office has to look: at what is written, or at why it cannot be opened
	HeadExempt   Head = "exempt"   // not due yet, or excused
	HeadReported Head = "reported" // has reported, late or not
)

// Heads are in the order in which an officer wants to know.
var Heads = []Head{HeadMissing, HeadMend, HeadOffice, HeadExempt, HeadReported}

// Head is what a status is shown under.
func (s Status) Head() Head {
	switch s {
	case Missing:
		return HeadMissing
	case Invalid:
		return HeadMend
	case Unread, Unreadable:
		return HeadOffice
	case Pending, Excused:
		return HeadExempt
	}
	return HeadReported
}

// Failed reports whether a status is held against the unit: nothing came, or
// nothing that could be accepted.
func (s Status) Failed() bool { return s == Missing || s == Invalid }

// A Standing is a unit's status for one period with its evidence.
type Standing struct {
	Unit   string
	Period calendar.Period
	Status Status
	Due    time.Time
	// NotSeenAt is when the last look without the report was asked, SeenAt
	// when the first look with it was answered; zero where there is none. For
	// a late report the true instant lies between them.
	NotSeenAt, SeenAt time.Time
	// Fault is why nothing could be read, for Unreadable.
	Fault FaultCode
	// Reason is the office's, for Excused.
	Reason string
	// DaysSeen of DaysOwed tell how many of the days that a month, a year or
	// the like owes came in time for it; zero for a day.
	DaysSeen, DaysOwed int
	// Received is the office's decision that a written report of the period was
	// received, where that is what the status rests on.
	Received *Decision
}

// A Rate counts standings. Its two rates name their denominator: judged =
// expected − excused − unread − unreadable − pending.
type Rate struct {
	Expected, Pending, OnTime, Late, Missing, Unproven, Invalid, Unread, Unreadable, Excused int
}

// Judged is the denominator of both rates.
func (r Rate) Judged() int { return r.Expected - r.Excused - r.Unread - r.Unreadable - r.Pending }

// Complete counts the reports that came, late or not.
func (r Rate) Complete() int { return r.OnTime + r.Late + r.Unproven }

// Timely counts the reports that came in time or cannot be proved late.
func (r Rate) Timely() int { return r.OnTime + r.Unproven }

// Add counts one more standing.
func (r *Rate) Add(s Status) {
	r.Expected++
	if n := r.count(s); n != nil {
		*n++
	}
}

// Of is how many standings had a status.
func (r Rate) Of(s Status) int {
	if n := r.count(s); n != nil {
		return *n
	}
	return 0
}

// Under is how many standings are shown under a head.
func (r Rate) Under(h Head) int {
	n := 0
	for _, s := range Statuses {
		if s.Head() == h {
			n += r.Of(s)
		}
	}
	return n
}

// count is where a status is counted; nil for none that there is.
func (r *Rate) count(s Status) *int {
	switch s {
	case Pending:
		return &r.Pending
	case OnTime:
		return &r.OnTime
	case Late:
		return &r.Late
	case Missing:
		return &r.Missing
	case Unproven:
		return &r.Unproven
	case Invalid:
		return &r.Invalid
	case Unread:
		return &r.Unread
	case Unreadable:
		return &r.Unreadable
	case Excused:
		return &r.Excused
	}
	return nil
}

// Plus counts the standings of both.
func (r Rate) Plus(s Rate) Rate {
	r.Expected += s.Expected
	for _, status := range Statuses {
		*r.count(status) += s.Of(status)
	}
	return r
}
