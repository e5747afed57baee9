package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// readers is how many reads may run side by side.
const readers = 4

// openWriter takes the lock, makes the ledger if there is none, and checks it.
func openWriter(ctx context.Context, path string, opts Options) (_ *Ledger, err error) {
	fail := func(doing string, err error) (*Ledger, error) {
		return nil, classify(path, fmt.Errorf("%s: %w", doing, err))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fail("making its folder", err)
	}
	held, err := acquire(path, opts.By)
	if err != nil {
		return fail("taking its lock", err)
	}
	l := &Ledger{path: path, Options: opts, lock: held}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.lock.release())
		}
	}()
	if err := createIfMissing(ctx, path); err != nil {
		return fail("making it", err)
	}
	if err := removeIfThere(restoring(path)); err != nil { // of a restore that was cut off before its last step
		return fail("clearing up", err)
	}
	// The file is checked by a connection that cannot change it.
	if l.read, err = connectToRead(ctx, path); err != nil {
		return fail("opening it", err)
	}
	if err = check(ctx, path, l.read); err == nil {
		err = l.notBehind(ctx, l.read)
	}
	if err == nil {
		l.write, err = connect(ctx, path, writing, 1)
	}
	if err != nil {
		return fail("opening it", errors.Join(err, l.read.Close()))
	}
	return l, nil
}

// openReader opens a ledger that must be there.
func openReader(ctx context.Context, path string, opts Options) (*Ledger, error) {
	fail := func(err error) (*Ledger, error) {
		return nil, classify(path, fmt.Errorf("opening it for reading: %w", err))
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Kind: Missing, Path: path, Err: err}
	}
	db, err := connectToRead(ctx, path)
	if err != nil {
		return fail(err)
	}
	l := &Ledger{path: path, Options: opts, read: db}
	if err = check(ctx, path, db); err == nil {
		err = l.notBehind(ctx, db)
	}
	if err != nil {
		return fail(errors.Join(err, db.Close()))
	}
	return l, nil
}

// openCopy opens a copy in a folder of its own.
func openCopy(ctx context.Context, path string, opts Options) (*Ledger, error) {
	scratch, err := os.MkdirTemp("", "tonghop-trial-")
	if err != nil {
		return nil, classify(path, fmt.Errorf("making room for a trial: %w", err))
	}
	copied := filepath.Join(scratch, "ledger.db")
	if err = copyTo(ctx, path, copied); err == nil {
		var l *Ledger
		if l, err = openWriter(ctx, copied, opts); err == nil {
			l.scratch = scratch
			return l, nil
		}
	}
	return nil, classify(path, fmt.Errorf("copying it for a trial: %w", errors.Join(err, os.RemoveAll(scratch))))
}

// copyTo copies a whole ledger as one transaction sees it, if there is one.
func copyTo(ctx context.Context, path, to string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db, err := connectToRead(ctx, path)
	if err != nil {
		return err
	}
	if err = check(ctx, path, db); err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	}
	return errors.Join(err, db.Close())
}

// createIfMissing makes an empty ledger under another name and puts it in
// place whole, so that an empty file at path is never the start of a ledger
// but what is left of one.
func createIfMissing(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(restoring(path)); err == nil {
		return &Error{Kind: Damaged, Path: path, Err: errors.New("the file is gone: a restore was cut off, and " + restoring(path) + " is still there")}
	}
	if hasLog(path) { // SQLite would carry the old log into a new file
		return &Error{Kind: Damaged, Path: path, Err: errors.New("the file is gone, and its log " + path + "-wal is still there")}
	}
	fresh := path + ".new"
	for _, leftover := range []string{fresh, fresh + "-wal", fresh + "-shm"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	db, err := connect(ctx, fresh, writing, 1)
	if err != nil {
		return err
	}
	if err := errors.Join(create(ctx, db), db.Close()); err != nil {
		return err
	}
	if err := forgetHeads(path); err != nil { // of a ledger that somebody took away
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// Pragmas belong to a connection, not to the file, so they stand in the DSN,
// where every connection of the pool gets them.
//
//   - journal_mode WAL: readers and the writer do not wait for each other.
//   - synchronous FULL: what was recorded lasts through a power cut. Under
//     NORMAL the last transactions could be undone by one, and with them the
//     proof that a report was there at 17:00.
//   - recursive_triggers: REPLACE, too, is refused by the triggers.
//   - busy_timeout, in milliseconds: how long to wait for a person's sqlite3
//     shell, a checkpoint, or another command that records a decision.
//   - cache_size: 16 MiB, in KiB.
//   - secure_delete: what is erased on request is overwritten in the file.
const (
	writing = "_txlock=immediate&_pragma=busy_timeout(20000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_pragma=cache_size(-16384)&_pragma=secure_delete(1)"
	reading = "mode=ro&_pragma=busy_timeout(5000)&_pragma=cache_size(-16384)"
	lying   = "mode=ro&immutable=1"
)

// connectToRead connects to a ledger without writing to it.
func connectToRead(ctx context.Context, path string) (*sql.DB, error) {
	if info, err := os.Stat(path); err == nil {
		if err := ofSize(path, info); err != nil {
			return nil, err
		}
	}
	db, err := connect(ctx, path, reading, readers)
	if err != nil && kindOf(err) == ReadOnly && !hasLog(path) {
		// SQLite cannot put its index beside a file in a folder that may not be
		// written. Nobody else can write there either, and no log is waiting,
		// so the file can be read as it lies.
		return connect(ctx, path, lying, readers)
	}
	return db, err
}

// shortest is how long the head of an SQLite file is.
const shortest = 100

// magic is what an SQLite file begins with.
const magic = "SQLite format 3\x00"

// ofSize refuses what SQLite would take for a new database, or ask in vain.
func ofSize(path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return &Error{Kind: Foreign, Path: path, Err: errors.New("it is a folder")}
	case info.Size() == 0:
		return &Error{Kind: Damaged, Path: path, Err: errors.New("the file is empty; a new ledger is made only where there is no file at all")}
	case info.Size() < shortest:
		return &Error{Kind: Damaged, Path: path, Err: fmt.Errorf("of the file %d bytes are left", info.Size())}
	case cutWithinPage(path, info.Size()) && !hasLog(path): // SQLite counts a last page that is there in part
		return &Error{Kind: Damaged, Path: path, Err: errors.New("its last page is cut off")}
	}
	return nil
}

// cutWithinPage reports whether a file of SQLite's ends within a page. What
// cannot be read as one is for SQLite to refuse.
func cutWithinPage(path string, size int64) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [18]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || !strings.HasPrefix(string(head[:]), magic) {
		return false
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 { // stands for what does not fit
		page = 1 << 16
	}
	return page > 0 && size%page != 0
}

func connect(ctx context.Context, path, params string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, params))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	// A ping opens the connection, and only a query reads the file.
	if _, err := db.ExecContext(ctx, "SELECT count(*) FROM sqlite_schema"); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// dsn makes a URI of a path on any system: file:///C:/... on Windows.
func dsn(path, params string) string {
	p := filepath.ToSlash(path)
	if filepath.IsAbs(path) && !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return "file:" + (&url.URL{Path: p}).EscapedPath() + "?" + params
}

// hasLog reports whether transactions wait beside the file that were not yet
// carried into it.
func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}
