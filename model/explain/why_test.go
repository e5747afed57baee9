package explain

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func causes(c Change) []string {
	var out []string
	for _, x := range c.Causes {
		out = append(out, fmt.Sprintf("%s %s %s %+d", x.Unit.ID, x.Day, x.Kind, x.Amount))
	}
	return out
}

func TestTheDifferenceOfTwoDaysIsTakenApart(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Units = append(p.Units, office.Unit{ID: "chin", Sources: []office.SourceFrom{{Ref: "chin.xlsx"}}})
	s := &record.State{
		Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 22:00", "24 22:00"), "an-moi.xlsx": modeltest.Looks("24 22:00", "24 22:00"), "binh.xlsx": modeltest.Looks("24 22:00", "24 22:00")},
		Said: record.SaidIn([]record.Version{
			modeltest.Version("an.xlsx", "an", 23, modeltest.Figures(5, 28)),
			modeltest.Version("binh.xlsx", "binh", 23, modeltest.Figures(5, 20)), modeltest.Version("binh.xlsx", "binh", 24, modeltest.Figures(6, 8)),
			modeltest.Version("chin.xlsx", "chin", 24, modeltest.Figures(6, 2)),
		}),
	}
	d := Why(p, s, calendar.DayPeriod(modeltest.June(23)), calendar.DayPeriod(modeltest.June(24)), "", modeltest.At("24 23:00"))
	people := d.Changes[0]
	if people.Before.N != 48 || people.After.N != 10 || people.Amount() != -38 {
		t.Errorf("%+v", people)
	}
	if diff := cmp.Diff([]string{"an 2020-06-24 missing -28", "binh 2020-06-24 lower -12", "chin 2020-06-23 unreadable +2"}, causes(people)); diff != "" {
		t.Error(diff)
	}
	if one := Why(p, s, calendar.DayPeriod(modeltest.June(23)), calendar.DayPeriod(modeltest.June(24)), "binh", modeltest.At("24 23:00")).Changes[0]; one.Amount() != -12 || len(one.Causes) != 1 {
		t.Errorf("of one unit: %+v", one)
	}
}

func TestWhyADayHasNoFigure(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Units = p.Units[1:]
	aside := office.Decision{ID: 1, Kind: office.DecisionEnter, Unit: "binh", From: modeltest.June(24), Indicator: "people"}
	refused := record.OpenFinding{Finding: office.Finding{Unit: "binh", Code: "number-invalid", Severity: office.SeverityError, Day: modeltest.June(24), Indicator: "people"}}
	for _, c := range []struct {
		name      string
		wrote     []record.Figure
		decisions []office.Decision
		findings  []record.OpenFinding
		asOf      string
		want      CauseKind
	}{
		{"not reported", nil, nil, nil, "24 23:00", "missing"},
		{"not due yet", nil, nil, nil, "24 12:00", "pending"},
		{"excused", nil, []office.Decision{{ID: 1, Kind: office.DecisionExcuse, From: modeltest.June(24), To: modeltest.June(24)}}, nil, "24 23:00", "excused"},
		{"reported without it", []record.Figure{{Indicator: "level3", Value: 1}}, nil, nil, "24 23:00", CauseUnstated},
		{"set aside", modeltest.Figures(6, 9), []office.Decision{aside}, nil, "24 23:00", CauseSetAside},
		{"written and not readable", []record.Figure{{Indicator: "level3", Value: 1}}, nil, []record.OpenFinding{refused}, "24 23:00", "invalid"},
	} {
		s := &record.State{Seen: map[string][]record.Seen{"binh.xlsx": modeltest.Looks("24 22:00", "24 22:00")}, Said: record.SaidIn([]record.Version{modeltest.Version("binh.xlsx", "binh", 23, modeltest.Figures(5, 20))}),
			Decisions: c.decisions, Findings: c.findings}
		if c.wrote != nil {
			s.Say(modeltest.Version("binh.xlsx", "binh", 24, c.wrote))
		}
		got := causes(Why(p, s, calendar.DayPeriod(modeltest.June(23)), calendar.DayPeriod(modeltest.June(24)), "", modeltest.At(c.asOf)).Changes[0])
		if diff := cmp.Diff([]string{"binh 2020-06-24 " + string(c.want) + " -20"}, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestMonthsOfDifferentLengthAndUnitsThatComeAndGo(t *testing.T) {
	p := modeltest.TwoUnits()
	p.Units[0].To = modeltest.June(24) // the last day of June's window
	p.Units[1].Since = modeltest.June(22)
	july := func(day int) record.Version {
		v := modeltest.Version("binh.xlsx", "binh", 1, modeltest.Figures(5, 4))
		v.Day = calendar.Date(2020, time.July, day)
		v.Asked = v.Day.At(16*time.Hour, modeltest.HCM)
		v.Answered = v.Asked
		return v
	}
	s := &record.State{Said: record.SaidIn([]record.Version{
		modeltest.Version("an.xlsx", "an", 3, append(modeltest.Figures(5, 10), record.Figure{Indicator: "teams", Value: 2})),
		modeltest.Version("binh.xlsx", "binh", 20, modeltest.Figures(6, 7)), // a Saturday before adoption
		modeltest.Version("binh.xlsx", "binh", 22, modeltest.Figures(7, 1)),
		july(1), // the fifth working day of July's window; June's has three
		func() record.Version {
			v := july(2)
			v.Figures = []record.Figure{{Indicator: "teams", Value: 1}}
			return v
		}(),
	})}
	d := Why(p, s, p.Windows.Month(2020, 6), p.Windows.Month(2020, 7), "", time.Date(2020, 7, 2, 23, 0, 0, 0, modeltest.HCM))
	if diff := cmp.Diff([]string{"an  unit -10", "binh 2020-06-20 day-off -7", "binh 2020-06-25 unreadable -1", "binh 2020-07-01 days +4"}, causes(d.Changes[0])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"an  unit -2", "binh  first-stock +1"}, causes(d.Changes[4])); diff != "" {
		t.Error(diff)
	}
}

func TestTheCausesAlwaysAddUpToTheDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := modeltest.TwoUnits()
		p.Units[0].Since = modeltest.June(rapid.IntRange(1, 40).Draw(t, "since"))
		p.Units[1].To = modeltest.June(rapid.IntRange(1, 60).Draw(t, "to"))
		p.Rules = []office.Rule{{ID: "r", Severity: office.SeverityError, Missing: office.SkipAny, Operands: []string{"people", "level3"}, Indicators: []string{"people"},
			Holds: func(v []int64) bool { return v[0] >= v[1] }}}
		s := &record.State{}
		for _, k := range []struct{ source, unit string }{{"an-moi.xlsx", "an"}, {"an.xlsx", "an"}, {"binh.xlsx", "binh"}} {
			for day := 1; day <= 60; day++ {
				n := rapid.IntRange(-3, 3).Draw(t, "figures")
				if n <= 0 {
					continue
				}
				fs := modeltest.Figures(day, rapid.SliceOfN(rapid.Int64Range(0, 50), n, n).Draw(t, "values")...)
				if rapid.Bool().Draw(t, "stock") {
					fs = append(fs, record.Figure{Indicator: "teams", Value: rapid.Int64Range(0, 5).Draw(t, "teams")})
				}
				s.Say(modeltest.Version(k.source, k.unit, day, fs))
			}
		}
		for i := range rapid.IntRange(0, 5).Draw(t, "entries") {
			day := modeltest.June(rapid.IntRange(1, 60).Draw(t, "day"))
			s.Decisions = append(s.Decisions, office.Decision{ID: int64(i) + 1, Kind: office.DecisionEnter, Unit: "an", From: day, To: day, Indicator: "people",
				Entry: office.Entry{Value: office.Count{N: 7, Stated: rapid.Bool().Draw(t, "stated")}}})
		}
		before, after := p.Windows.Month(2020, 6), p.Windows.Month(2020, 7)
		if rapid.Bool().Draw(t, "days") {
			before, after = calendar.DayPeriod(modeltest.June(rapid.IntRange(1, 30).Draw(t, "a"))), calendar.DayPeriod(modeltest.June(rapid.IntRange(1, 60).Draw(t, "b")))
		}
		asOf := modeltest.June(rapid.IntRange(20, 60).Draw(t, "today")).At(12*time.Hour, modeltest.HCM)
		d := Why(p, s, before, after, "", asOf)
		if diff := cmp.Diff(d, WhyIn(report.Compile(p, s, p.Windows.MonthOf(calendar.DayOf(asOf)), asOf), s, before, after, "")); diff != "" {
			t.Fatalf("the report explains it otherwise: %s", diff)
		}
		for i, c := range d.Changes {
			sum := int64(0)
			for _, x := range c.Causes {
				if sum += x.Amount; x.Amount == 0 {
					t.Fatalf("%s: a cause of nothing: %+v", c.Indicator.ID, x)
				}
			}
			total := d.After.Total.Figures[i].N - d.Before.Total.Figures[i].N
			if sum != total || c.Amount() != total {
				t.Fatalf("%s: causes come to %+d, the totals differ by %+d: %v", c.Indicator.ID, sum, total, causes(c))
			}
		}
	})
}
