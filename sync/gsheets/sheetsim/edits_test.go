package sheetsim_test

import (
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestSortingPutsNumbersFirstAndEmptyCellsLast(t *testing.T) {
	for order, want := range map[string]string{
		"ASCENDING":  `[[1,"b"],[10,"a"],["an","c"],["Ba","d"],[true,"e"],["","f"]]`,
		"DESCENDING": `[[true,"e"],["Ba","d"],["an","c"],[10,"a"],[1,"b"],["","f"]]`,
	} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		b.put("s", "A1", []any{10, "a"}, []any{1, "b"}, []any{"", "f"}, []any{"an", "c"}, []any{"Ba", "d"}, []any{true, "e"})
		b.must("s", `{"sortRange":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":6,"startColumnIndex":0,"endColumnIndex":2},
			"sortSpecs":[{"dimensionIndex":0,"sortOrder":"`+order+`"}]}}`)
		if _, got := b.get("s", "Sheet1"); got != want {
			t.Errorf("%s: got %s, want %s", order, got, want)
		}
	}
}

func TestDeletedLinesTakeTheirMetadataAndLetTheRestMoveUp(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"developerMetadata":[{"metadataId":1,"metadataKey":"book"}],"sheets":[{"properties":{"sheetId":0,"title":"Sheet1",
		"gridProperties":{"rowCount":10,"columnCount":5}},"developerMetadata":[{"metadataId":2,"metadataKey":"tab"}],
		"merges":[{"startRowIndex":1,"endRowIndex":3,"startColumnIndex":0,"endColumnIndex":1}],
		"data":[{"rowMetadata":[{},{"developerMetadata":[{"metadataId":3,"metadataKey":"gone"}]},{},{},{},
			{"hiddenByUser":true,"pixelSize":40,"developerMetadata":[{"metadataId":4,"metadataKey":"row"}]}],
			"columnMetadata":[{"pixelSize":100},{"developerMetadata":[{"metadataId":5,"metadataKey":"column"}]}]}]}]}`)
	b.must("s", `{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":4}}}`,
		`{"deleteDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":0,"endIndex":1}}}`)
	got := b.do("GET", "/v4/spreadsheets/s?fields=developerMetadata.metadataId,sheets(merges,developerMetadata.metadataId,"+
		"properties.gridProperties,data(rowMetadata,columnMetadata.developerMetadata(metadataId,location)))", "")
	want := `{"developerMetadata":[{"metadataId":1}],"sheets":[{"data":[{"columnMetadata":[{"developerMetadata":[{"location":` +
		`{"dimensionRange":{"dimension":"COLUMNS","endIndex":1,"startIndex":0},"locationType":"COLUMN"},"metadataId":5}]},{},{},{}],` +
		`"rowMetadata":[{"pixelSize":21},{"developerMetadata":[{"location":{"dimensionRange":{"dimension":"ROWS","endIndex":2,"startIndex":1},` +
		`"locationType":"ROW"},"metadataId":4,"metadataKey":"row","visibility":"DOCUMENT"}],"hiddenByUser":true,"pixelSize":40},` +
		`{"pixelSize":21},{"pixelSize":21},{"pixelSize":21},{"pixelSize":21}]}],"developerMetadata":[{"metadataId":2}],` +
		`"properties":{"gridProperties":{"columnCount":4,"rowCount":6}}}]}`
	if g := compact(got.json); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
	for request, want := range map[string]string{
		`{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":6}}}`:    "You can't delete all the rows on the sheet.",
		`{"deleteDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":3,"endIndex":5}}}`: "range.endIndex[5] is beyond the end of the grid[4]",
		`{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":3,"endIndex":3}}}`:    "range.endIndex[3] must be after range.startIndex[3]",
		`{"deleteDimension":{"range":{"sheetId":0}}}`:                                                   "No dimension specified.",
		`{"appendDimension":{"sheetId":0,"dimension":"ROWS"}}`:                                          "length must be positive",
	} {
		if got := b.batch("s", request); got.status != 400 || !strings.HasSuffix(got.message(), want) {
			t.Errorf("%s: got %d %s", request, got.status, got.message())
		}
	}
}

func TestAStarUpdatesTheFieldsThatAreSentAndNoOther(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.must("s", `{"updateSheetProperties":{"properties":{"sheetId":0,"title":"Mới","gridProperties":{"frozenRowCount":1}},"fields":"*"}}`,
		`{"updateSpreadsheetProperties":{"properties":{"timeZone":"Etc/GMT"},"fields":"*"}}`)
	got := b.do("GET", "/v4/spreadsheets/s?fields=properties(title,timeZone),sheets.properties(title,gridProperties)", "")
	wantEqual(t, "spreadsheet", got.at("properties"), map[string]any{"title": "T", "timeZone": "Etc/GMT"})
	wantEqual(t, "tab", got.at("sheets", 0, "properties"), map[string]any{"title": "Mới",
		"gridProperties": map[string]any{"rowCount": 10, "columnCount": 5, "frozenRowCount": 1}})
	for request, want := range map[string]string{
		`{"updateSpreadsheetProperties":{"properties":{"title":""},"fields":"title"}}`:                                              "The spreadsheet title cannot be empty.",
		`{"updateSheetProperties":{"properties":{"sheetId":0,"title":""},"fields":"title"}}`:                                        "The sheet name cannot be empty.",
		`{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":0}},"fields":"gridProperties.rowCount"}}`: "You can't delete all the rows on the sheet.",
		`{"updateSpreadsheetProperties":{"properties":{"locale":"de_DE"},"fields":"locale"}}`:                                       `sheetsim: not simulated: the locale "de_DE"`,
	} {
		if got := b.batch("s", request); !strings.HasSuffix(got.message(), want) {
			t.Errorf("%s: got %s", request, got.message())
		}
	}
}

func TestAShrunkenGridLosesWhatStoodBeyond(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1, "", 3}, []any{4, "", 6}, []any{7})
	b.must("s", `{"mergeCells":{"mergeType":"MERGE_ALL","range":{"sheetId":0,"startRowIndex":4,"endRowIndex":5,"startColumnIndex":0,"endColumnIndex":2}}}`,
		`{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":2,"columnCount":2}},"fields":"gridProperties(rowCount,columnCount)"}}`,
		`{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":5,"columnCount":3}},"fields":"gridProperties(rowCount,columnCount)"}}`)
	if rng, got := b.get("s", "Sheet1"); rng != "Sheet1!A1:C5" || got != `[[1],[4]]` {
		t.Errorf("got %s %s", rng, got)
	}
	if got := b.tab("s", "merges"); got != "{}" {
		t.Errorf("got %s", got)
	}
}

func TestAFormulaIsWrittenThroughABatchTooAndMovesNoReadOnlyField(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	cells := func(value string) string {
		return `{"updateCells":{"start":{"sheetId":0},"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":` + value + `}]}]}}`
	}
	b.must("s", cells(`{"formulaValue":"=SUM(B1:C1)+2"}`))
	if _, got := b.get("s", "A1"); got != "[[2]]" {
		t.Errorf("got %s", got)
	}
	readOnly := `{"updateCells":{"start":{"sheetId":0},"fields":"formattedValue","rows":[{"values":[{"formattedValue":"1"}]}]}}`
	if got := b.batch("s", readOnly); got.status != 501 {
		t.Errorf("a read-only field: got %d %s", got.status, got.message())
	}
	for value, want := range map[string]int{`{"formulaValue":"1+2"}`: 400, `{"errorValue":{"type":"REF"}}`: 400,
		`{"formulaValue":"=TODAY()"}`: 501, `{"numberValue":1,"stringValue":"x"}`: 400} {
		if got := b.batch("s", cells(value)); got.status != want {
			t.Errorf("%s: got %d %s", value, got.status, got.message())
		}
	}
}

func TestValidationIsSetAndTakenAway(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	const rng = `"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1}`
	b.must("s", `{"setDataValidation":{`+rng+`,"rule":{"condition":{"type":"NOT_BLANK"},"strict":true,"showCustomUi":false}}}`)
	if got := b.tab("s", "data.rowData.values.dataValidation"); got !=
		`{"data":[{"rowData":[{"values":[{"dataValidation":{"condition":{"type":"NOT_BLANK"},"strict":true}}]}]}]}` {
		t.Errorf("got %s", got)
	}
	b.must("s", `{"setDataValidation":{`+rng+`}}`)
	if got := b.tab("s", "data.rowData.values.dataValidation"); got != `{"data":[{}]}` {
		t.Errorf("got %s", got)
	}
}

func TestANamedRangeIsRenamedMovedAndDeleted(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.must("s", `{"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"Cũ","range":{"sheetId":0,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1}}}}`,
		`{"updateNamedRange":{"namedRange":{"namedRangeId":"n","name":"Mới"},"fields":"name"}}`,
		`{"updateNamedRange":{"namedRange":{"namedRangeId":"n","range":{"sheetId":0,"startRowIndex":1,"endRowIndex":3,"startColumnIndex":1,"endColumnIndex":2}},"fields":"range"}}`)
	if rng, _ := b.get("s", "mới"); rng != "Sheet1!B2:B3" {
		t.Errorf("got %s", rng)
	}
	if got := b.batch("s", `{"addNamedRange":{"namedRange":{"name":"Mới","range":{"sheetId":0}}}}`); got.status != 400 {
		t.Errorf("the same name twice: got %d", got.status)
	}
	b.must("s", `{"deleteNamedRange":{"namedRangeId":"n"}}`)
	if got := b.batch("s", `{"deleteNamedRange":{"namedRangeId":"n"}}`); got.message() != "Invalid requests[0].deleteNamedRange: No named range with id: n" {
		t.Errorf("got %s", got.message())
	}
}

func TestATabWithoutATitleGetsOneInTheSpreadsheetsLanguage(t *testing.T) {
	b := newBench(t, sheetsim.Options{Locale: "vi_VN"})
	made := b.do("POST", "/drive/v3/files", `{"name":"T","mimeType":"application/vnd.google-apps.spreadsheet"}`).at("id").(string)
	got := b.must(made, `{"addSheet":{}}`, `{"addSheet":{"properties":{"index":0,"sheetId":77,"hidden":true}}}`)
	if title := got.at("replies", 0, "addSheet", "properties", "title"); title != "Trang tính2" {
		t.Errorf("got %v", title)
	}
	wantEqual(t, "in front", got.at("replies", 1, "addSheet", "properties", "index"), 0)
	for request, want := range map[string]string{
		`{"addSheet":{"properties":{"sheetId":77}}}`: "Sheet with id: 77 already exists.",
		`{"addSheet":{"properties":{"index":9}}}`:    "The index 9 is out of bounds.",
	} {
		if got := b.batch(made, request); !strings.HasSuffix(got.message(), want) {
			t.Errorf("%s: got %s", request, got.message())
		}
	}
}

func TestAMergeMayNotCrossTheEdgeOfWhatIsFrozen(t *testing.T) {
	const freeze = `{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"frozenRowCount":2,"frozenColumnCount":1}},
		"fields":"gridProperties.frozenRowCount,gridProperties.frozenColumnCount"}}`
	merge := func(bounds string) string {
		return `{"mergeCells":{"mergeType":"MERGE_ALL","range":{"sheetId":0,` + bounds + `}}}`
	}
	const wide = `"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":3`
	const tall = `"startRowIndex":1,"endRowIndex":3,"startColumnIndex":2,"endColumnIndex":3`
	for _, c := range []struct {
		requests []string
		want     string
	}{
		{[]string{freeze, merge(wide)}, "Invalid requests[1].mergeCells: You can't merge frozen and non-frozen columns."},
		{[]string{freeze, merge(tall)}, "Invalid requests[1].mergeCells: You can't merge frozen and non-frozen rows."},
		{[]string{merge(wide), freeze}, "Invalid requests[1].updateSheetProperties: You can't freeze columns which contain only part of a merged cell."},
		{[]string{merge(tall), freeze}, "Invalid requests[1].updateSheetProperties: You can't freeze rows which contain only part of a merged cell."},
		{[]string{freeze, merge(`"startRowIndex":0,"endRowIndex":2,"startColumnIndex":1,"endColumnIndex":3`)}, ""},
	} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		if got := b.batch("s", c.requests...); got.message() != c.want {
			t.Errorf("got %q, want %q", got.message(), c.want)
		}
	}
}

func TestSomethingMustStayThatIsNotFrozen(t *testing.T) {
	size := func(rows, frozen string) string {
		return `{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":` + rows + `,"frozenRowCount":` + frozen + `}},
			"fields":"gridProperties(rowCount,frozenRowCount)"}}`
	}
	for _, c := range []struct {
		requests []string
		want     string
	}{
		{[]string{size("3", "3")}, "Invalid requests[0].updateSheetProperties: You can't freeze all visible rows on the sheet."},
		{[]string{`{"addSheet":{"properties":{"gridProperties":{"rowCount":1,"columnCount":2,"frozenColumnCount":2}}}}`},
			"Invalid requests[0].addSheet: You can't freeze all visible columns on the sheet."},
		{[]string{size("5", "2"), size("2", "0")},
			"Invalid requests[1].updateSheetProperties: Sorry, it is not possible to delete all non-frozen rows."},
		{[]string{size("5", "2"), `{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":2,"endIndex":5}}}`},
			"Invalid requests[1].deleteDimension: Sorry, it is not possible to delete all non-frozen rows."},
		{[]string{size("5", "2"), size("3", "2")}, ""},
	} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		if got := b.batch("s", c.requests...); got.message() != c.want {
			t.Errorf("got %q, want %q", got.message(), c.want)
		}
	}
}
