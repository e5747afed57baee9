// Package ledgertest holds the contract of a ledger as a suite that every store
// passes, whatever keeps its rows.
package ledgertest

import (
	"context"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A Store is the contract that the rest of the program relies on.
//
// Whatever it records it records whole or not at all, and then for good: as one
// revision of the record, which is chained to the one before. Whatever it reads
// it holds against what was recorded. A row that is not what was recorded is an
// error that names it.
type Store interface {
	record.View

	// Record records answers as one revision, in the order given, and gives
	// their looks with what the record gave them: ID, Book. It is called for
	// each answer when it is in, before anything is read from it. Cells that the
	// source showed before are not kept again.
	Record(ctx context.Context, answers ...record.Answer) ([]record.Look, error)
	// Last gives what has to be known of each source before it is looked at
	// again.
	Last(ctx context.Context) (map[string]record.Last, error)

	// Decide records the decision that make gives, and gives it with its ID.
	// make sees the record as it stands, and nobody records anything, in this
	// process or another, until it is done: so it checks what the decision
	// rests on. Its error is given on, and nothing is recorded.
	Decide(ctx context.Context, make func(record.View) (office.Decision, error)) (office.Decision, error)

	// SnapshotConfig keeps the configuration in use from an instant on, if it is
	// another than the one kept last, and gives its ID. Hash identifies text.
	SnapshotConfig(ctx context.Context, at time.Time, hash string, text []byte) (id int64, err error)
	// Configs gives every configuration that was kept, in the order of keeping.
	Configs(ctx context.Context) ([]record.Config, error)
	// Tell records what we led people to believe, at an instant.
	Tell(ctx context.Context, at time.Time, told ...record.Told) error

	// KeepDraft keeps a draft with its files; of the same Digest it gives the
	// draft that is there. A Draft code that another draft bears is ErrTaken.
	KeepDraft(ctx context.Context, d *record.Issued, sources []record.KeptSource, files ...[]byte) (id int64, isNew bool, err error)
	// GiveNumber issues a draft. A number that another report of the year has, a
	// draft that has another number and a report that is replaced already are
	// ErrTaken.
	GiveNumber(ctx context.Context, r *record.Issued, files ...[]byte) error
	// Register gives everything closed, in order.
	Register(ctx context.Context) ([]record.Issued, error)
	// KeptSources gives the sources of a draft.
	KeptSources(ctx context.Context, draft int64) ([]record.KeptSource, error)
	// File gives kept bytes by their SHA-256.
	File(ctx context.Context, hash string) ([]byte, error)

	// MarkReminder records that a reminder is about to be sent; false where it
	// must not be, since it was marked before.
	MarkReminder(ctx context.Context, r office.Reminder) (id int64, ok bool, err error)
	// SettleReminder records, once, what became of a reminder.
	SettleReminder(ctx context.Context, id int64, outcome office.Outcome, why string, at time.Time) error
	// Reminders gives those marked at or after an instant.
	Reminders(ctx context.Context, since time.Time) ([]office.Reminder, error)

	// Published and SetPublished keep what was last written to a target; Slots
	// and SetSlot which slot of each job ran last. They are notes, which are
	// replaced, and no part of the record.
	Published(ctx context.Context, target string) (string, error)
	SetPublished(ctx context.Context, target, fingerprint string, at time.Time) error
	Slots(ctx context.Context) (map[string]time.Time, error)
	SetSlot(ctx context.Context, job string, slot time.Time) error
}
