package record_test

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAWindowStartsWhereTheLastOneReallyEnded(t *testing.T) {
	p := &office.Programme{Windows: modeltest.OfficeWindows}
	issued := []record.Issued{
		{Number: "1", Period: calendar.Period{Kind: calendar.KindMonth, Name: "2020-06", First: calendar.Date(2020, 5, 25), Last: calendar.Date(2020, 6, 20)}},
		{Number: "", Draft: "never issued", Period: calendar.Period{Kind: calendar.KindMonth, Name: "2020-08", First: calendar.Date(2020, 7, 25), Last: calendar.Date(2020, 8, 31)}},
	}
	w := record.Following(p, issued).Windows
	for day, want := range map[calendar.Day]string{calendar.Date(2020, 6, 20): "2020-06", calendar.Date(2020, 6, 21): "2020-07", calendar.Date(2020, 8, 25): "2020-09"} {
		if got := w.MonthOf(day).Name; got != want {
			t.Errorf("%s lies in %s, want %s", day, got, want)
		}
	}
	if july := w.Month(2020, time.July); july.First != calendar.Date(2020, 6, 21) || july.Last != calendar.Date(2020, 7, 24) {
		t.Errorf("July is %s to %s", july.First, july.Last)
	}
	if half := w.Half(2020, 1); half.Last != calendar.Date(2020, 6, 20) {
		t.Errorf("the first half ends on %s", half.Last)
	}
	if p.Windows.Ended != nil {
		t.Error("the programme itself was changed")
	}
}

func TestAPeriodIsDueBeforeTheDayOfItsLastMonth(t *testing.T) {
	p := &office.Programme{Location: time.UTC, Windows: modeltest.OfficeWindows, Deadlines: office.Deadlines{Monthly: 25, HalfYearly: 10, YearMonth: time.November, YearDay: 30}}
	p.Windows.Named = []calendar.NamedPeriod{{ID: "he", First: calendar.Date(2020, 6, 1), Last: calendar.Date(2020, 8, 15), Due: calendar.Date(2020, 8, 20)}}
	for key, want := range map[[2]string]string{
		{"quarter", "2020-Q2"}: "2020-06-25", {"half", "2020-H2"}: "2020-12-10", {"named", "he"}: "2020-08-21",
	} {
		period, err := p.Windows.Parse(calendar.PeriodKind(key[0]), key[1])
		if due := p.Due(period); err != nil || due.Format("2006-01-02") != want {
			t.Errorf("%v is due at %v, want the end of the day before %s (%v)", key, due, want, err)
		}
	}
}
