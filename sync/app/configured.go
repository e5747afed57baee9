package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/config"
	"tonghop/sync/readings"
	"tonghop/sync/round"
)

// A Change is what a configuration that differs from the last one in the record
// does to the past.
type Change struct {
	Effects []report.Effect
	// Away are those of the Effects by which figures or units leave without the
	// configuration saying so itself (to, succeeded_by, formerly, enabled: false).
	// While there is one and nobody has taken the change up, the office goes on
	// under the last configuration.
	Away []report.Effect
	// Before and Now are the programmes that are compared.
	Before, Now *office.Programme
	snapshot    config.Snapshot
}

// inTime gives the office its programme with the configurations before it. Where
// the present one would take figures or units away unsaid, the last one goes on,
// and Pending tells of it.
func (o *Office) inTime(ctx context.Context, n Need) error {
	present, err := o.Config.Snapshot()
	if err != nil {
		return err
	}
	o.snapshot = present
	kept, err := o.Ledger.Configs(ctx)
	if err != nil {
		return fmt.Errorf("reading the configurations in the ledger: %w", err)
	}
	kept = slices.DeleteFunc(kept, func(c record.Config) bool { return o.Frozen && c.At.After(o.Now()) })
	if len(kept) == 0 {
		return nil
	}
	last := kept[len(kept)-1]
	if last.Hash == present.Hash {
		return o.follow(kept[:len(kept)-1], last.At)
	}
	before, err := o.earlier(kept)
	if err != nil {
		return err
	}
	before.Letterhead, before.Scoring = o.Config.Programme.Letterhead, o.Config.Programme.Scoring
	o.Programme = o.Config.Programme.After(before, o.Now())
	o.Changed = &Change{Before: before, Now: o.Programme, snapshot: present}
	if n == ToRead || n == ToDecide {
		o.Changed.named(o.Config.Off)
	} else if err := o.weigh(ctx); err != nil {
		return err
	}
	if len(o.Changed.Away) == 0 {
		return nil
	}
	taken, err := o.takenUp(ctx, present.Hash)
	if err != nil || taken {
		return err
	}
	o.Programme, o.Pending = before, o.Changed
	return nil
}

// follow sets the programme behind the configurations before it; it came at an
// instant.
func (o *Office) follow(kept []record.Config, at time.Time) error {
	before, err := o.earlier(kept)
	if err != nil || before == nil {
		return err
	}
	o.Programme = o.Config.Programme.After(before, at)
	return nil
}

// earlier gives the last of the configurations that were kept, with those before
// it; nil where there is none.
func (o *Office) earlier(kept []record.Config) (*office.Programme, error) {
	var p *office.Programme
	for _, c := range kept {
		next, err := config.Earlier(c.Text, o.Config.Path)
		if err != nil {
			return nil, Failure(err, "run the version of tonghop that wrote it; tonghop verify tells whether the ledger is whole")
		}
		if p != nil {
			next = next.After(p, c.At)
		}
		p = next
	}
	return p, nil
}

// weigh compares what the record comes to under both configurations.
func (o *Office) weigh(ctx context.Context) error {
	c := o.Changed
	merged := func(p *office.Programme) (*merge.Merged, error) {
		under := &readings.Readings{Record: o.Ledger, Cache: o.Readings.Cache, Log: o.Log,
			Context: func(ref string) reading.Context { return round.Context(p, o.Words, ref) }, Former: p.Former()}
		s, err := under.Head(ctx, o.Now())
		if err != nil {
			return nil, err
		}
		return merge.Merge(p, s, o.Now()), nil
	}
	before, err := merged(c.Before)
	if err != nil {
		return err
	}
	now, err := merged(c.Now)
	if err != nil {
		return err
	}
	c.Effects = report.Effects(before, now, c.Before, c.Now)
	c.judge(o.Config.Off)
	return nil
}

// named is what the configurations themselves show without the record: the units
// that left.
func (c *Change) named(off map[string]bool) {
	none := &merge.Merged{}
	c.Effects = report.Effects(none, none, c.Before, c.Now)
	c.judge(off)
}

// judge sorts out what leaves without the configuration saying so.
func (c *Change) judge(off map[string]bool) {
	for _, e := range c.Effects {
		unsaid := e.Left
		for i, sum := range e.Sums {
			id := c.Before.Indicators[i].ID
			unsaid = unsaid || sum.Stated && !off[id] && !c.bounded(e.Unit, id)
		}
		if unsaid {
			c.Away = append(c.Away, e)
		}
	}
}

// bounded reports whether the new configuration ends a unit or an indicator by a
// day, which the one before did not.
func (c *Change) bounded(u *office.Unit, indicator string) bool {
	if after, ok := c.Now.Known(u.ID); ok && (after.To != u.To || after.From != u.From || len(after.SucceededBy) > len(u.SucceededBy)) {
		return true
	}
	was, _ := c.Before.Indicator(indicator)
	is, ok := c.Now.Indicator(indicator)
	return ok && (is.To != was.To || is.From != was.From)
}

// takenUp reports whether the office has confirmed a configuration that takes
// something away.
func (o *Office) takenUp(ctx context.Context, hash string) (bool, error) {
	all, err := o.Ledger.Decisions(ctx)
	if err != nil {
		return false, fmt.Errorf("reading the office's decisions: %w", err)
	}
	return slices.ContainsFunc(office.Active(all), func(d office.Decision) bool {
		return d.Kind == office.DecisionTakeUp && d.Snapshot == hash
	}), nil
}

// TakeUp records that the office takes the configuration up although it takes
// figures or units away.
func (o *Office) TakeUp(ctx context.Context, r office.Ruling) (office.Decision, error) {
	return o.Ledger.Decide(ctx, func(record.View) (office.Decision, error) {
		return office.Decision{Kind: office.DecisionTakeUp, Ruling: r, At: o.Now(), TakingUp: office.TakingUp{Snapshot: o.snapshot.Hash}}, nil
	})
}
