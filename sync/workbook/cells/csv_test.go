package cells

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// texts gives the cells of a CSV as words; a blank is "".
func texts(t *testing.T, data string) [][]string {
	t.Helper()
	b, err := Decode("xã.csv", []byte(data))
	if err != nil {
		t.Fatalf("Decode(%.40q): %v", data, err)
	}
	checkGrid(t, &b.Tabs[0])
	var rows [][]string
	for _, row := range b.Tabs[0].Rows {
		var words []string
		for _, c := range row {
			if c.Kind != grid.Text && !c.Empty() || c.Formula {
				t.Errorf("cell %+v is no text", c)
			}
			words = append(words, c.Text)
		}
		rows = append(rows, words)
	}
	return rows
}

func TestCSV(t *testing.T) {
	cases := []struct {
		name, data string
		want       [][]string
	}{
		{"commas", "Ngày,Hồ sơ\n1/6,12\n", [][]string{{"Ngày", "Hồ sơ"}, {"1/6", "12"}}},
		{"semicolons and decimal commas", "Ngày;A;B\r\n1/6;12,5;3,5\r\n2/6;1,5;2,5\r\n", [][]string{{"Ngày", "A", "B"}, {"1/6", "12,5", "3,5"}, {"2/6", "1,5", "2,5"}}},
		{"decimal commas in every line", "1,5;2,5\n1,5;2,5\n", [][]string{{"1,5", "2,5"}, {"1,5", "2,5"}}},
		{"tabs", "a\tb, c\n1\t2\n", [][]string{{"a", "b, c"}, {"1", "2"}}},
		{"Excel's own word", "sep=;\na,b;c\n", [][]string{{"a,b", "c"}}},
		{"one column", "a\nb\n", [][]string{{"a"}, {"b"}}},
		{"quotes", "a,\"b, \"\"c\"\"\",\"d\ne\"\n\"x\",,\n", [][]string{{"a", `b, "c"`, "d\ne"}, {"x"}}},
		{"a BOM", "\ufeffa,b\n", [][]string{{"a", "b"}}},
		{"spaces as written", " a ,\u00a0b\n", [][]string{{" a ", "\u00a0b"}}},
		{"blank lines are rows", "a,b\n\n\"x\ny\",2\n\n\n3,4\n", [][]string{{"a", "b"}, nil, {"x\ny", "2"}, nil, nil, {"3", "4"}}},
		{"rows of commas are blank", "a,b\n,,\n,1\n,,\n,,\n", [][]string{{"a", "b"}, nil, {"", "1"}}},
		{"a title above the table", "BÁO CÁO; THÁNG 6\n\nNgày,A,B\n1/6,2,3\n", [][]string{{"BÁO CÁO; THÁNG 6"}, nil, {"Ngày", "A", "B"}, {"1/6", "2", "3"}}},
		{"a first word that zips begin with too", "PK,SL\n1,2\n", [][]string{{"PK", "SL"}, {"1", "2"}}},
		{"lines of an old Mac", "a,b\r1,2\r", [][]string{{"a", "b"}, {"1", "2"}}},
		{"an inch mark", "a;b\n24\" màn hình;5\n\"x\"y;6\n", [][]string{{"a", "b"}, {`24" màn hình`, "5"}, {"xy", "6"}}},
		{"upright strokes", "a|b, c\n1|2\n", [][]string{{"a", "b, c"}, {"1", "2"}}},
		{"Excel's own word for a tab", "sep=\t\na\tb;c;d\n", [][]string{{"a", "b;c;d"}}},
		{"the last line without its end", "a,b\n1,", [][]string{{"a", "b"}, {"1"}}},
		{"the Vietnamese code page", "Ng\xe0y,S\xf4\xec l\xfd\xf5\xf2t\n1,2\n", [][]string{{"Ngày", "Số lượt"}, {"1", "2"}}},
		{"an older font in the western code page", "Ng\xb5y,Tuy\xaan truy\xd2n\n1,2\n", [][]string{{"Ngµy", "Tuyªn truyÒn"}, {"1", "2"}}},
		{"the western code page", "d\xe9p\xf4t,b\n", [][]string{{"dépôt", "b"}}},
		{"figures stay texts", "1.234,\"1,234\",TRUE\n", [][]string{{"1.234", "1,234", "TRUE"}}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, texts(t, c.data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestACSVKeepsItsFieldCounts(t *testing.T) {
	b, err := Decode("a.csv", []byte("a,b,c\n1,234,5,\n\n1,,\n,,,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{3, 4, 0, 3}, b.Tabs[0].Fields); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestATSVIsPartedByTabs(t *testing.T) {
	b, err := Decode("a.tsv", []byte("a\tb,c,d,e\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Tabs[0].At(0, 1).Text; got != "b,c,d,e" {
		t.Errorf("got %q", got)
	}
}

func TestUTF16NeedsNoMark(t *testing.T) {
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		data, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String("STT\tNgày\tSố lượt\n1\t1/6/2020\t12\n")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([][]string{{"STT", "Ngày", "Số lượt"}, {"1", "1/6/2020", "12"}}, texts(t, data)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestCSVInUTF16(t *testing.T) {
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		data, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String("Ngày\tĐơn vị\n1/6\tXã Tân Hưng\n")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([][]string{{"Ngày", "Đơn vị"}, {"1/6", "Xã Tân Hưng"}}, texts(t, data)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestACSVIsOneTabWithTheNameOfTheFile(t *testing.T) {
	b, err := Decode("/home/a/Xã Tân Hưng.CSV", []byte("#REF!\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := grid.Book{Title: "Xã Tân Hưng", Tabs: []grid.Tab{{Title: "Xã Tân Hưng", Rows: [][]grid.Cell{{{Kind: grid.Error, Text: "#REF!"}}}, Fields: []int{1}}}}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Errorf("book (-want +got):\n%s", diff)
	}
}

func TestACSVThatCannotBeReadIsRefused(t *testing.T) {
	cases := []struct {
		name, data string
		code       office.FaultCode
	}{
		{"half a character of UTF-16", "\xff\xfea\x00b", office.FaultTruncated},
		{"zeros", "a\x00b\n", office.FaultEncoding},
		{"a code page of no Windows", "Ng\x81y,a\n", office.FaultEncoding},
		{"a quote that does not end", "a,\"b\n1,2\n", office.FaultBrokenCSV},
		{"a quote that ends lines later, within a field", "a,\"b\n1,2\nc\"d,5\n", office.FaultBrokenCSV},
		{"too many rows", strings.Repeat("1\n", maxRows+1), office.FaultTooLarge},
		{"too many cells", strings.Repeat(strings.Repeat("1,", 4000)+"1\n", 1100), office.FaultTooLarge},
	}
	for _, c := range cases {
		_, err := Decode("a.csv", []byte(c.data))
		if f, ok := errors.AsType[*office.Fault](err); !ok || f.Code != c.code {
			t.Errorf("%s: got %v, want a fault %q", c.name, err, c.code)
		}
	}
}
