package people

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/grid"
	"tonghop/model/office"
)

var masker = New([]byte("khoá của văn phòng"))

// shownAs shows a mask as its kind.
var shownAs = office.Messages{Texts: map[string]string{"cell": "{text}", "masked.name": "<name>", "masked.phone": "<phone>", "masked.id": "<id>", "masked.birth": "<birth>", "masked.address": "<address>"}}

// tab makes a tab of rows whose cells are parted by bars: "=12" is a number, "@"
// a date, blank is blank, all else is a text.
func tab(lines ...string) *grid.Tab {
	t := &grid.Tab{Title: "Sổ"}
	for _, line := range lines {
		var row []grid.Cell
		for _, text := range strings.Split(line, "|") {
			var n float64
			switch text = strings.TrimSpace(text); {
			case text == "":
				row = append(row, grid.Cell{})
			case text[0] == '=' || text[0] == '@':
				fmt.Sscanf(text[1:], "%g", &n)
				row = append(row, grid.Cell{Kind: map[byte]grid.Kind{'=': grid.Number, '@': grid.Date}[text[0]], Number: n})
			default:
				row = append(row, grid.Cell{Kind: grid.Text, Text: text})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shown writes a tab as tab reads it, with a mask's kind in the place of it.
func shown(t *grid.Tab) (lines []string) {
	for _, row := range t.Rows {
		var cells []string
		for _, c := range row {
			text := shownAs.Text("cell", "text", c.Text)
			switch c.Kind {
			case grid.Number:
				text = fmt.Sprint("=", c.Number)
			case grid.Date:
				text = fmt.Sprint("@", c.Number)
			}
			cells = append(cells, text)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return lines
}

func TestWhatNamesCitizensIsMaskedAndFiguresStay(t *testing.T) {
	for _, c := range []struct {
		name     string
		in, want []string
	}{
		{"a log of citizens",
			[]string{"Ngày|Họ và tên|Ngày sinh|CCCD|SĐT|Địa chỉ|Nội dung|Số lượt", "@43983|Nguyễn Thị Lan|@32000|001203001234|0912345678|Ấp 3|Nộp hồ sơ|=1", "|Tổng cộng|||||| =1"},
			[]string{"Ngày|Họ và tên|Ngày sinh|CCCD|SĐT|Địa chỉ|Nội dung|Số lượt", "@43983|<name>|<birth>|<id>|<phone>|<address>|Nộp hồ sơ|=1", "|Tổng cộng||||||=1"}},
		{"numbers whose 0 was lost",
			[]string{"Điện thoại|Số CCCD|Năm sinh", "=912345678|=1203001234|=1975"},
			[]string{"Điện thoại|Số CCCD|Năm sinh", "<phone>|<id>|<birth>"}},
		{"by shape, under no heading",
			[]string{"gọi 0912.345.678 hoặc +84 983 456 789|số 079203001234|=12", "=912345671|=1203001237", "=912345672|=1203001238"},
			[]string{"gọi <phone> hoặc <phone>|số <id>|=12", "<phone>|<id>", "<phone>|<id>"}},
		{"money is no telephone",
			[]string{"Kinh phí", "=350000000", "=912345000", "=1200000000", "350.000.000", "=1234567"},
			[]string{"Kinh phí", "=3.5e+08", "=9.12345e+08", "=1.2e+09", "350.000.000", "=1.234567e+06"}},
		{"what is counted is no name",
			[]string{"Số người dân được hướng dẫn|Số lượt công dân|Người hướng dẫn", "=12|=5|Đội 1"},
			[]string{"Số người dân được hướng dẫn|Số lượt công dân|Người hướng dẫn", "=12|=5|Đội 1"}},
		{"a card",
			[]string{"Họ và tên:|Trần Văn Bình|SĐT:|0912345678", "Họ tên: Lê Thị Cúc", "Ngày|=5"},
			[]string{"Họ và tên:|<name>|SĐT:|<phone>", "Họ tên: <name>", "Ngày|=5"}},
		{"the next table is another one",
			[]string{"Họ và tên", "An", "", "", "Xã An", "=5"},
			[]string{"Họ và tên", "<name>", "", "", "Xã An", "=5"}},
		{"days that go on below a list of contacts",
			[]string{"Ngày|Thứ|Số lượt", "01/06/2020|hai|=13", "Họ tên|Số điện thoại|Ghi chú", "Trần Thị Lan|0912345678|trực", "11/06/2020|năm|=1950", "Thứ sáu 12/6|sáu|=1961"},
			[]string{"Ngày|Thứ|Số lượt", "01/06/2020|hai|=13", "Họ tên|Số điện thoại|Ghi chú", "<name>|<phone>|trực", "11/06/2020|năm|=1950", "Thứ sáu 12/6|sáu|=1961"}},
		{"a list goes on where something is not known",
			[]string{"Họ và tên|SĐT|Năm sinh", "Lê Văn Tư|chưa có|", "|0912345678|không rõ", "Lê Văn Năm||=1975"},
			[]string{"Họ và tên|SĐT|Năm sinh", "<name>|chưa có|", "|<phone>|không rõ", "<name>||<birth>"}},
		{"figures below a list of people",
			[]string{"Họ và tên|Năm sinh", "Lê Văn Tư|=1975", "@43991|=1961", "@43992|=2001"},
			[]string{"Họ và tên|Năm sinh", "<name>|<birth>", "@43991|=1961", "@43992|=2001"}},
		{"dates and serials are no numbers of a person",
			[]string{"Ngày 24/06/2020|123456789012|QĐ 0123/2020|2020-06-24 07:30", "1.234.567.890"},
			[]string{"Ngày 24/06/2020|123456789012|QĐ 0123/2020|2020-06-24 07:30", "1.234.567.890"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := tab(c.in...)
			masker.Tab(in)
			if diff := cmp.Diff(c.want, shown(in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			again := tab(c.in...)
			masker.Tab(again)
			masker.Tab(again)
			if diff := cmp.Diff(in, again); diff != "" {
				t.Errorf("masked twice it differs:\n%s", diff)
			}
		})
	}
}

func TestAMaskKeepsKindLengthAndWhetherItIsTheSame(t *testing.T) {
	in := tab("Họ và tên|SĐT", "Nguyễn Thị Lan|0912345678", "NGUYỄN  THỊ LAN|=912345678", "Nguyễn Thị Loan|+84912345678")
	masker.Tab(in)
	a, b, c := in.Rows[1], in.Rows[2], in.Rows[3]
	if want := "⟦name·14·"; !strings.HasPrefix(a[0].Text, want) || !office.IsMask(a[0].Text) {
		t.Errorf("got %s, want %s…", a[0].Text, want)
	}
	digest := func(text string) string { return text[strings.LastIndex(text, "·"):] }
	if digest(a[0].Text) != digest(b[0].Text) || digest(a[0].Text) == digest(c[0].Text) {
		t.Errorf("names: %s, %s, %s", a[0].Text, b[0].Text, c[0].Text)
	}
	if digest(a[1].Text) != digest(b[1].Text) || digest(a[1].Text) != digest(c[1].Text) {
		t.Errorf("telephones: %s, %s, %s", a[1].Text, b[1].Text, c[1].Text)
	}
	other := tab("Họ và tên", "Nguyễn Thị Lan")
	New([]byte("another")).Tab(other)
	if digest(other.Rows[1][0].Text) == digest(a[0].Text) {
		t.Error("the digest does not rest on the key")
	}
}

func TestNothingBesideAMaskedCellRepeatsIt(t *testing.T) {
	in := tab("Họ và tên", "Nguyễn Thị Lan")
	in.Rows[1][0].More = &grid.More{Formula: `"Nguyễn Thị Lan"`, Kept: "Nguyễn Thị", Note: "gọi 0912345678", Fill: "FFFF00"}
	shared := in.Rows[1][0].More
	masker.Tab(in)
	more := in.Rows[1][0].More
	if more.Formula != "" || more.Kept != "" || strings.Contains(more.Note, "0912") || more.Fill != "FFFF00" {
		t.Errorf("beside it stands %+v", more)
	}
	if shared.Note != "gọi 0912345678" {
		t.Error("what is shared with other cells was changed")
	}
}

func FuzzAnyTabIsMaskedAndKeepsItsShape(f *testing.F) {
	f.Add("Họ và tên|SĐT\nLan|0912345678")
	f.Fuzz(func(t *testing.T, text string) {
		in := tab(strings.Split(text, "\n")...)
		rows := len(in.Rows)
		masker.Tab(in)
		if len(in.Rows) != rows {
			t.Error("rows are gone")
		}
	})
}
