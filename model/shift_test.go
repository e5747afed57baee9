package model

import (
	"slices"
	"testing"
	"time"
)

// mendedSince is an issued report of June and the state in which An mended a
// figure of it since.
func mendedSince(t *testing.T) (*Programme, *State) {
	t.Helper()
	p := twoUnits()
	p.Windows = Windows{MonthStart: 1}
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(5, 5)), version("binh.xlsx", "binh", 3, figures(5, 2))})}
	june := Compile(p, s, p.Windows.Month(2020, 6), at("30 18:00"))
	issued := Issued{ID: 1, Number: "12-BC/HĐTĐN", Period: june.Window.Period, At: at("30 18:00"), Figures: Freeze(june)}
	mended := version("an.xlsx", "an", 3, figures(5, 9))
	mended.Answered = at("30 20:00")
	july := version("binh.xlsx", "binh", 3, figures(6, 10))
	july.Day = Date(2020, 7, 3)
	return p, &State{Issued: []Issued{issued}, Said: SaidIn([]Version{s.Versions()[0], mended, s.Versions()[1], july})}
}

func TestARestatementIsTakenApartByDayAndCause(t *testing.T) {
	p, s := mendedSince(t)
	s.Issued[0].AsOf, s.Issued[0].Closed = at("30 18:00"), at("30 18:00")
	late := version("binh.xlsx", "binh", 4, figures(5, 3))
	late.Answered = at("30 21:00")
	s.Said = SaidIn(slices.Insert(s.Versions(), 3, late))
	s.Decisions = []Decision{{ID: 1, Kind: DecisionEnter, Unit: "an", From: Date(2020, 6, 5), To: Date(2020, 6, 5), Indicator: "people", Value: Stated(11),
		Manner: Phoned, By: "văn phòng", At: at("30 22:00")}}
	july := Compile(p, s, p.Windows.Month(2020, 7), at("30 23:00"))
	accounts := Accounts(p, s, july.Restated, at("30 23:00"))
	if len(accounts) != 2 {
		t.Fatalf("%d accounts, want 2: %+v", len(accounts), accounts)
	}
	an, binh := accounts[0], accounts[1]
	if len(an.Shifts) != 2 || an.Old != Stated(5) || an.New != Stated(20) {
		t.Fatalf("An: %+v", an)
	}
	if x := an.Shifts[0]; x.Cause != ShiftAmended || x.Old != Stated(5) || x.New != Stated(9) || x.Cell == "" || !x.Since.Equal(at("30 20:00")) {
		t.Errorf("An on the 3rd: %+v", x)
	}
	if x := an.Shifts[1]; x.Cause != ShiftEntered || x.Decision.ID != 1 || x.New != Stated(11) || x.Old.Stated {
		t.Errorf("An on the 5th: %+v", x)
	}
	if len(binh.Shifts) != 1 || binh.Shifts[0].Cause != ShiftLate || binh.Shifts[0].Day != Date(2020, 6, 4) {
		t.Errorf("Bình: %+v", binh)
	}
	if an.CarriedBy != nil || binh.CarriedBy != nil {
		t.Error("carried although no later report was issued")
	}
}

func TestAFigureTakenOutAfterIssueIsAWithdrawal(t *testing.T) {
	p, s := mendedSince(t)
	s.Issued[0].AsOf, s.Issued[0].Closed = at("30 18:00"), at("30 18:00")
	s.Said[0][1].Figures = nil
	r := Compile(p, s, p.Windows.Month(2020, 6), at("30 23:00"))
	accounts := Accounts(p, s, r.Restated, at("30 23:00"))
	if len(accounts) != 1 || len(accounts[0].Shifts) != 1 || accounts[0].Shifts[0].Cause != ShiftWithdrawn || accounts[0].Shifts[0].New.Stated {
		t.Errorf("%+v", accounts)
	}
}

func TestAnUndoneSettingAsideIsTheOfficesDoing(t *testing.T) {
	p, s := mendedSince(t)
	s.Said = SaidIn(s.Versions()[:1])
	aside := Decision{ID: 1, Kind: DecisionEnter, Unit: "an", From: Date(2020, 6, 3), To: Date(2020, 6, 3), Indicator: "people", Manner: SetAside, At: at("30 19:00")}
	s.Decisions = []Decision{aside}
	s.Issued[0].AsOf, s.Issued[0].Closed = at("30 18:00"), at("30 18:00")
	check := func(want Count) {
		t.Helper()
		r := Compile(p, s, p.Windows.Month(2020, 6), at("30 23:00"))
		for _, a := range Accounts(p, s, r.Restated, at("30 23:00")) {
			if a.Unit == "an" && (len(a.Shifts) != 1 || a.Shifts[0].Cause != ShiftEntered || a.Shifts[0].New != want) {
				t.Errorf("%+v", a)
			}
		}
	}
	check(Count{})
	// Closed while it was set aside, and taken back since.
	s.Issued[0].Closed = at("30 19:30")
	s.Issued[0].Figures = Freeze(Compile(p, s, p.Windows.Month(2020, 6), at("30 19:30")))
	s.Decisions = append(s.Decisions, Decision{ID: 2, Kind: DecisionUndo, Undoes: 1, At: at("30 20:00")})
	check(Stated(5))
}

func TestTheReportThatFollowedTookARestatementOver(t *testing.T) {
	p, s := mendedSince(t)
	s.Issued[0].AsOf, s.Issued[0].Closed = at("30 18:00"), at("30 18:00")
	for _, c := range []struct {
		name, asOf string
		period     Period
		want       bool
	}{
		{"July, closed too early", "30 19:00", p.Windows.Month(2020, 7), false},
		{"July", "30 21:00", p.Windows.Month(2020, 7), true},
		{"August, where July did not know it yet", "30 21:00", p.Windows.Month(2020, 8), true},
		{"a day", "30 21:00", DayPeriod(Date(2020, 7, 1)), false},
		{"a month of the next year", "30 21:00", p.Windows.Month(2021, 7), false},
	} {
		next := Issued{ID: 2, Number: "20", Period: c.period, AsOf: at(c.asOf), Closed: at(c.asOf), At: at(c.asOf)}
		all := &State{Said: SaidIn(s.Versions()), Issued: append(s.Issued[:1:1], next)}
		r := Compile(p, all, p.Windows.Month(2020, 6), at("30 23:00"))
		accounts := Accounts(p, all, r.Restated, at("30 23:00"))
		if len(accounts) != 1 || (accounts[0].CarriedBy != nil) != c.want {
			t.Errorf("%s: %+v", c.name, accounts)
		}
	}
}

func TestAFigureKnowsTheIssuedReportsThatCountIt(t *testing.T) {
	_, s := mendedSince(t)
	if got := ReportsWith(s.Issued, "an", Date(2020, 6, 3), "people"); len(got) != 1 || got[0].Number != "12-BC/HĐTĐN" {
		t.Errorf("got %+v", got)
	}
	if got := ReportsWith(s.Issued, "an", Date(2020, 7, 3), "people"); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
	if got := ReportsWith(s.Issued, "new", Date(2020, 6, 3), "people"); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

// A total of parts that nobody wrote came of the part that changed, when that did.
func TestAComputedFigureIsExplainedByItsPart(t *testing.T) {
	p := twoUnits()
	p.Windows = Windows{MonthStart: 1}
	parts := func(level3, level4 int64) []Figure {
		return []Figure{{Indicator: "level3", Value: level3, Cell: "C5"}, {Indicator: "level4", Value: level4, Cell: "D5"}}
	}
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, parts(5, 1))})}
	s.Issued = []Issued{{ID: 1, Number: "12", Period: p.Windows.Month(2020, 6), AsOf: at("30 18:00"), Closed: at("30 18:00"), At: at("30 18:00"),
		Figures: Freeze(Compile(p, s, p.Windows.Month(2020, 6), at("30 18:00")))}}
	later := version("an.xlsx", "an", 3, parts(5, 4))
	later.Asked, later.Answered = at("30 22:00"), at("30 22:00")
	s.Say(later)
	early := Issued{ID: 2, Number: "13", Period: p.Windows.Month(2020, 7), AsOf: at("30 20:00"), Closed: at("30 20:00"), At: at("30 20:00")}
	s.Issued = append(s.Issued, early)
	r := Compile(p, s, p.Windows.Month(2020, 6), at("30 23:00"))
	found := false
	for _, a := range Accounts(p, s, r.Restated, at("30 23:00")) {
		if a.Indicator == "total" {
			found = true
			if len(a.Shifts) != 1 || a.Shifts[0].Cause != ShiftAmended || !a.Shifts[0].Since.Equal(later.Answered) || a.Shifts[0].Cell != "D5" {
				t.Errorf("the total shifts by %+v", a.Shifts)
			}
		}
		if a.CarriedBy != nil {
			t.Errorf("%s was carried by a report that was closed before it changed", a.Indicator)
		}
	}
	if !found {
		t.Error("the total is not restated")
	}
}

// The month of December begins in November, and the year after it.
func TestAMonthThatEndsInTheNextYearCarriesNothingOver(t *testing.T) {
	p, s := mendedSince(t)
	p.Windows = Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}
	s.Issued[0].Period = p.Windows.Month(2020, time.October)
	a := &Account{Restatement: Restatement{Report: &s.Issued[0]}, Shifts: []Shift{{Since: at("30 19:00")}}}
	for month, want := range map[time.Month]bool{time.November: true, time.December: false} {
		next := Issued{ID: 2, Number: "20", Period: p.Windows.Month(2020, month), AsOf: at("30 21:00"), Closed: at("30 21:00"), At: at("30 21:00")}
		if got := carriedBy(p, append(s.Issued[:1:1], next), a) != nil; got != want {
			t.Errorf("month %d: carried %v, want %v", month, got, want)
		}
	}
}
