package calendar

import "testing"

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
