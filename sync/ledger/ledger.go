// Package ledger keeps what was seen and decided, in one SQLite file. It is
// the only room that knows SQL.
//
// Looks, office decisions, configurations and issued reports are appended and
// never changed or removed; triggers in the file hold that against anybody.
// Nothing derived is stored: State gives what had been seen and decided up to
// an instant, and everything in a report is recomputed from it. So a past
// instant gives what it would have given then.
//
// A look is stored as its difference from what stood before it. Of one source,
// looks are ordered by the instant of their answer, then by the order in which
// they were appended. A look made under a clock that had been set back is kept
// like any other and counts from the instant that it names; what later looks
// saw goes on standing as they saw it.
//
// What was read once is remembered, decoded (memory.go), for a State as for what
// is recorded next: a reading is compared with what is remembered and only what
// differs is written (known.go), as it would be if all were read back.
//
// One process writes at a time: it holds a lock beside the file for as long as
// the ledger is open. Readers need no lock and see whole transactions only.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// A Ledger is an open ledger file. Its methods may be called from several
// goroutines.
type Ledger struct {
	path   string
	read   *sql.DB
	write  *sql.DB // nil when read-only; one connection
	lock   *lock   // nil when read-only or beside its holder
	memory memory
	frozen frozenMemory
	// scratch is the folder of a copy that is to be thrown away, else "".
	scratch string
}

// Options are how to open a ledger.
type Options struct {
	// ReadOnly opens a ledger that must be there already, without its lock and
	// without migrating it; it may be in use by a writer at the same time.
	ReadOnly bool
	// Beside opens a ledger to record the office's decisions also while another
	// process, such as the daemon, holds its lock. A decision is one short
	// transaction that rests on nothing which a round has in hand; looks are
	// recorded under the lock only.
	Beside bool
	// By is the command, such as "tonghop serve", that those are told who find
	// the ledger locked.
	By string
}

// Open opens the ledger at path, which it makes if there is none, and brings
// it up to the schema of this program. What keeps it from doing so is an
// *Error.
func Open(ctx context.Context, path string, opts Options) (*Ledger, error) {
	if opts.ReadOnly {
		return openReader(ctx, path)
	}
	l, err := openWriter(ctx, path, opts.By)
	if opts.Beside && isLocked(err) {
		return openBeside(ctx, path)
	}
	return l, err
}

// OpenCopy opens a copy of the ledger at path as it stands, for a trial: what
// is recorded in it is thrown away by Close. Where there is no ledger the
// trial begins with an empty one.
func OpenCopy(ctx context.Context, path string) (*Ledger, error) { return openCopy(ctx, path) }

// Close closes the file and gives up its lock.
func (l *Ledger) Close() error {
	var errs []error
	errs = append(errs, l.read.Close())
	if l.write != nil {
		errs = append(errs, l.write.Close())
	}
	if l.lock != nil {
		errs = append(errs, l.lock.release())
	}
	if l.scratch != "" {
		errs = append(errs, os.RemoveAll(l.scratch))
	}
	if err := errors.Join(errs...); err != nil {
		return l.fail("closing", err)
	}
	return nil
}

// update runs f in one transaction: all of it is kept, or none.
func (l *Ledger) update(ctx context.Context, doing string, f func(*tx) error) error {
	if l.write == nil {
		return &Error{Kind: ReadOnly, Path: l.path, Err: fmt.Errorf("%s: it was opened for reading", doing)}
	}
	return l.fail(doing, within(ctx, l.write, f))
}

// view runs f in a transaction that sees one state of the file throughout.
func (l *Ledger) view(ctx context.Context, doing string, f func(*tx) error) error {
	return l.fail(doing, within(ctx, l.read, f))
}

func (l *Ledger) fail(doing string, err error) error {
	if err == nil {
		return nil
	}
	return classify(l.path, fmt.Errorf("%s: %w", doing, err))
}
