package official

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func TestTextsFromOutsideStayTexts(t *testing.T) {
	names := []string{`=HYPERLINK("http://x","y")`, "+84 xã", "-1+1", "@SUM(A1)", "Xã\x00 \x07An\tPhú\nLợi", "Xã \u202eAn\u200b", "{{stt}}", "Xã _x000D_ Đồng"}
	wants := []string{`=HYPERLINK("http://x","y")`, "+84 xã", "-1+1", "@SUM(A1)", "Xã An Phú Lợi", "Xã An", "{{stt}}", "Xã _x000D_ Đồng"}
	r := synthetic(len(names))
	for i, n := range names {
		r.Programme.Units[i].Name = n
	}
	r.Programme.Letterhead.Signer = "=1+1"
	r.Programme.Letterhead.Copies = []string{"=2+2\nLưu"}
	f := rendered(t, r)
	for i, want := range wants {
		for sheet, first := range map[string]int{sheetReport: 15, sheetTimely: 9, sheetDaily: 8} {
			wantText(t, f, sheet, cellName(2, first+i), want)
		}
	}
	last := 15 + len(names)
	wantText(t, f, sheetReport, cellName(5, last+13), "=1+1")
	wantText(t, f, sheetReport, cellName(1, last+8), "- Như trên;\n- =2+2 Lưu.")
}

func wantText(t *testing.T, f *excelize.File, sheet, cell, want string) {
	t.Helper()
	formula, err := f.GetCellFormula(sheet, cell)
	if err != nil || formula != "" {
		t.Errorf("%s!%s has the formula %q (%v)", sheet, cell, formula, err)
	}
	if kind, err := f.GetCellType(sheet, cell); err != nil || kind != excelize.CellTypeSharedString {
		t.Errorf("%s!%s is of type %v (%v), want a text", sheet, cell, kind, err)
	}
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	if quoted := f.Styles.CellXfs.Xf[id].QuotePrefix != nil; quoted != strings.ContainsAny(want[:1], "=+-@") {
		t.Errorf("%s!%s: %q would become a formula when typed again", sheet, cell, want)
	}
	if got := cellAt(t, f, sheet, cell); got != want {
		t.Errorf("%s!%s is %q, want %q", sheet, cell, got, want)
	}
}

func TestTotalsAreNumbersToViewersThatDoNotCalculate(t *testing.T) {
	b, err := Render(monthly(shippedForm(t)), synthetic(13), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	xml := partOf(t, b, "xl/worksheets/sheet2.xml")
	formulas := regexp.MustCompile(`<c [^>]*><f>[^<]*</f>`).FindAllString(xml, -1)
	if len(formulas) == 0 {
		t.Fatal("the sheet has no formula")
	}
	for _, c := range formulas {
		if strings.Contains(c, ` t=`) {
			t.Errorf("%s: the cached value is not a number", c)
		}
	}
}

func TestAUnitThatWeCouldNotReadIsNotCalledUnreported(t *testing.T) {
	r := synthetic(5)
	l := &r.Window.Lines[1] // reported nothing
	l.Rate = office.Rate{Expected: 23, Unreadable: 23}
	r.Window.Total.Rate.Missing -= 23
	r.Window.Total.Rate.Unreadable += 23
	stands(r, l.Unit.ID, office.Unreadable)
	f := rendered(t, r)
	if got := cellAt(t, f, sheetReport, "C16"); got != "—" {
		t.Errorf("the figure of an unreadable unit is %q, want —", got)
	}
	if got := cellAt(t, f, sheetReport, "K16"); got != "Chưa gồm số liệu 23 ngày (đang đối chiếu)" {
		t.Errorf("its note is %q", got)
	}
}

func TestNotesSayWhatIsMissingInTheOfficesWords(t *testing.T) {
	window := synthetic(1).Window.Period
	at := func(day calendar.Day, severity office.Severity, cell string) record.OpenFinding {
		return record.OpenFinding{Finding: office.Finding{Unit: "u001", Day: day, Severity: severity, Origin: office.Origin{Cell: cell}}}
	}
	const waits25 = "Chưa gồm số liệu ngày 25/5 (đang đối chiếu)"
	tests := []struct {
		name     string
		rate     office.Rate
		findings []record.OpenFinding
		timely   bool
		want     string
	}{
		{"all in time", office.Rate{OnTime: 22}, nil, true, ""},
		{"two days missing", office.Rate{Missing: 2}, nil, true, "Chưa BC 02 ngày"},
		{"twelve days missing", office.Rate{Missing: 12}, nil, true, "Chưa BC 12 ngày"},
		{"late, where timeliness is told", office.Rate{Late: 3}, nil, true, "Trễ hạn 03 ngày"},
		{"late, where it is not", office.Rate{Late: 3}, nil, false, ""},
		{"invalid without a cell", office.Rate{Invalid: 1}, nil, true, waits25},
		{"one bad cell", office.Rate{Invalid: 1}, []record.OpenFinding{at(window.First, office.SeverityError, "C7")}, true, waits25},
		{"one cell with two findings", office.Rate{}, []record.OpenFinding{at(window.First, office.SeverityError, "C7"), at(window.First, office.SeverityError, "C7")}, true, waits25},
		{"a whole row is no cell", office.Rate{}, []record.OpenFinding{at(window.First, office.SeverityError, "7")}, true, ""},
		{"a warning is no bad cell", office.Rate{}, []record.OpenFinding{at(window.First, office.SeverityWarning, "C7")}, true, ""},
		{"another month's bad cell", office.Rate{}, []record.OpenFinding{at(window.Last+1, office.SeverityError, "C7")}, true, ""},
		{"several", office.Rate{Missing: 1, Unreadable: 2, Late: 1}, nil, true, "Chưa BC 01 ngày;\nChưa gồm số liệu ngày 26/5, 27/5 (đang đối chiếu);\nTrễ hạn 01 ngày"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := synthetic(1)
			r.Findings, r.Standings = tt.findings, standingsOf("u001", window.First, tt.rate)
			r.Programme.Letterhead.Timeliness = tt.timely
			d, err := newData(r, Variant{})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.note(&report.Line{Unit: &r.Programme.Units[0], Rate: tt.rate}); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// stands gives all standings of a unit one status.
func stands(r *report.Report, unit string, status office.Status) {
	for i := range r.Standings {
		if r.Standings[i].Unit == unit {
			r.Standings[i].Status = status
		}
	}
}

// standingsOf gives a unit the standings that a rate counts, on days in a row.
func standingsOf(unit string, first calendar.Day, rate office.Rate) (all []office.Standing) {
	for _, status := range []office.Status{office.Missing, office.Invalid, office.Unreadable, office.Unread, office.Late, office.OnTime} {
		for range rate.Of(status) {
			all = append(all, office.Standing{Unit: unit, Period: calendar.DayPeriod(first + calendar.Day(len(all))), Status: status})
		}
	}
	return all
}

// partOf gives one part of a workbook as text.
func partOf(t *testing.T, workbook []byte, name string) string {
	t.Helper()
	b, err := io.ReadAll(openPart(t, workbook, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimSpace(b))
}

func openPart(t *testing.T, workbook []byte, name string) io.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestTextsOfListsStayTexts(t *testing.T) {
	r := rich(6)
	r.Findings[0].Raw = "=1+1\x07"
	r.Findings[0].Tab = "@tab"
	r.Daily[0].Figures[1].Entered.Reason = "-SUM(A1)\u202e"
	r.Programme.Units[0].Name = "+Xã"
	f := filled(t, InternalForm, r, Variant{Messages: office.Messages{Texts: map[string]string{"finding.number-invalid.message": "=HYPERLINK({raw})"}}})
	rows := raw(t, f, sheetMend)
	at := rowStarting(t, rows, 0, 1, "+Xã") + 1
	for col, want := range map[int]string{2: "+Xã", 3: "@tab!C7", 4: "=1+1", 5: "=HYPERLINK(=1+1)"} {
		wantText(t, f, sheetMend, cellName(col, at), want)
	}
	wantText(t, f, sheetEntered, cellName(8, rowStarting(t, raw(t, f, sheetEntered), 0, 1, "+Xã")+1), "-SUM(A1)")
}
