package round_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/round"
)

// slow is a Fetcher whose answers take a while; it gives up with its context.
type slow struct {
	round.Fetcher
	takes time.Duration
	begun func(ref string)
}

func (s *slow) Fetch(ctx context.Context, ref string) (grid.Snapshot, error) {
	s.begun(ref)
	select {
	case <-ctx.Done():
		return grid.Snapshot{}, ctx.Err()
	case <-time.After(s.takes):
		return s.Fetcher.Fetch(ctx, ref)
	}
}

func TestAStopLetsTheLookInHandFinishWithinItsGrace(t *testing.T) {
	for _, c := range []struct {
		name                   string
		takes, grace, wantTook time.Duration
		wantLooks              int
	}{
		{"it finishes", 5 * time.Second, 8 * time.Second, 5 * time.Second, 1},
		{"it hangs", time.Hour, 8 * time.Second, 8 * time.Second, 0},
		{"no grace", 5 * time.Second, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDistrict(t)
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				d.Workers, d.Grace = 1, c.grace
				begun := 0
				d.Sources = &slow{d.shelf, c.takes, func(string) { begun++; stop() }}
				started := time.Now()
				_, err := d.Run(ctx)
				if !errors.Is(err, context.Canceled) || begun != 1 {
					t.Errorf("ends with %v after %d looks were begun, want 1 and no more", err, begun)
				}
				if took := time.Since(started); took != c.wantTook {
					t.Errorf("took %v, want %v", took, c.wantTook)
				}
			})
			if n := len(d.state(t, at(2, 0, 0)).Seen["an.xlsx"]); n != c.wantLooks {
				t.Errorf("%d looks are recorded; want %d", n, c.wantLooks)
			}
		})
	}
}

func TestAPanicOverOneSourceIsItsFaultAndOursAndStopsNothing(t *testing.T) {
	d := newDistrict(t)
	d.shelf.onRead = func(ref string) {
		if ref == "an.xlsx" {
			panic("broken reader")
		}
	}
	res := d.run(t, at(1, 17, 30))
	f := res.Faults["an.xlsx"]
	if f == nil || f.Code != office.FaultInternal || !strings.Contains(f.Detail, "broken reader") || res.Read != 1 || !res.Machinery() {
		t.Errorf("result %+v", res)
	}
	r, err := d.Report(t.Context(), d.clock)
	if err != nil {
		t.Fatal(err)
	}
	if st := r.Standings[0]; st.Unit != "an" || st.Status != office.Unreadable {
		t.Errorf("the unit stands as %+v, want it unreadable: the fault is ours", st)
	}
}
