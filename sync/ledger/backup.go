package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
		err = put(fresh, to)
	}
	if err != nil {
		return audit, classify(to, errors.Join(fmt.Errorf("backing up %s: %w", l.path, err), removeIfThere(fresh)))
	}
	return audit, nil
}

// ErrUnsound tells that a backup was not kept because its copy did not pass
// the audit: the ledger itself is to be looked at.
var ErrUnsound = errors.New("the copy did not pass the audit")

// copyVerified copies the ledger and opens the copy as whoever restores it
// would.
func (l *Ledger) copyVerified(ctx context.Context, fresh string) (*Audit, error) {
	if err := removeIfThere(fresh); err != nil { // which an interrupted backup left
		return nil, err
	}
	if _, err := l.read.ExecContext(ctx, "VACUUM INTO ?", fresh); err != nil {
		return nil, err
	}
	copied, err := openReader(ctx, fresh)
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
