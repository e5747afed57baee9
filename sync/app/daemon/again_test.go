package daemon

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/round"
)

func TestWhatFailedForTheMomentIsTriedAgainByItself(t *testing.T) {
	noon := time.Date(2020, 6, 24, 12, 0, 0, 0, time.UTC)
	round1 := &round.Result{Faults: map[string]*office.Fault{
		"a": {Code: office.FaultQuota}, "b": {Code: office.FaultNotShared}, "c": {Code: office.FaultNetwork}, "d": {Code: office.FaultProject}, "e": {Code: office.FaultNotFound},
	}}
	a := &again{}
	if at := a.Next(noon); !at.IsZero() {
		t.Errorf("with nothing failed it is due at %v", at)
	}
	now := noon
	for _, want := range []time.Duration{5 * time.Minute, 10 * time.Minute, 20 * time.Minute, 40 * time.Minute, 40 * time.Minute} {
		a.note(round1, now)
		if got := a.Next(now).Sub(now); got != want {
			t.Errorf("tried again after %v, want %v", got, want)
		}
		now = now.Add(want)
	}
	if refs := a.failed(); !slices.Equal(refs, []string{"a", "c"}) {
		t.Errorf("tried again are %q, want what may pass by itself", refs)
	}
	a.note(&round.Result{Read: 1}, now)
	if at := a.Next(now); !at.IsZero() || len(a.failed()) != 0 {
		t.Errorf("with all read it is due at %v", at)
	}
	a.note(round1, now)
	if got := a.Next(now).Sub(now); got != 5*time.Minute {
		t.Errorf("after a success it begins with %v", got)
	}
}
