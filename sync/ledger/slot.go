package ledger

import (
	"context"
	"time"
)

// Slots gives the slot that each of the daemon's jobs ran last, in UTC.
func (l *Ledger) Slots(ctx context.Context) (map[string]time.Time, error) {
	slots := map[string]time.Time{}
	err := l.view(ctx, "reading which slots have run", func(t *tx) error {
		return t.each("SELECT job, slot FROM slot", nil, func(scan func(...any) error) error {
			var job string
			var slot int64
			err := scan(&job, &slot)
			slots[job] = utc(slot)
			return err
		})
	})
	return slots, err
}

// SetSlot notes the slot that a job has run, in place of the one before. It is
// a note and no evidence.
func (l *Ledger) SetSlot(ctx context.Context, job string, slot time.Time) error {
	return l.update(ctx, "noting a slot", func(t *tx) error {
		return t.exec("INSERT INTO slot (job, slot) VALUES (?, ?) ON CONFLICT DO UPDATE SET slot = excluded.slot", job, micros(slot))
	})
}
