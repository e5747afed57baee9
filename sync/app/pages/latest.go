package pages

import (
	"context"
	"fmt"
	"sync"
	"time"

	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/round"
)

// latestReport recomputes the report for the page when something new was
// recorded or a minute has passed, not at every click.
type latestReport struct {
	office *app.Office

	mu     sync.Mutex
	report *report.Report
	made   *record.State // what the report was made from
	change int64
}

// get gives the report, and state what it was made from.
func (l *latestReport) get(ctx context.Context) (*report.Report, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.renew(ctx)
	return l.report, err
}

func (l *latestReport) state(ctx context.Context) (*record.State, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.renew(ctx)
	return l.made, err
}

// standing is state with its instant, for the desk.
func (l *latestReport) standing(ctx context.Context) (*record.State, time.Time, error) {
	s, err := l.state(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	return s, s.AsOf, nil
}

func (l *latestReport) renew(ctx context.Context) error {
	head, err := l.office.Ledger.Head(ctx)
	if err != nil {
		return fmt.Errorf("asking the ledger for its revision: %w", err)
	}
	now := l.office.Now()
	if l.report != nil && head.Change == l.change && now.Sub(l.report.AsOf) < time.Minute {
		return nil
	}
	kept := &stateKeeper{Readings: l.office.Readings}
	r, err := (&round.Round{Programme: l.office.Programme, Readings: kept}).Report(ctx, now)
	if err != nil {
		return err
	}
	l.report, l.made, l.change = r, kept.last, head.Change
	return nil
}

// A stateKeeper remembers the last state that a ledger gave.
type stateKeeper struct {
	round.Readings
	last *record.State
}

func (k *stateKeeper) State(ctx context.Context, asOf time.Time) (s *record.State, err error) {
	s, err = k.Readings.State(ctx, asOf)
	k.last = s
	return s, err
}
