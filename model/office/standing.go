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
	Invalid    Status = "invalid"    // written, but nothing of it acceptable
	Unreadable Status = "unreadable" // no readable look since the due instant
	Excused    Status = "excused"    // waived by the office
)

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
// expected − excused − unreadable − pending.
type Rate struct {
	Expected, Pending, OnTime, Late, Missing, Unproven, Invalid, Unreadable, Excused int
}

// Judged is the denominator of both rates.
func (r Rate) Judged() int { return r.Expected - r.Excused - r.Unreadable - r.Pending }

// Complete counts the reports that came, late or not.
func (r Rate) Complete() int { return r.OnTime + r.Late + r.Unproven }

// Timely counts the reports that came in time or cannot be proved late.
func (r Rate) Timely() int { return r.OnTime + r.Unproven }

// Add counts one more standing.
func (r *Rate) Add(s Status) {
	r.Expected++
	switch s {
	case Pending:
		r.Pending++
	case OnTime:
		r.OnTime++
	case Late:
		r.Late++
	case Missing:
		r.Missing++
	case Unproven:
		r.Unproven++
	case Invalid:
		r.Invalid++
	case Unreadable:
		r.Unreadable++
	case Excused:
		r.Excused++
	}
}

func (r Rate) Plus(s Rate) Rate {
	return Rate{
		Expected: r.Expected + s.Expected, Pending: r.Pending + s.Pending, OnTime: r.OnTime + s.OnTime,
		Late: r.Late + s.Late, Missing: r.Missing + s.Missing, Unproven: r.Unproven + s.Unproven,
		Invalid: r.Invalid + s.Invalid, Unreadable: r.Unreadable + s.Unreadable, Excused: r.Excused + s.Excused,
	}
}
