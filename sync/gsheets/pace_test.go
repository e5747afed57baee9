package gsheets

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var start = newClock().now

func TestABurstGoesAtOnceAndTheNextOneAMinuteLater(t *testing.T) {
	q := quota{limit: 60}
	now := start
	for i := range 120 {
		at := q.next(now)
		want := start
		if i >= 60 {
			want = start.Add(span)
		}
		if !at.Equal(want) {
			t.Fatalf("call %d may go after %v, want %v", i+1, at.Sub(start), want.Sub(start))
		}
		q.grant(at)
		now = at
	}
}

func TestNoMinuteEverHoldsMoreCallsThanTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 8).Draw(t, "limit")
		q := quota{limit: limit}
		now := start
		var granted []time.Time
		for range rapid.IntRange(1, 60).Draw(t, "calls") {
			now = now.Add(time.Duration(rapid.IntRange(0, 20_000).Draw(t, "pause")) * time.Millisecond)
			if rapid.IntRange(0, 9).Draw(t, "luck") == 0 {
				q.strike(now, time.Duration(rapid.IntRange(0, 90).Draw(t, "after"))*time.Second, 0)
			}
			at := q.next(now)
			if at.Before(now) {
				t.Fatalf("leave is given for %v, which is past", at)
			}
			q.grant(at)
			granted, now = append(granted, at), at
		}
		for i := limit; i < len(granted); i++ {
			if d := granted[i].Sub(granted[i-limit]); d < time.Minute {
				t.Fatalf("%d calls within %v, with a limit of %d", limit+1, d, limit)
			}
		}
	})
}

func TestA429IsWaitedOutAndRetryAfterWins(t *testing.T) {
	for _, tc := range []struct{ after, want time.Duration }{{0, span}, {5 * time.Second, 5 * time.Second}, {3 * time.Minute, 3 * time.Minute}} {
		q := quota{limit: 60}
		q.strike(start, tc.after, 0)
		if got := q.next(start).Sub(start); got != tc.want {
			t.Errorf("with Retry-After %v the next call waits %v, want %v", tc.after, got, tc.want)
		}
	}
}

func TestAfterA429FewerCallsAreMadeForAWhile(t *testing.T) {
	q, now := quota{limit: 60}, start
	for i, tc := range []struct {
		strike, served bool
		later          time.Duration
		want           int
	}{
		{want: 60},
		{strike: true, want: 30},
		{strike: true, later: time.Second, want: 30},      // that was on the wire together
		{strike: true, later: 2 * time.Minute, want: 30},  // the first call after the wait: nothing is to be had
		{strike: true, later: 10 * time.Minute, want: 30}, // nor later
		{strike: true, served: true, later: 2 * time.Minute, want: 15},
		{later: time.Minute, want: 15},
		{later: strikeSpan, want: 30},
		{later: strikeSpan, want: 60},
	} {
		now = now.Add(tc.later)
		q.served = q.served || tc.served
		if tc.strike {
			q.strike(now, 0, 0)
		}
		if got := q.allowed(now); got != tc.want {
			t.Errorf("step %d: %d calls a minute are allowed, want %d", i, got, tc.want)
		}
	}
}

func TestRepetitionsComeSlowerAndSlowerButNotWithoutEnd(t *testing.T) {
	for n, want := range []time.Duration{1, 2, 4, 8, 16, 30, 30, 30} {
		if got := backoff(n, 0); got != want*time.Second {
			t.Errorf("the wait before repetition %d is %v, want %v", n+1, got, want*time.Second)
		}
		if got := backoff(n, 1); got != want*time.Second/2 {
			t.Errorf("with all jitter it is %v, want %v", got, want*time.Second/2)
		}
	}
}

func TestTheLimitThatGoogleNamesIsKeptFromThenOn(t *testing.T) {
	q := quota{limit: 60}
	q.strike(start, 0, 20)
	if got := q.allowed(start.Add(time.Hour)); got != 20 {
		t.Errorf("%d calls are allowed, want 20", got)
	}
	q.strike(start, 0, 300) // what is configured stays the most
	if got := q.allowed(start.Add(time.Hour)); got != 20 {
		t.Errorf("%d calls are allowed, want 20", got)
	}
}
