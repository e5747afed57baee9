package gsheets

import "math"

// A QuotaUse is how much of one quota of an account's has been used of late.
type QuotaUse struct {
	// Account names the account by its place in the configuration, from 1.
	Account int
	// Kind is "read", "write" or "drive".
	Kind string
	// Used are the calls of the last minute, Allowed how many there may be:
	// fewer for a while after Google refused one. 0 means any number.
	Used, Allowed int
}

var kindNames = [kinds]string{kindRead: "read", kindWrite: "write", kindDrive: "drive"}

// Quotas tells how much of the accounts' quotas is used now.
func (c *Client) Quotas() []QuotaUse {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.opts.Now()
	var all []QuotaUse
	for i, a := range c.accounts {
		for k, q := range a.quotas {
			u := QuotaUse{Account: i + 1, Kind: kindNames[k], Used: q.lately(now), Allowed: q.allowed(now)}
			if q.limit == math.MaxInt {
				u.Allowed = 0
			}
			all = append(all, u)
		}
	}
	return all
}
