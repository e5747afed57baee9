package round

import (
	"context"
	"fmt"
	"time"

	"tonghop/model/record"
)

// A Gate knows without a look which sources have not changed. It is asked once
// a round, before the looks.
type Gate interface {
	// Knows reports whether the gate can tell anything of a source.
	Knows(source string) bool
	// Unchanged takes note of the sources, and tells which of those in last,
	// each with what was seen of it last, have certainly not changed since.
	Unchanged(ctx context.Context, sources []string, last map[string]record.Last) (map[string]bool, error)
}

// readAtLeast is how often a source is read whatever the gate says, so that no
// error of a gate lives longer.
const readAtLeast = 24 * time.Hour

// A scope says which sources a round looks at.
type scope uint8

const (
	changed  scope = iota // those that the gate does not excuse
	everyOne              // all; the gate only takes note
	named                 // those that the caller named, without a gate
)

// choose gives the sources to look at, and counts those that are skipped. A
// gate that fails excuses nobody.
func (r *Round) choose(ctx context.Context, s scope, sources []string, last map[string]record.Last, res *Result) ([]string, error) {
	if len(sources) == 0 {
		return nil, nil
	}
	var may map[string]record.Last
	if s == changed {
		var err error
		if may, err = r.maySkip(ctx, sources, last, res.Started); err != nil {
			return nil, err
		}
	}
	unchanged, err := r.Gate.Unchanged(ctx, sources, may)
	if err != nil {
		if ctx.Err() == nil {
			r.Log.Warn("it is not known which sources have changed, so all are read", "err", err)
		}
		return sources, nil
	}
	var out []string
	for _, ref := range sources {
		if _, ok := may[ref]; ok && unchanged[ref] {
			res.Skipped++
			continue
		}
		out = append(out, ref)
	}
	return out, nil
}

// maySkip gives the sources of which a look would tell nothing but whether
// they have changed. Not among them: one that could not be read, or not so that
// it proves anything, that was not read for long (or, by a clock that was wrong, is yet to be read), or by which a
// unit's absence at the last due instant is yet to be proved.
func (r *Round) maySkip(ctx context.Context, sources []string, last map[string]record.Last, now time.Time) (map[string]record.Last, error) {
	day, due := r.lastDue(now)
	may := map[string]record.Last{}
	before := false
	for _, ref := range sources {
		l := last[ref]
		age := now.Sub(l.Seen)
		if l.Content == "" || l.Fault != "" || l.Doubtful || age < 0 || age >= readAtLeast {
			continue
		}
		may[ref] = l
		before = before || l.Seen.Before(due)
	}
	if !before {
		return may, nil
	}
	open, err := r.Unproven(ctx, day)
	if err != nil {
		return nil, fmt.Errorf("finding who has not reported: %w", err)
	}
	for _, ref := range open {
		if may[ref].Seen.Before(due) {
			delete(may, ref)
		}
	}
	return may, nil
}
