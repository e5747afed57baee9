package sheetsim_test

import (
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestFormulasThatAreUnderstoodFollowTheirCells(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"=1+2", "3"}, {"= 1 / 1024", "0.0009765625"}, {"=-A1*2", "-2"}, {"=(A1+B1)*C1", "9"}, {"=2+3*4", "14"},
		{"=SUM(A1:C1)", "6"}, {"=sum(A1;B1;10)", "13"}, {"=SUM(A1:C3)", "6"}, {"=$A$1+B1", "3"},
		{"='Tháng 6'!A1+1", "8"}, {"=D9", "0"}, {"=A1/0", `"#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)"`},
		{"=SUM(A1:B1)+SUM(C1)", "6"},
	} {
		t.Run(c.formula, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.loadJSON("s", `{"sheets":[{"properties":{"sheetId":0,"title":"Sheet1"},"data":[{"rowData":[{"values":[
				{"userEnteredValue":{"numberValue":1}},{"userEnteredValue":{"numberValue":2}},{"userEnteredValue":{"numberValue":3}},
				{"userEnteredValue":{"stringValue":"x"}}]}]}]},
				{"properties":{"sheetId":1,"title":"Tháng 6"},"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":7}}]}]}]}]}`)
			got := b.do("PUT", "/v4/spreadsheets/s/values/E5?valueInputOption=USER_ENTERED&includeValuesInResponse=true&responseValueRenderOption=UNFORMATTED_VALUE",
				compact(map[string]any{"values": []any{[]any{c.formula}}}))
			if g := compact(got.at("updatedData", "values", 0, 0)); g != c.want {
				t.Errorf("got %s %s, want %s", g, got.message(), c.want)
			}
		})
	}
}

func TestAnEditReachesTheFormulasThatReadIt(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `{"userEnteredValue":{"numberValue":1}},{"userEnteredValue":{"numberValue":2}},
		{"userEnteredValue":{"formulaValue":"=SUM(A1:B1)"},"effectiveValue":{"numberValue":3},"formattedValue":"3"},
		{"userEnteredValue":{"formulaValue":"=C1*10"},"effectiveValue":{"numberValue":30},"formattedValue":"30"},
		{"userEnteredValue":{"formulaValue":"=MEDIAN(A1:B1)"},"effectiveValue":{"numberValue":1.5}}`))
	if err := b.sim.Type("s", "Sheet1", "B1", 4); err != nil {
		t.Fatal(err)
	}
	got := b.do("GET", "/v4/spreadsheets/s/values/1:1", "")
	wantEqual(t, "what is not understood keeps its stored result", got.at("values"), []any{[]any{"1", "4", "5", "50", "1.5"}})
}

func TestAStoredResultThatIsNotOursStaysUntilItIsTypedOver(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `{"userEnteredValue":{"formulaValue":"=B1+1"},"effectiveValue":{"numberValue":5}},
		{"userEnteredValue":{"formulaValue":"=A1+1"},"effectiveValue":{"numberValue":6}},
		{"userEnteredValue":{"numberValue":1}},
		{"userEnteredValue":{"formulaValue":"=C1+1"},"effectiveValue":{"numberValue":40}},
		{"userEnteredValue":{"formulaValue":"=C1+2"}}`))
	if _, got := b.get("s", "1:1"); got != `[[5,6,1,40,3]]` {
		t.Errorf("loaded: got %s", got)
	}
	if err := b.sim.Type("s", "Sheet1", "C1", 2); err != nil {
		t.Fatal(err)
	}
	if _, got := b.get("s", "1:1"); got != `[[5,6,2,40,4]]` {
		t.Errorf("after an edit: got %s", got)
	}
	b.do("PUT", "/v4/spreadsheets/s/values/D1?valueInputOption=USER_ENTERED", `{"values":[["=C1+1"]]}`)
	if _, got := b.get("s", "D1"); got != `[[3]]` {
		t.Errorf("typed over: got %s", got)
	}
}

func TestReferencesMoveWithInsertedAndDeletedLines(t *testing.T) {
	for _, c := range []struct{ formula, request, want string }{
		{"=A1+$B$3", `{"insertDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":1,"endIndex":2}}}`, "=A1+$B$4"},
		{"=SUM(A2:B4)", `{"insertDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":2,"endIndex":4}}}`, "=SUM(A2:B6)"},
		{"=SUM(A2:B4)", `{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":3,"endIndex":4}}}`, "=SUM(A2:B3)"},
		{"=SUM(A2:B4)", `{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":1,"endIndex":2}}}`, "=SUM(A2:B3)"},
		{"=SUM(A1:C1)+B9", `{"deleteDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":1,"endIndex":2}}}`, "=SUM(A1:B1)+#REF!"},
		{"=Other!A1+A1", `{"insertDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":0,"endIndex":1}}}`, "=Other!A1+B1"},
		{"=SUM(A1)+LOG10(100)", `{"insertDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":1}}}`, "=SUM(A2)+LOG10(100)"},
		{`="A1"&A1`, `{"insertDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":1}}}`, `="A1"&A2`},
	} {
		t.Run(c.formula, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.loadJSON("s", `{"sheets":[{"properties":{"sheetId":0,"title":"Sheet1","gridProperties":{"rowCount":20,"columnCount":6}}},
				{"properties":{"sheetId":1,"title":"Other"},"data":[{"startRow":2,"startColumn":2,"rowData":[{"values":[{}]}]}]},
				{"properties":{"sheetId":2,"title":"F"},"data":[{"rowData":[{"values":[{"userEnteredValue":{"formulaValue":`+
				compact(crossSheet(c.formula))+`}}]}]}]}]}`)
			b.must("s", c.request)
			got := b.do("GET", "/v4/spreadsheets/s/values/F!A1?valueRenderOption=FORMULA", "").at("values", 0, 0)
			if got != crossSheet(c.want) {
				t.Errorf("got %v, want %s", got, crossSheet(c.want))
			}
		})
	}
}

// crossSheet lets a formula on another tab refer to Sheet1.
func crossSheet(formula string) string {
	out := []byte{}
	for i := 0; i < len(formula); i++ {
		c := formula[i]
		start := i == 0 || !isWord(formula[i-1])
		inRange := i > 0 && (formula[i-1] == ':' || formula[i-1] == '!' || formula[i-1] == '"')
		if start && !inRange && refersAt(formula[i:]) {
			out = append(out, "Sheet1!"...)
		}
		out = append(out, c)
	}
	return string(out)
}

func isWord(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '$'
}

// refersAt tells of a one-letter cell such as A1 or $B$3.
func refersAt(s string) bool {
	if len(s) > 0 && s[0] == '$' {
		s = s[1:]
	}
	if len(s) > 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] == '$' {
		return s[2] >= '0' && s[2] <= '9'
	}
	return len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= '0' && s[1] <= '9'
}

func TestWholeColumnsInFormulasAreNotMovedSilently(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("en_US", `{"userEnteredValue":{"formulaValue":"=SUM(B:B)"},"effectiveValue":{"numberValue":5}}`))
	got := b.batch("s", `{"insertDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":1}}}`)
	if got.status != 501 {
		t.Errorf("got %d %s", got.status, got.message())
	}
}
