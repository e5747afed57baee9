package judge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAStreakCountsTheDaysInTimeAndListsThoseMissed(t *testing.T) {
	p := modeltest.OneUnit()
	p.Units[0].Since = modeltest.June(15)                                              // Mondays: 15 and 22 June
	p.Calendar.DaysOff = map[calendar.Day]string{modeltest.June(19): "nghỉ của huyện"} // a Friday
	at17 := func(day string) []record.Seen { return modeltest.Looks(day+" 17:00:00", day+" 17:00:05") }
	s := &record.State{Seen: map[string][]record.Seen{}, Decisions: []office.Decision{{ID: 1, Kind: office.DecisionExcuse, Unit: "an", From: modeltest.June(23), To: modeltest.June(23), Ruling: office.Ruling{Reason: "tập huấn"}}}}
	for _, day := range []string{"15", "16", "17", "18", "22", "24"} {
		s.Seen["an.xlsx"] = append(s.Seen["an.xlsx"], at17(day)...)
	}
	s.Say( // nothing on the 16th, the 17th late, none of the 25th yet
		modeltest.SaidOn(15, "15 16:00", "15 16:00:05", 1),
		modeltest.SaidOn(17, "18 17:00:00", "18 17:00:05", 1),
		modeltest.SaidOn(18, "18 16:00", "18 16:00:05", 1),
		modeltest.SaidOn(22, "22 16:00", "22 16:00:05", 1),
		modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 1),
	)
	got := Streaks(p, s, modeltest.June(1), modeltest.June(25), modeltest.At("25 12:00"))
	want := []Streak{{Unit: "an", Current: 3, Since: modeltest.June(18), Longest: 3, Late: []calendar.Day{modeltest.June(17)}, Missed: []calendar.Day{modeltest.June(16)}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("streaks (-want +got):\n%s", diff)
	}
}

func TestADayThatCouldNotBeReadDoesNotBreakAStreak(t *testing.T) {
	p := modeltest.OneUnit()
	p.Units[0].Since = modeltest.June(15)
	s := &record.State{
		Seen: map[string][]record.Seen{"an.xlsx": append(modeltest.Looks("15 17:00", "15 17:00:05"),
			modeltest.Faulty(modeltest.Looks("16 17:00", "16 17:00:05")[0], office.FaultNetwork))},
		Said: record.SaidIn([]record.Version{modeltest.SaidOn(15, "15 16:00", "15 16:00:05", 1)}),
	}
	if got := Streaks(p, s, modeltest.June(15), modeltest.June(16), modeltest.At("16 23:00")); len(got) != 1 || got[0].Current != 1 || got[0].Missed != nil {
		t.Errorf("got %+v, want a run of 1 and nothing missed", got)
	}
	s.Seen["an.xlsx"] = append(s.Seen["an.xlsx"], modeltest.Looks("17 07:00", "17 07:00:05")...)
	if got := Streaks(p, s, modeltest.June(15), modeltest.June(16), modeltest.At("17 08:00")); got[0].Current != 0 || got[0].Longest != 1 || len(got[0].Missed) != 1 {
		t.Errorf("once a look proves it: got %+v, want a broken run and a day missed", got)
	}
}
