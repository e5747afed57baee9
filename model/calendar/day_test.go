package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayCountsAsSpreadsheetsDo(t *testing.T) {
	for _, c := range []struct {
		day  Day
		want string
	}{
		{43983, "2020-06-01"}, {43831, "2020-01-01"}, {1, "1899-12-31"}, {0, ""},
	} {
		if got := c.day.String(); got != c.want {
			t.Errorf("Day(%d) = %q, want %q", c.day, got, c.want)
		}
	}
	if _, ok := ValidDate(2020, 2, 30); ok {
		t.Error("30 February is taken for a date")
	}
}

func TestADayPrintsAndParsesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.Int32Range(1, 80000).Draw(t, "day"))
		back, err := ParseDay(d.String())
		if err != nil || back != d {
			t.Fatalf("%v came back as %v, %v", d, back, err)
		}
	})
}

var ours = Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}

func TestWindowsAreNamedAfterTheMonthThatEndsThem(t *testing.T) {
	for _, c := range []struct{ day, month, first, last, year string }{
		{"2020-06-24", "2020-06", "2020-05-25", "2020-06-24", "2020"},
		{"2020-06-25", "2020-07", "2020-06-25", "2020-07-24", "2020"},
		{"2020-12-25", "2021-01", "2020-12-25", "2021-01-24", "2021"},
		{"2020-11-29", "2020-12", "2020-11-25", "2020-12-24", "2020"},
		{"2020-11-30", "2020-12", "2020-11-25", "2020-12-24", "2021"},
	} {
		d, _ := ParseDay(c.day)
		m, y := ours.MonthOf(d), ours.YearOf(d)
		if m.Name != c.month || m.First.String() != c.first || m.Last.String() != c.last || y.Name != c.year {
			t.Errorf("%s lies in %s (%s to %s) of %s, want %+v", c.day, m.Name, m.First, m.Last, y.Name, c)
		}
	}
}

func TestNoDayBelongsToTwoWindowsOrToNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := Windows{
			MonthStart:     rapid.IntRange(1, 28).Draw(t, "month start"),
			YearStartMonth: time.Month(rapid.IntRange(1, 12).Draw(t, "year month")),
			YearStartDay:   rapid.IntRange(1, 28).Draw(t, "year day"),
		}
		d := Day(rapid.Int32Range(40000, 60000).Draw(t, "day"))
		for _, of := range []func(Day) Period{w.MonthOf, w.YearOf} {
			p := of(d)
			if !p.Contains(d) {
				t.Fatalf("%v is not in its own window %+v", d, p)
			}
			if next := of(p.Last + 1); next.First != p.Last+1 {
				t.Fatalf("after %+v comes %+v", p, next)
			}
		}
	})
}

func TestTheWeekdayIsThatOfTheCalendar(t *testing.T) {
	for d := Day(-800); d < 60_000; d++ {
		if got, want := d.Weekday(), d.utc().Weekday(); got != want {
			t.Fatalf("%s: got %s, want %s", d, got, want)
		}
	}
}
