package round

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
)

// look looks at the sources and records each look. Sources are fetched and
// read side by side; one writer appends what has come in, so that a look is
// recorded soon after it was made and the ledger has one writer only. No look
// begins after ctx ended; those in hand may go on until work ends.
func (r *Round) look(ctx, work context.Context, s scope, sources []string, res *Result) error {
	last, err := r.Ledger.Last(ctx)
	if err != nil {
		return fmt.Errorf("asking the ledger what was seen last: %w", err)
	}
	for ref, l := range last {
		res.faults[ref] = l.Fault
	}
	if sources, err = r.choose(ctx, s, sources, last, res); err != nil {
		return err
	}
	looks := make(chan record.OldLook, maxUnrecorded) // reading goes on while some are recorded
	var g errgroup.Group
	g.Go(func() error {
		defer close(looks)
		return r.lookAll(ctx, work, sources, last, looks)
	})
	g.Go(func() error { return r.record(context.WithoutCancel(ctx), looks, len(sources), res) })
	return g.Wait()
}

// lookAll sends a look for every source, Workers at a time.
func (r *Round) lookAll(ctx, work context.Context, sources []string, last map[string]record.LastLook, looks chan<- record.OldLook) error {
	workers := r.Workers
	if workers == 0 {
		workers = 2
	}
	var g errgroup.Group
	g.SetLimit(workers)
	for _, ref := range sources {
		g.Go(func() error {
			if ctx.Err() != nil {
				return nil // told below
			}
			look, err := r.lookSafely(work, ref, last[ref])
			if err != nil {
				return err
			}
			looks <- look
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// lookSafely is lookAt for whatever a source may hold: what the program panics
// with over one source is that look's fault, and the others go on.
func (r *Round) lookSafely(ctx context.Context, ref string, last record.LastLook) (look record.OldLook, err error) {
	asked := r.Now()
	defer func() {
		if p := recover(); p != nil {
			r.Log.Error("panic while looking at a source", "source", ref, "panic", p, "stack", string(debug.Stack()))
			look = record.OldLook{Source: ref, Asked: asked, Answered: r.Now(),
				Fault: &office.Fault{Code: office.FaultInternal, Detail: fmt.Sprintf("panic: %v", p)}}
			err = nil
		}
	}()
	return r.lookAt(ctx, ref, last, asked)
}

// lookAt makes one look at one source. Only a cancelled context is an error;
// everything else that goes wrong is the look's Fault.
func (r *Round) lookAt(ctx context.Context, ref string, last record.LastLook, asked time.Time) (record.OldLook, error) {
	look := record.OldLook{Source: ref, Asked: asked}
	snap, err := r.Sources.Fetch(ctx, ref)
	look.Answered = r.Now()
	if err != nil {
		if ctx.Err() != nil {
			return look, ctx.Err()
		}
		look.Fault = asFault(err)
		return look, nil
	}
	rc := Context(r.Programme, ref)
	look.Content, look.Modified, look.Reader = snap.Content, snap.Modified, rc.Key()
	if look.Content == last.Content && look.Reader == last.Reader {
		return look, nil
	}
	b, err := snap.Decode()
	if err != nil {
		look.Fault = asFault(err)
		look.Content, look.Reader = "", ""
		return look, nil
	}
	read := r.memory.Read(&b, rc)
	look.Reading = &read
	return look, nil
}

func asFault(err error) *office.Fault {
	var f *office.Fault
	if errors.As(err, &f) {
		return f
	}
	return &office.Fault{Code: office.FaultInternal, Detail: err.Error()}
}

// maxUnrecorded is how many looks may wait to be recorded together: each
// recording is forced to the disk, which costs as much as many looks. What a
// crash loses of them was published nowhere and is looked at again.
const maxUnrecorded = 16

// record appends looks, several at a time. It takes looks until there are no
// more, even after a failure, so that nobody waits for it in vain; the first
// failure is returned.
func (r *Round) record(ctx context.Context, looks <-chan record.OldLook, total int, res *Result) error {
	done := 0
	var failed error
	var batch []record.OldLook
	var refused refusals
	flush := func() {
		if failed == nil && len(batch) > 0 {
			if err := r.Ledger.Append(ctx, batch...); err != nil {
				failed = fmt.Errorf("recording looks in the ledger: %w", err)
			}
		}
		batch = batch[:0]
	}
	take := func(look record.OldLook) {
		batch = append(batch, look)
		res.count(&look)
		if f := look.Fault; f != nil {
			r.Log.Warn("source not readable", "source", look.Source, "fault", f.Code, "detail", f.Detail)
		}
		if len(batch) == maxUnrecorded {
			flush()
		}
	}
	for look := range looks {
		done++
		if !refused.hold(&look) {
			take(look)
		}
		if r.Progress != nil {
			r.Progress(done, total, look.Source)
		}
	}
	for _, look := range refused.judged() {
		take(look)
	}
	flush()
	return failed
}

func (res *Result) count(l *record.OldLook) {
	res.faults[l.Source] = ""
	switch {
	case l.Fault != nil:
		res.Faulty++
		res.Faults[l.Source] = l.Fault
		res.faults[l.Source] = l.Fault.Code
	case l.Reading != nil:
		res.Read++
	default:
		res.Unchanged++
	}
}

// Context is what governs the reading of one source.
func Context(p *office.Programme, source string) reading.Context {
	return reading.Context{
		Source:     source,
		Indicators: p.Indicators,
		TextFields: p.TextFields,
		Units:      p.UnitsOf(source),
		Starts:     p.Starts,
		Ends:       p.Ends,
	}
}
