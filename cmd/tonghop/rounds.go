package main

import (
	"context"
	"sync"
	"time"

	"tonghop/sync/round"
	"tonghop/sync/web"
)

// rounds let one round pass at a time, whoever asks for it, and tell the page
// of the one that goes on and of the last ones.
type rounds struct {
	turn chan struct{} // holds one while a round goes on

	mu  sync.Mutex
	now web.Rounds
}

// roundsKept is how many of the last rounds the page shows.
const roundsKept = 12

func newRounds() *rounds { return &rounds{turn: make(chan struct{}, 1)} }

// run waits for its turn and runs a round that by asked for; "" is the
// schedule.
func (r *rounds) run(ctx context.Context, by string, clock func() time.Time, do func(context.Context) (*round.Result, error)) error {
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
	r.ended(web.Round{By: by, Started: started, Ended: clock(), Failed: err != nil}, res)
	return err
}

func (r *rounds) ended(one web.Round, res *round.Result) {
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
func (r *rounds) progress(done, total int, _ string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Done, r.now.Total = done, total
}

// standing tells the page.
func (r *rounds) standing() web.Rounds {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// syncFor is a round that somebody asked for on the page.
func (o *office) syncFor(ctx context.Context, by string) error {
	return o.rounds.run(ctx, by, o.now, func(ctx context.Context) (*round.Result, error) { return o.round.Run(ctx) })
}
