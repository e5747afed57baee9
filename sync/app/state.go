package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/sync/desk"
	"tonghop/sync/readings"
	"tonghop/sync/round"
)

// State gives what stands and the instant of which it tells: --now where it is
// given, else that of the last look.
func (o *Office) State(ctx context.Context) (*record.State, time.Time, error) {
	asOf, err := o.AsOf(ctx)
	if err != nil {
		return nil, asOf, err
	}
	s, err := o.Recorded().State(ctx, asOf)
	if err != nil {
		return nil, asOf, fmt.Errorf("reading the ledger: %w", err)
	}
	return s, asOf, nil
}

// Recorded is what is recorded as commands that answer from it see it. One that
// names no instant means the last look with everything that the office has
// decided and issued since: what was entered just now is in the report that is
// printed next.
func (o *Office) Recorded() round.Readings {
	if o.Frozen {
		return o.Readings
	}
	return all{o.Readings}
}

// all are Readings of everything that is recorded, whatever instant is asked for.
type all struct{ *readings.Readings }

func (r all) State(ctx context.Context, asOf time.Time) (*record.State, error) {
	return r.Head(ctx, asOf)
}

// AsOf is the instant that a command answers for: --now where it is given,
// else that of the last look. It is never later than now, whatever a clock that
// was ahead once said.
func (o *Office) AsOf(ctx context.Context) (time.Time, error) {
	if o.Frozen {
		return o.Now(), nil
	}
	last, err := o.Ledger.Last(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking the ledger for the last look: %w", err)
	}
	if len(last) == 0 {
		return time.Time{}, Failure(errors.New("nothing has been recorded yet"), "run tonghop sync first")
	}
	var t time.Time
	now := o.Now()
	for _, l := range last {
		if l.Answered.After(t) && !l.Answered.After(now) {
			t = l.Answered
		}
	}
	if t.IsZero() {
		t = now
	}
	return t, nil
}

// KeepConfig keeps the configuration in the record, which the looks that follow
// name. It tells whether another one was in use before.
func (o *Office) KeepConfig(ctx context.Context) (another bool, err error) {
	kept, err := o.Ledger.Configs(ctx)
	switch {
	case err != nil:
	case o.Pending != nil: // the last one goes on
		o.Round.Config = kept[len(kept)-1].ID
	default:
		another = len(kept) == 0 || kept[len(kept)-1].Hash != o.snapshot.Hash
		o.Round.Config, err = o.Ledger.SnapshotConfig(ctx, o.Now(), o.snapshot.Hash, o.snapshot.Text)
	}
	if err != nil {
		return false, fmt.Errorf("keeping the configuration in the ledger: %w", err)
	}
	return another, nil
}

// cache is where readings are kept beside the ledger. A trial keeps none; where
// there can be none everything is read anew.
func (o *Office) cache(ctx context.Context, n Need) *readings.Cache {
	if n == ToTry {
		return nil
	}
	c, err := readings.OpenCache(ctx, o.Config.Ledger+".readings")
	if err != nil {
		o.Log.Warn("readings are not kept, so that everything is read anew", "err", err)
		return nil
	}
	return c
}

// context is what governs the reading of a source.
func (o *Office) context(ref string) reading.Context { return round.Context(o.Programme, o.Words, ref) }

// Desk is where the office decides, on what standing gives.
func (o *Office) Desk(standing func(context.Context) (*record.State, time.Time, error)) *desk.Desk {
	k := &desk.Desk{Programme: o.Programme, Ledger: o.Ledger, Standing: standing, Lexicon: o.Words, Now: o.Now}
	if o.Readings != nil {
		k.Proposals = o.Readings.Proposals
	}
	return k
}
