package round

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
)

// fingerprint names everything that the published book depends on: what is
// recorded, what shapes the output, how far time has moved the standings, which
// sources were seen since, and which cannot be read. While it stays the same, recomputing would
// give the same book.
func (r *Round) fingerprint(ctx context.Context, res *Result) (string, error) {
	head, err := r.Ledger.Head(ctx)
	if err != nil {
		return "", fmt.Errorf("asking the ledger for its revision: %w", err)
	}
	var faults []string
	for _, ref := range r.Programme.Sources() {
		if code := res.faults[ref]; code != "" {
			faults = append(faults, ref+"="+string(code))
		}
	}
	_, due := r.lastDue(res.AsOf)
	proving, err := r.proving(ctx, due)
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n%s\n%s\n%s", r.Edition, head.Change,
		calendar.DayOf(res.AsOf.In(r.Programme.Location)), due.UTC().Format(time.RFC3339Nano), strings.Join(faults, "\n"), strings.Join(proving, "\n"))
	for _, row := range res.Typed {
		text += fmt.Sprintf("\n%q %s %q", row.Cells, row.Outcome, row.Args)
	}
	for _, a := range r.alarms(ctx) {
		text += fmt.Sprintf("\n%s %q", a.Key, a.Args)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:]), nil
}

// proving lists the sources of which the last look that saw them proves what was
// not there at an instant. Such a look says nothing new where the one before it
// saw the same and proved nothing, and yet it settles a unit's standing.
func (r *Round) proving(ctx context.Context, due time.Time) ([]string, error) {
	last, err := r.Ledger.Last(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking the ledger for the last looks: %w", err)
	}
	return slices.DeleteFunc(r.Programme.Sources(), func(ref string) bool {
		l := last[ref]
		return l.Content == "" || l.Doubtful || l.Seen.Before(due)
	}), nil
}

// lastDue is the last day whose daily report was due at or before t, and that
// instant. Standings move only when it does, or when something new is
// recorded.
func (r *Round) lastDue(t time.Time) (calendar.Day, time.Time) {
	for d := calendar.DayOf(t.In(r.Programme.Location)); d >= r.Programme.Starts; d-- {
		if due := r.Programme.Due(calendar.DayPeriod(d)); r.Programme.Calendar.Working(d) && !due.After(t) {
			return d, due
		}
	}
	return 0, time.Time{}
}
