package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// replaceable are the only tables whose rows may change: the notes of what was
// published and of which slots have run, and goose's own.
var replaceable = []string{"published", "slot", "goose_db_version"}

func openHere(t *testing.T) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

var noon = time.Date(2020, time.June, 24, 12, 0, 0, 0, time.UTC)

// lookAtAll is a look with something for every table of differences.
func lookAtAll(at time.Time) record.OldLook {
	day := calendar.DayOf(noon)
	origin := office.Origin{Tab: "Tháng 6", Cell: "C7"}
	return record.OldLook{Source: "a", Asked: at, Answered: at, Content: "x", Reader: "1", Reading: &office.Reading{
		Tallies:  []office.Tally{{Unit: "an", Day: day, Indicator: "people", Value: 12, Origin: origin}},
		Notes:    []office.Note{{Unit: "an", Day: day, Field: "content", Text: "ra quân", Origin: origin}},
		Findings: []office.Finding{{Unit: "an", Day: day, Code: "odd", Severity: office.SeverityWarning, Origin: origin}},
		Tables:   []office.Table{{Tab: "Tháng 6", First: day, Last: day, Units: []string{"an"}}},
	}}
}

// register closes June and issues it.
func register(ctx context.Context, l *Ledger) error {
	document, config := []byte("PK"), []byte("a: b")
	d := record.Issued{Draft: "1", Digest: "d", Period: calendar.Period{Kind: calendar.KindMonth, Name: "2020-06"}, AsOf: noon, Closed: noon,
		Config: hashOf(config), Drafted: record.Document{Name: "1.xlsx", SHA256: hashOf(document)}}
	var err error
	if d.ID, _, err = l.KeepDraft(ctx, &d, []record.KeptSource{{Source: "a", Status: record.KeptNewer}}, document, config); err != nil {
		return err
	}
	d.Number, d.Dated, d.At, d.File = "1", calendar.DayOf(noon), noon, d.Drafted
	return l.GiveNumber(ctx, &d)
}

// fill puts a row into every table.
func fill(t *testing.T, l *Ledger) {
	t.Helper()
	ctx := t.Context()
	_, err := l.Decide(ctx, office.Decision{Kind: office.DecisionExcuse, At: noon})
	reminder, _, marking := l.MarkReminder(ctx, office.Reminder{Key: "k", Channel: "email", Recipient: "a@example.vn", Marked: noon})
	for _, err := range []error{
		err,
		marking,
		l.SettleReminder(ctx, reminder, office.Sent, "", noon),
		l.Append(ctx, lookAtAll(noon)),
		l.SnapshotConfig(ctx, noon, "h", []byte("a: b")),
		register(ctx, l),
		l.SetPublished(ctx, "book", "f", noon),
		l.SetSlot(ctx, "look", noon),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func tables(t *testing.T, db *sql.DB) (names []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func TestNothingRecordedCanBeChangedOrRemoved(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	for _, table := range tables(t, l.write) {
		if slices.Contains(replaceable, table) {
			continue
		}
		var column string
		if err := l.write.QueryRow("SELECT name FROM pragma_table_info(?) WHERE pk > 0 LIMIT 1", table).Scan(&column); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{
			fmt.Sprintf("UPDATE %s SET %s = %s", table, column, column),
			"DELETE FROM " + table,
			fmt.Sprintf("REPLACE INTO %s SELECT * FROM %s", table, table),
		} {
			if _, err := l.write.Exec(statement); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: got %v, want it refused", statement, err)
			}
		}
	}
}

func TestAnUnchangedRoundAddsLooksOnly(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	count := func() map[string]int {
		rows := map[string]int{}
		for _, table := range tables(t, l.write) {
			var n int
			if err := l.read.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil {
				t.Fatal(err)
			}
			rows[table] = n
		}
		return rows
	}
	before := count()
	unchanged, readAgain := lookAtAll(noon.Add(time.Hour)), lookAtAll(noon.Add(2*time.Hour))
	unchanged.Reading = nil
	if err := l.Append(t.Context(), unchanged, readAgain); err != nil {
		t.Fatal(err)
	}
	for table, n := range count() {
		want := before[table]
		if table == "look" {
			want += 2
		}
		if n != want || n == 0 {
			t.Errorf("%s: got %d rows, want %d", table, n, want)
		}
	}
}

func TestFiguresAndLooksCanBeReadInTheShell(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	gone := record.OldLook{Source: "a", Asked: noon.Add(time.Hour), Answered: noon.Add(time.Hour), Content: "y", Reader: "1", Reading: &office.Reading{}}
	if err := l.Append(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for view, want := range map[string]string{
		"SELECT * FROM figures": "a an 2020-06-24 people 12 Tháng 6 C7 2020-06-24 12:00:00.000 1",
		"SELECT * FROM looks":   "1 a 2020-06-24 12:00:00.000 2020-06-24 12:00:00.000 <nil> <nil> x 1",
	} {
		rows, err := l.read.Query(view)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		if !rows.Next() {
			t.Fatalf("%s: no rows: %v", view, rows.Err())
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(fmt.Sprintln(values...)); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", view, got, want)
		}
	}
}

func TestEveryConnectionHasItsPragmas(t *testing.T) {
	l := openHere(t)
	for name, pool := range map[string]struct {
		db          *sql.DB
		connections int
		want        map[string]string
	}{
		"writer": {l.write, 1, map[string]string{"foreign_keys": "1", "recursive_triggers": "1", "journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000"}},
		"reader": {l.read, readers, map[string]string{"journal_mode": "wal", "busy_timeout": "5000"}},
	} {
		if got := pool.db.Stats().MaxOpenConnections; got != pool.connections {
			t.Errorf("%s: got up to %d connections, want %d", name, got, pool.connections)
		}
		for range pool.connections {
			conn, err := pool.db.Conn(t.Context()) // kept, so that the next one is another
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			for pragma, want := range pool.want {
				var got string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
					t.Errorf("%s: %s is %q, %v; want %q", name, pragma, got, err, want)
				}
			}
		}
	}
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	names, err := migrations.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	for i, entry := range names {
		if want := fmt.Sprintf("%05d_", i+1); !strings.HasPrefix(entry.Name(), want) || path.Ext(entry.Name()) != ".sql" {
			t.Errorf("got %s, want %s….sql", entry.Name(), want)
		}
	}
	l := openHere(t)
	if got, err := version(t.Context(), l.read); err != nil || got != latest() || got != int64(len(names)) {
		t.Errorf("got version %d, %v; want %d of %d files", got, err, latest(), len(names))
	}
}

func TestReadersSeeWholeRoundsWhileOthersWrite(t *testing.T) {
	l := openHere(t)
	var writer, readers sync.WaitGroup
	done := make(chan struct{})
	writer.Go(func() {
		defer close(done)
		for i := range 20 {
			a := lookAtAll(noon.Add(time.Duration(i) * time.Minute))
			a.Content, a.Reading.Tallies[0].Value = fmt.Sprint(i), int64(i)
			b := a
			b.Source = "b"
			if err := l.Append(t.Context(), a, b); err != nil {
				t.Error(err)
			}
		}
	})
	for range 3 {
		readers.Go(func() {
			for stop := false; !stop; {
				select {
				case <-done:
					stop = true
				default:
				}
				s, err := l.State(t.Context(), noon.Add(time.Hour))
				if err != nil {
					t.Error(err)
					return
				}
				if len(s.Seen["a"]) != len(s.Seen["b"]) || len(s.Versions()) != 2*len(s.Seen["a"]) {
					t.Errorf("got half a round: %d and %d looks, %d versions", len(s.Seen["a"]), len(s.Seen["b"]), len(s.Versions()))
				}
			}
		})
	}
	writer.Wait()
	readers.Wait()
}
