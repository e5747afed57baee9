package ledger

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"tonghop/model/record"
)

// A table is one of those whose rows make up revisions. Their order is that in
// which a revision's hash goes over them.
type table int

const (
	sources table = iota
	looks
	tabs
	decisions
	configs
	told
	reports
	outbox
	tables // how many there are
)

var tableNames = [tables]string{"source", "look", "tab", "decision", "config", "told", "report", "outbox"}

func (tb table) String() string { return tableNames[tb] }

// columns are those of a row beside office, id and digest.
var columns = [tables]string{
	"ref",
	"source, asked, answered, ahead, doubt, fault, detail, content, modified, config, sees, title, locale, zone",
	"source, sheet, title, hidden, hash",
	"kind, unit, at, who, reason, undoes, said",
	"at, hash, text",
	"look, reader, days",
	"kind, name, draft, said",
	"mark, key, unit, channel, recipient, attempt, covers, subject, text, outcome, why, at",
}

// A row is one row of a table.
type row interface {
	// fields are pointers to what its columns hold, in their order.
	fields() []any
	// beside are pointers to what its digest covers besides: what the row is
	// made of that stands in rows of another table.
	beside() []any
}

// digest is the hash over a row in the form that no store has a part in.
func digest(tb table, id int64, r row) record.Hash {
	name := tb.String()
	b := field{&name}.encode(make([]byte, 0, 256))
	b = field{&id}.encode(b)
	for _, p := range r.fields() {
		b = field{p}.encode(b)
	}
	for _, p := range r.beside() {
		b = field{p}.encode(b)
	}
	return sha256.Sum256(b)
}

// A RowError tells which row of the record is not what was recorded.
type RowError struct {
	Table string
	ID    int64
	Why   string
}

func (e *RowError) Error() string { return fmt.Sprintf("%s %d: %s", e.Table, e.ID, e.Why) }

// Unwrap makes it damage.
func (e *RowError) Unwrap() error { return errUnreadable }

// errUnreadable tells that something is not what was written.
var errUnreadable = errors.New("not what was recorded")

func damaged(tb table, id int64) error {
	return &RowError{Table: tb.String(), ID: id, Why: "it is not what was recorded"}
}

// put adds a row to what is being recorded and gives its id. loose are further
// columns that its digest does not cover, with their values.
func (t *tx) put(tb table, r row, loose string, values ...any) (int64, error) {
	id := t.recording.next(tb)
	sum := digest(tb, id, r)
	args := []any{id}
	for _, p := range r.fields() {
		args = append(args, field{p})
	}
	args = append(args, sum[:])
	names := "office, id, " + columns[tb] + ", digest"
	if loose != "" {
		names += ", " + loose
		args = append(args, values...)
	}
	query := "INSERT INTO " + tb.String() + " (" + names + ") VALUES (?" + strings.Repeat(", ?", len(args)) + ")"
	if err := t.exec(query, args...); err != nil {
		return 0, err
	}
	t.recording.add(tb, sum)
	return id, nil
}

// A rowOf is a pointer to a struct that is a row.
type rowOf[R any] interface {
	*R
	row
}

// rows calls f for the rows of a table that where picks, in the order of their
// ids. complete, if there is one, is called before a row is held against its
// digest, to put in what stands in another table.
func rows[R any, P rowOf[R]](t *tx, tb table, where string, args []any, complete func(id int64, r *R) error, f func(id int64, r *R) error) error {
	query := "SELECT id, " + columns[tb] + ", digest FROM " + tb.String() + " WHERE office = ? AND " + where + " ORDER BY id"
	return t.each(query, args, func(scan func(...any) error) error {
		var id int64
		var r R
		var sum record.Hash
		dest := []any{&id}
		for _, p := range P(&r).fields() {
			dest = append(dest, field{p})
		}
		if err := scan(append(dest, field{&sum})...); err != nil {
			return fmt.Errorf("%s %d: %w", tb, id, err)
		}
		if complete != nil {
			if err := complete(id, &r); err != nil {
				return err
			}
		}
		if digest(tb, id, P(&r)) != sum {
			return damaged(tb, id)
		}
		return f(id, &r)
	})
}

// stretch calls f for the rows of a table from one id, itself not included, up to
// another. All of them must be there.
func stretch[R any, P rowOf[R]](t *tx, tb table, from, to int64, complete func(int64, *R) error, f func(int64, *R) error) error {
	next := from + 1
	err := rows[R, P](t, tb, "id > ? AND id <= ?", []any{from, to}, complete, func(id int64, r *R) error {
		if id != next {
			return missing(tb, next)
		}
		next++
		return f(id, r)
	})
	if err == nil && next <= to {
		err = missing(tb, next)
	}
	return err
}

func missing(tb table, id int64) error {
	return &RowError{Table: tb.String(), ID: id, Why: "it was recorded and is not there"}
}
