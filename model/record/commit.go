package record

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A Revision names a state of the record: everything up to and with one commit.
// The record's own time is the order of its revisions. Instants are attributes
// of them, which a clock that was wrong may have made.
type Revision struct {
	// Number is 1, 2, …; 0 is the empty record.
	Number int64
	// Asserted is when it happened by the clock of whoever recorded it, which
	// --now sets; Recorded is when the machine recorded it.
	Asserted, Recorded time.Time
	// Change counts the revisions up to this one that said something else than
	// what stood: it does not move where looks saw only what the look before had
	// seen, nor for reminders.
	Change int64
	// Chain is the hash over this revision's rows and the revision before, and
	// so over everything that was recorded up to here.
	Chain Hash
}

// String names a revision where people or documents note it: its number and the
// beginning of its chain, such as "128-9f8e7d6c5b4a".
func (r Revision) String() string { return fmt.Sprintf("%d-%s", r.Number, r.Chain.String()[:12]) }

// A Commit is what was recorded at once. It makes one Revision.
type Commit struct {
	Revision
	Looks     []Look
	Decisions []office.Decision
	Configs   []Config
	Told      []Told
	// Reports are drafts that were closed with it, and drafts that were given
	// their number, as they stood from then on.
	Reports []Issued
	// Left is the head of the record that a restored backup took the place of;
	// nil where nothing was restored.
	Left *Left
}

// A Left is what a record looked like that a backup took the place of.
type Left struct {
	// Number and Chain are its head; 0 where it could not be read any more.
	Number int64
	Chain  Hash
	By     string // the command that restored
}

// A Config is a snapshot of the configuration, kept whenever it was another one.
type Config struct {
	ID   int64 // given by the record
	At   time.Time
	Hash string // identifies Text
	Text []byte
}

// A Told is what we led people to believe: that units had reported days, as a
// reader found in a look's cells. It is recorded when it is first told.
type Told struct {
	Look   int64  // the ID of the Look
	Reader string // the version that read it
	Days   []UnitDay
}

// A UnitDay is a unit's day.
type UnitDay struct {
	Unit string
	Day  calendar.Day
}

// A View is the record as it stands. Within a transaction nothing is recorded
// by anybody else until that is done.
type View interface {
	// Head is the last revision; the zero Revision of an empty record.
	Head(ctx context.Context) (Revision, error)
	// Since gives what was recorded after a revision, in the record's order;
	// after 0 everything.
	Since(ctx context.Context, after int64) ([]Commit, error)
	// By gives the last revision that was asserted at or before an instant, the
	// zero Revision where there is none.
	By(ctx context.Context, asserted time.Time) (Revision, error)
	// Decisions gives all that the office ever decided, in order.
	Decisions(ctx context.Context) ([]office.Decision, error)
	// Cells gives a tab that a look saw, by Tab.Cells. It is ErrErased where it
	// was taken away on request, ErrLost where it was damaged and given up.
	Cells(ctx context.Context, cells int64) (grid.Tab, error)
}

// ErrErased tells that cells were taken away by a decision of the office.
var ErrErased = errors.New("its text was erased on request")

// ErrLost tells that cells were damaged, that no backup had them either, and that
// they were given up.
var ErrLost = errors.New("it was damaged, and no backup had it")
