package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAStreakCountsTheDaysInTimeAndListsThoseMissed(t *testing.T) {
	p := oneUnit()
	p.Units[0].Since = june(15)                                     // Mondays: 15 and 22 June
	p.Calendar.DaysOff = map[Day]string{june(19): "nghỉ của huyện"} // a Friday
	at17 := func(day string) []Seen { return looks(day+" 17:00:00", day+" 17:00:05") }
	s := &State{Seen: map[string][]Seen{}, Decisions: []Decision{{ID: 1, Kind: DecisionExcuse, Unit: "an", From: june(23), To: june(23), Reason: "tập huấn"}}}
	for _, day := range []string{"15", "16", "17", "18", "22", "24"} {
		s.Seen["an.xlsx"] = append(s.Seen["an.xlsx"], at17(day)...)
	}
	s.Say( // nothing on the 16th, the 17th late, none of the 25th yet
		said(15, "15 16:00", "15 16:00:05", 1),
		said(17, "18 17:00:00", "18 17:00:05", 1),
		said(18, "18 16:00", "18 16:00:05", 1),
		said(22, "22 16:00", "22 16:00:05", 1),
		said(24, "24 16:00", "24 16:00:05", 1),
	)
	got := Streaks(p, s, june(1), june(25), at("25 12:00"))
	want := []Streak{{Unit: "an", Current: 3, Since: june(18), Longest: 3, Late: []Day{june(17)}, Missed: []Day{june(16)}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("streaks (-want +got):\n%s", diff)
	}
}

func TestADayThatCouldNotBeReadDoesNotBreakAStreak(t *testing.T) {
	p := oneUnit()
	p.Units[0].Since = june(15)
	s := &State{
		Seen: map[string][]Seen{"an.xlsx": append(looks("15 17:00", "15 17:00:05"),
			faulty(looks("16 17:00", "16 17:00:05")[0], FaultNetwork))},
		Said: SaidIn([]Version{said(15, "15 16:00", "15 16:00:05", 1)}),
	}
	if got := Streaks(p, s, june(15), june(16), at("16 23:00")); len(got) != 1 || got[0].Current != 1 || got[0].Missed != nil {
		t.Errorf("got %+v, want a run of 1 and nothing missed", got)
	}
	s.Seen["an.xlsx"] = append(s.Seen["an.xlsx"], looks("17 07:00", "17 07:00:05")...)
	if got := Streaks(p, s, june(15), june(16), at("17 08:00")); got[0].Current != 0 || got[0].Longest != 1 || len(got[0].Missed) != 1 {
		t.Errorf("once a look proves it: got %+v, want a broken run and a day missed", got)
	}
}
