package pages

import (
	"fmt"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func TestDaysOnWhichNobodyLookedAtTheDeadlineAreCounted(t *testing.T) {
	due := func(day int) time.Time { return time.Date(2020, 6, day, 17, 0, 0, 0, time.UTC) }
	standing := func(day int, status office.Status) office.Standing {
		return office.Standing{Unit: "an", Period: calendar.DayPeriod(calendar.Date(2020, 6, day)), Status: status, Due: due(day)}
	}
	r := &report.Report{Programme: &office.Programme{Location: time.UTC}, Standings: []office.Standing{
		standing(21, office.Unproven),   // before anybody looked at all
		standing(22, office.Unproven),   // off
		standing(23, office.Unproven),   // looked, and Google was down
		standing(24, office.Unreadable), // asleep
		standing(25, office.OnTime),     // proved before, nobody had to look
	}}
	s := &record.State{Seen: map[string][]record.Seen{"a": {
		{Asked: due(22).Add(-time.Hour)}, {Asked: due(22).Add(2 * time.Hour)},
		{Asked: due(23).Add(time.Minute), Fault: &office.Fault{Code: office.FaultGoogleDown}}, {Asked: due(24).Add(-time.Minute)},
	}}}
	got := fmt.Sprint(asleep(r, s))
	if want := "[{asleep [due 17:00 n 2 days 22/6, 24/6]}]"; got != want {
		t.Errorf("it says %s, want %s", got, want)
	}
	if all := asleep(r, &record.State{}); len(all) != 0 {
		t.Errorf("before the first look it says %v", all)
	}
}
