package report

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

// owing is a programme that owes Tỉnh Đoàn reports of every kind.
func owing() *office.Programme {
	p := modeltest.OneUnit()
	p.Ends = 0
	p.Windows.Named = []calendar.NamedPeriod{{ID: "he-2020", Label: "Chiến dịch hè", First: modeltest.June(1), Last: calendar.Date(2020, 8, 15), Due: calendar.Date(2020, 8, 20)}}
	p.Duties = []office.Duty{
		{Name: "tháng", Every: calendar.KindMonth, Before: 27},
		{Name: "quý", Every: calendar.KindQuarter, Before: 5, NextMonth: true},
		{Name: "năm", Every: calendar.KindYear, YearMonth: time.December, YearDay: 5},
		{Name: "hè", Every: calendar.KindNamed},
	}
	return p
}

func TestTheOfficeIsToldWhatItOwesNext(t *testing.T) {
	for _, c := range []struct {
		name, asOf string
		issued     []record.Issued
		want       []string
	}{
		{"nothing was due before the programme began", "01 08:00", nil,
			[]string{"tháng 2020-06 27/6 ahead 25", "quý 2020-Q2 5/7 ahead 33", "hè he-2020 21/8 ahead 80", "năm 2020 5/12 ahead 186"}},
		{"on the last day no day is left", "26 23:59:59", nil,
			[]string{"tháng 2020-06 27/6 ahead 0", "quý 2020-Q2 5/7 ahead 8", "hè he-2020 21/8 ahead 55", "năm 2020 5/12 ahead 161"}},
		{"a day later it is overdue, and the next one comes", "27 00:00", nil,
			[]string{"tháng 2020-06 27/6 overdue -1", "quý 2020-Q2 5/7 ahead 7", "tháng 2020-07 27/7 ahead 29", "hè he-2020 21/8 ahead 54", "năm 2020 5/12 ahead 160"}},
		{"once issued it is met", "25 10:00", []record.Issued{{Number: "9", Period: modeltest.OfficeWindows.Month(2020, time.June)}},
			[]string{"tháng 2020-06 27/6 met 1 9", "quý 2020-Q2 5/7 ahead 9", "hè he-2020 21/8 ahead 56", "năm 2020 5/12 ahead 162"}},
		{"what was met is not asked for again", "27 00:00", []record.Issued{{Number: "9", Period: modeltest.OfficeWindows.Month(2020, time.June)}},
			[]string{"quý 2020-Q2 5/7 ahead 7", "tháng 2020-07 27/7 ahead 29", "hè he-2020 21/8 ahead 54", "năm 2020 5/12 ahead 160"}},
		{"a draft meets nothing", "25 10:00", []record.Issued{{Draft: "x", Period: modeltest.OfficeWindows.Month(2020, time.June)}},
			[]string{"tháng 2020-06 27/6 ahead 1", "quý 2020-Q2 5/7 ahead 9", "hè he-2020 21/8 ahead 56", "năm 2020 5/12 ahead 162"}},
		{"a quarter is due in the month after it", "34 10:00", nil, // 4 July
			[]string{"tháng 2020-06 27/6 overdue -8", "quý 2020-Q2 5/7 ahead 0", "tháng 2020-07 27/7 ahead 22", "hè he-2020 21/8 ahead 47", "năm 2020 5/12 ahead 153"}},
	} {
		asOf := modeltest.At("01 00:00")
		var day, hour, minute, second int
		fmt.Sscanf(c.asOf, "%d %d:%d:%d", &day, &hour, &minute, &second)
		asOf = asOf.AddDate(0, 0, day-1).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second)
		var got []string
		for _, d := range Dues(owing(), c.issued, asOf) {
			line := fmt.Sprintf("%s %s %d/%d %s %d", d.Duty.Name, d.Period.Name, d.At.Day(), int(d.At.Month()), d.Status, d.DaysLeft)
			if d.Issued != nil {
				line += " " + d.Issued.Number
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestAYearsReportMayBeDueInTheNextYear(t *testing.T) {
	p := owing()
	p.Duties = []office.Duty{{Every: calendar.KindYear, YearMonth: time.January, YearDay: 15}}
	p.Windows.YearStartMonth, p.Windows.YearStartDay = time.January, 1
	got := Dues(p, nil, modeltest.At("24 08:00"))
	if len(got) != 1 || got[0].Period.Name != "2020" || got[0].At.Format("2006-01-02") != "2021-01-15" {
		t.Errorf("%+v", got)
	}
}

func TestADueOnADayOffIsRolledAndGraceIsForUnitsOnly(t *testing.T) {
	p := owing()
	p.Duties = []office.Duty{{Every: calendar.KindMonth, Before: 29}} // the 28th is a Sunday
	p.Deadlines.Roll, p.Deadlines.Grace = office.RollPrevious, time.Hour
	if got := Dues(p, nil, modeltest.At("24 08:00"))[0]; got.At != modeltest.At("26 00:00").AddDate(0, 0, 1) {
		t.Errorf("due at %s, want the end of Friday the 26th", got.At)
	}
}
