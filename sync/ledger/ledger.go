// Package ledger keeps what was seen and decided, in one SQLite file. It is
// the only room that knows SQL, and it knows nothing else: not what a cell
// means, nor what a look says of a day.
//
// Looks with the tabs that they saw, the office's decisions, configurations,
// what was told, the register of reports and the marks of reminders are appended
// and never changed. Each transaction that records something makes one revision,
// whose hash goes over the digests of its rows and over the revision before, so
// that nothing can be changed, taken out or put in between unnoticed. Triggers
// refuse changes besides; whatever is read is held against its digest.
//
// Tabs are kept once, as what differs from the tab that stood in their place
// before. What names citizens is masked before it comes here.
//
// One process at a time records looks: it holds a lock beside the file for as
// long as the ledger is open. The office's decisions may be recorded beside it.
// Readers need no lock and see whole transactions only.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"tonghop/model/record"
)

// A Ledger is an open ledger file, as one office sees it. Its methods may be
// called from several goroutines.
type Ledger struct {
	Options
	path   string
	read   *sql.DB
	write  *sql.DB // nil when read-only; one connection
	lock   *lock   // nil when read-only or beside its holder
	caches caches
	// scratch is the folder of a copy that is to be thrown away, else "".
	scratch string
}

// Options are how to open a ledger.
type Options struct {
	// Office is whose rows are read and recorded; "" in a ledger of one office.
	Office string
	// ReadOnly opens a ledger that must be there already, without its lock; it
	// may be in use by a writer at the same time.
	ReadOnly bool
	// Beside opens a ledger to record the office's decisions also while another
	// process, such as the daemon, holds its lock. A decision is one short
	// transaction, within which it is checked; looks are recorded under the lock
	// only.
	Beside bool
	// By is the command, such as "tonghop serve", that those are told who find
	// the ledger locked.
	By string
	// Now is the machine's clock; nil is the system's. It says when something
	// was recorded, whatever instant it names itself.
	Now func() time.Time
}

func (o *Options) now() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

// Open opens the ledger at path, which it makes if there is none. What keeps it
// from doing so is an *Error.
func Open(ctx context.Context, path string, opts Options) (*Ledger, error) {
	if opts.ReadOnly {
		return openReader(ctx, path, opts)
	}
	l, err := openWriter(ctx, path, opts)
	if opts.Beside && isLocked(err) {
		return openBeside(ctx, path, opts)
	}
	return l, err
}

// OpenCopy opens a copy of the ledger at path as it stands, for a trial: what
// is recorded in it is thrown away by Close. Where there is no ledger the
// trial begins with an empty one.
func OpenCopy(ctx context.Context, path string) (*Ledger, error) {
	return openCopy(ctx, path, Options{})
}

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

// update runs f in one transaction, and makes a revision of what it recorded:
// all of it is kept, or none.
func (l *Ledger) update(ctx context.Context, doing string, f func(*tx) error) error {
	if l.write == nil {
		return &Error{Kind: ReadOnly, Path: l.path, Err: fmt.Errorf("%s: it was opened for reading", doing)}
	}
	var done *recording
	var head record.Revision
	err := within(ctx, l.write, l.Office, &l.caches, func(t *tx) (err error) {
		if err := t.begin(); err != nil {
			return err
		}
		if err := f(t); err != nil {
			return err
		}
		done = t.recording
		head, err = t.seal(l.now())
		return err
	})
	if err == nil && head.Number > 0 {
		noteHead(l.headPath(), head)
	}
	if err == nil {
		for id, c := range done.unpacked {
			l.caches.unpacked.put(id, c)
		}
	}
	return l.fail(doing, err)
}

// view runs f in a transaction that sees one state of the file throughout.
func (l *Ledger) view(ctx context.Context, doing string, f func(*tx) error) error {
	return l.fail(doing, within(ctx, l.read, l.Office, &l.caches, f))
}

func (l *Ledger) fail(doing string, err error) error {
	if err == nil {
		return nil
	}
	return classify(l.path, fmt.Errorf("%s: %w", doing, err))
}
