package app

import (
	"context"
	"fmt"
	"slices"

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
	// configuration saying so itself (to, succeeded_by, formerly, enabled: false, a pin).
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
	all, err := o.keptConfigs(kept)
	if err != nil {
		return err
	}
	last := all[len(all)-1]
	if last.hash == present.Hash {
		if len(all) > 1 {
			o.Programme = o.Config.Programme.After(all[len(all)-2].standing, kept[len(kept)-1].At)
		}
		return o.readUnder(ctx, all, present.Hash)
	}
	before := last.standing
	before.Letterhead, before.Scoring = o.Config.Programme.Letterhead, o.Config.Programme.Scoring
	o.Programme = o.Config.Programme.After(before, o.Now())
	o.Changed = &Change{Before: before, Now: o.Programme, snapshot: present}
	if n == ToRead || n == ToDecide {
		o.Changed.named(o.Config.Off)
	} else if err := o.weigh(ctx, all); err != nil {
		return err
	}
	taken, err := o.allTakenUp(ctx)
	if err != nil {
		return err
	}
	if len(o.Changed.Away) > 0 && !taken[present.Hash] {
		o.Programme, o.Pending = before, o.Changed
		return o.readUnder(ctx, all, last.hash)
	}
	return o.readUnder(ctx, all, present.Hash)
}

// weigh compares what the record comes to under both configurations.
func (o *Office) weigh(ctx context.Context, kept []keptConfig) error {
	c := o.Changed
	merged := func(p *office.Programme, hash string, up bool) (*merge.Merged, error) {
		eras, err := o.eras(ctx, kept, p, hash, up)
		if err != nil {
			return nil, err
		}
		under := &readings.Readings{Record: o.Ledger, Cache: o.Readings.Cache, Log: o.Log,
			Context: func(ref string) reading.Context { return round.Context(p, o.Words, ref) }, Former: p.Former(), Eras: eras}
		s, err := under.Head(ctx, o.Now())
		if err != nil {
			return nil, err
		}
		return merge.Merge(p, s, o.Now()), nil
	}
	before, err := merged(c.Before, kept[len(kept)-1].hash, false)
	if err != nil {
		return err
	}
	for _, up := range []bool{false, true} {
		now, err := merged(c.Now, c.snapshot.Hash, up)
		if err != nil {
			return err
		}
		c.Effects, c.Away = report.Effects(before, now, c.Before, c.Now), nil
		if c.judge(o.Config.Off); len(c.Away) == 0 {
			break // else what it does is told as it is once it is taken up
		}
	}
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
			unsaid = unsaid || sum.Stated && !off[id] && !c.bounded(e.Unit, id) && !c.pinned(e.Unit, id)
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

// pinned reports whether the new configuration itself says otherwise than the one
// before how a unit's figures of an indicator are to be read. What it no longer says
// it may have lost.
func (c *Change) pinned(u *office.Unit, indicator string) bool {
	after, ok := c.Now.Known(u.ID)
	if !ok {
		return false
	}
	was, is := &u.Reading, &after.Reading
	running := func(id string) bool {
		now, said := is.Cumulative[id]
		before, known := was.Cumulative[id]
		return said && (!known || now != before)
	}
	return is.Columns[indicator] != "" && is.Columns[indicator] != was.Columns[indicator] || running(indicator) || running("*") ||
		is.SumSameDay && !was.SumSameDay || len(is.Tabs) > 0 && !slices.Equal(is.Tabs, was.Tabs)
}

// TakeUp records that the office takes the configuration up although it takes
// figures or units away.
func (o *Office) TakeUp(ctx context.Context, r office.Ruling) (office.Decision, error) {
	return o.Ledger.Decide(ctx, func(record.View) (office.Decision, error) {
		return office.Decision{Kind: office.DecisionTakeUp, Ruling: r, At: o.Now(), TakingUp: office.TakingUp{Snapshot: o.snapshot.Hash}}, nil
	})
}
