package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tonghop/model/record"
)

// Backup writes a copy of the ledger to a path, as one transaction sees it; the
// ledger may be in use meanwhile, by this process or another. The copy takes
// its name only once it was opened, verified and found whole, and is safe on
// the disk; until then whatever stood there stands. Only an older backup is
// replaced: anything else that stands there is an *Error of kind Taken.
func (l *Ledger) Backup(ctx context.Context, to string) (*Audit, error) {
	if err := mayReplace(l.path, to); err != nil {
		return nil, classify(to, err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return nil, classify(to, fmt.Errorf("making the backup's folder: %w", err))
	}
	fresh := to + ".new"
	audit, err := l.copyVerified(ctx, fresh)
	if err == nil {
		err = l.place(ctx, fresh, to)
	}
	if err != nil {
		return audit, classify(to, errors.Join(fmt.Errorf("backing up %s: %w", l.path, err), removeIfThere(fresh)))
	}
	return audit, nil
}

// place gives a verified copy its name, and notes its head beside it.
func (l *Ledger) place(ctx context.Context, fresh, to string) error {
	head, err := headOf(ctx, fresh, l.Office)
	if err != nil {
		return err
	}
	first, _, err := l.Identity(ctx)
	if err != nil {
		return err
	}
	if err := removeNote(to); err != nil { // of the older backup that stood here
		return err
	}
	if err := put(fresh, to); err != nil {
		return err
	}
	return noteBackup(to, head, first)
}

// copyVerified copies the ledger and opens the copy as whoever restores it
// would.
func (l *Ledger) copyVerified(ctx context.Context, fresh string) (*Audit, error) {
	if err := removeIfThere(fresh); err != nil { // which an interrupted backup left
		return nil, err
	}
	if _, err := l.read.ExecContext(ctx, "VACUUM INTO ?", fresh); err != nil {
		return nil, err
	}
	copied, err := openReader(ctx, fresh, l.Options)
	if err != nil {
		return nil, err
	}
	audit, err := copied.Verify(ctx)
	if err = errors.Join(err, copied.Close()); err != nil {
		return audit, err
	}
	if !audit.Sound() {
		return audit, ErrUnsound
	}
	return audit, nil
}

// Holds checks that a backup's last revision is one of the ledger's, and so that
// every row of the backup stands in the ledger as it stood there; or that the
// ledger left it when an older backup was restored. It changes nothing. Its
// error means that one of the two could not be read.
func (l *Ledger) Holds(ctx context.Context, backup string) (*Audit, error) {
	head, err := headOf(ctx, backup, l.Office)
	if err != nil {
		return nil, err
	}
	a := &Audit{}
	err = l.view(ctx, "comparing it with "+backup, func(t *tx) error {
		v := verifier{tx: t, audit: a}
		c := v.begin("backup")
		c.Count = int(head.Number)
		last, err := t.lastID("revision")
		if err != nil || head.Number == 0 {
			return err
		}
		if last >= head.Number {
			same, err := t.revisionAt(head.Number)
			if err != nil || same.hash == head.Chain {
				return err
			}
		}
		if left, err := t.hasLeft(head.Number); err != nil || left {
			return err
		}
		v.wrong(c, "its revision %d (%.12s) does not stand in the ledger, which has %d", head.Number, head.Chain, last)
		return nil
	})
	return a, err
}

// GoesOn refuses a copy of a ledger that does not go on where an earlier copy of it
// ended, as one that was forged or is of another record.
func GoesOn(ctx context.Context, copied, earlier, office string) error {
	l, err := openReader(ctx, copied, Options{Office: office})
	if err != nil {
		return err
	}
	audit, err := l.Holds(ctx, earlier)
	if err = errors.Join(err, l.Close()); err == nil && !audit.Sound() {
		err = classify(copied, fmt.Errorf("it does not go on from %s: %s", earlier, audit.Checks[0].Problems[0]))
	}
	return err
}

// hasLeft reports whether a backup was restored in the place of a record that
// had a revision.
func (t *tx) hasLeft(number int64) (bool, error) {
	var id int64
	return t.first("SELECT id FROM revision WHERE office = ? AND left_at >= ?", []any{number}, &id)
}

// headOf gives the head of a ledger that is not open.
func headOf(ctx context.Context, path, office string) (head record.Revision, err error) {
	db, err := connectToRead(ctx, path)
	if err != nil {
		return head, classify(path, fmt.Errorf("opening it for reading: %w", err))
	}
	defer func() { err = classify(path, errors.Join(err, db.Close())) }()
	if err := check(ctx, path, db); err != nil {
		return head, err
	}
	return readHead(ctx, db, office)
}

func readHead(ctx context.Context, db *sql.DB, office string) (head record.Revision, err error) {
	err = within(ctx, db, office, &caches{}, func(t *tx) error {
		head, err = t.Head(ctx)
		return err
	})
	return head, err
}

// put gives a file that is safe on the disk its name.
func put(fresh, to string) error {
	f, err := os.OpenFile(fresh, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(fresh, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// removeIfThere removes a database with what SQLite may have put beside it.
func removeIfThere(path string) error {
	for _, name := range []string{path, path + "-journal", path + "-wal", path + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
