package gsheets

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// A dated is what the date of a reply proves of this computer's clock.
type dated struct {
	known  bool
	offset time.Duration // by how much our clock is ahead
}

// dateKey is under what a call's context holds the *dated to fill.
type dateKey struct{}

// noteDate holds the date of a reply against our clock when the request left
// and when the reply came. Between the two it proves nothing; beyond them it
// proves that much.
func noteDate(ctx context.Context, res *http.Response, sent, came time.Time) {
	to, ok := ctx.Value(dateKey{}).(*dated)
	if !ok || res.Header.Get("Age") != "" { // a cache's copy bears an old date
		return
	}
	date, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		return
	}
	*to = dated{known: true}
	switch second := date.Add(time.Second); { // dates are cut to the second
	case second.Before(sent):
		to.offset = sent.Sub(second)
	case date.After(came):
		to.offset = came.Sub(date)
	}
}

// ClockTolerance is how far our clock may be off. Beyond that no look of ours
// proves anything against anybody.
const ClockTolerance = time.Minute

// A clockWatch remembers what the last reply proved of our clock.
type clockWatch struct {
	mu   sync.Mutex
	last dated
	told bool
}

// note takes what a reply proved, and logs when the clock is found to be wrong.
func (c *Client) noteClock(d dated) {
	if !d.known {
		return
	}
	c.watch.mu.Lock()
	defer c.watch.mu.Unlock()
	c.watch.last = d
	wrong := d.offset.Abs() > ClockTolerance
	if wrong && !c.watch.told {
		c.opts.Log.Warn("our clock is off: no look proves anything until it is set right", "ahead", d.offset.Round(time.Second))
	}
	c.watch.told = wrong
}

// Clock tells by how much our clock was ahead of Google's at the last reply;
// known is false while none bore a date.
func (c *Client) Clock() (ahead time.Duration, known bool) {
	c.watch.mu.Lock()
	defer c.watch.mu.Unlock()
	return c.watch.last.offset, c.watch.last.known
}
