package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
)

var noon = time.Date(2020, time.June, 24, 12, 0, 0, 0, time.UTC)

func openHere(t *testing.T) *Ledger {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
}

func openAt(t *testing.T, path string) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func openToRead(t *testing.T, path string) (*Ledger, error) {
	t.Helper()
	l, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err == nil {
		t.Cleanup(func() { l.Close() })
	}
	return l, err
}

// sheet is a workbook with a tab for each number, of so many rows.
func sheet(source string, rows ...int) *grid.Book {
	b := &grid.Book{Title: source}
	for i, n := range rows {
		tab := grid.Tab{ID: int64(i + 1), Title: fmt.Sprintf("Tháng %d", i+1)}
		for r := range n {
			tab.Rows = append(tab.Rows, []grid.Cell{{Kind: grid.Date, Number: float64(43983 + r)}, {Kind: grid.Number, Number: float64(100 + 7*r)},
				{Kind: grid.Text, Text: fmt.Sprintf("%s ra quân ngày thứ %d", source, r)}})
		}
		b.Tabs = append(b.Tabs, tab)
	}
	return b
}

func answer(source string, at time.Time, b *grid.Book) record.Answer {
	a := record.Answer{Look: record.Look{Source: source, Asked: at, Answered: at.Add(time.Second), Content: fmt.Sprint(b), Config: 1}, Cells: b}
	if b != nil {
		h := b.Tabs[0].Hash()
		a.Content = record.Hash(h).String()
	}
	return a
}

// register closes June and issues it.
func register(ctx context.Context, l *Ledger) error {
	document, config := []byte("PK and so on"), []byte("a: b")
	d := record.Issued{Draft: "1", Digest: "d", Period: calendar.Period{Kind: calendar.KindMonth, Name: "2020-06"}, AsOf: noon, Closed: noon,
		Config: hashOf(config), Drafted: record.Document{Name: "1.xlsx", SHA256: hashOf(document)},
		Figures: []record.Frozen{{Unit: "an", Indicator: "people", Period: office.Stated(5)}}}
	var err error
	if d.ID, _, err = l.KeepDraft(ctx, &d, []record.KeptSource{{Source: "a", Look: 1}}, document, config); err != nil {
		return err
	}
	d.Number, d.Dated, d.At, d.File = "1", calendar.DayOf(noon), noon, d.Drafted
	return l.GiveNumber(ctx, &d)
}

func decide(ctx context.Context, l *Ledger, d office.Decision) error {
	_, err := l.Decide(ctx, func(record.View) (office.Decision, error) { return d, nil })
	return err
}

// fill puts rows into every table: two sources whose sheets grow and fail, and all
// that an office does.
func fill(t *testing.T, l *Ledger) {
	t.Helper()
	ctx := t.Context()
	_, err := l.SnapshotConfig(ctx, noon, "h", []byte("a: b"))
	errs := []error{err, decide(ctx, l, office.Decision{Kind: office.DecisionExcuse, At: noon, Ruling: office.Ruling{By: "văn phòng", Reason: "bão"}})}
	for i := range 6 {
		at := noon.Add(time.Duration(i) * time.Hour)
		_, err := l.Record(ctx, answer("a", at, sheet("a", 10+i, 5)), answer("b", at, sheet("b", 8+i)))
		_, again := l.Record(ctx, answer("a", at.Add(time.Minute), sheet("a", 10+i, 5)))
		errs = append(errs, err, again)
	}
	bad := answer("b", noon, nil)
	bad.Fault, bad.Content = &office.Fault{Code: office.FaultNetwork, Detail: "reset"}, ""
	_, err = l.Record(ctx, bad)
	id, _, marking := l.MarkReminder(ctx, office.Reminder{Key: "k", Channel: "email", Recipient: "a@example.vn", Marked: noon})
	errs = append(errs, err, marking, l.SettleReminder(ctx, id, office.Sent, "", noon), register(ctx, l),
		l.Tell(ctx, noon, record.Told{Look: 1, Reader: "r", Days: []record.UnitDay{{Unit: "an", Day: calendar.DayOf(noon)}}}),
		l.SetPublished(ctx, "book", "f", noon), l.SetSlot(ctx, "look", noon))
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// filled makes a closed ledger that has something in every table.
func filled(t *testing.T, folder string) string {
	t.Helper()
	path := filepath.Join(folder, "ledger.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// alter changes a closed ledger behind its back.
func alter(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec(statement)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// everything reads all that a ledger has, cells and files too.
func everything(ctx context.Context, l *Ledger) (all []record.Commit, tabs map[int64]grid.Tab, err error) {
	if all, err = l.Since(ctx, 0); err != nil {
		return nil, nil, err
	}
	tabs = map[int64]grid.Tab{}
	for _, c := range all {
		for _, look := range c.Looks {
			if look.Book == nil {
				continue
			}
			for _, tab := range look.Book.Tabs {
				if tabs[tab.Cells], err = l.Cells(ctx, tab.Cells); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return all, tabs, nil
}

func looksIn(t *testing.T, l *Ledger) (n int) {
	t.Helper()
	all, err := l.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		n += len(c.Looks)
	}
	return n
}

// problems lists what an audit found wrong, as "check: problem".
func problems(a *Audit) (all []string) {
	for _, c := range a.Checks {
		for _, p := range c.Problems {
			all = append(all, c.Name+": "+p)
		}
	}
	return all
}

func audited(t *testing.T, l *Ledger) []string {
	t.Helper()
	a, err := l.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return problems(a)
}

func kindIn(err error) Kind {
	var known *Error
	if errors.As(err, &known) {
		return known.Kind
	}
	return ""
}

// manyLooks are answers of so many sources with so many rows each.
func manyLooks(sources, rows int) (all []record.Answer) {
	for i := range sources {
		all = append(all, answer(fmt.Sprintf("many-%d", i), noon, sheet(fmt.Sprint("many", i), rows)))
	}
	return all
}
