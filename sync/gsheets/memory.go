package gsheets

import (
	"context"
	"time"

	"tonghop/model/office"
)

// What a client remembers between calls: which account may not see which file,
// which account is broken, and whether Google answers at all. It is remembered
// to save calls; a client that forgets it only makes more of them.

// A denial is the set of accounts that may not see a file.
type denial map[*account]bool

// brokenFor is how long an account whose key or project is at fault is left
// alone while others can do its work.
const brokenFor = 10 * time.Minute

// candidates are the accounts that may see a file as far as is known; all of
// them where each was denied, since access may have been given since. The
// caller holds the lock.
func (c *Client) candidates(r request, now time.Time) []*account {
	if r.only != nil {
		return []*account{r.only}
	}
	var out []*account
	for _, a := range c.accounts {
		if !c.denied[r.id][a] && !a.isBroken(r.kind, now) {
			out = append(out, a)
		}
	}
	if out == nil {
		delete(c.denied, r.id)
		return c.accounts
	}
	return out
}

func (a *account) isBroken(k kind, now time.Time) bool {
	return a.ailments[k].fault != nil && now.Sub(a.ailments[k].at) < brokenFor
}

// anotherAccount reports whether an account is left that may have what this
// one was denied.
func (c *Client) anotherAccount(r request, v verdict) bool {
	if r.only != nil || !ofFile(v.fault.Code) && !ofAccount(v.fault.Code) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.accounts {
		if !c.denied[r.id][a] && !a.isBroken(r.kind, c.opts.Now()) {
			return true
		}
	}
	return false
}

// ofFile tells of the faults that another account may not have with a file.
func ofFile(code office.FaultCode) bool {
	switch code {
	case office.FaultNotShared, office.FaultReadOnly, office.FaultNotFound, office.FaultPolicy:
		return true
	}
	return false
}

// ofAccount tells of the faults that an account has with every file.
func ofAccount(code office.FaultCode) bool {
	switch code {
	case office.FaultCredentials, office.FaultAPIDisabled, office.FaultProject, office.FaultAccountGone:
		return true
	}
	return false
}

// noteDone notes a call that succeeded.
func (c *Client) noteDone(r request, a *account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down = 0
	a.ailments[r.kind] = ailment{}
	a.quotas[r.kind].served, a.project[r.kind].served = true, true
	delete(c.denied[r.id], a)
}

// noteVerdict notes a quota that is used up, an account that is denied a file,
// and one that is broken.
func (c *Client) noteVerdict(r request, a *account, v verdict) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.opts.Now()
	switch v.quota {
	case quotaUser:
		a.quotas[r.kind].strike(now, v.after, v.limit)
	case quotaProject:
		a.project[r.kind].strike(now, v.after, v.limit)
	}
	switch code := v.fault.Code; {
	case ofFile(code):
		if c.denied[r.id] == nil {
			c.denied[r.id] = denial{}
		}
		c.denied[r.id][a] = true
		a.ailments[r.kind] = ailment{} // it was let in, and shown the door
	case ofAccount(code):
		a.ailments[r.kind] = ailment{v.fault, now}
	}
}

// blame says whose fault it is that no account may see a file. While one of
// ours is broken, it may be the one that the file is shared with: then the
// fault is ours.
func (c *Client) blame(k kind, f *office.Fault) *office.Fault {
	if !ofFile(f.Code) {
		return f
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.accounts {
		if ill := a.ailments[k].fault; ill != nil {
			return ill
		}
	}
	return f
}

// downAfter is how many calls must be given up in a row before Google or the
// network counts as down. Calls are then tried once only, so that a round over
// many sources does not wait out each one's repetitions.
const downAfter = 2

// tries is how often a call is made in all that met such a verdict.
func (c *Client) tries(v verdict) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down >= downAfter && unclear(v.fault.Code) {
		return 1
	}
	return v.tries
}

// noteGivenUp counts the calls that were given up in a row.
func (c *Client) noteGivenUp(code office.FaultCode) {
	if !unclear(code) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down++
}

func (c *Client) isOffice(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.office[id]
}

func (c *Client) noteOffice(id string, yes bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if yes {
		c.office[id] = true
	} else {
		delete(c.office, id)
	}
}

// behind gives the file that a shortcut points to, as far as is known; any
// other file itself.
func (c *Client) behind(id string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if target := c.shortcuts[id]; target != "" {
		return target
	}
	return id
}

func (c *Client) noteShortcut(id, target, key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shortcuts[id] = target
	if key != "" {
		c.keys[target] = key
	}
}

// parseRef is ParseRef, and keeps the resource key that old links bear: some
// files that are shared by link only can be seen by nobody who does not name it.
func (c *Client) parseRef(ref string) (id string, ok bool) {
	id, ok = ParseRef(ref)
	if key := resourceKeyOf(ref); ok && key != "" {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.keys[id] = key
	}
	return id, ok
}

// withKey puts a file's resource key, where it has one, to the calls that are
// about it.
func (c *Client) withKey(ctx context.Context, id string) context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	if key := c.keys[id]; key != "" {
		return context.WithValue(ctx, resourceKey{}, id+"/"+key)
	}
	return ctx
}

// isLarge reports whether a spreadsheet did not fit into one answer.
func (c *Client) isLarge(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.large[id]
}

func (c *Client) noteLarge(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.large[id] = true
}
