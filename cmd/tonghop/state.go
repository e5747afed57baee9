package main

import (
	"context"
	"fmt"
	"time"

	"tonghop/model/record"
	"tonghop/sync/ledger"
	"tonghop/sync/round"
)

// state gives what stands and the instant of which it tells: --now where it is
// given, else that of the last look.
func (o *workplace) state(ctx context.Context) (*record.State, time.Time, error) {
	asOf, err := o.asOf(ctx)
	if err != nil {
		return nil, asOf, err
	}
	s, err := o.recorded().State(ctx, asOf)
	if err != nil {
		return nil, asOf, fmt.Errorf("reading the ledger: %w", err)
	}
	return s, asOf, nil
}

// recorded is the ledger as commands that answer from it see it. One that names
// no instant means the last look with everything that the office has decided
// and issued since: what was entered just now is in the report that is printed
// next.
func (o *workplace) recorded() round.Ledger {
	if o.frozen {
		return o.ledger
	}
	return decidedSince{o.ledger}
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
