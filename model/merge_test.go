package model

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// figures makes a version's figures of a day's row: people, level 3, level 4.
func figures(row int, values ...int64) []Figure {
	ids := []string{"people", "level3", "level4"}
	var fs []Figure
	for i, v := range values {
		fs = append(fs, Figure{Indicator: ids[i], Value: v, Tab: "T6", Cell: string(rune('B'+i)) + strconv.Itoa(row)})
	}
	return fs
}

func version(source, unit string, day int, fs []Figure) Version {
	t := june(day).At(16*time.Hour, hcm)
	return Version{Source: source, Unit: unit, Day: june(day), Asked: t, Answered: t, Figures: fs}
}

// twoUnits count people and dossiers, whose total is a formula, and teams as a
// stock.
func twoUnits() *Programme {
	p := oneUnit()
	p.Units = []Unit{
		{ID: "an", Name: "Xã An", Sources: []SourceFrom{{Ref: "an.xlsx"}, {Ref: "an-moi.xlsx", From: june(15)}}},
		{ID: "binh", Name: "Xã Bình", Sources: []SourceFrom{{Ref: "binh.xlsx"}}},
	}
	p.Indicators = []Indicator{
		{ID: "people", Aggregate: AggregateSum, Short: "Người"},
		{ID: "level3", Aggregate: AggregateSum}, {ID: "level4", Aggregate: AggregateSum},
		{ID: "total", Aggregate: AggregateSum, Formula: []Term{{1, "level3"}, {1, "level4"}}},
		{ID: "teams", Aggregate: AggregateLatest},
	}
	return p
}

func codes(m *Merged) []string {
	var out []string
	for _, f := range m.Findings {
		out = append(out, f.Code+" "+f.Cell)
	}
	return out
}

func TestTheSourceInEffectStandsOverTheOldOne(t *testing.T) {
	s := &State{Said: SaidIn([]Version{
		version("an-moi.xlsx", "an", 16, figures(9, 7)),
		version("an.xlsx", "an", 16, figures(5, 3, 1)),
	})}
	m := Merge(twoUnits(), s, at("24 12:00"))
	var got []string
	for p, f := range m.Days[0].All() {
		got = append(got, p.Source+" "+f.Indicator+" "+strconv.FormatInt(f.Value, 10))
	}
	if diff := cmp.Diff([]string{"an-moi.xlsx people 7", "an.xlsx level3 1"}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"source-conflict B5"}, codes(m)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatVanishedWithItsTableIsHeld(t *testing.T) {
	gone := version("an.xlsx", "an", 3, nil)
	gone.Gone, gone.Asked, gone.Answered = true, at("05 08:00"), at("05 08:00")
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(5, 3)), gone})}
	m := Merge(twoUnits(), s, at("24 12:00"))
	if len(m.Days) != 1 || m.Days[0].Parts[0].Figures[0].Value != 3 {
		t.Fatalf("not held: %+v", m.Days)
	}
	if len(m.Findings) != 1 || m.Findings[0].Code != CodeRowsGone || !m.Findings[0].Since.Equal(at("05 08:00")) {
		t.Errorf("findings %+v", m.Findings)
	}
}

func TestAnEmptiedRowIsAWithdrawal(t *testing.T) {
	emptied := version("an.xlsx", "an", 3, nil)
	emptied.Asked, emptied.Answered = at("05 08:00"), at("05 08:00")
	m := Merge(twoUnits(), &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(5, 3)), emptied})}, at("24 12:00"))
	if len(m.Days) != 0 {
		t.Errorf("withdrawn figures still stand: %+v", m.Days)
	}
	if diff := cmp.Diff([]string{"day-withdrawn B5"}, codes(m)); diff != "" {
		t.Error(diff)
	}
}

func TestADayThatLeftIsToldByHowItLeftUnlessSomethingElseSuppliesIt(t *testing.T) {
	emptied := version("an.xlsx", "an", 3, nil)
	emptied.Asked, emptied.Answered = at("05 08:00"), at("05 08:00")
	for _, c := range []struct {
		name      string
		how       Vanishing
		decisions []Decision
		want      []string
	}{
		{"withdrawn", Withdrawn, nil, []string{"day-withdrawn B5"}},
		{"its date was mended", Redated, nil, []string{"day-redated B5"}},
		{"a newer day stands in its place", Replaced, nil, []string{"day-replaced "}},
		{"withdrawn, and entered by the office", Withdrawn,
			[]Decision{{ID: 4, Kind: DecisionEnter, Unit: "an", From: june(3), Indicator: "people", Value: Stated(5), By: "VP", Reason: "gọi điện"}}, nil},
	} {
		last := emptied
		if last.Vanished, last.Became = c.how, june(4); c.how == Replaced {
			last.Gone, last.Figures = true, figures(5, 3)
		}
		m := Merge(twoUnits(), &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(5, 3)), last}), Decisions: c.decisions}, at("24 12:00"))
		if diff := cmp.Diff(c.want, codes(m)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestTheOfficesEntryStandsAndSaysWhereItDiffers(t *testing.T) {
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(5, 3, 1))}),
		Decisions: []Decision{{ID: 4, Kind: DecisionEnter, Unit: "an", From: june(3), Indicator: "people", Value: Stated(5), By: "VP", Reason: "gọi điện"}}}
	m := Merge(twoUnits(), s, at("24 12:00"))
	sum := Summarise(twoUnits(), m, nil, DayPeriod(june(3)), june(3))
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
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 24, figures(5, 3))})}
	p := twoUnits()
	m := Merge(p, s, at("23 12:00"))
	if diff := cmp.Diff([]string{"date-future B5"}, codes(m)); diff != "" {
		t.Error(diff)
	}
	if got := Compile(p, s, p.Windows.Month(2020, 6), at("23 12:00")).Window.Total.Figures[0]; got.Stated {
		t.Errorf("a figure of tomorrow counts today: %+v", got)
	}
	if got := Compile(p, s, p.Windows.Month(2020, 6), at("24 12:00")).Window.Total.Figures[0].N; got != 3 {
		t.Errorf("on its day it counts %d", got)
	}
}

func TestADayThatRepeatsTheDayBeforeIsFlagged(t *testing.T) {
	same := figures(0, 5, 2, 1)
	rows := func(days ...int) *State {
		s := &State{}
		for i, d := range days {
			fs := slices.Clone(same)
			for j := range fs {
				fs[j].Cell = fs[j].Cell[:1] + strconv.Itoa(5+i)
			}
			s.Say(version("an.xlsx", "an", d, fs))
		}
		return s
	}
	for _, c := range []struct {
		name string
		s    *State
		want []string
	}{
		{"the next day", rows(2, 3), []string{"day-copied 6"}},
		{"Friday and Monday", rows(5, 8), []string{"day-copied 6"}},
		{"a working day between", rows(2, 4), nil},
	} {
		if diff := cmp.Diff(c.want, codes(Merge(twoUnits(), c.s, at("24 12:00")))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	same = figures(0, 5, 2, 0)
	if got := codes(Merge(twoUnits(), rows(2, 3), at("24 12:00"))); got != nil {
		t.Errorf("two figures that repeat are taken for a copy: %v", got)
	}
}

func TestFlowsAddUpAndStocksStand(t *testing.T) {
	p := twoUnits()
	s := &State{Said: SaidIn([]Version{
		version("an.xlsx", "an", 1, append(figures(5, 3), Figure{Indicator: "teams", Value: 2})),
		version("an.xlsx", "an", 2, figures(6, 4)),
		version("an.xlsx", "an", 3, []Figure{{Indicator: "teams", Value: 1}}),
		version("binh.xlsx", "binh", 2, append(figures(6, 10), Figure{Indicator: "teams", Value: 5})),
	})}
	sum := Summarise(p, Merge(p, s, at("24 12:00")), nil, p.Windows.Month(2020, 6), june(24))
	if got := sum.Total.Figures[0]; got.N != 17 || got.StatedDays != 3 || got.ExpectedDays != 2*18 {
		t.Errorf("people: %+v, want 17 over 3 of 36 unit-days", got)
	}
	if got := sum.Total.Figures[4]; got.N != 6 || got.StatedDays != 2 || got.ExpectedDays != 2 {
		t.Errorf("teams: %+v, want 1 + 5 from 2 of 2 units", got)
	}
	if july := Summarise(p, Merge(p, s, at("24 12:00")), nil, p.Windows.Month(2020, 7), june(26)); july.Total.Figures[4].N != 6 || july.Total.Figures[0].Stated {
		t.Errorf("in July the stock is %+v and the flow %+v", july.Total.Figures[4], july.Total.Figures[0])
	}
}

func TestAFormulaFillsOnlyWhatIsUnstated(t *testing.T) {
	p := twoUnits()
	total := func(fs ...Figure) Sum {
		s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 1, fs)})}
		return Summarise(p, Merge(p, s, at("24 12:00")), nil, DayPeriod(june(1)), june(1)).Total.Figures[3]
	}
	if got := total(figures(5, 1, 2, 3)...); got.N != 5 || !got.Stated {
		t.Errorf("2 + 3 fills in %+v", got)
	}
	if got := total(figures(5, 1, 2)...); got.Stated {
		t.Errorf("with one term unstated it fills in %+v", got)
	}
	if got := total(append(figures(5, 1, 2, 3), Figure{Indicator: "total", Value: 9})...); got.N != 9 {
		t.Errorf("a stated total of 9 becomes %+v", got)
	}
}

func TestTargetsSayWhatEachRemainingDayHasToBring(t *testing.T) {
	p := twoUnits()
	p.Ends = june(30)
	p.Indicators[0].Targets = []Target{{Scope: ScopeDistrict, Op: AtLeast, Value: 100}, {Scope: ScopeUnit, Op: MoreThan, Value: 4, Unit: "binh"}}
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 1, figures(5, 43))})}
	r := Compile(p, s, p.Windows.Month(2020, 6), at("24 12:00"))
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
		p := twoUnits()
		s := &State{}
		for _, k := range []struct{ source, unit string }{{"an-moi.xlsx", "an"}, {"an.xlsx", "an"}, {"binh.xlsx", "binh"}} {
			for day := 1; day <= 24; day++ {
				if rapid.Bool().Draw(t, "reports") {
					s.Say(version(k.source, k.unit, day, figures(day, rapid.Int64Range(0, 99).Draw(t, "n"))))
				}
			}
		}
		want := Compile(p, s, p.Windows.Month(2020, 6), at("24 18:00")).Window.Total
		q := twoUnits()
		slices.Reverse(q.Units)
		got := Compile(q, s, q.Windows.Month(2020, 6), at("24 18:00")).Window.Total
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		var lines int64
		for _, l := range Compile(p, s, p.Windows.Month(2020, 6), at("24 18:00")).Window.Lines {
			lines += l.Figures[0].N
		}
		if lines != want.Figures[0].N {
			t.Fatalf("lines add up to %d, the total is %d", lines, want.Figures[0].N)
		}
	})
}
