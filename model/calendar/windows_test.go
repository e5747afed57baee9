package calendar

import (
	"slices"
	"testing"
	"time"
)

func spanned(p Period) string { return p.Name + " " + p.First.String() + " " + p.Last.String() }

func TestMonthsAndYearsOfTheCalendarAreThoseOfEverybody(t *testing.T) {
	w := Windows{MonthStart: 1, YearStartMonth: time.January, YearStartDay: 1}
	for got, want := range map[string]string{
		spanned(w.Month(2020, time.February)):                                       "2020-02 2020-02-01 2020-02-29",
		spanned(w.Month(2020, 13)):                                                  "2021-01 2021-01-01 2021-01-31",
		spanned(w.MonthOf(day(t, "2020-06-30"))):                                    "2020-06 2020-06-01 2020-06-30",
		spanned(w.MonthOf(day(t, "2020-07-01"))):                                    "2020-07 2020-07-01 2020-07-31",
		spanned(w.Year(2020)):                                                       "2020 2020-01-01 2020-12-31",
		spanned(w.YearOf(day(t, "2020-12-31"))):                                     "2020 2020-01-01 2020-12-31",
		spanned(w.YearOf(day(t, "2021-01-01"))):                                     "2021 2021-01-01 2021-12-31",
		spanned(w.Quarter(2020, 1)):                                                 "2020-Q1 2020-01-01 2020-03-31",
		spanned(w.Half(2020, 2)):                                                    "2020-H2 2020-07-01 2020-12-31",
		spanned(Windows{}.Month(2020, time.June)):                                   "2020-06 2020-06-01 2020-06-30",
		spanned(Windows{}.Year(2020)):                                               "2020 2020-01-01 2020-12-31",
		spanned(DayPeriod(day(t, "2020-06-24"))):                                    "2020-06-24 2020-06-24 2020-06-24",
		spanned(ours.Month(2020, time.June)):                                        "2020-06 2020-05-25 2020-06-24",
		spanned(ours.Year(2020)):                                                    "2020 2019-11-30 2020-11-29",
		spanned(Windows{YearStartMonth: time.January, YearStartDay: 2}.Year(2020)):  "2020 2019-01-02 2020-01-01",
		spanned(Windows{YearStartMonth: time.February, YearStartDay: 1}.Year(2020)): "2020 2019-02-01 2020-01-31",
		spanned(Windows{MonthStart: 2}.Month(2020, time.June)):                      "2020-06 2020-05-02 2020-06-01",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAPeriodHoldsBothItsEnds(t *testing.T) {
	p := ours.Month(2020, time.June)
	for s, want := range map[string]bool{"2020-05-24": false, "2020-05-25": true, "2020-06-24": true, "2020-06-25": false} {
		if got := p.Contains(day(t, s)); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
	if p.Key() != "month 2020-06" {
		t.Errorf("it is called %q", p.Key())
	}
}

func TestAWindowThatReallyEndedElsewhereMovesTheNext(t *testing.T) {
	w := ours
	w.Ended = map[string]Day{"month 2020-06": day(t, "2020-06-20"), "year 2020": day(t, "2020-11-27")}
	for got, want := range map[string]string{
		spanned(w.Month(2020, time.June)):        "2020-06 2020-05-25 2020-06-20",
		spanned(w.Month(2020, time.July)):        "2020-07 2020-06-21 2020-07-24",
		spanned(w.MonthOf(day(t, "2020-06-21"))): "2020-07 2020-06-21 2020-07-24",
		spanned(w.Year(2020)):                    "2020 2019-11-30 2020-11-27",
		spanned(w.Year(2021)):                    "2021 2020-11-28 2021-11-29",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAPeriodOfMonthsTellsTheMonthThatItEndsIn(t *testing.T) {
	for _, c := range []struct {
		p     Period
		year  int
		month time.Month
		ok    bool
	}{
		{Period{Kind: KindMonth, Name: "2020-06"}, 2020, time.June, true},
		{Period{Kind: KindQuarter, Name: "2020-Q2"}, 2020, time.June, true},
		{Period{Kind: KindHalf, Name: "2020-H2"}, 2020, time.December, true},
		{Period{Kind: KindYear, Name: "2020"}, 0, 0, false},
		{Period{Kind: KindNamed, Name: "he"}, 0, 0, false},
		{Period{Kind: KindMonth, Name: "2020-x"}, 2020, 0, false},
		{Period{Kind: KindMonth, Name: "x-06"}, 0, time.June, false},
	} {
		y, m, ok := c.p.EndMonth()
		if ok != c.ok || ok && (y != c.year || m != c.month) {
			t.Errorf("%s ends in %d/%d, %v", c.p.Key(), m, y, ok)
		}
	}
}

func TestEveryQuarterAndHalfIsFoundByItsName(t *testing.T) {
	w := Windows{MonthStart: 1, Named: []NamedPeriod{{ID: "he", First: day(t, "2020-06-01"), Last: day(t, "2020-08-31")}}}
	for name, want := range map[string]string{
		"2020-Q1": "2020-Q1 2020-01-01 2020-03-31", "2020-q4": "2020-Q4 2020-10-01 2020-12-31",
		"2020-H1": "2020-H1 2020-01-01 2020-06-30", "2020-h2": "2020-H2 2020-07-01 2020-12-31",
		"2020-06": "2020-06 2020-06-01 2020-06-30", "2020": "2020 2020-01-01 2020-12-31", "he": "he 2020-06-01 2020-08-31",
		"2020-Q0": " ", "2020-Q5": " ", "2020-H3": " ", "2020-H0": " ", "x-Q1": " ", "2020-Qx": " ", "dong": " ",
	} {
		p, ok := w.Find(name)
		if want == " " != !ok || ok && spanned(p) != want {
			t.Errorf("%s is %s, %v, want %s", name, spanned(p), ok, want)
		}
	}
	for m := time.January; m <= time.December; m++ {
		q, _ := w.Of(KindQuarter, Date(2020, m, 15))
		h, _ := w.Of(KindHalf, Date(2020, m, 15))
		if y, end, _ := q.EndMonth(); y != 2020 || end < m || end-m > 2 {
			t.Errorf("month %d lies in %s", m, q.Name)
		}
		if y, end, _ := h.EndMonth(); y != 2020 || end < m || end-m > 5 {
			t.Errorf("month %d lies in %s", m, h.Name)
		}
	}
	if p, ok := w.Of(KindYear, day(t, "2020-06-01")); !ok || p.Name != "2020" {
		t.Errorf("the year is %+v", p)
	}
	if p, ok := w.Of(KindDay, day(t, "2020-06-01")); !ok || p.Name != "2020-06-01" {
		t.Errorf("the day is %+v", p)
	}
	if _, ok := w.Of(KindNamed, day(t, "2020-06-01")); ok {
		t.Error("a named period is found by a day")
	}
}

func TestPeriodsTouchASpanWhereTheyShareADay(t *testing.T) {
	w := Windows{MonthStart: 25, Named: []NamedPeriod{{ID: "he", First: day(t, "2020-06-01"), Last: day(t, "2020-06-10")}}}
	names := func(kind PeriodKind, from, to string) (all []string) {
		for _, p := range w.Touching(kind, day(t, from), day(t, to)) {
			all = append(all, p.Name)
		}
		return all
	}
	for _, c := range []struct {
		kind     PeriodKind
		from, to string
		want     []string
	}{
		{KindMonth, "2020-06-24", "2020-06-24", []string{"2020-06"}},
		{KindMonth, "2020-06-24", "2020-06-25", []string{"2020-06", "2020-07"}},
		{KindMonth, "2020-06-25", "2020-06-24", nil},
		{KindNamed, "2020-06-10", "2020-06-30", []string{"he"}},
		{KindNamed, "2020-05-01", "2020-06-01", []string{"he"}},
		{KindNamed, "2020-05-01", "2020-05-31", nil},
		{KindNamed, "2020-06-11", "2020-06-30", nil},
	} {
		if got := names(c.kind, c.from, c.to); !slices.Equal(got, c.want) {
			t.Errorf("%s %s to %s: %v, want %v", c.kind, c.from, c.to, got, c.want)
		}
	}
}

func TestAYearOfMonthsIsItsTwelveMonthsAndItsReportIsDueBeforeItsEnd(t *testing.T) {
	w := Windows{MonthStart: 25}
	if got := spanned(w.Year(2020)); got != "2020 2019-12-25 2020-12-24" {
		t.Errorf("2020 is %s", got)
	}
	for d := day(t, "2019-12-01"); d < day(t, "2021-02-01"); d++ {
		if month, year := w.MonthOf(d), w.YearOf(d); month.First < year.First || month.Last > year.Last {
			t.Fatalf("%s: the month %s is not within its year %s", d, spanned(month), spanned(year))
		}
	}
	for _, c := range []struct {
		w     Windows
		month time.Month
		day   int
		want  string
	}{
		{w, time.November, 30, "2020-11-29"}, {w, time.December, 5, "2020-12-04"}, {w, time.January, 15, "2021-01-14"},
		{ours, time.November, 30, "2020-11-29"}, {ours, time.December, 5, "2020-12-04"},
		{Windows{MonthStart: 1, YearStartMonth: time.January, YearStartDay: 1}, time.January, 15, "2021-01-14"},
	} {
		if got := c.w.Year(2020).DueBefore(c.month, c.day).String(); got != c.want {
			t.Errorf("before %d/%d is by %s, want %s", c.day, c.month, got, c.want)
		}
	}
	w.Ended = map[string]Day{"month 2020-12": day(t, "2020-12-20")}
	if got := spanned(w.Year(2021)); got != "2021 2020-12-21 2021-12-24" {
		t.Errorf("after a December that ended on the 20th, 2021 is %s", got)
	}
}
