package model

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sumRule says total = level3 + level4.
func sumRule(severity Severity, missing Absence) Rule {
	return Rule{ID: "sums", Severity: severity, Missing: missing, Sentence: "Tổng phải bằng các phần", English: "The total is its parts",
		Operands: []string{"total", "level3", "level4"}, Indicators: []string{"total", "level3", "level4"},
		Holds: func(v []int64) bool { return v[0] == v[1]+v[2] }}
}

// ruled are two units under rules.
func ruled(rules ...Rule) *Programme {
	p := twoUnits()
	p.Indicators[3].Short = "Tổng"
	p.Rules = rules
	return p
}

// totalled is a row that states a total beside people and both levels.
func totalled(total, level3, level4 int64) []Figure {
	return append(figures(5, 7, level3, level4), Figure{Indicator: "total", Value: total, Tab: "T6", Cell: "E5"})
}

func totals(p *Programme, s *State) []Sum {
	return Summarise(p, Merge(p, s, at("24 12:00")), nil, DayPeriod(june(3)), june(3)).Total.Figures
}

func TestABrokenWarningIsFlaggedAndMerged(t *testing.T) {
	p := ruled(sumRule(SeverityWarning, SkipAny))
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(9, 2, 3))})}
	m := Merge(p, s, at("24 12:00"))
	if len(m.Findings) != 1 {
		t.Fatalf("findings %+v", m.Findings)
	}
	want := OpenFinding{Since: june(3).At(16*time.Hour, hcm), Finding: Finding{
		Unit: "an", Code: CodeRuleBroken, Severity: SeverityWarning, Raw: "9", Day: june(3), Indicator: "total",
		Origin: Origin{Source: "an.xlsx", Tab: "T6", Cell: "E5"},
		Args: map[string]string{"rule": "sums", "sentence": "Tổng phải bằng các phần", "sentence_en": "The total is its parts",
			"figures": "Tổng = 9 (E5), level3 = 2 (C5), level4 = 3 (D5)"},
	}}
	if diff := cmp.Diff(want, m.Findings[0]); diff != "" {
		t.Error(diff)
	}
	if got := totals(p, s)[3]; got.N != 9 {
		t.Errorf("the total is %+v, want the 9 that was stated", got)
	}
}

func TestABrokenErrorKeepsItsFiguresOutAndOnlyThose(t *testing.T) {
	p := ruled(sumRule(SeverityError, SkipAny))
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(9, 2, 3)), version("an.xlsx", "an", 4, totalled(5, 2, 3))})}
	m := Merge(p, s, at("24 12:00"))
	if got := m.Findings[0].Args["withheld"]; got != "Tổng = 9 (E5), level3 = 2 (C5), level4 = 3 (D5)" {
		t.Errorf("the finding says that %q is kept out", got)
	}
	if got := totals(p, s); !got[0].Stated || got[1].Stated || got[2].Stated || got[3].Stated {
		t.Errorf("day 3 gives %+v, want people only", got)
	}
	if m.Days[1].Withheld != nil || len(m.Days[1].Parts[0].Figures) != 4 {
		t.Errorf("the day that keeps the rule gives %+v", m.Days[1])
	}
	if got := s.Versions()[0].Figures; len(got) != 4 {
		t.Errorf("merging changed what the ledger said: %v", got)
	}
}

func TestAFormulaDoesNotFillInWhatIsKeptOut(t *testing.T) {
	rule := sumRule(SeverityError, SkipAny)
	rule.Indicators = []string{"total"}
	p := ruled(rule)
	got := totals(p, &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(9, 2, 3))})})
	if got[3].Stated || got[1].N != 2 || got[2].N != 3 {
		t.Errorf("got %+v, want both levels and no total", got)
	}
}

func TestADayOfWhichNothingIsLeftIsNoDay(t *testing.T) {
	rule := sumRule(SeverityError, SkipAny)
	rule.Indicators = append(slices.Clone(rule.Operands), "people")
	p := ruled(rule)
	m := Merge(p, &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(9, 2, 3)), version("binh.xlsx", "binh", 3, totalled(5, 2, 3))})}, at("24 12:00"))
	if len(m.Days) != 1 || m.Days[0].Unit.ID != "binh" || len(m.Findings) != 1 {
		t.Errorf("days %+v, findings %+v", m.Days, m.Findings)
	}
}

func TestWhatIsMissingSkipsTheRuleUnlessItSaysOtherwise(t *testing.T) {
	stated := func(fs ...Figure) []Figure { return fs }
	all := totalled(9, 2, 3)
	people, level3, level4, total := all[0], all[1], all[2], all[3]
	level4none := level4
	level4none.Value = 0
	for _, c := range []struct {
		name    string
		missing Absence
		figures []Figure
		broken  bool
	}{
		{"one missing, skip any", SkipAny, stated(total, level3), false},
		{"one missing, skip all", SkipAll, stated(total, level3), true},
		{"one missing, zero", AsZero, stated(total, level3), true},
		{"all missing, skip any", SkipAny, stated(people), false},
		{"all missing, skip all", SkipAll, stated(people), false},
		{"the formula's figure does not count as stated", SkipAny, stated(level3, level4), false},
		{"where what is missing counts, the formula's figure does", AsZero, stated(level3, level4), false},
		{"the same where only some are missing", SkipAll, stated(level3, level4), false},
		{"a stated zero is stated", SkipAny, stated(total, level3, level4none), true},
	} {
		m := Merge(ruled(sumRule(SeverityWarning, c.missing)), &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, c.figures)})}, at("24 12:00"))
		if got := len(m.Findings) == 1; got != c.broken {
			t.Errorf("%s: findings %+v", c.name, m.Findings)
		}
	}
	positive := Rule{ID: "some", Severity: SeverityWarning, Missing: AsZero, Operands: []string{"total"}, Indicators: []string{"total"},
		Holds: func(v []int64) bool { return v[0] > 0 }}
	m := Merge(ruled(positive), &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, stated(people))})}, at("24 12:00"))
	if len(m.Findings) != 1 || m.Findings[0].Cell != "" || m.Findings[0].Args["figures"] != "–" {
		t.Errorf("all missing, zero: %+v", m.Findings)
	}
}

func TestTheFindingPointsAtTheFirstFigureOfTheUnitItself(t *testing.T) {
	p := ruled(sumRule(SeverityWarning, SkipAny))
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(5, 2, 3))}),
		Decisions: []Decision{{ID: 1, Kind: DecisionEnter, Unit: "an", From: june(3), Indicator: "total", Value: Stated(9), At: at("05 09:00")}}}
	i := slices.IndexFunc(Merge(p, s, at("24 12:00")).Findings, func(f OpenFinding) bool { return f.Code == CodeRuleBroken })
	if i < 0 {
		t.Fatal("the office's entry breaks the rule, and nothing says so")
	}
	f := Merge(p, s, at("24 12:00")).Findings[i]
	if f.Cell != "C5" || f.Args["figures"] != "Tổng = 9, level3 = 2 (C5), level4 = 3 (D5)" || !f.Since.Equal(at("05 09:00")) {
		t.Errorf("got %+v", f)
	}
}

func TestWhatTheOfficeAcceptsCountsUntilItChanges(t *testing.T) {
	p := ruled(sumRule(SeverityError, SkipAny))
	v := version("an.xlsx", "an", 3, totalled(9, 2, 3))
	open := Merge(p, &State{Said: SaidIn([]Version{v})}, at("24 12:00")).Findings[0]
	accept := Decision{ID: 1, Kind: DecisionAccept, Finding: open.Key(), At: at("04 09:00")}
	s := &State{Said: SaidIn([]Version{v}), Decisions: []Decision{accept}}
	if m := Merge(p, s, at("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Accepted == nil || totals(p, s)[3].N != 9 {
		t.Errorf("accepted, and yet %+v, %+v; it should stand among the accepted ones", m.Findings, totals(p, s))
	}
	moved := version("an.xlsx", "an", 3, totalled(9, 2, 3))
	moved.Asked, moved.Answered = at("04 22:00"), at("04 22:00")
	for i := range moved.Figures {
		moved.Figures[i].Cell = moved.Figures[i].Cell[:1] + "6" // a row was put in above
	}
	s.Say(moved)
	if m := Merge(p, s, at("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Accepted == nil || totals(p, s)[3].N != 9 {
		t.Errorf("the row moved and says the same, and yet %+v, %+v", m.Findings, totals(p, s))
	}
	changed := version("an.xlsx", "an", 3, totalled(8, 2, 3))
	changed.Asked, changed.Answered = at("05 08:00"), at("05 08:00")
	s.Say(changed)
	if m := Merge(p, s, at("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Raw != "8" || m.Findings[0].Accepted != nil {
		t.Errorf("the figure changed, and the old acceptance gives %+v", m.Findings)
	}
	undone := &State{Said: SaidIn([]Version{v}), Decisions: []Decision{accept, {ID: 2, Kind: DecisionUndo, Undoes: 1}}}
	if m := Merge(p, undone, at("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Accepted != nil {
		t.Error("an acceptance that was taken back still counts")
	}
}

func TestTwoRulesThatOneFigureBreaksAreTwoFindings(t *testing.T) {
	a, b := sumRule(SeverityError, SkipAny), sumRule(SeverityWarning, SkipAny)
	b.ID = "again"
	m := Merge(ruled(a, b), &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(9, 2, 3))})}, at("24 12:00"))
	if len(m.Findings) != 2 || m.Findings[0].Key() == m.Findings[1].Key() {
		t.Errorf("got %+v", m.Findings)
	}
}

func TestABrokenRuleSpeaksTheLanguageOfItsReader(t *testing.T) {
	f := Merge(ruled(sumRule(SeverityError, SkipAny)), &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, totalled(9, 2, 3))})}, at("24 12:00")).Findings[0]
	texts := map[string]string{"finding.rule-broken.message": "warned: {sentence}", "finding.rule-broken.error.message": "{sentence} ({figures})"}
	for lang, want := range map[string]string{"vi": "Tổng phải bằng các phần (Tổng = 9 (E5)", "en": "The total is its parts (Tổng = 9 (E5)"} {
		if got, _ := (Messages{Lang: lang, Texts: texts}).Finding(&f.Finding, "Tổng"); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestALongListOfFiguresIsGivenWhole(t *testing.T) {
	long := strings.Repeat("Tổng = 9 (E5), ", 20) + "cuối"
	m := Messages{Lang: "vi", Texts: map[string]string{"finding.rule-broken.message": "{figures}", "finding.columns-changed.message": "{figures}"}}
	for _, code := range []string{CodeRuleBroken, CodeColumnsChanged} {
		if got, _ := m.Finding(&Finding{Code: code, Args: map[string]string{"figures": long}}, ""); got != long {
			t.Errorf("%s: cut to %q", code, got)
		}
	}
}

// Whatever is stated: a day either keeps the rule or gives none of its figures,
// and every other figure of the district stays.
func TestNoSumOfAReportBreaksARuleOfSeverityError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := ruled(sumRule(SeverityError, SkipAny))
		s := &State{}
		var people int64
		n := rapid.Int64Range(0, 3)
		for day := 1; day <= 24; day++ {
			fs := totalled(n.Draw(t, "total"), n.Draw(t, "level3"), n.Draw(t, "level4"))
			people += fs[0].Value
			s.Say(version("an.xlsx", "an", day, fs))
		}
		got := Summarise(p, Merge(p, s, at("24 18:00")), nil, p.Windows.Month(2020, 6), june(24)).Total.Figures
		if got[3].N != got[1].N+got[2].N || got[0].N != people {
			t.Fatalf("totals %+v, want total = level3 + level4 and %d people", got, people)
		}
	})
}
