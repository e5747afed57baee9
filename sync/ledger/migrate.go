package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks the file as one of ours; the first migration sets it.
const applicationID = 0x74676831

// check refuses a file that is not a ledger, or one of a newer program, before
// anything is written to it. That the file is as long as its header says,
// SQLite has checked by then.
func check(ctx context.Context, file string, db *sql.DB) error {
	var id int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return &Error{Kind: Foreign, Path: file, Err: errors.New("an SQLite database, and not a ledger of tonghop")}
	}
	has, err := version(ctx, db)
	if err == nil && has > latest() {
		err = &Error{Kind: Newer, Path: file, Err: fmt.Errorf("its schema is version %d, and this program knows %d", has, latest())}
	}
	return err
}

// upToDate refuses a ledger that would have to be migrated first.
func upToDate(ctx context.Context, file string, db *sql.DB) error {
	has, err := version(ctx, db)
	if err == nil && has < latest() {
		err = fmt.Errorf("its schema is version %d, and this program needs %d", has, latest())
		return &Error{Kind: Older, Path: file, Err: err}
	}
	return err
}

// version asks for the schema's version without goose, which would write to
// the file.
func version(ctx context.Context, db *sql.DB) (int64, error) {
	var v int64
	err := db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+goose.DefaultTablename+" WHERE is_applied").Scan(&v)
	return v, err
}

// latest is the version of the schema that this program knows: the number
// that the last migration's name begins with.
func latest() int64 {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		return 0
	}
	number, _, _ := strings.Cut(path.Base(names[len(names)-1]), "_")
	v, _ := strconv.ParseInt(number, 10, 64) // a test holds that the names are right
	return v
}

// migrate brings the schema up to date, each step in its own transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bringing its schema up to date: %w", err)
	}
	return nil
}
