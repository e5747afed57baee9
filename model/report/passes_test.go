package report

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

// passesOf lists June's passes of twoUnits with some looks.
func passesOf(t *testing.T, seen map[string][]record.Seen, versions ...record.Version) []Pass {
	t.Helper()
	p, _ := juneIssued(t)
	return passes(p, &record.State{Seen: seen, Said: record.SaidIn(versions)}, p.Windows.Month(2020, time.June))
}

func TestAPassIsLooksWithoutAPauseThatSawSomethingNew(t *testing.T) {
	p, _ := juneIssued(t)
	an, binh := p.Sources()[0], p.Sources()[1]
	day := calendar.Date(2020, time.June, 10)
	noon, evening, night := modeltest.At("10 12:00"), modeltest.At("10 17:00"), modeltest.At("10 22:30")
	lost := modeltest.SawAt(evening)
	lost.Fault = &office.Fault{Code: office.FaultNotShared}
	first := record.Version{Source: an, Unit: p.Units[0].ID, Day: day, Asked: noon, Answered: noon.Add(time.Second),
		Figures: []record.Figure{{Indicator: "x", Value: 1}, {Indicator: "y", Value: 2}}}
	second := first
	second.Asked, second.Answered, second.Figures = night, night.Add(time.Second), []record.Figure{{Indicator: "x", Value: 3}, {Indicator: "z", Value: 4}}
	got := passesOf(t, map[string][]record.Seen{
		an:   {modeltest.SawAt(noon), modeltest.SawAt(noon.Add(time.Hour)), modeltest.SawAt(night)}, // nothing new at 13:00
		binh: {modeltest.SawAt(noon.Add(time.Minute)), lost, modeltest.SawAt(night.Add(time.Minute))},
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
	day := calendar.Date(2020, time.June, 10)
	version := func(seen string, figures ...record.Figure) record.Version {
		return record.Version{Source: p.Sources()[0], Unit: p.Units[0].ID, Day: day, Asked: modeltest.At(seen), Answered: modeltest.At(seen), Figures: figures}
	}
	a, b := p.Indicators[0].ID, ""
	if len(p.Indicators) > 1 {
		b = p.Indicators[1].ID
	}
	gone := version("12 08:00")
	gone.Gone = true
	s := &record.State{Said: record.SaidIn([]record.Version{
		version("10 12:00", record.Figure{Indicator: a, Value: 5}),
		version("10 16:00", record.Figure{Indicator: a, Value: 6, Cell: "B7"}, record.Figure{Indicator: b, Value: 1}), // b in time: no amendment
		gone, // held: no amendment
		version("13 08:00", record.Figure{Indicator: b, Value: 1}),
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
	x, y := &office.Indicator{ID: "x"}, &office.Indicator{ID: "y"}
	u := &office.Unit{ID: "an"}
	got := planChecks([]Progress{
		{Indicator: x, Goal: office.Stated(100)}, {Indicator: x, Unit: u, Goal: office.Stated(40)}, {Indicator: x, Unit: &office.Unit{ID: "binh"}, Goal: office.Stated(50)},
		{Indicator: y, Goal: office.Stated(7)}, // no unit has one
	}, 3)
	want := []PlanCheck{{Indicator: x, District: 100, Units: 90, Having: 2, Of: 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDaysAddUpAndAnUnreportedWorkingDayIsUnstated(t *testing.T) {
	p := &office.Programme{Starts: calendar.Date(2020, 6, 1), Calendar: calendar.Calendar{Weekdays: calendar.MondayToFriday}, Indicators: []office.Indicator{
		{ID: "x", Aggregate: office.AggregateSum}, {ID: "stock", Aggregate: office.AggregateLatest}}}
	day := calendar.Date(2020, time.June, 5) // a Friday
	line := func(n int64) DayLine {
		return DayLine{Day: day, Figures: []Cited{{Count: office.Stated(n)}, {Count: office.Stated(9)}}}
	}
	got := dayTotals(p, []DayLine{line(3), line(4)}, calendar.Period{First: day, Last: day + 10}, day+3)
	want := []DayTotal{{Day: day, Figures: []office.Count{office.Stated(7), {}}, Reported: 2}, {Day: day + 3, Figures: make([]office.Count, 2)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
