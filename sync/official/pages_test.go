package official

import (
	"strings"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/report"
)

func TestASectionThatGoesOnOverThePageIsNamedAgain(t *testing.T) {
	r := synthetic(40)
	b, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	f := reopened(t, b)
	rows, n := raw(t, f, sheetDaily), 0
	breaks := breaksOf(t, b, 1)
	for _, brk := range breaks {
		row := rows[brk]
		if strings.Trim(row[0], "IVX") != "" {
			t.Errorf("a page begins with %q, want the name of its indicator", row[:2])
		}
		if strings.HasSuffix(row[1], "(tiếp theo)") {
			n++
			if len(row) > 2 {
				t.Errorf("the heading that stands again bears figures: %q", row)
			}
		}
	}
	if n == 0 {
		t.Errorf("no section goes on over a page, of %d breaks", len(breaks))
	}
	last := len(dataOf(t, r).parts) + 3
	for row := 1; row <= len(rows); row++ {
		if formula, err := f.GetCellFormula(sheetDaily, cellName(last, row)); err != nil || strings.Contains(formula, "+") {
			t.Errorf("row %d adds up %q (%v)", row, formula, err)
		}
	}
}

func dataOf(t *testing.T, r *report.Report) *data {
	t.Helper()
	d, err := newData(r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAFootnoteStandsOnlyWithTheRowThatItExplains(t *testing.T) {
	year := over(rich(6), calendar.KindYear)
	wantNoText(t, filled(t, "bao-cao-nam", year, Variant{}), sheetReport, "Điều chỉnh kỳ trước: số liệu thay đổi")
	wantTexts(t, filled(t, "bao-cao-nam", year, Variant{}), sheetReport, "Ước thực hiện cả năm")
	wantNoText(t, filled(t, "so-ket", rich(6), Variant{}), sheetReport, "Ước thực hiện cả năm =")
}

func TestCountsOfManyDaysStandWholeInTheirColumn(t *testing.T) {
	f := rendered(t, synthetic(200))
	rows := raw(t, f, sheetTimely)
	at := rowStarting(t, rows, 8, 0, "TỔNG CỘNG")
	text := rows[at][10]
	if !strings.Contains(text, ".") {
		t.Errorf("the days are %q, want dots between thousands", text)
	}
	width, err := f.GetColWidth(sheetTimely, "K")
	if err != nil {
		t.Fatal(err)
	}
	if need := (typeface{size: 12, bold: true}).width(text); width*6 < need {
		t.Errorf("the column is %.0f points wide, %q takes %.0f", width*6, text, need)
	}
}
