package office_test

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
)

// changed is a programme as it is after another, which judges the days from a
// day of June on.
func changed(before *office.Programme, first int, change func(*office.Programme)) *office.Programme {
	next := *before
	next.Eras, next.InForce = nil, 0
	next.Units, next.Indicators = slices.Clone(before.Units), slices.Clone(before.Indicators)
	change(&next)
	return next.After(before, modeltest.June(first).At(0, before.Location))
}

func TestADayIsJudgedByTheConfigurationThatHeldWhenItBegan(t *testing.T) {
	first := modeltest.OneUnit()
	second := changed(first, 10, func(*office.Programme) {})
	third := changed(second, 20, func(*office.Programme) {})
	for day, want := range map[int]*office.Programme{1: first, 9: first, 10: second, 19: second, 20: third, 30: third} {
		if got := third.On(modeltest.June(day)); got != want {
			t.Errorf("the %d is judged by another configuration", day)
		}
	}
	if first.On(modeltest.June(1)) != first {
		t.Error("the first configuration does not judge its own days")
	}
	again := changed(second, 10, func(*office.Programme) {})
	if got := again.On(modeltest.June(10)); got != again || len(again.Eras) != 1 {
		t.Errorf("one that was replaced on its first day judges days: %d eras", len(again.Eras))
	}
}

func TestADeadlineThatIsMovedMovesNoDayGoneBy(t *testing.T) {
	before := modeltest.OneUnit()
	before.Deadlines.Daily = 17 * time.Hour
	now := changed(before, 10, func(p *office.Programme) { p.Deadlines.Daily = 11 * time.Hour })
	for day, want := range map[int]string{9: "09 17:00", 10: "10 11:00"} {
		if got := now.Due(calendar.DayPeriod(modeltest.June(day))); !got.Equal(modeltest.At(want)) {
			t.Errorf("the %d is due at %s, want %s", day, got, want)
		}
	}
}

func TestAPeriodIsDueByTheMilderOfTheConfigurationsThatItSaw(t *testing.T) {
	before := modeltest.OneUnit()
	before.Windows, before.Deadlines.Monthly = calendar.Windows{MonthStart: 1}, 25
	june := before.Windows.Month(2020, time.June)
	for monthly, want := range map[int]string{20: "25 00:00", 28: "28 00:00"} {
		now := changed(before, 10, func(p *office.Programme) { p.Deadlines.Monthly = monthly })
		if got := now.Due(june); !got.Equal(modeltest.At(want)) {
			t.Errorf("from before the 25th to before the %d: due at %s, want %s", monthly, got, want)
		}
	}
}

func TestAUnitOwesFromTheFirstDayAfterItWasAdded(t *testing.T) {
	before := modeltest.OneUnit()
	now := changed(before, 16, func(p *office.Programme) {
		p.Units = append(p.Units, office.Unit{ID: "moi", Name: "Xã Mới"})
	})
	added, _ := now.Unit("moi")
	if got := now.Expected(added, modeltest.June(1), modeltest.June(17)); !slices.Equal(got, []calendar.Day{modeltest.June(16), modeltest.June(17)}) {
		t.Errorf("it owes %v", got)
	}
	old, all := now.Expected(&now.Units[0], modeltest.June(1), modeltest.June(17)), before.Expected(&before.Units[0], modeltest.June(1), modeltest.June(17))
	if !slices.Equal(old, all) {
		t.Errorf("the old unit owes %v, want %v", old, all)
	}
}

func TestADayOffThatIsToldLaterIsAskedOfNobody(t *testing.T) {
	before := modeltest.OneUnit()
	now := changed(before, 16, func(p *office.Programme) {
		p.Calendar.DaysOff = map[calendar.Day]string{modeltest.June(3): "mất điện toàn tỉnh"}
		p.Calendar.MakeUp = map[calendar.Day]string{modeltest.June(6): "làm bù"}
	})
	got := now.Expected(&now.Units[0], modeltest.June(2), modeltest.June(8))
	want := []calendar.Day{modeltest.June(2), modeltest.June(4), modeltest.June(5), modeltest.June(8)}
	if !slices.Equal(got, want) {
		t.Errorf("owed: %v, want %v", got, want)
	}
}

func TestAUnitThatIsPointedElsewhereKeepsItsOldFile(t *testing.T) {
	before := modeltest.OneUnit()
	old := before.Units[0].Sources[0].Ref
	now := changed(before, 16, func(p *office.Programme) { p.Units[0].Sources = []office.SourceFrom{{Ref: "moi.xlsx"}} })
	u := &now.Units[0]
	for day, want := range map[int]string{15: old, 16: "moi.xlsx"} {
		if s, _ := u.SourceOn(modeltest.June(day)); s.Ref != want {
			t.Errorf("on the %d its figures stand in %s, want %s", day, s.Ref, want)
		}
	}
	if got := now.Sources(); !slices.Equal(got, []string{"moi.xlsx"}) {
		t.Errorf("looked at are %v", got)
	}
	if got := now.UnitsOf(old); len(got) != 1 || got[0].ID != u.ID {
		t.Errorf("the old file is %v's", got)
	}
	back := changed(now, 20, func(p *office.Programme) { p.Units[0].Sources = []office.SourceFrom{{Ref: old}} })
	if got := back.Sources(); !slices.Equal(got, []string{old}) {
		t.Errorf("pointed back, looked at are %v", got)
	}
}

func TestAUnitUnderANewIDIsKnownByItsFormerOne(t *testing.T) {
	before := modeltest.OneUnit()
	id, old := before.Units[0].ID, before.Units[0].Sources[0].Ref
	now := changed(before, 16, func(p *office.Programme) {
		p.Units[0].ID, p.Units[0].Formerly, p.Units[0].Sources = "moi", []string{id}, []office.SourceFrom{{Ref: "moi.xlsx"}}
	})
	if got := now.Expected(&now.Units[0], modeltest.June(2), modeltest.June(2)); len(got) != 1 {
		t.Error("it owes nothing for the days under its former ID")
	}
	if got := now.UnitsOf(old); len(got) != 1 || got[0].ID != "moi" {
		t.Errorf("its old file is %v's", got)
	}
}

func TestTotalsThatWereNotedBeforeAreNotedStill(t *testing.T) {
	before := modeltest.OneUnit()
	before.Units[0].Reading.OwnTotals = []calendar.PeriodKind{calendar.KindMonth, calendar.KindYear}
	now := changed(before, 10, func(p *office.Programme) {
		p.Units[0].Reading.OwnTotals = []calendar.PeriodKind{calendar.KindQuarter, calendar.KindYear}
	})
	if got := now.Units[0].Reading.OwnTotals; !slices.Equal(got, []calendar.PeriodKind{calendar.KindQuarter, calendar.KindYear, calendar.KindMonth}) {
		t.Errorf("noted are %v", got)
	}
	if got := before.Units[0].Reading.OwnTotals; len(got) != 2 {
		t.Errorf("the one before notes %v", got)
	}
}
