package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// Slots remember which slot of each job ran last, across restarts.
type Slots interface {
	// Slots gives the last slot of each job by its ID.
	Slots(ctx context.Context) (map[string]time.Time, error)
	// SetSlot notes the slot of a job that has run.
	SetSlot(ctx context.Context, job string, slot time.Time) error
}

// A Runner runs jobs at their times, one after another, and the urgent ones
// beside them. It asks the wall clock
// again and again what is due instead of setting a timer for it: timers stand
// still while a machine sleeps and know nothing of a clock that is set, and
// robfig/cron's own loop waits on timers.
//
// A slot counts as run when its job has returned, failed or not; one that a
// stop or a crash cut short is missed, and made up for. After an outage, a
// sleep or a clock set forward the last missed slot of a group is run once, and
// the earlier ones are passed over. After a clock was set back the slots that
// come again run again: each looks anew, which does no harm.
type Runner struct {
	Jobs  []Job
	Now   func() time.Time
	Slots Slots
	Log   *slog.Logger

	last map[string]time.Time // by ID; nil before the first Step
}

const (
	// tick bounds how late a wake-up can be after the machine slept or its
	// clock was set.
	tick = 20 * time.Second
	// wobble is by how much a clock may be set back without that slots run
	// again: time services correct by less.
	wobble = time.Minute
	// memory is how far back missed slots are looked for.
	memory = 400 * 24 * time.Hour
)

// Serve runs the jobs until the context ends, and lets those in hand finish.
func (r *Runner) Serve(ctx context.Context) error {
	urgent, rest := *r, *r
	urgent.Jobs, rest.Jobs = nil, nil
	for _, j := range r.Jobs {
		if j.Urgent {
			urgent.Jobs = append(urgent.Jobs, j)
		} else {
			rest.Jobs = append(rest.Jobs, j)
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return urgent.serve(ctx) })
	g.Go(func() error { return rest.serve(ctx) })
	return g.Wait()
}

// serve runs jobs one after another until the context ends.
func (r *Runner) serve(ctx context.Context) error {
	for {
		next, err := r.Step(ctx)
		if ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)) {
			return nil // the stop cut short what was being read
		}
		if err != nil {
			return err
		}
		wait := tick
		if !next.IsZero() {
			// Wall clock against wall clock: next has no monotonic reading.
			wait = max(0, min(wait, next.Sub(r.Now())))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

// Step runs what is due now, and what comes due meanwhile, and gives the
// instant at which something is due next; zero if nothing ever is. Its error
// means that the slots could not be read.
func (r *Runner) Step(ctx context.Context) (next time.Time, err error) {
	if r.last == nil {
		if err := r.recall(ctx); err != nil {
			return time.Time{}, err
		}
	}
	for ctx.Err() == nil {
		now := r.Now()
		r.setBack(now)
		due := r.due(now)
		if len(due) == 0 {
			return Next(r.Jobs, now), nil
		}
		for _, t := range due { // all of them, or one that is always due would keep the others waiting
			if ctx.Err() == nil {
				r.run(ctx, t)
			}
		}
	}
	return time.Time{}, nil
}

// recall reads what ran last. A job that never ran has missed nothing, unless
// it runs once anyway: it begins with the slot of this very instant, if it has
// one.
func (r *Runner) recall(ctx context.Context) error {
	last, err := r.Slots.Slots(ctx)
	if err != nil {
		return fmt.Errorf("reading which slots have run: %w", err)
	}
	now := r.Now()
	r.last = map[string]time.Time{}
	for i := range r.Jobs {
		id := r.Jobs[i].id()
		if at, ok := last[id]; ok {
			r.last[id] = at
			continue
		}
		if _, single := r.Jobs[i].Schedule.(once); single {
			continue
		}
		r.note(ctx, id, now.Add(-time.Nanosecond))
	}
	return nil
}

// setBack forgets slots that lie ahead of a clock that was set back.
func (r *Runner) setBack(now time.Time) {
	for id, at := range r.last {
		if at.Sub(now) > wobble {
			r.Log.Warn("the clock stands before a slot that has run", "job", id, "slot", at, "now", now)
			r.last[id] = now
		}
	}
}

// A turn is a job with the slot to run it for, and the turns that it makes
// needless.
type turn struct {
	*Job
	slot   time.Time
	stands []turn
}

// due lists what is to be run now, in the order of slots: of each group the
// last slot alone, or several that fall together.
func (r *Runner) due(now time.Time) []turn {
	var due []turn
	for i := range r.Jobs {
		j := &r.Jobs[i]
		if slot, ok := lastSlot(j, r.last[j.id()], now); ok {
			due = append(due, turn{Job: j, slot: slot})
		}
	}
	slices.SortStableFunc(due, func(a, b turn) int { return a.slot.Compare(b.slot) })
	var kept []turn
	for i, t := range due {
		later := slices.IndexFunc(due[i+1:], func(u turn) bool {
			return t.Group != "" && u.Group == t.Group && u.slot.After(t.slot)
		})
		if later < 0 {
			kept = append(kept, t)
			continue
		}
		by := &due[i+1+later]
		by.stands = append(append(by.stands, t.stands...), t)
	}
	return kept
}

// lastSlot gives the last slot of a job after one instant and up to another.
func lastSlot(j *Job, after, until time.Time) (slot time.Time, ok bool) {
	if start := until.Add(-memory); after.Before(start) {
		after = start
	}
	for at := j.Next(after); !at.IsZero() && !at.After(until); at = j.Next(at) {
		slot, ok = at, true
	}
	return slot, ok
}

// run runs a job for its slot. What it panics with is logged and ends that run
// only.
func (r *Runner) run(ctx context.Context, t turn) {
	r.Log.Info("job starts", "job", t.Name, "slot", t.slot)
	err := t.guarded(ctx)
	if ctx.Err() != nil {
		return // cut short: the slot is made up for after the next start
	}
	if err != nil {
		r.Log.Error("job failed", "job", t.Name, "slot", t.slot, "err", err)
	}
	for _, s := range t.stands {
		r.Log.Info("missed slot made up for by a later one", "job", s.Name, "slot", s.slot)
		r.note(ctx, s.id(), s.slot)
	}
	r.note(ctx, t.id(), t.slot)
}

func (t turn) guarded(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return t.Run(ctx, t.slot)
}

// note remembers a slot. Where it cannot be recorded it holds until the
// process ends; running it again after that does no harm.
func (r *Runner) note(ctx context.Context, id string, slot time.Time) {
	r.last[id] = slot
	if err := r.Slots.SetSlot(ctx, id, slot); err != nil && ctx.Err() == nil {
		r.Log.Error("the slot could not be recorded", "job", id, "slot", slot, "err", err)
	}
}
