package setup

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/sync/config"
	"tonghop/templates"
)

func readRoll(raw []byte) *List {
	r := &List{file: "units.csv", Words: office.Messages{Texts: map[string]string{}}}
	r.decode(raw)
	return r
}

func TestListsAreReadAsSpreadsheetsSaveThem(t *testing.T) {
	want := []string{"Xã An 1AbC", "Xã Bình, huyện X data/b.xlsx"}
	for name, raw := range map[string]string{
		"commas":               "name,link\nXã An,https://docs.google.com/spreadsheets/d/1AbC/edit\n\"Xã Bình, huyện X\",data/b.xlsx\n",
		"semicolons, CRLF":     "Tên đơn vị;Đường dẫn\r\nXã An;https://docs.google.com/spreadsheets/d/1AbC/edit\r\nXã Bình, huyện X;data/b.xlsx\r\n",
		"tabs":                 "name\tlink\nXã An\thttps://docs.google.com/spreadsheets/d/1AbC/edit\nXã Bình, huyện X\tdata/b.xlsx",
		"other order, blanks":  "\n\nSTT,Link,Đơn vị\n1, https://docs.google.com/spreadsheets/d/1AbC/edit , Xã  An\n,,\n2,data/b.xlsx,\"Xã Bình, huyện X\"\n",
		"a title above":        "DANH SÁCH ĐƠN VỊ;;\n;;\nSTT;Đơn vị;Link Google Sheet\n1;Xã An;https://docs.google.com/spreadsheets/d/1AbC/edit\n2;Xã Bình, huyện X;data/b.xlsx\n",
		"Excel's sep=":         "sep=;\r\nname;link\r\nXã An;https://docs.google.com/spreadsheets/d/1AbC/edit\r\nXã Bình, huyện X;data/b.xlsx\r\n",
		"UTF-16, little":       inUTF16(t, unicode.LittleEndian, "name\tlink\r\nXã An\thttps://docs.google.com/spreadsheets/d/1AbC/edit\r\nXã Bình, huyện X\tdata/b.xlsx\r\n"),
		"UTF-16, big":          inUTF16(t, unicode.BigEndian, "name;link\nXã An;https://docs.google.com/spreadsheets/d/1AbC/edit\nXã Bình, huyện X;data/b.xlsx\n"),
		"a workbook":           inWorkbook(t, []any{"TT", "Tên đơn vị", "Đường dẫn"}, []any{1, "Xã An", "https://docs.google.com/spreadsheets/d/1AbC/edit"}, []any{2, "Xã Bình, huyện X", "data/b.xlsx"}),
		"short and long lines": "name,link,code\nXã An,https://docs.google.com/spreadsheets/d/1AbC/edit\n\"Xã Bình, huyện X\",data/b.xlsx,1,2,3\n",
	} {
		r := readRoll([]byte(raw))
		var got []string
		for _, u := range r.Units {
			got = append(got, u.Name+" "+strings.TrimPrefix(u.Source, "https://docs.google.com/spreadsheets/d/"))
		}
		if len(r.Faults) > 0 || !slices.Equal(got, want) {
			t.Errorf("%s: %q with faults %q, want %q", name, got, r.Faults, want)
		}
	}
}

// inUTF16 is a text as Excel saves "Unicode text".
func inUTF16(t *testing.T, order unicode.Endianness, text string) string {
	t.Helper()
	raw, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// inWorkbook is an .xlsx of one tab.
func inWorkbook(t *testing.T, rows ...[]any) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return raw.String()
}

// What cannot be read whole is refused whole: a code page of old Windows, a
// file cut off, letters that Excel's plain CSV has thrown away.
func TestAListThatLostSomethingIsRefused(t *testing.T) {
	for want, raw := range map[string]string{
		"init.list.encoding": "name,link\nX\x81 An,a.xlsx\n",
		"init.list.broken":   "name,link\n\"Xã C,data/c.xlsx\n",
		"init.list.empty":    " \r\n",
		"init.list.heading":  "Xã An,12\n",
		"init.row.letters":   "name,link\nX? T?n L?i,a.xlsx\n",
	} {
		if r := readRoll([]byte(raw)); len(r.Units) > 0 || len(r.Faults) != 1 || !strings.HasSuffix(r.Faults[0], want) {
			t.Errorf("%s: units %v, faults %q", want, r.Units, r.Faults)
		}
	}
}

// A line break within quotes makes no row of its own, in Excel either.
func TestAFaultNamesItsRowAsASpreadsheetShowsIt(t *testing.T) {
	r := readRoll([]byte("name,link\n\n\"Xã\nAn\",data/a.xlsx\n,data/b.xlsx\nXã C,data/c.xlsx\nXã D,data/d.docx\n"))
	var at []string
	for _, f := range r.Faults {
		line, _, _ := strings.Cut(strings.TrimPrefix(f, "units.csv:"), ":")
		at = append(at, line)
	}
	if want := []string{"4", "6"}; !slices.Equal(at, want) {
		t.Errorf("faults in rows %q, want %q: %q", at, want, r.Faults)
	}
}

// A name was not known again where the first row that has it was faulty.
func TestARowIsComparedWithFaultyOnesToo(t *testing.T) {
	r := readRoll([]byte("name,link,id\nXã An,data/a.docx,an\nXã  An,data/a.xlsx,\nxã an,data/b.xlsx,\nXã B,data/a.xlsx,an\nXã C,data/c.xlsx,ALL\n"))
	want := []string{"units.csv:2: init.link.file", "units.csv:3: init.row.twice", "units.csv:4: init.row.twice",
		"units.csv:5: init.row.id-twice", "units.csv:5: init.row.shared", "units.csv:6: init.row.id-all"}
	if !slices.Equal(r.Faults, want) {
		t.Errorf("got %q, want %q", r.Faults, want)
	}
}

func TestNoUnitIsGivenTheIDOfAll(t *testing.T) {
	r := readRoll([]byte("name,link\nPhường All,a.xlsx\nXã All,b.xlsx\n"))
	GiveIDs(r.Units)
	if len(r.Units) != 2 || r.Units[0].ID == office.Everyone || r.Units[1].ID == office.Everyone {
		t.Errorf("got %+v, %q", r.Units, r.Faults)
	}
}

// Whatever a list holds, it is refused with reasons, or every unit in it makes
// an entry that the configuration takes.
func TestAnyListIsRefusedOrMakesAConfiguration(t *testing.T) {
	sample, err := fs.ReadFile(templates.Builtin(), "config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cell := rapid.OneOf(
		rapid.StringMatching(`(Xã|Thị trấn|Đoàn trường|null|-)? ?[\pL\pN '#:{}&*!|>%@_.-]{0,12}`),
		rapid.SampledFrom([]string{"", "an", "Xã An", "data/a.xlsx", "https://docs.google.com/spreadsheets/d/1/edit", "\"", "1", "xa"}),
	)
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		var raw bytes.Buffer
		w := csv.NewWriter(&raw)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "comma")
		rows := [][]string{{"name", "link", "type", "code", "id", "group", "predecessor"}}
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			rows = append(rows, rapid.SliceOfN(cell, 1, 7).Draw(t, "row"))
		}
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		r := readRoll(raw.Bytes())
		if len(r.Faults) > 0 || len(r.Units) == 0 {
			return
		}
		taken++
		s := config.Starter{Language: "vi", Starts: calendar.Date(2026, 3, 2), Units: r.Finish()}
		out, err := config.Start(sample, s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := config.Parse(out, "config.yaml", config.Options{}); err != nil {
			t.Errorf("%q is taken, and then the configuration is not: %v", raw.String(), err)
		}
	})
	if taken == 0 {
		t.Error("no list was taken")
	}
}

func TestTwoColumnsPastedFromExcelAreAList(t *testing.T) {
	for _, raw := range []string{
		"Xã An\thttps://docs.google.com/spreadsheets/d/1/edit\nXã Bình\t\n",
		"1\tXã An\thttps://docs.google.com/spreadsheets/d/1/edit\n2\tXã Bình\t\n",
	} {
		r := readRoll([]byte(raw))
		if len(r.Faults) > 0 || len(r.Units) != 2 || r.Units[0].Name != "Xã An" || r.Units[0].Source == "" || r.Units[1].Source != "" {
			t.Errorf("%q: %+v, %q", raw, r.Units, r.Faults)
		}
	}
}

// inDongNai reads a list of the communes of a province.
func inDongNai(t *testing.T, starts calendar.Day, raw string) *List {
	t.Helper()
	p, _, err := FindProvince("Đồng Nai")
	if err != nil {
		t.Fatal(err)
	}
	r := &List{file: "units.csv", Words: office.Messages{Texts: map[string]string{}}, Province: p, Starts: starts}
	r.decode([]byte(raw))
	return r
}

func TestAListIsHeldAgainstItsProvince(t *testing.T) {
	r := inDongNai(t, calendar.Date(2026, 7, 1), "Đơn vị,Đường dẫn,Mã,Cụm,Điện thoại\nXã Lộc Thành,,,Cụm 1,0900000001\nLộc Thạnh,,,Cụm 1,\n"+
		"Đoàn trường THPT A,,,,\nPhường Bình Phước,,25195,Cụm 2,\n")
	if len(r.Faults) > 0 {
		t.Fatal(r.Faults)
	}
	units := r.Finish()
	if len(units) != 6 || units[0].Code != "25294" || units[1].Code != "25280" || units[1].Type != "xa" || units[0].ID == units[1].ID || units[2].Code != "" {
		t.Errorf("%+v", units)
	}
	if units[4].Type != "cum" || units[0].Parent != units[4].ID || units[3].Parent != units[5].ID || units[2].Parent != "" {
		t.Errorf("groups %+v", units)
	}
	if !slices.Contains(units[3].Aliases, "Phường Tân Đồng") || units[3].From != 0 {
		t.Errorf("predecessors %+v", units[3])
	}
	if older := inDongNai(t, calendar.Date(2025, 1, 1), "name,link\nPhường Bình Phước,\n"); older.Units[0].From != calendar.Date(2025, 7, 1) {
		t.Errorf("a commune of 2025 exists from %s", older.Units[0].From)
	}
}

func TestWhatAListSaysWronglyOfItsProvinceIsTold(t *testing.T) {
	for want, row := range map[string]string{
		"init.row.near":      "Xã Lộc Thánh,",
		"init.row.elsewhere": "Phường Ba Đình,",
		"init.row.province":  "Xã Qwertyuiopas,",

		"init.row.former": "Phường Tân Đồng,",
		"init.row.code":   "Phường Bình Phước,,00004",
		"init.row.twice":  "Xã Lộc Thành,\nĐoàn xã Lộc Thành,",
	} {
		r := inDongNai(t, calendar.Date(2026, 7, 1), "name,link,code\n"+row+"\n")
		if len(r.Faults) != 1 || !strings.Contains(r.Faults[0], want) {
			t.Errorf("%s: %q", want, r.Faults)
		}
	}
}

func TestAPredecessorInTheListEndsWhereTheOtherBegins(t *testing.T) {
	r := readRoll([]byte("name,link,from,predecessor\nXã A,a.xlsx,,\nXã B,b.xlsx,,\nXã C,c.xlsx,1/7/2025,Xã A; Xã B; Xã D\n"))
	if len(r.Faults) > 0 {
		t.Fatal(r.Faults)
	}
	units := r.Finish()
	last := calendar.Date(2025, 6, 30)
	if units[0].To != last || units[1].To != last || !slices.Equal(units[0].SucceededBy, []string{"c"}) || !slices.Equal(units[2].Aliases, []string{"Xã D"}) {
		t.Errorf("%+v", units)
	}
}

func TestMergedNamesAndDaysThatAreNoneAreTold(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for cell, v := range map[string]any{"A1": "name", "B1": "link", "C1": "code", "A2": "Xã An", "B2": "a.xlsx", "C2": 25327, "B3": "b.xlsx"} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell("Sheet1", "A2", "A3"); err != nil {
		t.Fatal(err)
	}
	raw, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	if r := readRoll(raw.Bytes()); len(r.Faults) != 1 || r.Faults[0] != "units.csv:3: init.row.merged" || r.Units[0].Code != "25327" {
		t.Errorf("%q, %+v", r.Faults, r.Units)
	}
	r := readRoll([]byte("name,link,from,to\nXã An,a.xlsx,hôm qua,\nXã B,b.xlsx,1/7/2025,1/6/2025\n"))
	if want := []string{"units.csv:2: init.row.day", "units.csv:3: init.row.backwards"}; !slices.Equal(r.Faults, want) {
		t.Errorf("%q", r.Faults)
	}
}
