package sheetsim_test

import (
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

const maskBook = `{"properties":{"title":"T"},"sheets":[
	{"properties":{"sheetId":0,"title":"Sheet1","gridProperties":{"rowCount":3,"columnCount":3}},"data":[{"rowData":[
		{"values":[{"userEnteredValue":{"numberValue":1},"userEnteredFormat":{"numberFormat":{"type":"NUMBER","pattern":"0.0"}}}]},
		{},{"values":[{},{"note":"two sheets"}]}]}]},
	{"properties":{"sheetId":7,"title":"Other","gridProperties":{"rowCount":1,"columnCount":1}}}]}`

func TestAMaskSelectsWithDotsSlashesListsAndStars(t *testing.T) {
	for _, c := range []struct{ fact, query, want string }{
		{"dots", "fields=sheets.properties.title",
			`{"sheets":[{"properties":{"title":"Sheet1"}},{"properties":{"title":"Other"}}]}`},
		{"slashes", "fields=sheets/properties/sheetId",
			`{"sheets":[{"properties":{"sheetId":0}},{"properties":{"sheetId":7}}]}`},
		{"lists in parentheses", "fields=spreadsheetId,sheets(properties(sheetId,index))",
			`{"sheets":[{"properties":{"index":0,"sheetId":0}},{"properties":{"index":1,"sheetId":7}}],"spreadsheetId":"s"}`},
		{"a star is all", "fields=properties/title,sheets(properties(gridProperties/*))",
			`{"properties":{"title":"T"},"sheets":[{"properties":{"gridProperties":{"columnCount":3,"rowCount":3}}},` +
				`{"properties":{"gridProperties":{"columnCount":1,"rowCount":1}}}]}`},
		{"what is not set is left out, what holds it stays", "fields=sheets.properties.tabColorStyle",
			`{"sheets":[{"properties":{}},{"properties":{}}]}`},
		{"naming data brings the grid", "includeGridData=false&fields=sheets.data.rowData.values.note",
			`{"sheets":[{"data":[{"rowData":[{"values":[{}]},{},{"values":[{},{"note":"two sheets"}]}]}]},{"data":[{}]}]}`},
		{"not naming it leaves the grid out", "includeGridData=true&fields=sheets.merges", `{"sheets":[{},{}]}`},
		{"the client's own mask", "ranges=Sheet1!A1&fields=sheets(data(rowData(values(effectiveValue,effectiveFormat.numberFormat)),columnMetadata(hiddenByUser)))",
			`{"sheets":[{"data":[{"columnMetadata":[{}],"rowData":[{"values":[{"effectiveFormat":{"numberFormat":{"pattern":"0.0","type":"NUMBER"}},` +
				`"effectiveValue":{"numberValue":1}}]}]}]}]}`},
		{"ranges choose the sheets and the part", "ranges=Sheet1!B2:C3&fields=sheets(properties.title,data(startRow,startColumn,rowData.values.note))",
			`{"sheets":[{"data":[{"rowData":[{},{"values":[{"note":"two sheets"}]}],"startColumn":1,"startRow":1}],"properties":{"title":"Sheet1"}}]}`},
		{"a mask goes into the values too", "ranges=Sheet1!A1&fields=sheets.data.rowData.values(userEnteredValue.stringValue,effectiveValue.numberValue)",
			`{"sheets":[{"data":[{"rowData":[{"values":[{"effectiveValue":{"numberValue":1},"userEnteredValue":{}}]}]}]}]}`},
		{"an empty mask on a tab without cells", "ranges=Other&includeGridData=true&fields=sheets.data.rowData", `{"sheets":[{"data":[{}]}]}`},
	} {
		t.Run(c.fact, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.loadJSON("s", maskBook)
			if got := compact(b.do("GET", "/v4/spreadsheets/s?"+c.query, "").json); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAMaskWithAnUnknownPathIsRefusedAsRecorded(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", maskBook)
	for mask, path := range map[string]string{
		"sheets.sheetProperties":             "sheets.sheetProperties",
		"sheets(properties(title,nope))":     "sheets.properties.nope",
		"spreadsheetId,sheets/data/rowDat/x": "sheets.data.rowDat.x",
		"properties.title.deeper":            "properties.title.deeper",
		"sheets(data(rowData(values(nothing": "sheets.data.rowData.values.nothing",
	} {
		got := b.do("GET", "/v4/spreadsheets/s?fields="+mask, "")
		violation := got.at("error", "details", 0, "fieldViolations", 0)
		wantEqual(t, mask, []any{got.status, got.message(), violation}, []any{400, "Request contains an invalid argument.",
			map[string]any{"field": path,
				"description": "Error expanding 'fields' parameter. Cannot find matching fields for path '" + path + "'."}})
	}
	if got := b.do("GET", "/v4/spreadsheets/s?fields=sheets(properties", ""); got.status != 400 {
		t.Errorf("an unclosed list: got %d", got.status)
	}
}

func TestAFullGetWithGridDataHoldsEverything(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", maskBook)
	got := b.do("GET", "/v4/spreadsheets/s?includeGridData=true", "")
	wantEqual(t, "the cell's effective format", got.at("sheets", 0, "data", 0, "rowData", 0, "values", 0, "effectiveFormat", "textFormat", "fontSize"), 10)
	wantEqual(t, "a row's height", got.at("sheets", 0, "data", 0, "rowMetadata", 0, "pixelSize"), 21)
	wantEqual(t, "a column's width", got.at("sheets", 0, "data", 0, "columnMetadata", 2, "pixelSize"), 100)
	if strings.Contains(b.do("GET", "/v4/spreadsheets/s", "").text, "rowData") {
		t.Error("a plain get must not bring grid data")
	}
}

func TestTheFirstSheetHasIdZeroAndLaterOnesALargeOne(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.do("POST", "/v4/spreadsheets/s:batchUpdate", `{"requests":[{"addSheet":{"properties":{"title":"B"}}}]}`)
	id, _ := got.at("replies", 0, "addSheet", "properties", "sheetId").(float64)
	if id < 1000 {
		t.Errorf("got %v", got.text)
	}
	wantEqual(t, "an explicit 0", b.do("GET", "/v4/spreadsheets/s?fields=sheets.properties(sheetId,index)", "").
		at("sheets", 0, "properties"), map[string]any{"sheetId": 0, "index": 0})
}
