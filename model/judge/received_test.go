package judge

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAMonthIsJudgedByItsDays(t *testing.T) {
	monday, tuesday := modeltest.SaidOn(22, "22 16:00", "22 16:00:02", 1), modeltest.SaidOn(23, "23 16:00", "23 16:00:02", 2)
	evening, next := modeltest.Looks("24 23:00", "24 23:00:02"), modeltest.Looks("25 00:00", "25 00:00:02")
	excuse := office.Decision{ID: 1, Kind: office.DecisionExcuse, From: modeltest.June(24), To: modeltest.June(24), Ruling: office.Ruling{Reason: "mất điện"}}
	invalid := modeltest.SaidOn(24, "24 16:00", "24 16:00:02", 0)
	invalid.Figures, invalid.Invalid = nil, true
	for _, c := range []struct {
		name      string
		looks     []record.Seen
		versions  []record.Version
		decisions []office.Decision
		asOf      string
		want      office.Status
		seen, of  int
	}{
		{"not due, a day to come", evening, []record.Version{monday, tuesday}, nil, "24 23:30", office.Pending, 2, 3},
		{"all there before it is due", evening, []record.Version{monday, tuesday, modeltest.SaidOn(24, "24 23:00", "24 23:00:02", 3)}, nil, "24 23:30", office.OnTime, 3, 3},
		{"a day proved absent when it is due", next, []record.Version{monday, tuesday}, nil, "25 08:00", office.Missing, 2, 3},
		{"a day that came after it was due", append(next, modeltest.Looks("25 07:00", "25 07:00:02")...), []record.Version{monday, tuesday, modeltest.SaidOn(24, "25 07:00", "25 07:00:02", 3)}, nil, "25 08:00", office.Late, 2, 3},
		{"late for its day and in time for the month", evening, []record.Version{modeltest.SaidOn(22, "24 23:00", "24 23:00:02", 1), tuesday, modeltest.SaidOn(24, "24 23:00", "24 23:00:02", 3)}, nil, "25 08:00", office.OnTime, 3, 3},
		{"there, and no look proves it late", append(evening, modeltest.Looks("25 07:00", "25 07:00:02")...), []record.Version{monday, tuesday, modeltest.SaidOn(24, "25 07:00", "25 07:00:02", 3)}, nil, "25 08:00", office.Unproven, 3, 3},
		{"no readable look since it is due", evening, []record.Version{monday, tuesday}, nil, "25 08:00", office.Unreadable, 2, 3},
		{"a day with nothing acceptable", next, []record.Version{monday, tuesday, invalid}, nil, "25 08:00", office.Invalid, 2, 3},
		{"an excused day is owed by nobody", next, []record.Version{monday, tuesday}, []office.Decision{excuse}, "25 08:00", office.OnTime, 2, 2},
		{"every day excused", next, nil, []office.Decision{{ID: 1, Kind: office.DecisionExcuse, From: modeltest.June(1), To: modeltest.June(30)}}, "25 08:00", office.Excused, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := modeltest.ThreeDays()
			s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": c.looks}, Said: record.SaidIn(c.versions), Decisions: c.decisions}
			got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At(c.asOf))
			if len(got) != 1 || got[0].Status != c.want || got[0].DaysSeen != c.seen || got[0].DaysOwed != c.of || got[0].Period.Name != "2020-06" {
				t.Errorf("stands as %+v, want %s %d/%d", got, c.want, c.seen, c.of)
			}
		})
	}
}

func TestAWrittenReportCountsByWhenItWasReceived(t *testing.T) {
	p := modeltest.ThreeDays()
	full := []record.Version{modeltest.SaidOn(22, "22 16:00", "22 16:00:02", 1), modeltest.SaidOn(23, "23 16:00", "23 16:00:02", 2), modeltest.SaidOn(24, "24 16:00", "24 16:00:02", 3)}
	for _, c := range []struct {
		name     string
		versions []record.Version
		received []string
		want     office.Status
	}{
		{"by the due instant", nil, []string{"24 16:00"}, office.OnTime},
		{"after it", nil, []string{"25 09:00"}, office.Late},
		{"after it, and once more in time", nil, []string{"25 09:00", "24 16:00"}, office.OnTime},
		{"in time, and a copy later", nil, []string{"24 16:00", "25 09:00"}, office.OnTime},
		{"after it, where the days prove better", full, []string{"25 09:00"}, office.OnTime},
	} {
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("25 00:00", "25 00:00:02")}, Said: record.SaidIn(c.versions)}
		for i, r := range c.received {
			s.Decisions = append(s.Decisions, office.Decision{ID: int64(i) + 1, Kind: office.DecisionReceive, Unit: "an", Receipt: office.Receipt{Period: "2020-06"}, Received: modeltest.At(r), Ruling: office.Ruling{By: "VP"}})
		}
		got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At("25 12:00"))[0]
		if got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

func TestAMonthAsksForNoDayThatIsDueAfterIt(t *testing.T) {
	p := modeltest.OneUnit()
	p.Windows.MonthStart = 1 // calendar months, and still due before the 25th
	p.Starts = modeltest.June(23)
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("25 00:00", "25 00:00:02")},
		Said: record.SaidIn([]record.Version{modeltest.SaidOn(23, "23 16:00", "23 16:00:02", 2), modeltest.SaidOn(24, "24 16:00", "24 16:00:02", 3)})}
	if got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At("25 12:00"))[0]; got.Status != office.OnTime || got.DaysOwed != 2 {
		t.Errorf("%+v", got)
	}
}

func TestPeriodsComeInOrderAndOnlyWhereSomethingIsOwed(t *testing.T) {
	p := modeltest.OneUnit()
	p.Units = append(p.Units, office.Unit{ID: "binh", Since: calendar.Date(2020, time.July, 20), Sources: []office.SourceFrom{{Ref: "binh.xlsx"}}})
	var got []string
	for _, st := range Periods(p, &record.State{}, calendar.KindMonth, p.Starts, calendar.Date(2020, time.August, 1), modeltest.At("30 12:00")) {
		got = append(got, st.Unit+" "+st.Period.Name)
	}
	if diff := cmp.Diff([]string{"an 2020-06", "an 2020-07", "an 2020-08", "binh 2020-07", "binh 2020-08"}, got); diff != "" {
		t.Error(diff)
	}
	if years := Periods(p, &record.State{}, calendar.KindYear, p.Starts, modeltest.June(30), modeltest.At("30 12:00")); len(years) != 2 || years[0].Period.Name != "2020" || years[0].Status != office.Pending {
		t.Errorf("years %+v", years)
	}
}

func TestAMonthMayBeJudgedByItsWrittenReportAlone(t *testing.T) {
	full := []record.Version{modeltest.SaidOn(22, "22 16:00", "22 16:00:02", 1), modeltest.SaidOn(23, "23 16:00", "23 16:00:02", 2), modeltest.SaidOn(24, "24 16:00", "24 16:00:02", 3)}
	for _, c := range []struct {
		name      string
		of, unit  office.Judged
		decisions []office.Decision
		asOf      string
		want      office.Status
		seen      int
	}{
		{"days that are all there are no written report", office.Judged{Month: office.ByReceipt}, office.Judged{}, nil, "25 12:00", office.Missing, 3},
		{"before it is due it is pending", office.Judged{Month: office.ByReceipt}, office.Judged{}, nil, "24 23:59:59", office.Pending, 3},
		{"received in time", office.Judged{Month: office.ByReceipt}, office.Judged{}, []office.Decision{{ID: 1, Kind: office.DecisionReceive, Unit: "an", Receipt: office.Receipt{Period: "2020-06"}, Received: modeltest.At("24 16:00")}}, "25 12:00", office.OnTime, 3},
		{"received late, whatever the days say", office.Judged{Month: office.ByReceipt}, office.Judged{}, []office.Decision{{ID: 1, Kind: office.DecisionReceive, Unit: "an", Receipt: office.Receipt{Period: "2020-06"}, Received: modeltest.At("25 09:00")}}, "25 12:00", office.Late, 3},
		{"an excuse holds for it too", office.Judged{Month: office.ByReceipt}, office.Judged{}, []office.Decision{{ID: 1, Kind: office.DecisionExcuse, From: modeltest.June(1), To: modeltest.June(30)}}, "25 12:00", office.Excused, 0},
		{"a unit may have its own basis", office.Judged{Month: office.ByReceipt}, office.Judged{Month: office.ByDays}, nil, "25 12:00", office.OnTime, 3},
		{"the year's basis is not the month's", office.Judged{Year: office.ByReceipt}, office.Judged{}, nil, "25 12:00", office.OnTime, 3},
	} {
		p := modeltest.ThreeDays()
		p.Deadlines.Judged, p.Units[0].Judged = c.of, c.unit
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("25 00:00", "25 00:00:02")}, Said: record.SaidIn(full), Decisions: c.decisions}
		got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At(c.asOf))[0]
		if got.Status != c.want || got.DaysSeen != c.seen {
			t.Errorf("%s: %s with %d days, want %s with %d", c.name, got.Status, got.DaysSeen, c.want, c.seen)
		}
	}
}

func TestQuartersHalvesAndNamedPeriodsAreJudgedByTheirDays(t *testing.T) {
	p := modeltest.ThreeDays()
	p.Windows.Named = []calendar.NamedPeriod{{ID: "tuan-cuoi", First: modeltest.June(23), Last: modeltest.June(24), Due: modeltest.June(26)}}
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("25 00:00", "25 00:00:02")},
		Said: record.SaidIn([]record.Version{modeltest.SaidOn(23, "23 16:00", "23 16:00:02", 2), modeltest.SaidOn(24, "24 16:00", "24 16:00:02", 3)})}
	for kind, want := range map[calendar.PeriodKind]struct {
		name     string
		status   office.Status
		seen, of int
	}{
		calendar.KindQuarter: {"2020-Q2", office.Missing, 2, 3}, calendar.KindHalf: {"2020-H1", office.Missing, 2, 3}, calendar.KindNamed: {"tuan-cuoi", office.OnTime, 2, 2},
	} {
		got := Periods(p, s, kind, p.Starts, p.Ends, modeltest.At("25 12:00"))
		if len(got) != 1 || got[0].Period.Name != want.name || got[0].Status != want.status || got[0].DaysSeen != want.seen || got[0].DaysOwed != want.of {
			t.Errorf("%s: %+v, want %+v", kind, got, want)
		}
	}
}
