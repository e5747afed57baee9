package workbook

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
		{"figures stay texts", "1.234,\"1,234\",TRUE\n", [][]string{{"1.234", "1,234", "TRUE"}}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, texts(t, c.data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
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
	want := grid.Book{Title: "Xã Tân Hưng", Tabs: []grid.Tab{{Title: "Xã Tân Hưng", Rows: [][]grid.Cell{{{Kind: grid.Error, Text: "#REF!"}}}}}}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Errorf("book (-want +got):\n%s", diff)
	}
}

func TestACSVThatCannotBeReadIsRefused(t *testing.T) {
	cases := []struct {
		name, data string
		code       office.FaultCode
	}{
		{"an old code page", "Ng\xe0y,a\n", office.FaultNotWorkbook},
		{"half a character of UTF-16", "\xff\xfea\x00b", office.FaultTruncated},
		{"zeros", "a\x00b\n", office.FaultNotWorkbook},
		{"a quote that does not end", "a,\"b\n1,2\n", office.FaultTruncated},
		{"a quote in the middle", "a,b\"c\n", office.FaultTruncated},
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
