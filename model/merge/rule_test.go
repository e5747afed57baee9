package merge

import (
	"slices"
	"strings"
	"testing"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestADayOfWhichNothingIsLeftIsNoDay(t *testing.T) {
	rule := modeltest.SumRule(office.SeverityError, office.SkipAny)
	rule.Indicators = append(slices.Clone(rule.Operands), "people")
	p := modeltest.Ruled(rule)
	m := Merge(p, &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3)), modeltest.Version("binh.xlsx", "binh", 3, modeltest.Totalled(5, 2, 3))})}, modeltest.At("24 12:00"))
	if len(m.Days) != 1 || m.Days[0].Unit.ID != "binh" || len(m.Findings) != 1 {
		t.Errorf("days %+v, findings %+v", m.Days, m.Findings)
	}
}

func TestWhatIsMissingSkipsTheRuleUnlessItSaysOtherwise(t *testing.T) {
	stated := func(fs ...record.Figure) []record.Figure { return fs }
	all := modeltest.Totalled(9, 2, 3)
	people, level3, level4, total := all[0], all[1], all[2], all[3]
	level4none := level4
	level4none.Value = 0
	for _, c := range []struct {
		name    string
		missing office.Absence
		figures []record.Figure
		broken  bool
	}{
		{"one missing, skip any", office.SkipAny, stated(total, level3), false},
		{"one missing, skip all", office.SkipAll, stated(total, level3), true},
		{"one missing, zero", office.AsZero, stated(total, level3), true},
		{"all missing, skip any", office.SkipAny, stated(people), false},
		{"all missing, skip all", office.SkipAll, stated(people), false},
		{"the formula's figure does not count as stated", office.SkipAny, stated(level3, level4), false},
		{"where what is missing counts, the formula's figure does", office.AsZero, stated(level3, level4), false},
		{"the same where only some are missing", office.SkipAll, stated(level3, level4), false},
		{"a stated zero is stated", office.SkipAny, stated(total, level3, level4none), true},
	} {
		m := Merge(modeltest.Ruled(modeltest.SumRule(office.SeverityWarning, c.missing)), &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, c.figures)})}, modeltest.At("24 12:00"))
		if got := len(m.Findings) == 1; got != c.broken {
			t.Errorf("%s: findings %+v", c.name, m.Findings)
		}
	}
	positive := office.Rule{ID: "some", Severity: office.SeverityWarning, Missing: office.AsZero, Operands: []string{"total"}, Indicators: []string{"total"},
		Holds: func(v []int64) bool { return v[0] > 0 }}
	m := Merge(modeltest.Ruled(positive), &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, stated(people))})}, modeltest.At("24 12:00"))
	if len(m.Findings) != 1 || m.Findings[0].Cell != "" || m.Findings[0].Args["figures"] != "–" {
		t.Errorf("all missing, zero: %+v", m.Findings)
	}
}

func TestTheFindingPointsAtTheFirstFigureOfTheUnitItself(t *testing.T) {
	p := modeltest.Ruled(modeltest.SumRule(office.SeverityWarning, office.SkipAny))
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(5, 2, 3))}),
		Decisions: []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(3), Indicator: "total", Entry: office.Entry{Value: office.Stated(9)}, At: modeltest.At("05 09:00")}}}
	i := slices.IndexFunc(Merge(p, s, modeltest.At("24 12:00")).Findings, func(f record.OpenFinding) bool { return f.Code == office.CodeRuleBroken })
	if i < 0 {
		t.Fatal("the office's entry breaks the rule, and nothing says so")
	}
	f := Merge(p, s, modeltest.At("24 12:00")).Findings[i]
	if f.Cell != "C5" || f.Args["figures"] != "Tổng = 9, level3 = 2 (C5), level4 = 3 (D5)" || !f.Since.Equal(modeltest.At("05 09:00")) {
		t.Errorf("got %+v", f)
	}
}

func TestTwoRulesThatOneFigureBreaksAreTwoFindings(t *testing.T) {
	a, b := modeltest.SumRule(office.SeverityError, office.SkipAny), modeltest.SumRule(office.SeverityWarning, office.SkipAny)
	b.ID = "again"
	m := Merge(modeltest.Ruled(a, b), &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3))})}, modeltest.At("24 12:00"))
	if len(m.Findings) != 2 || m.Findings[0].Key() == m.Findings[1].Key() {
		t.Errorf("got %+v", m.Findings)
	}
}

func TestABrokenRuleSpeaksTheLanguageOfItsReader(t *testing.T) {
	f := Merge(modeltest.Ruled(modeltest.SumRule(office.SeverityError, office.SkipAny)), &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3))})}, modeltest.At("24 12:00")).Findings[0]
	texts := map[string]string{"finding.rule-broken.message": "warned: {sentence}", "finding.rule-broken.error.message": "{sentence} ({figures})"}
	for lang, want := range map[string]string{"vi": "Tổng phải bằng các phần (Tổng = 9 (E5)", "en": "The total is its parts (Tổng = 9 (E5)"} {
		if got, _ := (office.Messages{Lang: lang, Texts: texts}).Finding(&f.Finding, "Tổng"); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
