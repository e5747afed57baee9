package sheetsim_test

import (
	"fmt"
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestNumbersAreRenderedByTheirPatternInTheSpreadsheetsLocale(t *testing.T) {
	for _, c := range []struct {
		locale, kind, pattern string
		number                float64
		want                  string
	}{
		{"en_US", "NUMBER", "#,##0.00", 1234.56789, "1,234.57"},
		{"en_US", "PERCENT", "0.00%", 0.542, "54.20%"},
		{"en_US", "DATE", "dd/mm/yyyy", 17738, "24/07/1948"},
		{"en_US", "DATE", "", 43831, "1/1/2020"},
		{"en_US", "DATE", "yyyy-mm-dd", 36162, "1999-01-02"},
		{"en_US", "DATE_TIME", "d/m/yy h:mm", 43831.75, "1/1/20 18:00"},
		{"en_US", "TIME", "h:mm:ss am/pm", 0.5, "12:00:00 PM"},
		{"en_US", "DATE", "dddd, mmmm d", 43831, "Wednesday, January 1"},
		{"en_US", "", "", 0.0009765625, "0.0009765625"},
		{"en_US", "", "", 1.0 / 3, "0.3333333333"},
		{"en_US", "", "", -2000000.01, "-2000000.01"},
		{"en_US", "NUMBER", "0", 2.5, "3"},
		{"en_US", "NUMBER", "0.00", 1.005, "1.01"},
		{"en_US", "PERCENT", "0%", 0.285, "29%"},
		{"en_US", "NUMBER", "00", 7, "07"},
		{"en_US", "NUMBER", "#", 0, ""},
		{"en_US", "NUMBER", "0.##", 1.5, "1.5"},
		{"en_US", "NUMBER", `#,##0 "hs"`, 1200, "1,200 hs"},
		{"en_US", "NUMBER", "0;(0);\"-\"", -5, "(5)"},
		{"en_US", "NUMBER", "0;(0);\"-\"", 0, "-"},
		{"en_US", "NUMBER", "#,##0", -0.4, "0"},
		{"vi_VN", "", "", 1.5, "1,5"},
		{"vi_VN", "NUMBER", "#,##0.0", 1234.5, "1.234,5"},
		{"vi_VN", "DATE", "", 44006, "24/06/2020"},
		{"vi_VN", "DATE", "d/m", 44006, "24/6"},
		{"vi_VN", "DATE", "d/m/yy", 44006, "24/6/20"},
	} {
		t.Run(fmt.Sprintf("%s %s %g", c.locale, c.pattern, c.number), func(t *testing.T) {
			b := newBench(t, sheetsim.Options{})
			format := ""
			if c.kind != "" {
				format = `,"userEnteredFormat":{"numberFormat":` + compact(map[string]string{"type": c.kind, "pattern": c.pattern}) + `}`
			}
			b.loadJSON("s", cellsBook(c.locale, fmt.Sprintf(`{"userEnteredValue":{"numberValue":%g}%s}`, c.number, format)))
			got := b.do("GET", "/v4/spreadsheets/s/values/A1", "")
			value := got.at("values", 0, 0)
			if value == nil {
				value = ""
			}
			if value != c.want {
				t.Errorf("got %v %s, want %s", value, got.message(), c.want)
			}
		})
	}
}

func TestAPatternThatIsNotKnownIsRefusedWithItsCell(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("s", cellsBook("vi_VN", `{"userEnteredValue":{"numberValue":1}},{"userEnteredValue":{"numberValue":44006},
		"userEnteredFormat":{"numberFormat":{"type":"DATE","pattern":"[$-409]dddd"}}}`))
	got := b.do("GET", "/v4/spreadsheets/s?fields=sheets.data.rowData.values.formattedValue", "")
	if got.status != 501 || !strings.Contains(got.message(), `"[$-409]dddd" in Sheet1!B1`) {
		t.Errorf("got %d %s", got.status, got.message())
	}
	sp, ok := b.sim.Spreadsheet("s")
	if !ok || *sp.Sheets[0].Data[0].RowData[0].Values[1].EffectiveValue.NumberValue != 44006 {
		t.Error("a copy for tests must be had all the same")
	}
	if got := b.do("GET", "/v4/spreadsheets/s?fields=sheets.data.rowData.values.effectiveValue", ""); got.status != 200 {
		t.Errorf("values need no pattern: got %d", got.status)
	}
}
