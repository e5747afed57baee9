package ledger

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// replaceable are the only tables whose rows may change.
var replaceable = []string{"published", "slot"}

func tablesIn(t *testing.T, db *sql.DB) (names []string) {
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

func TestTheTablesAreThoseAndNoOthers(t *testing.T) {
	want := "config decision look look_tab outbox published report revision slot source tab told"
	if got := strings.Join(tablesIn(t, openHere(t).read), " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNothingRecordedCanBeChangedOrRemoved(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	loose := map[string][]string{"tab": {"base", "depth", "packed", "gone"}, "report": {"packed", "gone"}}
	for _, table := range tablesIn(t, l.write) {
		if slices.Contains(replaceable, table) {
			continue
		}
		statements := []string{"DELETE FROM " + table, fmt.Sprintf("REPLACE INTO %s SELECT * FROM %s", table, table)}
		columns, err := l.write.Query("SELECT name FROM pragma_table_info(?)", table)
		if err != nil {
			t.Fatal(err)
		}
		for columns.Next() {
			var name string
			if err := columns.Scan(&name); err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(loose[table], name) {
				statements = append(statements, fmt.Sprintf("UPDATE %s SET %s = %s", table, name, name))
			}
		}
		columns.Close()
		for _, statement := range statements {
			if _, err := l.write.Exec(statement); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: got %v, want it refused", statement, err)
			}
		}
	}
}

func TestALookThatSawTheSameAddsALookAndARevisionOnly(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	count := func() map[string]int {
		rows := map[string]int{}
		for _, table := range tablesIn(t, l.read) {
			var n int
			if err := l.read.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil {
				t.Fatal(err)
			}
			rows[table] = n
		}
		return rows
	}
	before := count()
	if _, err := l.Record(t.Context(), answer("a", noon, sheet("a", 15, 5))); err != nil {
		t.Fatal(err)
	}
	for table, n := range count() {
		want := before[table]
		if table == "look" || table == "revision" {
			want++
		}
		if n != want || n == 0 {
			t.Errorf("%s: got %d rows, want %d", table, n, want)
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
		"writer": {l.write, 1, map[string]string{"foreign_keys": "1", "recursive_triggers": "1", "journal_mode": "wal", "synchronous": "2", "busy_timeout": "20000", "secure_delete": "1"}},
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
