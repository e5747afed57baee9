package ledger

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
)

//go:embed schema.sql
var schema string

// What an SQLite file of ours is marked with. A ledger of the first edition,
// which kept what was understood and not what was seen, bears another mark.
const (
	applicationID = 0x74676832 // "tgh2"
	firstEdition  = 0x74676831
	schemaVersion = 1
)

// evidence are the tables whose rows are never changed, and what of a row may
// be: how its bytes are packed.
var evidence = []struct{ table, loose string }{
	{"source", ""}, {"look", ""}, {"look_tab", ""}, {"tab", "base, depth, packed, gone"}, {"decision", ""}, {"config", ""},
	{"told", ""}, {"report", "packed, gone"}, {"outbox", ""}, {"revision", ""},
}

// guards are the triggers that refuse changes of evidence.
func guards() []string {
	var all []string
	for _, e := range evidence {
		refuse := "\nBEGIN SELECT RAISE (ABORT, 'the ledger is append-only: " + e.table + "'); END"
		all = append(all, "CREATE TRIGGER "+e.table+"_no_delete BEFORE DELETE ON "+e.table+refuse)
		if e.loose == "" {
			all = append(all, "CREATE TRIGGER "+e.table+"_no_update BEFORE UPDATE ON "+e.table+refuse)
		}
	}
	return append(all,
		`CREATE TRIGGER tab_no_update BEFORE UPDATE OF office, id, source, sheet, title, hidden, hash, digest ON tab
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: tab'); END`,
		`CREATE TRIGGER report_no_update BEFORE UPDATE OF office, id, kind, name, draft, said, digest ON report
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: report'); END`)
}

// create makes the tables and their guards in an empty database.
func create(ctx context.Context, db *sql.DB) error {
	return within(ctx, db, "", &caches{}, func(t *tx) error {
		for _, statement := range append([]string{schema}, guards()...) {
			if _, err := t.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("making its tables: %w", err)
			}
		}
		return nil
	})
}

// check refuses a file that is not a ledger, or one of another program, before
// anything is written to it. That the file is as long as its header says,
// SQLite has checked by then.
func check(ctx context.Context, file string, db *sql.DB) error {
	var id, version int64
	if err := db.QueryRowContext(ctx, "SELECT a.application_id, v.user_version FROM pragma_application_id a, pragma_user_version v").Scan(&id, &version); err != nil {
		return err
	}
	switch {
	case id == firstEdition:
		return &Error{Kind: FirstEdition, Path: file, Err: errors.New("a ledger of the first edition, which did not keep what was seen")}
	case id != applicationID:
		return &Error{Kind: Foreign, Path: file, Err: errors.New("an SQLite database, and not a ledger of tonghop")}
	case version > schemaVersion:
		return &Error{Kind: Newer, Path: file, Err: fmt.Errorf("its schema is version %d, and this program knows %d", version, schemaVersion)}
	case version < schemaVersion:
		return &Error{Kind: Damaged, Path: file, Err: fmt.Errorf("its schema is version %d, which never was", version)}
	}
	return nil
}
