package official

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	_ "image/png" // excelize measures pictures

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// edited is the shipped form after an edit by the office.
func edited(t *testing.T, edit func(*excelize.File) error) []byte {
	t.Helper()
	f := reopened(t, shippedForm(t))
	if err := edit(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(sheet, cell, text string) func(*excelize.File) error {
	return func(f *excelize.File) error { return f.SetCellStr(sheet, cell, text) }
}

func TestAFaultyFormIsRefusedWithTheCellAndWhatWasExpected(t *testing.T) {
	tests := []struct {
		name string
		edit func(*excelize.File) error
		want []string
	}{
		{"mistyped placeholder", text(sheetReport, "A1", "{{co_quan_cap_trem}}"),
			[]string{`sheet "Báo cáo", cell A1: unknown placeholder {{co_quan_cap_trem}}; did you mean {{co_quan_cap_tren}}?`}},
		{"unheard-of placeholder", text(sheetReport, "A6", "{{xyzzy_plugh}}"),
			[]string{`cell A6: unknown placeholder {{xyzzy_plugh}}; the names are listed`}},
		{"mistyped mark", text(sheetReport, "A20", "{{lap:donvi}}{{stt}}"),
			[]string{`cell A20: unknown placeholder {{lap:donvi}}; did you mean {{lap:don_vi}}?`}},
		{"open braces", text(sheetReport, "A6", "BÁO CÁO {{ky_bao_cao"),
			[]string{`cell A6: the braces in "BÁO CÁO {{ky_bao_cao" are not closed`}},
		{"missing marked row", text(sheetReport, "A20", "{{stt}}"),
			[]string{`sheet "Báo cáo", cell A19: {{lap:loai}} must stand above the row marked {{lap:don_vi}}`,
				`sheet "Báo cáo", cell A20: "{{stt}}" belongs in a row that repeats; expected a row that begins with {{lap:don_vi}}`}},
		{"two marked rows", text(sheetReport, "A21", "{{lap:don_vi}}"),
			[]string{`cell A21: a second row is marked {{lap:don_vi}}, beside the one at A20; expected one a sheet`}},
		{"deleted sheet", func(f *excelize.File) error { return f.DeleteSheet(sheetTimely) },
			[]string{`sheet "Phụ lục II": the sheet is missing; expected the sheets "Báo cáo", "Phụ lục I", "Phụ lục II", "Khó khăn, kiến nghị", "Thay thế"`}},
		{"renamed sheet", func(f *excelize.File) error { return f.SetSheetName(sheetReport, "Trang 1") },
			[]string{`sheet "Báo cáo": the sheet is missing`}},
		{"unknown indicator", text(sheetReport, "C20", "{{so_lieu:people_infromed}}"),
			[]string{`cell C20: unknown indicator "people_infromed"; did you mean "people_informed"?`}},
		{"figure outside the row of units", text(sheetReport, "A5", "{{so_lieu}}"),
			[]string{`cell A5: "{{so_lieu}}" belongs in the row of units, row 20`}},
		{"total outside an indicator's column", text(sheetReport, "G21", "{{tong:so_lieu}}"),
			[]string{`cell G21: "{{tong:so_lieu}}" belongs in a column whose row of units says {{so_lieu}}`}},
		{"two blocks", text(sheetReport, "G20", "{{so_lieu}}"),
			[]string{`cell G20: a second block of figures, apart from the one at C20`}},
		{"no figures", func(f *excelize.File) error {
			return errors.Join(f.SetCellStr(sheetReport, "C20", ""), f.SetCellStr(sheetReport, "D20", ""), f.SetCellStr(sheetReport, "E20", ""))
		}, []string{`cell A20: the row of units prints no figure; expected {{so_lieu}}`}},
		{"a section below its units", func(f *excelize.File) error {
			return errors.Join(f.SetCellStr(sheetDaily, "A10", "I"), f.SetCellStr(sheetDaily, "A12", "{{lap:chi_tieu}}"))
		}, []string{`sheet "Phụ lục I", cell A12: {{lap:chi_tieu}} must stand above the row marked {{lap:don_vi}}`}},
		{"formula in a row that repeats", func(f *excelize.File) error { return f.SetCellFormula(sheetReport, "G20", "C20+D20") },
			[]string{`cell G20: a formula; expected a text or a placeholder`}},
		{"formula of the office's own", func(f *excelize.File) error { return f.SetCellFormula(sheetTimely, "C14", "SUM(C13:C13)") },
			[]string{`sheet "Phụ lục II", cell C14: a formula; expected`}},
		{"merged over the row of units", func(f *excelize.File) error { return f.MergeCell(sheetTimely, "L13", "L14") },
			[]string{`sheet "Phụ lục II", cell L13: merged cells reach over several rows`}},
		{"several faults at once", func(f *excelize.File) error {
			return errors.Join(f.SetCellStr(sheetReport, "A1", "{{dia_dan}}"), f.SetCellStr(sheetTimely, "A1", "{{sttt}}"))
		}, []string{`sheet "Báo cáo", cell A1:`, `sheet "Phụ lục II", cell A1:`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, err := Render(monthly(edited(t, tt.edit)), synthetic(5), Variant{})
			if err == nil {
				t.Fatal("the form was accepted")
			}
			var fault *FormError
			if !errors.As(err, &fault) {
				t.Errorf("%v is not a FormError", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %v\nwant it to say %s", err, want)
				}
			}
			if out != nil {
				t.Errorf("%d bytes were given", len(out))
			}
		})
	}
}

func TestEverySlipIsToldOnceAndAllOfThemAtOnce(t *testing.T) {
	form := edited(t, func(f *excelize.File) error {
		return errors.Join(
			f.SetCellStr(sheetReport, "A1", "{{co_quan_cap_trem}}"),  // a slip
			f.SetCellStr(sheetReport, "A20", "{{lap:donvi}}{{stt}}"), // in a mark, on which all the table hangs
			f.SetCellStr(sheetReport, "D20", "{{so_lie}}"),           // on which its column hangs
			f.SetCellStr(sheetReport, "A21", "{{lap:don_vi}}{{nhan_tong}} {{xyzzy_plugh}}"),
			f.SetCellFormula(sheetReport, "G24", "1+1"),
			f.SetCellStr(sheetTimely, "A13", "{{stt}}"),
			f.DeleteSheet(sheetChanges))
	})
	var got []string
	for _, fault := range Faults(Check(monthly(form), syntheticProgramme(3))) {
		got = append(got, strings.TrimSpace(fault.Sheet+" "+fault.Cell+" "+fault.Code))
	}
	want := []string{"Thay thế  sheet-missing", "Báo cáo A1 word-near", "Báo cáo A20 word-near", "Báo cáo D20 word-near",
		"Báo cáo A21 word-unknown", "Báo cáo G24 formula", "Báo cáo A21 mark-twice", "Phụ lục II A12 mark-below", "Phụ lục II A13 outside-list"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

func TestAFileThatIsNoWorkbookIsRefused(t *testing.T) {
	whole := shippedForm(t)
	for name, form := range map[string][]byte{"empty": nil, "text": []byte("BÁO CÁO"), "cut off": whole[:len(whole)/2]} {
		t.Run(name, func(t *testing.T) {
			if _, err := Render(monthly(form), synthetic(1), Variant{}); err == nil || !strings.Contains(err.Error(), "opening the form") {
				t.Errorf("got %v, want a refusal to open the form", err)
			}
		})
	}
}

func TestAPinnedColumnShowsItsIndicatorWhateverIsPrinted(t *testing.T) {
	r := synthetic(5)
	form := edited(t, func(f *excelize.File) error {
		return errors.Join(f.SetCellStr(sheetReport, "G16", "{{ten_chi_tieu}}"),
			f.SetCellStr(sheetReport, "G20", "{{so_lieu:members_trained}}"), f.SetCellStr(sheetReport, "G21", "{{tong:so_lieu}}"))
	})
	b, err := Render(monthly(form), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	f := reopened(t, b)
	for cell, want := range map[string]string{
		"K12": "Số đoàn viên, thanh niên được tập huấn (người)",
		"K15": want(r.Window.Lines[0].Figures[7].Count, nil),
		"K20": want(r.Window.Total.Figures[7].Count, nil),
	} {
		if got := cellAt(t, f, sheetReport, cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

func TestAHeadingMergedInTheFormUnfoldsAsOneThatIsNot(t *testing.T) {
	r := synthetic(5)
	form := edited(t, func(f *excelize.File) error { return f.MergeCell(sheetReport, "C16", "E16") })
	b, err := Render(monthly(form), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	got, want := reopened(t, b), rendered(t, r)
	if diff := cmp.Diff(raw(t, want, sheetReport), raw(t, got, sheetReport)); diff != "" {
		t.Errorf("(-not merged +merged):\n%s", diff)
	}
}

func TestAOneLineHeadingKeepsItsMergedRows(t *testing.T) {
	form := edited(t, func(f *excelize.File) error {
		var errs []error
		for _, col := range []string{"C", "D", "E"} {
			errs = append(errs, f.SetCellStr(sheetReport, col+"16", "{{chi_tieu}}"), f.SetCellStr(sheetReport, col+"17", ""),
				f.MergeCell(sheetReport, col+"16", col+"17"))
		}
		return errors.Join(errs...)
	})
	b, err := Render(monthly(form), synthetic(5), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	f := reopened(t, b)
	if got, want := cellAt(t, f, sheetReport, "D12"), "Số lượt người dân, doanh nghiệp được hướng dẫn (lượt)"; got != want {
		t.Errorf("D12 is %q, want %q", got, want)
	}
	cells, err := f.GetMergeCells(sheetReport)
	if err != nil {
		t.Fatal(err)
	}
	merged := map[string]bool{}
	for _, m := range cells {
		merged[m.GetStartAxis()+":"+m.GetEndAxis()] = true
	}
	for _, col := range []string{"C", "D", "E", "F", "G", "H", "I"} {
		if at := col + "12:" + col + "13"; !merged[at] {
			t.Errorf("%s is not merged", at)
		}
	}
}

func TestWhatTheOfficeAddsToAFormIsKept(t *testing.T) {
	dot, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	form := edited(t, func(f *excelize.File) error {
		_, err := f.NewSheet("Ghi nhớ")
		return errors.Join(err, f.SetCellStr("Ghi nhớ", "B2", "Gửi {{dia_danh}} trước {{den_ngay}}"),
			f.SetCellStr("Ghi nhớ", "B3", "Số ngày phải báo cáo: {{tong:so_ngay_duoc_mien}} ngày"),
			f.SetCellStr(sheetReport, "A5", "Mật"), f.SetCellStr(sheetReport, "G5", "Bản gốc"),
			f.AddPictureFromBytes(sheetReport, "B35", &excelize.Picture{Extension: ".png", File: dot, Format: &excelize.GraphicOptions{}}))
	})
	b, err := Render(monthly(form), synthetic(13), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	f := reopened(t, b)
	for cell, want := range map[string]string{"B2": "Gửi Hớn Quản trước 24/6/2020", "B3": "Số ngày phải báo cáo: 00 ngày"} {
		if got := cellAt(t, f, "Ghi nhớ", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if got := cellAt(t, f, sheetReport, "A5"); got != "Mật" {
		t.Errorf("A5 is %q, want the form's own text", got)
	}
	if got := cellAt(t, f, sheetReport, "K5"); got != "Bản gốc" {
		t.Errorf("K5 is %q, want the form's own text, moved right with the columns", got)
	}
	if pictures, err := f.GetPictureCells(sheetReport); err != nil || len(pictures) != 1 || pictures[0] != "B39" {
		t.Errorf("pictures are at %v (%v), want B39: moved down with the signature", pictures, err)
	}
}

// withLogoAndChart is the shipped form with a picture, and a chart of the
// totals.
func withLogoAndChart(t *testing.T) (form, logo []byte) {
	t.Helper()
	logo, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	return edited(t, func(f *excelize.File) error {
		return errors.Join(
			f.AddPictureFromBytes(sheetReport, "A1", &excelize.Picture{Extension: ".png", File: logo, Format: &excelize.GraphicOptions{}}),
			f.AddChart(sheetReport, "I21", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "Tổng", Values: "'Báo cáo'!$C$21:$E$21"}}}))
	}), logo
}

func TestLogosAndChartsOfAFormSurviveFilling(t *testing.T) {
	form, logo := withLogoAndChart(t)
	checkLogoAndChart(t, form, logo)
}

// checkLogoAndChart fills a form and looks for what withLogoAndChart put there.
func checkLogoAndChart(t *testing.T, form, logo []byte) *excelize.File {
	t.Helper()
	b, err := Render(monthly(form), rich(13), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	f := reopened(t, b)
	totals := rowStarting(t, raw(t, f, sheetReport), 14, 0, "TỔNG CỘNG") + 1
	if chart, want := partOf(t, b, "xl/charts/chart1.xml"), fmt.Sprintf("!$C$%d:$J$%d</", totals, totals); !strings.Contains(chart, "barChart") || !strings.Contains(chart, want) {
		t.Errorf("the chart does not draw %s", want)
	}
	drawing := partOf(t, b, "xl/drawings/drawing1.xml")
	for _, want := range []string{"<xdr:pic>", "graphicFrame"} {
		if !strings.Contains(drawing, want) {
			t.Errorf("the drawing has no %s", want)
		}
	}
	if pictures, err := f.GetPictures(sheetReport, "A1"); err != nil || len(pictures) != 1 || !bytes.Equal(pictures[0].File, logo) {
		t.Errorf("the logo at A1 is lost: %d pictures (%v)", len(pictures), err)
	}
	return f
}

func TestFaultsAreListedOneByOne(t *testing.T) {
	form := edited(t, func(f *excelize.File) error {
		return errors.Join(f.SetCellStr(sheetReport, "A1", "{{dia_dan}}"), f.SetCellStr(sheetTimely, "A1", "{{sttt}}"), f.DeleteSheet(sheetDaily))
	})
	var got []string
	for _, fault := range Faults(Check(monthly(form), syntheticProgramme(1))) {
		got = append(got, fault.Sheet+"!"+fault.Cell)
	}
	if want := []string{sheetDaily + "!", sheetReport + "!A1", sheetTimely + "!A1"}; !cmp.Equal(want, got) {
		t.Errorf("faults are at %q, want %q", got, want)
	}
	if faults := Faults(Check(monthly([]byte("BÁO CÁO")), syntheticProgramme(1))); faults != nil {
		t.Errorf("a file that is no workbook has the faults %v", faults)
	}
}

func TestARowOfAListStandsByItself(t *testing.T) {
	for name, tt := range map[string]struct {
		edit func(*excelize.File) error
		want string
	}{
		"a word outside its list":    {text(sheetRemarks, "A1", "{{yk_noi_dung}}"), `sheet "Khó khăn, kiến nghị", cell A1: "{{yk_noi_dung}}" belongs in a row that repeats; expected a row that begins with {{lap:y_kien}}`},
		"a list's mark that is gone": {text(sheetRemarks, "A5", "{{tt}}"), `sheet "Khó khăn, kiến nghị", cell B5: "{{yk_don_vi}}" belongs in a row that repeats; expected a row that begins with {{lap:kho_khan}}`},
		"a mark in another's row":    {text(sheetReport, "B20", "{{lap:chu_thich}}{{don_vi}}"), `cell B20: {{lap:chu_thich}} in a row that another mark repeats`},
		"types and indicators":       {text(sheetDaily, "A9", "{{lap:loai}}"), `cell A9: {{lap:loai}} and {{lap:chi_tieu}} on one sheet`},
	} {
		t.Run(name, func(t *testing.T) {
			err := Check(monthly(edited(t, tt.edit)), syntheticProgramme(1))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v\nwant it to say %s", err, tt.want)
			}
		})
	}
}

func TestTheOfficesGuideTellsOfEveryWordAndOfNoOther(t *testing.T) {
	guide, err := os.ReadFile("../../docs/bieu-mau.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	words := newVocabulary()
	for _, m := range braces.FindAllStringSubmatch(string(guide), -1) {
		told[m[1]] = true
		if _, _, err := words.tokens(m[0]); err != nil {
			t.Errorf("the guide says %s: %v", m[0], err)
		}
	}
	for _, name := range append(words.names(), allMarks()...) {
		if !told[name] && !strings.HasPrefix(name, "tong:so_ngay_") {
			t.Errorf("the guide does not tell of {{%s}}", name)
		}
	}
	for _, k := range Kinds() {
		if !strings.Contains(string(guide), "`"+k.Name+"`") {
			t.Errorf("the guide does not tell of the form %s", k.Name)
		}
	}
}

func TestEveryPlaceholderIsDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(string(doc), func(r rune) bool { return !(r == '_' || r == ':' || r >= 'a' && r <= 'z') }) {
		words[w] = true
	}
	for _, name := range newVocabulary().names() {
		if strings.HasPrefix(name, "tong:so_ngay_") {
			name = strings.TrimPrefix(name, "tong:")
		}
		if !words[name] {
			t.Errorf("doc.go does not tell of {{%s}}", name)
		}
	}
}

func FuzzTokensLoseNoText(f *testing.F) {
	for _, s := range []string{"{{stt}}", "a {{don_vi}} b", "{{", "}}{{", "{{lap:don_vi}}{{stt}}", "{{so_lieu:x}}", "{ {stt}}"} {
		f.Add(s)
	}
	words := newVocabulary()
	f.Fuzz(func(t *testing.T, s string) {
		tokens, marks, err := words.tokens(s)
		if err != nil || len(marks) > 0 {
			return
		}
		var literal strings.Builder
		for _, tok := range tokens {
			literal.WriteString(tok.literal)
		}
		if got, want := literal.String(), braces.ReplaceAllString(s, ""); got != want {
			t.Errorf("%q keeps %q, want %q", s, got, want)
		}
	})
}

func TestEveryFaultIsInTheCatalogueInBothLanguages(t *testing.T) {
	catalogue, err := os.ReadFile("../../templates/messages/report.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for code, format := range faultFormats() {
		line := ""
		for l := range strings.SplitSeq(string(catalogue), "\n") {
			if strings.HasPrefix(l, "form.fault."+code+": ") {
				line = l
			}
		}
		blanks := strings.Count(format, "%")
		for _, lang := range []string{"{vi: ", `, en: "`} {
			if !strings.Contains(line, lang) {
				t.Errorf("form.fault.%s is not in the catalogue (%s)", code, lang)
			}
		}
		for i := 1; i <= blanks; i++ {
			if n := strings.Count(line, fmt.Sprintf("{%d}", i)); n != 2 {
				t.Errorf("form.fault.%s says {%d} %d times, want once in each language", code, i, n)
			}
		}
	}
}
