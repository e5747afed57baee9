package gsheets

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/sync/gsheets/sheetsim"
)

func TestWhatACellShowsBesideItsValue(t *testing.T) {
	num := func(n float64, m grid.Marks, more *grid.More) grid.Cell {
		return grid.Cell{Kind: grid.Number, Number: n, Marks: m, More: more}
	}
	const fifteen, twelve15 = `"userEnteredValue":{"numberValue":15},"effectiveValue":{"numberValue":15}`, `"userEnteredValue":{"stringValue":"12 15"},"effectiveValue":{"stringValue":"12 15"}`
	words := grid.Cell{Kind: grid.Text, Text: "12 15"}
	part, all := words, words
	part.Marks, part.More = grid.StruckPart, &grid.More{Kept: " 15"}
	all.Marks = grid.Struck
	for _, tc := range []struct {
		name, cell string
		want       grid.Cell
	}{
		{"a struck number", `{` + fifteen + `,"userEnteredFormat":{"textFormat":{"strikethrough":true}}}`, num(15, grid.Struck, nil)},
		{"a struck text", `{` + twelve15 + `,"userEnteredFormat":{"textFormat":{"strikethrough":true}}}`, all},
		{"a part struck", `{` + twelve15 + `,"textFormatRuns":[{"format":{"strikethrough":true}},{"startIndex":2,"format":{}}]}`, part},
		{"runs that strike nothing", `{` + twelve15 + `,"textFormatRuns":[{"format":{}},{"startIndex":2}]}`, words},
		{"runs that strike all", `{` + twelve15 + `,"textFormatRuns":[{"format":{"strikethrough":true}}]}`, all},
		{"runs that lie", `{` + twelve15 + `,"textFormatRuns":[{"startIndex":99,"format":{"strikethrough":true}},null,{"startIndex":-1}]}`, words},
		{"a percentage", `{` + fifteen + `,"effectiveFormat":{"numberFormat":{"type":"PERCENT","pattern":"0%"}}}`, num(15, grid.Percent, &grid.More{Format: "0%"})},
		{"a percentage of the locale", `{` + fifteen + `,"effectiveFormat":{"numberFormat":{"type":"PERCENT"}}}`, num(15, grid.Percent, &grid.More{Format: "0.00%"})},
		{"more digits", `{` + fifteen + `,"effectiveFormat":{"numberFormat":{"type":"NUMBER","pattern":"0\"/5\""}}}`, num(15, grid.Scaled, &grid.More{Format: `0"/5"`})},
		{"nothing", `{` + fifteen + `,"effectiveFormat":{"numberFormat":{"type":"NUMBER","pattern":";;;"}}}`, num(15, grid.Unseen, &grid.More{Format: ";;;"})},
		{"a plain format", `{` + fifteen + `,"effectiveFormat":{"numberFormat":{"type":"NUMBER","pattern":"#,##0"}}}`, num(15, 0, nil)},
		{"yellow", `{` + fifteen + `,"userEnteredFormat":{"backgroundColorStyle":{"rgbColor":{"red":1,"green":1}}}}`, num(15, 0, &grid.More{Fill: "FFFF00"})},
		{"a theme's colour", `{` + fifteen + `,"userEnteredFormat":{"backgroundColorStyle":{"themeColor":"ACCENT1"}}}`, num(15, 0, &grid.More{Fill: "4285F4"})},
		{"white on white", `{` + fifteen + `,"userEnteredFormat":{"backgroundColorStyle":{"rgbColor":{"red":1,"green":1,"blue":1}},"textFormat":{"foregroundColorStyle":{"rgbColor":{"red":1,"green":1,"blue":1}}}}}`, num(15, grid.Unseen, nil)},
		{"a note", `{` + fifteen + `,"note":"hỏi lại"}`, num(15, 0, &grid.More{Note: "hỏi lại"})},
		{"a blank cell with a note and a colour", `{"note":"hỏi lại","userEnteredFormat":{"backgroundColorStyle":{"rgbColor":{"red":1}}}}`, grid.Cell{More: &grid.More{Note: "hỏi lại", Fill: "FF0000"}}},
		{"today", `{"userEnteredValue":{"formulaValue":"=TODAY()"},"effectiveValue":{"numberValue":43983}}`, grid.Cell{Kind: grid.Number, Number: 43983, Formula: true, Marks: grid.Volatile, More: &grid.More{Formula: "TODAY()"}}},
		{"an import", `{"userEnteredValue":{"formulaValue":"=IMPORTRANGE(\"x\";\"T!A1\")"},"effectiveValue":{"numberValue":5}}`, grid.Cell{Kind: grid.Number, Number: 5, Formula: true, Marks: grid.Imported, More: &grid.More{Formula: `IMPORTRANGE("x","T!A1")`}}},
		{"an import that failed", `{"userEnteredValue":{"formulaValue":"=IMPORTRANGE(\"x\")"},"effectiveValue":{"errorValue":{"type":"REF"}}}`, grid.Cell{Kind: grid.Error, Text: "#REF!", Formula: true, Marks: grid.Imported | grid.Pending, More: &grid.More{Formula: `IMPORTRANGE("x")`}}},
		{"a result that is awaited", `{"userEnteredValue":{"formulaValue":"=A1"},"effectiveValue":{"errorValue":{"type":"LOADING"}}}`, grid.Cell{Kind: grid.Error, Text: "Loading...", Formula: true, Marks: grid.Pending, More: &grid.More{Formula: "A1"}}},
	} {
		var d sheets.CellData
		if err := json.Unmarshal([]byte(tc.cell), &d); err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		v := newConverter(&sheets.SpreadsheetProperties{SpreadsheetTheme: &sheets.SpreadsheetTheme{ThemeColors: []*sheets.ThemeColorPair{
			{ColorType: "ACCENT1", Color: &sheets.ColorStyle{RgbColor: &sheets.Color{Red: 66. / 255, Green: 133. / 255, Blue: 244. / 255}}}}}})
		if diff := cmp.Diff(tc.want, v.cell(&d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestAFormulaOfAnyLocaleIsReadAsOne(t *testing.T) {
	for f, want := range map[string]string{
		`=SUM(A1;B1)`: "SUM(A1,B1)", `=SUM(A1,B1)`: "SUM(A1,B1)", `=IF(A1>0,5;1;"a;b,c")`: `IF(A1>0.5,1,"a;b,c")`,
		`=SUM({1;2})`: "SUM({1;2})", `='T;6'!A1`: "'T;6'!A1", `=A1`: "A1",
	} {
		if got := plainFormula(f); got != want {
			t.Errorf("%s: got %s, want %s", f, got, want)
		}
	}
}

// What a fetch asks for is what the cells show.
func TestAFetchBringsWhatCellsShow(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	err := sim.LoadSpreadsheet("tan-khai", []byte(`{"properties":{"title":"Tân Khai","locale":"vi_VN"},"sheets":[{"properties":{"sheetId":7,"title":"T6"},"data":[{"rowMetadata":[{"hiddenByFilter":true}],"rowData":[
	 {"values":[{"userEnteredValue":{"numberValue":16},"userEnteredFormat":{"backgroundColor":{"red":1,"green":1},"textFormat":{"strikethrough":true}},"note":"nhầm"},
	  {"userEnteredValue":{"numberValue":1},"userEnteredFormat":{"numberFormat":{"type":"PERCENT","pattern":"0%"}}},
	  {"userEnteredValue":{"stringValue":"1215"},"textFormatRuns":[{"format":{"strikethrough":true}},{"startIndex":2,"format":{}}]}]},
	 {"values":[{"userEnteredValue":{"numberValue":1}},{},{"note":"chưa có"},{"note":"ngoài bảng"}]}]}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := serve(t, sim)
	snap, err := c.Fetch(t.Context(), testRef)
	if err != nil {
		t.Fatal(err)
	}
	b, err := snap.Decode()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]grid.Cell{
		{{Kind: grid.Number, Number: 16, Marks: grid.Struck, More: &grid.More{Note: "nhầm", Fill: "FFFF00"}},
			{Kind: grid.Number, Number: 1, Marks: grid.Percent, More: &grid.More{Format: "0%"}},
			{Kind: grid.Text, Text: "1215", Marks: grid.StruckPart, More: &grid.More{Kept: "15"}}},
		{{Kind: grid.Number, Number: 1}, {}, {More: &grid.More{Note: "chưa có"}}},
	}
	if diff := cmp.Diff(want, b.Tabs[0].Rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0}, b.Tabs[0].FilteredRows); diff != "" {
		t.Errorf("filtered (-want +got):\n%s", diff)
	}
}
