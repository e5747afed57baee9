package sheetsim_test

import (
	"fmt"
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

// batch sends requests and gives the whole answer.
func (b *bench) batch(id string, requests ...string) answer {
	b.t.Helper()
	return b.do("POST", "/v4/spreadsheets/"+id+":batchUpdate", `{"requests":[`+strings.Join(requests, ",")+`]}`)
}

// must sends requests that have to succeed.
func (b *bench) must(id string, requests ...string) answer {
	b.t.Helper()
	got := b.batch(id, requests...)
	if got.status != 200 {
		b.t.Fatalf("got %d %s", got.status, got.message())
	}
	return got
}

// tab gives a part of the first tab's resource as short JSON.
func (b *bench) tab(id, fields string) string {
	b.t.Helper()
	return compact(b.do("GET", "/v4/spreadsheets/"+id+"?fields=sheets("+fields+")", "").at("sheets", 0))
}

func TestABatchAppliesWholeOrNotAtAll(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.batch("s", `{"updateCells":{"start":{"sheetId":0},"rows":[{"values":[{"userEnteredValue":{"numberValue":1}}]}],"fields":"userEnteredValue"}}`,
		`{"deleteSheet":{"sheetId":99}}`)
	if got.message() != "Invalid requests[1].deleteSheet: No sheet with id: 99" {
		t.Errorf("got %s", got.message())
	}
	if _, values := b.get("s", "A1"); values != "null" {
		t.Errorf("half of the batch was applied: %s", values)
	}
}

func TestARequestWithoutAReplyGetsAnEmptyOne(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.must("s", `{"mergeCells":{"mergeType":"MERGE_ALL","range":{"sheetId":0,"endRowIndex":2,"endColumnIndex":2}}}`,
		`{"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"N","range":{"sheetId":0,"startRowIndex":0,"endRowIndex":1}}}}`)
	wantEqual(t, "replies", got.at("replies"), []any{map[string]any{},
		map[string]any{"addNamedRange": map[string]any{"namedRange": map[string]any{"namedRangeId": "n", "name": "N",
			"range": map[string]any{"startRowIndex": 0, "endRowIndex": 1}}}}})
}

func TestWhatABatchGetsWrongIsSaidInGooglesWords(t *testing.T) {
	for _, c := range []struct{ fact, request, want string }{
		{"an unknown kind", `{"noSuchRequest":{}}`,
			`Invalid JSON payload received. Unknown name "noSuchRequest" at 'requests[0]': Cannot find field.`},
		{"an unknown field deeper down", `{"deleteSheet":{"sheet":1}}`,
			`Invalid JSON payload received. Unknown name "sheet" at 'requests[0].delete_sheet': Cannot find field.`},
		{"a wrong type", `{"deleteSheet":{"sheetId":"x"}}`, `Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), "x"`},
		{"no kind", `{}`, "Invalid requests[0]: No request set."},
		{"two kinds", `{"addSheet":{},"deleteSheet":{}}`,
			`Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'`},
		{"hiding every tab", `{"updateSheetProperties":{"properties":{"sheetId":0,"hidden":true},"fields":"hidden"}}`,
			"Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document."},
		{"deleting every tab", `{"deleteSheet":{"sheetId":0}}`,
			"Invalid requests[0].deleteSheet: You can't remove all the sheets in a document."},
		{"a title twice", `{"addSheet":{"properties":{"title":"sheet1"}}}`,
			`Invalid requests[0].addSheet: A sheet with the name "sheet1" already exists. Please enter another name.`},
		{"an update without fields", `{"updateSheetProperties":{"properties":{"title":"x"}}}`,
			"Invalid requests[0].updateSheetProperties: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"},
		{"an unknown field in a mask", `{"updateSheetProperties":{"properties":{"title":"x"},"fields":"titel"}}`,
			"Invalid requests[0].updateSheetProperties: Invalid field: titel"},
		{"cells past the grid", `{"repeatCell":{"range":{"sheetId":0,"endRowIndex":11,"endColumnIndex":1},"cell":{},"fields":"note"}}`,
			"Invalid requests[0].repeatCell: Range (Sheet1!A1:A11) exceeds grid limits. Max rows: 10, max columns: 5"},
		{"rows past the grid", `{"updateCells":{"start":{"rowIndex":9},"rows":[{},{}],"fields":"note"}}`,
			"Invalid requests[0].updateCells: Attempting to write row: 10, beyond the last row of: 9"},
		{"a grid that is not there", `{"mergeCells":{"range":{"sheetId":5},"mergeType":"MERGE_ALL"}}`,
			"Invalid requests[0].mergeCells: No grid with id: 5"},
	} {
		t.Run(c.fact, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.load("s")
			if got := b.batch("s", c.request); got.status != 400 || got.message() != c.want {
				t.Errorf("got %d %s\nwant %s", got.status, got.message(), c.want)
			}
		})
	}
}

func TestAKindThatIsNotSimulatedIsRefusedLoudly(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.batch("s", `{"addSlicer":{}}`)
	if want := "sheetsim: not simulated: the request kind addSlicer (requests[0])"; got.status != 501 || got.message() != want {
		t.Errorf("got %d %s, want %s", got.status, got.message(), want)
	}
	if got := b.do("POST", "/v4/spreadsheets/s:batchUpdate", `{}`); got.message() != "Must specify at least one request." {
		t.Errorf("got %s", got.message())
	}
}

func TestMergingKeepsTheTopLeftValueAndListsTheMerges(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1, 2, 3, 4}, []any{5, 6, 7, 8})
	b.must("s", `{"mergeCells":{"mergeType":"MERGE_ALL","range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2}}}`,
		`{"mergeCells":{"mergeType":"MERGE_COLUMNS","range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":2,"endColumnIndex":4}}}`)
	if _, got := b.get("s", "Sheet1"); got != `[[1,"",3,4]]` {
		t.Errorf("got %s", got)
	}
	want := `{"merges":[{"endColumnIndex":2,"endRowIndex":2,"startColumnIndex":0,"startRowIndex":0},` +
		`{"endColumnIndex":3,"endRowIndex":2,"startColumnIndex":2,"startRowIndex":0},` +
		`{"endColumnIndex":4,"endRowIndex":2,"startColumnIndex":3,"startRowIndex":0}]}`
	if got := b.tab("s", "merges"); got != want {
		t.Errorf("got %s", got)
	}
	got := b.batch("s", `{"unmergeCells":{"range":{"sheetId":0,"endRowIndex":1,"endColumnIndex":5}}}`)
	if !strings.Contains(got.message(), "You must select all cells in a merged range") {
		t.Errorf("half a merge: got %s", got.message())
	}
	b.must("s", `{"unmergeCells":{"range":{"sheetId":0}}}`)
	if got := b.tab("s", "merges"); got != "{}" {
		t.Errorf("got %s", got)
	}
}

func TestUpdateCellsChangesTheMaskedFieldsOnly(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{"old", "kept"}, []any{"gone", "gone"})
	b.must("s", `{"updateCells":{"range":{"sheetId":0,"endRowIndex":2,"endColumnIndex":2},"fields":"note","rows":[{"values":[{"note":"n"}]}]}}`,
		`{"updateCells":{"range":{"sheetId":0,"endRowIndex":2,"endColumnIndex":1},"fields":"userEnteredValue,userEnteredFormat.textFormat.bold",
			"rows":[{"values":[{"userEnteredValue":{"stringValue":"=not a formula"},"userEnteredFormat":{"textFormat":{"bold":true,"italic":true}}}]}]}}`)
	if _, got := b.get("s", "Sheet1"); got != `[["=not a formula","kept"],["","gone"]]` {
		t.Errorf("a range clears what no row covers: got %s", got)
	}
	if got := b.tab("s", "data.rowData.values(note,userEnteredFormat)"); got !=
		`{"data":[{"rowData":[{"values":[{"note":"n","userEnteredFormat":{"textFormat":{"bold":true}}},{}]},{"values":[{},{}]}]}]}` {
		t.Errorf("got %s", got)
	}
}

func TestRepeatCellFillsARange(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.must("s", `{"repeatCell":{"range":{"sheetId":0,"startRowIndex":1,"endRowIndex":3,"startColumnIndex":1,"endColumnIndex":3},
		"cell":{"userEnteredValue":{"numberValue":7}},"fields":"userEnteredValue"}}`)
	if _, got := b.get("s", "Sheet1"); got != `[[],["",7,7],["",7,7]]` {
		t.Errorf("got %s", got)
	}
}

func TestSheetPropertiesKeepTheirDefaultsUnwritten(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.must("s", `{"updateSheetProperties":{"properties":{"sheetId":0,"title":"I'm new","gridProperties":{"frozenRowCount":2,"hideGridlines":false},
		"tabColorStyle":{"rgbColor":{"red":1,"green":0,"blue":0.5}}},"fields":"title,gridProperties(frozenRowCount,hideGridlines),tabColorStyle"}}`)
	want := `{"properties":{"gridProperties":{"columnCount":5,"frozenRowCount":2,"rowCount":10},"index":0,"sheetId":0,"sheetType":"GRID",` +
		`"tabColor":{"blue":0.49803922,"red":1},"tabColorStyle":{"rgbColor":{"blue":0.49803922,"red":1}},"title":"I'm new"}}`
	if got := b.tab("s", "properties"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestASheetIsMovedBeforeTheOneThatStandsAtTheIndex(t *testing.T) {
	for to, want := range map[int]string{0: "[A B C]", 1: "[A B C]", 2: "[B A C]", 3: "[B C A]"} {
		b := newBench(t, sheetsim.Options{})
		b.loadJSON("s", `{"sheets":[{"properties":{"sheetId":1,"title":"A"}},{"properties":{"sheetId":2,"title":"B"}},{"properties":{"sheetId":3,"title":"C"}}]}`)
		b.must("s", fmt.Sprintf(`{"updateSheetProperties":{"properties":{"sheetId":1,"index":%d},"fields":"index"}}`, to))
		sp, _ := b.sim.Spreadsheet("s")
		var titles []string
		for _, sh := range sp.Sheets {
			titles = append(titles, sh.Properties.Title)
		}
		if got := fmt.Sprint(titles); got != want {
			t.Errorf("to %d: got %s, want %s", to, got, want)
		}
	}
}

func TestRowsAndColumnsMoveEverythingThatStandsBehindThem(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1, 2}, []any{3, 4}, []any{5, 6})
	b.do("PUT", "/v4/spreadsheets/s/values/C3?valueInputOption=USER_ENTERED", `{"values":[["=SUM(A1:B2)"]]}`)
	b.must("s", `{"updateDimensionProperties":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":2,"endIndex":3},"properties":{"hiddenByUser":true},"fields":"hiddenByUser"}}`,
		`{"mergeCells":{"mergeType":"MERGE_ALL","range":{"sheetId":0,"startRowIndex":2,"endRowIndex":3,"startColumnIndex":3,"endColumnIndex":5}}}`,
		`{"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"N","range":{"sheetId":0,"startRowIndex":1,"endRowIndex":3,"startColumnIndex":0,"endColumnIndex":2}}}}`,
		`{"createDeveloperMetadata":{"developerMetadata":{"metadataId":4,"metadataKey":"k","visibility":"DOCUMENT","location":{"dimensionRange":{"sheetId":0,"dimension":"ROWS","startIndex":2,"endIndex":3}}}}}`,
		`{"insertDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":1,"endIndex":3}}}`)
	if _, got := b.get("s", "Sheet1"); got != `[[1,2],[],[],[3,4],[5,6,10]]` {
		t.Errorf("got %s", got)
	}
	formula := b.do("GET", "/v4/spreadsheets/s/values/C5?valueRenderOption=FORMULA", "").at("values", 0, 0)
	if formula != "=SUM(A1:B4)" {
		t.Errorf("the formula is %v", formula)
	}
	got := b.do("GET", "/v4/spreadsheets/s?fields=namedRanges.range,sheets(merges,data(rowMetadata(hiddenByUser,developerMetadata.metadataId)))", "")
	wantEqual(t, "merge", got.at("sheets", 0, "merges", 0, "startRowIndex"), 4)
	wantEqual(t, "hidden", got.at("sheets", 0, "data", 0, "rowMetadata", 4), map[string]any{"hiddenByUser": true,
		"developerMetadata": []any{map[string]any{"metadataId": 4}}})
	wantEqual(t, "named", got.at("namedRanges", 0, "range"), map[string]any{"startRowIndex": 3, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 2})

	b.must("s", `{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":4}}}`)
	if _, got := b.get("s", "Sheet1"); got != `[[5,6,10]]` {
		t.Errorf("a formula whose cells are gone keeps its last result: got %s", got)
	}
	if got := b.do("GET", "/v4/spreadsheets/s/values/C1?valueRenderOption=FORMULA", "").at("values", 0, 0); got != "=SUM(#REF!)" {
		t.Errorf("the formula is %v", got)
	}
}

func TestInsertingAtTheEndNeedsInheritance(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.batch("s", `{"insertDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":5,"endIndex":6}}}`)
	want := "Invalid requests[0].insertDimension: range.startIndex[5] must be less than grid size[5] if inheritFromBefore is false."
	if got.message() != want {
		t.Errorf("got %s", got.message())
	}
	b.must("s", `{"insertDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":5,"endIndex":6},"inheritFromBefore":true}}`)
	if rng, _ := b.get("s", "Sheet1"); rng != "Sheet1!A1:F10" {
		t.Errorf("got %s", rng)
	}
}

func TestAProtectedRangeLetsItsMakerEditAndNamesTheEditorsOnlyInAGet(t *testing.T) {
	b := newBench(t, sheetsim.Options{Email: "robot@example.com"})
	b.load("s")
	got := b.must("s", `{"addProtectedRange":{"protectedRange":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2},"description":null,
		"warningOnly":false,"requestingUserCanEdit":false,"editors":{"users":[],"groups":[]}}}}`)
	reply, _ := got.at("replies", 0, "addProtectedRange", "protectedRange").(map[string]any)
	id := reply["protectedRangeId"].(float64)
	wantEqual(t, "reply", reply, map[string]any{"protectedRangeId": id, "requestingUserCanEdit": true,
		"editors": map[string]any{}, "range": map[string]any{"startRowIndex": 0, "endRowIndex": 2}})
	if got := b.tab("s", "protectedRanges.editors"); got != `{"protectedRanges":[{"editors":{"users":["robot@example.com"]}}]}` {
		t.Errorf("got %s", got)
	}
	b.must("s", fmt.Sprintf(`{"updateProtectedRange":{"protectedRange":{"protectedRangeId":%.0f,"warningOnly":true},"fields":"warningOnly"}}`, id))
	if got := b.tab("s", "protectedRanges.warningOnly"); got != `{"protectedRanges":[{"warningOnly":true}]}` {
		t.Errorf("got %s", got)
	}
	b.must("s", fmt.Sprintf(`{"deleteProtectedRange":{"protectedRangeId":%.0f}}`, id))
	if got := b.tab("s", "protectedRanges"); got != `{}` {
		t.Errorf("got %s", got)
	}
}

func TestFiltersRulesAndChartsAreKeptAsTheyAreSent(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.must("s", `{"setBasicFilter":{"filter":{"range":{"sheetId":0}}}}`,
		`{"addConditionalFormatRule":{"index":0,"rule":{"ranges":[{"sheetId":0,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1}],
			"booleanRule":{"condition":{"type":"NOT_BLANK"},"format":{"textFormat":{"bold":true}}}}}}`,
		`{"addChart":{"chart":{"spec":{"title":"t"},"position":{"overlayPosition":{"anchorCell":{"sheetId":0,"rowIndex":1}}}}}}`)
	want := `{"basicFilter":{"range":{"endColumnIndex":5,"endRowIndex":10,"startColumnIndex":0,"startRowIndex":0}},` +
		`"charts":[{"spec":{"title":"t"}}],"conditionalFormats":[{"booleanRule":{"condition":{"type":"NOT_BLANK"},"format":{"textFormat":{"bold":true}}}}]}`
	if got := b.tab("s", "basicFilter,charts.spec,conditionalFormats.booleanRule"); got != want {
		t.Errorf("got %s", got)
	}
	chart := got.at("replies", 2, "addChart", "chart", "chartId").(float64)
	b.must("s", `{"clearBasicFilter":{"sheetId":0}}`, `{"deleteConditionalFormatRule":{"sheetId":0,"index":0}}`,
		fmt.Sprintf(`{"updateChartSpec":{"chartId":%.0f,"spec":{"title":"u"}}}`, chart))
	if got := b.tab("s", "basicFilter,charts.spec,conditionalFormats"); got != `{"charts":[{"spec":{"title":"u"}}]}` {
		t.Errorf("got %s", got)
	}
	b.must("s", fmt.Sprintf(`{"updateEmbeddedObjectPosition":{"objectId":%.0f,"fields":"anchorCell.rowIndex,widthPixels",
		"newPosition":{"overlayPosition":{"anchorCell":{"sheetId":0,"rowIndex":4},"widthPixels":300,"heightPixels":9}}}}`, chart))
	if got := b.tab("s", "charts.position"); got != `{"charts":[{"position":{"overlayPosition":{"anchorCell":{"rowIndex":4},"widthPixels":300}}}]}` {
		t.Errorf("got %s", got)
	}
	b.must("s", fmt.Sprintf(`{"deleteEmbeddedObject":{"objectId":%.0f}}`, chart))
	if got := b.tab("s", "charts"); got != `{}` {
		t.Errorf("got %s", got)
	}
}

func TestDeveloperMetadataIsFoundByKeyAndFollowsItsSheet(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"sheets":[{"properties":{"sheetId":0,"title":"A"}},{"properties":{"sheetId":5,"title":"B"}}]}`)
	b.must("s", `{"createDeveloperMetadata":{"developerMetadata":{"metadataId":1,"metadataKey":"tab","metadataValue":"x","visibility":"DOCUMENT","location":{"sheetId":5}}}}`,
		`{"createDeveloperMetadata":{"developerMetadata":{"metadataId":2,"metadataKey":"stamp","metadataValue":"y","visibility":"DOCUMENT","location":{"spreadsheet":true}}}}`)
	got := b.do("GET", "/v4/spreadsheets/s?fields=developerMetadata,sheets.developerMetadata", "")
	stamp := map[string]any{"location": map[string]any{"locationType": "SPREADSHEET", "spreadsheet": true}, "metadataId": 2, "metadataKey": "stamp", "metadataValue": "y", "visibility": "DOCUMENT"}
	tab := map[string]any{"location": map[string]any{"locationType": "SHEET", "sheetId": 5}, "metadataId": 1, "metadataKey": "tab", "metadataValue": "x", "visibility": "DOCUMENT"}
	wantEqual(t, "in a get", got.json, map[string]any{"developerMetadata": []any{stamp}, "sheets": []any{map[string]any{}, map[string]any{"developerMetadata": []any{tab}}}})

	found := func(lookup string) string {
		got := b.must("s", `{"updateDeveloperMetadata":{"dataFilters":[{"developerMetadataLookup":`+lookup+`}],"developerMetadata":{"metadataValue":"z"},"fields":"metadataValue"}}`)
		return compact(got.at("replies", 0, "updateDeveloperMetadata", "developerMetadata", 0))
	}
	want := `{"location":{"locationType":"SHEET","sheetId":5},"metadataId":1,"metadataKey":"tab","metadataValue":"z","visibility":"DOCUMENT"}`
	for _, lookup := range []string{`{"metadataId":1}`, `{"metadataKey":"tab"}`, `{"locationType":"SHEET"}`, `{"metadataKey":"tab","metadataLocation":{"sheetId":5}}`} {
		if got := found(lookup); got != want {
			t.Errorf("by %s: got %s", lookup, got)
		}
	}
	if got := found(`{"metadataLocation":{"spreadsheet":true}}`); !strings.Contains(got, `"stamp"`) {
		t.Errorf("at exactly a location: got %s", got)
	}
	b.must("s", `{"deleteSheet":{"sheetId":5}}`)
	for _, lookup := range []string{`{"metadataKey":"tab"}`, `{"metadataKey":"stamp","visibility":"PROJECT"}`} {
		if got := found(lookup); got != "null" {
			t.Errorf("after its sheet was deleted %s finds %s", lookup, got)
		}
	}
}

func TestMetadataWithoutALocationIsRefused(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.batch("s", `{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","visibility":"DOCUMENT","location":{}}}}`)
	if got.status != 400 {
		t.Errorf("got %d; a sheet's id 0 must be sent, not left out", got.status)
	}
}
