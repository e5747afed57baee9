package workbook

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"tonghop/model/book"
	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// vietnamese are the messages of the book and of the findings.
func vietnamese(t testing.TB) office.Messages {
	t.Helper()
	texts := map[string]string{}
	for _, name := range []string{"book", "findings", "faults"} {
		data, err := os.ReadFile("../../templates/messages/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]map[string]string
		if err := yaml.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		for key, in := range all {
			texts[key] = in["vi"]
		}
	}
	return office.Messages{Lang: "vi", Texts: texts}
}

// hostile are texts that a program might take for a formula, for a number or
// for markup.
var hostile = []string{`=HYPERLINK("http://x.vn","bấm")`, "+84 9", "-1", "@SUM(A1)", "\t=1+1", "＝1+1", "00123", "1/6", "<b>&amp;</b>", "_x0041_"}

// awkward is a report with a long name, a long text, and hostile ones in every
// place that a commune or the office can write.
func awkward(units int) *report.Report {
	r := booktest.Report(units, booktest.AsOf)
	r.Programme.Units[0].Name = "Chi đoàn cơ sở Bảo hiểm xã hội và Kho bạc Nhà nước huyện Hớn Quản"
	u := &r.Programme.Units[len(r.Programme.Units)-1]
	u.Name = hostile[0]
	origin := office.Origin{Source: u.Sources[0].Ref, Tab: hostile[1], Cell: "C7"}
	add := func(raw string) {
		r.Findings = append(r.Findings, record.OpenFinding{Since: booktest.AsOf, Finding: office.Finding{Unit: u.ID, Origin: origin,
			Code: "number-invalid", Severity: office.SeverityError, Raw: raw, Day: calendar.Date(2020, time.June, 9), Indicator: "people_guided"}})
	}
	add(strings.Repeat("Đã tuyên truyền tại nhà văn hóa thôn, có ký nhận ", 10))
	for _, s := range hostile {
		add(s)
		d := office.Decision{ID: int64(len(r.Entered) + 1), Kind: office.DecisionEnter, Unit: u.ID, From: calendar.Date(2020, time.June, 9), Indicator: "people_guided",
			Entry: office.Entry{Value: office.Stated(5), Manner: office.Phoned}, Ruling: office.Ruling{By: s, Reason: s}, At: booktest.AsOf}
		r.Entered = append(r.Entered, report.EnteredFigure{Decision: d, Counted: true})
		r.Typed = append(r.Typed, report.TypedEntry{Cells: [report.EntryCells]string{s, s, s, s, s, s, s, s}, Outcome: "unit", Args: []string{"raw", s}})
		r.Strays = append(r.Strays, office.Stray{Decision: d, Cell: "I7", Text: s})
	}
	return r
}

func sourceLink(o office.Origin) string { return o.Source + "#gid=0&range=" + o.Cell }

// TestBooksToLookAt writes books of several sizes into the folder that
// TONGHOP_LOOK names, to be printed and looked at.
func TestBooksToLookAt(t *testing.T) {
	dir := os.Getenv("TONGHOP_LOOK")
	if dir == "" {
		t.Skip("set TONGHOP_LOOK to a folder")
	}
	m := vietnamese(t)
	empty := booktest.Report(13, time.Date(2020, 6, 1, 8, 0, 0, 0, booktest.Zone))
	books := map[string]*book.Book{"trong": book.Lay(empty, m, book.Options{}), "can-sua": book.Share(awkward(13), m, book.Options{Link: sourceLink})}
	for _, units := range []int{1, 13, 40, 200} {
		books[fmt.Sprint(units)] = book.Lay(awkward(units), m, book.Options{Link: sourceLink})
	}
	for name, b := range books {
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), encoded(t, b), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// resaved gives a workbook as LibreOffice opens and saves it. Where
// LibreOffice is missing the test is skipped, but not on the build machine.
func resaved(t *testing.T, file []byte) []byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed, and CI=true does not let this test be skipped")
		}
		t.Skip("soffice (LibreOffice) is not installed: nothing is opened and saved here")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, file, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, in)
	if b, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, b)
	}
	data, err := os.ReadFile(filepath.Join(out, "in.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The book has no formula: each figure stands as it was counted, so there is
// nothing that a program could recalculate to another value.
func TestLibreOfficeOpensAndSavesTheBookWithoutLosingAFigureOrMakingAFormula(t *testing.T) {
	ours := encoded(t, book.Lay(awkward(13), vietnamese(t), book.Options{Link: sourceLink}))
	before, err := Decode("a.xlsx", ours)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Decode("b.xlsx", resaved(t, ours))
	if err != nil {
		t.Fatal(err)
	}
	if len(after.Tabs) != len(before.Tabs) {
		t.Fatalf("%d tabs are left of %d", len(after.Tabs), len(before.Tabs))
	}
	cells, figures := 0, 0
	for i := range before.Tabs {
		a, b := &before.Tabs[i], &after.Tabs[i]
		if a.Title != b.Title {
			t.Errorf("the tab %q is now %q", a.Title, b.Title)
		}
		for r := range max(len(a.Rows), len(b.Rows)) {
			for c := range max(a.Width(), b.Width()) {
				was, is := a.At(r, c), b.At(r, c)
				if was.Formula || is.Formula {
					t.Errorf("%s!%s is a formula: %+v, saved %+v", a.Title, grid.Address(r, c), was, is)
				}
				if !sameContent(was, is) {
					t.Errorf("%s!%s was %+v and is %+v", a.Title, grid.Address(r, c), was, is)
				}
				if !was.Empty() {
					cells++
				}
				if was.Kind == grid.Number || was.Kind == grid.Date {
					figures++
				}
			}
		}
	}
	if cells < 4_000 || figures < 2_000 {
		t.Errorf("only %d cells with %d figures were compared", cells, figures)
	}
	if bytes.Contains(ours, []byte("<f>")) {
		t.Error("a formula stands in the file")
	}
}

func sameContent(a, b grid.Cell) bool {
	return a.Kind == b.Kind && a.Text == b.Text && a.Number == b.Number
}
