package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"tonghop/model/office"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
	"tonghop/sync/web"
)

// Rounds let one round pass at a time, whoever asks for it, and tell the page
// of the one that goes on and of the last ones. A look around a due instant
// comes first: what goes on gives way to it and is taken up again afterwards.
type Rounds struct {
	mu   sync.Mutex
	now  web.Rounds
	jobs []schedule.Job // the daemon's
	// busy: a round goes on; stop ends it, nil where it gives way to nobody.
	busy bool
	stop context.CancelCauseFunc
	// urgent counts the looks around due instants that go on or wait.
	urgent int
	// active is when the round that goes on last got on with anything, by the
	// clock; note is told what each came to.
	active time.Time
	clock  func() time.Time
	note   func(*round.Result, error)
	freed  chan struct{} // closed when a round has ended
}

// roundsKept is how many of the last rounds the page shows.
const roundsKept = 12

// errGaveWay is why a round ends that gives way to a look around a due instant.
var errGaveWay = errors.New("it gives way to the look at the due instant")

// A Do is one round.
type Do func(context.Context) (*round.Result, error)

// NewRounds gives the turn of an office whose rounds all pass here.
func NewRounds() *Rounds { return &Rounds{freed: make(chan struct{})} }

// Run waits for its turn and runs a round that by asked for; "" is the
// schedule. What it has seen when it gives way is recorded; then it begins anew.
func (r *Rounds) Run(ctx context.Context, by string, clock func() time.Time, do Do) error {
	for {
		own, stop := context.WithCancelCause(ctx)
		if err := r.take(ctx, stop, false); err != nil {
			stop(nil)
			return err
		}
		started := r.begin(by, clock)
		res, err := do(own)
		gaveWay := err != nil && context.Cause(own) == errGaveWay && ctx.Err() == nil
		stop(nil)
		if !gaveWay {
			r.ended(by, started, clock(), res, err)
		}
		r.free(false)
		if !gaveWay {
			return err
		}
	}
}

// Urgent is Run of a look around a due instant.
func (r *Rounds) Urgent(ctx context.Context, clock func() time.Time, do Do) error {
	r.mu.Lock()
	r.urgent++
	if r.stop != nil {
		r.stop(errGaveWay)
	}
	r.mu.Unlock()
	if err := r.take(ctx, nil, true); err != nil {
		r.mu.Lock()
		r.urgent--
		r.wake()
		r.mu.Unlock()
		return err
	}
	started := r.begin("", clock)
	res, err := do(ctx)
	r.ended("", started, clock(), res, err)
	r.free(true)
	return err
}

// take waits for the turn.
func (r *Rounds) take(ctx context.Context, stop context.CancelCauseFunc, urgent bool) error {
	for {
		r.mu.Lock()
		if !r.busy && (urgent || r.urgent == 0) {
			r.busy, r.stop = true, stop
			r.mu.Unlock()
			return nil
		}
		freed := r.freed
		r.mu.Unlock()
		select {
		case <-freed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *Rounds) free(urgent bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.busy, r.stop, r.now.Running, r.now.By = false, nil, false, ""
	if urgent {
		r.urgent--
	}
	r.wake()
}

// wake lets those who wait for the turn look again. The caller holds the lock.
func (r *Rounds) wake() {
	close(r.freed)
	r.freed = make(chan struct{})
}

func (r *Rounds) begin(by string, clock func() time.Time) time.Time {
	started := clock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Running, r.now.By, r.now.Started, r.now.Done, r.now.Total = true, by, started, 0, 0
	r.active, r.clock = started, clock
	return started
}

func (r *Rounds) ended(by string, started, at time.Time, res *round.Result, err error) {
	one := web.Round{By: by, Started: started, Ended: at, Failed: err != nil}
	if f := (*office.Fault)(nil); errors.As(err, &f) {
		w := (*round.Withheld)(nil)
		one.Fault, one.Withheld = f.Code, errors.As(err, &w)
	}
	if res != nil {
		one.Read, one.Unchanged, one.Skipped, one.Faulty = res.Read, res.Unchanged, res.Skipped, res.Faulty
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.note != nil {
		r.note(res, err)
	}
	r.now.Ended++
	if one.Failed {
		r.now.Failed++
	}
	last := append([]web.Round{one}, r.now.Last...)
	r.now.Last = last[:min(roundsKept, len(last))]
}

// progress notes how far the round is.
func (r *Rounds) progress(done, total int, _ string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Done, r.now.Total = done, total
	if r.clock != nil {
		r.active = r.clock()
	}
}

// Noted lets each round's result be told.
func (r *Rounds) Noted(note func(*round.Result, error)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.note = note
}

// Active is when the rounds last got on with anything: now, while none goes on.
func (r *Rounds) Active(now time.Time) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now.Running {
		return r.active
	}
	return now
}

// Scheduled takes the daemon's jobs, to tell when each runs next.
func (r *Rounds) Scheduled(jobs []schedule.Job) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.jobs = jobs
}

// Standing tells the page how it stands at an instant.
func (r *Rounds) Standing(now time.Time) web.Rounds {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.now
	for _, j := range r.jobs {
		if at := j.Next(now); !at.IsZero() {
			all.Next = append(all.Next, web.Next{At: at, Job: j.Name})
		}
	}
	slices.SortStableFunc(all.Next, func(a, b web.Next) int { return a.At.Compare(b.At) })
	return all
}

// RoundFor is a round that somebody asked for on the page.
func (o *Office) RoundFor(ctx context.Context, by string) error {
	return o.Rounds.Run(ctx, by, o.Now, func(ctx context.Context) (*round.Result, error) { return o.Round.Run(ctx) })
}
