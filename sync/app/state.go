package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/record"
	"tonghop/sync/desk"
	"tonghop/sync/ledger"
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

// Recorded is the ledger as commands that answer from it see it. One that names
// no instant means the last look with everything that the office has decided
// and issued since: what was entered just now is in the report that is printed
// next.
func (o *Office) Recorded() round.Ledger {
	if o.Frozen {
		return o.Ledger
	}
	return decidedSince{o.Ledger}
}

type decidedSince struct{ *ledger.Ledger }

func (l decidedSince) State(ctx context.Context, asOf time.Time) (*record.State, error) {
	s, err := l.Ledger.State(ctx, asOf)
	if err != nil {
		return nil, err
	}
	if s.Decisions, err = l.Decisions(ctx); err != nil {
		return nil, err
	}
	s.Issued, err = l.Register(ctx)
	return s, err
}

// AsOf is the instant that a command answers for: --now where it is given,
// else that of the last look.
func (o *Office) AsOf(ctx context.Context) (time.Time, error) {
	if o.Frozen {
		return o.Now(), nil
	}
	last, err := o.Ledger.Last(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking the ledger for the last look: %w", err)
	}
	var t time.Time
	for _, l := range last {
		if l.Answered.After(t) {
			t = l.Answered
		}
	}
	if t.IsZero() {
		return t, Failure(errors.New("nothing has been recorded yet"), "run tonghop sync first")
	}
	return t, nil
}

// Desk is where the office decides, on what standing gives.
func (o *Office) Desk(standing func(context.Context) (*record.State, time.Time, error)) *desk.Desk {
	return &desk.Desk{Programme: o.Programme, Ledger: o.Ledger, Standing: standing, Proposals: o.Proposals, Words: o.Words, Now: o.Now}
}
