package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// An Audit is what Verify looked at and what it found wrong.
type Audit struct{ Checks []Check }

// A Check is one thing that must hold of a ledger.
type Check struct {
	// Name says what was checked: "file", "schema", "numbering", "looks",
	// "said", "issued", "figures", "config".
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
	err = l.view(ctx, "verifying it", func(t *tx) error {
		v := verifier{tx: t, audit: a}
		for _, check := range []func() error{
			v.file, func() error { return v.schema(wanted) }, v.numbering, v.looks, v.said, v.files, v.figures, v.configs,
		} {
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
	err := v.each("PRAGMA integrity_check(20)", nil, func(scan func(...any) error) error {
		var line string
		if err := scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			v.wrong(c, "%s", line)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.each("PRAGMA foreign_key_check", nil, func(scan func(...any) error) error {
		var table, parent string
		var row, key sql.NullInt64
		err := scan(&table, &row, &parent, &key)
		v.wrong(c, "a row of %s refers to a row of %s that is not there", table, parent)
		return err
	})
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
	if err := migrate(ctx, db); err != nil {
		return nil, err
	}
	var objects map[[2]string]string
	err = within(ctx, db, func(t *tx) error {
		objects, err = t.objects()
		return err
	})
	return objects, err
}

// objects gives tables, indexes, views and triggers by type and name.
func (t *tx) objects() (map[[2]string]string, error) {
	objects := map[[2]string]string{}
	err := t.each("SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'", nil, func(scan func(...any) error) error {
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

// numbering checks that nothing was taken out of the tables whose rows are
// numbered: the numbers have no gap, and every revision finds its row.
func (v *verifier) numbering() error {
	c := v.begin("numbering")
	for _, table := range []string{"source", "sight", "look", "decision", "config", "blob", "draft", "issued", "reminder", "revision"} {
		var rows, first, last int
		if _, err := v.first("SELECT count(*), coalesce(min(id), 1), coalesce(max(id), 0) FROM "+table, nil, &rows, &first, &last); err != nil {
			return err
		}
		c.Count += rows
		if first != 1 || last != rows {
			v.wrong(c, "%s: %d rows are numbered %d to %d", table, rows, first, last)
		}
	}
	return v.each(`SELECT what, ref FROM revision WHERE CASE what
			WHEN 'look' THEN ref NOT IN (SELECT id FROM look)
			WHEN 'decision' THEN ref NOT IN (SELECT id FROM decision)
			WHEN 'config' THEN ref NOT IN (SELECT id FROM config)
			WHEN 'draft' THEN ref NOT IN (SELECT id FROM draft)
			WHEN 'issued' THEN ref NOT IN (SELECT id FROM issued)
			ELSE 1 END`, nil, func(scan func(...any) error) error {
		var what string
		var ref int
		err := scan(&what, &ref)
		v.wrong(c, "%s %d was recorded and is not there", what, ref)
		return err
	})
}

// looks checks that each look was asked before it was answered, and either saw
// something or says why not; and that whatever was said was said by a readable
// look at the very source.
func (v *verifier) looks() error {
	c := v.begin("looks")
	if _, err := v.first("SELECT count(*) FROM look", nil, &c.Count); err != nil {
		return err
	}
	err := v.each("SELECT id FROM look WHERE answered < asked OR (sight IS NULL) = (fault IS NULL)", nil, func(scan func(...any) error) error {
		var id int
		err := scan(&id)
		v.wrong(c, "look %d contradicts itself", id)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range strands {
		err := v.each("SELECT s."+s.text+", s.look FROM "+s.table+" s LEFT JOIN look l ON l.id = s.look"+
			" WHERE l.id IS NULL OR l.source <> s.source OR l.sight IS NULL", nil, func(scan func(...any) error) error {
			var text string
			var look int
			err := scan(&text, &look)
			v.wrong(c, "%s %q: look %d did not see it", s.table, text, look)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// said checks that everything that was said can be read back.
func (v *verifier) said() error {
	c := v.begin("said")
	for _, s := range strands {
		err := v.each("SELECT "+s.text+", look, said FROM "+s.table, nil, func(scan func(...any) error) error {
			var text string
			var look int
			var said sql.NullString
			if err := scan(&text, &look, &said); err != nil {
				return err
			}
			c.Count++
			if err := s.readable(said); err != nil {
				v.wrong(c, "%s %q of look %d: %v", s.table, text, look, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readable tells why a stored text cannot be read back.
func (s strand) readable(said sql.NullString) error {
	switch {
	case !said.Valid:
		return nil
	case s != versions:
		if !json.Valid([]byte(said.String)) {
			return fmt.Errorf("%w: %.60q", errUnreadable, said.String)
		}
		return nil
	case said.String == saidInvalid || isGone(said.String):
		return nil
	}
	var scanner figureScanner
	_, err := scanner.scan(said.String)
	return err
}

// files checks that every file of the register is the very bytes that were
// kept: the issued reports, the drafts, the configurations and the sources.
func (v *verifier) files() error {
	c := v.begin("issued")
	return v.each(`SELECT b.sha256, b.packed, coalesce((SELECT 'report ' || number FROM issued WHERE blob = b.id),
			(SELECT 'draft ' || code FROM draft WHERE blob = b.id), (SELECT 'source ' || source FROM draft_source WHERE blob = b.id LIMIT 1), 'configuration')
		FROM blob b ORDER BY b.id`, nil, func(scan func(...any) error) error {
		var hash, what string
		var packed []byte
		if err := scan(&hash, &packed, &what); err != nil {
			return err
		}
		c.Count++
		if _, err := unpack(packed, hash); err != nil {
			v.wrong(c, "%s: %v", what, err)
		}
		return nil
	})
}

// figures checks that what drafts and issued reports stated can be read back.
func (v *verifier) figures() error {
	c := v.begin("figures")
	if _, err := v.first("SELECT count(*) FROM draft", nil, &c.Count); err != nil {
		return err
	}
	if _, err := v.register(micros(endOfTime), &frozenMemory{}); err != nil {
		if !errors.Is(err, errUnreadable) {
			return err
		}
		v.wrong(c, "%v", err)
	}
	return nil
}

// configs checks that the configurations are those that were kept.
func (v *verifier) configs() error {
	c := v.begin("config")
	return v.each("SELECT id, hash, text FROM config ORDER BY id", nil, func(scan func(...any) error) error {
		var id int
		var hash string
		var text []byte
		if err := scan(&id, &hash, &text); err != nil {
			return err
		}
		c.Count++
		if sum := sha256.Sum256(text); len(hash) == 2*sha256.Size && hex.EncodeToString(sum[:]) != hash {
			v.wrong(c, "configuration %d is not what was kept", id)
		}
		return nil
	})
}
