package sheetsim_test

import (
	"testing"

	"google.golang.org/api/googleapi"

	"tonghop/sync/gsheets/sheetsim"
)

func TestTrailingEmptyCellsAndRowsAreLeftOutAndInnerOnesKept(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{"A1", "B1", "", "D1"}, []any{"", "b2", "", ""}, []any{"", "", "", ""}, []any{"A4", "", "", "D4"})
	_, got := b.get("s", "Sheet1")
	if want := `[["A1","B1","","D1"],["","b2"],[],["A4","","","D4"]]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWhereThereIsNothingTheValuesAreAbsent(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.do("GET", "/v4/spreadsheets/s/values/A1:D6", "")
	if _, there := got.json["values"]; there || got.at("majorDimension") != "ROWS" {
		t.Errorf("got %s", got.text)
	}
}

func TestColumnsAsTheMajorDimensionTransposeAndTrimPerColumn(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1, 2, 3}, []any{4, "", 6}, []any{7})
	got := b.do("GET", "/v4/spreadsheets/s/values/A1:C?majorDimension=COLUMNS&valueRenderOption=UNFORMATTED_VALUE", "")
	wantEqual(t, "values", got.at("values"), []any{[]any{1, 4, 7}, []any{2}, []any{3, 6}})
	wantEqual(t, "echo", []any{got.at("majorDimension"), got.at("range")}, []any{"COLUMNS", "Sheet1!A1:C10"})
}

func TestABatchGetAnswersInTheOrderAsked(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1, 2})
	v, err := b.sheets.Spreadsheets.Values.BatchGet("s").Ranges("B1", "A1", "Sheet1!A2:B").Do()
	if err != nil {
		t.Fatal(err)
	}
	var got []any
	for _, r := range v.ValueRanges {
		got = append(got, r.Range, r.Values)
	}
	wantEqual(t, "ranges", got, []any{"Sheet1!B1", []any{[]any{"2"}}, "Sheet1!A1", []any{[]any{"1"}}, "Sheet1!A2:B10", nil})
}

func TestTheThreeRenderersAreAsRecorded(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"sheets":[{"properties":{"title":"Sheet1","gridProperties":{"rowCount":2,"columnCount":4}}}]}`)
	b.do("PUT", "/v4/spreadsheets/s/values/A1:D2?valueInputOption=USER_ENTERED",
		`{"values":[["=4/2","2020-01-01","string",53],["=3/2",0.12,"1999-01-02",""]]}`)
	for query, want := range map[string]string{
		"":                                      `[["2","2020-01-01","string","53"],["1.5","0.12","1999-01-02"]]`,
		"valueRenderOption=FORMATTED_VALUE":     `[["2","2020-01-01","string","53"],["1.5","0.12","1999-01-02"]]`,
		"valueRenderOption=UNFORMATTED_VALUE":   `[[2,43831,"string",53],[1.5,0.12,36162]]`,
		"valueRenderOption=FORMULA":             `[["=4/2",43831,"string",53],["=3/2",0.12,36162]]`,
		"dateTimeRenderOption=FORMATTED_STRING": `[["2","2020-01-01","string","53"],["1.5","0.12","1999-01-02"]]`,
		"valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING": `[[2,"2020-01-01","string",53],[1.5,0.12,"1999-01-02"]]`,
	} {
		if got := compact(b.do("GET", "/v4/spreadsheets/s/values/Sheet1?"+query, "").at("values")); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
}

func TestBooleansAreTypedUnformattedAndWordsFormatted(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{true, false})
	_, unformatted := b.get("s", "A1:B1")
	formatted := compact(b.do("GET", "/v4/spreadsheets/s/values/A1:B1", "").at("values"))
	wantEqual(t, "booleans", []any{unformatted, formatted}, []any{`[[true,false]]`, `[["TRUE","FALSE"]]`})
}

// cellsBook has one tab whose first row holds the given CellData.
func cellsBook(locale, cells string) string {
	return `{"properties":{"title":"T","locale":"` + locale + `"},"sheets":[{"properties":{"title":"Sheet1",
		"gridProperties":{"rowCount":5,"columnCount":10}},"data":[{"rowData":[{"values":[` + cells + `]}]}]}]}`
}

func TestAnErrorShowsItsCodeAndUnformattedItsMessageToo(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `
		{"userEnteredValue":{"formulaValue":"=1/0"},"effectiveValue":{"errorValue":{"type":"DIVIDE_BY_ZERO",
			"message":"Function DIVIDE parameter 2 cannot be zero."}}},
		{"userEnteredValue":{"formulaValue":"=VLOOKUP(\"x\",A:B,2,0)"},"effectiveValue":{"errorValue":{"type":"N_A",
			"message":"Did not find value 'x' in VLOOKUP evaluation."}}},
		{"userEnteredValue":{"formulaValue":"=#REF!"},"effectiveValue":{"errorValue":{"type":"REF"}}},
		{"userEnteredValue":{"formulaValue":"=IMPORTRANGE(\"a\",\"b\")"},"effectiveValue":{"errorValue":{"type":"LOADING",
			"message":"Loading..."}}}`))
	_, unformatted := b.get("s", "1:1")
	formatted := compact(b.do("GET", "/v4/spreadsheets/s/values/1:1", "").at("values"))
	formulas := compact(b.do("GET", "/v4/spreadsheets/s/values/C1?valueRenderOption=FORMULA", "").at("values"))
	wantEqual(t, "errors", []any{unformatted, formatted, formulas}, []any{
		`[["#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)","#N/A (Did not find value 'x' in VLOOKUP evaluation.)","#REF!","Loading..."]]`,
		`[["#DIV/0!","#N/A","#REF!","Loading..."]]`, `[["=#REF!"]]`})
}

func TestTextThatLooksNumericStaysText(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `{"userEnteredValue":{"stringValue":"0123456789"}},
		{"userEnteredValue":{"stringValue":"34"},"userEnteredFormat":{"numberFormat":{"type":"TEXT"}}}`))
	if _, got := b.get("s", "1:1"); got != `[["0123456789","34"]]` {
		t.Errorf("got %s", got)
	}
}

func TestHiddenRowsAndMergedCellsAreStillReturned(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"sheets":[{"properties":{"title":"Sheet1","gridProperties":{"rowCount":3,"columnCount":3}},
		"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":1}}]},{"values":[{"userEnteredValue":{"numberValue":2}}]}],
		"rowMetadata":[{},{"hiddenByUser":true}]}],"merges":[{"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2}]}]}`)
	if _, got := b.get("s", "Sheet1"); got != `[[1],[2]]` {
		t.Errorf("got %s", got)
	}
	got := b.do("GET", "/v4/spreadsheets/s?fields=sheets(merges,data.rowMetadata.hiddenByUser)", "")
	wantEqual(t, "hidden rows and merges", got.json, map[string]any{"sheets": []any{map[string]any{
		"merges": []any{map[string]any{"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2}},
		"data":   []any{map[string]any{"rowMetadata": []any{map[string]any{}, map[string]any{"hiddenByUser": true}, map[string]any{}}}},
	}}})
}

func TestIntegersBeyondTheFloatsPrecisionAreNotExact(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.do("PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=RAW", `{"values":[[9007199254740993]]}`)
	if _, got := b.get("s", "A1"); got != `[[9007199254740992]]` {
		t.Errorf("got %s", got)
	}
}

func TestAnUnknownRenderOptionIsRefusedAsAnEnum(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.do("GET", "/v4/spreadsheets/s/values/A1?valueRenderOption=X", "")
	want := `Invalid value at 'value_render_option' (type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), "X"`
	if got.status != 400 || got.message() != want {
		t.Errorf("got %d %s, want %s", got.status, got.message(), want)
	}
}

func TestTheClientSeesTheReasonOfARefusal(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	_, err := b.sheets.Spreadsheets.Values.Get("s", "Nonexistent!A:D").Do()
	if want := "googleapi: Error 400: Unable to parse range: Nonexistent!A:D, badRequest"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = b.sheets.Spreadsheets.Values.Get("none", "A1").Do()
	if want := "googleapi: Error 404: Requested entity was not found., notFound"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if e, ok := err.(*googleapi.Error); !ok || e.Code != 404 {
		t.Errorf("got %T, want a *googleapi.Error", err)
	}
}
