package gsheets

import (
	"context"
	"errors"
	"math"
	"time"

	"tonghop/model/office"
)

// A kind of call, each with a quota of its own.
type kind uint8

const (
	kindRead kind = iota
	kindWrite
	kindDrive
	kinds
)

// drivePerMinute is far below what Drive allows (325,000 units a minute and
// user since May 2026; 12,000 calls before), and far above what is needed.
const drivePerMinute = 600

// projectShare is how many accounts' worth a project may call.
const projectShare = defaultPerProject / defaultPerAccount

func (c *Client) newQuotas(share int) [kinds]*quota {
	limit := func(n int) *quota {
		switch {
		case n < 0:
			return &quota{limit: math.MaxInt}
		case n == 0:
			n = defaultPerAccount
		}
		return &quota{limit: n * share}
	}
	return [kinds]*quota{limit(c.opts.ReadsPerMinute), limit(c.opts.WritesPerMinute), limit(drivePerMinute)}
}

// A request is one call to Google with what is needed to make it well.
type request struct {
	kind     kind
	id       string   // of the file
	only     *account // who has to make the call; nil for whoever may
	deadline time.Duration
	// once forbids repeating the call where it may already have had its
	// effect; whoever asked then finds out by reading back.
	once bool
	// dated takes what the last reply's date proves; nil for nobody.
	dated *dated
	do    func(ctx context.Context, a *account) error
}

// errUnclear marks a call whose effect is not known: it may have landed.
var errUnclear = errors.New("it is not known whether the call took effect")

// A verdictError is the fault of a call together with the rest of its verdict.
type verdictError struct{ verdict }

func (e *verdictError) Error() string { return e.fault.Error() }
func (e *verdictError) Unwrap() error { return e.fault }

// waitedAtMost is for how long the tries of one call may wait for answers in all
// before none is added: a sheet that hangs must not hold up the round, nor the
// book with the figures of all others. It is looked at again a few minutes later.
const waitedAtMost = 2 * time.Minute

// call makes a request when there is leave for it: again where that helps, on
// behalf of another account where one is denied. Its error is a *office.Fault
// inside, besides that of a cancelled context.
func (c *Client) call(ctx context.Context, r request) error {
	var last verdict
	tried := map[office.FaultCode]int{} // each kind of failure has its own patience
	var waited time.Duration            // for answers
	for try := 0; ; try++ {
		a, err := c.leave(ctx, r)
		if err != nil {
			return err
		}
		asked := time.Now() // as its deadline is measured, whatever the office's clock says
		if err = c.onWire(ctx, r, a); err == nil {
			c.noteDone(r, a)
			return nil
		}
		waited += time.Since(asked)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		last = judge(err, c.opts.Now())
		if r.kind == kindWrite {
			last = last.ofWriting()
		}
		c.noteVerdict(r, a, last)
		if r.once && unclear(last.fault.Code) {
			return errors.Join(last.fault, errUnclear)
		}
		tried[last.fault.Code]++
		if c.anotherAccount(r, last) {
			continue
		}
		if tried[last.fault.Code] >= c.tries(last) || waited >= waitedAtMost {
			break
		}
		c.opts.Log.Debug("call repeated", "id", r.id, "account", a.name, "fault", last.fault.Code, "try", try+1, "detail", last.fault.Detail)
		if err := c.pause(ctx, last, try); err != nil {
			return err
		}
	}
	last.fault = c.blame(r.kind, last.fault)
	c.noteGivenUp(last.fault.Code)
	return &verdictError{last}
}

// onWire makes the call itself, within its deadline and among few others.
func (c *Client) onWire(ctx context.Context, r request, a *account) error {
	select {
	case c.wire <- struct{}{}:
		defer func() { <-c.wire }()
	case <-ctx.Done():
		return ctx.Err()
	}
	deadline := r.deadline
	if c.opts.Deadline > 0 {
		deadline = c.opts.Deadline
	}
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	var reply dated
	err := r.do(context.WithValue(c.withKey(ctx, r.id), dateKey{}, &reply), a)
	c.noteClock(reply)
	if r.dated != nil {
		*r.dated = reply
	}
	return err
}

// leave waits until a quota allows the call and returns the account that may
// make it. Callers are served one after another, so that only one waits on the
// clock at a time.
func (c *Client) leave(ctx context.Context, r request) (*account, error) {
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var slept time.Time // the clock may stand still where it was frozen
	for {
		now := later(c.opts.Now(), slept)
		a, at := c.grant(r, now)
		if a != nil {
			return a, nil
		}
		if c.exhausted(r, now) {
			return nil, fault(office.FaultQuota, "not asked: Google has said that the quota is used up")
		}
		c.opts.Log.Debug("waiting for quota", "wait", at.Sub(now))
		if err := c.opts.Sleep(ctx, at.Sub(now)); err != nil {
			return nil, err
		}
		slept = at
	}
}

// grant gives the account that may make a call now: of those that the file is
// not known to be denied to, the one that has called least of late. Where none
// may, it gives the earliest instant at which one may.
func (c *Client) grant(r request, now time.Time) (*account, time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var best *account
	var at time.Time
	for _, a := range c.candidates(r, now) {
		q := a.quotas[r.kind]
		t := a.project[r.kind].next(q.next(now))
		if best == nil || t.Before(at) || t.Equal(at) && q.lately(now) < best.quotas[r.kind].lately(now) {
			best, at = a, t
		}
	}
	if at.After(now) {
		return nil, at
	}
	best.quotas[r.kind].grant(now)
	best.project[r.kind].grant(now)
	return best, now
}

// exhausted reports whether every account that may make a call has found its
// quota used up, so that waiting would only hold up whoever comes after.
func (c *Client) exhausted(r request, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.candidates(r, now) {
		if !a.quotas[r.kind].exhausted(now) && !a.project[r.kind].exhausted(now) {
			return false
		}
	}
	return true
}

// pause waits before a call is repeated. A used-up quota is waited for by
// leave.
func (c *Client) pause(ctx context.Context, v verdict, try int) error {
	if v.quota != quotaNone {
		return nil
	}
	d := v.after
	if d == 0 {
		d = backoff(try, c.opts.Jitter())
	}
	return c.opts.Sleep(ctx, d)
}

// unclear tells of the faults after which a call may yet have had its effect.
func unclear(code office.FaultCode) bool {
	switch code {
	case office.FaultGoogleDown, office.FaultNetwork, office.FaultTimeout, office.FaultCaptive, office.FaultProxy:
		return true
	}
	return false
}
