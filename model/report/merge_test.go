package report

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func codes(m *merge.Merged) (all []string) {
	for _, f := range m.Findings {
		all = append(all, f.Code+" "+f.Cell)
	}
	return all
}

func TestTheOfficesEntryStandsAndSaysWhereItDiffers(t *testing.T) {
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 3, 1))}),
		Decisions: []office.Decision{{ID: 4, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(3), Indicator: "people", Entry: office.Entry{Value: office.Stated(5)}, Ruling: office.Ruling{By: "VP", Reason: "gọi điện"}}}}
	m := merge.Merge(modeltest.TwoUnits(), s, modeltest.At("24 12:00"))
	sum := Summarise(modeltest.TwoUnits(), m, nil, calendar.DayPeriod(modeltest.June(3)), modeltest.June(3))
	if got := sum.Total.Figures[0].N; got != 5 {
		t.Errorf("people = %d, want the office's 5", got)
	}
	if diff := cmp.Diff([]string{"entry-differs B5"}, codes(m)); diff != "" {
		t.Error(diff)
	}
	if got := s.Versions()[0].Figures; len(got) != 2 {
		t.Errorf("merging changed what the ledger said: %v", got)
	}
}

func TestADayInTheFutureTakesEffectOnItsDay(t *testing.T) {
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 24, modeltest.Figures(5, 3))})}
	p := modeltest.TwoUnits()
	m := merge.Merge(p, s, modeltest.At("23 12:00"))
	if diff := cmp.Diff([]string{"date-future B5"}, codes(m)); diff != "" {
		t.Error(diff)
	}
	if got := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("23 12:00")).Window.Total.Figures[0]; got.Stated {
		t.Errorf("a figure of tomorrow counts today: %+v", got)
	}
	if got := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("24 12:00")).Window.Total.Figures[0].N; got != 3 {
		t.Errorf("on its day it counts %d", got)
	}
}

func TestFlowsAddUpAndStocksStand(t *testing.T) {
	p := modeltest.TwoUnits()
	s := &record.State{Said: record.SaidIn([]record.Version{
		modeltest.Version("an.xlsx", "an", 1, append(modeltest.Figures(5, 3), record.Figure{Indicator: "teams", Value: 2})),
		modeltest.Version("an.xlsx", "an", 2, modeltest.Figures(6, 4)),
		modeltest.Version("an.xlsx", "an", 3, []record.Figure{{Indicator: "teams", Value: 1}}),
		modeltest.Version("binh.xlsx", "binh", 2, append(modeltest.Figures(6, 10), record.Figure{Indicator: "teams", Value: 5})),
	})}
	sum := Summarise(p, merge.Merge(p, s, modeltest.At("24 12:00")), nil, p.Windows.Month(2020, 6), modeltest.June(24))
	if got := sum.Total.Figures[0]; got.N != 17 || got.StatedDays != 3 || got.ExpectedDays != 2*18 {
		t.Errorf("people: %+v, want 17 over 3 of 36 unit-days", got)
	}
	if got := sum.Total.Figures[4]; got.N != 6 || got.StatedDays != 2 || got.ExpectedDays != 2 {
		t.Errorf("teams: %+v, want 1 + 5 from 2 of 2 units", got)
	}
	if july := Summarise(p, merge.Merge(p, s, modeltest.At("24 12:00")), nil, p.Windows.Month(2020, 7), modeltest.June(26)); july.Total.Figures[4].N != 6 || july.Total.Figures[0].Stated {
		t.Errorf("in July the stock is %+v and the flow %+v", july.Total.Figures[4], july.Total.Figures[0])
	}
}

func TestAFormulaFillsOnlyWhatIsUnstated(t *testing.T) {
	p := modeltest.TwoUnits()
	total := func(fs ...record.Figure) Sum {
		s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 1, fs)})}
		return Summarise(p, merge.Merge(p, s, modeltest.At("24 12:00")), nil, calendar.DayPeriod(modeltest.June(1)), modeltest.June(1)).Total.Figures[3]
	}
	if got := total(modeltest.Figures(5, 1, 2, 3)...); got.N != 5 || !got.Stated {
		t.Errorf("2 + 3 fills in %+v", got)
	}
	if got := total(modeltest.Figures(5, 1, 2)...); got.Stated {
		t.Errorf("with one term unstated it fills in %+v", got)
	}
	if got := total(append(modeltest.Figures(5, 1, 2, 3), record.Figure{Indicator: "total", Value: 9})...); got.N != 9 {
		t.Errorf("a stated total of 9 becomes %+v", got)
	}
}

func TestTargetsSayWhatEachRemainingDayHasToBring(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Ends = modeltest.June(30)
	p.Indicators[0].Targets = []office.Target{{Scope: office.ScopeDistrict, Op: office.AtLeast, Value: 100}, {Scope: office.ScopeUnit, Op: office.MoreThan, Value: 4, Unit: "binh"}}
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 1, modeltest.Figures(5, 43))})}
	r := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("24 12:00"))
	d := r.Targets[0]
	if d.DaysRemaining != 4 || d.PerDay != 15 || d.ExpectedToDate != 81 || d.Met() {
		t.Errorf("district: %+v, want 57 over 4 days = 15 a day, 81 by now", d)
	}
	if u := r.Targets[1]; u.Unit.ID != "binh" || u.Goal.N != 5 || u.Done.Stated {
		t.Errorf("unit: %+v", u)
	}
}

func TestTheOrderOfUnitsAndSourcesNeverChangesTheTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := modeltest.TwoUnits()
		s := &record.State{}
		for _, k := range []struct{ source, unit string }{{"an-moi.xlsx", "an"}, {"an.xlsx", "an"}, {"binh.xlsx", "binh"}} {
			for day := 1; day <= 24; day++ {
				if rapid.Bool().Draw(t, "reports") {
					s.Say(modeltest.Version(k.source, k.unit, day, modeltest.Figures(day, rapid.Int64Range(0, 99).Draw(t, "n"))))
				}
			}
		}
		want := Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("24 18:00")).Window.Total
		q := modeltest.TwoUnits()
		slices.Reverse(q.Units)
		got := Compile(q, s, q.Windows.Month(2020, 6), modeltest.At("24 18:00")).Window.Total
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		var lines int64
		for _, l := range Compile(p, s, p.Windows.Month(2020, 6), modeltest.At("24 18:00")).Window.Lines {
			lines += l.Figures[0].N
		}
		if lines != want.Figures[0].N {
			t.Fatalf("lines add up to %d, the total is %d", lines, want.Figures[0].N)
		}
	})
}
