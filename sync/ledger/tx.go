package ledger

import (
	"context"
	"database/sql"
	"errors"
)

// A tx is a transaction that prepares each statement once.
type tx struct {
	*sql.Tx
	ctx        context.Context
	statements map[string]*sql.Stmt
}

// within runs f in a transaction of db and commits it if f succeeds.
func within(ctx context.Context, db *sql.DB, f func(*tx) error) error {
	plain, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	t := &tx{Tx: plain, ctx: ctx, statements: map[string]*sql.Stmt{}}
	if err := f(t); err != nil {
		if undo := plain.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) { // done: the context's end undid it
			err = errors.Join(err, undo)
		}
		return err
	}
	return plain.Commit() // closes the statements
}

func (t *tx) statement(query string) (*sql.Stmt, error) {
	if s, ok := t.statements[query]; ok {
		return s, nil
	}
	s, err := t.PrepareContext(t.ctx, query)
	if err == nil {
		t.statements[query] = s
	}
	return s, err
}

// exec runs a statement that returns no rows.
func (t *tx) exec(query string, args ...any) error {
	s, err := t.statement(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, args...)
	return err
}

// insert runs an INSERT and gives the new row's id.
func (t *tx) insert(query string, args ...any) (int64, error) {
	s, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// first scans the first row of a query; found is false where there is none.
func (t *tx) first(query string, args []any, dest ...any) (found bool, err error) {
	s, err := t.statement(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(t.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls f for every row of a query; f scans it.
func (t *tx) each(query string, args []any, f func(scan func(...any) error) error) error {
	s, err := t.statement(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
