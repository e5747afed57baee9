package ledger

import (
	"context"
	"time"

	"tonghop/model/record"
)

// A configRow is a row of the table config.
type configRow struct {
	at   time.Time
	hash string
	text []byte
}

func (r *configRow) fields() []any { return []any{&r.at, &r.hash, &r.text} }
func (r *configRow) beside() []any { return nil }

func (r *configRow) config(id int64) record.Config {
	return record.Config{ID: id, At: r.at, Hash: r.hash, Text: r.text}
}

// SnapshotConfig keeps the configuration in use from an instant on, if it is
// another than the one kept last, and gives its ID. Hash identifies text.
func (l *Ledger) SnapshotConfig(ctx context.Context, at time.Time, hash string, text []byte) (id int64, err error) {
	err = l.update(ctx, "keeping the configuration", func(t *tx) error {
		if id = t.recording.head.counts[configs]; id > 0 {
			last, err := t.configs(id-1, id)
			if err != nil || last[0].Hash == hash {
				return err
			}
		}
		t.recording.changes = true
		t.recording.assert(at)
		id, err = t.put(configs, &configRow{at, hash, text}, "")
		return err
	})
	return id, err
}

// Configs gives every configuration that was kept, in the order of keeping.
func (l *Ledger) Configs(ctx context.Context) (all []record.Config, err error) {
	err = l.view(ctx, "reading the configurations", func(t *tx) error {
		head, err := t.headRow()
		if err == nil {
			all, err = t.configs(0, head.counts[configs])
		}
		return err
	})
	return all, err
}

// configs gives those from one id, itself not included, up to another.
func (t *tx) configs(from, to int64) (all []record.Config, err error) {
	err = stretch(t, configs, from, to, nil, func(id int64, r *configRow) error {
		all = append(all, r.config(id))
		return nil
	})
	return all, err
}
