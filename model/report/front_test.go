package report

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

func frontAt(month time.Month, day, hour int) time.Time {
	return time.Date(2020, month, day, hour, 0, 0, 0, modeltest.HCM)
}

func TestTheClosingMonthStaysInFrontUntilItsReportIsIssued(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Ends = calendar.Date(2020, time.July, 31)
	issued := []record.Issued{{Draft: "x", Period: p.Windows.Month(2020, time.June), Number: "12", At: frontAt(6, 25, 9)}}
	for _, c := range []struct {
		at     time.Time
		issued []record.Issued
		want   string
	}{
		{frontAt(6, 24, 23), nil, "2020-06"},
		{frontAt(6, 25, 8), nil, "2020-06"},
		{frontAt(6, 25, 10), issued, "2020-07"},
		{frontAt(7, 4, 8), nil, "2020-06"},
		{frontAt(7, 5, 8), nil, "2020-07"},  // nobody issues it
		{frontAt(12, 1, 8), nil, "2020-08"}, // its last days lie in August's window
	} {
		if got := Front(p, c.issued, c.at); got.Name != c.want {
			t.Errorf("as of %s %s is in front, want %s", c.at.Format("2/1 15:04"), got.Name, c.want)
		}
	}
}

func TestTheReportInFrontTellsOfTodayToo(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Ends = 0
	s := &record.State{}
	everyDay(s, "an", calendar.Date(2020, 6, 22), calendar.Date(2020, 6, 26), 2)
	var c Compiler
	r := c.Front(p, s, frontAt(6, 26, 18))
	today := calendar.Date(2020, 6, 26)
	if r.Window.Period.Name != "2020-06" || r.Day.Period.First != today || r.Day.Total.Figures[0].N != 2 || len(r.Later) != 4 || len(r.After) != 2 {
		t.Fatalf("%s, %+v, %d standings and %d lines since", r.Window.Period.Name, r.Day.Total, len(r.Later), len(r.After))
	}
	if r.Window.Total.Figures[0].N != 6 || r.Year.Total.Figures[0].N != 10 {
		t.Errorf("the month comes to %v and the year to %v", r.Window.Total.Figures[0], r.Year.Total.Figures[0])
	}
	if on := r.On(calendar.Date(2020, 6, 23)); on.Day.Total.Figures[0].N != 2 || on.Day.Total.Rate.Expected != 2 || on.Window.Total.Figures[0].N != 6 {
		t.Errorf("on 23/6 %+v", on.Day.Total)
	}
}

func TestTheMonthsOfAYearAddUpToIt(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Starts, p.Ends, p.Windows = calendar.Date(2020, time.January, 2), 0, calendar.Windows{MonthStart: 25}
	s := &record.State{}
	everyDay(s, "an", p.Starts, calendar.Date(2020, 6, 12), 2)
	everyDay(s, "binh", p.Starts, calendar.Date(2020, 6, 12), 3)
	r := Compile(p, s, p.Windows.Month(2020, time.June), frontAt(6, 12, 18))
	for unit, line := range map[string]Line{"": r.Year.Total, "binh": r.Year.Lines[1]} {
		sum, expected, months := int64(0), 0, r.ByMonth(unit)
		for _, m := range months {
			if unit == "" {
				sum, expected = sum+m.Total.Figures[0].N, expected+m.Total.Rate.Expected
				continue
			}
			sum, expected = sum+m.Lines[1].Figures[0].N, expected+m.Lines[1].Rate.Expected
		}
		if len(months) != 6 || sum != line.Figures[0].N || expected == 0 {
			t.Errorf("%q: %d months come to %d of %d, %d reports expected", unit, len(months), sum, line.Figures[0].N, expected)
		}
	}
}
