package official

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// plain is a figure as it is stored.
func plain(s report.Sum) string { return strconv.FormatInt(s.N, 10) }

func TestAProvisionalReportSaysSoAndWhoIsMissing(t *testing.T) {
	r := synthetic(13)
	f := filled(t, "bao-cao-thang", r, Variant{Provisional: true})
	wantTexts(t, f, sheetReport, "(Số liệu sơ bộ đến 12 giờ 00 ngày 25 tháng 6 năm 2020)", "TỔNG CỘNG (12/13 đơn vị)", "Đơn vị chưa có số liệu (01): Xã An Khương.")
	wantTexts(t, f, sheetDaily, "(Số liệu sơ bộ đến 12 giờ 00 ngày 25 tháng 6 năm 2020)")
	wantNoText(t, rendered(t, r), sheetReport, "sơ bộ")
}

func TestATotalTellsItsCoverageAlsoAfterThePeriod(t *testing.T) {
	f := rendered(t, synthetic(13))
	wantTexts(t, f, sheetReport, "TỔNG CỘNG (12/13 đơn vị)", "Đơn vị chưa có số liệu (01): Xã An Khương.")
	whole := synthetic(1)
	wantTexts(t, rendered(t, whole), sheetReport, "TỔNG CỘNG")
	wantNoText(t, rendered(t, whole), sheetReport, "đơn vị)", "chưa có số liệu")
}

func TestTheWindowBeginsWhereTheProgrammeBegan(t *testing.T) {
	r := synthetic(3)
	r.Daily = slices.DeleteFunc(r.Daily, func(l report.DayLine) bool { return l.Day < r.Programme.Starts })
	wantTexts(t, rendered(t, r), sheetReport, "(Số liệu từ ngày 29/5/2020 đến hết ngày 24/6/2020)")
}

func TestRecipientsOfTheHeadingAreNotNamedAgain(t *testing.T) {
	for _, tt := range []struct{ addressee, copies, want string }{
		{"", "Tỉnh Đoàn|Lưu: VP", "Tỉnh Đoàn|Lưu: VP"},
		{"Ban Thường vụ Tỉnh Đoàn", "Tỉnh Đoàn|UBND huyện|Lưu: VP", "Như trên|UBND huyện|Lưu: VP"},
		{"Ban Thường vụ Tỉnh Đoàn Bình Phước", "BTV Tỉnh Đoàn|Như trên", "Như trên"},
		{"Uỷ ban nhân dân huyện Hớn Quản", "UBND huyện|UBND các xã", "Như trên|UBND các xã"},
		{"Ban Tuyên giáo Tỉnh ủy", "Tỉnh ủy", "Như trên|Tỉnh ủy"},
		{"Tỉnh Đoàn|Huyện ủy", "Huyện ủy|BCH Huyện Đoàn", "Như trên|BCH Huyện Đoàn"},
	} {
		l := office.Letterhead{Copies: strings.Split(tt.copies, "|")}
		if tt.addressee != "" {
			l.Addressee = strings.Split(tt.addressee, "|")
		}
		if got := strings.Join(copies(&l), "|"); got != tt.want {
			t.Errorf("to %q with copies %q: got %q, want %q", tt.addressee, tt.copies, got, tt.want)
		}
	}
}

func TestAYearsTargetIsNotMissedBeforeTheYearIsOver(t *testing.T) {
	x := &office.Indicator{ID: "a"}
	for _, tt := range []struct {
		p    report.Progress
		want string
	}{
		{report.Progress{DaysRemaining: 100, ExpectedToDate: 40, Done: office.Stated(50)}, "Đang thực hiện, vượt tiến độ"},
		{report.Progress{DaysRemaining: 100, ExpectedToDate: 50, Done: office.Stated(50)}, "Đang thực hiện, đúng tiến độ"},
		{report.Progress{DaysRemaining: 100, ExpectedToDate: 60, Done: office.Stated(50)}, "Đang thực hiện, chậm tiến độ"},
		{report.Progress{DaysRemaining: 100, ExpectedToDate: 60, Done: office.Stated(50), Coverage: report.Sum{StatedDays: 4, ExpectedDays: 5}}, "Đang thực hiện, chưa đủ số liệu"},
		{report.Progress{DaysRemaining: 100, ExpectedToDate: 60, Done: office.Stated(100)}, "Đạt"},
		{report.Progress{ExpectedToDate: 100, Done: office.Stated(50)}, "Chưa đạt"},
		{report.Progress{DaysRemaining: 100}, "Chưa có số liệu"},
	} {
		tt.p.Indicator, tt.p.Goal = x, office.Stated(100)
		if got := attained(&tt.p); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.p, got, tt.want)
		}
	}
}

func TestWhatWeCouldNotReadIsToldApartFromWhatIsMissing(t *testing.T) {
	r := synthetic(5)
	l := &r.Window.Lines[1]
	l.Rate = office.Rate{Expected: 23, Unreadable: 23}
	r.Window.Total.Rate.Missing -= 23
	r.Window.Total.Rate.Unreadable += 23
	stands(r, l.Unit.ID, office.Unreadable)
	f := filled(t, "bao-cao-ngay", over(r, calendar.KindDay), Variant{})
	wantTexts(t, f, sheetReport, "BÁO CÁO NHANH", "(Số liệu của ngày 24/6/2020)", "Đơn vị có số liệu đang đối chiếu (01): Xã An Khương.")
	wantNoText(t, f, sheetReport, "Đơn vị chưa có số liệu")
	rows := raw(t, f, sheetReport)
	if row := rows[rowStarting(t, rows, 0, 1, "Xã An Khương")]; row[2] != "—" || row[10] != "Chưa gồm số liệu trong ngày (đang đối chiếu)" {
		t.Errorf("its row is %q", row)
	}
}

func TestWhoWasExcusedIsNoUnitWithoutFigures(t *testing.T) {
	r := synthetic(5)
	r.Window.Lines[1].Rate = office.Rate{Expected: 23, Excused: 23}
	r.Window.Total.Rate.Missing -= 23
	r.Window.Total.Rate.Excused += 23
	f := filled(t, "bao-cao-ngay", over(r, calendar.KindDay), Variant{})
	wantTexts(t, f, sheetReport, "Đơn vị được miễn báo cáo (01): Xã An Khương.")
	wantNoText(t, f, sheetReport, "Đơn vị chưa có số liệu")

	r.Window.Lines[1].Rate = office.Rate{Expected: 23, Excused: 22, Missing: 1}
	r.Window.Total.Rate.Missing++
	r.Window.Total.Rate.Excused--
	f = filled(t, "bao-cao-thang", r, Variant{Provisional: true})
	wantTexts(t, f, sheetReport, "Đơn vị chưa có số liệu (01): Xã An Khương.")
	wantNoText(t, f, sheetReport, "được miễn báo cáo")
}

func TestADraftBearsItsCode(t *testing.T) {
	wantTexts(t, filled(t, "bao-cao-thang", synthetic(3), Variant{Draft: "K7Q2"}), sheetReport, "(Mã bản in: K7Q2)")
	wantNoText(t, rendered(t, synthetic(3)), sheetReport, "Mã bản in")
}

func TestAReplacingReportNamesTheOldOneTheReasonAndEachFigure(t *testing.T) {
	f := filled(t, "bao-cao-thang", rich(6), Variant{Number: "14", Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung số liệu chậm"})
	wantTexts(t, f, sheetReport, "(Thay thế Báo cáo số 12-BC/HĐTĐN ngày 25 tháng 6 năm 2020)", "Lý do thay thế: Bổ sung số liệu chậm", "Số: 14-BC/HĐTĐN")
	rows := raw(t, f, sheetChanges)
	at := rowStarting(t, rows, 0, 0, "STT") + 1
	if got := [][]string{rows[at][1:3], rows[at+1][1:3]}; got[0][0] != "TỔNG CỘNG" || got[1][0] != "Thị trấn Tân Khai" || rows[at][5] != "5" || len(rows) != at+2 {
		t.Errorf("the changes are %q", rows[at:])
	}
	if sheets := rendered(t, rich(6)).GetSheetList(); slices.Contains(sheets, sheetChanges) {
		t.Errorf("sheets are %q, though nothing is replaced", sheets)
	}
}

func TestAReportThatReplacesNoneThatWasIssuedIsRefused(t *testing.T) {
	_, err := Render(monthly(shippedForm(t)), rich(6), Variant{Replaces: "99-BC/HĐTĐN"})
	if err == nil || !strings.Contains(err.Error(), `"99-BC/HĐTĐN"`) {
		t.Errorf("got %v, want a refusal that names the number", err)
	}
}

func TestWhatChangedSinceTheLastReportHasItsRowAndAddsUp(t *testing.T) {
	r := rich(6)
	f := rendered(t, r)
	rows := raw(t, f, sheetReport)
	before := rowStarting(t, rows, 14, 0, "Lũy kế đã báo cáo kỳ trước")
	if got := []string{rows[before][2], rows[before+1][0], rows[before+1][2], rows[before+2][2]}; !slices.Equal(got,
		[]string{"1246", "Điều chỉnh kỳ trước", "-12", plain(r.Year.Total.Figures[0])}) {
		t.Errorf("before, adjusted and cumulative are %q", got)
	}
	if got, err := f.GetCellFormula(sheetReport, cellName(3, before+3)); err != nil || got != "SUM(C24,C25:C26)" {
		t.Errorf("the cumulative is the formula %q (%v)", got, err)
	}
	wantTexts(t, f, sheetReport, "Điều chỉnh kỳ trước: số liệu thay đổi so với Báo cáo số 11-BC/HĐTĐN.")
	r.Carried.Adjusted[0] = office.Count{}
	wantNoText(t, rendered(t, r), sheetReport, "Điều chỉnh", "đã báo cáo kỳ trước")
}

func TestFiguresOfTheOfficeAreMarkedAndStayNumbers(t *testing.T) {
	r := rich(6)
	f := rendered(t, r)
	first, mark := 16, `"`+officeMark+`"_i`
	format := func(sheet, cell string) string {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || style.CustomNumFmt == nil {
			t.Fatalf("%s!%s has the format %v (%v)", sheet, cell, style, err)
		}
		return *style.CustomNumFmt
	}
	if got := format(sheetReport, cellName(4, first)); !strings.HasSuffix(got, mark) {
		t.Errorf("the entered figure is shown by %q", got)
	}
	if got := format(sheetReport, cellName(3, first)); strings.Contains(got, mark) {
		t.Errorf("another figure is shown by %q", got)
	}
	if got, want := cellAt(t, f, sheetReport, cellName(4, first)), plain(r.Window.Lines[0].Figures[1]); got != want {
		t.Errorf("the entered figure is %s, want the number %s", got, want)
	}
	notes := strings.Join(texts(t, f, sheetReport), "\n")
	for _, want := range []string{"(1) Thị trấn Tân Khai, ngày 25/5, Số lượt người dân, doanh nghiệp được hướng dẫn (lượt): ",
		"(đơn vị báo, Văn phòng ghi thay; người nhập: Văn phòng; lý do: báo qua điện thoại)", "* Chưa gồm số liệu đang đối chiếu: Tân Khai ngày 25/5; Đồng Nơ ngày 25/5."} {
		if !strings.Contains(notes, want) {
			t.Errorf("no footnote says %q:\n%s", want, notes)
		}
	}
}

func TestManyEntriesAreToldInPartAndCounted(t *testing.T) {
	r := synthetic(3)
	for i := range r.Daily[:14] {
		r.Daily[i].Figures[0].Entered = &office.Decision{ID: int64(i + 1)}
	}
	d, err := newData(r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	if notes := d.enteredNotes(); len(notes) != mostEntered+1 || notes[mostEntered] != "(1) Và 04 số liệu khác do Văn phòng ghi." {
		t.Errorf("notes are %q", notes)
	}
}

func TestAReportWhoseMonthsDoNotAddUpToItsYearSaysWhy(t *testing.T) {
	tests := []struct {
		name   string
		kind   calendar.PeriodKind
		starts calendar.Day
		want   string
	}{
		{"a programme that began before", calendar.KindMonth, calendar.Date(2019, 1, 1), "Năm 2020 tính từ ngày 30/11/2019: lũy kế gồm cả các ngày từ 30/11/2019 đến 24/12/2019, không thuộc tháng nào của năm, nên không bằng tổng các tháng."},
		{"a programme of this year", calendar.KindMonth, calendar.Date(2020, 5, 29), ""},
		{"the year itself", calendar.KindYear, calendar.Date(2020, 5, 29), "Năm 2020 tính từ ngày 30/11/2019 đến hết ngày 29/11/2020 nên không bằng tổng 12 tháng: không gồm các ngày từ 30/11/2020 đến 24/12/2020 (thuộc tháng 12, tính vào năm sau)."},
		{"a day", calendar.KindDay, calendar.Date(2019, 1, 1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := over(synthetic(3), tt.kind)
			r.Programme.Starts = tt.starts
			d, err := newData(r, Variant{})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.unaddable(); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	r := synthetic(3)
	r.Window.Period = r.Programme.Windows.Month(2020, 12)
	r.Year.Period = r.Programme.Windows.Year(2021)
	d, err := newData(r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.unaddable(), "Lũy kế năm 2021 tính từ ngày 30/11/2020 nên không gồm các ngày từ 25/11/2020 đến 29/11/2020 của kỳ báo cáo (thuộc năm trước)."; got != want {
		t.Errorf("December: got %q, want %q", got, want)
	}
}

func TestTheEstimateIsASwitchAndStatesItsMethod(t *testing.T) {
	f := rendered(t, rich(6))
	wantTexts(t, f, sheetReport, "Ước thực hiện cả năm")
	notes := strings.Join(texts(t, f, sheetReport), "\n")
	if !strings.Contains(notes, "Ước thực hiện cả năm = lũy kế × ") {
		t.Errorf("no footnote states how the estimate comes about:\n%s", notes)
	}
	wantNoText(t, rendered(t, synthetic(6)), sheetReport, "Ước thực hiện")
}

func TestRemarksAreGatheredOnceWithTheirDays(t *testing.T) {
	f := rendered(t, rich(6))
	rows := raw(t, f, sheetRemarks)
	at := rowStarting(t, rows, 0, 1, "Xã An Phú")
	if got, want := rows[at], []string{"1", "Xã An Phú", "25/5, 26/5", "Đường truyền yếu"}; !slices.Equal(got, want) {
		t.Errorf("the difficulty is %q, want %q", got, want)
	}
	wantText(t, f, sheetRemarks, cellName(4, rowStarting(t, rows, 0, 1, "Xã Đồng Nơ")+1), `=HYPERLINK("http://x")`)
	wantNoText(t, f, sheetRemarks, "Trực thêm thứ bảy")
	wantTexts(t, rendered(t, synthetic(3)), sheetRemarks, "Trong kỳ, các đơn vị không nêu khó khăn, vướng mắc.", "Trong kỳ, các đơn vị không nêu kiến nghị, đề xuất.")
}

func TestPaperGoesWithoutTheSheetsThatAreToBeEdited(t *testing.T) {
	f := filled(t, "phu-luc", rich(6), Variant{Paper: true})
	if got, want := f.GetSheetList(), []string{sheetAnnex}; !slices.Equal(got, want) {
		t.Errorf("sheets are %q, want %q", got, want)
	}
}

func TestTheAnnexBringsAParagraphToCopy(t *testing.T) {
	r := synthetic(13)
	r.Programme.Letterhead.Indicators = []string{"people_informed", "dossiers_total"}
	prose := texts(t, filled(t, "phu-luc", r, Variant{}), sheetProse)[1]
	tenths, _ := r.Targets[0].Percent()
	want := "Trong tháng 6 năm 2020 (từ ngày 25/5/2020 đến hết ngày 24/6/2020), có 12/13 đơn vị báo cáo số liệu. Kết quả: số lượt người dân được tuyên truyền là " +
		r.Window.Total.Figures[0].String() + " lượt (lũy kế từ đầu năm " + r.Year.Total.Figures[0].String() + " lượt); tổng số hồ sơ mức độ 3, mức độ 4 là " +
		r.Window.Total.Figures[3].String() + " hồ sơ (lũy kế từ đầu năm " + r.Year.Total.Figures[3].String() + " hồ sơ, đạt " +
		office.Grouped(tenths/10) + "," + string(rune('0'+tenths%10)) + "% chỉ tiêu năm)."
	if prose != want {
		t.Errorf("got  %q\nwant %q", prose, want)
	}
}
