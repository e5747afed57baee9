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
	"tonghop/model/reading/meaning"
	"tonghop/model/record"
)

// look looks at the sources and records each look. Sources are fetched side by
// side; one writer records what has come in, at once and before anything is read
// of it, so that the slowest source costs no other its evidence. No look begins
// after ctx ended; those in hand may go on until work ends.
func (r *Round) look(ctx, work context.Context, s scope, sources []string, res *Result) error {
	last, err := r.Ledger.Last(ctx)
	if err != nil {
		return fmt.Errorf("asking the ledger what was seen last: %w", err)
	}
	for ref, l := range last {
		res.faults[ref] = l.Fault
	}
	answers := make(chan record.Answer, len(sources))
	var g errgroup.Group
	g.Go(func() error {
		defer close(answers)
		return r.lookInTurn(ctx, work, s, sources, last, answers, res)
	})
	g.Go(func() error { return r.record(context.WithoutCancel(ctx), answers, len(sources), res) })
	return g.Wait()
}

// lookInTurn looks at once at the sources of which the gate knows nothing, as
// files, and at the others as soon as it has told what has changed.
func (r *Round) lookInTurn(ctx, work context.Context, s scope, sources []string, last map[string]record.Last, answers chan<- record.Answer, res *Result) error {
	var free, gated []string
	for _, ref := range sources {
		if r.Gate != nil && s != named && r.Gate.Knows(ref) {
			gated = append(gated, ref)
		} else {
			free = append(free, ref)
		}
	}
	var g errgroup.Group
	g.Go(func() error { return r.lookAll(ctx, work, free, last, answers) })
	g.Go(func() error {
		chosen, err := r.choose(ctx, s, gated, last, res)
		if err != nil {
			return err
		}
		return r.lookAll(ctx, work, chosen, last, answers)
	})
	return g.Wait()
}

// lookAll sends an answer for every source, Workers at a time.
func (r *Round) lookAll(ctx, work context.Context, sources []string, last map[string]record.Last, answers chan<- record.Answer) error {
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
			a, err := r.lookSafely(work, ref, last[ref])
			if err != nil {
				return err
			}
			answers <- a
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
func (r *Round) lookSafely(ctx context.Context, ref string, last record.Last) (a record.Answer, err error) {
	asked := r.Now()
	defer func() {
		if p := recover(); p != nil {
			r.Log.Error("panic while looking at a source", "source", ref, "panic", p, "stack", string(debug.Stack()))
			a = record.Answer{Look: record.Look{Source: ref, Asked: asked, Answered: r.Now(), Config: r.Config,
				Fault: &office.Fault{Code: office.FaultInternal, Detail: fmt.Sprintf("panic: %v", p)}}}
			err = nil
		}
	}()
	return r.lookAt(ctx, ref, last, asked)
}

// lookAt makes one look at one source. Only a cancelled context is an error;
// everything else that goes wrong is the look's Fault.
func (r *Round) lookAt(ctx context.Context, ref string, last record.Last, asked time.Time) (record.Answer, error) {
	a := record.Answer{Look: record.Look{Source: ref, Asked: asked, Config: r.Config}}
	snap, err := r.Sources.Fetch(ctx, ref)
	a.Answered = r.Now()
	if err != nil {
		if ctx.Err() != nil {
			return a, ctx.Err()
		}
		a.Fault = asFault(err)
		return a, nil
	}
	a.Offset = record.Offset{Known: snap.Dated, By: snap.Clock}
	a.Doubt, a.Content, a.Modified = string(snap.Doubt), snap.Content, snap.Modified
	if snap.Content == last.Content {
		return a, nil
	}
	b, err := snap.Decode()
	if err != nil {
		a.Fault, a.Content = asFault(err), ""
		return a, nil
	}
	a.Cells = &b
	return a, nil
}

func asFault(err error) *office.Fault {
	var f *office.Fault
	if errors.As(err, &f) {
		return f
	}
	return &office.Fault{Code: office.FaultInternal, Detail: err.Error()}
}

// record records answers as they come in. Those that wait together are recorded
// together, since each recording is forced to the disk. It takes answers until
// there are no more, even after a failure, so that nobody waits for it in vain;
// the first failure is returned.
func (r *Round) record(ctx context.Context, answers <-chan record.Answer, total int, res *Result) error {
	done := 0
	var failed error
	var refused refusals
	keep := func(batch []record.Answer) {
		for i := range batch {
			res.count(&batch[i])
			if f := batch[i].Fault; f != nil {
				r.Log.Warn("source not readable", "source", batch[i].Source, "fault", f.Code, "detail", f.Detail)
			}
		}
		if failed == nil && len(batch) > 0 {
			failed = r.keep(ctx, batch)
		}
	}
	for first := range answers {
		var batch []record.Answer
		for _, a := range waiting(first, answers) {
			done++
			if !refused.hold(&a) {
				batch = append(batch, a)
			}
			if r.Progress != nil {
				r.Progress(done, total, a.Source)
			}
		}
		keep(batch)
	}
	keep(refused.judged())
	return failed
}

// waiting gives an answer with those that wait behind it.
func waiting(first record.Answer, answers <-chan record.Answer) []record.Answer {
	all := []record.Answer{first}
	for {
		select {
		case a, ok := <-answers:
			if !ok {
				return all
			}
			all = append(all, a)
		default:
			return all
		}
	}
}

// keep records answers, and hands on what they saw to be read.
func (r *Round) keep(ctx context.Context, answers []record.Answer) error {
	looks, err := r.Ledger.Record(ctx, answers...)
	if err != nil {
		return fmt.Errorf("recording looks in the ledger: %w", err)
	}
	for i := range looks {
		if b := answers[i].Cells; b != nil {
			r.Readings.Saw(looks[i].ID, b)
		}
	}
	return nil
}

func (res *Result) count(a *record.Answer) {
	res.faults[a.Source] = ""
	switch {
	case a.Fault != nil:
		res.Faulty++
		res.Faults[a.Source] = a.Fault
		res.faults[a.Source] = a.Fault.Code
	case a.Cells != nil:
		res.Read++
	default:
		res.Unchanged++
	}
}

// Context is what governs the reading of one source: the programme and the words
// of headings.
func Context(p *office.Programme, words *meaning.Lexicon, source string) reading.Context {
	return reading.Context{
		Title:      p.Title,
		Lexicon:    words,
		Source:     source,
		Indicators: p.Indicators,
		TextFields: p.TextFields,
		Units:      p.UnitsOf(source),
		Starts:     p.Starts,
		Ends:       p.Ends,
	}
}
