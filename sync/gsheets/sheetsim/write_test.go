package sheetsim_test

import (
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/sync/gsheets/sheetsim"
)

func TestTheReplyToAnUpdateShrinksToTheDataWritten(t *testing.T) {
	for _, c := range []struct{ fact, rng, body, want string }{
		{"a range larger than the data", "A1:B2", `[["a","b"]]`, `["Sheet1!A1:B1",1,2,2]`},
		{"every cell sent counts, also an empty text", "A1:D1", `[["a","","",""]]`, `["Sheet1!A1:D1",1,4,4]`},
		{"ragged rows", "A1:D2", `[["a","b"],[1,2,3,4]]`, `["Sheet1!A1:D2",2,4,6]`},
		{"one cell as an anchor", "B2", `[[1,2],[3,4]]`, `["Sheet1!B2:C3",2,2,4]`},
		{"a range without end", "A1:B", `[[1,2]]`, `["Sheet1!A1:B1",1,2,2]`},
	} {
		t.Run(c.fact, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.load("s")
			got := b.do("PUT", "/v4/spreadsheets/s/values/"+c.rng+"?valueInputOption=RAW", `{"values":`+c.body+`}`)
			if g := compact([]any{got.at("updatedRange"), got.at("updatedRows"), got.at("updatedColumns"),
				got.at("updatedCells")}); g != c.want {
				t.Errorf("got %s, want %s", g, c.want)
			}
		})
	}
}

func TestOnlyTheCellsOfTheDataChange(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1, 2, 3}, []any{4, 5, 6})
	b.put("s", "A1:C2", []any{nil, "", 30})
	if _, got := b.get("s", "A1:C2"); got != `[[1,"",30],[4,5,6]]` {
		t.Errorf("null skips and an empty text clears: got %s", got)
	}
}

func TestAnUpdateNeverGrowsTheGrid(t *testing.T) {
	for _, c := range []struct{ fact, rng, body, want string }{
		{"more rows than the range", "A1:B1", `[[1],[2]]`,
			"Requested writing within range ['Sheet1'!A1:B1], but tried writing to row [2]"},
		{"more columns than the range", "A1:B", `[[1,2,3]]`,
			"Requested writing within range ['Sheet1'!A1:B10], but tried writing to column [C]"},
		{"an anchor too near the end", "A10", `[[1],[2]]`,
			"Requested writing within range ['Sheet1'!A10], but tried writing to row [11]"},
		{"a start past the grid", "A11", `[[1]]`,
			"Range (Sheet1!A11) exceeds grid limits. Max rows: 10, max columns: 5"},
	} {
		t.Run(c.fact, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.load("s")
			got := b.do("PUT", "/v4/spreadsheets/s/values/"+c.rng+"?valueInputOption=RAW", `{"values":`+c.body+`}`)
			if got.status != 400 || got.message() != c.want {
				t.Errorf("got %d %q, want %q", got.status, got.message(), c.want)
			}
		})
	}
}

func TestRawStoresTextAsItStandsAndTypesAsSent(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{"=1+2", "'0123", "2020-01-01", 1.5, true})
	if _, got := b.get("s", "1:1"); got != `[["=1+2","'0123","2020-01-01",1.5,true]]` {
		t.Errorf("got %s", got)
	}
	sp, _ := b.sim.Spreadsheet("s")
	if f := sp.Sheets[0].Data[0].RowData[0].Values[0].UserEnteredValue.FormulaValue; f != nil {
		t.Errorf("a text became the formula %s", *f)
	}
}

func TestUserEnteredReadsWhatAPersonWouldType(t *testing.T) {
	for _, c := range []struct{ locale, typed, want, pattern string }{
		{"en_US", "007", `7`, ""},
		{"en_US", "0042", `42`, ""},
		{"en_US", "1-2", `46024`, "m-d"},
		{"en_US", "2026-09-05", `46270`, "yyyy-mm-dd"},
		{"en_US", "$100.15", `100.15`, `"$"#,##0.00`},
		{"en_US", "TRUE", `true`, ""},
		{"en_US", "=1+2", `3`, ""},
		{"en_US", "= 1 / 1024", `0.0009765625`, ""},
		{"en_US", "'0123", `"0123"`, ""},
		{"en_US", "2,000,000.01", `2000000.01`, "#,##0.00"},
		{"en_US", "3_2_1", `"3_2_1"`, ""},
		{"en_US", "Non-numeric value", `"Non-numeric value"`, ""},
		{"en_US", "12 hs", `"12 hs"`, ""},
		// Decimal commas and days first: from CLDR, no recording of vi_VN.
		{"vi_VN", "1,5", `1.5`, ""},
		{"vi_VN", "1.234", `1234`, "#,##0"},
		{"vi_VN", "24/06/2020", `44006`, "d/m/yyyy"},
	} {
		t.Run(c.locale+" "+c.typed, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{Locale: c.locale})
			b.load("s")
			_, err := b.sheets.Spreadsheets.Values.Update("s", "A1", &sheets.ValueRange{Values: [][]any{{c.typed}}}).
				ValueInputOption("USER_ENTERED").Do()
			if err != nil {
				t.Fatal(err)
			}
			if _, got := b.get("s", "A1"); got != "[["+c.want+"]]" {
				t.Errorf("got %s, want %s", got, c.want)
			}
			sp, _ := b.sim.Spreadsheet("s")
			pattern := ""
			if f := sp.Sheets[0].Data[0].RowData[0].Values[0].UserEnteredFormat; f != nil {
				pattern = f.NumberFormat.Pattern
			}
			if pattern != c.pattern {
				t.Errorf("the pattern is %q, want %q", pattern, c.pattern)
			}
		})
	}
}

func TestAnEntryThatWasNeverRecordedIsRefusedRatherThanGuessed(t *testing.T) {
	for _, entry := range []string{"+84 912", "1.123456789.0", "10:30", "5 Jan", "1e5", "(12)", "12/31", "@a", "=VLOOKUP(1,A:B,2)", "=A1+1"} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		got := b.do("PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=USER_ENTERED", `{"values":[["`+entry+`"]]}`)
		if got.status != 501 || !strings.Contains(got.message(), "not simulated") {
			t.Errorf("%q: got %d %s, want 501", entry, got.status, got.message())
		}
	}
}

func TestClearingKeepsFormatsAndNotes(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `{"userEnteredValue":{"numberValue":1},"note":"n","userEnteredFormat":{"textFormat":{"bold":true}}}`))
	got := b.do("POST", "/v4/spreadsheets/s/values/A1:B2:clear", "")
	if got.at("clearedRange") != "Sheet1!A1:B2" {
		t.Errorf("got %s", got.text)
	}
	sp, _ := b.sim.Spreadsheet("s")
	c := sp.Sheets[0].Data[0].RowData[0].Values[0]
	if c.UserEnteredValue != nil || c.Note != "n" || !c.UserEnteredFormat.TextFormat.Bold {
		t.Errorf("got %s", compact(c))
	}
}

func TestAnUpdateKeepsNotesAndValidation(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `{"userEnteredValue":{"numberValue":1},"note":"n",
		"dataValidation":{"condition":{"type":"NUMBER_GREATER","values":[{"userEnteredValue":"0"}]}}}`))
	b.put("s", "A1", []any{2})
	sp, _ := b.sim.Spreadsheet("s")
	c := sp.Sheets[0].Data[0].RowData[0].Values[0]
	if c.Note != "n" || c.DataValidation == nil || c.FormattedValue != "2" {
		t.Errorf("got %s", compact(c))
	}
}

func TestACellHoldsFiftyThousandCharacters(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{strings.Repeat("ạ", 50_000)})
	_, err := b.sheets.Spreadsheets.Values.Update("s", "A1", &sheets.ValueRange{Values: [][]any{{strings.Repeat("a", 50_001)}}}).
		ValueInputOption("RAW").Do()
	if err == nil || !strings.Contains(err.Error(), "Your input contains more than the maximum of 50000 characters in a single cell") {
		t.Errorf("got %v", err)
	}
}

func TestAnUpdateNeedsAnInputOptionAndListsOfLists(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.do("PUT", "/v4/spreadsheets/s/values/A1", `{"values":[[1]]}`)
	if got.message() != "'valueInputOption' is required but not specified" {
		t.Errorf("got %s", got.message())
	}
	want := `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "X"`
	got = b.do("PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=RAW", `{"values":"X"}`)
	if got.message() != want || got.at("error", "details", 0, "fieldViolations", 0, "field") != "data.values" {
		t.Errorf("got %s, want %s", got.text, want)
	}
}

func TestClearingARangeTakesItsValues(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.do("PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=RAW", `{"values":[[1,2]]}`)
	got := b.do("POST", "/v4/spreadsheets/s/values/A1:A9:clear", `{}`)
	wantEqual(t, "cleared", got.at("clearedRange"), "Sheet1!A1:A9")
	if _, values := b.get("s", "A1:B1"); values != `[["",2]]` {
		t.Errorf("left is %s", values)
	}
	if got := b.do("POST", "/v4/spreadsheets/s/values/Nope!A1:clear", `{}`); got.status != 400 {
		t.Errorf("a tab that is not there gives %d", got.status)
	}
}

// appended appends rows and gives the table found and the range written.
func (b *bench) appended(path, body string) string {
	b.t.Helper()
	got := b.do("POST", "/v4/spreadsheets/s/values/"+path, body)
	return compact([]any{got.at("tableRange"), got.at("updates", "updatedRange"), got.message()})
}

func TestAppendFindsATableAsRecorded(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	row := `{"values":[["x","","y"]]}`
	if got := b.appended("Sheet1:append?valueInputOption=RAW", row); got != `[null,"Sheet1!A1:C1",""]` {
		t.Errorf("on an empty sheet there is no table: got %s", got)
	}
	if got := b.appended("Sheet1!A1:append?valueInputOption=RAW", row); got != `["Sheet1!A1","Sheet1!A2:C2",""]` {
		t.Errorf("with an anchor the row goes below: got %s", got)
	}
	b.load("s")
	b.appended("Sheet1:append?valueInputOption=RAW", row)
	if got := b.appended("Sheet1:append?valueInputOption=RAW", row); got != `["Sheet1!C1","Sheet1!C2:E2",""]` {
		t.Errorf("after a sparse row the data shifts right: got %s", got)
	}
}

func TestAppendGrowsTheGridAndInsertRowsPushesDown(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"sheets":[{"properties":{"title":"Sheet1","gridProperties":{"rowCount":2,"columnCount":2}}}]}`)
	b.put("s", "A1", []any{1}, []any{2})
	if got := b.appended("A1:append?valueInputOption=RAW", `{"values":[[3,4,5]]}`); got != `["Sheet1!A1:A2","Sheet1!A3:C3",""]` {
		t.Errorf("got %s", got)
	}
	if rng, _ := b.get("s", "Sheet1"); rng != "Sheet1!A1:C3" {
		t.Errorf("the grid is %s, want A1:C3", rng)
	}
	b.loadJSON("s", `{"sheets":[{"properties":{"title":"Sheet1","gridProperties":{"rowCount":5,"columnCount":2}}}]}`)
	b.put("s", "A1", []any{"a"}, []any{""}, []any{"z"})
	b.appended("A1:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS", `{"values":[["b"]]}`)
	if _, got := b.get("s", "A:A"); got != `[["a"],["b"],[],["z"]]` {
		t.Errorf("got %s", got)
	}
}

func TestAWorkbookHoldsTenMillionCells(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.do("POST", "/v4/spreadsheets/s:batchUpdate",
		`{"requests":[{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":2000000}}]}`)
	want := "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
	if got.status != 400 || got.message() != want {
		t.Errorf("got %d %s", got.status, got.message())
	}
	got = b.do("POST", "/v4/spreadsheets/s:batchUpdate",
		`{"requests":[{"appendDimension":{"sheetId":0,"dimension":"COLUMNS","length":18274}}]}`)
	if got.status != 400 || !strings.Contains(got.message(), "above the limit of 18278 columns") {
		t.Errorf("got %d %s", got.status, got.message())
	}
}
