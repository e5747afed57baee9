package ledger

import (
	"context"
	"database/sql"
	"errors"

	"tonghop/model/record"
)

// A tx is a transaction of one office, which prepares each statement once.
type tx struct {
	*sql.Tx
	ctx        context.Context
	office     string
	statements map[string]*sql.Stmt
	*caches
	// recording is what is being recorded; nil in a transaction that only reads.
	recording *recording
}

// within runs f in a transaction of db and commits it if f succeeds. What the
// transaction reads of rows that never change it may know already.
func within(ctx context.Context, db *sql.DB, office string, known *caches, f func(*tx) error) error {
	plain, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	t := &tx{Tx: plain, ctx: ctx, office: office, statements: map[string]*sql.Stmt{}, caches: known}
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

// exec runs a statement that returns no rows. The office comes first among what
// its places are filled with, as in all of these.
func (t *tx) exec(query string, args ...any) error {
	s, err := t.statement(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, t.with(args)...)
	return err
}

func (t *tx) with(args []any) []any { return append([]any{t.office}, args...) }

// first scans the first row of a query; found is false where there is none.
func (t *tx) first(query string, args []any, dest ...any) (found bool, err error) {
	s, err := t.statement(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(t.ctx, t.with(args)...).Scan(dest...)
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
	rows, err := s.QueryContext(t.ctx, t.with(args)...)
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

// caches hold what was read once and never changes.
type caches struct {
	unpacked unpackedTabs
	books    memory[*bookRow]
	tabs     memory[*tabRow]
	drafts   memory[record.Issued]
}

// forget lets go of everything.
func (c *caches) forget() {
	c.unpacked.forget()
	c.books.forget()
	c.tabs.forget()
	c.drafts.forget()
}
