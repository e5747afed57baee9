package model

import (
	"testing"
	"time"
)

func TestAMonthMayBeJudgedByTheUnitsOwnRow(t *testing.T) {
	row := func(seen string) []OpenFinding {
		return []OpenFinding{{Since: at(seen), Finding: Finding{Unit: "an", Code: CodePeriodStated, Severity: SeverityNotice,
			Origin: Origin{Source: "an.xlsx", Tab: "T6", Cell: "30"}, Args: map[string]string{"period": "2020-06"}}}}
	}
	evening, next := looks("24 23:00", "24 23:00:02"), looks("25 00:00", "25 00:00:02", "25 08:00", "25 08:00:02")
	other := row("24 23:00:02")
	other[0].Args = map[string]string{"period": "2020-05"}
	for _, c := range []struct {
		name     string
		looks    []Seen
		findings []OpenFinding
		asOf     string
		want     Status
	}{
		{"seen before it is due", evening, row("24 23:00:02"), "25 12:00", OnTime},
		{"absent when it is due, there in the morning", next, row("25 08:00:02"), "25 12:00", Late},
		{"first seen after it was due, with no look between", append(evening, next[1]), row("25 08:00:02"), "25 12:00", Unproven},
		{"absent in a look since", next, nil, "25 12:00", Missing},
		{"of another month", next, other, "25 12:00", Missing},
		{"no look since it is due", evening, nil, "25 12:00", Unreadable},
		{"not due yet", evening, nil, "24 23:30", Pending},
	} {
		p := threeDays()
		p.Deadlines.Judged.Month = ByOwnRow
		s := &State{Seen: map[string][]Seen{"an.xlsx": c.looks}, Totals: c.findings}
		got := JudgePeriods(p, s, KindMonth, june(24), june(24), at(c.asOf))[0]
		if got.Status != c.want || got.DaysOwed != 3 {
			t.Errorf("%s: %s over %d days, want %s over 3", c.name, got.Status, got.DaysOwed, c.want)
		}
	}
}

func TestQuartersHalvesAndYearsMayBeJudgedByTheUnitsOwnRowToo(t *testing.T) {
	total := func(period, seen string) OpenFinding {
		return OpenFinding{Since: at(seen), Finding: Finding{Unit: "an", Code: CodePeriodStated, Origin: Origin{Source: "an.xlsx"}, Args: map[string]string{"period": period}}}
	}
	own := Judged{Quarter: ByOwnRow, Half: ByOwnRow, Year: ByOwnRow}
	for _, c := range []struct {
		name   string
		kind   PeriodKind
		totals []OpenFinding
		want   Status
	}{
		{"a quarter's row in time", KindQuarter, []OpenFinding{total("2020-Q2", "24 23:00:02")}, OnTime},
		{"the row of another quarter", KindQuarter, []OpenFinding{total("2020-Q1", "24 23:00:02")}, Missing},
		{"the month's row is not the quarter's", KindQuarter, []OpenFinding{total("2020-06", "24 23:00:02")}, Missing},
		{"a half's row too late", KindHalf, []OpenFinding{total("2020-H1", "25 08:00:02")}, Late},
		{"in time, and written anew elsewhere since", KindHalf, []OpenFinding{total("2020-H1", "25 08:00:02"), total("2020-H1", "24 23:00:02")}, OnTime},
		{"a year's row before it is due", KindYear, []OpenFinding{total("2020", "24 23:00:02")}, OnTime},
		{"no year's row yet", KindYear, []OpenFinding{total("2020-H1", "24 23:00:02")}, Pending},
	} {
		p := threeDays()
		p.Deadlines.Judged = own
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("24 23:00", "24 23:00:02", "25 00:00", "25 00:00:02", "25 08:00", "25 08:00:02")}, Totals: c.totals}
		if got := JudgePeriods(p, s, c.kind, june(24), june(24), at("25 12:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

func TestAnOwnTotalThatCannotBeReadIsInvalid(t *testing.T) {
	finding := func(code string, severity Severity, seen string, args map[string]string) OpenFinding {
		return OpenFinding{Since: at(seen), Finding: Finding{Unit: "an", Code: code, Severity: severity, Indicator: "people", Origin: Origin{Source: "an.xlsx", Cell: "B3"}, Args: args}}
	}
	unclear := func(seen, kinds, in string) OpenFinding {
		return finding(CodePeriodUnclear, SeverityWarning, seen, map[string]string{"kinds": kinds, "in_year": in})
	}
	old := unclear("25 08:00:02", "month", "")
	old.Since = old.Since.AddDate(0, -2, 0)
	june20 := map[string]string{"period": "2020-06"}
	for _, c := range []struct {
		name    string
		finding OpenFinding
		want    Status
	}{
		{"a cell that is no number", finding("number-invalid", SeverityError, "25 08:00:02", june20), Invalid},
		{"of another month", finding("number-invalid", SeverityError, "25 08:00:02", map[string]string{"period": "2020-05"}), Missing},
		{"a day's cell", finding("number-invalid", SeverityError, "25 08:00:02", nil), Missing},
		{"in columns that are not read", finding(CodePeriodUnread, SeverityWarning, "25 08:00:02", june20), Invalid},
		{"of which the period cannot be told", unclear("25 08:00:02", "month quarter", ""), Invalid},
		{"of which the year cannot be told", unclear("25 08:00:02", "month", "-06"), Invalid},
		{"of some year's May", unclear("25 08:00:02", "month", "-05"), Missing},
		{"of a quarter that cannot be told", unclear("25 08:00:02", "quarter", ""), Missing},
		{"that stood before the month began", old, Missing},
	} {
		p := threeDays()
		p.Deadlines.Judged.Month = ByOwnRow
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("20 08:00", "20 08:00:02", "25 08:00", "25 08:00:02")}, Findings: []OpenFinding{c.finding}}
		if got := JudgePeriods(p, s, KindMonth, june(24), june(24), at("25 12:00"))[0]; got.Status != c.want || got.Status == Invalid && !got.SeenAt.Equal(c.finding.Since) {
			t.Errorf("%s: %s of %s, seen at %s; want %s", c.name, got.Status, got.Period.Name, got.SeenAt, c.want)
		}
	}
}

func TestOfTwoSourcesThatTellAtOnceTheMoreFavourableCounts(t *testing.T) {
	total := func(source string) OpenFinding {
		return OpenFinding{Since: at("25 08:00:02"), Finding: Finding{Unit: "an", Code: CodePeriodStated, Origin: Origin{Source: source}, Args: map[string]string{"period": "2020-06"}}}
	}
	p := threeDays()
	p.Deadlines.Judged.Month = ByOwnRow
	for range 20 { // for the order of a map
		s := &State{Totals: []OpenFinding{total("an.xlsx"), total("cu.xlsx")}, Seen: map[string][]Seen{
			"an.xlsx": looks("25 07:00", "25 07:00:02", "25 08:00", "25 08:00:02"),
			"cu.xlsx": looks("25 00:30", "25 00:30:02", "25 08:00", "25 08:00:02"),
		}}
		got := JudgePeriods(p, s, KindMonth, june(24), june(24), at("25 12:00"))[0]
		if got.Status != Late || !got.NotSeenAt.Equal(at("25 00:30")) {
			t.Fatalf("%s, not seen at %s; want late, and not seen at 00:30", got.Status, got.NotSeenAt)
		}
	}
}

func TestAYearIsHeldAgainstItsDays(t *testing.T) {
	p := oneUnit() // its year ends on 29 November
	december := said(24, "24 16:00", "24 16:00:05", 5)
	december.Day = Date(2020, time.December, 1)
	versions := []Version{said(24, "24 16:00", "24 16:00:05", 10), said(25, "25 16:00", "25 16:00:05", 7), december}
	for value, want := range map[int64]string{17: "", 22: "", 30: "C9 30, and 17"} { // 17 by the window, 22 by the calendar
		f := OpenFinding{Finding: Finding{Unit: "an", Code: CodePeriodStated, Day: Date(2020, time.December, 31), Raw: "Cả năm",
			Origin: Origin{Source: "an.xlsx", Tab: "Năm", Cell: "9"}, Args: map[string]string{"period": "2020", "figures": OwnFigure("people", value, "C9")}}}
		got := ""
		for _, f := range Merge(p, &State{Said: SaidIn(versions), Findings: []OpenFinding{f}}, at("26 12:00")).Findings {
			if f.Code == CodePeriodDiffers {
				got += f.Cell + " " + f.Raw + ", and " + f.Args["sum"]
			}
		}
		if got != want {
			t.Errorf("%d: told %q, want %q", value, got, want)
		}
	}
}

func TestAMonthThatDiffersFromItsDaysIsTold(t *testing.T) {
	stated := func(figures string) OpenFinding {
		return OpenFinding{Since: at("24 16:00"), Finding: Finding{Unit: "an", Code: CodePeriodStated, Severity: SeverityNotice, Day: june(30), Raw: "Tháng 6",
			Origin: Origin{Source: "an.xlsx", Tab: "Tháng", Cell: "3"}, Args: map[string]string{"period": "2020-06", "figures": figures}}}
	}
	versions := []Version{said(24, "24 16:00", "24 16:00:05", 10), said(25, "25 16:00", "25 16:00:05", 7)} // 10 by the window, 17 by the calendar
	for figures, want := range map[string]string{
		OwnFigure("people", 10, "C3"): "", OwnFigure("people", 17, "C3"): "", OwnFigure("people", 12, "C3"): "C3 12, and 10",
		OwnFigure("teams", 4, "D3"): "", OwnFigure("people", 12, "C3") + " " + OwnFigure("teams", 4, "D3"): "C3 12, and 10",
		"": "", "nonsense": "",
	} {
		m := Merge(oneUnit(), &State{Said: SaidIn(versions), Findings: []OpenFinding{stated(figures)}}, at("26 12:00"))
		got := ""
		for _, f := range m.Findings {
			if f.Code == CodePeriodDiffers {
				got += f.Cell + " " + f.Raw + ", and " + f.Args["sum"]
			}
		}
		if got != want {
			t.Errorf("%q: told %q, want %q", figures, got, want)
		}
	}
}
