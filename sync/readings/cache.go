package readings

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"tonghop/model/reading"
	"tonghop/model/record"
)

// A Cache keeps in a file of its own what was read once, so that it need not be
// read again. The file holds nothing that the record does not: it may be deleted
// at any time, and one that is damaged is. Each row bears a digest; a row that
// does not fit it is as though it were not there.
type Cache struct {
	path string
	db   *sql.DB
}

// A key names what one look changed: by all that its source showed up to that
// look, and by what governs its reading.
type key [16]byte

// edition is that of the rows: it changes with the form of what they keep.
const edition = 7

// OpenCache opens the cache at a path, which it makes if there is none or if the
// one that is there cannot be used.
func OpenCache(ctx context.Context, path string) (*Cache, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of the cache of readings: %w", err)
	}
	c, err := openCache(ctx, path)
	if err == nil {
		return c, nil
	}
	for _, name := range []string{path, path + "-wal", path + "-shm", path + "-journal"} {
		if gone := os.Remove(name); gone != nil && !errors.Is(gone, os.ErrNotExist) {
			return nil, fmt.Errorf("opening the cache of readings: %w", errors.Join(err, gone))
		}
	}
	if c, err = openCache(ctx, path); err != nil {
		return nil, fmt.Errorf("opening the cache of readings: %w", err)
	}
	return c, nil
}

func openCache(ctx context.Context, path string) (*Cache, error) {
	name := url.URL{Scheme: "file", Opaque: filepath.ToSlash((&url.URL{Path: path}).EscapedPath()),
		RawQuery: "_pragma=busy_timeout(2000)&_pragma=journal_mode(wal)&_pragma=synchronous(off)&_txlock=immediate"}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	c := &Cache{path, db}
	var kept int
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&kept)
	if err == nil && kept != edition {
		_, err = db.ExecContext(ctx, fmt.Sprintf(`DROP TABLE IF EXISTS step;
			DROP TABLE IF EXISTS asked;
			DROP TABLE IF EXISTS whole;
			DROP TABLE IF EXISTS reread;
			CREATE TABLE reread (id INTEGER PRIMARY KEY, reread TEXT NOT NULL);
			CREATE TABLE whole (id INTEGER PRIMARY KEY CHECK (id = 1), reader TEXT NOT NULL, revision INTEGER NOT NULL);
			CREATE TABLE asked (source TEXT NOT NULL, list BLOB NOT NULL, asked BLOB NOT NULL, PRIMARY KEY (source, list)) WITHOUT ROWID;
			CREATE TABLE step (source TEXT NOT NULL, governed TEXT NOT NULL, key BLOB NOT NULL, step BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID;
			PRAGMA user_version = %d`, edition))
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return c, nil
}

// Close closes the file.
func (c *Cache) Close() error {
	if c == nil {
		return nil
	}
	return c.db.Close()
}

// of gives the packed steps of a source that were read under what governs its
// reading. What cannot be read is not there.
func (c *Cache) of(ctx context.Context, source, governed string) map[key][]byte {
	if c == nil {
		return nil
	}
	rows, err := c.db.QueryContext(ctx, "SELECT key, step, digest FROM step WHERE source = ? AND governed = ?", source, governed)
	if err != nil {
		return nil
	}
	defer rows.Close()
	all := map[key][]byte{}
	for rows.Next() {
		var k, step, digest []byte
		if rows.Scan(&k, &step, &digest) == nil && len(k) == len(key{}) && bytes.Equal(digest, digestOf(source, key(k), step)) {
			all[key(k)] = step
		}
	}
	return all
}

// asked gives a list of questions by its digest.
func (c *Cache) asked(ctx context.Context, source string, list digest) (asked []byte, ok bool) {
	if c == nil {
		return nil, false
	}
	err := c.db.QueryRowContext(ctx, "SELECT asked FROM asked WHERE source = ? AND list = ?", source, list[:]).Scan(&asked)
	return asked, err == nil && digestOf16(asked) == list
}

// put keeps steps of a source, and the lists of questions that they rest on. What
// was read under something else stays until settle.
func (c *Cache) put(ctx context.Context, source, governed string, steps map[key][]byte, asks map[digest][]byte) error {
	if c == nil || len(steps) == 0 {
		return nil
	}
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for k, step := range steps {
		if err != nil {
			break
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO step VALUES (?, ?, ?, ?, ?)", source, governed, k[:], step, digestOf(source, k, step))
	}
	for list, asked := range asks {
		if err != nil {
			break
		}
		_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO asked VALUES (?, ?, ?)", source, list[:], asked)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// whole tells by which reader everything up to a revision was read last; false where
// nothing was yet.
func (c *Cache) whole(ctx context.Context) (reader string, revision int64, ok bool) {
	if c == nil {
		return "", 0, false
	}
	err := c.db.QueryRowContext(ctx, "SELECT reader, revision FROM whole").Scan(&reader, &revision)
	return reader, revision, err == nil
}

// settle notes that everything up to a revision was read by a reader, and drops what
// sources were read by before: each is given with what governs it now. It does
// nothing where another reader had come further.
func (c *Cache) settle(ctx context.Context, reader string, revision int64, governed map[string]string) error {
	if c == nil {
		return nil
	}
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	done, err := tx.ExecContext(ctx, "INSERT INTO whole VALUES (1, ?1, ?2) ON CONFLICT DO UPDATE SET reader = ?1, revision = ?2 WHERE revision <= ?2", reader, revision)
	if err == nil {
		if n, _ := done.RowsAffected(); n == 0 {
			return tx.Rollback()
		}
	}
	var gone sql.Result
	for source, by := range governed {
		if err != nil {
			break
		}
		gone, err = tx.ExecContext(ctx, "DELETE FROM step WHERE source = ? AND governed <> ?", source, by)
		if err != nil {
			break
		}
		if n, _ := gone.RowsAffected(); n > 0 { // a row bears its list after what it was read under
			_, err = tx.ExecContext(ctx, "DELETE FROM asked WHERE source = ?1 AND list NOT IN (SELECT substr(step, 17, 16) FROM step WHERE source = ?1)", source)
		}
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// reread keeps what a reader came to read otherwise than the one before.
func (c *Cache) reread(ctx context.Context, all []record.Reread) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for i := range all {
		text, err := json.Marshal(&all[i])
		if err == nil {
			_, err = tx.ExecContext(ctx, "INSERT INTO reread (reread) VALUES (?)", string(text))
		}
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// rereads gives what reread kept.
func (c *Cache) rereads(ctx context.Context) (all []record.Reread) {
	if c == nil {
		return nil
	}
	rows, err := c.db.QueryContext(ctx, "SELECT reread FROM reread ORDER BY id")
	if err != nil {
		return nil
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var one record.Reread
		if rows.Scan(&text) == nil && json.Unmarshal([]byte(text), &one) == nil {
			all = append(all, one)
		}
	}
	return all
}

// with gives the key of what follows a look that was read by what was told.
func (k key) with(told reading.Told) key {
	sum := sha256.Sum256(append(k[:], told[:]...))
	return key(sum[:len(key{})])
}

// Forget takes away what was kept of a source, also out of the file.
func (c *Cache) Forget(ctx context.Context, source string) error {
	if c == nil {
		return nil
	}
	for _, statement := range []string{"PRAGMA secure_delete = 1", "DELETE FROM step WHERE source = ?1", "DELETE FROM asked WHERE source = ?1", "DELETE FROM reread WHERE json_extract(reread, '$.Source') = ?1", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := c.db.ExecContext(ctx, statement, source); err != nil {
			return fmt.Errorf("clearing the cache of readings: %w", err)
		}
	}
	return nil
}

func digestOf(source string, k key, step []byte) []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%d %d %s", edition, len(source), source)
	h.Write(k[:])
	h.Write(step)
	return h.Sum(nil)[:16]
}
