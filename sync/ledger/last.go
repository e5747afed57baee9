package ledger

import (
	"context"
	"database/sql"
	"time"

	"tonghop/model/record"
)

// latestLooks bounds among how many looks the file's own time is sought, and
// followingLooks among how many of all sources one that was answered earlier.
const (
	latestLooks    = 16
	followingLooks = 5000
)

// Last gives what has to be known of each source before it is looked at again.
func (l *Ledger) Last(ctx context.Context) (map[string]record.Last, error) {
	all := map[string]record.Last{}
	err := l.view(ctx, "reading what was seen last", func(t *tx) error {
		refs, err := t.refs()
		if err != nil {
			return err
		}
		for id, ref := range refs {
			last, seen, err := t.lastLooks(id)
			if err != nil {
				return err
			}
			if last == nil {
				continue
			}
			one := record.Last{Asked: last.asked, Answered: last.answered, Fault: last.fault}
			if seen != nil {
				one.Content, one.Seen = seen.content, seen.asked
				one.Doubtful = seen.doubt != "" || seen.offset().Known && seen.offset().By.Abs() > record.MaxOffset
				if !one.Doubtful {
					one.Doubtful, err = t.overtaken(id, seen)
				}
				if err != nil {
					return err
				}
				if one.Modified = seen.modified; one.Modified.IsZero() {
					if err := t.modifiedOf(id, &one); err != nil {
						return err
					}
				}
			}
			all[ref] = one
		}
		return nil
	})
	return all, err
}

// overtaken tells that a look recorded after the one that last saw a source was in
// long before it: our clock was ahead when that source was seen, or has been set
// back since. Such a look proves nothing (record.MaxOffset).
func (t *tx) overtaken(source int64, seen *lookRow) (bool, error) {
	var id int64
	if found, err := t.first("SELECT id FROM look WHERE office = ? AND source = ? AND sees <> 0 ORDER BY id DESC LIMIT 1", []any{source}, &id); !found || err != nil {
		return false, err
	}
	var first sql.NullInt64
	_, err := t.first("SELECT MIN(MAX(asked, answered)) FROM look WHERE office = ? AND id > ? AND id <= ?", []any{id, id + followingLooks}, &first)
	ahead := max(seen.asked.UnixMicro(), seen.answered.UnixMicro()) - first.Int64
	return first.Valid && time.Duration(ahead)*time.Microsecond > record.MaxOffset, err
}

// modifiedOf finds what the file said last of its own change.
func (t *tx) modifiedOf(source int64, last *record.Last) error {
	var modified sql.NullInt64
	_, err := t.first(`SELECT modified FROM
		(SELECT id, modified FROM look WHERE office = ? AND source = ? AND sees <> 0 ORDER BY id DESC LIMIT ?)
		WHERE modified IS NOT NULL ORDER BY id DESC LIMIT 1`, []any{source, latestLooks}, &modified)
	if err == nil && modified.Valid {
		err = field{&last.Modified}.Scan(modified.Int64)
	}
	return err
}

// SeenAt gives of each source the last look that had seen its cells by a revision.
func (l *Ledger) SeenAt(ctx context.Context, revision int64) (map[string]record.Look, error) {
	all := map[string]record.Look{}
	err := l.view(ctx, "reading what had been seen", func(t *tx) error {
		at, err := t.revisionAt(revision)
		if err != nil {
			return err
		}
		refs, err := t.refs()
		if err != nil {
			return err
		}
		for source, ref := range refs {
			var id int64
			found, err := t.first("SELECT id FROM look WHERE office = ? AND source = ? AND sees <> 0 AND id <= ? ORDER BY id DESC LIMIT 1",
				[]any{source, at.counts[looks]}, &id)
			if err == nil && found {
				all[ref], err = t.look(id, refs)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// Look gives one look.
func (l *Ledger) Look(ctx context.Context, id int64) (look record.Look, err error) {
	err = l.view(ctx, "reading a look", func(t *tx) error {
		refs, err := t.refs()
		if err == nil {
			look, err = t.look(id, refs)
		}
		return err
	})
	return look, err
}

func (t *tx) look(id int64, refs map[int64]string) (record.Look, error) {
	r, err := t.lookRow(id)
	if err != nil {
		return record.Look{}, err
	}
	look := r.look(id, refs[r.source])
	if r.sees != 0 {
		book, err := t.bookSeen(id, r)
		if err != nil {
			return look, err
		}
		look.Book = &book.Book
	}
	return look, nil
}
