package office

import (
	"time"

	"tonghop/model/calendar"
)

// A Reminder is one message that was marked before it was sent, so that it is
// sent at most once.
type Reminder struct {
	ID int64 // given by the ledger
	// Key names what is told and to whom, such as "before-day/2020-06-24/thanh-an".
	// Of one Key, a Channel's Recipient gets one message.
	Key  string
	Unit string // "" is the office itself
	// Channel is how it goes: email, webhook, telegram, ntfy, … Recipient is to
	// whom, in a form that tells no secret.
	Channel, Recipient string
	// Covers are the findings that it tells of, each by its ID and what it says.
	Covers []string
	// Subject and Text are what was written; lists of reminders leave them out.
	Subject, Text string
	Marked        time.Time
	// Attempt counts from 1; only what was Unsent is attempted again.
	Attempt int
	// Outcome is what became of it, and Why says more where it was not simply
	// sent. One that was marked and never settled is Doubtful.
	Outcome Outcome
	Why     string
	Settled time.Time // zero where it never was
}

// Outcome is what became of a reminder.
type Outcome string

const (
	// Sent: the other side said that it took it.
	Sent Outcome = "sent"
	// Refused: the other side said no, and will say so again.
	Refused Outcome = "refused"
	// Unsent: it certainly never arrived, since nothing of it left the house or
	// the other side said "not now"; a later run may attempt it again.
	Unsent Outcome = "unsent"
	// Doubtful: it may have arrived. It is never sent again.
	Doubtful Outcome = "doubtful"
)

// MaxAttempts is how often one reminder is attempted at most: with an attempt
// every quarter of an hour around the deadlines, through three days of a server
// that is down.
const MaxAttempts = 20

// Open reports whether the reminder may be attempted once more.
func (r *Reminder) Open() bool { return r.Outcome == Unsent && r.Attempt < MaxAttempts }

// AwaitsReceipt reports whether a unit's report of a kind of period is there
// only once the office marks the written one as received.
func (p *Programme) AwaitsReceipt(u *Unit, kind calendar.PeriodKind) bool {
	return p.JudgedBy(u, kind) == ByReceipt
}
