package model

import (
	"testing"
	"time"
)

func TestQuartersAndHalvesAreMadeOfMonths(t *testing.T) {
	for _, c := range []struct {
		kind              PeriodKind
		name, first, last string
	}{
		{KindQuarter, "2020-Q2", "2020-03-25", "2020-06-24"},
		{KindQuarter, "2021-1", "2020-12-25", "2021-03-24"},
		{KindHalf, "2020-H1", "2019-12-25", "2020-06-24"},
		{KindHalf, "2020-2", "2020-06-25", "2020-12-24"},
	} {
		p, err := ours.Parse(c.kind, c.name)
		if err != nil || p.First.String() != c.first || p.Last.String() != c.last {
			t.Errorf("%s %s is %s to %s (%v), want %s to %s", c.kind, c.name, p.First, p.Last, err, c.first, c.last)
		}
		for _, d := range []Day{p.First, p.Last} {
			if of, ok := ours.Of(c.kind, d); !ok || of != p {
				t.Errorf("%s lies in %+v, want %+v", d, of, p)
			}
		}
	}
	for kind, name := range map[PeriodKind]string{KindQuarter: "2020-Q5", KindHalf: "2020-06-01", KindYear: "20", KindNamed: "summer", KindDay: "24/6", KindMonth: "2020-13"} {
		if p, err := ours.Parse(kind, name); err == nil {
			t.Errorf("%s %q is taken for %+v", kind, name, p)
		}
	}
}

func TestAWindowStartsWhereTheLastOneReallyEnded(t *testing.T) {
	p := &Programme{Windows: officeWindows}
	issued := []Issued{
		{Number: "1", Period: Period{KindMonth, "2020-06", Date(2020, 5, 25), Date(2020, 6, 20)}},
		{Number: "", Draft: "never issued", Period: Period{KindMonth, "2020-08", Date(2020, 7, 25), Date(2020, 8, 31)}},
	}
	w := Following(p, issued).Windows
	for day, want := range map[Day]string{Date(2020, 6, 20): "2020-06", Date(2020, 6, 21): "2020-07", Date(2020, 8, 25): "2020-09"} {
		if got := w.MonthOf(day).Name; got != want {
			t.Errorf("%s lies in %s, want %s", day, got, want)
		}
	}
	if july := w.Month(2020, time.July); july.First != Date(2020, 6, 21) || july.Last != Date(2020, 7, 24) {
		t.Errorf("July is %s to %s", july.First, july.Last)
	}
	if half := w.Half(2020, 1); half.Last != Date(2020, 6, 20) {
		t.Errorf("the first half ends on %s", half.Last)
	}
	if p.Windows.Ended != nil {
		t.Error("the programme itself was changed")
	}
}

func TestAPeriodIsDueBeforeTheDayOfItsLastMonth(t *testing.T) {
	p := &Programme{Location: time.UTC, Windows: officeWindows, Deadlines: Deadlines{Monthly: 25, HalfYearly: 10, YearMonth: time.November, YearDay: 30}}
	p.Windows.Named = []NamedPeriod{{ID: "he", First: Date(2020, 6, 1), Last: Date(2020, 8, 15), Due: Date(2020, 8, 20)}}
	for key, want := range map[[2]string]string{
		{"quarter", "2020-Q2"}: "2020-06-25", {"half", "2020-H2"}: "2020-12-10", {"named", "he"}: "2020-08-21",
	} {
		period, err := p.Windows.Parse(PeriodKind(key[0]), key[1])
		if due := p.Due(period); err != nil || due.Format("2006-01-02") != want {
			t.Errorf("%v is due at %v, want the end of the day before %s (%v)", key, due, want, err)
		}
	}
}
