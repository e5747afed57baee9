package sheetsim_test

import (
	"net/url"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

// rangesBook has tabs and names that are easily confused: Sheet1 (10 × 5), a
// tab named D3, one with a space, one with an apostrophe, one that shares its
// name with a named range, and a hidden one in front.
const rangesBook = `{"properties":{"title":"T"},"sheets":[
	{"properties":{"sheetId":9,"title":"Hidden","hidden":true}},
	{"properties":{"sheetId":0,"title":"Sheet1","gridProperties":{"rowCount":10,"columnCount":5}}},
	{"properties":{"sheetId":1,"title":"D3","gridProperties":{"rowCount":4,"columnCount":4}}},
	{"properties":{"sheetId":2,"title":"Tháng 6","gridProperties":{"rowCount":10,"columnCount":10}}},
	{"properties":{"sheetId":3,"title":"It's","gridProperties":{"rowCount":2,"columnCount":2}}},
	{"properties":{"sheetId":4,"title":"Both","gridProperties":{"rowCount":3,"columnCount":3}}}],
	"namedRanges":[
	{"namedRangeId":"a","name":"Both","range":{"startRowIndex":0,"endRowIndex":3,"startColumnIndex":1,"endColumnIndex":3}},
	{"namedRangeId":"b","name":"NamedRange","range":{"startRowIndex":0,"endRowIndex":3,"startColumnIndex":1,"endColumnIndex":3}}]}`

func TestTheEchoedRangeIsTheGridNotTheData(t *testing.T) {
	for _, c := range []struct{ fact, asked, want string }{
		{"a whole tab echoes its grid", "Sheet1", "Sheet1!A1:E10"},
		{"a quoted tab is the same", "'Sheet1'", "Sheet1!A1:E10"},
		{"one cell echoes bare", "'Sheet1'!D4", "Sheet1!D4"},
		{"A1:A1 collapses", "Sheet1!A1:A1", "Sheet1!A1"},
		{"columns without end", "Sheet1!A1:C", "Sheet1!A1:C10"},
		{"rows without end", "Sheet1!A1:1", "Sheet1!A1:E1"},
		{"a whole column", "Sheet1!A:A", "Sheet1!A1:A10"},
		{"a column from its first cell", "Sheet1!B1:B", "Sheet1!B1:B10"},
		{"a whole row", "Sheet1!2:2", "Sheet1!A2:E2"},
		{"reversed corners are put in order", "Sheet1!D4:A1", "Sheet1!A1:D4"},
		{"dollars mean nothing", "Sheet1!$A$1:$B$2", "Sheet1!A1:B2"},
		{"a title like a cell is quoted", "'D3'!A1:D4", "'D3'!A1:D4"},
		{"a title with a space is quoted", "'Tháng 6'!A1:J10", "'Tháng 6'!A1:J10"},
		{"an unquoted title with a space is taken", "Tháng 6!A1", "'Tháng 6'!A1"},
		{"an apostrophe is doubled", "'It''s'!A1", "'It''s'!A1"},
		{"titles do not mind their case", "sHEET1!a1", "Sheet1!A1"},
		{"a named range behind its sheet", "'Sheet1'!NamedRange", "Sheet1!B1:C3"},
		{"a named range wins over a sheet of its name", "Both", "Sheet1!B1:C3"},
		{"quoting forces the sheet", "'Both'", "Both!A1:C3"},
		{"what stands before ! is a sheet", "Both!A1", "Both!A1"},
		{"a bare cell is on the first visible sheet", "A1", "Sheet1!A1"},
		{"a bare title like a cell is a cell", "D3", "Sheet1!D3"},
		{"R1C1 pairs are taken", "Sheet1!R1C1:R1C2", "Sheet1!A1:B1"},
		{"the end is clamped to the grid", "Sheet1!A1:AA5", "Sheet1!A1:E5"},
		{"rows too", "Sheet1!B2:C99", "Sheet1!B2:C10"},
	} {
		t.Run(c.fact, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.loadJSON("s", rangesBook)
			got := b.do("GET", "/v4/spreadsheets/s/values/"+url.PathEscape(c.asked), "")
			if got.status != 200 || got.at("range") != c.want {
				t.Errorf("%s: got %d %v %s, want %s", c.asked, got.status, got.at("range"), got.message(), c.want)
			}
		})
	}
}

func TestARangeThatCannotBeReadIsRefusedVerbatim(t *testing.T) {
	for _, c := range []struct{ fact, asked, want string }{
		{"an unknown tab", "NOPE!A5:F15", "Unable to parse range: NOPE!A5:F15"},
		{"an unknown name", "Nonexistent", "Unable to parse range: Nonexistent"},
		{"a quoted cell is a sheet's name", "'A1'", "Unable to parse range: 'A1'"},
		{"a list of ranges", "Sheet1!B1:K9,M1:P9", "Unable to parse range: Sheet1!B1:K9,M1:P9"},
		{"a column of a table", "Table1[Col]", "Unable to parse range: Table1[Col]"},
		{"four letters are no column", "Sheet1!AAAA1", "Unable to parse range: Sheet1!AAAA1"},
		{"mixed notations", "Sheet1!R1C1:B2", "Unable to parse range: Sheet1!R1C1:B2"},
		{"row 0", "Sheet1!A0", "Unable to parse range: Sheet1!A0"},
		{"nothing behind !", "Sheet1!", "Unable to parse range: Sheet1!"},
		{"a start below the grid", "Sheet1!A5000:B5001",
			"Range (Sheet1!A5000:B5001) exceeds grid limits. Max rows: 10, max columns: 5"},
		{"a start right of the grid", "Sheet1!ZZZ1", "Range (Sheet1!ZZZ1) exceeds grid limits. Max rows: 10, max columns: 5"},
		{"RC1 is a cell far to the right", "Sheet1!RC1", "Range (Sheet1!RC1) exceeds grid limits. Max rows: 10, max columns: 5"},
	} {
		t.Run(c.fact, func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			b.loadJSON("s", rangesBook)
			got := b.do("GET", "/v4/spreadsheets/s/values/"+url.PathEscape(c.asked), "")
			if got.status != 400 || got.message() != c.want || got.at("error", "status") != "INVALID_ARGUMENT" {
				t.Errorf("%s: got %d %q, want %q", c.asked, got.status, got.message(), c.want)
			}
			if got.at("error", "details") != nil {
				t.Errorf("%s: there should be no details", c.asked)
			}
		})
	}
}

func TestTheEchoFollowsAResize(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.do("POST", "/v4/spreadsheets/s:batchUpdate", `{"requests":[{"updateSheetProperties":{
		"properties":{"sheetId":0,"gridProperties":{"rowCount":4,"columnCount":4}},
		"fields":"gridProperties/rowCount,gridProperties/columnCount"}}]}`)
	if got, _ := b.get("s", "Sheet1"); got != "Sheet1!A1:D4" {
		t.Errorf("got %s, want Sheet1!A1:D4", got)
	}
}

func TestASlashInATabsNameArrivesEscaped(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", `{"sheets":[{"properties":{"title":"Quý I/2020","gridProperties":{"rowCount":2,"columnCount":2}}}]}`)
	b.put("s", "'Quý I/2020'!A1", []any{"x"})
	rng, values := b.get("s", "'Quý I/2020'!A1:B2")
	if rng != "'Quý I/2020'!A1:B2" || values != `[["x"]]` {
		t.Errorf("got %s %s", rng, values)
	}
}

func TestTheFirstSheetsTitleFollowsTheLocale(t *testing.T) {
	for locale, want := range map[string]string{"en_US": "Sheet1", "vi_VN": "Trang tính1"} {
		b := newBench(t, sheetsim.Options{Locale: locale})
		made := b.do("POST", "/drive/v3/files", `{"name":"T","mimeType":"application/vnd.google-apps.spreadsheet"}`).at("id").(string)
		got := b.do("GET", "/v4/spreadsheets/"+made, "")
		if title := got.at("sheets", 0, "properties", "title"); title != want {
			t.Errorf("%s: got %v, want %s", locale, title, want)
		}
	}
}
