package report

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// quarterly is a report of the second quarter of 2020 on two units and three
// indicators: a flow, a stock, and a total with its two parts after them.
func quarterly(days ...DayLine) *Report {
	p := &office.Programme{
		Starts: calendar.Date(2020, 5, 1), Calendar: calendar.Calendar{Weekdays: calendar.MondayToFriday}, Windows: calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30},
		Units: []office.Unit{{ID: "an"}, {ID: "binh"}},
		Indicators: []office.Indicator{{ID: "people"}, {ID: "teams", Aggregate: office.AggregateLatest},
			{ID: "total", Group: "Hồ sơ", Unit: "hồ sơ", Formula: []office.Term{{Sign: 1, Indicator: "three"}, {Sign: 1, Indicator: "four"}}}, {ID: "three"}, {ID: "four"}},
	}
	quarter := p.Windows.Quarter(2020, 2)
	return &Report{Programme: p, Window: Summary{Period: quarter, Through: quarter.Last}, Year: Summary{Period: p.Windows.Year(2020), Through: quarter.Last}, Daily: days}
}

func day(unit string, d calendar.Day, counts ...office.Count) DayLine {
	l := DayLine{Unit: &office.Unit{ID: unit}, Day: d}
	for _, c := range counts {
		l.Figures = append(l.Figures, Cited{Count: c})
	}
	return l
}

func TestMonthsPartTheWindowAndKeepEveryFigure(t *testing.T) {
	entered := day("an", calendar.Date(2020, 6, 2), office.Stated(4))
	entered.Figures[0].Entered = &office.Decision{ID: 7}
	r := quarterly(
		day("an", calendar.Date(2020, 5, 24), office.Stated(1), office.Stated(3)), day("an", calendar.Date(2020, 5, 25), office.Stated(2), office.Stated(5)),
		entered, day("an", calendar.Date(2020, 6, 3), office.Count{}, office.Stated(4)), day("binh", calendar.Date(2020, 6, 24), office.Stated(8)))
	got := map[string]string{}
	for _, m := range r.Months() {
		got[m.Period.Name] = m.Period.First.Short() + "–" + m.Period.Last.Short()
		for unit, figures := range m.Figures {
			got[m.Period.Name+" "+unit] = figures[0].String() + " " + figures[1].String()
		}
	}
	want := map[string]string{
		"2020-04": "25/3/2020–24/4/2020", "2020-05": "25/4/2020–24/5/2020", "2020-06": "25/5/2020–24/6/2020",
		"2020-05 an": "1 3", "2020-06 an": "6 4", "2020-06 binh": "8 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
	if june := r.Months()[2].Figures["an"]; june[0].Entered == nil || june[1].Entered != nil {
		t.Error("June does not know which of its sums holds a figure of the office")
	}
}

func TestMonthsEndWithWhatIsCounted(t *testing.T) {
	r := quarterly()
	r.Window.Through = calendar.Date(2020, 5, 30)
	months := r.Months()
	if last := months[len(months)-1].Period; last.Name != "2020-06" || last.Last != calendar.Date(2020, 5, 30) {
		t.Errorf("the last part is %+v", last)
	}
}

func TestAnEstimateGrowsFlowsWithTheWorkingDays(t *testing.T) {
	r := quarterly()
	r.Year.Total.Figures = []Sum{{Count: office.Stated(100)}, {Count: office.Stated(14)}, {}, {}, {}}
	e := r.Estimate()
	gone, all := 0, 0
	for d := r.Programme.Starts; d <= r.Year.Period.Last; d++ {
		if wd := d.Weekday(); wd != time.Saturday && wd != time.Sunday {
			if all++; d <= r.Year.Through {
				gone++
			}
		}
	}
	if e.Gone != gone || e.All != all || e.Counts[0] != office.Stated(int64(100*all/gone)) || e.Counts[1] != office.Stated(14) || e.Counts[2].Stated {
		t.Errorf("the estimate is %+v, with %d of %d days gone by", e, gone, all)
	}
	r.Year.Through = calendar.Date(2020, 4, 30)
	if e := r.Estimate(); e.Counts[0].Stated || e.Counts[1] != office.Stated(14) {
		t.Errorf("before the first day the estimate is %+v", e.Counts)
	}
}

func TestARankingCountsOnlyWhatCouldBeJudged(t *testing.T) {
	r := quarterly()
	line := func(id string, rate office.Rate, people int64) Line {
		return Line{Unit: &office.Unit{ID: id}, Rate: rate, Figures: []Sum{{Count: office.Stated(people)}, {}, {}, {}, {}}}
	}
	r.Window.Lines = []Line{
		line("never-read", office.Rate{Expected: 4, Unreadable: 4}, 0), line("late", office.Rate{Expected: 4, Late: 4}, 200),
		line("half-read", office.Rate{Expected: 4, Unreadable: 2, OnTime: 2}, 100), line("good", office.Rate{Expected: 4, OnTime: 3, Unproven: 1}, 100), line("absent", office.Rate{Expected: 4, Missing: 4}, 0),
	}
	s := office.Scoring{OnTime: 50, Complete: 30, Figures: []office.Weight{{Indicator: "people", Points: 20}}}
	var got []string
	for _, x := range Rank(s, r.Programme, &r.Window) {
		got = append(got, x.Line.Unit.ID+" "+office.Stated(int64(x.Rank)).String()+" "+office.Stated(x.Tenths).String())
	}
	want := []string{"good 1 900", "late 2 500", "absent 3 0", "half-read 0 0", "never-read 0 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ranking (-want +got):\n%s", diff)
	}
}

// withTotals gives the report lines of total, three and four.
func withTotals(r *Report, lines ...[3]office.Count) *Report {
	sums := func(c [3]office.Count) []Sum { return []Sum{{}, {}, {Count: c[0]}, {Count: c[1]}, {Count: c[2]}} }
	var all []*Line
	for i := range lines {
		r.Window.Lines = append(r.Window.Lines, Line{Unit: &r.Programme.Units[i], Figures: sums(lines[i])})
	}
	for i := range r.Window.Lines {
		all = append(all, &r.Window.Lines[i])
	}
	r.Window.Total = Total(r.Programme, all)
	r.Year = Summary{Lines: r.Window.Lines, Total: r.Window.Total}
	return r
}

func TestARestMakesATotalTrueInEveryLine(t *testing.T) {
	printed := []string{"total", "three", "four"}
	r := withTotals(quarterly(), [3]office.Count{office.Stated(10), office.Stated(6), office.Stated(4)}, [3]office.Count{office.Stated(7)})
	total := slices.IndexFunc(r.Programme.Indicators, func(x office.Indicator) bool { return x.ID == "total" })
	r.Totals = []DayTotal{{Figures: make([]office.Count, 5)}, {Figures: make([]office.Count, 5)}}
	r.Totals[0].Figures[total] = office.Stated(17)
	out := r.Unclassified(printed, "Chưa phân loại")
	if len(out.Programme.Indicators) != 6 || len(r.Programme.Indicators) != 5 || len(r.Programme.Indicators[2].Formula) != 2 {
		t.Fatalf("the report has %d indicators, the original %d", len(out.Programme.Indicators), len(r.Programme.Indicators))
	}
	x := out.Programme.Indicators[5]
	if x.ID != UnclassifiedOf("total") || x.Unit != "hồ sơ" || x.Group != "Hồ sơ" {
		t.Errorf("the rest is %+v", x)
	}
	got := []office.Count{out.Window.Lines[0].Figures[5].Count, out.Window.Lines[1].Figures[5].Count, out.Window.Total.Figures[5].Count, out.Year.Total.Figures[5].Count,
		out.Totals[0].Figures[5], out.Totals[1].Figures[5]}
	if diff := cmp.Diff([]office.Count{office.Stated(0), office.Stated(7), office.Stated(7), office.Stated(7), office.Stated(17), {}}, got); diff != "" {
		t.Errorf("rests (-want +got):\n%s", diff)
	}
}

func TestThereIsNoRestWhereATotalLacksWhatItsPartsHave(t *testing.T) {
	r := withTotals(quarterly(), [3]office.Count{office.Stated(7)}, [3]office.Count{{}, office.Stated(3), office.Stated(1)}).Unclassified([]string{"total", "three", "four"}, "x")
	got := []office.Count{r.Window.Lines[0].Figures[5].Count, r.Window.Lines[1].Figures[5].Count, r.Window.Total.Figures[5].Count}
	if diff := cmp.Diff([]office.Count{office.Stated(7), {}, office.Stated(7)}, got); diff != "" {
		t.Errorf("rests (-want +got):\n%s", diff)
	}
}

func TestThereIsNoRestWhereItWouldBeFalseOrNothing(t *testing.T) {
	whole, alone := [3]office.Count{office.Stated(10), office.Stated(6), office.Stated(4)}, [3]office.Count{office.Stated(7)}
	for name, r := range map[string]*Report{
		"nothing left over":        withTotals(quarterly(), whole, whole),
		"parts beyond their total": withTotals(quarterly(), whole, [3]office.Count{{}, office.Stated(3), office.Stated(1)}),
	} {
		if out := r.Unclassified([]string{"total", "three", "four"}, "x"); len(out.Programme.Indicators) != 5 {
			t.Errorf("%s: there is a rest", name)
		}
	}
	r := withTotals(quarterly(), whole, alone)
	if out := r.Unclassified([]string{"total", "three"}, "x"); len(out.Programme.Indicators) != 5 {
		t.Error("there is a rest though a part is not printed")
	}
}

func TestTotalsOfSomeLinesAddFiguresAndDays(t *testing.T) {
	p := quarterly().Programme
	a := &Line{Figures: []Sum{{Count: office.Stated(1), StatedDays: 2, ExpectedDays: 3}, {}, {}, {}, {}}, Rate: office.Rate{Expected: 9, Pending: 1, OnTime: 1, Late: 1, Missing: 2, Unproven: 1, Invalid: 1, Unreadable: 1, Excused: 1}}
	got := Total(p, []*Line{a, a})
	want := Line{Figures: []Sum{{Count: office.Stated(2), StatedDays: 4, ExpectedDays: 6}, {}, {}, {}, {}}, Rate: office.Rate{Expected: 18, Pending: 2, OnTime: 2, Late: 2, Missing: 4, Unproven: 2, Invalid: 2, Unreadable: 2, Excused: 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("total (-want +got):\n%s", diff)
	}
}
