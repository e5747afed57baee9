package merge

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func codes(m *Merged) []string {
	var out []string
	for _, f := range m.Findings {
		out = append(out, f.Code+" "+f.Cell)
	}
	return out
}

func TestTheSourceInEffectStandsOverTheOldOne(t *testing.T) {
	s := &record.State{Said: record.SaidIn([]record.Version{
		modeltest.Version("an-moi.xlsx", "an", 16, modeltest.Figures(9, 7)),
		modeltest.Version("an.xlsx", "an", 16, modeltest.Figures(5, 3, 1)),
	})}
	m := Merge(modeltest.TwoUnits(), s, modeltest.At("24 12:00"))
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
	gone := modeltest.Version("an.xlsx", "an", 3, nil)
	gone.Gone, gone.Asked, gone.Answered = true, modeltest.At("05 08:00"), modeltest.At("05 08:00")
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 3)), gone})}
	m := Merge(modeltest.TwoUnits(), s, modeltest.At("24 12:00"))
	if len(m.Days) != 1 || m.Days[0].Parts[0].Figures[0].Value != 3 {
		t.Fatalf("not held: %+v", m.Days)
	}
	if len(m.Findings) != 1 || m.Findings[0].Code != office.CodeRowsGone || !m.Findings[0].Since.Equal(modeltest.At("05 08:00")) {
		t.Errorf("findings %+v", m.Findings)
	}
}

func TestAnEmptiedRowIsAWithdrawal(t *testing.T) {
	emptied := modeltest.Version("an.xlsx", "an", 3, nil)
	emptied.Asked, emptied.Answered = modeltest.At("05 08:00"), modeltest.At("05 08:00")
	m := Merge(modeltest.TwoUnits(), &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 3)), emptied})}, modeltest.At("24 12:00"))
	if len(m.Days) != 0 {
		t.Errorf("withdrawn figures still stand: %+v", m.Days)
	}
	if diff := cmp.Diff([]string{"day-withdrawn B5"}, codes(m)); diff != "" {
		t.Error(diff)
	}
}

func TestADayThatLeftIsToldByHowItLeftUnlessSomethingElseSuppliesIt(t *testing.T) {
	emptied := modeltest.Version("an.xlsx", "an", 3, nil)
	emptied.Asked, emptied.Answered = modeltest.At("05 08:00"), modeltest.At("05 08:00")
	for _, c := range []struct {
		name      string
		how       record.Vanishing
		decisions []office.Decision
		want      []string
	}{
		{"withdrawn", record.Withdrawn, nil, []string{"day-withdrawn B5"}},
		{"its date was mended", record.Redated, nil, []string{"day-redated B5"}},
		{"a newer day stands in its place", record.Replaced, nil, []string{"day-replaced "}},
		{"withdrawn, and entered by the office", record.Withdrawn,
			[]office.Decision{{ID: 4, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(3), Indicator: "people", Entry: office.Entry{Value: office.Stated(5)}, Ruling: office.Ruling{By: "VP", Reason: "gọi điện"}}}, nil},
	} {
		last := emptied
		if last.Vanished, last.Became = c.how, modeltest.June(4); c.how == record.Replaced {
			last.Gone, last.Figures = true, modeltest.Figures(5, 3)
		}
		m := Merge(modeltest.TwoUnits(), &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(5, 3)), last}), Decisions: c.decisions}, modeltest.At("24 12:00"))
		if diff := cmp.Diff(c.want, codes(m)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestADayThatRepeatsTheDayBeforeIsFlagged(t *testing.T) {
	same := modeltest.Figures(0, 5, 2, 1)
	rows := func(days ...int) *record.State {
		s := &record.State{}
		for i, d := range days {
			fs := slices.Clone(same)
			for j := range fs {
				fs[j].Cell = fs[j].Cell[:1] + strconv.Itoa(5+i)
			}
			s.Say(modeltest.Version("an.xlsx", "an", d, fs))
		}
		return s
	}
	for _, c := range []struct {
		name string
		s    *record.State
		want []string
	}{
		{"the next day", rows(2, 3), []string{"day-copied 6"}},
		{"Friday and Monday", rows(5, 8), []string{"day-copied 6"}},
		{"a working day between", rows(2, 4), nil},
	} {
		if diff := cmp.Diff(c.want, codes(Merge(modeltest.TwoUnits(), c.s, modeltest.At("24 12:00")))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	same = modeltest.Figures(0, 5, 2, 0)
	if got := codes(Merge(modeltest.TwoUnits(), rows(2, 3), modeltest.At("24 12:00"))); got != nil {
		t.Errorf("two figures that repeat are taken for a copy: %v", got)
	}
}
