package official

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
	"tonghop/model/report"
)

// converted gives a workbook as LibreOffice saves it in another format.
func converted(t *testing.T, workbook []byte, format, extension string) []byte {
	t.Helper()
	return allConverted(t, map[string][]byte{"in": workbook}, "", format, extension)["in"]
}

// allConverted converts workbooks at one start of LibreOffice, whose own locale
// is set where one is given. Where LibreOffice is missing the test is skipped,
// but not on the build machine.
func allConverted(t *testing.T, workbooks map[string][]byte, locale, format, extension string) map[string][]byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed, and CI=true does not let this test be skipped")
		}
		t.Skip("soffice (LibreOffice) is not installed: formulas are not recalculated here")
	}
	dir := t.TempDir()
	profile, out := filepath.Join(dir, "profile"), filepath.Join(dir, "out")
	if locale != "" {
		setLocale(t, profile, locale)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(profile), "--headless", "--convert-to", format, "--outdir", out}
	for name, b := range workbooks {
		in := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(in, b, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, in)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	if b, err := exec.CommandContext(ctx, soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, b)
	}
	got := map[string][]byte{}
	for name := range workbooks {
		if got[name], err = os.ReadFile(filepath.Join(out, name+"."+extension)); err != nil {
			t.Fatal(err)
		}
	}
	return got
}

// setLocale makes LibreOffice's profile that of a user with a locale, such as
// vi-VN, whose own grouping and decimal signs apply to what a format leaves open.
func setLocale(t *testing.T, profile, locale string) {
	t.Helper()
	user := filepath.Join(profile, "user")
	if err := os.MkdirAll(user, 0o755); err != nil {
		t.Fatal(err)
	}
	settings := `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>` + locale + `</value></prop></item>
</oor:items>`
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
}

var cachedValue = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// withoutCached takes the cached value off every formula, so that what stands
// there afterwards was calculated.
func withoutCached(t *testing.T, workbook []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range in.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(cachedValue.ReplaceAll(b, []byte("$1"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// formulaValues gives the stored value of every formula cell.
func formulaValues(t *testing.T, f *excelize.File) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		for r, row := range raw(t, f, sheet) {
			for c := range row {
				name := cellName(c+1, r+1)
				if formula, err := f.GetCellFormula(sheet, name); err != nil {
					t.Fatal(err)
				} else if formula != "" {
					values[sheet+"!"+name+" ="+formula] = cellAt(t, f, sheet, name)
				}
			}
		}
	}
	return values
}

// withGoals prints every kind of goal and percentage.
func withGoals(units int) *report.Report {
	r := synthetic(units)
	r.Programme.Letterhead.Indicators = append(r.Programme.Letterhead.Indicators, "members_trained")
	return r
}

func trimmed(rows [][]string) [][]string {
	for i, row := range rows {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		rows[i] = row
	}
	for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// once leaves out the headings that stand again: LibreOffice rounds the heights
// of rows, so that a page may end a row sooner.
func once(rows [][]string) [][]string {
	return slices.DeleteFunc(rows, func(row []string) bool { return len(row) > 1 && strings.HasSuffix(row[1], "(tiếp theo)") })
}

func TestNumbersShowDotsWhateverTheReadersLocale(t *testing.T) {
	r := withGoals(13)
	b, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	tenths, _ := r.Targets[0].Percent()
	for _, locale := range []string{"en-US", "vi-VN"} {
		csv := string(allConverted(t, map[string][]byte{"in": b}, locale, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true", "csv")["in"])
		for _, want := range []string{
			r.Window.Total.Figures[0].String(), "trên 200", office.Grouped(tenths/10) + "," + string(rune('0'+tenths%10)),
		} {
			if !strings.Contains(csv, ";"+want+" ;") {
				t.Errorf("%s: no cell shows %q", locale, want)
			}
		}
		if strings.Contains(csv, "###") {
			t.Errorf("%s: a number does not fit its column", locale)
		}
	}
}

func TestAFormSavedByLibreOfficeGivesTheSameReport(t *testing.T) {
	r := withGoals(13)
	form := converted(t, shippedForm(t), "xlsx", "xlsx")
	b, err := Render(monthly(form), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	original, saved := rendered(t, r), reopened(t, b)
	for _, sheet := range []string{sheetReport, sheetDaily, sheetTimely} {
		if diff := cmp.Diff(once(trimmed(raw(t, original, sheet))), once(trimmed(raw(t, saved, sheet)))); diff != "" {
			t.Errorf("%s (-original form +saved form):\n%s", sheet, diff)
		}
	}
	for _, n := range saved.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == sheetReport && !strings.Contains(n.RefersTo, "$12:$14") {
			t.Errorf("repeated rows are %s", n.RefersTo)
		}
	}
}

func TestAFormEditedInLibreOfficeKeepsItsLooks(t *testing.T) {
	form, logo := withLogoAndChart(t)
	f := checkLogoAndChart(t, converted(t, form, "xlsx", "xlsx"), logo)
	layout, err1 := f.GetPageLayout(sheetReport)
	margins, err2 := f.GetPageMargins(sheetReport)
	header, err3 := f.GetHeaderFooter(sheetReport)
	id, err4 := f.GetCellStyle(sheetReport, "C12")
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || int(*margins.Left*25.4+.5) != 30 {
		t.Errorf("the page is no longer A4 landscape, one page wide, 30 mm from the left")
	}
	if !header.DifferentFirst || !strings.Contains(header.OddHeader, "&P") {
		t.Errorf("page numbers are %+v", header)
	}
	if style.Font.Family != "Times New Roman" || !style.Font.Bold || len(style.Border) != 4 {
		t.Errorf("the heading is in %+v with borders %+v", style.Font, style.Border)
	}
}

// everyForm is a report with everything that there is to tell, by every form
// of both profiles.
func everyForm(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, profile := range profiles {
		for _, k := range Kinds() {
			r := withDays(rich(16))
			r.Programme.Letterhead.Indicators = append(r.Programme.Letterhead.Indicators, "members_trained")
			if k.Period != "" {
				r = over(r, k.Period)
			}
			r.Programme.Letterhead.Profile = profile
			b, err := Render(shipped(t, k.Name, profile), r, Variant{Provisional: true, Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung"})
			if err != nil {
				t.Fatal(err)
			}
			all[k.Name+"-"+string(profile)] = b
		}
	}
	return all
}

func TestLibreOfficeRecalculatesAndSavesEveryFormWithoutLoss(t *testing.T) {
	before, bare := everyForm(t), map[string][]byte{}
	for name, b := range before {
		bare[name] = withoutCached(t, b)
	}
	after := allConverted(t, bare, "", "xlsx", "xlsx")
	total := 0
	for name, b := range before {
		was, is := reopened(t, b), reopened(t, after[name])
		want, got := formulaValues(t, was), formulaValues(t, is)
		total += len(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: recalculated (-cached +recalculated):\n%s", name, diff)
		}
		for _, sheet := range was.GetSheetList() {
			if diff := cmp.Diff(trimmed(raw(t, was, sheet)), trimmed(raw(t, is, sheet))); diff != "" {
				t.Errorf("%s, %s (-before +saved):\n%s", name, sheet, diff)
			}
		}
	}
	if least := 2 * 9 * 30; total < least { // nine forms with tables, of both profiles
		t.Errorf("%d formulas in all forms, want at least %d", total, least)
	}
}

func TestMarkedFiguresAndAdjustmentsShowInLibreOffice(t *testing.T) {
	b, err := Render(shipped(t, "bao-cao-thang", office.ProfileDoan), rich(6), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	csv := string(converted(t, b, "csv:Text - txt - csv (StarCalc):59,34,76,1,,1033", "csv"))
	for _, want := range []string{rich(6).Window.Lines[0].Figures[1].String() + officeMark, "-12", "1.246"} {
		if !strings.Contains(csv, ";"+want+" ;") {
			t.Errorf("no cell shows %q:\n%s", want, csv)
		}
	}
}
