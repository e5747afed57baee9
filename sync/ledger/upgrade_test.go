package ledger

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"tonghop/model/office"
)

// A ledger of the first schema, with a decision in it, is brought up to date
// and still says what it said.
func TestDecisionsOfTheFirstSchemaAreKept(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "ledger.db")
	db, err := connect(ctx, path, writing, 1)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = p.UpTo(ctx, 1); err == nil {
		_, err = db.ExecContext(ctx, `INSERT INTO decision (kind, unit, first, last, indicator, value, finding, who, at, reason)
			VALUES ('enter', 'an', 44000, 44000, 'people', 12, '', 'văn phòng', ?, 'gọi điện')`, micros(noon))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got, err := l.Decisions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: 44000, To: 44000, Indicator: "people", Value: office.Stated(12),
		By: "văn phòng", At: noon, Reason: "gọi điện"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
