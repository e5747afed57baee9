package pages

import (
	"context"
	"fmt"
	"sync"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
)

// latestReport recomputes the report for the page when something new was
// recorded or a minute has passed, not at every click.
type latestReport struct {
	office *app.Office

	mu     sync.Mutex
	report *report.Report
	made   *record.State // what the report was made from
	change int64
	// others are the reports of other months, by the period's key.
	others   map[string]*report.Report
	compiler report.Compiler
}

// othersKept is how many months beside the one in front are at hand.
const othersKept = 24

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

// standing is state with its instant, for the desk. Nobody decides on what the
// reader before read: while it still stands on the page, the desk waits.
func (l *latestReport) standing(ctx context.Context) (s *record.State, asOf time.Time, err error) {
	if l.office.Readings.Rereading() {
		s, err = l.office.Readings.State(ctx, l.office.Now())
	} else {
		s, err = l.state(ctx)
	}
	if err != nil {
		return nil, time.Time{}, err
	}
	return s, s.AsOf, nil
}

// of gives the report of another month, as of the latest one's instant.
func (l *latestReport) of(ctx context.Context, month calendar.Period) (*report.Report, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.renew(ctx); err != nil {
		return nil, err
	}
	if r, ok := l.others[month.Key()]; ok {
		return r, nil
	}
	r := l.compiler.Compile(record.Following(l.office.Programme, l.made.Issued), l.made, month, l.report.AsOf)
	if len(l.others) >= othersKept {
		clear(l.others)
	}
	l.others[month.Key()] = r
	return r, nil
}

// kept has the page show what stood last, while a new reader reads everything anew:
// that is whole, and of one reader. It reports false where there is no need, or
// nothing to show.
func (l *latestReport) kept(ctx context.Context) (bool, error) {
	if !l.office.Readings.Rereading() {
		return false, nil
	}
	state, err := l.office.Readings.Kept(ctx)
	if err != nil || state == nil {
		return false, err
	}
	if l.made != state {
		l.report = l.compiler.Front(record.Following(l.office.Programme, state.Issued), state, state.AsOf)
		l.made, l.change, l.others = state, -1, map[string]*report.Report{}
	}
	return true, nil
}

func (l *latestReport) renew(ctx context.Context) error {
	head, err := l.office.Ledger.Head(ctx)
	if err != nil {
		return fmt.Errorf("asking the ledger for its revision: %w", err)
	}
	now := l.office.Now()
	if kept, err := l.kept(ctx); kept || err != nil {
		return err
	}
	if l.report != nil && head.Change == l.change && now.Sub(l.report.AsOf) < time.Minute {
		return nil
	}
	state, err := l.office.Readings.State(ctx, now)
	if err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	l.report = l.compiler.Front(record.Following(l.office.Programme, state.Issued), state, now)
	l.made, l.change, l.others = state, head.Change, map[string]*report.Report{}
	return nil
}
