package rehearse

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/sync/gsheets/sheetsim"
)

var hcm = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

const script = `id: an
title: Xã An
locale: en_US
merge: T6!A1:C1
hide: T6!3

-- T6 --
"BẢNG, THÁNG 6",,
.
Ngày,Số lượt,Ghi chú
2020-06-01,12,'05
-- typing --
# on the 2nd, and a column downwards
2020-06-02 16:35 | T6!A5 | 2020-06-02 | 7 |  | =B4+B5>19
2020-06-02 16:40 | T6!F1 down | 1 | hs | 1.234
2020-06-02 08:00 | T6!C4 | (clear)
2020-06-03 08:00 | T6!A150 | 9
2020-06-22 08:00 | deny
2020-06-23 08:00 | restore
`

func at(day, hour int) time.Time { return time.Date(2020, 6, day, hour, 0, 0, 0, hcm) }

func stage(t *testing.T) (*Stage, *sheetsim.Server) {
	t.Helper()
	s, err := Parse([]byte(script), hcm)
	if err != nil {
		t.Fatal(err)
	}
	google := sheetsim.New(sheetsim.Options{Now: func() time.Time { return at(1, 8) }})
	st, err := NewStage(google, []Script{*s})
	if err != nil {
		t.Fatal(err)
	}
	return st, google
}

// shown gives a cell as the sheet shows it.
func shown(t *testing.T, google *sheetsim.Server, row, col int) *sheets.CellData {
	t.Helper()
	b, ok := google.Spreadsheet("an")
	if !ok {
		t.Fatal("the spreadsheet is gone")
	}
	rows := b.Sheets[0].Data[0].RowData
	if row >= len(rows) || col >= len(rows[row].Values) {
		return &sheets.CellData{}
	}
	return rows[row].Values[col]
}

func TestASheetStandsAsItsScriptDrawsIt(t *testing.T) {
	_, google := stage(t)
	b, _ := google.Spreadsheet("an")
	if b.Properties.Locale != "en_US" || len(b.Sheets[0].Merges) != 1 || !b.Sheets[0].Data[0].RowMetadata[2].HiddenByUser {
		t.Errorf("locale %s, merges %v", b.Properties.Locale, b.Sheets[0].Merges)
	}
	if c := shown(t, google, 3, 0); c.EffectiveValue == nil || *c.EffectiveValue.NumberValue != 43983 || c.EffectiveFormat.NumberFormat.Type != "DATE" {
		t.Errorf("the date is %+v", c)
	}
	if c := shown(t, google, 3, 2); c.EffectiveValue.StringValue == nil || *c.EffectiveValue.StringValue != "05" {
		t.Errorf("the text 05 is %+v", c.EffectiveValue)
	}
}

func TestPeopleTypeInTheOrderOfTime(t *testing.T) {
	st, google := stage(t)
	if n, err := st.Until(at(2, 16)); err != nil || n != 1 {
		t.Fatalf("by 16:00 on the 2nd %d things were done, %v; want 1", n, err)
	}
	if c := shown(t, google, 3, 2); c.EffectiveValue != nil {
		t.Errorf("the cleared cell holds %+v", c.EffectiveValue)
	}
	if n, err := st.Until(at(3, 9)); err != nil || n != 3 {
		t.Fatalf("by the 3rd %d more were done, %v; want 3", n, err)
	}
	if c := shown(t, google, 4, 1); c.EffectiveValue == nil || *c.EffectiveValue.NumberValue != 7 {
		t.Errorf("typed to the right: %+v", c.EffectiveValue)
	}
	if c := shown(t, google, 1, 5); c.EffectiveValue == nil || *c.EffectiveValue.StringValue != "hs" {
		t.Errorf("typed downwards: %+v", c.EffectiveValue)
	}
	if c := shown(t, google, 149, 0); c.EffectiveValue == nil || *c.EffectiveValue.NumberValue != 9 {
		t.Errorf("typed below the grid's end: %+v", c.EffectiveValue)
	}
}

func TestAScriptThatMakesNoSenseSaysWhere(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no tab":         {"id: x\n", "at least one tab"},
		"unknown key":    {"id: x\ncolour: red\n-- T --\na\n", `unknown key "colour"`},
		"no such tab":    {"id: x\nmerge: U!A1:B1\n-- T --\na\n", "names no tab"},
		"no instant":     {"id: x\n-- T --\na\n-- typing --\n\nyesterday | T!A1 | 1\n", "typing, line 2"},
		"no address":     {"id: x\n-- T --\na\n-- typing --\n2020-06-01 08:00 | T!7 | 1\n", "not a cell's address"},
		"nothing typed":  {"id: x\n-- T --\na\n-- typing --\n2020-06-01 08:00 | T!A1\n", "neither what is typed"},
		"no result told": {"id: x\n-- T --\n=SUM(A1:A2)\n", "shows no result"},
	} {
		s, err := Parse([]byte(c.text), hcm)
		if err == nil {
			_, err = NewStage(sheetsim.New(sheetsim.Options{Now: func() time.Time { return at(1, 8) }}), []Script{*s})
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestLoadReadsAWholeFolder(t *testing.T) {
	got, err := Load(fstest.MapFS{"d/b.txtar": {Data: []byte(strings.Replace(script, "id: an", "id: binh", 1))}, "d/a.txtar": {Data: []byte(script)}, "d/config.yaml": {}}, "d", hcm)
	if err != nil || len(got) != 2 || got[0].ID != "an" || got[1].ID != "binh" {
		t.Errorf("loaded %d scripts, %v", len(got), err)
	}
}
