package main

import (
	"context"
	"sync"
	"time"
)

// vietnam is the zone of the offices under test.
var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// stepClock moves when it is told to, and when somebody waits.
type stepClock struct {
	mu  sync.Mutex
	now time.Time
}

// Now gives the instant at which it stands.
func (c *stepClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// advance moves it on and gives the new instant.
func (c *stepClock) advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// set moves it to an instant.
func (c *stepClock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Sleep lets time pass at once.
func (c *stepClock) Sleep(ctx context.Context, d time.Duration) error {
	c.advance(d)
	return ctx.Err()
}
