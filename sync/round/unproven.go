package round

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Unproven lists the sources of the units that no look has yet proved to have
// reported the day: those that are worth a look around its due instant.
func (r *Round) Unproven(ctx context.Context, day calendar.Day) ([]string, error) {
	if r.rereading() {
		return r.Programme.Sources(), nil // it is not known of any
	}
	now := r.Now()
	state, err := r.Readings.State(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	open := map[string]bool{}
	for _, st := range judge.Days(r.Programme, state, day, day, now) {
		if u, ok := r.Programme.Unit(st.Unit); ok && unproven(&st) {
			src, _ := u.SourceOn(day)
			open[src.Ref] = true
		}
	}
	return r.among(open), nil
}

// UnprovenBy lists the sources of the units that no look has yet proved to have
// reported a month, a quarter or another longer period that falls due at an
// instant. Where the office itself marks written reports as received no look
// tells.
func (r *Round) UnprovenBy(ctx context.Context, due time.Time) ([]string, error) {
	if r.rereading() {
		return r.Programme.Sources(), nil // it is not known of any
	}
	now := r.Now()
	state, err := r.Readings.State(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	p := record.Following(r.Programme, state.Issued)
	open := map[string]bool{}
	for _, period := range p.Falling(due.Add(-time.Nanosecond), due) {
		for _, st := range judge.Periods(p, state, period.Kind, period.First, period.Last, now) {
			u, ok := p.Unit(st.Unit)
			if !ok || st.Period != period || !unproven(&st) || p.AwaitsReceipt(u, period.Kind) {
				continue
			}
			for _, src := range u.SourcesIn(period) {
				open[src.Ref] = true
			}
		}
	}
	return r.among(open), nil
}

func unproven(st *office.Standing) bool {
	return st.Status != office.OnTime && st.Status != office.Excused
}

// among lists the programme's sources that are in a set.
func (r *Round) among(set map[string]bool) []string {
	return slices.DeleteFunc(r.Programme.Sources(), func(ref string) bool { return !set[ref] })
}

// Lead is how long before a due instant a look at n sources has to begin so
// that it ends in time: the pace allows so many reads a minute, and a minute
// is left over for slow answers.
func Lead(n, readsPerMinute int) time.Duration {
	if readsPerMinute <= 0 {
		return time.Minute
	}
	return time.Duration(n)*time.Minute/time.Duration(readsPerMinute) + time.Minute
}
