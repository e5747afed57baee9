package judge

import (
	"cmp"
	"slices"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestLooksProveHowAReportStands(t *testing.T) {
	wednesday := 24
	for _, c := range []struct {
		name     string
		looks    []record.Seen
		versions []record.Version
		asOf     string
		want     office.Status
		reason   office.FaultCode
	}{
		{"nothing there before the deadline is pending", modeltest.Looks("24 12:00", "24 12:00:05"), nil, "24 16:59:59", office.Pending, ""},
		{"there in a look answered at 17:00:00 is on time", modeltest.Looks("24 16:59:50", "24 17:00:00"),
			[]record.Version{modeltest.SaidOn(wednesday, "24 16:59:50", "24 17:00:00", 3)}, "24 22:30", office.OnTime, ""},
		{"absent in a look asked at 17:00:00 and there later is late", modeltest.Looks("24 17:00:00", "24 17:00:02", "24 22:30", "24 22:30:02"),
			[]record.Version{modeltest.SaidOn(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", office.Late, ""},
		{"absent at noon and there at 22:30 cannot be proved late", modeltest.Looks("24 12:00", "24 12:00:02", "24 22:30", "24 22:30:02"),
			[]record.Version{modeltest.SaidOn(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", office.Unproven, ""},
		{"a look asked before and answered after the deadline proves neither", modeltest.Looks("24 12:00", "24 12:00:02", "24 16:59:59", "24 17:00:01"),
			[]record.Version{modeltest.SaidOn(wednesday, "24 16:59:59", "24 17:00:01", 3)}, "24 23:00", office.Unproven, ""},
		{"there when the source is first looked at, days later, is unproven", modeltest.Looks("26 12:00", "26 12:00:02"),
			[]record.Version{modeltest.SaidOn(wednesday, "26 12:00", "26 12:00:02", 3)}, "26 13:00", office.Unproven, ""},
		{"never there and a readable look since is missing", modeltest.Looks("24 17:00:00", "24 17:00:02"), nil, "24 22:30", office.Missing, ""},
		{"a look asked a second before the deadline proves no absence", modeltest.Looks("24 16:59:59", "24 17:00:02"), nil, "24 22:30", office.Unreadable, ""},
		{"no readable look since is unreadable, with the reason", []record.Seen{modeltest.Looks("24 12:00", "24 12:00:02")[0], modeltest.Faulty(modeltest.Looks("24 17:00", "24 17:00:02")[0], office.FaultQuota)},
			nil, "24 22:30", office.Unreadable, office.FaultQuota},
		{"missing once proved stays so when access is withdrawn", []record.Seen{modeltest.Looks("24 17:00", "24 17:00:02")[0], modeltest.Faulty(modeltest.Looks("25 17:00", "25 17:00:02")[0], office.FaultNotShared)},
			nil, "25 22:30", office.Missing, ""},
		{"written but nothing acceptable is invalid", modeltest.Looks("24 16:00", "24 16:00:02", "24 17:00", "24 17:00:02"),
			[]record.Version{{Source: "an.xlsx", Unit: "an", Day: modeltest.June(wednesday), Asked: modeltest.At("24 16:00"), Answered: modeltest.At("24 16:00:02"), Invalid: true}}, "24 22:30", office.Invalid, ""},
		{"mended after the deadline is late", modeltest.Looks("24 16:00", "24 16:00:02", "24 17:00", "24 17:00:02", "24 22:30", "24 22:30:02"),
			[]record.Version{{Source: "an.xlsx", Unit: "an", Day: modeltest.June(wednesday), Asked: modeltest.At("24 16:00"), Answered: modeltest.At("24 16:00:02"), Invalid: true},
				modeltest.SaidOn(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", office.Late, ""},
		{"there by the deadline and withdrawn since was on time", modeltest.Looks("24 16:00", "24 16:00:02", "24 22:30", "24 22:30:02"),
			[]record.Version{modeltest.SaidOn(wednesday, "24 16:00", "24 16:00:02", 3),
				{Source: "an.xlsx", Unit: "an", Day: modeltest.June(wednesday), Asked: modeltest.At("24 22:30"), Answered: modeltest.At("24 22:30:02")}}, "24 23:00", office.OnTime, ""},
		{"an unreadable look between does not prove lateness", []record.Seen{modeltest.Looks("24 12:00", "24 12:00:02")[0], modeltest.Faulty(modeltest.Looks("24 17:00", "24 17:00:02")[0], office.FaultNetwork), modeltest.Looks("24 22:30", "24 22:30:02")[0]},
			[]record.Version{modeltest.SaidOn(wednesday, "24 22:30", "24 22:30:02", 3)}, "24 23:00", office.Unproven, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": c.looks}, Said: record.SaidIn(c.versions)}
			got := Days(modeltest.OneUnit(), s, modeltest.June(wednesday), modeltest.June(wednesday), modeltest.At(c.asOf))
			if len(got) != 1 || got[0].Status != c.want || got[0].Fault != c.reason {
				t.Errorf("stands as %+v, want %s %s", got, c.want, c.reason)
			}
		})
	}
}

func TestWhatCannotBeDatedWasWrittenAllTheSame(t *testing.T) {
	finding := func(code, cell, since string, of office.Finding) record.OpenFinding {
		of.Unit, of.Code, of.Origin = "an", code, office.Origin{Source: cmp.Or(of.Source, "an.xlsx"), Tab: "T6", Cell: cell}
		of.Severity = cmp.Or(of.Severity, office.SeverityError)
		return record.OpenFinding{Finding: of, Since: modeltest.At(since)}
	}
	for _, c := range []struct {
		name     string
		findings []record.OpenFinding
		want     office.Status
	}{
		{"a row of that day with a date that is none", []record.OpenFinding{finding("date-invalid", "A7", "24 16:58", office.Finding{})}, office.Invalid},
		{"a row that was faulty the day before", []record.OpenFinding{finding("date-invalid", "A6", "23 16:58", office.Finding{})}, office.Missing},
		{"a tab that cannot be read for days", []record.OpenFinding{finding("header-not-found", "", "20 16:58", office.Finding{})}, office.Unread},
		{"a faulty figure of another day", []record.OpenFinding{finding("number-invalid", "B6", "24 16:58", office.Finding{Day: modeltest.June(23), Indicator: "people"})}, office.Missing},
		{"an empty tab", []record.OpenFinding{finding("header-not-found", "", "24 16:58", office.Finding{Args: map[string]string{"empty": "true"}})}, office.Missing},
		{"a tab that is gone", []record.OpenFinding{finding("tab-gone", "", "24 16:58", office.Finding{})}, office.Missing},
		{"a faulty figure of no day, as of a month", []record.OpenFinding{finding("number-invalid", "B3", "24 16:58", office.Finding{})}, office.Missing},
		{"a warning", []record.OpenFinding{finding("tab-renamed", "", "24 16:58", office.Finding{Severity: office.SeverityWarning})}, office.Missing},
		{"another file", []record.OpenFinding{finding("header-not-found", "", "24 16:58", office.Finding{Origin: office.Origin{Source: "cu.xlsx"}})}, office.Missing},
	} {
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 16:58", "24 16:58:00", "24 17:00", "24 17:00:02")}, Findings: c.findings}
		if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

func TestWhatWeDidNotUnderstandIsNeverHeldAgainstAUnit(t *testing.T) {
	unread := modeltest.SaidOn(24, "24 16:58", "24 16:58:02", 0)
	unread.Unread, unread.Figures = true, nil
	roster := unread
	roster.Asked, roster.Answered = modeltest.At("22 08:00"), modeltest.At("22 08:00:02")
	invalid := modeltest.SaidOn(24, "24 12:00", "24 12:00:02", 0)
	invalid.Invalid, invalid.Figures = true, nil
	mended := modeltest.SaidOn(24, "24 20:00", "24 20:00:02", 5)
	evening := modeltest.Looks("24 12:00", "24 12:00:02", "24 16:58", "24 16:58:02", "24 17:00", "24 17:00:02", "24 20:00", "24 20:00:02")
	for _, c := range []struct {
		name   string
		looks  []record.Seen
		said   []record.Version
		asOf   string
		want   office.Status
		seenAt string
	}{
		{"in time", evening, []record.Version{unread}, "24 23:00", office.Unread, "24 16:58:02"},
		{"not due yet", evening[:2], []record.Version{unread}, "24 16:59", office.Pending, ""},
		{"no look since it is due", evening[:2], []record.Version{unread}, "24 23:00", office.Unread, "24 16:58:02"},
		{"something faulty before", evening, []record.Version{invalid, unread}, "24 23:00", office.Unread, "24 16:58:02"},
		{"in a form that had to be mended", evening, []record.Version{unread, mended}, "24 23:00", office.OnTime, "24 16:58:02"},
		{"nothing before it was mended", evening, []record.Version{mended}, "24 23:00", office.Late, "24 20:00:02"},
		{"it stood there before the day began", evening, []record.Version{roster}, "24 23:00", office.Missing, ""},
	} {
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": c.looks}, Said: record.SaidIn(c.said)}
		got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At(c.asOf))[0]
		if got.Status != c.want || c.seenAt != "" && !got.SeenAt.Equal(modeltest.At(c.seenAt)) {
			t.Errorf("%s: %s, seen at %v; want %s", c.name, got.Status, got.SeenAt, c.want)
		}
	}
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": evening}, Undated: []record.OpenUnread{{Since: modeltest.At("24 16:58:02"),
		UnreadDay: office.UnreadDay{Unit: "an", Turn: office.TurnOffice, Origin: office.Origin{Source: "an.xlsx", Tab: "T6", Cell: "A9"}, Code: "to-confirm"}}}}
	if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != office.Unread {
		t.Errorf("something of no day that waits for the office leaves the day %s", got.Status)
	}
	s.Undated[0].Since, s.Undated[0].Until = modeltest.At("24 17:00:02"), modeltest.At("24 20:00:02")
	s.Said = record.SaidIn([]record.Version{mended})
	s.Seen["an.xlsx"] = slices.Concat(evening[:1], evening[2:])
	if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != office.Unproven {
		t.Errorf("a figure that was still computing at the due instant leaves the day %s", got.Status)
	}
}

func TestWhatWasWrittenBeforeItsDayIsNoReportOfIt(t *testing.T) {
	ahead, changed := modeltest.SaidOn(24, "22 10:00", "22 10:00:02", 3), modeltest.SaidOn(24, "24 16:58", "24 16:58:02", 4)
	for _, c := range []struct {
		name string
		said []record.Version
		want office.Status
	}{
		{"as it stood", []record.Version{ahead}, office.Invalid},
		{"changed on its day", []record.Version{ahead, changed}, office.OnTime},
	} {
		s := &record.State{Said: record.SaidIn(c.said),
			Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("22 10:00", "22 10:00:02", "24 16:58", "24 16:58:02", "24 17:00", "24 17:00:02")}}
		if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

// A look under a wrong clock, or at a sheet that was still computing, saw what
// stood there; that something did not stand there it does not prove.
func TestALookInDoubtProvesNoAbsence(t *testing.T) {
	seen := func(doubts ...record.Doubt) map[string][]record.Seen {
		s := modeltest.Looks("24 17:00:00", "24 17:00:02", "24 20:00", "24 20:00:02", "24 22:30", "24 22:30:02")
		for i, d := range doubts {
			s[i].Doubt = d
		}
		return map[string][]record.Seen{"an.xlsx": s}
	}
	came := record.SaidIn([]record.Version{modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 3)})
	for _, c := range []struct {
		name      string
		seen      map[string][]record.Seen
		said      []record.Said
		want      office.Status
		notSeenAt string
	}{
		{"none in doubt", seen("", "", ""), came, office.Late, "24 20:00"},
		{"the last without it", seen("", record.DoubtComputing, ""), came, office.Late, "24 17:00"},
		{"all without it", seen(record.DoubtClock, record.DoubtClock, ""), came, office.Unproven, ""},
		{"the one that saw it", seen("", "", record.DoubtClock), came, office.Late, "24 20:00"},
		{"all, and it never came", seen(record.DoubtClock, record.DoubtHollow, record.DoubtComputing), nil, office.Unreadable, ""},
		{"all but one, and it never came", seen(record.DoubtClock, "", record.DoubtComputing), nil, office.Missing, "24 20:00"},
	} {
		s := &record.State{Seen: c.seen, Said: c.said}
		got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]
		if got.Status != c.want || c.notSeenAt != "" && !got.NotSeenAt.Equal(modeltest.At(c.notSeenAt)) {
			t.Errorf("%s: %s, not seen at %v", c.name, got.Status, got.NotSeenAt)
		}
	}
}

func TestALateReportNamesTheIntervalItCameIn(t *testing.T) {
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 17:00:00", "24 17:00:02", "24 22:30", "24 22:30:02")},
		Said: record.SaidIn([]record.Version{modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 3)})}
	got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]
	if !got.NotSeenAt.Equal(modeltest.At("24 17:00:00")) || !got.SeenAt.Equal(modeltest.At("24 22:30:02")) {
		t.Errorf("late between %v and %v", got.NotSeenAt, got.SeenAt)
	}
}

func TestTheFilesOwnTimeMayOnlyExonerate(t *testing.T) {
	looksAt := func(modified, asked string) []record.Seen {
		s := modeltest.Looks("24 12:00", "24 12:00:02", asked, asked)
		s[1].Modified = modeltest.At(modified)
		return s
	}
	for _, c := range []struct {
		name, modified, asked string
		want                  office.Status
	}{
		{"unchanged since before the deadline, asked well after it", "24 16:30", "24 17:15", office.OnTime},
		{"asked too soon after the deadline", "24 16:30", "24 17:14:59", office.Unproven},
		{"changed after the deadline", "24 17:00:01", "24 18:00", office.Unproven},
	} {
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": looksAt(c.modified, c.asked)}, Said: record.SaidIn([]record.Version{modeltest.SaidOn(24, c.asked, c.asked, 1)})}
		if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0].Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAFilesOwnTimeDoesNotOutweighALookThatProvesAReportLate(t *testing.T) {
	seen := modeltest.Looks("24 17:00", "24 17:00:02", "24 17:15", "24 17:15:02")
	seen[1].Modified = modeltest.At("24 16:30") // Drive has not yet noticed what was typed after 17:00
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": seen}, Said: record.SaidIn([]record.Version{modeltest.SaidOn(24, "24 17:15", "24 17:15:02", 1)})}
	if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0].Status; got != office.Late {
		t.Errorf("a report that was not there at 17:00 stands as %s", got)
	}
}

func TestNothingIsOwedOnDaysOffNorBeforeAdoption(t *testing.T) {
	p := modeltest.OneUnit()
	p.Calendar.DaysOff = map[calendar.Day]string{modeltest.June(23): "nghỉ"}
	p.Calendar.MakeUp = map[calendar.Day]string{modeltest.June(20): "làm bù"}
	p.Units[0].Since = modeltest.June(19)
	var got []int
	for _, s := range Days(p, &record.State{}, modeltest.June(15), modeltest.June(24), modeltest.At("30 12:00")) {
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
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 17:00:00", "24 17:00:02")},
		Decisions: []office.Decision{{ID: 1, Kind: office.DecisionExcuse, From: modeltest.June(22), To: modeltest.June(24), Ruling: office.Ruling{Reason: "mất điện"}}}}
	if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != office.Excused || got.Reason != "mất điện" {
		t.Errorf("excused day stands as %+v", got)
	}
	s.Decisions = append(s.Decisions, office.Decision{ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}})
	if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != office.Missing {
		t.Errorf("after the waiver was taken back: %s", got.Status)
	}
}

func TestAPhonedInFigureIsJudgedByWhenTheOfficeGotIt(t *testing.T) {
	enter := func(received string) *record.State {
		return &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 17:00:00", "24 17:00:02")},
			Decisions: []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(24), To: modeltest.June(24), Indicator: "people", Entry: office.Entry{Value: office.Stated(4)}, Received: modeltest.At(received)}}}
	}
	if got := Days(modeltest.OneUnit(), enter("24 16:40"), modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0].Status; got != office.OnTime {
		t.Errorf("received at 16:40: %s", got)
	}
	if got := Days(modeltest.OneUnit(), enter("24 18:40"), modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0].Status; got != office.Late {
		t.Errorf("received at 18:40: %s", got)
	}
}

// A row of Bổ sung without an hour was typed nobody knows when before it was
// seen.
func TestAFigureOfWhichNobodySaidWhenTheOfficeGotItIsNotLate(t *testing.T) {
	for seen, want := range map[string]office.Status{"24 16:55": office.OnTime, "24 22:30": office.Unproven} {
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 17:00:00", "24 17:00:02")},
			Decisions: []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(24), To: modeltest.June(24), Indicator: "people", Entry: office.Entry{Value: office.Stated(4)}, At: modeltest.At(seen)}}}
		if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != want || !got.SeenAt.Equal(modeltest.At(seen)) {
			t.Errorf("seen at %s: %+v, want %s", seen, got, want)
		}
	}
}

func TestTheBestOfSeveralWaysInWhichAReportBecameKnownCounts(t *testing.T) {
	entered := func(received string) office.Decision {
		return office.Decision{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(24), To: modeltest.June(24), Indicator: "people", Entry: office.Entry{Value: office.Stated(4)}, Received: modeltest.At(received)}
	}
	elsewhere := modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 3)
	elsewhere.Source = "moi.xlsx"
	noon, due, night := modeltest.Looks("24 12:00", "24 12:00:02")[0], modeltest.Looks("24 17:00", "24 17:00:02")[0], modeltest.Looks("24 22:30", "24 22:30:02")[0]
	for _, c := range []struct {
		name      string
		seen      map[string][]record.Seen
		versions  []record.Version
		decisions []office.Decision
		want      office.Status
	}{
		{"told at 18:00, and in the sheet since nobody knows when", map[string][]record.Seen{"an.xlsx": {noon, night}},
			[]record.Version{modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 4)}, []office.Decision{entered("24 18:00")}, office.Unproven},
		{"told at 18:00, and proved late in the sheet", map[string][]record.Seen{"an.xlsx": {due, night}},
			[]record.Version{modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 4)}, []office.Decision{entered("24 18:00")}, office.Late},
		{"told at 16:40, and proved late in the sheet", map[string][]record.Seen{"an.xlsx": {due, night}},
			[]record.Version{modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 4)}, []office.Decision{entered("24 16:40")}, office.OnTime},
		{"late in one file, open in the other", map[string][]record.Seen{"an.xlsx": {due, night}, "moi.xlsx": {noon, night}},
			[]record.Version{modeltest.SaidOn(24, "24 22:30", "24 22:30:02", 4), elsewhere}, nil, office.Unproven},
		{"told twice, the first time in time", map[string][]record.Seen{"an.xlsx": {due}}, nil, []office.Decision{entered("24 18:00"), entered("24 16:59")}, office.OnTime},
	} {
		s := &record.State{Seen: c.seen, Said: record.SaidIn(c.versions), Decisions: c.decisions}
		if got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0].Status; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
