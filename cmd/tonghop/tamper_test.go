package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to tamper with the ledger behind the program's back

	"tonghop/sync/app/apptest"
)

// tampered is an office with a day that was reported and issued, and another
// that was not, whose ledger somebody then changes with the guards out of the
// way, and puts the guards back.
func tampered(t *testing.T, saved bool, table, do string) (code int, said string) {
	t.Helper()
	config := apptest.Small(t)
	dir := filepath.Dir(config)
	if err := os.WriteFile(filepath.Join(dir, "an.csv"), []byte("Ngày,Tuyên truyền\n22/6/2020,12\n24/6/2020,7\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	steps := [][]string{{"sync", "--now", crashNow}, {"close", "day", "2020-06-22", "--by", "Văn phòng", "--now", crashNow}}
	if saved {
		steps = append(steps, []string{"backup"})
	}
	for _, args := range steps {
		if code, stdout, stderr := tonghop(config, args...); code != 0 {
			t.Fatalf("%v: exit %d: %s%s", args, code, stdout, stderr)
		}
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	guards := map[string]string{}
	for _, guard := range []string{table + "_no_update", table + "_no_delete"} {
		var text string
		if err := db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", guard).Scan(&text); err != nil {
			t.Fatal(err)
		}
		guards[guard] = text
	}
	for guard := range guards {
		do = "DROP TRIGGER " + guard + "; " + do
	}
	for _, text := range guards {
		do += "; " + text
	}
	if _, err := db.Exec(do); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := tonghop(config, "verify")
	return code, stdout + stderr
}

func TestVerifyFindsEachKindOfTamperingThoughTheGuardsAreBack(t *testing.T) {
	for _, c := range []struct {
		name      string
		saved     bool // a backup was made before
		table, do string
		want      string // "" for nothing found
	}{
		{"untouched", true, "look", "SELECT 1", ""},
		{"a figure of a closed report", false, "tab", "UPDATE tab SET packed = CAST(substr(packed, 1, length(packed) - 2) || x'0000' AS BLOB)", "tab 1: "},
		{"what a closed report stated", false, "report", `UPDATE report SET said = replace(said, '"last":"2020-06-22"', '"last":"2020-06-23"')`, "report "},
		{"a look taken out", false, "look", "PRAGMA foreign_keys = 0; DELETE FROM look", "look 1: it was recorded and is not there"},
		{"a report taken out", false, "report", "DELETE FROM report WHERE kind = 'draft'", "it was recorded and is not there"},
		{"a byte of an issued document", false, "report", "UPDATE report SET packed = CAST(substr(packed, 1, 40) || x'00' || substr(packed, 42) AS BLOB) WHERE length(packed) > 50", "✗"},
		{"the hour of a look", true, "look", "UPDATE look SET asked = asked - 86400000000, answered = answered - 86400000000", "look 1: it is not what was recorded"},
		{"the end of the record", true, "revision", "PRAGMA foreign_keys = 0; DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)", "revisions, and"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, said := tampered(t, c.saved, c.table, c.do)
			if c.want == "" {
				if code != 0 || strings.Contains(said, "✗") || !strings.Contains(said, "Sổ lưu nối tiếp") {
					t.Errorf("exit %d:\n%s", code, said)
				}
				return
			}
			if code != 1 || !strings.Contains(said, c.want) || !strings.Contains(said, "hint: ") {
				t.Errorf("exit %d, want %q in\n%s", code, c.want, said)
			}
		})
	}
}

func TestAByteOfAFileUnderTheReportsIsTold(t *testing.T) {
	o := closedJune(t)
	data := mustRead(t, o.file)
	data[len(data)/2] ^= 1
	if err := os.WriteFile(o.file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, said, _ := tonghop(o.config, "verify"); code != 0 || !strings.Contains(said, "tệp "+filepath.Base(o.file)+" trong thư mục báo cáo không phải bản đã lưu") {
		t.Errorf("exit %d:\n%s", code, said)
	}
}
