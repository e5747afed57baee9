package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

// looking is the group of the jobs that are looks: a missed one is made up for
// by the next.
const looking = "look"

// jobs are the daemon's: the configured looks, and around each due instant a
// look that ends before it and one that begins at it (DESIGN.md, Evidence of
// time).
func (o *workplace) jobs() ([]schedule.Job, error) {
	p := o.programme
	n := len(p.Sources())
	lead := round.Lead(n, o.cfg.Google.ReadsPerMinute*max(1, len(o.cfg.Google.Credentials)))
	jobs := []schedule.Job{
		{Name: "before-due", Group: looking, Schedule: schedule.Due(p, -lead), Run: o.dueLook},
		{Name: "at-due", Group: looking, Schedule: schedule.Due(p, 0), Run: o.dueLook},
		{Name: "before-period-due", Group: looking, Schedule: schedule.PeriodDue(p, -lead), Run: o.periodLook(-lead)},
		{Name: "at-period-due", Group: looking, Schedule: schedule.PeriodDue(p, 0), Run: o.periodLook(0)},
	}
	for i, line := range slices.Concat(o.cfg.Schedule.Looks, o.cfg.Schedule.Nightly) {
		s, err := schedule.Parse(line, p.Location)
		if err != nil {
			return nil, usage(fmt.Errorf("schedule.looks: %w", err), "")
		}
		job := schedule.Job{Name: "look", ID: "look " + line, Group: looking, Schedule: s, Run: o.lookAtAll}
		if i >= len(o.cfg.Schedule.Looks) {
			job.Run = o.readAll
		}
		jobs = append(jobs, job)
	}
	reminders, err := o.remindJobs()
	if err != nil {
		return nil, err
	}
	jobs = append(jobs, reminders...)
	backup, err := o.backupJob()
	return append(jobs, backup...), err
}

// lookAtAll is a round over every source that may have changed.
func (o *workplace) lookAtAll(ctx context.Context, _ time.Time) error {
	return o.syncFor(ctx, "")
}

// readAll is a round that reads every source, changed or not.
func (o *workplace) readAll(ctx context.Context, _ time.Time) error {
	return o.rounds.run(ctx, "", o.now, o.round.Full)
}

// dueLook looks at the sources whose units have not yet been proved to have
// reported today.
func (o *workplace) dueLook(ctx context.Context, slot time.Time) error {
	refs, err := o.round.Unproven(ctx, calendar.DayOf(slot.In(o.programme.Location)))
	if err != nil {
		return err
	}
	return o.lookAt(ctx, refs)
}

// madeUpFor is how long after its slot a look is no longer about the due instant
// but made up for after an outage.
const madeUpFor = 15 * time.Minute

// periodLook looks, at an offset from a due instant, at the sources whose units
// have not yet been proved to have reported the month or other longer period
// that falls due then. Made up for after an outage it stands for the night's
// look too, which came before it, and reads everything.
func (o *workplace) periodLook(offset time.Duration) func(context.Context, time.Time) error {
	return func(ctx context.Context, slot time.Time) error {
		if o.now().Sub(slot) > madeUpFor {
			return o.readAll(ctx, slot)
		}
		refs, err := o.round.UnprovenBy(ctx, slot.Add(-offset))
		if err != nil {
			return err
		}
		return o.lookAt(ctx, refs)
	}
}

// lookAt is a round over some sources, if there are any.
func (o *workplace) lookAt(ctx context.Context, refs []string) error {
	if len(refs) == 0 {
		return nil
	}
	return o.rounds.run(ctx, "", o.now, func(ctx context.Context) (*round.Result, error) { return o.round.Run(ctx, refs...) })
}

// runner prepares the daemon's jobs. Where nothing has run yet, or under
// another configuration, a round over everything comes first.
func (o *workplace) runner(ctx context.Context) (*schedule.Runner, error) {
	jobs, err := o.jobs()
	if err != nil {
		return nil, err
	}
	if err := o.mayRemind(); err != nil {
		return nil, err
	}
	slots, err := o.ledger.Slots(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := o.ledger.Config(ctx, o.now())
	if err != nil {
		return nil, err
	}
	o.rounds.scheduled(jobs)
	if len(slots) == 0 || !bytes.Equal(kept, o.cfg.Raw) {
		jobs = append(jobs, schedule.Job{Name: "first", Group: looking, Schedule: schedule.Once(o.now()), Run: o.lookAtAll})
	}
	if err := o.ledger.SnapshotConfig(ctx, o.now(), o.cfg.Hash, o.cfg.Raw); err != nil {
		return nil, fmt.Errorf("keeping the configuration in the ledger: %w", err)
	}
	return &schedule.Runner{Jobs: jobs, Now: o.now, Slots: o.ledger, Log: o.log}, nil
}
