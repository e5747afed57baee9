package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Holds checks that every row of a backup still stands in the ledger as it
// stood there. Whatever is recorded is appended and never changed, so a row
// that differs was tampered with, also where the guards were put back in their
// place; or the ledger was restored from an older backup. It changes nothing.
// Its error means that one of the two could not be read.
func (l *Ledger) Holds(ctx context.Context, backup string) (*Audit, error) {
	old, err := openToCompare(ctx, backup)
	if err != nil {
		return nil, err
	}
	a := &Audit{}
	err = errors.Join(l.holds(ctx, backup, old, a), old.Close())
	return a, l.fail("comparing it with "+backup, err)
}

// openToCompare opens a backup, of this schema or of an earlier one.
func openToCompare(ctx context.Context, path string) (*sql.DB, error) {
	db, err := connectToRead(ctx, path)
	if err != nil {
		return nil, classify(path, fmt.Errorf("opening it for reading: %w", err))
	}
	if err := check(ctx, path, db); err != nil {
		return nil, classify(path, errors.Join(err, db.Close()))
	}
	return db, nil
}

func (l *Ledger) holds(ctx context.Context, backup string, old *sql.DB, a *Audit) error {
	c, err := l.read.Conn(ctx) // a connection of its own, which is thrown away
	if err != nil {
		return err
	}
	defer c.Close()
	params := lying
	if hasLog(backup) { // somebody worked with it
		params = "mode=ro"
	}
	if _, err := c.ExecContext(ctx, "ATTACH ? AS backup", dsn(backup, params)); err != nil {
		return err
	}
	defer c.ExecContext(context.WithoutCancel(ctx), "DETACH backup")
	tables, err := guarded(ctx, old)
	if err != nil {
		return err
	}
	v := verifier{audit: a}
	k := v.begin("backup")
	for _, table := range tables {
		if err := v.table(ctx, c, k, table); err != nil {
			return err
		}
	}
	return nil
}

// guarded lists the tables whose rows are never changed: those with a guard.
func guarded(ctx context.Context, db *sql.DB) ([]string, error) {
	const guard = "_no_update"
	names, err := namesIn(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		return nil, err
	}
	var tables []string
	for _, name := range names {
		if table, ok := strings.CutSuffix(name, guard); ok {
			tables = append(tables, table)
		}
	}
	slices.Sort(tables)
	return tables, nil
}

// table compares the columns that a table of the backup has.
func (v *verifier) table(ctx context.Context, c *sql.Conn, k *Check, table string) error {
	columns, err := namesIn(ctx, c, `SELECT '"' || name || '"' FROM pragma_table_info(?, 'backup')`, table)
	if err != nil {
		return err
	}
	list := strings.Join(columns, ", ")
	var rows, gone int
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM backup."+table).Scan(&rows); err != nil {
		return err
	}
	k.Count += rows
	if rows == 0 {
		return nil // such a table may have made room for another one since
	}
	query := "SELECT count(*) FROM (SELECT " + list + " FROM backup." + table + " EXCEPT SELECT " + list + " FROM main." + table + ")"
	if err := c.QueryRowContext(ctx, query).Scan(&gone); err != nil {
		return err
	}
	if gone > 0 {
		v.wrong(k, "%s: %d of %d rows do not stand in the ledger as they stood", table, gone, rows)
	}
	return nil
}

// namesIn gives a query's only column.
func namesIn(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}, query string, args ...any) ([]string, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
