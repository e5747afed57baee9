// Package schedule says which round runs when. It knows robfig/cron/v3 so that
// no other room has to: cron lines from the config, due instants as a
// cron.Schedule, and a Runner whose jobs neither overlap nor bring the process
// down, and which makes up for what was missed.
package schedule

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A Job is one thing to do again and again. Run is handed the slot: the
// instant for which it was scheduled.
type Job struct {
	// Name tells people what is done.
	Name string
	// ID is under what its slots are recorded, Name where it is empty. Jobs of
	// one Name need IDs that tell them apart.
	ID string
	// Group names jobs that stand for one another: of several missed slots of a
	// group only the last is made up for. Empty means that each job stands for
	// itself.
	Group string
	// Urgent jobs wait for no other: they run one after another beside the rest.
	Urgent bool
	cron.Schedule
	Run func(ctx context.Context, slot time.Time) error
}

func (j *Job) id() string {
	if j.ID != "" {
		return j.ID
	}
	return j.Name
}

// Parse reads a cron line of five fields in a time zone. It refuses what
// robfig/cron accepts to its own harm: a zone inside the line (a malformed one
// panics its parser), @every and @reboot (they count from the start of the
// process), and lines that never fire. A line that names days of the month and
// of the week fires on either, as cron has it.
func Parse(line string, loc *time.Location) (cron.Schedule, error) {
	line = strings.TrimSpace(line)
	switch {
	case strings.Contains(line, "TZ="):
		return nil, fmt.Errorf("%q: the time zone is set by the key timezone, not inside the line", line)
	case strings.HasPrefix(line, "@"):
		return nil, fmt.Errorf("%q: write five fields such as \"30 22 * * *\"", line)
	}
	s, err := cron.ParseStandard(line)
	if err != nil {
		return nil, fmt.Errorf("%q: %w; write five fields such as \"30 22 * * *\" (minute, hour, day, month, weekday; Sunday is 0)", line, err)
	}
	if spec, ok := s.(*cron.SpecSchedule); ok {
		spec.Location = time.UTC
	}
	w := onWall{s, loc}
	if w.Next(time.Date(2020, 1, 1, 0, 0, 0, 0, loc)).IsZero() {
		return nil, fmt.Errorf("%q: this day never comes", line)
	}
	return w, nil
}

// onWall fires by what a clock on the wall shows. Where clocks are put forward
// and back, robfig/cron skips the times of the missing hour and fires twice in
// the one that comes again; here each time of day fires once: what is missing
// as much later as clocks were put forward, and what comes again the first
// time. Việt Nam does neither.
type onWall struct {
	cron.Schedule // of the wall's figures, as if they were UTC
	loc           *time.Location
}

// longestJump is more than any clock was ever put forward or back at a stroke.
const longestJump = 3 * time.Hour

func (w onWall) Next(t time.Time) time.Time {
	at := figures(t, w.loc).Add(-longestJump) // what is missing comes later than it reads
	for {
		if at = w.Schedule.Next(at); at.IsZero() {
			return at
		}
		if real := w.instant(at); real.After(t) {
			return real
		}
	}
}

// figures gives what a clock in a zone shows, as if it were UTC.
func figures(t time.Time, loc *time.Location) time.Time {
	_, east := t.In(loc).Zone()
	return t.UTC().Add(time.Duration(east) * time.Second)
}

// instant gives when the clock shows figures.
func (w onWall) instant(f time.Time) time.Time {
	at := time.Date(f.Year(), f.Month(), f.Day(), f.Hour(), f.Minute(), f.Second(), f.Nanosecond(), w.loc)
	if lag := f.Sub(figures(at, w.loc)); lag > 0 { // the clock leaves them out, and Go gave what lies before
		return at.Add(lag)
	}
	return at
}

// Check reports what is wrong with a cron line.
func Check(line string) error {
	_, err := Parse(line, time.UTC)
	return err
}

// Due fires at an offset from each daily due instant: a look that is to end
// before it has a negative offset, one that proves absence has none.
func Due(p *office.Programme, offset time.Duration) cron.Schedule { return due{p, offset} }

type due struct {
	p      *office.Programme
	offset time.Duration
}

// Next gives the first firing after t, and the zero time when the programme
// has ended.
func (s due) Next(t time.Time) time.Time {
	const ahead = 366
	d := max(calendar.DayOf(t.In(s.p.Location))-7, s.p.Starts)
	for end := max(calendar.DayOf(t.In(s.p.Location)), s.p.Starts) + ahead; d <= end && (s.p.Ends == 0 || d <= s.p.Ends); d++ {
		if !s.p.Calendar.Working(d) {
			continue
		}
		if at := s.p.Due(calendar.DayPeriod(d)).Add(s.offset); at.After(t) {
			return at
		}
	}
	return time.Time{}
}

// PeriodDue is Due for the reports of months, quarters, half-years, years and
// named periods.
func PeriodDue(p *office.Programme, offset time.Duration) cron.Schedule { return periodDue{p, offset} }

type periodDue due

// Next gives the first firing after t, and the zero time when the programme
// has ended.
func (s periodDue) Next(t time.Time) time.Time {
	after := t.Add(-s.offset)
	until := after
	if starts := s.p.Starts.At(0, s.p.Location); starts.After(until) {
		until = starts
	}
	for _, period := range s.p.Falling(after, until.AddDate(1, 1, 0)) {
		return s.p.Due(period).Add(s.offset)
	}
	return time.Time{}
}

// Once fires a single time.
func Once(at time.Time) cron.Schedule { return once{at} }

type once struct{ at time.Time }

func (s once) Next(t time.Time) time.Time {
	if s.at.After(t) {
		return s.at
	}
	return time.Time{}
}

// Walk yields every firing of the jobs after one instant and up to another, in
// the order of time; jobs that fire together come in their own order. A clock
// that is set to each instant in turn lives through the span without waiting.
func Walk(jobs []Job, after, until time.Time) iter.Seq2[time.Time, Job] {
	return func(yield func(time.Time, Job) bool) {
		for now := after; ; {
			at := Next(jobs, now)
			if at.IsZero() || at.After(until) {
				return
			}
			for _, j := range jobs {
				if j.Next(now).Equal(at) && !yield(at, j) {
					return
				}
			}
			now = at
		}
	}
}

// Next is the first instant after t at which any job fires; zero if none does.
func Next(jobs []Job, t time.Time) time.Time {
	var first time.Time
	for _, j := range jobs {
		if at := j.Next(t); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}
