package round

import (
	"context"
	"fmt"
	"time"

	"tonghop/model"
)

// Unproven lists the sources of the units that no look has yet proved to have
// reported the day: those that are worth a look around its due instant.
func (r *Round) Unproven(ctx context.Context, day model.Day) ([]string, error) {
	now := r.Now()
	state, err := r.Ledger.State(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	open := map[string]bool{}
	for _, st := range model.Judge(r.Programme, state, day, day, now) {
		if st.Status == model.OnTime || st.Status == model.Excused {
			continue
		}
		if u, ok := r.Programme.Unit(st.Unit); ok {
			src, _ := u.SourceOn(day)
			open[src.Ref] = true
		}
	}
	var refs []string
	for _, ref := range r.Programme.Sources() {
		if open[ref] {
			refs = append(refs, ref)
		}
	}
	return refs, nil
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
