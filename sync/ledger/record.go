package ledger

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// latestLooks bounds among how many readable looks the file's own time is
// sought.
const latestLooks = 16

const selectLast = `SELECT s.ref, l.asked, l.answered, coalesce(l.fault, ''), r.asked, c.content, c.reader,
	(SELECT modified FROM look WHERE id IN
		(SELECT id FROM look WHERE source = s.id AND sight IS NOT NULL ORDER BY answered DESC, id DESC LIMIT ?)
		AND modified IS NOT NULL ORDER BY answered DESC, id DESC LIMIT 1)
	FROM source s
	JOIN look l ON l.id = (SELECT id FROM look WHERE source = s.id ORDER BY answered DESC, id DESC LIMIT 1)
	LEFT JOIN look r ON r.id =
		(SELECT id FROM look WHERE source = s.id AND sight IS NOT NULL ORDER BY answered DESC, id DESC LIMIT 1)
	LEFT JOIN sight c ON c.id = r.sight`

// Last gives what has to be known of each source before it is looked at again.
func (l *Ledger) Last(ctx context.Context) (map[string]record.LastLook, error) {
	last := map[string]record.LastLook{}
	err := l.view(ctx, "reading what was seen last", func(t *tx) error {
		if l.memory.holdsAny() {
			known, err := l.memory.recall(t)
			if err == nil {
				return t.lastOf(known, last)
			}
			if !errors.Is(err, errUnreadable) {
				return err
			}
		}
		return t.each(selectLast, []any{latestLooks}, func(scan func(...any) error) error {
			var ref, fault string
			var asked, answered int64
			var content, reader sql.NullString
			var read, modified sql.NullInt64
			err := scan(&ref, &asked, &answered, &fault, &read, &content, &reader, &modified)
			last[ref] = record.LastLook{
				Content: content.String, Reader: reader.String, Asked: utc(asked), Answered: utc(answered),
				Fault: office.FaultCode(fault), Read: instant(read), Modified: instant(modified),
			}
			return err
		})
	})
	return last, err
}

// lastOf tells of each source what is remembered of its latest looks, and reads
// only what the last readable one saw.
func (t *tx) lastOf(known recollection, last map[string]record.LastLook) error {
	for _, a := range known.accounts {
		last[a.ref] = a.lastLook()
	}
	return t.contentAt(never, func(ref string, content, reader string) {
		if l, ok := last[ref]; ok {
			l.Content, l.Reader = content, reader
			last[ref] = l
		}
	})
}

// lastLook is what the looks at a source come to, without what they saw.
func (a *account) lastLook() record.LastLook {
	latest := a.seen[len(a.seen)-1]
	l := record.LastLook{Asked: latest.Asked, Answered: latest.Answered}
	if latest.Fault != nil {
		l.Fault = latest.Fault.Code
	}
	readable := 0
	for i := len(a.seen) - 1; i >= 0 && readable < latestLooks && l.Modified.IsZero(); i-- {
		if a.seen[i].Fault != nil {
			continue
		}
		if readable++; readable == 1 {
			l.Read = a.seen[i].Asked
		}
		l.Modified = a.seen[i].Modified
	}
	return l
}

// Revision is a number that moves whenever something new was recorded: a look
// that saw anything but what the one before it saw, a decision, another
// configuration, an issued report. An unchanged look does not move it.
func (l *Ledger) Revision(ctx context.Context) (n int64, err error) {
	err = l.view(ctx, "reading its revision", func(t *tx) error {
		_, err := t.first("SELECT coalesce(max(id), 0) FROM revision", nil, &n)
		return err
	})
	return n, err
}

// revise moves the revision.
func (t *tx) revise(what string, ref int64) error {
	return t.exec("INSERT INTO revision (what, ref) VALUES (?, ?)", what, ref)
}

// SnapshotConfig keeps the configuration in use from an instant on, if it is
// another than the one kept last. Hash identifies text.
func (l *Ledger) SnapshotConfig(ctx context.Context, at time.Time, hash string, text []byte) error {
	return l.update(ctx, "keeping the configuration", func(t *tx) error {
		var last string
		if _, err := t.first("SELECT hash FROM config ORDER BY id DESC LIMIT 1", nil, &last); err != nil || last == hash {
			return err
		}
		id, err := t.insert("INSERT INTO config (at, hash, text) VALUES (?, ?, ?)", micros(at), hash, nonNil(text))
		if err != nil {
			return err
		}
		return t.revise("config", id)
	})
}

// Config gives the configuration that was in use at an instant; nil where
// none had been kept by then.
func (l *Ledger) Config(ctx context.Context, at time.Time) (text []byte, err error) {
	err = l.view(ctx, "reading a configuration", func(t *tx) error {
		_, err := t.first("SELECT text FROM config WHERE at <= ? ORDER BY at DESC, id DESC LIMIT 1", []any{micros(at)}, &text)
		return err
	})
	return text, err
}

// A KeptConfig is a configuration with the instant from which it was in use.
type KeptConfig struct {
	At   time.Time
	Text []byte
}

// Configs gives every configuration that was kept, in the order of keeping.
func (l *Ledger) Configs(ctx context.Context) (all []KeptConfig, err error) {
	err = l.view(ctx, "reading the configurations", func(t *tx) error {
		return t.each("SELECT at, text FROM config ORDER BY id", nil, func(scan func(...any) error) error {
			var c KeptConfig
			var at int64
			err := scan(&at, &c.Text)
			c.At = utc(at)
			all = append(all, c)
			return err
		})
	})
	return all, err
}

// Published gives the fingerprint of what was last written to an output, ""
// where nothing was.
func (l *Ledger) Published(ctx context.Context, target string) (fingerprint string, err error) {
	err = l.view(ctx, "reading what was published", func(t *tx) error {
		_, err := t.first("SELECT fingerprint FROM published WHERE target = ?", []any{target}, &fingerprint)
		return err
	})
	return fingerprint, err
}

// SetPublished notes what was written to an output, in place of what was
// noted before.
func (l *Ledger) SetPublished(ctx context.Context, target, fingerprint string, at time.Time) error {
	return l.update(ctx, "noting what was published", func(t *tx) error {
		return t.exec(`INSERT INTO published (target, fingerprint, at) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, at = excluded.at`, target, fingerprint, micros(at))
	})
}

// nonNil lets an empty blob be stored as one and not as NULL.
func nonNil(b []byte) []byte { return append([]byte{}, b...) }
