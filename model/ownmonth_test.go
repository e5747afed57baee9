package model

import "testing"

func TestAMonthMayBeJudgedByTheUnitsOwnRow(t *testing.T) {
	row := func(seen string) []OpenFinding {
		return []OpenFinding{{Since: at(seen), Finding: Finding{Unit: "an", Code: CodeMonthStated, Severity: SeverityNotice,
			Origin: Origin{Source: "an.xlsx", Tab: "T6", Cell: "30"}, Args: map[string]string{"month": "2020-06"}}}}
	}
	evening, next := looks("24 23:00", "24 23:00:02"), looks("25 00:00", "25 00:00:02", "25 08:00", "25 08:00:02")
	other := row("24 23:00:02")
	other[0].Args = map[string]string{"month": "2020-05"}
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
		s := &State{Seen: map[string][]Seen{"an.xlsx": c.looks}, Findings: c.findings}
		got := JudgePeriods(p, s, KindMonth, june(24), june(24), at(c.asOf))[0]
		if got.Status != c.want || got.DaysOwed != 3 {
			t.Errorf("%s: %s over %d days, want %s over 3", c.name, got.Status, got.DaysOwed, c.want)
		}
	}
}

func TestAMonthThatDiffersFromItsDaysIsTold(t *testing.T) {
	stated := func(figures string) OpenFinding {
		return OpenFinding{Since: at("24 16:00"), Finding: Finding{Unit: "an", Code: CodeMonthStated, Severity: SeverityNotice, Day: june(30), Raw: "Tháng 6",
			Origin: Origin{Source: "an.xlsx", Tab: "Tháng", Cell: "3"}, Args: map[string]string{"month": "2020-06", "figures": figures}}}
	}
	versions := []Version{said(24, "24 16:00", "24 16:00:05", 10), said(25, "25 16:00", "25 16:00:05", 7)} // 10 by the window, 17 by the calendar
	for figures, want := range map[string]string{
		MonthFigure("people", 10, "C3"): "", MonthFigure("people", 17, "C3"): "", MonthFigure("people", 12, "C3"): "C3 12, and 10",
		MonthFigure("teams", 4, "D3"): "", MonthFigure("people", 12, "C3") + " " + MonthFigure("teams", 4, "D3"): "C3 12, and 10",
		"": "", "nonsense": "",
	} {
		m := Merge(oneUnit(), &State{Versions: versions, Findings: []OpenFinding{stated(figures)}}, at("26 12:00"))
		got := ""
		for _, f := range m.Findings {
			if f.Code == CodeMonthDiffers {
				got += f.Cell + " " + f.Raw + ", and " + f.Args["sum"]
			}
		}
		if got != want {
			t.Errorf("%q: told %q, want %q", figures, got, want)
		}
	}
}
