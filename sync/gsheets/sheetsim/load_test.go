package sheetsim_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/sync/gsheets/sheetsim"
)

func TestALoadedResourceComesBackAsItWas(t *testing.T) {
	b := newBench(t, sheetsim.Options{Locale: "vi_VN"})
	b.loadJSON("s", cellsBook("vi_VN", `
		{"userEnteredValue":{"numberValue":44006},"effectiveValue":{"numberValue":44006},"formattedValue":"24/06/2020",
			"effectiveFormat":{"numberFormat":{"type":"DATE","pattern":"dd/mm/yyyy"},"textFormat":{"fontFamily":".VnTime"}}},
		{"userEnteredValue":{"formulaValue":"=D9+F9"},"effectiveValue":{"stringValue":""}},
		{"userEnteredValue":{"formulaValue":"=QUERY(A:A)"},"effectiveValue":{"numberValue":12},"formattedValue":"12 hs"},
		{"userEnteredValue":{"boolValue":false},"note":"hỏi lại"}`))
	got := b.do("GET", "/v4/spreadsheets/s?fields=sheets.data.rowData.values(userEnteredValue,effectiveValue,formattedValue,effectiveFormat(numberFormat,textFormat.fontFamily),note)", "")
	want := `[{"effectiveFormat":{"numberFormat":{"pattern":"dd/mm/yyyy","type":"DATE"},"textFormat":{"fontFamily":".VnTime"}},"effectiveValue":{"numberValue":44006},` +
		`"formattedValue":"24/06/2020","userEnteredValue":{"numberValue":44006}},` +
		`{"effectiveFormat":{"textFormat":{"fontFamily":"arial,sans,sans-serif"}},"effectiveValue":{"stringValue":""},"formattedValue":"","userEnteredValue":{"formulaValue":"=D9+F9"}},` +
		`{"effectiveFormat":{"textFormat":{"fontFamily":"arial,sans,sans-serif"}},"effectiveValue":{"numberValue":12},"formattedValue":"12 hs","userEnteredValue":{"formulaValue":"=QUERY(A:A)"}},` +
		`{"effectiveFormat":{"textFormat":{"fontFamily":"arial,sans,sans-serif"}},"effectiveValue":{"boolValue":false},"formattedValue":"FALSE","note":"hỏi lại","userEnteredValue":{"boolValue":false}}]`
	if g := compact(got.at("sheets", 0, "data", 0, "rowData", 0, "values")); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestAResourceThatTheSchemaDoesNotKnowIsRefused(t *testing.T) {
	for resource, want := range map[string]string{
		`{"sheets":[{"propertys":{}}]}`:                                                                     `Unknown name "propertys" at 'spreadsheet.sheets[0]'`,
		`{"sheets":[{"properties":{"title":1}}]}`:                                                           `Invalid value at 'spreadsheet.sheets[0].properties.title' (TYPE_STRING), 1`,
		`{"properties":{"locale":"xx_YY"}}`:                                                                 `not simulated: the locale "xx_YY"`,
		`{"sheets":[{"properties":{"sheetType":"OBJECT"}}]}`:                                                "not simulated: a sheet of the type OBJECT",
		`{"sheets":[{"properties":{"title":"A","sheetId":1}},{"properties":{"title":"a","sheetId":2}}]}`:    `A sheet with the name "a" already exists`,
		`{"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"only"}]}]}]}]}`:                      "A1: a cell has a formattedValue and no value",
		`{"sheets":[{"data":[{"rowData":[{"values":[{"effectiveValue":{"errorValue":{"type":"X"}}}]}]}]}]}`: `not simulated: an error value of type "X"`,
		`not JSON`: "invalid character",
	} {
		err := sheetsim.New(sheetsim.Options{}).LoadSpreadsheet("s", []byte(resource))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", resource, err, want)
		}
	}
}

func TestAFolderIsLoadedUnderTheIdsInItsFilesElseTheirNames(t *testing.T) {
	decode := func(name string, data []byte) (grid.Book, error) {
		if string(data) == "broken" {
			return grid.Book{}, errors.New("not a workbook")
		}
		return grid.Book{Tabs: []grid.Tab{{Title: "Sheet", Hidden: true}, {
			Title: "Tháng 6", Merges: []grid.Range{{Row: 0, Col: 0, EndRow: 1, EndCol: 2}}, HiddenRows: []int{1}, HiddenCols: []int{2},
			Rows: [][]grid.Cell{
				{{Kind: grid.Text, Text: "Ngày"}, {}, {Kind: grid.Number, Number: 12}},
				{{Kind: grid.Date, Number: 44006}, {Kind: grid.Bool, Number: 1}, {Kind: grid.Error, Text: "#REF!"}},
			}}}}, nil
	}
	b := newBench(t, sheetsim.Options{Locale: "vi_VN", DecodeXLSX: decode})
	err := b.sim.LoadDir(fstest.MapFS{
		"one.json":       {Data: []byte(`{"spreadsheetId":"own-id","properties":{"title":"One"}}`)},
		"sub/two.json":   {Data: []byte(`{"properties":{"title":"Two"}}`)},
		"sub/three.xlsx": {Data: []byte("PK")},
		"readme.txt":     {Data: []byte("not loaded")},
		"~$three.xlsx":   {Data: []byte("broken")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"own-id", "two", "three"} {
		if _, ok := b.sim.Spreadsheet(id); !ok {
			t.Errorf("%s is not there", id)
		}
	}
	got := b.do("GET", "/v4/spreadsheets/three/values/'Th%C3%A1ng%206'", "")
	wantEqual(t, "values", got.at("values"), []any{[]any{"Ngày", "", "12"}, []any{"24/06/2020", "TRUE", "#REF!"}})
	sp, _ := b.sim.Spreadsheet("three")
	tab := sp.Sheets[1]
	if !sp.Sheets[0].Properties.Hidden || len(tab.Merges) != 1 || !tab.Data[0].RowMetadata[1].HiddenByUser ||
		!tab.Data[0].ColumnMetadata[2].HiddenByUser || sp.Properties.Title != "three" {
		t.Errorf("got %s", compact(sp.Properties))
	}
	err = b.sim.LoadDir(fstest.MapFS{"bad.xlsx": {Data: []byte("broken")}})
	if err == nil || !strings.Contains(err.Error(), "bad.xlsx: not a workbook") {
		t.Errorf("got %v", err)
	}
}

func TestAnXlsxNeedsADecoder(t *testing.T) {
	err := sheetsim.New(sheetsim.Options{}).LoadXLSX("x", "x.xlsx", nil)
	if err == nil || !strings.Contains(err.Error(), "no decoder") {
		t.Errorf("got %v", err)
	}
}

func TestAPersonTypesTypedValuesAndTheGridGrows(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"sheets":[{"properties":{"title":"Sheet1","gridProperties":{"rowCount":1,"columnCount":1}},"data":[{"rowData":[{"values":[
		{"userEnteredValue":{"numberValue":1},"formattedValue":"01","userEnteredFormat":{"numberFormat":{"type":"NUMBER","pattern":"00"}}}]}]}]}]}`)
	for cell, v := range map[string]any{"A1": 7, "B2": "=1+1", "C2": 2.5, "D2": true, "E2": int64(3)} {
		if err := b.sim.Type("s", "sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	got := b.do("GET", "/v4/spreadsheets/s/values/Sheet1", "")
	wantEqual(t, "values", got.at("values"), []any{[]any{"07"}, []any{"", "=1+1", "2.5", "TRUE", "3"}})
	wantEqual(t, "grid", got.at("range"), "Sheet1!A1:E2")
	if err := b.sim.Type("s", "Sheet1", "A1", nil); err != nil {
		t.Fatal(err)
	}
	if _, got := b.get("s", "A1"); got != "null" {
		t.Errorf("cleared: got %s", got)
	}
	for _, bad := range []struct {
		id, tab, cell string
		v             any
	}{{"none", "Sheet1", "A1", 1}, {"s", "Sheet1", "A1", math.NaN()}, {"s", "Sheet1", "A1", math.Inf(1)}, {"s", "None", "A1", 1}, {"s", "Sheet1", "A", 1}, {"s", "Sheet1", "A1", []int{1}},
		{"s", "Sheet1", "A1", strings.Repeat("x", 50_001)}} {
		if err := b.sim.Type(bad.id, bad.tab, bad.cell, bad.v); err == nil {
			t.Errorf("%v was taken", bad.cell)
		}
	}
}

func TestAPersonsEditIsABatchThatNeedsNoAccessOfOurs(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.Deny("s")
	err := b.sim.Apply("s", &sheets.Request{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{Title: "Mới"}}},
		&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{
			Properties: &sheets.SheetProperties{SheetId: 0, Title: "Đổi tên"}, Fields: "title"}})
	if err != nil {
		t.Fatal(err)
	}
	sp, _ := b.sim.Spreadsheet("s")
	wantEqual(t, "tabs", []string{sp.Sheets[0].Properties.Title, sp.Sheets[1].Properties.Title}, []string{"Đổi tên", "Mới"})
	if err := b.sim.Apply("s", &sheets.Request{DeleteSheet: &sheets.DeleteSheetRequest{SheetId: 404}}); err == nil ||
		!strings.Contains(err.Error(), "No sheet with id: 404") {
		t.Errorf("got %v", err)
	}
}

func TestACopyHandedOutIsNoWayIntoTheServer(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	sp, _ := b.sim.Spreadsheet("s")
	sp.Properties.Title = "changed"
	if again, _ := b.sim.Spreadsheet("s"); again.Properties.Title != "T" {
		t.Errorf("got %s", again.Properties.Title)
	}
	if _, ok := b.sim.Spreadsheet("none"); ok {
		t.Error("a spreadsheet that is not there was found")
	}
}
