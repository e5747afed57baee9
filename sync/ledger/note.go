package ledger

import (
	"context"
	"time"
)

// Slots gives the slot that each of the daemon's jobs ran last, in UTC.
func (l *Ledger) Slots(ctx context.Context) (map[string]time.Time, error) {
	slots := map[string]time.Time{}
	err := l.view(ctx, "reading which slots have run", func(t *tx) error {
		return t.each("SELECT job, slot FROM slot WHERE office = ?", nil, func(scan func(...any) error) error {
			var job string
			var slot time.Time
			err := scan(field{&job}, field{&slot})
			slots[job] = slot
			return err
		})
	})
	return slots, err
}

// SetSlot notes the slot that a job has run, in place of the one before. It is
// a note and no evidence.
func (l *Ledger) SetSlot(ctx context.Context, job string, slot time.Time) error {
	return l.update(ctx, "noting a slot", func(t *tx) error {
		return t.exec("INSERT INTO slot (office, job, slot) VALUES (?, ?, ?) ON CONFLICT (office, job) DO UPDATE SET slot = excluded.slot",
			field{&job}, field{&slot})
	})
}

// Published gives the fingerprint of what was last written to an output, ""
// where nothing was.
func (l *Ledger) Published(ctx context.Context, target string) (fingerprint string, err error) {
	err = l.view(ctx, "reading what was published", func(t *tx) error {
		_, err := t.first("SELECT fingerprint FROM published WHERE office = ? AND target = ?", []any{field{&target}}, field{&fingerprint})
		return err
	})
	return fingerprint, err
}

// SetPublished notes what was written to an output, in place of what was
// noted before.
func (l *Ledger) SetPublished(ctx context.Context, target, fingerprint string, at time.Time) error {
	return l.update(ctx, "noting what was published", func(t *tx) error {
		return t.exec(`INSERT INTO published (office, target, fingerprint, at) VALUES (?, ?, ?, ?)
			ON CONFLICT (office, target) DO UPDATE SET fingerprint = excluded.fingerprint, at = excluded.at`, field{&target}, field{&fingerprint}, field{&at})
	})
}
