package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"tonghop/model/office"
	"tonghop/model/record"
)

// An Audit is what Verify looked at and what it found wrong.
type Audit struct{ Checks []Check }

// A Check is one thing that must hold of a ledger.
type Check struct {
	// Name says what was checked: "file", "schema", "chain", "tabs", "files",
	// "erased", "lost", "reports", "backup".
	Name string
	// Count is over how many rows it was checked; 0 where rows do not matter.
	Count int
	// Problems are what was found wrong, at most maxProblems of them and then
	// how many there are more.
	Problems []string
}

// Sound reports whether everything that was checked holds.
func (a *Audit) Sound() bool {
	return !slices.ContainsFunc(a.Checks, func(c Check) bool { return len(c.Problems) > 0 })
}

// Verify checks the ledger's invariants, all of them whatever it finds. It
// changes nothing. Its error means that the ledger could not be read to the
// end, which is a finding too.
func (l *Ledger) Verify(ctx context.Context) (*Audit, error) {
	a := &Audit{}
	wanted, err := schemaOfNew(ctx)
	if err != nil {
		return a, l.fail("making an empty ledger to compare with", err)
	}
	l.caches.forget() // what is checked is what stands in the file
	err = l.view(ctx, "verifying it", func(t *tx) error {
		v := verifier{tx: t, audit: a}
		for _, check := range []func() error{v.file, func() error { return v.schema(wanted) }, v.chain, v.tabs, v.files, v.gone, v.reports} {
			if err := check(); err != nil {
				return err
			}
		}
		return nil
	})
	return a, err
}

// maxProblems bounds how many problems of one check are told one by one.
const maxProblems = 20

// A verifier makes an Audit.
type verifier struct {
	*tx
	audit *Audit
	more  int // problems of the present check that are only counted
}

func (v *verifier) begin(name string) *Check {
	v.more = 0
	v.audit.Checks = append(v.audit.Checks, Check{Name: name})
	return &v.audit.Checks[len(v.audit.Checks)-1]
}

func (v *verifier) wrong(c *Check, format string, args ...any) {
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, fmt.Sprintf(format, args...))
		return
	}
	if v.more++; v.more == 1 {
		c.Problems = append(c.Problems, "")
	}
	c.Problems[maxProblems] = fmt.Sprintf("and %d more", v.more)
}

// file has SQLite check its own structure, and that whatever is referred to is
// there.
func (v *verifier) file() error {
	c := v.begin("file")
	err := v.pragma("PRAGMA integrity_check(20)", func(scan func(...any) error) error {
		var line string
		if err := scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			v.wrong(c, "%s", line)
		}
		return nil
	})
	if err == nil {
		err = v.pragma("PRAGMA foreign_key_check", func(scan func(...any) error) error {
			var table, parent string
			var row, key sql.NullInt64
			err := scan(&table, &row, &parent, &key)
			v.wrong(c, "a row of %s refers to a row of %s that is not there", table, parent)
			return err
		})
	}
	if kindOf(err) == Damaged { // the rows that can be read are checked all the same
		v.wrong(c, "%v", err)
		return nil
	}
	return err
}

// pragma is each for what has no office.
func (v *verifier) pragma(query string, f func(scan func(...any) error) error) error {
	rows, err := v.QueryContext(v.ctx, query)
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

// schemaOfNew gives the schema of an empty ledger: type, name → SQL.
func schemaOfNew(ctx context.Context) (_ map[[2]string]string, err error) {
	folder, err := os.MkdirTemp("", "tonghop-verify-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	db, err := connect(ctx, filepath.Join(folder, "empty.db"), writing, 1)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := create(ctx, db); err != nil {
		return nil, err
	}
	var objects map[[2]string]string
	err = within(ctx, db, "", &caches{}, func(t *tx) error {
		v := verifier{tx: t}
		objects, err = v.objects()
		return err
	})
	return objects, err
}

// objects gives tables, indexes, views and triggers by type and name.
func (v *verifier) objects() (map[[2]string]string, error) {
	objects := map[[2]string]string{}
	err := v.pragma("SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'", func(scan func(...any) error) error {
		var kind, name, text string
		err := scan(&kind, &name, &text)
		objects[[2]string{kind, name}] = text
		return err
	})
	return objects, err
}

// schema compares tables and, above all, the triggers that refuse changes with
// those of a new ledger.
func (v *verifier) schema(wanted map[[2]string]string) error {
	c := v.begin("schema")
	got, err := v.objects()
	if err != nil {
		return err
	}
	c.Count = len(wanted)
	for _, key := range sortedKeys(wanted) {
		switch text, ok := got[key]; {
		case !ok:
			v.wrong(c, "the %s %s is missing", key[0], key[1])
		case text != wanted[key]:
			v.wrong(c, "the %s %s is not what it should be", key[0], key[1])
		}
	}
	for _, key := range sortedKeys(got) {
		if _, ok := wanted[key]; !ok {
			v.wrong(c, "the %s %s does not belong here", key[0], key[1])
		}
	}
	return nil
}

func sortedKeys(m map[[2]string]string) [][2]string {
	keys := make([][2]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return keys
}

// tabs checks that every tab is what a look saw.
func (v *verifier) tabs() error {
	c := v.begin("tabs")
	to, err := v.lastID("tab")
	if err != nil {
		return err
	}
	for id := int64(1); id <= to; id++ {
		c.Count++
		if _, err := v.Cells(v.ctx, id); err != nil && !isGone(err) {
			if v.ctx.Err() != nil {
				return err
			}
			v.wrong(c, "%v", err)
		}
	}
	return nil
}

// lastID is the highest id of a table, whatever the revisions say.
func (t *tx) lastID(table string) (id int64, err error) {
	_, err = t.first("SELECT coalesce(max(id), 0) FROM "+table+" WHERE office = ?", nil, &id)
	return id, err
}

// files checks that every file of the register is the very bytes that were
// kept: the issued reports, the drafts, the configurations and the sources.
func (v *verifier) files() error {
	c := v.begin("files")
	var names []string
	err := v.each("SELECT name FROM report WHERE office = ? AND kind = 'file' ORDER BY id", nil, func(scan func(...any) error) error {
		var name string
		err := scan(field{&name})
		names = append(names, name)
		return err
	})
	for _, name := range names {
		c.Count++
		if _, err := v.tx.file(name); err != nil && !isGone(err) {
			v.wrong(c, "%v", err)
		}
	}
	return err
}

// isGone reports whether something is not there by a decision.
func isGone(err error) bool {
	return errors.Is(err, record.ErrErased) || errors.Is(err, record.ErrLost)
}

// gone checks that what is not there any more was taken away by a decision, or
// given up by one.
func (v *verifier) gone() error {
	erased, lost := Check{Name: "erased"}, Check{Name: "lost"}
	err := v.each(`SELECT x.id, (SELECT d.kind FROM decision d WHERE d.office = x.office AND d.id = x.gone) FROM tab x
		WHERE x.office = ? AND (x.gone <> 0 OR x.packed IS NULL)`, nil, func(scan func(...any) error) error {
		var id int64
		var kind sql.NullString
		err := scan(&id, &kind)
		switch office.DecisionKind(kind.String) {
		case office.DecisionErase:
			erased.Count++
		case office.DecisionLost:
			lost.Count++
		default:
			v.wrong(&erased, "tab %d is gone, and no decision took it away", id)
		}
		return err
	})
	for _, c := range []Check{erased, lost} {
		if c.Count+len(c.Problems) > 0 {
			v.audit.Checks = append(v.audit.Checks, c)
		}
	}
	return err
}

// reports checks that what drafts and issued reports stated can be read back.
func (v *verifier) reports() error {
	c := v.begin("reports")
	all, err := v.register()
	c.Count = len(all)
	if err != nil {
		if kindOf(err) != Damaged {
			return err
		}
		v.wrong(c, "%v", err)
	}
	return nil
}
