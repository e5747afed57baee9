package record_test

import (
	"testing"
	"time"

	"tonghop/model/modeltest"
	"tonghop/model/office"
)

func TestADeadlineOnADayOffRollsAsConfigured(t *testing.T) {
	p := modeltest.OneUnit()
	may := p.Windows.Month(2020, time.May) // before the 25th: the end of Sunday the 24th
	for roll, want := range map[office.Roll]string{office.RollNone: "2020-05-25 00:00", office.RollNext: "2020-05-26 00:00", office.RollPrevious: "2020-05-23 00:00"} {
		p.Deadlines.Roll = roll
		if got := p.Due(may).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s: due %s, want %s", roll, got, want)
		}
	}
	p.Deadlines.Roll = office.RollNone
	if got := p.Due(p.Windows.Year(2020)).Format("2006-01-02"); got != "2020-11-30" {
		t.Errorf("the year's report is due by the start of %s", got)
	}
}
