package model

import (
	"cmp"
	"testing"
	"time"
)

var hcm = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// at reads an instant of June 2020 such as "24 17:00:01".
func at(s string) time.Time {
	layout := "02 15:04"
	if len(s) > len(layout) {
		layout = "02 15:04:05"
	}
	t, err := time.ParseInLocation(layout, s, hcm)
	if err != nil {
		panic(err)
	}
	return t.AddDate(2020, 5, 0)
}

// officeWindows are those of an office that reports by the 25th.
var officeWindows = Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}

func june(day int) Day { return Date(2020, time.June, day) }

// oneUnit is a programme of one commune that owes a report each working day.
func oneUnit() *Programme {
	return &Programme{
		Starts: june(1), Ends: Date(2020, 12, 31), Location: hcm,
		Units:      []Unit{{ID: "an", Name: "Xã An", Sources: []SourceFrom{{Ref: "an.xlsx"}}}},
		Indicators: []Indicator{{ID: "people", Aggregate: AggregateSum}, {ID: "teams", Aggregate: AggregateLatest}},
		Calendar:   Calendar{Weekdays: MondayToFriday},
		Deadlines:  Deadlines{Daily: 17 * time.Hour, Monthly: 25, YearMonth: time.November, YearDay: 30},
		Windows:    officeWindows,
	}
}

// looks makes a source's looks from pairs of asked and answered.
func looks(pairs ...string) []Seen {
	var s []Seen
	for i := 0; i < len(pairs); i += 2 {
		s = append(s, Seen{Asked: at(pairs[i]), Answered: at(pairs[i+1])})
	}
	return s
}

func faulty(s Seen, code FaultCode) Seen {
	s.Fault = &Fault{Code: code}
	return s
}

// said is a version with one figure, seen first by the look that was asked and
// answered then.
func said(day int, asked, answered string, n int64) Version {
	return Version{Source: "an.xlsx", Unit: "an", Day: june(day), Asked: at(asked), Answered: at(answered),
		Figures: []Figure{{Indicator: "people", Value: n, Tab: "T6", Cell: "B7"}}}
}

func TestLooksProveHowAReportStands(t *testing.T) {
	wednesday := 24
	for _, c := range []struct {
		name     string
		looks    []Seen
		versions []Version
		asOf     string
		want     Status
		reason   FaultCode
	}{
		{"nothing there before the deadline is pending", looks("24 12:00", "24 12:00:05"), nil, "24 16:59:59", Pending, ""},
		{"there in a look answered at 17:00:00 is on time", looks("24 16:59:50", "24 17:00:00"),
			[]Version{said(wednesday, "24 16:59:50", "24 17:00:00", 3)}, "24 22:30", OnTime, ""},
		{"absent in a look asked at 17:00:00 and there later is late", looks("24 17:00:00", "24 17:00:02", "24 22:30", "24 22:30:02"),
			[]Version{said(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", Late, ""},
		{"absent at noon and there at 22:30 cannot be proved late", looks("24 12:00", "24 12:00:02", "24 22:30", "24 22:30:02"),
			[]Version{said(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", Unproven, ""},
		{"a look asked before and answered after the deadline proves neither", looks("24 12:00", "24 12:00:02", "24 16:59:59", "24 17:00:01"),
			[]Version{said(wednesday, "24 16:59:59", "24 17:00:01", 3)}, "24 23:00", Unproven, ""},
		{"there when the source is first looked at, days later, is unproven", looks("26 12:00", "26 12:00:02"),
			[]Version{said(wednesday, "26 12:00", "26 12:00:02", 3)}, "26 13:00", Unproven, ""},
		{"never there and a readable look since is missing", looks("24 17:00:00", "24 17:00:02"), nil, "24 22:30", Missing, ""},
		{"a look asked a second before the deadline proves no absence", looks("24 16:59:59", "24 17:00:02"), nil, "24 22:30", Unreadable, ""},
		{"no readable look since is unreadable, with the reason", []Seen{looks("24 12:00", "24 12:00:02")[0], faulty(looks("24 17:00", "24 17:00:02")[0], FaultQuota)},
			nil, "24 22:30", Unreadable, FaultQuota},
		{"missing once proved stays so when access is withdrawn", []Seen{looks("24 17:00", "24 17:00:02")[0], faulty(looks("25 17:00", "25 17:00:02")[0], FaultNotShared)},
			nil, "25 22:30", Missing, ""},
		{"written but nothing acceptable is invalid", looks("24 16:00", "24 16:00:02", "24 17:00", "24 17:00:02"),
			[]Version{{Source: "an.xlsx", Unit: "an", Day: june(wednesday), Asked: at("24 16:00"), Answered: at("24 16:00:02"), Invalid: true}}, "24 22:30", Invalid, ""},
		{"mended after the deadline is late", looks("24 16:00", "24 16:00:02", "24 17:00", "24 17:00:02", "24 22:30", "24 22:30:02"),
			[]Version{{Source: "an.xlsx", Unit: "an", Day: june(wednesday), Asked: at("24 16:00"), Answered: at("24 16:00:02"), Invalid: true},
				said(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", Late, ""},
		{"there by the deadline and withdrawn since was on time", looks("24 16:00", "24 16:00:02", "24 22:30", "24 22:30:02"),
			[]Version{said(wednesday, "24 16:00", "24 16:00:02", 3),
				{Source: "an.xlsx", Unit: "an", Day: june(wednesday), Asked: at("24 22:30"), Answered: at("24 22:30:02")}}, "24 23:00", OnTime, ""},
		{"an unreadable look between does not prove lateness", []Seen{looks("24 12:00", "24 12:00:02")[0], faulty(looks("24 17:00", "24 17:00:02")[0], FaultNetwork), looks("24 22:30", "24 22:30:02")[0]},
			[]Version{said(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", Unproven, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &State{Seen: map[string][]Seen{"an.xlsx": c.looks}, Said: SaidIn(c.versions)}
			got := Judge(oneUnit(), s, june(wednesday), june(wednesday), at(c.asOf))
			if len(got) != 1 || got[0].Status != c.want || got[0].Fault != c.reason {
				t.Errorf("stands as %+v, want %s %s", got, c.want, c.reason)
			}
		})
	}
}

func TestWhatCannotBeDatedWasWrittenAllTheSame(t *testing.T) {
	finding := func(code, cell, since string, of Finding) OpenFinding {
		of.Unit, of.Code, of.Origin = "an", code, Origin{Source: cmp.Or(of.Source, "an.xlsx"), Tab: "T6", Cell: cell}
		of.Severity = cmp.Or(of.Severity, SeverityError)
		return OpenFinding{Finding: of, Since: at(since)}
	}
	for _, c := range []struct {
		name     string
		findings []OpenFinding
		want     Status
	}{
		{"a row of that day with a date that is none", []OpenFinding{finding("date-invalid", "A7", "24 16:58", Finding{})}, Invalid},
		{"a row that was faulty the day before", []OpenFinding{finding("date-invalid", "A6", "23 16:58", Finding{})}, Missing},
		{"a tab that cannot be read for days", []OpenFinding{finding("header-not-found", "", "20 16:58", Finding{})}, Invalid},
		{"a faulty figure of another day", []OpenFinding{finding("number-invalid", "B6", "24 16:58", Finding{Day: june(23), Indicator: "people"})}, Missing},
		{"an empty tab", []OpenFinding{finding("header-not-found", "", "24 16:58", Finding{Args: map[string]string{"empty": "true"}})}, Missing},
		{"a tab that is gone", []OpenFinding{finding("tab-gone", "", "24 16:58", Finding{})}, Missing},
		{"a faulty figure of no day, as of a month", []OpenFinding{finding("number-invalid", "B3", "24 16:58", Finding{})}, Missing},
		{"a warning", []OpenFinding{finding("tab-renamed", "", "24 16:58", Finding{Severity: SeverityWarning})}, Missing},
		{"another file", []OpenFinding{finding("header-not-found", "", "24 16:58", Finding{Origin: Origin{Source: "cu.xlsx"}})}, Missing},
	} {
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("24 16:58", "24 16:58:00", "24 17:00", "24 17:00:02")}, Findings: c.findings}
		if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

// When a reader or a unit's columns change, a sheet says what it did not say
// before: what another reader did not see may have stood there.
func TestALookOfAnotherReaderProvesNoAbsence(t *testing.T) {
	read := func(readers ...string) map[string][]Seen {
		s := looks("24 17:00:00", "24 17:00:02", "24 20:00", "24 20:00:02", "24 22:30", "24 22:30:02")
		for i, r := range readers {
			s[i].Reader = r
		}
		return map[string][]Seen{"an.xlsx": s}
	}
	for _, c := range []struct {
		name      string
		seen      map[string][]Seen
		want      Status
		notSeenAt string
	}{
		{"one reader", read("4", "4", "4"), Late, "24 20:00"},
		{"a new reader saw it at once", read("4", "4", "5"), Unproven, ""},
		{"a new reader did not see it yet", read("4", "5", "5"), Late, "24 20:00"},
		{"another in between", read("4", "5", "4"), Late, "24 17:00"},
	} {
		s := &State{Seen: c.seen, Said: SaidIn([]Version{said(24, "24 22:30", "24 22:30:02", 3)})}
		got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]
		if got.Status != c.want || c.notSeenAt != "" && !got.NotSeenAt.Equal(at(c.notSeenAt)) {
			t.Errorf("%s: %s, not seen at %v", c.name, got.Status, got.NotSeenAt)
		}
	}
}

func TestALateReportNamesTheIntervalItCameIn(t *testing.T) {
	s := &State{Seen: map[string][]Seen{"an.xlsx": looks("24 17:00:00", "24 17:00:02", "24 22:30", "24 22:30:02")},
		Said: SaidIn([]Version{said(24, "24 22:30", "24 22:30:02", 3)})}
	got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]
	if !got.NotSeenAt.Equal(at("24 17:00:00")) || !got.SeenAt.Equal(at("24 22:30:02")) {
		t.Errorf("late between %v and %v", got.NotSeenAt, got.SeenAt)
	}
}

func TestTheFilesOwnTimeMayOnlyExonerate(t *testing.T) {
	looksAt := func(modified, asked string) []Seen {
		s := looks("24 12:00", "24 12:00:02", asked, asked)
		s[1].Modified = at(modified)
		return s
	}
	for _, c := range []struct {
		name, modified, asked string
		want                  Status
	}{
		{"unchanged since before the deadline, asked well after it", "24 16:30", "24 17:15", OnTime},
		{"asked too soon after the deadline", "24 16:30", "24 17:14:59", Unproven},
		{"changed after the deadline", "24 17:00:01", "24 18:00", Unproven},
	} {
		s := &State{Seen: map[string][]Seen{"an.xlsx": looksAt(c.modified, c.asked)}, Said: SaidIn([]Version{said(24, c.asked, c.asked, 1)})}
		if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0].Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAFilesOwnTimeDoesNotOutweighALookThatProvesAReportLate(t *testing.T) {
	seen := looks("24 17:00", "24 17:00:02", "24 17:15", "24 17:15:02")
	seen[1].Modified = at("24 16:30") // Drive has not yet noticed what was typed after 17:00
	s := &State{Seen: map[string][]Seen{"an.xlsx": seen}, Said: SaidIn([]Version{said(24, "24 17:15", "24 17:15:02", 1)})}
	if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0].Status; got != Late {
		t.Errorf("a report that was not there at 17:00 stands as %s", got)
	}
}

func TestNothingIsOwedOnDaysOffNorBeforeAdoption(t *testing.T) {
	p := oneUnit()
	p.Calendar.DaysOff = map[Day]string{june(23): "nghỉ"}
	p.Calendar.MakeUp = map[Day]string{june(20): "làm bù"}
	p.Units[0].Since = june(19)
	var got []int
	for _, s := range Judge(p, &State{}, june(15), june(24), at("30 12:00")) {
		_, _, d := s.Period.First.Date()
		got = append(got, d)
	}
	want := []int{19, 20, 22, 24}
	if len(got) != len(want) {
		t.Fatalf("expected days %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("expected days %v, want %v", got, want)
		}
	}
}

func TestTheOfficeMayExcuseAndTakeItBack(t *testing.T) {
	s := &State{Seen: map[string][]Seen{"an.xlsx": looks("24 17:00:00", "24 17:00:02")},
		Decisions: []Decision{{ID: 1, Kind: DecisionExcuse, From: june(22), To: june(24), Reason: "mất điện"}}}
	if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]; got.Status != Excused || got.Reason != "mất điện" {
		t.Errorf("excused day stands as %+v", got)
	}
	s.Decisions = append(s.Decisions, Decision{ID: 2, Kind: DecisionUndo, Undoes: 1})
	if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]; got.Status != Missing {
		t.Errorf("after the waiver was taken back: %s", got.Status)
	}
}

func TestAPhonedInFigureIsJudgedByWhenTheOfficeGotIt(t *testing.T) {
	enter := func(received string) *State {
		return &State{Seen: map[string][]Seen{"an.xlsx": looks("24 17:00:00", "24 17:00:02")},
			Decisions: []Decision{{ID: 1, Kind: DecisionEnter, Unit: "an", From: june(24), To: june(24), Indicator: "people", Value: Stated(4), Received: at(received)}}}
	}
	if got := Judge(oneUnit(), enter("24 16:40"), june(24), june(24), at("24 23:00"))[0].Status; got != OnTime {
		t.Errorf("received at 16:40: %s", got)
	}
	if got := Judge(oneUnit(), enter("24 18:40"), june(24), june(24), at("24 23:00"))[0].Status; got != Late {
		t.Errorf("received at 18:40: %s", got)
	}
}

// A row of Bổ sung without an hour was typed nobody knows when before it was
// seen.
func TestAFigureOfWhichNobodySaidWhenTheOfficeGotItIsNotLate(t *testing.T) {
	for seen, want := range map[string]Status{"24 16:55": OnTime, "24 22:30": Unproven} {
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("24 17:00:00", "24 17:00:02")},
			Decisions: []Decision{{ID: 1, Kind: DecisionEnter, Unit: "an", From: june(24), To: june(24), Indicator: "people", Value: Stated(4), At: at(seen)}}}
		if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]; got.Status != want || !got.SeenAt.Equal(at(seen)) {
			t.Errorf("seen at %s: %+v, want %s", seen, got, want)
		}
	}
}

func TestADeadlineOnADayOffRollsAsConfigured(t *testing.T) {
	p := oneUnit()
	may := p.Windows.Month(2020, time.May) // before the 25th: the end of Sunday the 24th
	for roll, want := range map[Roll]string{RollNone: "2020-05-25 00:00", RollNext: "2020-05-26 00:00", RollPrevious: "2020-05-23 00:00"} {
		p.Deadlines.Roll = roll
		if got := p.Due(may).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s: due %s, want %s", roll, got, want)
		}
	}
	p.Deadlines.Roll = RollNone
	if got := p.Due(p.Windows.Year(2020)).Format("2006-01-02"); got != "2020-11-30" {
		t.Errorf("the year's report is due by the start of %s", got)
	}
}

func TestTheBestOfSeveralWaysInWhichAReportBecameKnownCounts(t *testing.T) {
	entered := func(received string) Decision {
		return Decision{ID: 1, Kind: DecisionEnter, Unit: "an", From: june(24), To: june(24), Indicator: "people", Value: Stated(4), Received: at(received)}
	}
	elsewhere := said(24, "24 22:30", "24 22:30:02", 3)
	elsewhere.Source = "moi.xlsx"
	noon, due, night := looks("24 12:00", "24 12:00:02")[0], looks("24 17:00", "24 17:00:02")[0], looks("24 22:30", "24 22:30:02")[0]
	for _, c := range []struct {
		name      string
		seen      map[string][]Seen
		versions  []Version
		decisions []Decision
		want      Status
	}{
		{"told at 18:00, and in the sheet since nobody knows when", map[string][]Seen{"an.xlsx": {noon, night}},
			[]Version{said(24, "24 22:30", "24 22:30:02", 4)}, []Decision{entered("24 18:00")}, Unproven},
		{"told at 18:00, and proved late in the sheet", map[string][]Seen{"an.xlsx": {due, night}},
			[]Version{said(24, "24 22:30", "24 22:30:02", 4)}, []Decision{entered("24 18:00")}, Late},
		{"told at 16:40, and proved late in the sheet", map[string][]Seen{"an.xlsx": {due, night}},
			[]Version{said(24, "24 22:30", "24 22:30:02", 4)}, []Decision{entered("24 16:40")}, OnTime},
		{"late in one file, open in the other", map[string][]Seen{"an.xlsx": {due, night}, "moi.xlsx": {noon, night}},
			[]Version{said(24, "24 22:30", "24 22:30:02", 4), elsewhere}, nil, Unproven},
		{"told twice, the first time in time", map[string][]Seen{"an.xlsx": {due}}, nil, []Decision{entered("24 18:00"), entered("24 16:59")}, OnTime},
	} {
		s := &State{Seen: c.seen, Said: SaidIn(c.versions), Decisions: c.decisions}
		if got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0].Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
