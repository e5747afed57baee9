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

// noteBackup notes beside a backup the head that it ends with and of which ledger
// it is, so that one that lost its end or is another's shows without being opened.
func noteBackup(to string, r record.Revision, first string) error {
	text := fmt.Sprintf("%12d %s %s\n", r.Number, r.Chain, first)
	fresh := to + headEnding + ".new"
	if err := os.WriteFile(fresh, []byte(text), 0o644); err != nil {
		return err
	}
	return put(fresh, to+headEnding)
}

// A NotedHead is what is noted beside a backup; the zero value where nothing is, or
// half a note.
type NotedHead struct {
	Number       int64
	Chain, First string // hashes in hexadecimal: of the revision, and of the ledger's first
}

// NoteOf reads what is noted beside a backup.
func NoteOf(backup string) (n NotedHead, err error) {
	text, err := os.ReadFile(backup + headEnding)
	if errors.Is(err, fs.ErrNotExist) {
		return n, nil
	}
	if err != nil {
		return n, err
	}
	if _, scan := fmt.Sscanf(string(text), "%d %s %s", &n.Number, &n.Chain, &n.First); scan != nil {
		return NotedHead{}, nil
	}
	return n, nil
}

// ForgetBackup removes a backup with what is noted beside it.
func ForgetBackup(path string) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	return removeNote(path)
}

func removeNote(backup string) error {
	if err := os.Remove(backup + headEnding); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// HoldsHead reports whether a revision that is noted elsewhere, as in a book that
// was published ("128-9f8e7d6c5b4a") or beside a backup, is one of the ledger's, or
// one that it left when a backup was restored.
func (l *Ledger) HoldsHead(ctx context.Context, number int64, chain string) (holds bool, err error) {
	err = l.view(ctx, "looking for a revision", func(t *tx) error {
		last, err := t.lastID("revision")
		if err != nil || number <= 0 {
			return err
		}
		if last >= number {
			same, err := t.revisionAt(number)
			if err != nil {
				return err
			}
			if holds = chain != "" && strings.HasPrefix(same.hash.String(), chain); holds {
				return nil
			}
		}
		holds, err = t.hasLeft(number)
		return err
	})
	return holds, err
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
