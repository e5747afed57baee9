package report

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/record"
)

// everyDay says so much of each of a unit's working days of a span.
func everyDay(s *record.State, unit string, from, to calendar.Day, n int64) {
	c := calendar.Calendar{Weekdays: calendar.MondayToFriday}
	for d := from; d <= to; d++ {
		if c.Working(d) {
			at := d.At(16*time.Hour, modeltest.HCM)
			s.Say(record.Version{Source: unit + ".xlsx", Unit: unit, Day: d, Asked: at, Answered: at, Figures: modeltest.Figures(3, n)})
		}
	}
}

func TestAPeriodIsComparedOnlyWhereBothAreCovered(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Starts, p.Ends = calendar.Date(2019, time.May, 25), 0
	s := &record.State{}
	for _, unit := range []string{"an", "binh"} {
		everyDay(s, unit, calendar.Date(2019, 5, 25), calendar.Date(2019, 6, 24), 2)
		everyDay(s, unit, calendar.Date(2020, 5, 25), calendar.Date(2020, 6, 24), 3)
	}
	everyDay(s, "an", calendar.Date(2020, 4, 25), calendar.Date(2020, 5, 24), 3) // binh reported nothing in May
	r := Compile(p, s, p.Windows.Month(2020, time.June), time.Date(2020, 6, 24, 18, 0, 0, 0, modeltest.HCM))
	all := r.Comparisons
	if len(all) != 2 || all[0].Basis != PeriodBefore || all[1].Basis != YearBefore {
		t.Fatalf("%+v", all)
	}
	if got := all[0].Lines[0]; got.Covered || all[0].Then.Period.Name != "2020-05" {
		t.Errorf("half of May is missing and it is compared: %+v", got)
	}
	got := all[1].Lines[0]
	if n, ok := got.Change(); !ok || n != got.Now.N-got.Then.N || n <= 0 || all[1].Then.Period.Name != "2019-06" {
		t.Errorf("June of the year before: %+v", got)
	}
	if tenths, ok := got.Tenths(); !ok || tenths != Rounded((got.Now.N-got.Then.N)*1000, got.Then.N) {
		t.Errorf("%d tenths, %v", tenths, ok)
	}
}

func TestARunningPeriodIsComparedWithAsManyDays(t *testing.T) {
	p := modeltest.TwoUnits()
	r := Compile(p, &record.State{}, p.Windows.Month(2020, time.June), modeltest.At("10 18:00"))
	for _, c := range r.Comparisons {
		if got, want := c.Then.Period.Last-c.Then.Period.First, r.Window.Through-r.Window.Period.First; got != want {
			t.Errorf("%s: %d days are compared with %d", c.Basis, want+1, got+1)
		}
		if c.Lines[0].Covered {
			t.Errorf("%s: what nobody stated is compared", c.Basis)
		}
	}
}

func TestPeriodsBeforeAreOfTheSameKind(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Starts, p.Ends = calendar.Date(2019, time.January, 1), 0
	p.Windows = calendar.Windows{MonthStart: 25, Named: []calendar.NamedPeriod{{ID: "he", First: calendar.Date(2020, 6, 1), Last: calendar.Date(2020, 6, 30)}}}
	asOf := time.Date(2021, 2, 1, 8, 0, 0, 0, modeltest.HCM)
	for name, want := range map[string]string{
		"2020-01": "2019-12 2019-01", "2020-Q1": "2019-Q4 2019-Q1", "2020-H2": "2020-H1 2019-H2", "2020": "2019", "2020-06-15": "2020-06-12", "he": "",
	} {
		period, _ := p.Windows.Find(name)
		got := ""
		for _, c := range Compile(p, &record.State{}, period, asOf).Comparisons {
			if got != "" {
				got += " "
			}
			got += c.Then.Period.Name
		}
		if got != want {
			t.Errorf("%s is compared with %q, want %q", name, got, want)
		}
	}
}

func TestPartsAreRoundedAsPeopleRound(t *testing.T) {
	for _, c := range []struct{ n, by, want int64 }{{1, 2, 1}, {-1, 2, -1}, {14, 10, 1}, {15, 10, 2}, {-14, 10, -1}, {-15, 10, -2}, {0, 7, 0}} {
		if got := Rounded(c.n, c.by); got != c.want {
			t.Errorf("%d ÷ %d is %d, want %d", c.n, c.by, got, c.want)
		}
	}
}
