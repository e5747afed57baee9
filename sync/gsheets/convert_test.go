package gsheets

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
)

func decoded(t *testing.T, answer string) *sheets.Spreadsheet {
	t.Helper()
	var ss sheets.Spreadsheet
	if err := json.Unmarshal([]byte(answer), &ss); err != nil {
		t.Fatal(err)
	}
	return &ss
}

func TestACellKeepsItsTypeAndItsFormula(t *testing.T) {
	for _, tc := range []struct {
		name, cell string
		want       grid.Cell
	}{
		{"nothing", `{}`, grid.Cell{}},
		{"an empty value", `{"effectiveValue":{}}`, grid.Cell{}},
		{"a format alone", `{"effectiveFormat":{"numberFormat":{"type":"DATE"}}}`, grid.Cell{}},
		{"a number", `{"userEnteredValue":{"numberValue":12},"effectiveValue":{"numberValue":12}}`, grid.Cell{Kind: grid.Number, Number: 12}},
		{"zero", `{"userEnteredValue":{"numberValue":0},"effectiveValue":{"numberValue":0}}`, grid.Cell{Kind: grid.Number}},
		{"a fraction", `{"userEnteredValue":{"numberValue":1.234},"effectiveValue":{"numberValue":1.234}}`, grid.Cell{Kind: grid.Number, Number: 1.234}},
		{"a percentage", `{"userEnteredValue":{"numberValue":0.5},"effectiveValue":{"numberValue":0.5},"effectiveFormat":{"numberFormat":{"type":"PERCENT"}}}`, grid.Cell{Kind: grid.Number, Number: 0.5}},
		{"a date", `{"userEnteredValue":{"numberValue":43983},"effectiveValue":{"numberValue":43983},"effectiveFormat":{"numberFormat":{"type":"DATE"}}}`, grid.Cell{Kind: grid.Date, Number: 43983}},
		{"a date with time", `{"userEnteredValue":{"numberValue":43983.5},"effectiveValue":{"numberValue":43983.5},"effectiveFormat":{"numberFormat":{"type":"DATE_TIME"}}}`, grid.Cell{Kind: grid.Date, Number: 43983.5}},
		{"a time", `{"userEnteredValue":{"numberValue":0.25},"effectiveValue":{"numberValue":0.25},"effectiveFormat":{"numberFormat":{"type":"TIME"}}}`, grid.Cell{Kind: grid.Date, Number: 0.25}},
		{"text as typed", `{"userEnteredValue":{"stringValue":" 12 hs "},"effectiveValue":{"stringValue":" 12 hs "}}`, grid.Cell{Kind: grid.Text, Text: " 12 hs "}},
		{"a text that looks like a number", `{"userEnteredValue":{"stringValue":"05"},"effectiveValue":{"stringValue":"05"}}`, grid.Cell{Kind: grid.Text, Text: "05"}},
		{"an empty text", `{"userEnteredValue":{"stringValue":""},"effectiveValue":{"stringValue":""}}`, grid.Cell{}},
		{"true", `{"userEnteredValue":{"boolValue":true},"effectiveValue":{"boolValue":true}}`, grid.Cell{Kind: grid.Bool, Number: 1}},
		{"false", `{"userEnteredValue":{"boolValue":false},"effectiveValue":{"boolValue":false}}`, grid.Cell{Kind: grid.Bool}},
		{"a formula", `{"userEnteredValue":{"formulaValue":"=1+1"},"effectiveValue":{"numberValue":2}}`, grid.Cell{Kind: grid.Number, Number: 2, Formula: true}},
		{"a formula that gives a date", `{"userEnteredValue":{"formulaValue":"=A1+1"},"effectiveValue":{"numberValue":43984},"effectiveFormat":{"numberFormat":{"type":"DATE"}}}`, grid.Cell{Kind: grid.Date, Number: 43984, Formula: true}},
		{"a formula that gives an empty text", `{"userEnteredValue":{"formulaValue":"=\"\""},"effectiveValue":{"stringValue":""}}`, grid.Cell{Kind: grid.Text, Formula: true}},
		{"a formula that shows nothing", `{"userEnteredValue":{"formulaValue":"=C5"},"effectiveValue":{}}`, grid.Cell{Kind: grid.Text, Formula: true}},
		{"a result that spilled here", `{"effectiveValue":{"numberValue":0}}`, grid.Cell{Kind: grid.Number, Formula: true}},
		{"an error", `{"userEnteredValue":{"formulaValue":"=#REF!"},"effectiveValue":{"errorValue":{"type":"REF","message":"Lỗi"}}}`, grid.Cell{Kind: grid.Error, Text: "#REF!", Formula: true}},
		{"a division by zero", `{"userEnteredValue":{"formulaValue":"=1/0"},"effectiveValue":{"errorValue":{"type":"DIVIDE_BY_ZERO"}}}`, grid.Cell{Kind: grid.Error, Text: "#DIV/0!", Formula: true}},
		{"a value still loading", `{"userEnteredValue":{"formulaValue":"=IMPORTRANGE()"},"effectiveValue":{"errorValue":{"type":"LOADING"}}}`, grid.Cell{Kind: grid.Error, Text: "Loading...", Formula: true}},
		{"an error of a kind to come", `{"userEnteredValue":{"formulaValue":"=X()"},"effectiveValue":{"errorValue":{"type":"NEW"}}}`, grid.Cell{Kind: grid.Error, Text: "#ERROR!", Formula: true}},
		{"an error's code as text", `{"userEnteredValue":{"stringValue":"#N/A"},"effectiveValue":{"stringValue":"#N/A"}}`, grid.Cell{Kind: grid.Error, Text: "#N/A"}},
		{"no number", `{"userEnteredValue":{"formulaValue":"=X()"},"effectiveValue":{"numberValue":"NaN"}}`, grid.Cell{Kind: grid.Error, Text: "#NUM!", Formula: true}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var v sheets.CellData
			if err := json.Unmarshal([]byte(tc.cell), &v); err != nil {
				t.Fatal(err)
			}
			if got := content(&v); !got.Equal(tc.want) {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
		})
	}
}

func TestATabEndsWhereItsContentEnds(t *testing.T) {
	b, err := convert(decoded(t, `{"properties":{"title":"Số liệu","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[
	{"properties":{"title":"Tháng 6"},
	 "merges":[{"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":26},{"startRowIndex":500,"endRowIndex":502,"startColumnIndex":0,"endColumnIndex":2}],
	 "data":[{"rowData":[
	  {"values":[{},{"userEnteredValue":{"stringValue":"a"},"effectiveValue":{"stringValue":"a"}},{"effectiveFormat":{"numberFormat":{"type":"DATE"}}},{}]},
	  {}, {"values":[]},
	  {"values":[{"userEnteredValue":{"numberValue":3},"effectiveValue":{"numberValue":3}}]},
	  {"values":[{},{}]}],
	  "rowMetadata":[{},{"hiddenByUser":true},{},{"hiddenByFilter":true},{"hiddenByUser":true}],
	  "columnMetadata":[{"hiddenByUser":true},{},{"hiddenByUser":true}]}]},
	{"properties":{"sheetId":9,"title":"Biểu đồ","sheetType":"OBJECT"}},
	{"properties":{"sheetId":12,"title":"(cũ)","hidden":true},"data":[{"startRow":2,"startColumn":1,"rowData":[{"values":[{"userEnteredValue":{"boolValue":true},"effectiveValue":{"boolValue":true}}]}]}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := grid.Book{Title: "Số liệu", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh", Tabs: []grid.Tab{
		{Title: "Tháng 6",
			Rows:       [][]grid.Cell{{{}, {Kind: grid.Text, Text: "a"}}, nil, nil, {{Kind: grid.Number, Number: 3}}},
			Merges:     []grid.Range{{Row: 0, Col: 0, EndRow: 1, EndCol: 2}},
			HiddenRows: []int{1, 3}, FilteredRows: []int{3}, HiddenCols: []int{0}},
		{ID: 12, Title: "(cũ)", Hidden: true, Rows: [][]grid.Cell{nil, nil, {{}, {Kind: grid.Bool, Number: 1}}}},
	}}
	if diff := cmp.Diff(want, b, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEqualGridsHaveEqualContentAndOthersNot(t *testing.T) {
	answer := oneCell
	base, err := convert(decoded(t, answer))
	if err != nil {
		t.Fatal(err)
	}
	again, _ := convert(decoded(t, answer))
	if contentOf(&base) != contentOf(&again) {
		t.Error("the same answer has two contents")
	}
	seen := map[string]string{contentOf(&base): "the answer"}
	for _, change := range [][2]string{
		{"Tân Khai", "Tân Khai 2"}, {"vi_VN", "en_US"}, {"Asia/Ho_Chi_Minh", "Asia/Tokyo"},
		{`"sheetId":7`, `"sheetId":8`}, {"Tháng 6", "Tháng 7"}, {`"title":"Tháng 6"`, `"title":"Tháng 6","hidden":true`},
		{`{"numberValue":12}`, `{"numberValue":13}`}, {`{"numberValue":12}`, `{"stringValue":"12"}`},
		{`"userEnteredValue":{"numberValue":12}`, `"userEnteredValue":{"formulaValue":"=12"}`},
		{`{"rowData"`, `{"rowMetadata":[{"hiddenByUser":true}],"rowData"`},
		{`{"rowData"`, `{"startRow":1,"rowData"`},
		{`{"values":[`, `{"values":[{},`},
	} {
		b, err := convert(decoded(t, strings.ReplaceAll(answer, change[0], change[1])))
		if err != nil {
			t.Fatal(err)
		}
		sum := contentOf(&b)
		if other := seen[sum]; other != "" {
			t.Errorf("after the change to %s the content is that of %s", change[1], other)
		}
		seen[sum] = change[1]
	}
}

func TestAnAnswerBeyondAnyWorkbookIsTooLargeAndNotCut(t *testing.T) {
	cell := []*sheets.CellData{{EffectiveValue: &sheets.ExtendedValue{StringValue: new("x")}}}
	for name, s := range map[string]*sheets.Sheet{
		"a block far down":  {Properties: &sheets.SheetProperties{}, Data: []*sheets.GridData{{StartRow: maxSlots - 1, StartColumn: 5, RowData: []*sheets.RowData{{Values: cell}}}}},
		"countless merges":  {Properties: &sheets.SheetProperties{}, Merges: make([]*sheets.GridRange, maxMerges+1)},
		"many empty places": {Properties: &sheets.SheetProperties{}, Data: []*sheets.GridData{{StartRow: 1000, RowData: []*sheets.RowData{{Values: cell}}}, {StartColumn: maxSlots - 500, RowData: []*sheets.RowData{{Values: cell}}}}},
	} {
		_, err := convert(&sheets.Spreadsheet{Sheets: []*sheets.Sheet{s}})
		var f *office.Fault
		if !errors.As(err, &f) || f.Code != office.FaultTooLarge {
			t.Errorf("%s: got %v, want %s", name, err, office.FaultTooLarge)
		}
	}
}

func FuzzConvert(f *testing.F) {
	f.Add([]byte(oneCell))
	f.Add([]byte(`{"sheets":[{"properties":{},"merges":[{"endRowIndex":-1},null],"data":[{"startRow":-1,"rowData":[null,{"values":[null]}]}]}]}`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		var ss sheets.Spreadsheet
		if json.Unmarshal(answer, &ss) != nil {
			return
		}
		b, err := convert(&ss)
		if err != nil {
			return
		}
		if sum := contentOf(&b); sum != contentOf(&b) {
			t.Error("the content of a grid is not one")
		}
		for _, tab := range b.Tabs {
			if n := len(tab.Rows); n > 0 && len(tab.Rows[n-1]) == 0 {
				t.Errorf("tab %q ends in an empty row", tab.Title)
			}
			for _, row := range tab.Rows {
				if n := len(row); n > 0 && row[n-1].Empty() {
					t.Errorf("tab %q has a row that ends in an empty cell", tab.Title)
				}
			}
			for _, m := range tab.Merges {
				if m.Row < 0 || m.Col < 0 || m.EndRow > len(tab.Rows) || m.EndCol > tab.Width() || m.EndRow <= m.Row || m.EndCol <= m.Col {
					t.Errorf("tab %q has the merged area %+v", tab.Title, m)
				}
			}
		}
	})
}
