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
// of the one that goes on and of the last ones.
type Rounds struct {
	turn chan struct{} // holds one while a round goes on

	mu   sync.Mutex
	now  web.Rounds
	jobs []schedule.Job // the daemon's
}

// roundsKept is how many of the last rounds the page shows.
const roundsKept = 12

// NewRounds gives the turn of an office whose rounds all pass here.
func NewRounds() *Rounds { return &Rounds{turn: make(chan struct{}, 1)} }

// Run waits for its turn and runs a round that by asked for; "" is the
// schedule.
func (r *Rounds) Run(ctx context.Context, by string, clock func() time.Time, do func(context.Context) (*round.Result, error)) error {
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-r.turn }()
	started := clock()
	r.mu.Lock()
	r.now.Running, r.now.By, r.now.Started, r.now.Done, r.now.Total = true, by, started, 0, 0
	r.mu.Unlock()
	res, err := do(ctx)
	one := web.Round{By: by, Started: started, Ended: clock(), Failed: err != nil}
	if f := (*office.Fault)(nil); errors.As(err, &f) {
		w := (*round.Withheld)(nil)
		one.Fault, one.Withheld = f.Code, errors.As(err, &w)
	}
	r.ended(one, res)
	return err
}

func (r *Rounds) ended(one web.Round, res *round.Result) {
	if res != nil {
		one.Read, one.Unchanged, one.Skipped, one.Faulty = res.Read, res.Unchanged, res.Skipped, res.Faulty
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Running, r.now.By = false, ""
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
