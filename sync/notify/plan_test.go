package notify

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// due lists the agenda's messages as "kind unit recipient".
func due(a Agenda) []string {
	var all []string
	for _, n := range a.Due {
		unit := "office"
		if n.Unit != nil {
			unit = n.Unit.ID
		}
		all = append(all, fmt.Sprintf("%s %s %s", n.Kind, unit, n.Channel.Recipient))
	}
	return all
}

func (a *Agenda) why(kind Kind, unit string) Reason {
	for _, p := range a.Passed {
		if p.Kind == kind && (p.Unit == nil && unit == "" || p.Unit != nil && p.Unit.ID == unit) {
			return p.Reason
		}
	}
	return ""
}

func want(t *testing.T, a Agenda, lines ...string) {
	t.Helper()
	if diff := cmp.Diff(lines, due(a)); diff != "" {
		t.Errorf("due (-want +got):\n%s\npassed: %v", diff, a.Passed)
	}
}

// lastMonth makes the month's reminder out of question.
func lastMonth(s *Situation) *Situation {
	s.Rules.MonthDays = 0
	return s
}

func TestThoseNotSeenInAFreshLookAreRemindedBeforeTheDeadline(t *testing.T) {
	s := lastMonth(situation(t))
	s.report("binh", day(24), at(24, 16, 0))
	a := Plan(*s)
	want(t, a, "before-day an an@example.vn", "before-day chau chau@example.vn")
	if why := a.why(BeforeDay, "binh"); why != Reported {
		t.Errorf("binh is passed over because %q", why)
	}
	if n := a.Due[0]; n.Key != "before-day/2020-06-24/an" || !n.Due.Equal(at(24, 17, 0)) || !n.Until.Equal(at(24, 17, 0)) || n.Written {
		t.Errorf("got %+v", n)
	}
}

func TestNobodyIsRemindedUnjustly(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(s *Situation)
		why    Reason
		stale  bool
	}{
		"the last look is old":            {func(s *Situation) { s.Now = at(24, 16, 21) }, Stale, true},
		"there was no look at all":        {func(s *Situation) { s.State.Seen["an"] = nil }, Stale, true},
		"the look lies in the future":     {func(s *Situation) { s.Rules.Before = 2 * time.Hour; s.Now = at(24, 15, 59) }, Stale, true},
		"the last look failed by our own": {func(s *Situation) { s.fail("an", office.FaultNetwork) }, Unreadable, false},
		"access was withdrawn":            {func(s *Situation) { s.fail("an", office.FaultNotShared) }, Unreadable, false},
		"the report is there":             {func(s *Situation) { s.report("an", day(24), at(24, 16, 5)) }, Reported, false},
		"the office entered it": {func(s *Situation) {
			s.decide(office.Decision{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: day(24), To: day(24), Indicator: "people", Entry: office.Entry{Value: office.Stated(1)}, Received: at(24, 16, 5), At: at(24, 16, 5)})
		}, Reported, false},
		"the unit is excused": {func(s *Situation) {
			s.decide(office.Decision{ID: 1, Kind: office.DecisionExcuse, Unit: "an", From: day(24), To: day(24), At: at(24, 9, 0)})
		}, Excused, false},
		"all are excused": {func(s *Situation) {
			s.decide(office.Decision{ID: 1, Kind: office.DecisionExcuse, From: day(24), To: day(24), At: at(24, 9, 0)})
		}, Excused, false},
		"the unit has not begun":           {func(s *Situation) { s.Programme.Units[0].Since = day(25) }, NotExpected, false},
		"the unit is no more":              {func(s *Situation) { s.Programme.Units[0].To = day(23) }, NotExpected, false},
		"nobody knows its address":         {func(s *Situation) { delete(s.Contacts.Units, "an") }, NoContact, false},
		"it was told before":               {func(s *Situation) { s.Past = past(office.Sent, 1) }, Told, false},
		"it is doubtful whether it was":    {func(s *Situation) { s.Past = past(office.Doubtful, 1) }, Told, false},
		"its address was refused":          {func(s *Situation) { s.Past = past(office.Refused, 1) }, Told, false},
		"it could not be sent for so long": {func(s *Situation) { s.Past = past(office.Unsent, office.MaxAttempts) }, Told, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := lastMonth(situation(t))
			tt.change(s)
			a := Plan(*s)
			for _, line := range due(a) {
				if strings.HasPrefix(line, "before-day an ") {
					t.Errorf("it is reminded: %s", line)
				}
			}
			if why := a.why(BeforeDay, "an"); why != tt.why {
				t.Errorf("it is passed over because %q, want %q", why, tt.why)
			}
			if slices.Contains(a.Stale, "an") != tt.stale {
				t.Errorf("sources to look at: %v, want an among them: %v", a.Stale, tt.stale)
			}
		})
	}
}

func past(outcome office.Outcome, attempt int) []office.Reminder {
	return []office.Reminder{{Key: "before-day/2020-06-24/an", Unit: "an", Channel: "email", Recipient: "an@example.vn", Outcome: outcome, Attempt: attempt}}
}

func TestWhatCouldNotBeSentIsDueAgain(t *testing.T) {
	s := lastMonth(situation(t))
	s.Past = past(office.Unsent, 1)
	if a := Plan(*s); !slices.Contains(due(a), "before-day an an@example.vn") {
		t.Errorf("got %v", due(a))
	}
}

func TestARemindersTimeIsFromBeforeTheDeadlineToTheDeadline(t *testing.T) {
	for _, tt := range []struct {
		now   time.Time
		grace time.Duration
		want  bool
	}{
		{at(24, 15, 59), 0, false}, {at(24, 16, 0), 0, true}, {at(24, 16, 59), 0, true}, {at(24, 17, 0), 0, false}, {at(24, 17, 5), 0, false},
		// Grace is the office's patience, of which the units are not told.
		{at(24, 16, 0), 15 * time.Minute, true}, {at(24, 17, 5), 15 * time.Minute, false},
	} {
		s := lastMonth(situation(t))
		s.Now, s.Programme.Deadlines.Grace = tt.now, tt.grace
		for _, id := range []string{"an", "binh", "chau"} {
			s.look(id, tt.now)
		}
		a := Plan(*s)
		if got := len(a.Due) == 3; got != tt.want {
			t.Errorf("at %s with grace %s: due %v", tt.now.Format("15:04"), tt.grace, due(a))
		}
		if !tt.want && a.why(BeforeDay, "") != NotTime {
			t.Errorf("at %s: passed %v", tt.now.Format("15:04"), a.Passed)
		}
		if tt.want && !a.Due[0].Until.Equal(at(24, 17, 0)) {
			t.Errorf("it holds until %s", a.Due[0].Until)
		}
	}
}

func TestNothingIsSentInQuietHoursAndOnDaysOff(t *testing.T) {
	for name, tt := range map[string]struct {
		now      time.Time
		from, to time.Duration
		why      Reason
	}{
		"in the evening":         {at(24, 20, 0), 20 * time.Hour, 7 * time.Hour, Quiet},
		"before the morning":     {at(24, 6, 59), 20 * time.Hour, 7 * time.Hour, Quiet},
		"at the end of them":     {at(24, 7, 0), 20 * time.Hour, 7 * time.Hour, ""},
		"at noon":                {at(24, 12, 30), 12 * time.Hour, 13 * time.Hour, Quiet},
		"without quiet hours":    {at(24, 3, 0), 0, 0, ""},
		"on a Saturday":          {at(27, 10, 0), 20 * time.Hour, 7 * time.Hour, DayOff},
		"on a Saturday worked":   {at(20, 10, 0), 20 * time.Hour, 7 * time.Hour, ""},
		"on a holiday":           {at(23, 10, 0), 20 * time.Hour, 7 * time.Hour, DayOff},
		"in another zone's noon": {at(24, 21, 0).UTC(), 20 * time.Hour, 7 * time.Hour, Quiet},
	} {
		s := situation(t)
		s.Now, s.Rules.QuietFrom, s.Rules.QuietTo = tt.now, tt.from, tt.to
		s.Programme.Calendar.MakeUp = map[calendar.Day]string{day(20): "bù"}
		s.Programme.Calendar.DaysOff = map[calendar.Day]string{day(23): "lễ"}
		a := Plan(*s)
		if tt.why == "" {
			if len(a.Passed) > 0 && (a.Passed[0].Reason == Quiet || a.Passed[0].Reason == DayOff) {
				t.Errorf("%s: %v", name, a.Passed)
			}
			continue
		}
		if len(a.Due) != 0 || len(a.Passed) != 1 || a.Passed[0].Reason != tt.why {
			t.Errorf("%s: due %v, passed %v, want nothing because %q", name, due(a), a.Passed, tt.why)
		}
	}
}

func TestWhatStandsThereAndIsOfNoUseIsSaid(t *testing.T) {
	s := lastMonth(situation(t))
	s.State.Say(record.Version{Source: "an", Unit: "an", Day: day(24), Asked: at(24, 16, 0), Answered: at(24, 16, 0), Invalid: true})
	s.find("an", "C24", "mười hai")
	a := Plan(*s)
	want(t, a, "before-day an an@example.vn", "before-day binh binh@example.vn", "before-day chau chau@example.vn")
	if n := a.Due[0]; !n.Written || len(n.Findings) != 1 || len(n.Covers) != 1 {
		t.Errorf("got %+v", n)
	}
	if a.Due[1].Written || len(a.Due[1].Findings) != 0 {
		t.Errorf("another unit's message has it: %+v", a.Due[1])
	}
}

func TestFindingsAreToldOnceAsTheyStand(t *testing.T) {
	s := lastMonth(situation(t))
	s.Now, s.Rules.Before = at(24, 16, 10), 0
	s.find("an", "C23", "10-15")
	a := Plan(*s)
	want(t, a, "findings an an@example.vn")
	told := office.Reminder{Key: a.Due[0].Key, Unit: "an", Channel: "email", Recipient: "an@example.vn", Outcome: office.Sent, Attempt: 1, Covers: a.Due[0].Covers}
	s.Past = []office.Reminder{told}
	if a := Plan(*s); len(a.Due) != 0 || a.why(Findings, "an") != Told {
		t.Errorf("told again: %v, %v", due(a), a.Passed)
	}
	s.State.Findings[0].Raw = "10 hoặc 15" // changed, and still not right
	want(t, Plan(*s), "findings an an@example.vn")
	s.State.Findings[0].Raw = "10-15"
	s.find("an", "D23", "??")
	s.State.Findings[1].Indicator = "other"
	a = Plan(*s)
	want(t, a, "findings an an@example.vn")
	if len(a.Due[0].Findings) != 2 || a.Due[0].Key == told.Key {
		t.Errorf("got %+v", a.Due[0])
	}
	s.State.Findings = s.State.Findings[:1] // one was mended
	want(t, Plan(*s))
	s.Contacts.Units["an"] = append(s.Contacts.Units["an"], NewEmail("moi@example.vn"))
	want(t, Plan(*s), "findings an moi@example.vn")
}

// Of five findings a message lists the three newest and counts the others; these
// come once nothing is left of the three, and not before.
func TestWhatAMessageOnlyCountedIsListedOnceTheOthersAreMended(t *testing.T) {
	s := lastMonth(situation(t))
	s.Now, s.Rules.Before = at(24, 16, 10), 0
	for i, cell := range []string{"C1", "C2", "C3", "C4", "C5"} {
		s.find("an", cell, "10-15")
		s.State.Findings[i].Indicator, s.State.Findings[i].Since = cell, at(20+i, 12, 0)
	}
	tell := func(first string) {
		t.Helper()
		a := Plan(*s)
		want(t, a, "findings an an@example.vn")
		n := a.Due[0]
		_, text, err := words(t, s.Programme).Write(&n)
		if err != nil || !strings.Contains(text, first) || strings.Count(text, "- Ô") > 3 || strings.Index(text, "- Ô") != strings.Index(text, "- "+first) {
			t.Errorf("%v, it begins otherwise than with %s:\n%s", err, first, text)
		}
		s.Past = append(s.Past, office.Reminder{Key: n.Key, Unit: "an", Channel: "email", Recipient: "an@example.vn", Outcome: office.Sent, Attempt: 1, Covers: n.Covers})
		want(t, Plan(*s))
	}
	mend := func(cells ...string) {
		s.State.Findings = slices.DeleteFunc(s.State.Findings, func(f record.OpenFinding) bool { return slices.Contains(cells, f.Cell) })
	}
	tell("Ô C5") // and C4, C3; two more
	mend("C5", "C4")
	want(t, Plan(*s))
	mend("C3")
	tell("Ô C2")
	mend("C2")
	want(t, Plan(*s)) // C1 was listed as well
}

func TestWhoOwesNothingTodayIsToldOfNoFindings(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(s *Situation)
		why    Reason
	}{
		"excused": {func(s *Situation) {
			s.decide(office.Decision{ID: 1, Kind: office.DecisionExcuse, Unit: "an", From: day(24), To: day(24), At: at(24, 9, 0)})
		}, Excused},
		"not begun": {func(s *Situation) { s.Programme.Units[0].Since = day(25) }, NotExpected},
		"no more":   {func(s *Situation) { s.Programme.Units[0].To = day(23) }, NotExpected},
	} {
		s := lastMonth(situation(t))
		s.find("an", "C23", "?")
		tt.change(s)
		if a := Plan(*s); a.why(Findings, "an") != tt.why || slices.ContainsFunc(due(a), func(line string) bool { return strings.Contains(line, " an ") }) {
			t.Errorf("%s: due %v, passed %v", name, due(a), a.Passed)
		}
	}
}

func TestFindingsThatMayHaveBeenMendedAreNotTold(t *testing.T) {
	s := lastMonth(situation(t))
	s.Rules.Before, s.Now = 0, at(24, 16, 30)
	s.find("an", "C23", "10-15")
	a := Plan(*s)
	want(t, a)
	if a.why(Findings, "an") != Stale || !slices.Equal(a.Stale, []string{"an"}) {
		t.Errorf("passed %v, stale %v", a.Passed, a.Stale)
	}
	s.look("an", at(24, 16, 29))
	s.decide(office.AcceptanceOf(&s.State.Findings[0].Finding))
	s.State.Decisions[0].At, s.State.Decisions[0].ID = at(24, 9, 0), 1
	a = Plan(*s)
	want(t, a)
	if a.why(Findings, "an") != NoFindings {
		t.Errorf("one that the office accepted: %v", a.Passed)
	}
	s.State.Decisions, s.State.Findings[0].Severity = nil, office.SeverityWarning
	want(t, Plan(*s))
}

func TestTheOfficeGetsOneDigestAfterTheDeadline(t *testing.T) {
	s := situation(t)
	s.Now = at(24, 17, 30)
	s.report("binh", day(24), at(24, 16, 30))
	s.look("an", at(24, 17, 1))
	s.find("an", "C23", "10-15")
	a := Plan(*s)
	want(t, a) // nobody has looked at chau since the deadline
	if a.why(AfterDay, "") != Stale || !slices.Equal(a.Stale, []string{"an", "chau"}) {
		t.Errorf("passed %v, to be looked at first: %v", a.Passed, a.Stale)
	}
	s.look("chau", at(24, 17, 1))
	s.fail("chau", office.FaultNetwork)
	a = Plan(*s)
	want(t, a, "after-day office "+s.Contacts.Office[0].Recipient)
	n := a.Due[0]
	status := map[string]office.Status{}
	for _, st := range n.Standings {
		status[st.Unit] = st.Status
	}
	if diff := cmp.Diff(map[string]office.Status{"an": office.Missing, "binh": office.OnTime, "chau": office.Unreadable}, status); diff != "" || len(n.Findings) != 1 {
		t.Errorf("%s, %d findings", diff, len(n.Findings))
	}
	s.Past = []office.Reminder{{Key: n.Key, Channel: "webhook", Recipient: n.Channel.Recipient, Outcome: office.Sent, Attempt: 1}}
	if a := Plan(*s); len(a.Due) != 0 || a.why(AfterDay, "") != Told {
		t.Errorf("told again: %v", due(a))
	}
}

func TestADigestWaitsAfterTheDeadlineAndIsNewsUntilTheNextForenoon(t *testing.T) {
	for now, want := range map[time.Time]bool{at(24, 17, 29): false, at(24, 17, 30): true, at(25, 7, 0): true, at(25, 10, 59): true, at(25, 11, 0): false} {
		s := situation(t)
		s.Now, s.Rules.MonthDays = now, 0
		for _, id := range []string{"an", "binh", "chau"} {
			s.look(id, at(24, 17, 0))
		}
		got := slices.ContainsFunc(Plan(*s).Due, func(n Notice) bool { return n.Key == "after-day/2020-06-24" })
		if got != want {
			t.Errorf("at %s: %v", now, got)
		}
	}
	s := situation(t)
	s.Now = at(29, 8, 0) // Monday: Friday's is old by now
	if a := Plan(*s); slices.ContainsFunc(a.Due, func(n Notice) bool { return n.Kind == AfterDay }) {
		t.Errorf("got %v", due(a))
	}
}

func TestMissingDaysAreToldWorkingDaysBeforeTheMonthIsDue(t *testing.T) {
	for _, tt := range []struct {
		now  time.Time
		want bool
	}{{at(22, 10, 0), false}, {at(23, 10, 0), true}, {at(24, 10, 0), true}, {at(25, 10, 0), false}} {
		s := situation(t)
		s.Now = tt.now
		s.unreport("binh", day(10))
		s.unreport("binh", day(11))
		s.look("binh", tt.now.Add(-time.Minute))
		got := slices.DeleteFunc(Plan(*s).Due, func(n Notice) bool { return n.Kind != BeforeMonth })
		if (len(got) == 1 && got[0].Unit.ID == "binh" && len(got[0].Standings) == 2) != tt.want || len(got) > 1 {
			t.Errorf("on %s: got %v", tt.now.Format("2/1"), got)
		}
	}
}

func TestAMonthsReminderSkipsDaysOffWhenItCounts(t *testing.T) {
	s := situation(t)
	p := newPlanner(*s)
	// The 24th of May 2020 is a Sunday; two working days before its end begin on
	// Thursday the 21st.
	if got, want := p.workingDaysBefore(at(25, 0, 0).AddDate(0, -1, 0), 2), time.Date(2020, 5, 21, 0, 0, 0, 0, zone); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
	s.Programme.Calendar.Weekdays = [7]bool{}
	if got := newPlanner(*s).workingDaysBefore(at(25, 0, 0), 2); got.IsZero() {
		t.Error("a calendar without working days has no end")
	}
}

func TestAUnitIsNotRemindedOfAMonthThatItOwesNothingOf(t *testing.T) {
	for name, change := range map[string]func(*Situation){
		"nothing is missing": func(s *Situation) { s.report("binh", day(10), at(10, 16, 0)) },
		"the days are excused": func(s *Situation) {
			s.decide(office.Decision{ID: 1, Kind: office.DecisionExcuse, Unit: "binh", From: day(10), To: day(10), At: at(12, 9, 0)})
		},
		"a written report was received": func(s *Situation) {
			s.decide(office.Decision{ID: 1, Kind: office.DecisionReceive, Unit: "binh", Receipt: office.Receipt{Period: "2020-06"}, Received: at(22, 9, 0), At: at(22, 9, 0)})
		},
		"the look is old":   func(s *Situation) { s.State.Seen["binh"] = s.State.Seen["binh"][:20] },
		"no look proves it": func(s *Situation) { s.State.Seen["binh"] = nil },
		"it was told already": func(s *Situation) {
			s.Past = []office.Reminder{{Key: "before-month/2020-06/binh", Unit: "binh", Channel: "email", Recipient: "binh@example.vn", Outcome: office.Sent}}
		},
		"the reminder is turned off": func(s *Situation) { s.Rules.MonthDays = 0 },
	} {
		s := situation(t)
		s.Rules.Before = 0
		s.unreport("binh", day(10))
		change(s)
		if got := Plan(*s).Due; len(got) != 0 {
			t.Errorf("%s: %v", name, due(Plan(*s)))
		}
	}
	s := situation(t)
	s.Rules.Before = 0
	s.unreport("binh", day(10))
	want(t, Plan(*s), "before-month binh binh@example.vn")
}

func TestTheOfficeHearsOfTheMonthOnTheNextMorning(t *testing.T) {
	s := situation(t)
	s.Now = at(25, 7, 0)
	s.unreport("binh", day(10))
	for _, id := range []string{"an", "binh", "chau"} {
		s.report(id, day(24), at(24, 16, 30))
		s.look(id, at(25, 6, 0))
	}
	a := Plan(*s)
	i := slices.IndexFunc(a.Due, func(n Notice) bool { return n.Kind == AfterMonth })
	if i < 0 || a.Due[i].Key != "after-month/2020-06" || len(a.Due[i].Standings) != 3 {
		t.Fatalf("got %v", due(a))
	}
}

func TestARunSendsNoMoreThanItsLimitAndTheOfficeFirst(t *testing.T) {
	s := situation(t)
	s.Now, s.Rules.Limit = at(24, 17, 30), 1
	s.find("an", "C23", "?")
	for _, id := range []string{"an", "binh", "chau"} {
		s.look(id, at(24, 17, 25))
	}
	a := Plan(*s)
	if len(a.Due) != 1 || a.Due[0].Kind != AfterDay || a.why(Findings, "an") != OverLimit {
		t.Errorf("due %v, passed %v", due(a), a.Passed)
	}
}

func TestADigestDoesNotWaitForAUnitAtWhichNobodyCanLook(t *testing.T) {
	s := lastMonth(situation(t))
	s.Now = at(24, 17, 30)
	for _, id := range []string{"an", "binh"} {
		s.look(id, at(24, 17, 1))
	}
	s.Programme.Units[2].Sources = nil
	if a := Plan(*s); len(a.Due) != 1 || a.Due[0].Kind != AfterDay {
		t.Errorf("due %v, passed %v", due(a), a.Passed)
	}
}

func TestAWrittenReportThatIsAwaitedIsAskedFor(t *testing.T) {
	s := situation(t)
	s.Rules.Before = 0
	s.Programme.Deadlines.Judged = office.Judged{Month: office.ByReceipt}
	s.decide(office.Decision{ID: 1, Kind: office.DecisionReceive, Unit: "an", Receipt: office.Receipt{Period: "2020-06"}, Received: at(23, 9, 0), At: at(23, 9, 0)})
	s.State.Seen["binh"] = nil // what was not received needs no look
	a := Plan(*s)
	want(t, a, "before-month binh binh@example.vn", "before-month chau chau@example.vn")
	_, text, err := words(t, s.Programme).Write(&a.Due[0])
	if err != nil || !strings.Contains(text, "Văn phòng chưa nhận được báo cáo tháng 6/2020 bằng văn bản") || strings.Contains(text, "còn thiếu") {
		t.Errorf("%v\n%s", err, text)
	}
}
