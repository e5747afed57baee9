package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tonghop/model/record"
)

// headEnding is what the file that notes a ledger's head is called after it. SQLite
// keeps the latest transactions in a log beside its file; without that log, as
// where only the file was copied, it opens an older state as though nothing were
// amiss. The note tells.
const headEnding = ".head"

func (l *Ledger) headPath() string {
	if l.Office == "" {
		return l.path + headEnding
	}
	return l.path + headEnding + "-" + hashOf([]byte(l.Office))[:16]
}

// noteHead notes the head after a commit. It is a note only: where it cannot be
// written, or a process ends before it is, it tells of an earlier head, which
// stands as well.
func noteHead(path string, r record.Revision) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return
	}
	defer f.Close()
	_, _ = f.WriteAt([]byte(fmt.Sprintf("%12d %s\n", r.Number, r.Chain)), 0)
}

// forgetHeads takes the notes away, for another ledger takes the place of the one
// that they are of.
func forgetHeads(path string) error {
	names, err := filepath.Glob(escapeGlob(path+headEnding) + "*")
	for _, name := range names {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// escapeGlob lets a path stand for itself in a pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`[`, `[[]`, `*`, `[*]`, `?`, `[?]`).Replace(path)
}

// notBehind refuses a ledger that lacks revisions which were recorded in it.
func (l *Ledger) notBehind(ctx context.Context, db *sql.DB) error {
	text, err := os.ReadFile(l.headPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var noted int64
	var chain string
	if _, scan := fmt.Sscanf(string(text), "%d %s", &noted, &chain); err != nil || scan != nil {
		return nil // half a note is none
	}
	return within(ctx, db, l.Office, &caches{}, func(t *tx) error {
		last, err := t.lastID("revision")
		if err != nil {
			return err
		}
		if last < noted {
			return &Error{Kind: Behind, Path: l.path, Err: fmt.Errorf("it has %d revisions, and %d were recorded: its log %s-wal is missing, or an older copy was put in its place", last, noted, l.path)}
		}
		if r, err := t.revisionAt(noted); err == nil && r.hash.String() != chain {
			return &Error{Kind: Behind, Path: l.path, Err: fmt.Errorf("its revision %d is not the one that was recorded here: another ledger was put in its place", noted)}
		}
		return nil // what is damaged is told where it is read
	})
}
