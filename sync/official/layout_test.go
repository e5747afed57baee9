package official

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

func TestLongDatesHaveALeadingZeroForSmallDaysAndTheMonthsOneAndTwo(t *testing.T) {
	for want, d := range map[string]calendar.Day{
		"ngày 25 tháng 6 năm 2020":  calendar.Date(2020, time.June, 25),
		"ngày 05 tháng 01 năm 2021": calendar.Date(2021, time.January, 5),
		"ngày 10 tháng 02 năm 2021": calendar.Date(2021, time.February, 10),
		"ngày 09 tháng 3 năm 2021":  calendar.Date(2021, time.March, 9),
		"ngày 01 tháng 12 năm 2021": calendar.Date(2021, time.December, 1),
	} {
		if got := longDate(d); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAddresseesAndCopiesFollowTheCustom(t *testing.T) {
	for want, names := range map[string][]string{
		"Tỉnh Đoàn.":                {"Tỉnh Đoàn"},
		"- Tỉnh Đoàn;\n- Huyện ủy.": {"Tỉnh Đoàn", "Huyện ủy"},
	} {
		if got := addressees(names); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got, want := dashed([]string{"Lưu: VP"}), "- Lưu: VP."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnOrgansNameInASentence(t *testing.T) {
	for name, want := range map[string]string{
		"BCH ĐOÀN HUYỆN HỚN QUẢN":                     "BCH Đoàn huyện Hớn Quản",
		"HUYỆN ĐOÀN LỘC NINH":                         "Huyện Đoàn Lộc Ninh",
		"ĐOÀN TNCS HỒ CHÍ MINH XÃ THÀNH TÂM":          "Đoàn TNCS Hồ Chí Minh xã Thành Tâm",
		"BAN CHẤP HÀNH ĐOÀN THÀNH PHỐ ĐỒNG XOÀI":      "Ban Chấp hành Đoàn thành phố Đồng Xoài",
		"BAN THƯỜNG VỤ ĐOÀN THỊ TRẤN TÂN KHAI":        "Ban Thường vụ Đoàn thị trấn Tân Khai",
		"Ban Chấp hành Huyện Đoàn, như Văn phòng ghi": "Ban Chấp hành Huyện Đoàn, như Văn phòng ghi",
	} {
		if got := inSentence(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestSectionsAreNumberedInRoman(t *testing.T) {
	for n, want := range map[int]string{1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL"} {
		if got := roman(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestTextsAreMeasuredAsTimesNewRomanSetsThem(t *testing.T) {
	body := typeface{size: 12, wrap: true}
	for text, want := range map[string]float64{"0123456789": 60, "Xa": 0.722*12 + 0.444*12, "1.234": 27} {
		if got := body.width(text); got < want-.01 || got > want+.01 {
			t.Errorf("%q is %.2f points, want %.2f", text, got, want)
		}
	}
	tests := []struct {
		text  string
		width float64
		want  int
	}{
		{"", 50, 1}, {"0000000000", 60, 1}, {"00000 00000", 60, 2}, {"0000000000", 31, 2}, {"a\nb\nc", 60, 3}, {"000 000 000", 40, 2},
	}
	for _, tt := range tests {
		if got := body.lines(tt.text, tt.width); got != tt.want {
			t.Errorf("%q in %.0f points takes %d lines, want %d", tt.text, tt.width, got, tt.want)
		}
	}
	if w := body.narrowest("Số tài khoản được tạo", 2); body.lines("Số tài khoản được tạo", w) > 2 {
		t.Errorf("in %.1f points the heading takes more than 2 lines", w)
	}
}

// sizes reads a filled sheet's row heights and breaks from the file itself.
type sizes struct {
	Rows []struct {
		R  int     `xml:"r,attr"`
		Ht float64 `xml:"ht,attr"`
	} `xml:"sheetData>row"`
	Breaks []struct {
		ID int `xml:"id,attr"`
	} `xml:"rowBreaks>brk"`
}

func TestNoPageCarriesASignatureAlone(t *testing.T) {
	for _, indicators := range []int{2, 7} {
		for units := 1; units <= 60; units += 1 + units/10 {
			r := synthetic(units)
			r.Programme.Letterhead.Indicators = r.Programme.Letterhead.Indicators[:indicators]
			b, err := Render(monthly(shippedForm(t)), r, Variant{})
			if err != nil {
				t.Fatal(err)
			}
			var s sizes
			if err := xml.Unmarshal([]byte(partOf(t, b, "xl/worksheets/sheet2.xml")), &s); err != nil {
				t.Fatal(err)
			}
			checkPages(t, fmt.Sprintf("%d indicators, %d units", indicators, units), s, units)
		}
	}
}

func TestManyTotalsAndFootnotesStillLeaveNoSignatureAlone(t *testing.T) {
	for units := 6; units <= 40; units += 3 {
		b, err := Render(monthly(shippedForm(t)), rich(units), Variant{Provisional: true, Draft: "812-9857", Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung"})
		if err != nil {
			t.Fatal(err)
		}
		var s sizes
		if err := xml.Unmarshal([]byte(partOf(t, b, "xl/worksheets/sheet2.xml")), &s); err != nil {
			t.Fatal(err)
		}
		rows := raw(t, reopened(t, b), sheetReport)
		for _, brk := range s.Breaks {
			if head := rows[brk.ID-1]; len(head) > 0 && slices.Contains([]string{"I", "II", "III"}, head[0]) {
				t.Errorf("%d units: a page ends with the heading %q", units, head[:2])
			}
		}
		lastTotal := rowStarting(t, rows, 14, 0, "Tỷ lệ thực hiện (%)") + 1
		if n := len(s.Breaks); n == 0 || s.Breaks[n-1].ID+1 > lastTotal-keepLines+1 {
			t.Errorf("%d units: pages break after %v; the last must begin by row %d", units, s.Breaks, lastTotal-keepLines+1)
		}
	}
}

// checkPages: every page fits on A4 landscape, the last carries rows of the
// table, and none ends with its heading. At most 7 indicators fit at full size within 2 %.
func checkPages(t *testing.T, name string, s sizes, units int) {
	t.Helper()
	const capacity, repeated = 595.3 - 2*20/25.4*72, 100.0
	lastBreak, used, next := 0, 0.0, 0
	for _, row := range s.Rows {
		if next < len(s.Breaks) && row.R == s.Breaks[next].ID+1 {
			lastBreak, used, next = row.R, repeated, next+1
		}
		used += row.Ht
		if used > capacity*1.02+20 {
			t.Fatalf("%s: the page ending with row %d is %.0f points high", name, row.R, used)
		}
	}
	// The last page begins with the last units, or where that would leave a
	// heading without two of them, with the totals.
	const heading = 14
	if begins := max(heading+units-keepLines+1, min(heading+keepLines, heading+units)+1); lastBreak > begins {
		t.Errorf("%s: the last page begins with row %d, want %d or before", name, lastBreak, begins)
	}
	if lastBreak > 1 && len(s.Breaks) == 1 && lastBreak <= heading+min(units, keepLines) {
		t.Errorf("%s: the first page ends with the table's heading or a unit, row %d", name, lastBreak-1)
	}
}

func TestRowsGrowToTheirTexts(t *testing.T) {
	r := synthetic(14) // the last name is very long
	r.Programme.Letterhead.Subject = strings.Repeat("Kết quả thực hiện Đề án hỗ trợ người dân ", 6)
	f := rendered(t, r)
	for row, least := range map[int]float64{7: 50, 28: 45} {
		if got := heightOf(t, f, row); got < least {
			t.Errorf("row %d is %.0f points high, want at least %.0f", row, got, least)
		}
	}
	if got := heightOf(t, f, 18); got != 18 {
		t.Errorf("row 18, whose texts fit, is %.0f points high, want the form's 18", got)
	}
}

func heightOf(t *testing.T, f *excelize.File, row int) float64 {
	t.Helper()
	h, err := f.GetRowHeight(sheetReport, row)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestColumnsGrowSoThatNoFigureIsCut(t *testing.T) {
	r := synthetic(5)
	for i := range r.Window.Lines {
		r.Window.Lines[i].Figures[0].Count = office.Stated(987654321)
	}
	r.Window.Total.Figures[0].Count = office.Stated(5 * 987654321)
	f := rendered(t, r)
	width, err := f.GetColWidth(sheetReport, "C")
	if err != nil {
		t.Fatal(err)
	}
	bold := typeface{size: 12, bold: true}
	if points, need := width*6, bold.width(office.Grouped(5*987654321)); points < need {
		t.Errorf("the column is %.0f points wide, the total %.0f", points, need)
	}
}

func TestAFormulaNamesItsTermsOnlyWhereAllArePrinted(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Indicators = []string{"dossiers_level3", "dossiers_total"}
	if got := cellAt(t, rendered(t, r), sheetReport, "D14"); got != "2" {
		t.Errorf("the numbering is %q, want 2: one of its terms is not printed", got)
	}
}

func TestAFormulaIsNotClaimedWhereAUnitStatedLessThanItsParts(t *testing.T) {
	r := synthetic(5)
	r.Window.Lines[0].Figures[3].N -= 7
	r.Window.Total.Figures[3].N -= 7
	if got := cellAt(t, rendered(t, r), sheetReport, "F14"); got != "4" {
		t.Errorf("the numbering is %q, want 4: the total is not the sum of its terms", got)
	}
}

func TestATotalWithoutItsPartsGetsAColumnForTheRest(t *testing.T) {
	r := synthetic(5)
	for _, l := range []*report.Line{&r.Window.Lines[0], &r.Window.Total, &r.Year.Total} {
		l.Figures[3].N += 7
	}
	r.Targets = nil
	f := rendered(t, r)
	if got, want := raw(t, f, sheetReport)[13], strings.Split("A B 1 2 3 4=5+6+7 5 6 7 8 9 C", " "); !slices.Equal(got, want) {
		t.Errorf("numbering row is %q, want %q", got, want)
	}
	for cell, want := range map[string]string{"I13": "Chưa phân loại", "I15": "7", "I17": "0", "I20": "7", "I21": "7"} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestATotalBelowItsPartsHasNoNegativeRestAndIsExplained(t *testing.T) {
	r := synthetic(5)
	for line, change := range map[int]int64{0: 3007, 2: -1500, 3: -4} {
		for _, l := range []*report.Line{&r.Window.Lines[line], &r.Window.Total, &r.Year.Total} {
			l.Figures[3].N += change
		}
	}
	r.Targets = nil
	f := rendered(t, r)
	if got, want := raw(t, f, sheetReport)[13], strings.Split("A B 1 2 3 4 5 6 7 8 9 C", " "); !slices.Equal(got, want) {
		t.Errorf("numbering row is %q, want %q: the formula is not true of every row", got, want)
	}
	wantTexts(t, f, sheetReport, "* Tổng số hồ sơ mức độ 3, mức độ 4 (hồ sơ) của An Phú, Đồng Nơ nhỏ hơn tổng các thành phần, vì chưa gồm tổng số của những ngày đang đối chiếu.")
	for cell, want := range map[string]string{"I15": "3007", "I17": "—", "I18": "—", "I20": "3007"} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("the rest in %s is %q, want %s", cell, got, want)
		}
	}
}

func TestTheAnnexNumbersItsSectionsWithoutAGap(t *testing.T) {
	r := synthetic(5)
	for _, l := range []*report.Line{&r.Window.Lines[0], &r.Window.Total, &r.Year.Total} {
		l.Figures[3].N += 7
	}
	var got []string
	for _, row := range raw(t, rendered(t, r), sheetDaily) {
		if len(row) > 1 && strings.Trim(row[0], "IVX") == "" && row[0] != "" && !strings.Contains(row[1], "(tiếp theo)") {
			got = append(got, row[0])
		}
	}
	if want := strings.Fields("I II III IV V VI VII"); !slices.Equal(got, want) {
		t.Errorf("the sections are %q, want %q", got, want)
	}
}

func TestAGroupOfSeveralUnitsOfMeasureNamesThemBelow(t *testing.T) {
	r := synthetic(5)
	r.Programme.Indicators[1].Unit = "người"
	f := rendered(t, r)
	for cell, want := range map[string]string{"C12": "Số lượt người dân", "C13": "Tuyên truyền (lượt)", "D13": "Hướng dẫn (người)"} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}
