package round

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"tonghop/model/calendar"
)

// fingerprint names everything that the published book depends on: what is
// recorded, what shapes the output, how far time has moved the standings, and
// which sources cannot be read. While it stays the same, recomputing would
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
	text := fmt.Sprintf("%s\n%d\n%s\n%s\n%s", r.Edition, head.Change,
		calendar.DayOf(res.AsOf.In(r.Programme.Location)), due.UTC().Format(time.RFC3339Nano), strings.Join(faults, "\n"))
	for _, row := range res.Typed {
		text += fmt.Sprintf("\n%q %s %q", row.Cells, row.Outcome, row.Args)
	}
	for _, a := range r.alarms(ctx) {
		text += fmt.Sprintf("\n%s %q", a.Key, a.Args)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:]), nil
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
