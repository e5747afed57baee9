package round_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/round"
)

// A porter is a gate that holds every source for unchanged of which it is
// asked, and remembers which these were.
type porter struct {
	asked []string
	calls int
	err   error
}

func (p *porter) Knows(string) bool { return true }

func (p *porter) Unchanged(_ context.Context, _ []string, last map[string]record.Last) (map[string]bool, error) {
	p.calls++
	p.asked = slices.Sorted(maps.Keys(last))
	out := map[string]bool{}
	for ref := range last {
		out[ref] = true
	}
	return out, p.err
}

func gatedDistrict(t *testing.T) (*district, *porter) {
	d, p := newDistrict(t), &porter{}
	d.Gate = p
	return d, p
}

func looksAt(t *testing.T, d *district, source string) int {
	t.Helper()
	return len(d.state(t, d.clock.Add(time.Hour)).Seen[source])
}

func TestASourceThatHasNotChangedIsSkippedAndASkipIsNoLook(t *testing.T) {
	d, p := gatedDistrict(t)
	if res := d.run(t, at(1, 12, 0)); res.Read != 2 || res.Skipped != 0 || p.calls != 1 || len(p.asked) != 0 {
		t.Errorf("the first round: %+v, the gate was asked of %v", res, p.asked)
	}
	res := d.run(t, at(1, 13, 0))
	if res.Skipped != 2 || res.Read+res.Unchanged+res.Faulty != 0 || len(res.Written) != 0 {
		t.Errorf("the second round: %+v", res)
	}
	if n := looksAt(t, d, "an.xlsx"); n != 1 {
		t.Errorf("%d looks are recorded, want 1", n)
	}
}

// A hanging is a gate that knows of one source only, and does not answer until it is
// let.
type hanging struct {
	porter
	only string
	let  chan struct{}
}

func (s *hanging) Knows(source string) bool { return source == s.only }

func (s *hanging) Unchanged(ctx context.Context, sources []string, last map[string]record.Last) (map[string]bool, error) {
	<-s.let
	return s.porter.Unchanged(ctx, sources, last)
}

func TestWhatNeedsNoGateIsLookedAtAndRecordedWhileTheGateHangs(t *testing.T) {
	d := newDistrict(t)
	g := &hanging{only: "binh.xlsx", let: make(chan struct{})}
	d.Gate = g
	d.Progress = func(done, _ int, source string) {
		if done == 1 && source != "an.xlsx" {
			t.Errorf("%s was done first", source)
		}
	}
	d.recorded = func(looks []record.Look) {
		if len(looks) == 1 && looks[0].Source == "an.xlsx" {
			close(g.let)
		}
	}
	if res := d.run(t, at(1, 12, 0)); res.Read != 2 {
		t.Errorf("%+v", res)
	}
}

func TestAFullRoundAndOneOverNamedSourcesSkipNothing(t *testing.T) {
	d, p := gatedDistrict(t)
	d.run(t, at(1, 12, 0))
	d.clock = at(1, 13, 0)
	if res, err := d.Full(t.Context()); err != nil || res.Unchanged != 2 || res.Skipped != 0 || p.calls != 2 {
		t.Errorf("a full round: %+v, %v; the gate was asked %d times in all", res, err, p.calls)
	}
	if res := d.run(t, at(1, 14, 0), "an.xlsx"); res.Unchanged != 1 || res.Skipped != 0 || p.calls != 2 {
		t.Errorf("a round over a named source: %+v; the gate was asked %d times in all", res, p.calls)
	}
}

func TestAGateThatFailsExcusesNobody(t *testing.T) {
	d, p := gatedDistrict(t)
	d.run(t, at(1, 12, 0))
	p.err = errors.New("Drive is down")
	if res := d.run(t, at(1, 13, 0)); res.Unchanged != 2 || res.Skipped != 0 {
		t.Errorf("%+v", res)
	}
}

func TestWhatALookMayTellMoreOfIsNotSkipped(t *testing.T) {
	for _, c := range []struct {
		name string
		at   time.Time
		want []string // of which the gate is asked
	}{
		{"nothing of that", at(1, 16, 0), []string{"an.xlsx", "binh.xlsx"}},
		{"not read for a day", at(2, 12, 0), nil},
		{"a clock that had been ahead", at(1, 11, 0), nil},
		{"proved on time, after the deadline", at(1, 18, 0), []string{"an.xlsx", "binh.xlsx"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, p := gatedDistrict(t)
			d.run(t, at(1, 12, 0))
			if d.run(t, c.at); !slices.Equal(p.asked, c.want) {
				t.Errorf("the gate is asked of %v, want %v", p.asked, c.want)
			}
		})
	}
}

func TestAbsenceAtADeadlineIsProvedThoughNothingHasChanged(t *testing.T) {
	d, p := gatedDistrict(t)
	d.shelf.sheets["binh.xlsx"] = d.shelf.sheets["binh.xlsx"][:1]
	d.run(t, at(1, 12, 0)) // and then the daemon was down until after 17:00
	d.run(t, at(1, 18, 0))
	if !slices.Equal(p.asked, []string{"an.xlsx"}) {
		t.Errorf("the gate is asked of %v, want of an.xlsx alone", p.asked)
	}
	if got := statusOf(t, d, "binh"); got != office.Missing {
		t.Errorf("the unit that has nothing stands as %s", got)
	}
	d.run(t, at(1, 19, 0))
	if !slices.Equal(p.asked, []string{"an.xlsx", "binh.xlsx"}) {
		t.Errorf("once proved the gate is asked of %v, want of both", p.asked)
	}
}

func statusOf(t *testing.T, d *district, unit string) office.Status {
	t.Helper()
	r, err := d.Report(t.Context(), d.clock)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Standings, func(s office.Standing) bool { return s.Unit == unit && s.Period.Name == "2020-06-01" })
	return r.Standings[i].Status
}

func TestAFaultySourceIsReadAgainEachRoundAndStandsInBetween(t *testing.T) {
	d, p := gatedDistrict(t)
	d.run(t, at(1, 12, 0))
	d.shelf.faults["an.xlsx"] = office.FaultNotShared
	d.run(t, at(1, 13, 0), "an.xlsx")
	published := len(d.wall.books)
	res := d.run(t, at(1, 14, 0))
	if res.Faulty != 1 || res.Skipped != 1 || !slices.Equal(p.asked, []string{"binh.xlsx"}) {
		t.Errorf("%+v, the gate was asked of %v", res, p.asked)
	}
	if d.run(t, at(1, 15, 0), "binh.xlsx"); len(d.wall.books) != published {
		t.Errorf("published %d times, want %d: the fault stands although this round did not look", len(d.wall.books), published)
	}
	delete(d.shelf.faults, "an.xlsx")
	if d.run(t, at(1, 16, 0)); len(d.wall.books) != published+1 {
		t.Errorf("published %d times after the fault was gone, want %d", len(d.wall.books), published+1)
	}
}

var _ round.Gate = (*porter)(nil)
