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
		"init.list.heading":  "Xã An,a.xlsx\n",
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
		rows := [][]string{{"name", "link", "type", "code", "id"}}
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			rows = append(rows, rapid.SliceOfN(cell, 1, 5).Draw(t, "row"))
		}
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		r := readRoll(raw.Bytes())
		if len(r.Faults) > 0 || len(r.Units) == 0 {
			return
		}
		taken++
		GiveIDs(r.Units)
		s := config.Starter{Language: "vi", Starts: calendar.Date(2026, 3, 2)}
		for _, u := range r.Units {
			s.Units = append(s.Units, u.StarterUnit)
		}
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
