package official

import (
	"archive/zip"
	"bytes"
	"context"
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

	"tonghop/model"
)

// converted gives a workbook as LibreOffice saves it in another format. Where
// LibreOffice is missing the test is skipped, but not on the build machine.
func converted(t *testing.T, workbook []byte, format, extension string) []byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed, and CI=true does not let this test be skipped")
		}
		t.Skip("soffice (LibreOffice) is not installed: formulas are not recalculated here")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.xlsx")
	if err := os.WriteFile(in, workbook, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out := filepath.Join(dir, "out")
	cmd := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", format, "--outdir", out, in)
	if b, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, b)
	}
	b, err := os.ReadFile(filepath.Join(out, "in."+extension))
	if err != nil {
		t.Fatal(err)
	}
	return b
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
func withGoals(units int) *model.Report {
	r := synthetic(units)
	r.Programme.Letterhead.Indicators = append(r.Programme.Letterhead.Indicators, "members_trained")
	return r
}

func TestLibreOfficeRecalculatesEveryFormulaToItsCachedValue(t *testing.T) {
	b, err := Render(monthly(shippedForm(t)), withGoals(40), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	want := formulaValues(t, reopened(t, b))
	// 8 totals and 2 percentages, 8 totals of sections, 8 counts of days.
	if len(want) != 26 {
		t.Errorf("%d formulas, want 26: %v", len(want), want)
	}
	got := formulaValues(t, reopened(t, converted(t, withoutCached(t, b), "xlsx", "xlsx")))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("recalculated (-cached +recalculated):\n%s", diff)
	}
}

func TestSavingInLibreOfficeLosesNothing(t *testing.T) {
	b, err := Render(monthly(shippedForm(t)), withGoals(40), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	before, after := reopened(t, b), reopened(t, converted(t, b, "xlsx", "xlsx"))
	for _, sheet := range []string{sheetReport, sheetDaily, sheetTimely} {
		if diff := cmp.Diff(trimmed(raw(t, before, sheet)), trimmed(raw(t, after, sheet))); diff != "" {
			t.Errorf("%s (-before +after):\n%s", sheet, diff)
		}
	}
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

func TestNumbersShowDotsInAnEnglishLibreOffice(t *testing.T) {
	r := withGoals(40)
	b, err := Render(monthly(shippedForm(t)), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	csv := string(converted(t, b, "csv:Text - txt - csv (StarCalc):59,34,76,1,,1033", "csv"))
	tenths, _ := r.Targets[0].Percent()
	for _, want := range []string{
		r.Window.Total.Figures[0].String(), "trên 200", model.Grouped(tenths/10) + "," + string(rune('0'+tenths%10)),
	} {
		if !strings.Contains(csv, ";"+want+" ;") {
			t.Errorf("no cell shows %q", want)
		}
	}
	if strings.Contains(csv, "###") {
		t.Error("a number does not fit its column")
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

func TestLibreOfficeRecalculatesSectionsAdjustmentsAndOtherForms(t *testing.T) {
	for _, tt := range []struct {
		form    string
		kind    model.PeriodKind
		profile model.Profile
		least   int // formulas
	}{
		{"bao-cao-thang", model.KindMonth, model.ProfileND30, 40}, {"bao-cao-nam", model.KindYear, model.ProfileDoan, 30}, {"so-ket", model.KindHalf, model.ProfileDoan, 40},
	} {
		t.Run(tt.form, func(t *testing.T) {
			b, err := Render(shipped(t, tt.form, tt.profile), over(rich(16), tt.kind), Variant{Provisional: true})
			if err != nil {
				t.Fatal(err)
			}
			want := formulaValues(t, reopened(t, b))
			if len(want) < tt.least {
				t.Errorf("%d formulas, want at least %d", len(want), tt.least)
			}
			got := formulaValues(t, reopened(t, converted(t, withoutCached(t, b), "xlsx", "xlsx")))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("recalculated (-cached +recalculated):\n%s", diff)
			}
		})
	}
}

func TestMarkedFiguresAndAdjustmentsShowInLibreOffice(t *testing.T) {
	b, err := Render(shipped(t, "bao-cao-thang", model.ProfileDoan), rich(6), Variant{})
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
