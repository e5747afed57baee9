package ledger

import (
	"context"
	"errors"
	"fmt"

	"tonghop/model/office"
	"tonghop/sync/ledger/pack"
)

// An Erasure is what an erasure took away.
type Erasure struct {
	office.Decision
	// Tabs counts what was taken away now, and not before.
	Tabs int
}

// ErrNothingToErase tells that there is no such source or tab, or that it was
// erased before.
var ErrNothingToErase = errors.New("there is nothing to erase")

// Erase takes the text of a source away, or that of its tabs of one title, by a
// decision that names them: whatever their looks saw. Their hashes stay, so
// that the chain goes on holding, and what was seen and when stays known. Backups
// that were made before have the text still.
func (l *Ledger) Erase(ctx context.Context, d office.Decision) (e Erasure, err error) {
	d.Kind = office.DecisionErase
	err = l.update(ctx, "erasing a text", func(t *tx) error {
		tabs, err := t.erasable(&d)
		if err != nil {
			return err
		}
		if len(tabs) == 0 {
			return fmt.Errorf("%s %s: %w", d.Source, d.Tab, ErrNothingToErase)
		}
		if d.ID, err = t.decide(&d); err != nil {
			return err
		}
		e = Erasure{d, len(tabs)}
		return t.eraseAll(tabs, d.ID)
	})
	if err != nil {
		return Erasure{}, err
	}
	l.caches.forget()
	// The log has what was there as well.
	_, err = l.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return e, l.fail("clearing its log", err)
}

// erasable gives the tabs that a decision names and that are not erased yet.
func (t *tx) erasable(d *office.Decision) (ids []int64, err error) {
	err = t.each(`SELECT x.id FROM tab x JOIN source s ON s.office = x.office AND s.id = x.source
		WHERE x.office = ? AND s.ref = ? AND (? = '' OR x.title = ?3) AND x.gone = 0`, []any{field{&d.Source}, field{&d.Tab}}, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// eraseAll takes tabs away. Those that rest on them are made whole first.
func (t *tx) eraseAll(tabs []int64, decision int64) error {
	gone := map[int64]bool{}
	for _, id := range tabs {
		gone[id] = true
	}
	for _, id := range tabs {
		if err := t.makeWhole(id, gone); err != nil {
			return err
		}
	}
	for _, id := range tabs {
		if err := t.exec("UPDATE tab SET packed = NULL, base = 0, depth = 0, gone = ?3 WHERE office = ?1 AND id = ?2", id, decision); err != nil {
			return err
		}
	}
	return nil
}

// makeWhole lets the tabs that rest on one stand by themselves, but for those
// that go too.
func (t *tx) makeWhole(base int64, gone map[int64]bool) error {
	var on []int64
	err := t.each("SELECT id FROM tab WHERE office = ? AND base = ?", []any{base}, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		on = append(on, id)
		return err
	})
	for _, id := range on {
		if err != nil || gone[id] {
			continue
		}
		var c canon
		if c, err = t.unpack(id); err == nil {
			var packed []byte
			if packed, err = pack.Compress(c.Bytes()); err == nil {
				err = t.exec("UPDATE tab SET packed = ?3, base = 0, depth = 0 WHERE office = ?1 AND id = ?2", id, packed)
			}
		}
	}
	return err
}
