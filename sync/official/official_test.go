package official

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
	"tonghop/model/report"
)

// rendered is the shipped form filled and opened again.
func rendered(t *testing.T, r *report.Report) *excelize.File {
	t.Helper()
	b, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	return reopened(t, b)
}

func reopened(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// raw gives a sheet's stored values, shown the displayed ones.
func raw(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func cellAt(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	v, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// totals begins the label of the row of totals, which may tell its coverage.
const totals = "TỔNG CỘNG"

// rowStarting finds the first row from an index on whose cell of a column is a
// text.
func rowStarting(t *testing.T, rows [][]string, from, col int, text string) int {
	t.Helper()
	for i := from; i < len(rows); i++ {
		if col < len(rows[i]) && (rows[i][col] == text || text == totals && strings.HasPrefix(rows[i][col], totals+" (")) {
			return i
		}
	}
	t.Fatalf("no row has %q in column %d", text, col)
	return 0
}

// want is how a figure is stored. The second unit reports nothing at all.
func want(c office.Count, l *report.Line) string {
	switch {
	case c.Stated:
		return strconv.FormatInt(c.N, 10)
	case l != nil && l.Unit.ID == "u002":
		return "Chưa BC"
	}
	return "—"
}

func TestEveryFigureOfTheReportStandsInItsCell(t *testing.T) {
	for _, units := range []int{13, 40, 200} {
		t.Run(fmt.Sprint(units, " units"), func(t *testing.T) {
			r := synthetic(units)
			f := rendered(t, r)
			checkReportSheet(t, r, raw(t, f, sheetReport))
			checkDailySheet(t, r, once(raw(t, f, sheetDaily)))
			checkTimelySheet(t, r, raw(t, f, sheetTimely))
		})
	}
}

func figures(l report.Line, unit *report.Line) []string {
	var out []string
	for _, s := range l.Figures[:7] { // the letterhead prints the first seven
		out = append(out, want(s.Count, unit))
	}
	return out
}

func checkReportSheet(t *testing.T, r *report.Report, rows [][]string) {
	t.Helper()
	for i := range r.Window.Lines {
		l := &r.Window.Lines[i]
		row := rows[rowStarting(t, rows, 13, 1, l.Unit.Name)]
		wanted := append([]string{strconv.Itoa(i + 1), l.Unit.Name}, figures(*l, l)...)
		wanted = append(wanted, fmt.Sprintf("%d/%d", l.Rate.Timely(), l.Rate.Judged()))
		if diff := cmp.Diff(wanted, row[:10]); diff != "" {
			t.Errorf("unit %s (-want +got):\n%s", l.Unit.Name, diff)
		}
	}
	total := rowStarting(t, rows, 13, 0, "TỔNG CỘNG")
	if diff := cmp.Diff(figures(r.Window.Total, nil), rows[total][2:9]); diff != "" {
		t.Errorf("total (-want +got):\n%s", diff)
	}
	year := rowStarting(t, rows, total, 0, "Lũy kế từ đầu năm 2020")
	if diff := cmp.Diff(figures(r.Year.Total, nil), rows[year][2:9]); diff != "" {
		t.Errorf("year (-want +got):\n%s", diff)
	}
	tenths, _ := r.Targets[0].Percent()
	goals := []string{rows[year+1][5], rows[year+2][5], rows[year+1][2], rows[year+2][2]}
	if diff := cmp.Diff([]string{"30000", strconv.FormatInt(tenths, 10), "—", "—"}, goals); diff != "" {
		t.Errorf("target and percentage (-want +got):\n%s", diff)
	}
}

func checkDailySheet(t *testing.T, r *report.Report, rows [][]string) {
	t.Helper()
	d, err := newData(r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	at := 5
	for n, item := range d.annexed {
		at = rowStarting(t, rows, at, 0, roman(n+1))
		if got, want := rows[at][2+len(d.parts)], want(r.Window.Total.Figures[item].Count, nil); got != want {
			t.Errorf("section %d: total %s, want %s", n+1, got, want)
		}
		for i := range r.Window.Lines {
			l := &r.Window.Lines[i]
			wanted := []string{strconv.Itoa(i + 1), l.Unit.Name}
			for _, part := range d.parts {
				var c office.Count
				if cited := part.figures[l.Unit.ID]; cited != nil {
					c = cited[item].Count
				}
				wanted = append(wanted, want(c, nil))
			}
			wanted = append(wanted, want(l.Figures[item].Count, l))
			if diff := cmp.Diff(wanted, rows[at+1+i]); diff != "" {
				t.Fatalf("section %d, unit %s (-want +got):\n%s", n+1, l.Unit.Name, diff)
			}
		}
	}
}

func checkTimelySheet(t *testing.T, r *report.Report, rows [][]string) {
	t.Helper()
	counts := func(x office.Rate) []string {
		var out []string
		for _, n := range []int{x.Expected, x.Timely(), x.Late, x.Missing, x.Invalid, x.Unreadable, x.Excused, x.Pending} {
			out = append(out, strconv.Itoa(n))
		}
		return append(out, office.Grouped(int64(x.Timely()))+"/"+office.Grouped(int64(x.Judged())))
	}
	for i := range r.Window.Lines {
		l := &r.Window.Lines[i]
		row := rows[rowStarting(t, rows, 8, 1, l.Unit.Name)]
		if diff := cmp.Diff(counts(l.Rate), row[2:11]); diff != "" {
			t.Errorf("days of %s (-want +got):\n%s", l.Unit.Name, diff)
		}
	}
	total := rows[rowStarting(t, rows, 8, 0, "TỔNG CỘNG")]
	if diff := cmp.Diff(counts(r.Window.Total.Rate), total[2:11]); diff != "" {
		t.Errorf("days of all (-want +got):\n%s", diff)
	}
}

func TestThePageReadsLineByLineAsTheOfficesDo(t *testing.T) {
	f := rendered(t, synthetic(13))
	for cell, want := range map[string]string{
		"A1": "TỈNH ĐOÀN BÌNH PHƯỚC", "A2": "BCH ĐOÀN HUYỆN HỚN QUẢN", "A3": "***", "A4": "Số:       -BC/HĐTĐN",
		"E1": "ĐOÀN TNCS HỒ CHÍ MINH", "E3": "Hớn Quản, ngày      tháng      năm 2020",
		"A6": "BÁO CÁO", "A7": "Kết quả hỗ trợ dịch vụ công trực tuyến mức độ 3, mức độ 4 tháng\u00a06\u00a0năm\u00a02020",
		"A8": "(Số liệu từ ngày 25/5/2020 đến hết ngày 24/6/2020)", "A9": "-----------",
		"A10": "Kính gửi:\u00a0", "E10": "Ban Thường vụ Tỉnh Đoàn Bình Phước.",
		"C12": "Số lượt người dân (lượt)", "C13": "Tuyên truyền", "F12": "Hồ sơ trực tuyến (hồ sơ)", "F13": "Tổng số",
		"I12": "Số tài khoản dịch vụ công được tạo (tài khoản)", "J12": "Ngày báo cáo đúng hạn", "K12": "Ghi chú",
		"A28": "TỔNG CỘNG (12/13 đơn vị)", "A32": "Đơn vị chưa có số liệu (01): Xã An Khương.", "A33": "* Chưa gồm số liệu đang đối chiếu: An Phú ngày 27/5.",
		"A35": "Nơi nhận:", "E35": "TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN", "E36": "PHÓ BÍ THƯ", "E41": "Người ký mẫu",
		"A36": "- Như trên;\n- UBND huyện;\n- UBND các xã, thị trấn;\n- BCH Huyện Đoàn;\n- Lưu: VP.",
	} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if got, want := raw(t, f, sheetReport)[13], strings.Split("A B 1 2 3 4=5+6 5 6 7 8 C", " "); !slices.Equal(got, want) {
		t.Errorf("numbering row is %q, want %q", got, want)
	}
	merged := map[string]bool{}
	cells, err := f.GetMergeCells(sheetReport)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range cells {
		merged[m.GetStartAxis()+":"+m.GetEndAxis()] = true
	}
	for _, want := range []string{"A1:D1", "E1:K1", "A12:A13", "C12:E12", "F12:H12", "I12:I13", "A28:B28", "E35:K35"} {
		if !merged[want] {
			t.Errorf("%s is not merged", want)
		}
	}
}

func TestPageSetUpIsThatOfTheGuidance(t *testing.T) {
	f := rendered(t, synthetic(13))
	for _, sheet := range []string{sheetReport, sheetDaily, sheetTimely} {
		layout, err1 := f.GetPageLayout(sheet)
		margins, err2 := f.GetPageMargins(sheet)
		header, err3 := f.GetHeaderFooter(sheet)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s: not A4 landscape, one page wide", sheet)
		}
		mm := []int{int(*margins.Top*25.4 + .5), int(*margins.Bottom*25.4 + .5), int(*margins.Left*25.4 + .5), int(*margins.Right*25.4 + .5)}
		if !slices.Equal(mm, []int{20, 20, 30, 20}) {
			t.Errorf("%s: margins are %v mm", sheet, mm)
		}
		if !header.DifferentFirst || !strings.HasSuffix(header.OddHeader, "&P") || header.FirstHeader != "" {
			t.Errorf("%s: page numbers are %+v", sheet, header)
		}
	}
	titles := map[string]string{}
	for _, n := range f.GetDefinedName() {
		titles[n.Scope] = n.RefersTo
	}
	want := map[string]string{sheetReport: "'Báo cáo'!$12:$14", sheetDaily: "'Phụ lục I'!$6:$6", sheetTimely: "'Phụ lục II'!$6:$8"}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Errorf("repeated rows (-want +got):\n%s", diff)
	}
}

func TestRepeatedRowsFollowWhenALineAboveThemIsLeftOut(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Addressee = nil
	f := rendered(t, r)
	if got := cellAt(t, f, sheetReport, "A11"); got != "STT" {
		t.Errorf("A11 is %q, want the heading, since no one is addressed", got)
	}
	for _, n := range f.GetDefinedName() {
		if n.Scope == sheetReport && n.RefersTo != "'Báo cáo'!$11:$13" {
			t.Errorf("repeated rows are %s, want $11:$13", n.RefersTo)
		}
	}
}

func TestTimelinessIsASwitch(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Timeliness = false
	rows := raw(t, rendered(t, r), sheetReport)
	if got, want := rows[13], strings.Split("A B 1 2 3 4=5+6 5 6 7 C", " "); !slices.Equal(got, want) {
		t.Errorf("numbering row is %q, want %q", got, want)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.Contains(cell, "đúng hạn") || strings.Contains(cell, "Trễ hạn") {
				t.Errorf("%q is told although timeliness is off", cell)
			}
		}
	}
}

func TestOneUnitOfMeasureStandsOnceOverTheTable(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Indicators = []string{"people_informed", "people_guided"}
	f := rendered(t, r)
	for cell, want := range map[string]string{"A11": "Đơn vị tính: lượt", "C12": "Số lượt người dân", "C13": "Tuyên truyền"} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestOneIndicatorLeavesTheRightHeadingInPlace(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Indicators = []string{"members_trained"}
	f := rendered(t, r)
	for cell, want := range map[string]string{
		"A1": "TỈNH ĐOÀN BÌNH PHƯỚC", "D1": "ĐOÀN TNCS HỒ CHÍ MINH", "C12": "Số đoàn viên, thanh niên được tập huấn", "C14": "1"} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestAGoalAboveANumberReadsAsInThePlan(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Indicators = []string{"members_trained", "accounts_created"}
	f := rendered(t, r)
	id, err := f.GetCellStyle(sheetReport, "C22")
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if stored := cellAt(t, f, sheetReport, "C22"); stored != "200" || style.CustomNumFmt == nil || *style.CustomNumFmt != strings.ReplaceAll(abovePattern, ";", "_i;")+"_i" {
		t.Errorf("the goal is %q in the style %+v, want 200 shown as trên 200", stored, style)
	}
	formula, err := f.GetCellFormula(sheetReport, "C23")
	if want := "IF(C21<(C22+1),MIN(999,ROUND(C21*1000/(C22+1),0)),ROUND(C21*1000/(C22+1),0))"; err != nil || formula != want {
		t.Errorf("the percentage is %q (%v), want %q", formula, err, want)
	}
}

func TestTheSameReportGivesTheSameBytes(t *testing.T) {
	form := shippedForm(t)
	first, err := Render(monthly(form), synthetic(40), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := Render(monthly(form), synthetic(40), Variant{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("two renderings differ")
		}
	}
	props, err := reopened(t, first).GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if want := "2020-06-25T05:00:00Z"; props.Created != want || props.Modified != want {
		t.Errorf("the workbook says %s and %s, want the report's own instant %s", props.Created, props.Modified, want)
	}
}

func TestTheDocumentsDateIsTheReportsDayInTheOffice(t *testing.T) {
	r := synthetic(5)
	r.AsOf = time.Date(2020, 6, 24, 18, 30, 0, 0, time.UTC) // 01:30 on the 25th
	for number, want := range map[string]string{"12": "Hớn Quản, ngày 25 tháng 6 năm 2020", "": "Hớn Quản, ngày      tháng      năm 2020"} {
		if got := cellAt(t, filled(t, "bao-cao-thang", r, Variant{Number: number}), sheetReport, "E3"); got != want {
			t.Errorf("with the number %q: got %q, want %q", number, got, want)
		}
	}
}

func TestACarriedStockDoesNotHideThatNothingWasReported(t *testing.T) {
	r := synthetic(5)
	r.Programme.Indicators[7].Aggregate = office.AggregateLatest
	r.Programme.Letterhead.Indicators = []string{"people_informed", "members_trained"}
	r.Window.Lines[1].Figures[7].Count = office.Stated(12)
	r.Window.Total.Figures[7].N += 12
	f := rendered(t, r)
	for cell, want := range map[string]string{"C16": "Chưa BC", "D16": "12"} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestAReportThatDoesNotAddUpIsRefused(t *testing.T) {
	r := synthetic(5)
	r.Window.Total.Figures[0].N++
	_, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err == nil || !strings.Contains(err.Error(), `the total of indicator "people_informed"`) {
		t.Errorf("got %v, want a refusal that names the indicator", err)
	}
}

func TestCountsOfDaysThatDoNotAddUpAreRefused(t *testing.T) {
	r := synthetic(5)
	r.Window.Total.Rate.Late++
	_, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err == nil || !strings.Contains(err.Error(), "the total of so_ngay_tre_han") {
		t.Errorf("got %v, want a refusal that names the count", err)
	}
}

func TestAnUnknownPrintedIndicatorIsRefused(t *testing.T) {
	r := synthetic(5)
	r.Programme.Letterhead.Indicators = []string{"people_informd"}
	_, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err == nil || !strings.Contains(err.Error(), `"people_informd"`) {
		t.Errorf("got %v, want a refusal that names the indicator", err)
	}
}

func BenchmarkRender200Units(b *testing.B) {
	form, r := shippedForm(b), synthetic(200)
	for b.Loop() {
		if _, err := Render(monthly(form), r, Variant{}); err != nil {
			b.Fatal(err)
		}
	}
}
