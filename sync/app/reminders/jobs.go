package reminders

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

// remindingGroup is the group of the jobs that send messages. Each sends whatever is
// due when it runs, so of several missed ones the last does for all; what has
// become stale by then is not sent.
const remindingGroup = "remind"

// again is how long after a run the next one takes up what it left: a server
// that was down or puts unknown senders off for some minutes, a sheet that
// could not be read, more messages than a run may send. maxAgain bounds these
// runs. Nobody who was told is told again.
const (
	again    = 15 * time.Minute
	maxAgain = 4
)

// Jobs are the daemon's when reminders are on: before each deadline,
// after it, and in the morning for what waited through the quiet hours.
func Jobs(o *app.Office) ([]schedule.Job, error) {
	n, p := &o.Config.Notify, o.Programme
	if !n.On() {
		return nil, nil
	}
	to := n.QuietTo
	if n.QuietFrom == n.QuietTo {
		to = config.DefaultQuietTo
	}
	morning, err := schedule.Parse(fmt.Sprintf("%d %d * * *", int(to.Minutes())%60, int(to.Hours())), p.Location)
	if err != nil {
		return nil, fmt.Errorf("preparing the reminders: %w", err)
	}
	owed, err := schedule.Parse(fmt.Sprintf("%d %d * * *", int(n.Morning.Minutes())%60, int(n.Morning.Hours())), p.Location)
	if err != nil {
		return nil, fmt.Errorf("preparing the morning's digest: %w", err)
	}
	run := func(ctx context.Context, _ time.Time) error { return Send(ctx, o) }
	jobs := []schedule.Job{
		{Name: "remind-morning", Group: remindingGroup, Schedule: morning, Run: run},
		{Name: "remind-after", Group: remindingGroup, Schedule: schedule.Due(p, n.After), Run: run},
		{Name: "remind-after", ID: "remind-after-1", Group: remindingGroup, Schedule: schedule.Due(p, n.After+again), Run: run},
	}
	if n.Morning > 0 {
		jobs = append(jobs, schedule.Job{Name: "remind-owed", Group: remindingGroup, Schedule: owed, Run: run})
	}
	for i := range maxAgain + 1 {
		job := schedule.Job{Name: "remind", Group: remindingGroup, Run: run}
		if i > 0 {
			job.ID = "remind-" + strconv.Itoa(i)
		}
		if earlier := n.Before - time.Duration(i)*again; earlier > 0 {
			job.Schedule = schedule.Due(p, -earlier-p.Deadlines.Grace)
			jobs = append(jobs, job)
		}
	}
	return jobs, nil
}

// Check tells at once what would keep reminders from going out: a password
// that is not there, a text that cannot be used.
func Check(o *app.Office) error {
	if !o.Config.Notify.On() {
		return nil
	}
	_, err := New(o)
	return err
}

// Send looks at the sources on which a message would rest, and then sends
// what is due. Where that round fails the looks stay old, and nobody is
// reminded by them.
func Send(ctx context.Context, o *app.Office) error {
	r, err := New(o)
	if err != nil {
		return err
	}
	agenda, err := r.Agenda(ctx)
	if err != nil {
		return err
	}
	var failed error
	if len(agenda.Stale) > 0 {
		failed = o.Rounds.Run(ctx, "", o.Now, func(ctx context.Context) (*round.Result, error) { return o.Round.Run(ctx, agenda.Stale...) })
		if agenda, err = r.Agenda(ctx); err != nil {
			return errors.Join(failed, err)
		}
	}
	tally, err := r.Post.Deliver(ctx, agenda.Due)
	if len(agenda.Due) > 0 {
		o.Log.Info("reminders done", "due", len(agenda.Due), "sent", tally[office.Sent], "refused", tally[office.Refused], "unsent", tally[office.Unsent], "doubtful", tally[office.Doubtful])
	}
	return errors.Join(failed, err)
}
