package record_test

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

func TestAFileIsIdleForTheExpectedDaysSinceItWasTouched(t *testing.T) {
	p := modeltest.OneUnit()
	p.Calendar.DaysOff = map[calendar.Day]string{modeltest.June(23): "nghỉ"}
	for _, c := range []struct {
		modified, now string
		want          int
	}{
		{"24 00:00", "24 18:00", 0},
		{"22 17:30", "24 18:00", 1}, // the 23rd was a day off
		{"22 17:30", "24 16:59", 0}, // and today's is not due yet
		{"18 16:00", "24 18:00", 3}, // the 20th and 21st were a weekend
		{"25 08:00", "24 18:00", 0},
	} {
		if got := p.IdleDays(&p.Units[0], modeltest.At(c.modified), modeltest.At(c.now)); got != c.want {
			t.Errorf("touched at %s, on %s: idle for %d expected days, want %d", c.modified, c.now, got, c.want)
		}
	}
	var never record.Seen
	if got := p.IdleDays(&p.Units[0], never.Modified, modeltest.At("24 18:00")); got != 0 {
		t.Errorf("a file that tells no time is idle for %d days", got)
	}
}
