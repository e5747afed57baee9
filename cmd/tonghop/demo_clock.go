package main

import (
	"context"
	"sync"
	"time"
)

// A demoClock stands still but for a moment that each question takes, and
// moves on when somebody waits.
type demoClock struct {
	mu sync.Mutex
	at time.Time
}

// Now gives the instant and lets a moment pass.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(5 * time.Millisecond)
	return c.at
}

// Set moves the clock to an instant; never back.
func (c *demoClock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.at) {
		c.at = t
	}
}

// Sleep lets time pass at once.
func (c *demoClock) Sleep(_ context.Context, d time.Duration) error {
	c.Set(c.at.Add(d))
	return nil
}
