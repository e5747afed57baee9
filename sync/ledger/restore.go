package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/record"
)

// Restore puts a copy of a backup in the ledger's place and gives the name
// under which the present ledger, however damaged, was put aside with its log.
// The copy is made and verified first; where that fails the ledger stands as it
// stood. A revision of the copy names the head that was left, so that no report
// which rests on it is taken for a forgery.
//
// It holds the ledger's lock, and nothing is recorded beside it meanwhile. Cut
// off at its last step it leaves no ledger at the path, and Open then refuses to
// make a new one (createIfMissing): Restore once more.
func Restore(ctx context.Context, path, backup string, now time.Time, by string) (aside string, audit *Audit, err error) {
	if same(path, backup) {
		return "", nil, fmt.Errorf("ledger %s: it is the backup itself", path)
	}
	held, err := acquire(path, by)
	if err != nil {
		return "", nil, classify(path, fmt.Errorf("taking its lock: %w", err))
	}
	defer func() { err = errors.Join(err, held.release()) }()
	fresh := restoring(path)
	if audit, err = copyBack(ctx, backup, fresh, leftBehind(ctx, path, by), now); err != nil {
		return "", audit, classify(backup, errors.Join(fmt.Errorf("copying it back: %w", err), removeIfThere(fresh)))
	}
	if aside, err = putAside(path, now); err == nil {
		err = put(fresh, path)
	}
	if _, gone := os.Lstat(path); gone == nil { // else the copy is what tells that a ledger was there
		err = errors.Join(err, removeIfThere(fresh))
	}
	if err != nil {
		return aside, audit, classify(path, fmt.Errorf("putting the copy in its place: %w", err))
	}
	return aside, audit, nil
}

// restoring is where a copy stands before it takes the ledger's place.
func restoring(path string) string { return path + ".restoring" }

// same reports whether two paths are of one file.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// leftBehind tells what the head of an office's record is, as far as it can be
// read.
func leftBehind(ctx context.Context, path, by string) func(office string) record.Left {
	return func(office string) record.Left {
		left := record.Left{By: by}
		if head, err := headOf(ctx, path, office); err == nil {
			left.Number, left.Chain = head.Number, head.Chain
		}
		if left.By == "" {
			left.By = "restore"
		}
		return left
	}
}

// offices lists those of which something is recorded.
func offices(ctx context.Context, db *sql.DB) (names []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT DISTINCT office FROM revision ORDER BY office")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(field{&name}); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// copyBack copies a backup, lets it say what it takes the place of, and opens the
// copy as the next command would.
func copyBack(ctx context.Context, backup, fresh string, left func(office string) record.Left, now time.Time) (*Audit, error) {
	if _, err := os.Stat(backup); errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Kind: Missing, Path: backup, Err: err}
	}
	if err := removeIfThere(fresh); err != nil { // which an interrupted restore left
		return nil, err
	}
	if err := copyTo(ctx, backup, fresh); err != nil {
		return nil, err
	}
	l, err := openReader(ctx, fresh, Options{})
	if err != nil {
		return nil, err
	}
	audit, err := l.Verify(ctx)
	if err = errors.Join(err, l.Close()); err == nil && !audit.Sound() {
		err = ErrUnsound
	}
	if err == nil {
		err = leave(ctx, fresh, left, now)
	}
	return audit, err
}

// leave appends the revision that tells what a restored record took the place
// of, for each office in it.
func leave(ctx context.Context, path string, left func(office string) record.Left, now time.Time) error {
	db, err := connect(ctx, path, writing, 1)
	if err != nil {
		return err
	}
	names, err := offices(ctx, db)
	for i := 0; i < len(names) && err == nil; i++ {
		err = within(ctx, db, names[i], &caches{}, func(t *tx) error {
			if err := t.begin(); err != nil {
				return err
			}
			t.recording.changes = true
			return t.insertRevision(&revisionRow{asserted: now, recorded: time.Now(), left: left(t.office)})
		})
	}
	if err == nil {
		_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return errors.Join(err, db.Close())
}

// putAside gives the ledger another name, if there is one, and its log with
// it: a log that stayed would be carried into whatever took the ledger's place.
// The ledger goes first, so that what is cut off here is seen to be.
func putAside(path string, now time.Time) (aside string, err error) {
	name := free(path, now)
	for _, part := range []string{"", "-wal", "-shm"} {
		if _, err := os.Lstat(path + part); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.Rename(path+part, name+part); err != nil {
			return aside, err
		}
		aside = name
	}
	if err := forgetHeads(path); err != nil {
		return aside, err
	}
	return aside, syncFolder(filepath.Dir(path))
}

// free is a name for what is put aside, by the second and, where that is taken,
// a number.
func free(path string, now time.Time) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext) + ".aside-" + now.Format("2006-01-02T150405")
	taken := func(name string) bool {
		return slices.ContainsFunc([]string{"", "-wal", "-shm"}, func(part string) bool {
			_, err := os.Lstat(name + part)
			return err == nil
		})
	}
	name := stem + ext
	for n := 2; taken(name); n++ {
		name = stem + "-" + strconv.Itoa(n) + ext
	}
	return name
}
