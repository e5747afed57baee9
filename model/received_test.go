package model

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// threeDays is a programme of one commune that owes reports on 22, 23 and 24
// June; the month's is due by the end of the 24th.
func threeDays() *Programme {
	p := oneUnit()
	p.Starts, p.Ends = june(22), june(24)
	return p
}

func TestAMonthIsJudgedByItsDays(t *testing.T) {
	monday, tuesday := said(22, "22 16:00", "22 16:00:02", 1), said(23, "23 16:00", "23 16:00:02", 2)
	evening, next := looks("24 23:00", "24 23:00:02"), looks("25 00:00", "25 00:00:02")
	excuse := Decision{ID: 1, Kind: DecisionExcuse, From: june(24), To: june(24), Reason: "mất điện"}
	invalid := said(24, "24 16:00", "24 16:00:02", 0)
	invalid.Figures, invalid.Invalid = nil, true
	for _, c := range []struct {
		name      string
		looks     []Seen
		versions  []Version
		decisions []Decision
		asOf      string
		want      Status
		seen, of  int
	}{
		{"not due, a day to come", evening, []Version{monday, tuesday}, nil, "24 23:30", Pending, 2, 3},
		{"all there before it is due", evening, []Version{monday, tuesday, said(24, "24 23:00", "24 23:00:02", 3)}, nil, "24 23:30", OnTime, 3, 3},
		{"a day proved absent when it is due", next, []Version{monday, tuesday}, nil, "25 08:00", Missing, 2, 3},
		{"a day that came after it was due", append(next, looks("25 07:00", "25 07:00:02")...), []Version{monday, tuesday, said(24, "25 07:00", "25 07:00:02", 3)}, nil, "25 08:00", Late, 2, 3},
		{"late for its day and in time for the month", evening, []Version{said(22, "24 23:00", "24 23:00:02", 1), tuesday, said(24, "24 23:00", "24 23:00:02", 3)}, nil, "25 08:00", OnTime, 3, 3},
		{"there, and no look proves it late", append(evening, looks("25 07:00", "25 07:00:02")...), []Version{monday, tuesday, said(24, "25 07:00", "25 07:00:02", 3)}, nil, "25 08:00", Unproven, 3, 3},
		{"no readable look since it is due", evening, []Version{monday, tuesday}, nil, "25 08:00", Unreadable, 2, 3},
		{"a day with nothing acceptable", next, []Version{monday, tuesday, invalid}, nil, "25 08:00", Invalid, 2, 3},
		{"an excused day is owed by nobody", next, []Version{monday, tuesday}, []Decision{excuse}, "25 08:00", OnTime, 2, 2},
		{"every day excused", next, nil, []Decision{{ID: 1, Kind: DecisionExcuse, From: june(1), To: june(30)}}, "25 08:00", Excused, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := threeDays()
			s := &State{Seen: map[string][]Seen{"an.xlsx": c.looks}, Said: SaidIn(c.versions), Decisions: c.decisions}
			got := JudgePeriods(p, s, KindMonth, june(24), june(24), at(c.asOf))
			if len(got) != 1 || got[0].Status != c.want || got[0].DaysSeen != c.seen || got[0].DaysOwed != c.of || got[0].Period.Name != "2020-06" {
				t.Errorf("stands as %+v, want %s %d/%d", got, c.want, c.seen, c.of)
			}
		})
	}
}

func TestAWrittenReportCountsByWhenItWasReceived(t *testing.T) {
	p := threeDays()
	full := []Version{said(22, "22 16:00", "22 16:00:02", 1), said(23, "23 16:00", "23 16:00:02", 2), said(24, "24 16:00", "24 16:00:02", 3)}
	for _, c := range []struct {
		name     string
		versions []Version
		received []string
		want     Status
	}{
		{"by the due instant", nil, []string{"24 16:00"}, OnTime},
		{"after it", nil, []string{"25 09:00"}, Late},
		{"after it, and once more in time", nil, []string{"25 09:00", "24 16:00"}, OnTime},
		{"in time, and a copy later", nil, []string{"24 16:00", "25 09:00"}, OnTime},
		{"after it, where the days prove better", full, []string{"25 09:00"}, OnTime},
	} {
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("25 00:00", "25 00:00:02")}, Said: SaidIn(c.versions)}
		for i, r := range c.received {
			s.Decisions = append(s.Decisions, Decision{ID: int64(i) + 1, Kind: DecisionReceive, Unit: "an", Period: "2020-06", Received: at(r), By: "VP"})
		}
		got := JudgePeriods(p, s, KindMonth, june(24), june(24), at("25 12:00"))[0]
		if got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

func TestAMonthAsksForNoDayThatIsDueAfterIt(t *testing.T) {
	p := oneUnit()
	p.Windows.MonthStart = 1 // calendar months, and still due before the 25th
	p.Starts = june(23)
	s := &State{Seen: map[string][]Seen{"an.xlsx": looks("25 00:00", "25 00:00:02")},
		Said: SaidIn([]Version{said(23, "23 16:00", "23 16:00:02", 2), said(24, "24 16:00", "24 16:00:02", 3)})}
	if got := JudgePeriods(p, s, KindMonth, june(24), june(24), at("25 12:00"))[0]; got.Status != OnTime || got.DaysOwed != 2 {
		t.Errorf("%+v", got)
	}
}

func TestPeriodsComeInOrderAndOnlyWhereSomethingIsOwed(t *testing.T) {
	p := oneUnit()
	p.Units = append(p.Units, Unit{ID: "binh", Since: Date(2020, time.July, 20), Sources: []SourceFrom{{Ref: "binh.xlsx"}}})
	var got []string
	for _, st := range JudgePeriods(p, &State{}, KindMonth, p.Starts, Date(2020, time.August, 1), at("30 12:00")) {
		got = append(got, st.Unit+" "+st.Period.Name)
	}
	if diff := cmp.Diff([]string{"an 2020-06", "an 2020-07", "an 2020-08", "binh 2020-07", "binh 2020-08"}, got); diff != "" {
		t.Error(diff)
	}
	if years := JudgePeriods(p, &State{}, KindYear, p.Starts, june(30), at("30 12:00")); len(years) != 2 || years[0].Period.Name != "2020" || years[0].Status != Pending {
		t.Errorf("years %+v", years)
	}
}

func TestAMonthMayBeJudgedByItsWrittenReportAlone(t *testing.T) {
	full := []Version{said(22, "22 16:00", "22 16:00:02", 1), said(23, "23 16:00", "23 16:00:02", 2), said(24, "24 16:00", "24 16:00:02", 3)}
	for _, c := range []struct {
		name      string
		of, unit  Judged
		decisions []Decision
		asOf      string
		want      Status
		seen      int
	}{
		{"days that are all there are no written report", Judged{Month: ByReceipt}, Judged{}, nil, "25 12:00", Missing, 3},
		{"before it is due it is pending", Judged{Month: ByReceipt}, Judged{}, nil, "24 23:59:59", Pending, 3},
		{"received in time", Judged{Month: ByReceipt}, Judged{}, []Decision{{ID: 1, Kind: DecisionReceive, Unit: "an", Period: "2020-06", Received: at("24 16:00")}}, "25 12:00", OnTime, 3},
		{"received late, whatever the days say", Judged{Month: ByReceipt}, Judged{}, []Decision{{ID: 1, Kind: DecisionReceive, Unit: "an", Period: "2020-06", Received: at("25 09:00")}}, "25 12:00", Late, 3},
		{"an excuse holds for it too", Judged{Month: ByReceipt}, Judged{}, []Decision{{ID: 1, Kind: DecisionExcuse, From: june(1), To: june(30)}}, "25 12:00", Excused, 0},
		{"a unit may have its own basis", Judged{Month: ByReceipt}, Judged{Month: ByDays}, nil, "25 12:00", OnTime, 3},
		{"the year's basis is not the month's", Judged{Year: ByReceipt}, Judged{}, nil, "25 12:00", OnTime, 3},
	} {
		p := threeDays()
		p.Deadlines.Judged, p.Units[0].Judged = c.of, c.unit
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("25 00:00", "25 00:00:02")}, Said: SaidIn(full), Decisions: c.decisions}
		got := JudgePeriods(p, s, KindMonth, june(24), june(24), at(c.asOf))[0]
		if got.Status != c.want || got.DaysSeen != c.seen {
			t.Errorf("%s: %s with %d days, want %s with %d", c.name, got.Status, got.DaysSeen, c.want, c.seen)
		}
	}
}

func TestQuartersHalvesAndNamedPeriodsAreJudgedByTheirDays(t *testing.T) {
	p := threeDays()
	p.Windows.Named = []NamedPeriod{{ID: "tuan-cuoi", First: june(23), Last: june(24), Due: june(26)}}
	s := &State{Seen: map[string][]Seen{"an.xlsx": looks("25 00:00", "25 00:00:02")},
		Said: SaidIn([]Version{said(23, "23 16:00", "23 16:00:02", 2), said(24, "24 16:00", "24 16:00:02", 3)})}
	for kind, want := range map[PeriodKind]struct {
		name     string
		status   Status
		seen, of int
	}{
		KindQuarter: {"2020-Q2", Missing, 2, 3}, KindHalf: {"2020-H1", Missing, 2, 3}, KindNamed: {"tuan-cuoi", OnTime, 2, 2},
	} {
		got := JudgePeriods(p, s, kind, p.Starts, p.Ends, at("25 12:00"))
		if len(got) != 1 || got[0].Period.Name != want.name || got[0].Status != want.status || got[0].DaysSeen != want.seen || got[0].DaysOwed != want.of {
			t.Errorf("%s: %+v, want %+v", kind, got, want)
		}
	}
}
