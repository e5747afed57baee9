// Package apptest has what tests of an office need: a small one and a clock that
// they set.
package apptest

import (
	"context"
	"sync"
	"time"
)

// Vietnam is the zone of the offices under test.
var Vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// A Clock moves when it is told to, and when somebody waits.
type Clock struct {
	mu sync.Mutex
	At time.Time // where it stands at first
}

// Now gives the instant at which it stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.At
}

// Advance moves it on and gives the new instant.
func (c *Clock) Advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.At = c.At.Add(d)
	return c.At
}

// Set moves it to an instant.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.At = t
}

// Sleep lets time pass at once.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.Advance(d)
	return ctx.Err()
}
