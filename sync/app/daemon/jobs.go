package daemon

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/app/backups"
	"tonghop/sync/app/reminders"
	"tonghop/sync/app/watch"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

// looking is the group of the jobs that are looks: a missed one is made up for
// by the next.
const looking = "look"

// looks are an office's rounds as the daemon's jobs run them.
type looks struct {
	*app.Office
	lead  time.Duration // how long before a due instant a look begins
	again *again
	watch *watch.Watch // nil for none
}

// began tells the watch that a look at a due instant is made.
func (o looks) began(job string, slot time.Time) {
	if o.watch != nil {
		o.watch.Began(job, slot)
	}
}

// margin is how long after a due instant its look begins: what was written in
// the last second takes Google a while to show.
const margin = 15 * time.Second

// Jobs are the daemon's jobs: the configured looks, and around each due instant a
// look that ends before it and one that begins at it. These two come first,
// whatever goes on.
func Jobs(office *app.Office) ([]schedule.Job, error) { return jobsOf(office, nil) }

func jobsOf(office *app.Office, w *watch.Watch) ([]schedule.Job, error) {
	p := office.Programme
	o := looks{Office: office, again: &again{}, watch: w}
	o.lead = round.Lead(len(p.Sources()), o.Config.Google.ReadsPerMinute*max(1, len(o.Config.Google.Credentials)))
	jobs := []schedule.Job{
		{Name: "before-due", Group: looking, Urgent: true, Schedule: schedule.Due(p, -o.lead), Run: o.beforeDue},
		{Name: "at-due", Group: looking, Urgent: true, Schedule: schedule.Due(p, margin), Run: o.atDue},
		{Name: "before-period-due", Group: looking, Urgent: true, Schedule: schedule.PeriodDue(p, -o.lead), Run: o.periodLook("before-period-due", -o.lead)},
		{Name: "at-period-due", Group: looking, Urgent: true, Schedule: schedule.PeriodDue(p, margin), Run: o.periodLook("at-period-due", margin)},
		{Name: "again", Schedule: o.again, Run: o.lookAgain},
	}
	for i, line := range slices.Concat(o.Config.Schedule.Looks, o.Config.Schedule.Nightly) {
		s, err := schedule.Parse(line, p.Location)
		if err != nil {
			return nil, app.Usage(fmt.Errorf("schedule.looks: %w", err), "")
		}
		job := schedule.Job{Name: "look", ID: "look " + line, Group: looking, Schedule: s, Run: o.lookAtAll}
		if i >= len(o.Config.Schedule.Looks) {
			job.Run = o.readAll
		}
		jobs = append(jobs, job)
	}
	told, err := reminders.Jobs(office)
	if err != nil {
		return nil, err
	}
	jobs = append(jobs, told...)
	backup, err := backups.Of(o.Office).Job()
	return append(jobs, backup...), err
}

// lookAtAll is a round over every source that may have changed.
func (o looks) lookAtAll(ctx context.Context, _ time.Time) error {
	return o.Rounds.Run(ctx, "", o.Now, o.noting(func(ctx context.Context) (*round.Result, error) { return o.Round.Run(ctx) }))
}

// readAll is a round that reads every source, changed or not.
func (o looks) readAll(ctx context.Context, _ time.Time) error {
	return o.Rounds.Run(ctx, "", o.Now, o.noting(o.Round.Full))
}

// noting lets a round say what is to be tried again by itself.
func (o looks) noting(do app.Do) app.Do {
	return func(ctx context.Context) (*round.Result, error) {
		res, err := do(ctx)
		if res != nil && ctx.Err() == nil {
			o.again.note(res, o.Now())
		}
		return res, err
	}
}

// lookAgain is a round over what failed for the moment in the one before.
func (o looks) lookAgain(ctx context.Context, _ time.Time) error {
	refs := o.again.failed()
	if len(refs) == 0 {
		return nil
	}
	return o.Rounds.Run(ctx, "", o.Now, o.noting(func(ctx context.Context) (*round.Result, error) { return o.Round.Run(ctx, refs...) }))
}

// beforeDue is dueLook before the due instant, at which it ends, done or not:
// then the look at the instant begins.
func (o looks) beforeDue(ctx context.Context, slot time.Time) error {
	left := slot.Add(o.lead + margin).Sub(o.Now())
	if left <= 0 {
		return nil // made up for by the look at the instant
	}
	own, end := context.WithTimeout(ctx, left)
	defer end()
	err := o.dueLook(own, "before-due", slot)
	if own.Err() != nil && ctx.Err() == nil {
		o.Log.Warn("the look before the due instant did not end in time", "slot", slot)
		return nil
	}
	return err
}

// atDue is dueLook at the due instant.
func (o looks) atDue(ctx context.Context, slot time.Time) error {
	return o.dueLook(ctx, "at-due", slot)
}

// dueLook looks at the sources whose units have not yet been proved to have
// reported today.
func (o looks) dueLook(ctx context.Context, job string, slot time.Time) error {
	refs, err := o.Round.Unproven(ctx, calendar.DayOf(slot.In(o.Programme.Location)))
	if err != nil {
		return err
	}
	return o.lookAt(ctx, job, slot, refs)
}

// madeUpFor is how long after its slot a look is no longer about the due instant
// but made up for after an outage.
const madeUpFor = 15 * time.Minute

// periodLook looks, at an offset from a due instant, at the sources whose units
// have not yet been proved to have reported the month or other longer period
// that falls due then. Made up for after an outage it stands for the night's
// look too, which came before it, and reads everything.
func (o looks) periodLook(job string, offset time.Duration) func(context.Context, time.Time) error {
	return func(ctx context.Context, slot time.Time) error {
		if o.Now().Sub(slot) > madeUpFor {
			o.began(job, slot)
			return o.readAll(ctx, slot)
		}
		refs, err := o.Round.UnprovenBy(ctx, slot.Add(-offset))
		if err != nil {
			return err
		}
		return o.lookAt(ctx, job, slot, refs)
	}
}

// lookAt is a round around a due instant over some sources, if there are any.
func (o looks) lookAt(ctx context.Context, job string, slot time.Time, refs []string) error {
	if len(refs) == 0 {
		o.began(job, slot)
		return nil
	}
	return o.Rounds.Urgent(ctx, o.Now, o.noting(func(ctx context.Context) (*round.Result, error) {
		o.began(job, slot)
		return o.Round.Run(ctx, refs...)
	}))
}

// Runner prepares the daemon's jobs, over which it sets a watch. Where nothing
// has run yet, or under another configuration, a round over everything comes
// first.
func Runner(ctx context.Context, o *app.Office) (*schedule.Runner, *watch.Watch, error) {
	w := &watch.Watch{Office: o}
	runner, err := runnerOf(ctx, o, w)
	if err != nil {
		return nil, nil, err
	}
	for _, j := range runner.Jobs {
		switch {
		case j.Name == "at-due", j.Name == "at-period-due":
			w.Due = append(w.Due, j)
		case j.Name == "look":
			w.Looks = append(w.Looks, j)
		}
	}
	w.Begin()
	o.Watch = w
	o.Rounds.Noted(w.Note)
	return runner, w, nil
}

func runnerOf(ctx context.Context, o *app.Office, w *watch.Watch) (*schedule.Runner, error) {
	jobs, err := jobsOf(o, w)
	if err != nil {
		return nil, err
	}
	if err := reminders.Check(o); err != nil {
		return nil, err
	}
	slots, err := o.Ledger.Slots(ctx)
	if err != nil {
		return nil, err
	}
	another, err := o.KeepConfig(ctx)
	if err != nil {
		return nil, err
	}
	o.Rounds.Scheduled(jobs)
	if len(slots) == 0 || another || o.Renewed {
		jobs = append(jobs, schedule.Job{Name: "first", Group: looking, Schedule: schedule.Once(o.Now()), Run: looks{Office: o, again: &again{}}.lookAtAll})
	}
	return &schedule.Runner{Jobs: jobs, Now: o.Now, Slots: o.Ledger, Log: o.Log}, nil
}
