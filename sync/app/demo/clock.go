package demo

import (
	"context"
	"sync"
	"time"
)

// A Clock stands still but for a moment that each question takes, and
// moves on when somebody waits.
type Clock struct {
	mu sync.Mutex
	At time.Time
}

// Now gives the instant and lets a moment pass.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.At = c.At.Add(5 * time.Millisecond)
	return c.At
}

// Set moves the clock to an instant; never back.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.At) {
		c.At = t
	}
}

// Sleep lets time pass at once.
func (c *Clock) Sleep(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.At = c.At.Add(d)
	return nil
}
