package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app/daemon"
	"tonghop/sync/schedule"
)

func TestARoundCostsAReadForWhatChangedAndAListingAThousandSources(t *testing.T) {
	for _, n := range []int{13, 1001} {
		inRehearsal(t, n, 1, func(t *testing.T, r *rehearsal) {
			pages := (n + 1 + 999) / 1000 // the consolidated book is listed too
			res, cold := r.look(t)
			t.Logf("cold: %+v", cold)
			if res.Read != n || cold.reads > n+2 || cold.listings != pages || cold.writes > 1 || cold.files != 0 {
				t.Errorf("a cold round read %d sources and cost %+v, want at most %d reads, %d listings and 1 write", res.Read, cold, n+2, pages)
			}
			if _, fresh := r.look(t); fresh.reads > 2 || fresh.writes != 0 {
				t.Errorf("to see whether the book stands as it was written costs %+v, want two reads", fresh)
			}
			time.Sleep(15 * time.Minute) // Drive has taken notice of what was written
			r.look(t)
			res, idle := r.look(t)
			t.Logf("nothing changed: %+v", idle)
			if idle.took = 0; res.Skipped != n || idle != (cost{listings: pages}) {
				t.Errorf("with nothing changed %d sources were skipped at a cost of %+v, want %d and nothing but %d listings", res.Skipped, idle, n, pages)
			}
			r.report(t, 3, r.Now().Add(time.Minute), 12)
			time.Sleep(5 * time.Minute)
			res, one := r.look(t)
			t.Logf("one changed: %+v", one)
			if res.Read != 1 || one.reads != 3+(pages-1) || // a book of a thousand units is read in parts
				one.writes != 1 || one.listings != pages {
				t.Errorf("with one changed %d were read at a cost of %+v, want its read, two of the target and a write", res.Read, one)
			}
		})
	}
}

func TestARoundKeepsTheTrueQuotasAndItsTime(t *testing.T) {
	for _, c := range []struct {
		sources, accounts int
		within            time.Duration
	}{{111, 1, 75 * time.Second}, {600, 5, 135 * time.Second}} {
		inRehearsal(t, c.sources, c.accounts, func(t *testing.T, r *rehearsal) {
			res, got := r.look(t)
			t.Logf("took %v, cost %+v, %d refusals", got.took, got, r.refused)
			if res.Read != c.sources || res.Faulty != 0 || got.took > c.within || r.refused != 0 {
				t.Errorf("read %d in %v with %d refusals, want %d within %v and none", res.Read, got.took, r.refused, c.sources, c.within)
			}
		})
	}
}

func TestAnEditWithinDrivesLagIsSeenByTheLooksAfterIt(t *testing.T) {
	inRehearsal(t, 13, 1, func(t *testing.T, r *rehearsal) {
		r.until(on24(12, 0, 0))
		r.look(t)
		r.report(t, 5, on24(12, 0, 30), 12)
		seen := time.Time{}
		for minute := 2; minute <= 30; minute += 2 {
			r.until(on24(12, minute, 0))
			if res, _ := r.look(t); res.Read > 0 && seen.IsZero() {
				seen = on24(12, minute, 0)
			}
		}
		t.Logf("typed at 12:00:30, seen at %s", seen.Format("15:04"))
		if seen.IsZero() || seen.After(on24(12, 10, 0)) {
			t.Errorf("what was typed at 12:00:30 was seen at %v", seen)
		}
		if _, got := r.look(t); got.reads != 0 {
			t.Errorf("half an hour later it still costs %+v", got)
		}
	})
}

// How a unit reports on the rehearsal's day.
type habit struct {
	at   func(i int) time.Time // zero: never
	name string
	fair []office.Status // the standings that do it no wrong
}

var habits = []habit{
	{func(int) time.Time { return on24(9, 0, 0) }, "in the morning", []office.Status{office.OnTime}},
	{func(i int) time.Time { return on24(16, 30, i%60) }, "in the afternoon", []office.Status{office.OnTime}},
	{func(i int) time.Time { return on24(16, 57, i%180) }, "just before 17:00", []office.Status{office.OnTime, office.Unproven}},
	{func(i int) time.Time { return on24(17, 0, 0) }, "at the stroke of 17:00", []office.Status{office.OnTime, office.Unproven}},
	{func(i int) time.Time { return on24(17, 0, 1+i%150) }, "just after 17:00", []office.Status{office.Late, office.Unproven}},
	{func(i int) time.Time { return on24(19, 0, i%60) }, "in the evening", []office.Status{office.Late}},
	{func(int) time.Time { return time.Time{} }, "never", []office.Status{office.Missing}},
}

func TestTheLooksAroundADeadlineProveOrExcuseEveryUnit(t *testing.T) {
	for _, n := range []int{13, 60, 111} {
		inRehearsal(t, n, 1, func(t *testing.T, r *rehearsal) {
			for i := range n {
				if at := habits[i%len(habits)].at(i); !at.IsZero() {
					r.report(t, i, at, 10+i)
				}
			}
			counts := r.day(t)
			for i, st := range r.standings(t) {
				h := habits[i%len(habits)]
				counts[h.name+": "+string(st.Status)]++
				if !strings.Contains(fmt.Sprint(h.fair), string(st.Status)) {
					t.Errorf("unit %d, who reported %s, stands as %s (not seen %v, seen %v)", i, h.name, st.Status, st.NotSeenAt, st.SeenAt)
				}
			}
			t.Logf("%v, %d refusals", counts, r.refused)
			if r.refused != 0 {
				t.Errorf("%d calls met a 429", r.refused)
			}
		})
	}
}

// day lives through the day as the daemon would, and counts the reads of each
// look.
func (r *rehearsal) day(t *testing.T) map[string]int {
	t.Helper()
	jobs, err := daemon.Jobs(r.Office)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for at, job := range schedule.Walk(jobs, r.Now(), on24(23, 0, 0)) {
		r.until(at)
		r.sim.ResetRequests()
		if err := job.Run(t.Context(), at); err != nil {
			t.Fatal(err)
		}
		counts["reads "+at.In(r.Programme.Location).Format("15:04")] = r.cost().reads
	}
	return counts
}
