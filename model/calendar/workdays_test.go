package calendar

import (
	"testing"
	"time"
)

func day(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// June 2020 began on a Monday.
func TestADayIsWorkedUnlessItIsOffAndAMakeUpDayAlways(t *testing.T) {
	c := Calendar{Weekdays: MondayToFriday,
		DaysOff: map[Day]string{day(t, "2020-06-02"): "nghỉ lễ", day(t, "2020-06-13"): "nghỉ lễ"},
		MakeUp:  map[Day]string{day(t, "2020-06-06"): "làm bù", day(t, "2020-06-13"): "làm bù"}}
	for s, want := range map[string]bool{
		"2020-06-01": true,  // a Monday
		"2020-06-02": false, // a Tuesday that is off
		"2020-06-06": true,  // a Saturday that is made up
		"2020-06-07": false, // a Sunday
		"2020-06-13": true,  // both: made up
	} {
		if got := c.Working(day(t, s)); got != want {
			t.Errorf("%s is worked: %v", s, got)
		}
	}
	if n := c.WorkingDays(day(t, "2020-06-01"), day(t, "2020-06-08")); n != 6 {
		t.Errorf("from the 1st to the 8th %d days are worked, want 6", n)
	}
	if n := c.WorkingDays(day(t, "2020-06-01"), day(t, "2020-06-01")); n != 1 {
		t.Errorf("on the 1st alone %d days are worked, want 1", n)
	}
	if n := c.WorkingDays(day(t, "2020-06-08"), day(t, "2020-06-01")); n != 0 {
		t.Errorf("in a span that ends before it begins %d days are worked", n)
	}
}

func TestASpanIsChartedWhereADayOffLiesInIt(t *testing.T) {
	c := Calendar{DaysOff: map[Day]string{day(t, "2020-06-02"): "nghỉ lễ"}}
	for _, s := range []struct {
		first, last string
		want        bool
	}{
		{"2020-06-02", "2020-06-02", true}, {"2020-06-01", "2020-06-02", true}, {"2020-06-02", "2020-06-03", true},
		{"2020-06-03", "2020-06-30", false}, {"2020-05-01", "2020-06-01", false},
	} {
		if got := c.Charted(day(t, s.first), day(t, s.last)); got != s.want {
			t.Errorf("%s to %s: %v", s.first, s.last, got)
		}
	}
}

func TestADateThatDoesNotExistIsRefused(t *testing.T) {
	for _, d := range []struct {
		y    int
		m    time.Month
		d    int
		want bool
	}{
		{2020, 6, 30, true}, {2020, 6, 31, false}, {2020, 2, 29, true}, {2021, 2, 29, false}, {2020, 13, 1, false}, {2020, 0, 1, false}, {2020, 1, 0, false},
	} {
		if _, got := ValidDate(d.y, d.m, d.d); got != d.want {
			t.Errorf("%d/%d/%d: %v", d.d, d.m, d.y, got)
		}
	}
}

func TestADayIsWrittenAsTheOfficeWritesIt(t *testing.T) {
	if got := day(t, "2020-06-05").Short(); got != "5/6/2020" {
		t.Errorf("%q", got)
	}
	if got := Day(0).Short(); got != "" {
		t.Errorf("no day is %q", got)
	}
	if _, err := ParseDay("24/6/2020"); err == nil {
		t.Error("24/6/2020 is taken for an ISO date")
	}
	var d Day
	if err := d.UnmarshalText([]byte(" 2020-06-24 ")); err != nil || d != day(t, "2020-06-24") {
		t.Errorf("%v, %v", d, err)
	}
	if err := d.UnmarshalText(nil); err != nil || d != 0 {
		t.Errorf("an empty text is %v, %v", d, err)
	}
	if err := d.UnmarshalText([]byte("today")); err == nil {
		t.Error("today is a date")
	}
	if text, err := day(t, "2020-06-24").MarshalText(); err != nil || string(text) != "2020-06-24" {
		t.Errorf("%s, %v", text, err)
	}
}

func TestAnInstantOfADayIsThatOfItsPlace(t *testing.T) {
	hcm := time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)
	at := day(t, "2020-06-24").At(17*time.Hour, hcm)
	if got := at.UTC().Format(time.RFC3339); got != "2020-06-24T10:00:00Z" {
		t.Errorf("17:00 is %s", got)
	}
	if got := DayOf(time.Date(2020, 6, 23, 17, 0, 0, 0, time.UTC).In(hcm)); got != day(t, "2020-06-24") {
		t.Errorf("midnight in Vietnam lies on %s", got)
	}
}
