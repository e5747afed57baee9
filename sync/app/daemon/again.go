package daemon

import (
	"maps"
	"slices"
	"sync"
	"time"

	"tonghop/sync/round"
)

// again is when the sources are tried again that failed for the moment: a few
// minutes after the round, then later and later until one of them is read or the
// schedule comes by.
type again struct {
	mu    sync.Mutex
	at    time.Time
	refs  []string
	tries int
}

// How long after a round its failures are tried again, at first and at most.
const (
	againAfter = 5 * time.Minute
	againMost  = 40 * time.Minute
)

// note takes what a round met. What lies with the file itself waits for the
// schedule: trying it again would give the same.
func (a *again) note(res *round.Result, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.refs = nil
	for _, ref := range slices.Sorted(maps.Keys(res.Faults)) {
		if k := res.Faults[ref].Code.Kind(); k.Again && res.Faults[ref].Code.Machinery() {
			a.refs = append(a.refs, ref)
		}
	}
	if len(a.refs) == 0 {
		a.at, a.tries = time.Time{}, 0
		return
	}
	if res.Read+res.Unchanged > 0 {
		a.tries = 0
	}
	a.at = now.Add(min(againAfter<<min(a.tries, 4), againMost))
	a.tries++
}

func (a *again) failed() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.refs)
}

// Next is when they are tried again, if that is after an instant.
func (a *again) Next(after time.Time) time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.at.After(after) {
		return a.at
	}
	return time.Time{}
}
