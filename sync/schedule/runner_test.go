package schedule

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// notebook is a Slots that a test can look into.
type notebook struct {
	mu    sync.Mutex
	slots map[string]time.Time
	err   error
}

func (n *notebook) Slots(context.Context) (map[string]time.Time, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.slots), n.err
}

func (n *notebook) SetSlot(_ context.Context, job string, slot time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.slots == nil {
		n.slots = map[string]time.Time{}
	}
	n.slots[job] = slot
	return nil
}

// day is a machine's life under a clock that the test sets.
type day struct {
	*Runner
	now   time.Time
	ran   []string
	notes *notebook
}

// newDay has looks at noon, around 17:00 and at 22:30 each day, a reminder at
// 8:00, and a notebook in which everything has run by an instant.
func newDay(t *testing.T, ran time.Time) *day {
	t.Helper()
	d := &day{now: ran, notes: &notebook{}}
	d.Runner = &Runner{Now: func() time.Time { return d.now }, Slots: d.notes, Log: quiet}
	add := func(name, group, line string) {
		s, err := Parse(line, hcm)
		if err != nil {
			t.Fatal(err)
		}
		d.Jobs = append(d.Jobs, Job{Name: name, Group: group, Schedule: s, Run: func(_ context.Context, slot time.Time) error {
			d.ran = append(d.ran, fmt.Sprintf("%s for %s at %s", name, slot.In(hcm).Format("02 15:04"), d.now.In(hcm).Format("02 15:04")))
			return nil
		}})
	}
	add("remind", "", "0 8 * * *")
	add("noon", "look", "0 12 * * *")
	add("before", "look", "58 16 * * *")
	add("due", "look", "0 17 * * *")
	add("night", "look", "30 22 * * *")
	d.step(t, ran)
	return d
}

func june(day, hour, minute int) time.Time { return time.Date(2020, 6, day, hour, minute, 0, 0, hcm) }

// step sets the clock and lets the runner do what is due.
func (d *day) step(t *testing.T, at time.Time) (next time.Time) {
	t.Helper()
	d.now = at
	next, err := d.Step(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// restart is a new process with the same notebook.
func (d *day) restart() {
	d.Runner = &Runner{Jobs: d.Jobs, Now: d.Now, Slots: d.Slots, Log: d.Log}
}

func (d *day) wantRan(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(d.ran, want) {
		t.Errorf("ran:\n  %s\nwant:\n  %s", strings.Join(d.ran, "\n  "), strings.Join(want, "\n  "))
	}
	d.ran = nil
}

func TestEachSlotRunsOnceAtItsTime(t *testing.T) {
	d := newDay(t, june(1, 7, 0))
	for at := june(1, 7, 0); at.Before(june(2, 7, 0)); at = at.Add(time.Minute) {
		d.step(t, at)
	}
	d.wantRan(t, "remind for 01 08:00 at 01 08:00", "noon for 01 12:00 at 01 12:00", "before for 01 16:58 at 01 16:58",
		"due for 01 17:00 at 01 17:00", "night for 01 22:30 at 01 22:30")
}

func TestANewJobHasMissedNothing(t *testing.T) {
	d := newDay(t, june(1, 23, 0))
	d.wantRan(t)
	if len(d.notes.slots) != len(d.Jobs) {
		t.Errorf("noted %d jobs; an outage that begins now would not be known", len(d.notes.slots))
	}
}

func TestAfterAnOutageTheLastMissedSlotOfAGroupRunsOnce(t *testing.T) {
	d := newDay(t, june(1, 13, 0))
	d.restart()
	next := d.step(t, june(3, 18, 0))
	d.wantRan(t, "remind for 03 08:00 at 03 18:00", "due for 03 17:00 at 03 18:00")
	if want := june(3, 22, 30); !next.Equal(want) {
		t.Errorf("next at %v, want %v: nothing of the future early", next, want)
	}
	d.restart() // and again: nothing is left to make up for
	d.step(t, june(3, 18, 1))
	d.wantRan(t)
}

func TestASlotCutShortByAStopIsRunAfterTheNextStart(t *testing.T) {
	d := newDay(t, june(1, 13, 0))
	ctx, stop := context.WithCancel(t.Context())
	run := d.Jobs[3].Run
	d.Jobs[3].Run = func(ctx context.Context, slot time.Time) error {
		stop()
		return run(ctx, slot)
	}
	d.now = june(1, 17, 0)
	if _, err := d.Step(ctx); err != nil {
		t.Fatal(err)
	}
	d.Jobs[3].Run = run
	d.restart()
	d.step(t, june(1, 18, 0))
	d.wantRan(t, "due for 01 17:00 at 01 17:00", "due for 01 17:00 at 01 18:00")
}

func TestAMachineSwitchedOffEveryNightMakesUpForEachNightOnce(t *testing.T) {
	d := newDay(t, june(1, 7, 0))
	for n := 1; n <= 3; n++ {
		for at := june(n, 7, 0); at.Before(june(n, 17, 30)); at = at.Add(10 * time.Minute) {
			d.step(t, at)
		}
		d.restart()
	}
	nights := 0
	for _, line := range d.ran {
		if strings.HasPrefix(line, "night") {
			nights++
			if !strings.HasSuffix(line, "07:00") {
				t.Errorf("%s, want it at the next morning's start", line)
			}
		}
	}
	if nights != 2 {
		t.Errorf("made up for %d nights, want 2", nights)
	}
}

func TestAClockSetBackRunsItsSlotsAgainButForAWobble(t *testing.T) {
	d := newDay(t, june(1, 16, 0))
	d.step(t, june(1, 17, 0))
	d.ran = nil
	d.step(t, june(1, 16, 59).Add(30*time.Second)) // a time service corrects
	d.step(t, june(1, 17, 0))
	d.wantRan(t)
	d.step(t, june(1, 15, 0)) // somebody mends a clock that was two hours ahead
	d.step(t, june(1, 17, 0))
	d.wantRan(t, "due for 01 17:00 at 01 17:00")
}

func TestAClockThatWasYearsAheadDoesNotSilenceTheDaemon(t *testing.T) {
	d := newDay(t, june(1, 13, 0))
	d.step(t, june(1, 18, 0).AddDate(10, 0, 0))
	d.ran = nil
	d.restart()
	d.step(t, june(1, 14, 0))
	d.step(t, june(1, 22, 30))
	d.wantRan(t, "night for 01 22:30 at 01 22:30")
}

func TestAClockSetForwardMakesUpOnceForWhatItJumpedOver(t *testing.T) {
	d := newDay(t, june(1, 11, 0))
	d.step(t, june(1, 20, 0))
	d.wantRan(t, "due for 01 17:00 at 01 20:00")
}

func TestSlotsThatFallTogetherAllRun(t *testing.T) {
	d := newDay(t, june(1, 11, 0))
	d.Jobs[2].Schedule = d.Jobs[3].Schedule
	d.step(t, june(1, 17, 0))
	d.wantRan(t, "before for 01 17:00 at 01 17:00", "due for 01 17:00 at 01 17:00")
}

func TestOnceRunsOnceWhateverWasMissed(t *testing.T) {
	d := newDay(t, june(1, 11, 0))
	d.Jobs = append(d.Jobs, Job{Name: "first", Group: "look", Schedule: Once(june(1, 20, 0)), Run: func(context.Context, time.Time) error {
		d.ran = append(d.ran, "first")
		return nil
	}})
	d.restart()
	d.step(t, june(1, 20, 0).Add(time.Millisecond))
	d.step(t, june(1, 20, 1))
	d.wantRan(t, "first")
}

func TestSlotsThatCannotBeReadAreAnError(t *testing.T) {
	broken := errors.New("broken")
	r := &Runner{Now: time.Now, Slots: &notebook{err: broken}, Log: quiet}
	if err := r.Serve(t.Context()); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

// A daemon may be stopped, or given another configuration, before it has read
// what ran last: that is no failure, or a reload would end it.
func TestServeStopsCleanlyWhileTheSlotsAreRead(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	r := &Runner{Now: time.Now, Slots: &notebook{err: ctx.Err()}, Log: quiet}
	if err := r.Serve(ctx); err != nil {
		t.Errorf("stopped, it ends with %v", err)
	}
}

func TestServeRunsWithoutOverlapSurvivesPanicsAndStopsCleanly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		every, _ := Parse("* * * * *", time.UTC)
		ctx, stop := context.WithCancel(t.Context())
		running, most, slow, panics := 0, 0, 0, 0
		var log bytes.Buffer
		r := &Runner{Now: time.Now, Slots: &notebook{}, Log: slog.New(slog.NewTextHandler(&log, nil))}
		r.Jobs = []Job{
			{Name: "slow", Schedule: every, Run: func(context.Context, time.Time) error {
				running++
				most = max(most, running)
				time.Sleep(150 * time.Second)
				slow++
				running--
				return errors.New("did not work")
			}},
			{Name: "panics", Schedule: every, Run: func(context.Context, time.Time) error {
				panics++
				panic("broken")
			}},
		}
		done := make(chan error)
		go func() { done <- r.Serve(ctx) }()
		time.Sleep(20 * time.Minute)
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if most != 1 || running != 0 {
			t.Errorf("%d ran side by side, %d still run", most, running)
		}
		if slow < 6 || panics < 6 {
			t.Errorf("in 20 minutes the slow one ran %d times, the panicking one %d times", slow, panics)
		}
		if text := log.String(); !strings.Contains(text, "panic: broken") || !strings.Contains(text, "runner_test.go") || !strings.Contains(text, "did not work") {
			t.Errorf("the log does not tell what went wrong: %s", text)
		}
	})
}

// A machine that sleeps is one whose timers stand still while its wall clock
// goes on.
func TestServeWakesToTheInstantAndSoonAfterASleepOrAClockStep(t *testing.T) {
	for _, c := range []struct {
		name string
		step time.Duration // of the wall clock, at 10:00
		want string
	}{
		{"undisturbed", 0, "12:00:00"},
		{"slept for an hour", time.Hour, "12:00:00"},
		{"slept over noon", 3 * time.Hour, "13:00:20"},
		{"set back by an hour", -time.Hour, "12:00:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var offset atomic.Int64
				offset.Store(int64(june(1, 9, 0).Sub(start)))
				now := func() time.Time { return time.Now().Round(0).Add(time.Duration(offset.Load())) }
				noon, _ := Parse("0 12 * * *", hcm)
				ran := make(chan time.Time, 1)
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				r := &Runner{Now: now, Slots: &notebook{}, Log: quiet, Jobs: []Job{{Name: "look", Schedule: noon,
					Run: func(context.Context, time.Time) error { ran <- now(); return nil }}}}
				go r.Serve(ctx)
				time.Sleep(time.Hour)
				synctest.Wait()
				offset.Add(int64(c.step))
				if got := (<-ran).In(hcm).Format("15:04:05"); got != c.want {
					t.Errorf("ran at %s, want %s", got, c.want)
				}
			})
		})
	}
}
