package official

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

var profiles = []office.Profile{office.ProfileDoan, office.ProfileND30}

// filled is a shipped form filled, opened again.
func filled(t *testing.T, name string, r *report.Report, v Variant) *excelize.File {
	t.Helper()
	profile := r.Programme.Letterhead.Profile
	if profile == "" {
		profile = office.ProfileDoan
	}
	b, err := Render(shipped(t, name, profile), r, v)
	if err != nil {
		t.Fatal(err)
	}
	return reopened(t, b)
}

// texts are all texts of a sheet that show, in the order of cells.
func texts(t *testing.T, f *excelize.File, sheet string) []string {
	t.Helper()
	var all []string
	for _, row := range raw(t, f, sheet) {
		for _, cell := range row {
			if cell != "" {
				all = append(all, cell)
			}
		}
	}
	return all
}

func wantTexts(t *testing.T, f *excelize.File, sheet string, wants ...string) {
	t.Helper()
	all := texts(t, f, sheet)
	for _, want := range wants {
		if !slices.Contains(all, want) {
			t.Errorf("%s does not say %q", sheet, want)
		}
	}
}

func wantNoText(t *testing.T, f *excelize.File, sheet string, parts ...string) {
	t.Helper()
	for _, text := range texts(t, f, sheet) {
		for _, part := range parts {
			if strings.Contains(text, part) {
				t.Errorf("%s says %q, which it should not", sheet, text)
			}
		}
	}
}

func TestEveryShippedFormIsSoundAndFillsForEveryPeriod(t *testing.T) {
	for _, k := range Kinds() {
		for _, profile := range profiles {
			t.Run(k.Name+" "+string(profile), func(t *testing.T) {
				form := shipped(t, k.Name, profile)
				if err := Check(form, syntheticProgramme(3)); err != nil {
					t.Error(err)
				}
				kinds := []calendar.PeriodKind{k.Period}
				if k.Period == "" {
					kinds = []calendar.PeriodKind{calendar.KindMonth, calendar.KindHalf, calendar.KindYear, calendar.KindNamed}
				}
				for _, kind := range kinds {
					r := over(rich(13), kind)
					r.Programme.Letterhead.Profile = profile
					b, err := Render(form, r, Variant{Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung số liệu", Draft: "K7Q2", Provisional: true})
					if err != nil {
						t.Fatal(err)
					}
					f := reopened(t, b)
					for _, sheet := range f.GetSheetList() {
						wantNoText(t, f, sheet, "{{", "}}")
					}
				}
			})
		}
	}
}

func TestAPeriodIsCalledAsOfficesCallIt(t *testing.T) {
	for kind, want := range map[calendar.PeriodKind]string{
		calendar.KindDay: "ngày 24 tháng 6 năm 2020", calendar.KindMonth: "tháng 6 năm 2020", calendar.KindQuarter: "quý II năm 2020",
		calendar.KindHalf: "6 tháng đầu năm 2020", calendar.KindYear: "năm 2020", calendar.KindNamed: "Chiến dịch hè năm 2020",
	} {
		d, err := newData(over(synthetic(3), kind), Variant{})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.periodName(); got != want {
			t.Errorf("%s is called %q, want %q", kind, got, want)
		}
	}
}

func TestANumberIsWrittenAsTheProfileJoinsIt(t *testing.T) {
	tests := []struct {
		profile     office.Profile
		given, want string
	}{
		{office.ProfileDoan, "", "      -BC/HĐTĐN"}, {office.ProfileND30, "", "      /BC-HĐTĐN"},
		{office.ProfileDoan, "5", "05-BC/HĐTĐN"}, {office.ProfileND30, "05", "05/BC-HĐTĐN"}, {office.ProfileDoan, "112", "112-BC/HĐTĐN"},
		{office.ProfileDoan, "5-BC/ĐTN", "05-BC/ĐTN"}, {office.ProfileND30, "12/BC-X", "12/BC-X"}, {office.ProfileDoan, "BC 7", "BC 7"},
	}
	for _, tt := range tests {
		r := synthetic(1)
		r.Programme.Letterhead.Profile = tt.profile
		d, err := newData(r, Variant{Number: tt.given})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.fullNumber(); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.profile, tt.given, got, tt.want)
		}
	}
}

func TestTheStatesHeadingReadsLineByLine(t *testing.T) {
	r := synthetic(3)
	r.Programme.Letterhead.Profile = office.ProfileND30
	f := filled(t, "bao-cao-thang", r, Variant{Number: "5", Dated: calendar.Date(2021, 2, 5)})
	for cell, want := range map[string]string{
		"A1": "TỈNH ĐOÀN BÌNH PHƯỚC", "A2": "BCH ĐOÀN HUYỆN HỚN QUẢN", "A4": "Số: 05/BC-HĐTĐN",
		"E1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "E2": "Độc lập - Tự do - Hạnh phúc", "E4": "Hớn Quản, ngày 05 tháng 02 năm 2021", "A6": "BÁO CÁO",
	} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	for profile, bold := range map[office.Profile]bool{office.ProfileDoan: false, office.ProfileND30: true} {
		r.Programme.Letterhead.Profile = profile
		f := filled(t, "bao-cao-thang", r, Variant{})
		rows := raw(t, f, sheetReport)
		at := rowStarting(t, rows, 0, 4, "PHÓ BÍ THƯ") + 1
		id, err := f.GetCellStyle(sheetReport, cellName(5, at))
		if err != nil {
			t.Fatal(err)
		}
		if style, err := f.GetStyle(id); err != nil || style.Font.Bold != bold {
			t.Errorf("%s: the position is bold: %v (%v), want %v", profile, style.Font.Bold, err, bold)
		}
	}
}

func TestUnitsOfSeveralTypesStandInSectionsWithSubtotals(t *testing.T) {
	r := rich(6)
	f := filled(t, "bao-cao-thang", r, Variant{})
	rows := raw(t, f, sheetReport)
	var labels []string
	for _, row := range rows[14:24] {
		labels = append(labels, row[0]+" "+row[1])
	}
	want := []string{"I Xã, thị trấn", "1 Thị trấn Tân Khai", "2 Xã An Khương", "3 Xã An Phú", "4 Xã Đồng Nơ",
		"II Chi đoàn khối cơ quan", "1 Chi đoàn Công an huyện", "III Đoàn trường học", "1 Đoàn trường THPT", "TỔNG CỘNG (05/06 đơn vị) "}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	for cell, want := range map[string]string{"C15": "SUM(C16:C19)", "C20": "SUM(C21:C21)", "C22": "SUM(C23:C23)", "C24": "C15+C20+C22"} {
		if got, err := f.GetCellFormula(sheetReport, cell); err != nil || got != want {
			t.Errorf("%s is the formula %q (%v), want %q", cell, got, err, want)
		}
	}
	if got, want := rows[23][2], fmt.Sprint(r.Window.Total.Figures[0].N); got != want {
		t.Errorf("the total is %s, want %s", got, want)
	}
}

func TestALongPeriodIsAnnexedByMonthsThatAddUp(t *testing.T) {
	r := over(synthetic(5), calendar.KindQuarter)
	r.Programme.Starts = calendar.Date(2020, 5, 1)
	f := filled(t, "bao-cao-quy", r, Variant{})
	rows := raw(t, f, sheetDaily)
	head := rowStarting(t, rows, 0, 0, "STT")
	if got, want := rows[head], []string{"STT", "Đơn vị", "5/2020", "6/2020", "Trong kỳ"}; !slices.Equal(got, want) {
		t.Errorf("columns are %q, want %q: April lies before the programme", got, want)
	}
	if got, want := rows[head+2][3], rows[head+2][4]; got != want {
		t.Errorf("June has %s of %s, and nothing was reported in May", got, want)
	}
	wantTexts(t, f, sheetDaily, "SỐ LIỆU TỪNG THÁNG CỦA CÁC ĐƠN VỊ")
}

func TestTheAnnexOfManyUnitsKeepsToTheFirstIndicatorsAndSaysSo(t *testing.T) {
	f := filled(t, "bao-cao-thang", synthetic(200), Variant{})
	wantTexts(t, f, sheetDaily, "Phụ lục in 02/07 chỉ tiêu; các chỉ tiêu còn lại xem tại bảng tổng hợp.")
	if n := len(raw(t, f, sheetDaily)); n > annexRows {
		t.Errorf("the annex has %d rows", n)
	}
	wantNoText(t, filled(t, "bao-cao-thang", synthetic(40), Variant{}), sheetDaily, "Phụ lục in")
}

func TestTheInternalWorkbookHoldsWhatIsNotSigned(t *testing.T) {
	r := rich(6)
	for _, code := range []string{office.CodeOutlier, "column-unknown"} {
		r.Findings = append(r.Findings, record.OpenFinding{Finding: office.Finding{Unit: r.Findings[0].Unit, Code: code, Severity: office.SeverityWarning}})
	}
	m := office.Messages{Lang: "vi", Texts: map[string]string{"finding.number-invalid.message": "Ô {cell}: {raw}", "finding.number-invalid.hint": "Ghi số."}}
	f := filled(t, InternalForm, r, Variant{Messages: m})
	wantTexts(t, f, sheetMend, "NỘI BỘ – KHÔNG GỬI ĐI", "Ô C7: mười hai", "Ghi số.", "Tháng 6!D9", "Chưa cộng", "Đã cộng, cần xem", "Không cộng, cần xem")
	wantTexts(t, f, sheetEntered, "Thị trấn Tân Khai", "Đơn vị báo, Văn phòng ghi thay", "báo qua điện thoại")
	signed := filled(t, "bao-cao-thang", r, Variant{})
	for _, sheet := range signed.GetSheetList() {
		wantNoText(t, signed, sheet, "mười hai", "Ô C7")
	}
	r.Daily = nil
	for i := range r.Window.Lines {
		r.Window.Lines[i].Unit = &r.Programme.Units[i]
	}
	if sheets := filled(t, InternalForm, r, Variant{Messages: m}).GetSheetList(); slices.Contains(sheets, sheetEntered) {
		t.Errorf("sheets are %q, though the office entered nothing", sheets)
	}
}

func TestTheRankingStatesHowPointsComeAbout(t *testing.T) {
	r := rich(6)
	r.Programme.Scoring = office.Scoring{OnTime: 50, Complete: 30, Figures: []office.Weight{{Indicator: "people_guided", Points: 20}}}
	f := filled(t, "tong-ket", r, Variant{})
	all := strings.Join(texts(t, f, sheetRanking), "\n")
	if !strings.Contains(all, "50 × (số ngày đúng hạn ÷ số ngày được xét) + 30 × (số ngày có báo cáo ÷ số ngày được xét) + 20 × (Hướng dẫn ÷ số cao nhất trong các đơn vị)") {
		t.Errorf("the ranking does not state its points:\n%s", all)
	}
	rows := raw(t, f, sheetRanking)
	first := rowStarting(t, rows, 0, 0, "Hạng") + 1
	best := report.Rank(r.Programme.Scoring, r.Programme, &r.Window)[0]
	if got, want := rows[first][:3], []string{"1", best.Line.Unit.Name, fmt.Sprint(best.Tenths)}; !slices.Equal(got, want) {
		t.Errorf("the first is %q, want %q", got, want)
	}
}
