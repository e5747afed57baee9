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
		total := record.OpenTotal{PeriodTotal: office.PeriodTotal{Unit: "an", Period: "2020", Indicator: "people", Value: value, Label: "Cả năm", Origin: office.Origin{Source: "an.xlsx", Tab: "Năm", Cell: "C9"}}}
		got := ""
		for _, f := range Merge(p, &record.State{Said: record.SaidIn(versions), Totals: []record.OpenTotal{total}}, modeltest.At("26 12:00")).Findings {
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
	stated := func(indicator string, value int64, cell string) record.OpenTotal {
		return record.OpenTotal{Since: modeltest.At("24 16:00"), PeriodTotal: office.PeriodTotal{Unit: "an", Period: "2020-06", Indicator: indicator, Value: value, Label: "Tháng 6",
			Origin: office.Origin{Source: "an.xlsx", Tab: "Tháng", Cell: cell}}}
	}
	compared, left, otherwise := stated("people", 12, "C3"), stated("people", 12, "C3"), stated("people", 12, "C3")
	compared.Compared, left.Until, otherwise.Period = true, modeltest.At("25 16:00"), "2020-Q9"
	versions := []record.Version{modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 10), modeltest.SaidOn(25, "25 16:00", "25 16:00:05", 7)} // 10 by the window, 17 by the calendar
	for name, c := range map[string]struct {
		totals []record.OpenTotal
		want   string
	}{
		"the sum by the window":           {[]record.OpenTotal{stated("people", 10, "C3")}, ""},
		"the sum by the calendar":         {[]record.OpenTotal{stated("people", 17, "C3")}, ""},
		"neither":                         {[]record.OpenTotal{stated("people", 12, "C3")}, "Tháng!C3 2020-06-30 12, and 10 since 24 16:00"},
		"an indicator without any day":    {[]record.OpenTotal{stated("teams", 4, "D3")}, ""},
		"of two indicators one":           {[]record.OpenTotal{stated("people", 12, "C3"), stated("teams", 4, "D3")}, "Tháng!C3 2020-06-30 12, and 10 since 24 16:00"},
		"an indicator that nobody has":    {[]record.OpenTotal{stated("nonsense", 12, "C3")}, ""},
		"none":                            {nil, ""},
		"held against its days before":    {[]record.OpenTotal{compared}, ""},
		"one that stands there no longer": {[]record.OpenTotal{left}, ""},
		"of no period of the office's":    {[]record.OpenTotal{otherwise}, ""},
	} {
		m := Merge(modeltest.OneUnit(), &record.State{Said: record.SaidIn(versions), Totals: c.totals}, modeltest.At("26 12:00"))
		got := ""
		for _, f := range m.Findings {
			if f.Code == office.CodePeriodDiffers {
				got += f.Tab + "!" + f.Cell + " " + f.Day.String() + " " + f.Raw + ", and " + f.Args["sum"] + " since " + f.Since.In(modeltest.HCM).Format("02 15:04")
			}
		}
		if got != c.want {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}
