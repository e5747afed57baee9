package model

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// passesOf lists June's passes of twoUnits with some looks.
func passesOf(t *testing.T, seen map[string][]Seen, versions ...Version) []Pass {
	t.Helper()
	p, _ := juneIssued(t)
	return passes(p, &State{Seen: seen, Said: SaidIn(versions)}, p.Windows.Month(2020, time.June))
}

func sawAt(at time.Time) Seen { return Seen{Asked: at, Answered: at.Add(time.Second)} }

func TestAPassIsLooksWithoutAPauseThatSawSomethingNew(t *testing.T) {
	p, _ := juneIssued(t)
	an, binh := p.Sources()[0], p.Sources()[1]
	day := Date(2020, time.June, 10)
	noon, evening, night := at("10 12:00"), at("10 17:00"), at("10 22:30")
	lost := sawAt(evening)
	lost.Fault = &Fault{Code: FaultNotShared}
	first := Version{Source: an, Unit: p.Units[0].ID, Day: day, Asked: noon, Answered: noon.Add(time.Second),
		Figures: []Figure{{Indicator: "x", Value: 1}, {Indicator: "y", Value: 2}}}
	second := first
	second.Asked, second.Answered, second.Figures = night, night.Add(time.Second), []Figure{{Indicator: "x", Value: 3}, {Indicator: "z", Value: 4}}
	got := passesOf(t, map[string][]Seen{
		an:   {sawAt(noon), sawAt(noon.Add(time.Hour)), sawAt(night)}, // nothing new at 13:00
		binh: {sawAt(noon.Add(time.Minute)), lost, sawAt(night.Add(time.Minute))},
	}, first, second)
	want := []Pass{
		{Began: noon, Ended: noon.Add(61 * time.Second), Read: 1, Stated: 2},
		{Began: evening, Ended: evening.Add(time.Second), Lost: []string{binh}},
		{Began: night, Ended: night.Add(61 * time.Second), Read: 1, Stated: 1, Changed: 1, Withdrawn: 1, Back: []string{binh}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnAmendmentIsWhatChangedAfterItsDayWasReported(t *testing.T) {
	p, _ := juneIssued(t)
	day := Date(2020, time.June, 10)
	version := func(seen string, figures ...Figure) Version {
		return Version{Source: p.Sources()[0], Unit: p.Units[0].ID, Day: day, Asked: at(seen), Answered: at(seen), Figures: figures}
	}
	a, b := p.Indicators[0].ID, ""
	if len(p.Indicators) > 1 {
		b = p.Indicators[1].ID
	}
	gone := version("12 08:00")
	gone.Gone = true
	s := &State{Said: SaidIn([]Version{
		version("10 12:00", Figure{Indicator: a, Value: 5}),
		version("10 16:00", Figure{Indicator: a, Value: 6, Cell: "B7"}, Figure{Indicator: b, Value: 1}), // b in time: no amendment
		gone, // held: no amendment
		version("13 08:00", Figure{Indicator: b, Value: 1}),
	})}
	var got []string
	for _, x := range amendments(p, s, p.Windows.Month(2020, time.June), day+10) {
		got = append(got, string(x.Kind)+" "+x.Indicator.ID+" "+x.Old.String()+">"+x.New.String()+" "+x.Seen.In(p.Location).Format("2 15:04")+" "+x.Cell)
	}
	want := []string{"changed " + a + " 5>6 10 16:00 B7", "withdrawn " + a + " 6> 13 08:00 B7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestThePlanChecksTheUnitsTargetsAgainstTheDistricts(t *testing.T) {
	x, y := &Indicator{ID: "x"}, &Indicator{ID: "y"}
	u := &Unit{ID: "an"}
	got := planChecks([]Progress{
		{Indicator: x, Goal: Stated(100)}, {Indicator: x, Unit: u, Goal: Stated(40)}, {Indicator: x, Unit: &Unit{ID: "binh"}, Goal: Stated(50)},
		{Indicator: y, Goal: Stated(7)}, // no unit has one
	}, 3)
	want := []PlanCheck{{Indicator: x, District: 100, Units: 90, Having: 2, Of: 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDaysAddUpAndAnUnreportedWorkingDayIsUnstated(t *testing.T) {
	p := &Programme{Starts: Date(2020, 6, 1), Calendar: Calendar{Weekdays: MondayToFriday}, Indicators: []Indicator{
		{ID: "x", Aggregate: AggregateSum}, {ID: "stock", Aggregate: AggregateLatest}}}
	day := Date(2020, time.June, 5) // a Friday
	line := func(n int64) DayLine {
		return DayLine{Day: day, Figures: []Cited{{Count: Stated(n)}, {Count: Stated(9)}}}
	}
	got := dayTotals(p, []DayLine{line(3), line(4)}, Period{First: day, Last: day + 10}, day+3)
	want := []DayTotal{{Day: day, Figures: []Count{Stated(7), {}}, Reported: 2}, {Day: day + 3, Figures: make([]Count, 2)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
