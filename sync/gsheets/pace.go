package gsheets

import (
	"slices"
	"time"
)

// Google's quotas, in force since 2021: each minute 60 reads and 60 writes a
// user (a service account is one) and 300 of each a project. A batch counts
// once, whatever is in it.
const (
	defaultPerAccount = 60
	defaultPerProject = 300
	// span is how long a call counts: Google's minute and a second more, since
	// calls may reach Google closer together than they left.
	span = 61 * time.Second
	// strikeSpan is how long a client goes slower for each 429 it met.
	strikeSpan = 5 * time.Minute
)

// A quota is what may still be called, as arithmetic over instants that are
// handed in: at most limit calls in any stretch of time as long as span. A
// burst goes at once, unlike with a bucket that refills drop by drop, since
// that is what Google's limit by the minute allows.
type quota struct {
	limit   int
	granted []time.Time // those that still count, ascending
	// until is when Google asked to stay away for.
	until time.Time
	// strikes is how often Google answered 429 of late, struck when it last did.
	strikes int
	struck  time.Time
	// fruitless is how many waits in a row were for nothing, served that a call
	// succeeded since the last one.
	fruitless int
	served    bool
}

// next gives the earliest instant, not before now, at which one more call fits.
func (q *quota) next(now time.Time) time.Time {
	at := later(now, q.until)
	if n := q.allowed(at); len(q.granted) >= n {
		at = later(at, q.granted[len(q.granted)-n].Add(span))
	}
	return at
}

// grant notes a call at an instant that next gave.
func (q *quota) grant(at time.Time) {
	old, _ := slices.BinarySearchFunc(q.granted, at.Add(-span), time.Time.Compare)
	q.granted = append(slices.Delete(q.granted, 0, old), later(at, q.last()))
}

// strike notes a 429. Where Google says how long to stay away, that is how
// long; else a whole span, after which no call made so far counts any more.
// Others may share the quota, so for a while fewer calls are made: half as many
// for each time that some were served before one was refused. What was on the
// wire together is refused together, and a refusal of the first call after a wait
// says that there is nothing to be had, not that fewer calls would do. Where
// Google says what the limit is, it is kept to from then on: this account's may be
// lower than is usual.
func (q *quota) strike(now time.Time, retryAfter time.Duration, limit int) {
	if retryAfter <= 0 {
		retryAfter = span
	}
	together := now.Before(q.until)
	inVain := !together && !q.until.IsZero() && !q.served
	switch {
	case inVain:
		q.fruitless++
	case !together:
		q.fruitless = 0
	}
	if !together {
		q.served = false
	}
	q.until = later(q.until, now.Add(retryAfter))
	if limit > 0 && limit < q.limit {
		q.limit = limit
		return
	}
	if together || inVain {
		q.strikes = max(q.standing(now), 1)
	} else {
		q.strikes = min(q.standing(now)+1, 4)
	}
	q.struck = now
}

// exhausted reports whether the quota was found used up again and again, and is
// not worth another wait.
func (q *quota) exhausted(now time.Time) bool { return q.fruitless >= 3 && now.Before(q.until) }

// allowed is the limit in force: halved for each strike that still stands.
func (q *quota) allowed(now time.Time) int {
	return max(q.limit>>q.standing(now), 1)
}

// lately is how many calls still count.
func (q *quota) lately(now time.Time) int {
	old, _ := slices.BinarySearchFunc(q.granted, now.Add(-span), time.Time.Compare)
	return len(q.granted) - old
}

func (q *quota) standing(now time.Time) int {
	return max(q.strikes-int(max(now.Sub(q.struck), 0)/strikeSpan), 0)
}

func (q *quota) last() time.Time {
	if len(q.granted) == 0 {
		return time.Time{}
	}
	return q.granted[len(q.granted)-1]
}

// backoff is how long to wait before the nth repetition (from 0) of a call
// that failed for the moment: a second, doubled each time up to half a minute,
// of which a random part (jitter, from 0 to 1) is left out so that clients do
// not return in step.
func backoff(n int, jitter float64) time.Duration {
	d := min(time.Second<<min(n, 5), 30*time.Second)
	return d - time.Duration(jitter*float64(d)/2)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
