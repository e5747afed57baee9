// Package watch is what a daemon knows of itself: whether it looks when it has
// to, whether its ledger can be written, and whom to tell when it does not.
package watch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

// A Watch watches over an office's daemon. Its fields are set once.
type Watch struct {
	Office *app.Office
	// Looks are the jobs that look by the schedule, Due those around due
	// instants: at each of their slots a look has to begin.
	Looks, Due []schedule.Job

	mu      sync.Mutex
	started time.Time
	read    time.Time // when a round last saw anything
	failed  office.FaultCode
	kept    map[string]begun // by job
	ledger  error
	tried   time.Time
}

// A begun is the last slot of a due job, and when it began.
type begun struct{ slot, at time.Time }

const (
	// lateAfter is how long after its slot a look at a due instant may begin.
	lateAfter = 2 * time.Minute
	// readWithin is how long after a look by the schedule has begun something
	// must have been seen.
	readWithin = time.Hour
	// triedEvery is how often it is tried whether the ledger can be written.
	triedEvery = time.Minute
)

// Begin starts the watch.
func (w *Watch) Begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.started, w.kept = w.Office.Now(), map[string]begun{}
}

// Began takes that the look of a due job has begun, or was not needed.
func (w *Watch) Began(job string, slot time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept[job] = begun{slot, w.Office.Now()}
}

// Note takes what a round came to.
func (w *Watch) Note(res *round.Result, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if res != nil && res.Read+res.Unchanged+res.Skipped > 0 {
		w.read = w.Office.Now()
	}
	w.failed = ""
	if f := (*office.Fault)(nil); errors.As(err, &f) {
		w.failed = f.Code
	}
}

// Alarms tells what is wrong with the daemon itself.
func (w *Watch) Alarms(ctx context.Context) []office.Alarm {
	var all []office.Alarm
	if err := w.writable(ctx); err != nil {
		all = append(all, office.Alarm{Key: "ledger"})
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.Office.Now()
	all = append(all, w.stale(now)...)
	all = append(all, w.late(now)...)
	if w.failed != "" {
		key := "fault." + string(w.failed)
		all = append(all, office.Alarm{Key: "book", Args: []string{"message", w.Office.Messages.Text(key + ".message"), "hint", w.Office.Messages.Text(key + ".hint")}})
	}
	return all
}

// Ready tells why the daemon cannot do its work, or nil: its last look is too
// old, its ledger cannot be written, a look at a due instant was not made. A
// clock that is wrong and a book that is not written keep it from nothing.
func (w *Watch) Ready(ctx context.Context) error {
	var why []string
	for _, a := range w.Alarms(ctx) {
		switch a.Key {
		case "ledger", "stale", "never-read", "due-missed":
			why = append(why, a.Key+" "+strings.Join(a.Args, " "))
		}
	}
	if len(why) == 0 {
		return nil
	}
	return fmt.Errorf("not ready: %s", strings.Join(why, "; "))
}

// stale tells that nothing was seen although the schedule had it.
func (w *Watch) stale(now time.Time) []office.Alarm {
	since, key := w.read, "stale"
	if since.IsZero() {
		since, key = w.started, "never-read"
	}
	next := schedule.Next(w.Looks, since)
	if next.IsZero() || now.Before(next.Add(readWithin)) {
		return nil
	}
	return []office.Alarm{{Key: key, Args: []string{"at", w.instant(since)}}}
}

// late tells of the last look at a due instant that was not made, or not in
// time, until the next one.
func (w *Watch) late(now time.Time) (all []office.Alarm) {
	for i := range w.Due {
		j := &w.Due[i]
		slot := lastSlot(j, w.started, now)
		k := w.kept[j.Name]
		switch {
		case slot.IsZero() || now.Sub(slot) > 24*time.Hour:
		case k.slot.Before(slot) && now.Sub(slot) > lateAfter:
			all = append(all, office.Alarm{Key: "due-missed", Args: []string{"due", w.instant(slot)}})
		case k.slot.Equal(slot) && k.at.Sub(slot) > lateAfter:
			all = append(all, office.Alarm{Key: "due-late", Args: []string{"due", w.instant(slot), "at", w.instant(k.at)}})
		}
	}
	return all
}

// lastSlot is the last slot of a job after one instant and up to another.
func lastSlot(j *schedule.Job, after, until time.Time) (slot time.Time) {
	if start := until.Add(-48 * time.Hour); after.Before(start) {
		after = start
	}
	for at := j.Next(after); !at.IsZero() && !at.After(until); at = j.Next(at) {
		slot = at
	}
	return slot
}

// writable tries, now and then, whether the ledger can be written.
func (w *Watch) writable(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.Office.Now()
	if !w.tried.IsZero() && now.Sub(w.tried).Abs() < triedEvery {
		return w.ledger
	}
	err := w.Office.Ledger.SetSlot(ctx, "watch", now)
	if ctx.Err() != nil {
		return w.ledger
	}
	w.tried, w.ledger = now, err
	if err != nil {
		w.Office.Log.Error("the ledger cannot be written", "err", err)
	}
	return err
}

func (w *Watch) instant(t time.Time) string {
	return t.In(w.Office.Programme.Location).Format("15:04 2/1/2006")
}
