// Package round is one pass over the sources: look, read, record, recompute,
// publish. The daemon, the commands and the tests all call Round.Run; nothing
// else in the program knows the order of these steps.
//
// What was seen is recorded before anything is made of it, so a crash at any
// instant loses nothing: the next round looks again and recomputes the rest.
//
// A Round that lives on, as a daemon's does, costs what has changed and little
// of what was ever said: what was read stays folded (Readings), and units of
// which nothing is new are not merged anew (report.Compiler). Each of them gives
// what it would give without anything to remember.
package round

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A Fetcher fetches the present state of a source. Its errors are
// *office.Fault where the source or the way to it is at fault.
type Fetcher interface {
	Fetch(ctx context.Context, ref string) (grid.Snapshot, error)
}

// A Ledger records what was seen.
type Ledger interface {
	// Record records answers, all or none, before anything is read of them.
	Record(ctx context.Context, answers ...record.Answer) ([]record.Look, error)
	// Last tells of each source what was seen last.
	Last(ctx context.Context) (map[string]record.Last, error)
	// Head is the last revision; its Change moves whenever anything new was
	// recorded: a look that saw only what was known does not move it.
	Head(ctx context.Context) (record.Revision, error)
	// Tell records what people were told at an instant.
	Tell(ctx context.Context, at time.Time, told ...record.Told) error
	// Published and SetPublished keep what was last written to a target.
	Published(ctx context.Context, target string) (string, error)
	SetPublished(ctx context.Context, target, fingerprint string, at time.Time) error
}

// Readings understand what is recorded.
type Readings interface {
	// State gives what had been seen and decided up to an instant.
	State(ctx context.Context, asOf time.Time) (*record.State, error)
	// Saw takes what a look saw that was just recorded, to spare reading it back.
	Saw(look int64, b *grid.Book)
	// Untold gives, once, the days that the last State says to be reported and
	// of which nobody was told so.
	Untold() []record.Told
}

// A Publisher writes the consolidated book somewhere, and only where it
// differs from what stands there.
type Publisher interface {
	Publish(ctx context.Context, b *book.Book) (changed bool, err error)
}

// A Target is a place for the consolidated book under a name that stays.
type Target struct {
	Name string
	Publisher
	// Lay lays out what stands there; nil for the Round's own.
	Lay func(*report.Report) *book.Book
	// Standing reports whether the book stands there as it was written last; a
	// target that was deleted or changed by hand is written again although
	// nothing is new. Nil means always.
	Standing func(context.Context) bool
}

// A Round holds what a pass needs. Its fields are set once and not changed.
type Round struct {
	Programme *office.Programme
	Sources   Fetcher
	// Gate spares looks at what has not changed; nil for none.
	Gate     Gate
	Ledger   Ledger
	Readings Readings
	Targets  []Target
	// Entries take what the office typed into the consolidated book; nil where
	// nothing is read back.
	Entries *Entries
	Lay     func(*report.Report) *book.Book
	// Now is the clock. It is asked before and after each look.
	Now func() time.Time
	// Grace is how long what is in hand may go on after a stop was asked for:
	// the looks that have begun, a book that is being written. 0 means none.
	Grace time.Duration
	// Workers bounds how many sources are looked at side by side; 0 means 2.
	Workers int
	// Edition identifies everything outside the ledger that shapes the output:
	// the program's version, the config, the templates.
	Edition string
	Log     *slog.Logger
	// Rereading reports whether what is recorded is still being read anew by another
	// reader. Until that is done a round looks and records, and leaves the rest to the
	// next one. Nil means never.
	Rereading func() bool
	// Alarms tells what the book has to say of the program itself; nil for
	// nothing.
	Alarms func(context.Context) []office.Alarm
	// Config is the number of the configuration in the record, which looks name.
	Config int64
	// Progress is told of each source done; nil for none.
	Progress func(done, total int, source string)
	// What stands as it stood is not merged anew.
	compiler report.Compiler
}

// A Result is what a round did.
type Result struct {
	Started, Ended time.Time
	// AsOf is the instant of which the round tells: when all looks were done and
	// recorded; zero where it did not come to that.
	AsOf time.Time
	// Read counts the sources that were read anew, Unchanged those whose
	// content was known, Faulty those that could not be read; Skipped those
	// that were not looked at, because they cannot have changed.
	Read, Unchanged, Faulty, Skipped int
	// Faults tell why, by source.
	Faults map[string]*office.Fault
	// faults are those that stand after the round, by source, also of sources
	// that it did not look at.
	faults map[string]office.FaultCode
	// Typed are the rows of the tab Bổ sung as they were read.
	Typed []report.TypedEntry
	// withheld is a target that must not be written; nil for none.
	withheld *Withheld
	// Report is what was published; nil where nothing was new.
	Report *report.Report
	// Written names the targets that changed.
	Written []string
}

// Nothing reports whether every source that was looked at could not be read: that
// is less likely theirs than ours, such as a folder that was moved.
func (r *Result) Nothing() bool { return r.Faulty > 0 && r.Read+r.Unchanged+r.Skipped == 0 }

// Machinery reports whether network, quota, credentials or the program itself
// failed for some source, as opposed to the source being at fault.
func (r *Result) Machinery() bool {
	for _, f := range r.Faults {
		if f.Code.Machinery() {
			return true
		}
	}
	return false
}

// Run looks at the sources named, or where none is at those of the programme's
// that may have changed, records what it saw and publishes what follows from
// it. A source at fault is in the Result and stops nothing; an error means that
// the ledger or a target failed, or that the context ended: then what had been
// seen by the end of Grace is recorded, and nothing more is begun. A target
// that fails, or whose tab Bổ sung cannot be read back, keeps no other from
// being written.
func (r *Round) Run(ctx context.Context, sources ...string) (*Result, error) {
	if len(sources) > 0 {
		return r.run(ctx, named, sources)
	}
	return r.run(ctx, changed, r.Programme.Sources())
}

// Full is Run over every source of the programme, changed or not.
func (r *Round) Full(ctx context.Context) (*Result, error) {
	return r.run(ctx, everyOne, r.Programme.Sources())
}

func (r *Round) run(ctx context.Context, s scope, sources []string) (*Result, error) {
	res := &Result{Started: r.Now(), Faults: map[string]*office.Fault{}, faults: map[string]office.FaultCode{}}
	work, done := linger(ctx, r.Grace)
	defer done()
	if err := r.look(ctx, work, s, sources, res); err != nil {
		return res, err
	}
	if r.Entries != nil {
		var err error
		if res.Typed, res.withheld, err = r.Entries.take(work, r.Now()); err != nil {
			return res, err
		}
	}
	// Not Started: what was answered after that would not be in the book.
	res.AsOf = r.Now()
	var err error
	if r.rereading() {
		r.Log.Info("what was seen is recorded; the book follows once what was seen before is read anew")
	} else {
		err = errors.Join(r.publish(work, res), r.tell(work, res))
	}
	if res.withheld != nil {
		err = errors.Join(res.withheld, err)
	}
	res.Ended = r.Now()
	r.Log.Info("round done", "read", res.Read, "unchanged", res.Unchanged, "skipped", res.Skipped, "faulty", res.Faulty, "written", res.Written)
	return res, err
}

func (r *Round) rereading() bool { return r.Rereading != nil && r.Rereading() }

// publish recomputes the report and hands it to every target, unless nothing
// at all is new since the target was last written.
func (r *Round) publish(ctx context.Context, res *Result) error {
	fingerprint, err := r.fingerprint(ctx, res)
	if err != nil {
		return err
	}
	var due []Target
	for _, t := range r.Targets {
		if res.withheld != nil && t.Name == res.withheld.Target {
			continue
		}
		last, err := r.Ledger.Published(ctx, t.Name)
		if err != nil {
			return fmt.Errorf("asking the ledger about %s: %w", t.Name, err)
		}
		if last != fingerprint || (t.Standing != nil && !t.Standing(ctx)) {
			due = append(due, t)
		}
	}
	if len(due) == 0 {
		return nil
	}
	if res.Report, err = r.Report(ctx, res.AsOf); err != nil {
		return err
	}
	res.Report.Typed, res.Report.Alarms = res.Typed, r.alarms(ctx)
	laid := r.Lay(res.Report)
	var errs []error
	for _, t := range due {
		shown := laid
		if t.Lay != nil {
			shown = t.Lay(res.Report)
		}
		changed, err := t.Publish(ctx, shown)
		if err != nil {
			errs = append(errs, fmt.Errorf("writing the consolidated book to %s: %w", t.Name, err))
			continue
		}
		if changed {
			res.Written = append(res.Written, t.Name)
		}
		if err := r.Ledger.SetPublished(ctx, t.Name, fingerprint, res.AsOf); err != nil {
			errs = append(errs, fmt.Errorf("noting that %s was written: %w", t.Name, err))
		}
	}
	return errors.Join(errs...)
}

// tell records which days people are told to be reported from this round on, so
// that no better reader can say otherwise in silence.
func (r *Round) tell(ctx context.Context, res *Result) error {
	if res.Read == 0 && res.Report == nil {
		return nil
	}
	if _, err := r.Readings.State(ctx, res.AsOf); err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	told := r.Readings.Untold()
	if len(told) == 0 {
		return nil
	}
	if err := r.Ledger.Tell(ctx, res.AsOf, told...); err != nil {
		return fmt.Errorf("recording what was told: %w", err)
	}
	return nil
}

// Report makes the report of the month in front at an instant, from the ledger
// alone.
func (r *Round) Report(ctx context.Context, asOf time.Time) (*report.Report, error) {
	state, err := r.Readings.State(ctx, asOf)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	return r.compiler.Front(record.Following(r.Programme, state.Issued), state, asOf), nil
}

// ReportOf makes the report of a period as of an instant, from the ledger
// alone. The period is picked among windows that begin where the reports that
// were issued by then really ended.
func (r *Round) ReportOf(ctx context.Context, asOf time.Time, pick func(calendar.Windows) (calendar.Period, error)) (*report.Report, error) {
	state, err := r.Readings.State(ctx, asOf)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	p := record.Following(r.Programme, state.Issued)
	period, err := pick(p.Windows)
	if err != nil {
		return nil, err
	}
	return r.compiler.Compile(p, state, period, asOf), nil
}

func (r *Round) alarms(ctx context.Context) []office.Alarm {
	if r.Alarms == nil {
		return nil
	}
	return r.Alarms(ctx)
}
