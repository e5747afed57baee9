package merge

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAYearIsHeldAgainstItsDays(t *testing.T) {
	p := modeltest.OneUnit() // its year ends on 29 November
	december := modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 5)
	december.Day = calendar.Date(2020, time.December, 1)
	versions := []record.Version{modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 10), modeltest.SaidOn(25, "25 16:00", "25 16:00:05", 7), december}
	for value, want := range map[int64]string{17: "", 22: "", 30: "C9 30, and 17"} { // 17 by the window, 22 by the calendar
		f := record.OpenFinding{Finding: office.Finding{Unit: "an", Code: office.CodePeriodStated, Day: calendar.Date(2020, time.December, 31), Raw: "Cả năm",
			Origin: office.Origin{Source: "an.xlsx", Tab: "Năm", Cell: "9"}, Args: map[string]string{"period": "2020", "figures": office.OwnFigure("people", value, "C9")}}}
		got := ""
		for _, f := range Merge(p, &record.State{Said: record.SaidIn(versions), Findings: []record.OpenFinding{f}}, modeltest.At("26 12:00")).Findings {
			if f.Code == office.CodePeriodDiffers {
				got += f.Cell + " " + f.Raw + ", and " + f.Args["sum"]
			}
		}
		if got != want {
			t.Errorf("%d: told %q, want %q", value, got, want)
		}
	}
}

func TestAMonthThatDiffersFromItsDaysIsTold(t *testing.T) {
	stated := func(figures string) record.OpenFinding {
		return record.OpenFinding{Since: modeltest.At("24 16:00"), Finding: office.Finding{Unit: "an", Code: office.CodePeriodStated, Severity: office.SeverityNotice, Day: modeltest.June(30), Raw: "Tháng 6",
			Origin: office.Origin{Source: "an.xlsx", Tab: "Tháng", Cell: "3"}, Args: map[string]string{"period": "2020-06", "figures": figures}}}
	}
	versions := []record.Version{modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 10), modeltest.SaidOn(25, "25 16:00", "25 16:00:05", 7)} // 10 by the window, 17 by the calendar
	for figures, want := range map[string]string{
		office.OwnFigure("people", 10, "C3"): "", office.OwnFigure("people", 17, "C3"): "", office.OwnFigure("people", 12, "C3"): "C3 12, and 10",
		office.OwnFigure("teams", 4, "D3"): "", office.OwnFigure("people", 12, "C3") + " " + office.OwnFigure("teams", 4, "D3"): "C3 12, and 10",
		"": "", "nonsense": "",
	} {
		m := Merge(modeltest.OneUnit(), &record.State{Said: record.SaidIn(versions), Findings: []record.OpenFinding{stated(figures)}}, modeltest.At("26 12:00"))
		got := ""
		for _, f := range m.Findings {
			if f.Code == office.CodePeriodDiffers {
				got += f.Cell + " " + f.Raw + ", and " + f.Args["sum"]
			}
		}
		if got != want {
			t.Errorf("%q: told %q, want %q", figures, got, want)
		}
	}
}
