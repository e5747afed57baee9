package explain

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// mendedSince is an issued report of June and the state in which An mended a
// figure of it since.
func mendedSince(t *testing.T) (*office.Programme, *record.State) {
	t.Helper()
	p := modeltest.TwoUnits()
	p.Windows = calendar.Windows{MonthStart: 1}
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 5)), modeltest.Version("binh.xlsx", "binh", 3, modeltest.Figures(5, 2))})}
	june := report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 18:00"))
	issued := record.Issued{ID: 1, Number: "12-BC/HĐTĐN", Period: june.Window.Period, At: modeltest.At("30 18:00"), Figures: report.Freeze(june)}
	mended := modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 9))
	mended.Answered = modeltest.At("30 20:00")
	july := modeltest.Version("binh.xlsx", "binh", 3, modeltest.Figures(6, 10))
	july.Day = calendar.Date(2020, 7, 3)
	return p, &record.State{Issued: []record.Issued{issued}, Said: record.SaidIn([]record.Version{s.Versions()[0], mended, s.Versions()[1], july})}
}

func TestARestatementIsTakenApartByDayAndCause(t *testing.T) {
	p, s := mendedSince(t)
	s.Issued[0].AsOf, s.Issued[0].Closed = modeltest.At("30 18:00"), modeltest.At("30 18:00")
	late := modeltest.Version("binh.xlsx", "binh", 4, modeltest.Figures(5, 3))
	late.Answered = modeltest.At("30 21:00")
	s.Said = record.SaidIn(slices.Insert(s.Versions(), 3, late))
	s.Decisions = []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: calendar.Date(2020, 6, 5), To: calendar.Date(2020, 6, 5), Indicator: "people", Entry: office.Entry{Value: office.Stated(11), Manner: office.Phoned}, Ruling: office.Ruling{By: "văn phòng"}, At: modeltest.At("30 22:00")}}
	july := report.Compile(p, s, p.Windows.Month(2020, 7), modeltest.At("30 23:00"))
	accounts := Accounts(p, s, july.Restated, modeltest.At("30 23:00"))
	if len(accounts) != 2 {
		t.Fatalf("%d accounts, want 2: %+v", len(accounts), accounts)
	}
	an, binh := accounts[0], accounts[1]
	if len(an.Shifts) != 2 || an.Old != office.Stated(5) || an.New != office.Stated(20) {
		t.Fatalf("An: %+v", an)
	}
	if x := an.Shifts[0]; x.Cause != ShiftAmended || x.Old != office.Stated(5) || x.New != office.Stated(9) || x.Cell == "" || !x.Since.Equal(modeltest.At("30 20:00")) {
		t.Errorf("An on the 3rd: %+v", x)
	}
	if x := an.Shifts[1]; x.Cause != ShiftEntered || x.Decision.ID != 1 || x.New != office.Stated(11) || x.Old.Stated {
		t.Errorf("An on the 5th: %+v", x)
	}
	if len(binh.Shifts) != 1 || binh.Shifts[0].Cause != ShiftLate || binh.Shifts[0].Day != calendar.Date(2020, 6, 4) {
		t.Errorf("Bình: %+v", binh)
	}
	if an.CarriedBy != nil || binh.CarriedBy != nil {
		t.Error("carried although no later report was issued")
	}
}

func TestAFigureTakenOutAfterIssueIsAWithdrawal(t *testing.T) {
	p, s := mendedSince(t)
	s.Issued[0].AsOf, s.Issued[0].Closed = modeltest.At("30 18:00"), modeltest.At("30 18:00")
	s.Said[0][1].Figures = nil
	r := report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 23:00"))
	accounts := Accounts(p, s, r.Restated, modeltest.At("30 23:00"))
	if len(accounts) != 1 || len(accounts[0].Shifts) != 1 || accounts[0].Shifts[0].Cause != ShiftWithdrawn || accounts[0].Shifts[0].New.Stated {
		t.Errorf("%+v", accounts)
	}
}

func TestAnUndoneSettingAsideIsTheOfficesDoing(t *testing.T) {
	p, s := mendedSince(t)
	s.Said = record.SaidIn(s.Versions()[:1])
	aside := office.Decision{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: calendar.Date(2020, 6, 3), To: calendar.Date(2020, 6, 3), Indicator: "people", Entry: office.Entry{Manner: office.SetAside}, At: modeltest.At("30 19:00")}
	s.Decisions = []office.Decision{aside}
	s.Issued[0].AsOf, s.Issued[0].Closed = modeltest.At("30 18:00"), modeltest.At("30 18:00")
	check := func(want office.Count) {
		t.Helper()
		r := report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 23:00"))
		for _, a := range Accounts(p, s, r.Restated, modeltest.At("30 23:00")) {
			if a.Unit == "an" && (len(a.Shifts) != 1 || a.Shifts[0].Cause != ShiftEntered || a.Shifts[0].New != want) {
				t.Errorf("%+v", a)
			}
		}
	}
	check(office.Count{})
	// Closed while it was set aside, and taken back since.
	s.Issued[0].Closed = modeltest.At("30 19:30")
	s.Issued[0].Figures = report.Freeze(report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 19:30")))
	s.Decisions = append(s.Decisions, office.Decision{ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}, At: modeltest.At("30 20:00")})
	check(office.Stated(5))
}

func TestTheReportThatFollowedTookARestatementOver(t *testing.T) {
	p, s := mendedSince(t)
	s.Issued[0].AsOf, s.Issued[0].Closed = modeltest.At("30 18:00"), modeltest.At("30 18:00")
	for _, c := range []struct {
		name, asOf string
		period     calendar.Period
		want       bool
	}{
		{"July, closed too early", "30 19:00", p.Windows.Month(2020, 7), false},
		{"July", "30 21:00", p.Windows.Month(2020, 7), true},
		{"August, where July did not know it yet", "30 21:00", p.Windows.Month(2020, 8), true},
		{"a day", "30 21:00", calendar.DayPeriod(calendar.Date(2020, 7, 1)), false},
		{"a month of the next year", "30 21:00", p.Windows.Month(2021, 7), false},
	} {
		next := record.Issued{ID: 2, Number: "20", Period: c.period, AsOf: modeltest.At(c.asOf), Closed: modeltest.At(c.asOf), At: modeltest.At(c.asOf)}
		all := &record.State{Said: record.SaidIn(s.Versions()), Issued: append(s.Issued[:1:1], next)}
		r := report.Compile(p, all, p.Windows.Month(2020, 6), modeltest.At("30 23:00"))
		accounts := Accounts(p, all, r.Restated, modeltest.At("30 23:00"))
		if len(accounts) != 1 || (accounts[0].CarriedBy != nil) != c.want {
			t.Errorf("%s: %+v", c.name, accounts)
		}
	}
}

func TestAFigureKnowsTheIssuedReportsThatCountIt(t *testing.T) {
	_, s := mendedSince(t)
	if got := ReportsWith(s.Issued, "an", calendar.Date(2020, 6, 3), "people"); len(got) != 1 || got[0].Number != "12-BC/HĐTĐN" {
		t.Errorf("got %+v", got)
	}
	if got := ReportsWith(s.Issued, "an", calendar.Date(2020, 7, 3), "people"); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
	if got := ReportsWith(s.Issued, "new", calendar.Date(2020, 6, 3), "people"); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

// A total of parts that nobody wrote came of the part that changed, when that did.
func TestAComputedFigureIsExplainedByItsPart(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Windows = calendar.Windows{MonthStart: 1}
	parts := func(level3, level4 int64) []record.Figure {
		return []record.Figure{{Indicator: "level3", Value: level3, Cell: "C5"}, {Indicator: "level4", Value: level4, Cell: "D5"}}
	}
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, parts(5, 1))})}
	s.Issued = []record.Issued{{ID: 1, Number: "12", Period: p.Windows.Month(2020, 6), AsOf: modeltest.At("30 18:00"), Closed: modeltest.At("30 18:00"), At: modeltest.At("30 18:00"),
		Figures: report.Freeze(report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 18:00")))}}
	later := modeltest.Version("an.xlsx", "an", 3, parts(5, 4))
	later.Asked, later.Answered = modeltest.At("30 22:00"), modeltest.At("30 22:00")
	s.Say(later)
	early := record.Issued{ID: 2, Number: "13", Period: p.Windows.Month(2020, 7), AsOf: modeltest.At("30 20:00"), Closed: modeltest.At("30 20:00"), At: modeltest.At("30 20:00")}
	s.Issued = append(s.Issued, early)
	r := report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 23:00"))
	found := false
	for _, a := range Accounts(p, s, r.Restated, modeltest.At("30 23:00")) {
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
	p.Windows = calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}
	s.Issued[0].Period = p.Windows.Month(2020, time.October)
	a := &Account{Restatement: report.Restatement{Report: &s.Issued[0]}, Shifts: []Shift{{Since: modeltest.At("30 19:00")}}}
	for month, want := range map[time.Month]bool{time.November: true, time.December: false} {
		next := record.Issued{ID: 2, Number: "20", Period: p.Windows.Month(2020, month), AsOf: modeltest.At("30 21:00"), Closed: modeltest.At("30 21:00"), At: modeltest.At("30 21:00")}
		if got := carriedBy(p, append(s.Issued[:1:1], next), a) != nil; got != want {
			t.Errorf("month %d: carried %v, want %v", month, got, want)
		}
	}
}

// closedByAnother is an issued report of June in which the reader of its time read 4
// where today's reads 5 in the same cells, of a Frozen sum of one unit.
func closedByAnother(t *testing.T) (*office.Programme, *record.State) {
	t.Helper()
	p, s := mendedSince(t)
	s.Said = record.SaidIn(s.Versions()[:1]) // An's 5 of the 3rd, and nothing since
	r := &s.Issued[0]
	r.AsOf, r.Closed, r.Reader = modeltest.At("30 18:00"), modeltest.At("30 18:00"), "reader-1"
	for i := range r.Figures {
		if f := &r.Figures[i]; f.Unit == "an" && f.Indicator == "people" {
			f.Period = office.Stated(4)
		}
	}
	s.Reader = "reader-1"
	return p, s
}

func accountOfAn(p *office.Programme, s *record.State) []Account {
	r := report.Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("30 23:00"))
	return slices.DeleteFunc(Accounts(p, s, r.Restated, modeltest.At("30 23:00")), func(a Account) bool { return a.Unit != "an" })
}

func TestWhatABetterReaderReadsIsNotTheUnitsDoing(t *testing.T) {
	p, s := closedByAnother(t)
	if got := accountOfAn(p, s); len(got) != 1 || len(got[0].Shifts) != 0 || got[0].Reread != nil {
		t.Fatalf("by one reader it is read otherwise: %+v", got)
	}
	s.Reader = "reader-2"
	got := accountOfAn(p, s)
	if len(got) != 1 || len(got[0].Shifts) != 1 {
		t.Fatalf("got %+v", got)
	}
	if x := got[0].Shifts[0]; x.Cause != ShiftReread || x.Reader != "reader-2" || x.Day != 0 || x.Old != office.Stated(4) || x.New != office.Stated(5) {
		t.Errorf("got %+v", x)
	}
	// What the unit mends besides is its own, beside it.
	mended := s.Said[0][0]
	mended.Asked, mended.Answered = modeltest.At("30 20:00"), modeltest.At("30 20:00")
	mended.Figures = modeltest.Figures(5, 9)
	s.Say(mended)
	if got = accountOfAn(p, s); len(got) != 1 || len(got[0].Shifts) != 2 || got[0].Shifts[0].Cause != ShiftReread || got[0].Shifts[1].Cause != ShiftAmended || got[0].Shifts[1].Old != office.Stated(5) {
		t.Errorf("got %+v", got)
	}
	// A later report by today's reader took it over.
	s.Said = s.Said[:0]
	s.Say(modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 5)))
	for reader, carried := range map[string]bool{"reader-1": false, "reader-2": true} {
		july := record.Issued{ID: 2, Number: "20", Period: p.Windows.Month(2020, 7), AsOf: modeltest.At("30 22:00"), Closed: modeltest.At("30 22:00"), At: modeltest.At("30 22:00"), Reader: reader}
		s.Issued = append(s.Issued[:1:1], july)
		if got := accountOfAn(p, s); len(got) != 1 || (got[0].CarriedBy != nil) != carried {
			t.Errorf("%s: %+v", reader, got)
		}
	}
}

func TestWhatTheOfficeTaughtSinceIsNotTheUnitsDoingEither(t *testing.T) {
	teach := func(id int64, source, at string) office.Decision {
		d := office.TeachingOf("an", office.Answer{Source: source, Says: "Việc X", Meaning: office.Meaning{Indicator: "people"}})
		d.ID, d.At = id, modeltest.At(at)
		return d
	}
	undo := office.Decision{ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}, At: modeltest.At("30 21:00")}
	for name, c := range map[string]struct {
		decisions []office.Decision
		by        int64 // the decision that it is put down to; 0 for none
	}{
		"of its workbook":                  {[]office.Decision{teach(1, "an.xlsx", "30 20:00")}, 1},
		"everywhere":                       {[]office.Decision{teach(1, "", "30 20:00")}, 1},
		"of another workbook":              {[]office.Decision{teach(1, "binh.xlsx", "30 20:00")}, 0},
		"before it was closed":             {[]office.Decision{teach(1, "an.xlsx", "30 17:00")}, 0},
		"taken back since":                 {[]office.Decision{teach(1, "an.xlsx", "30 17:00"), undo}, 2},
		"something that is not a teaching": {[]office.Decision{{ID: 1, Kind: office.DecisionExcuse, Unit: "an", At: modeltest.At("30 20:00")}}, 0},
	} {
		p, s := closedByAnother(t)
		s.Decisions = c.decisions
		got := accountOfAn(p, s)
		if len(got) != 1 {
			t.Fatalf("%s: %+v", name, got)
		}
		switch shifts := got[0].Shifts; {
		case c.by == 0 && len(shifts) != 0:
			t.Errorf("%s: put down to %+v", name, shifts)
		case c.by != 0 && (len(shifts) != 1 || shifts[0].Cause != ShiftTaught || shifts[0].Decision.ID != c.by || shifts[0].Says != "Việc X"):
			t.Errorf("%s: put down to %+v", name, shifts)
		}
	}
}

func TestWhatTheOfficeSettledSinceIsNoRereading(t *testing.T) {
	p, s := closedByAnother(t)
	s.Reader = "reader-2"
	s.Decisions = []office.Decision{{ID: 7, Kind: office.DecisionAccept, Unit: "an", At: modeltest.At("30 20:00")}}
	s.Said[0][0].Settled = 7
	if got := accountOfAn(p, s); len(got) != 1 || got[0].Reread != nil {
		t.Errorf("got %+v", got)
	}
	s.Decisions[0].At = modeltest.At("30 17:00")
	if got := accountOfAn(p, s); len(got) != 1 || got[0].Reread == nil {
		t.Errorf("settled before it was closed: %+v", got)
	}
}
