package report

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func totals(p *office.Programme, s *record.State) []Sum {
	return Summarise(p, merge.Merge(p, s, modeltest.At("24 12:00")), nil, calendar.DayPeriod(modeltest.June(3)), modeltest.June(3)).Total.Figures
}

func TestABrokenWarningIsFlaggedAndMerged(t *testing.T) {
	p := modeltest.Ruled(modeltest.SumRule(office.SeverityWarning, office.SkipAny))
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3))})}
	m := merge.Merge(p, s, modeltest.At("24 12:00"))
	if len(m.Findings) != 1 {
		t.Fatalf("findings %+v", m.Findings)
	}
	want := record.OpenFinding{Since: modeltest.June(3).At(16*time.Hour, modeltest.HCM), Finding: office.Finding{
		Unit: "an", Code: office.CodeRuleBroken, Severity: office.SeverityWarning, Raw: "9", Day: modeltest.June(3), Indicator: "total",
		Origin: office.Origin{Source: "an.xlsx", Tab: "T6", Cell: "E5"},
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
	p := modeltest.Ruled(modeltest.SumRule(office.SeverityError, office.SkipAny))
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3)), modeltest.Version("an.xlsx", "an", 4, modeltest.Totalled(5, 2, 3))})}
	m := merge.Merge(p, s, modeltest.At("24 12:00"))
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
	rule := modeltest.SumRule(office.SeverityError, office.SkipAny)
	rule.Indicators = []string{"total"}
	p := modeltest.Ruled(rule)
	got := totals(p, &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3))})})
	if got[3].Stated || got[1].N != 2 || got[2].N != 3 {
		t.Errorf("got %+v, want both levels and no total", got)
	}
}

func TestWhatTheOfficeAcceptsCountsUntilItChanges(t *testing.T) {
	p := modeltest.Ruled(modeltest.SumRule(office.SeverityError, office.SkipAny))
	v := modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3))
	open := merge.Merge(p, &record.State{Said: record.SaidIn([]record.Version{v})}, modeltest.At("24 12:00")).Findings[0]
	accept := office.Decision{ID: 1, Kind: office.DecisionAccept, Acceptance: office.Acceptance{Finding: open.Key()}, At: modeltest.At("04 09:00")}
	s := &record.State{Said: record.SaidIn([]record.Version{v}), Decisions: []office.Decision{accept}}
	if m := merge.Merge(p, s, modeltest.At("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Accepted == nil || totals(p, s)[3].N != 9 {
		t.Errorf("accepted, and yet %+v, %+v; it should stand among the accepted ones", m.Findings, totals(p, s))
	}
	moved := modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(9, 2, 3))
	moved.Asked, moved.Answered = modeltest.At("04 22:00"), modeltest.At("04 22:00")
	for i := range moved.Figures {
		moved.Figures[i].Cell = moved.Figures[i].Cell[:1] + "6" // a row was put in above
	}
	s.Say(moved)
	if m := merge.Merge(p, s, modeltest.At("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Accepted == nil || totals(p, s)[3].N != 9 {
		t.Errorf("the row moved and says the same, and yet %+v, %+v", m.Findings, totals(p, s))
	}
	changed := modeltest.Version("an.xlsx", "an", 3, modeltest.Totalled(8, 2, 3))
	changed.Asked, changed.Answered = modeltest.At("05 08:00"), modeltest.At("05 08:00")
	s.Say(changed)
	if m := merge.Merge(p, s, modeltest.At("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Raw != "8" || m.Findings[0].Accepted != nil {
		t.Errorf("the figure changed, and the old acceptance gives %+v", m.Findings)
	}
	undone := &record.State{Said: record.SaidIn([]record.Version{v}), Decisions: []office.Decision{accept, {ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}}}}
	if m := merge.Merge(p, undone, modeltest.At("24 12:00")); len(m.Findings) != 1 || m.Findings[0].Accepted != nil {
		t.Error("an acceptance that was taken back still counts")
	}
}

// Whatever is stated: a day either keeps the rule or gives none of its figures,
// and every other figure of the district stays.
func TestNoSumOfAReportBreaksARuleOfSeverityError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := modeltest.Ruled(modeltest.SumRule(office.SeverityError, office.SkipAny))
		s := &record.State{}
		var people int64
		n := rapid.Int64Range(0, 3)
		for day := 1; day <= 24; day++ {
			fs := modeltest.Totalled(n.Draw(t, "total"), n.Draw(t, "level3"), n.Draw(t, "level4"))
			people += fs[0].Value
			s.Say(modeltest.Version("an.xlsx", "an", day, fs))
		}
		got := Summarise(p, merge.Merge(p, s, modeltest.At("24 18:00")), nil, p.Windows.Month(2020, 6), modeltest.June(24)).Total.Figures
		if got[3].N != got[1].N+got[2].N || got[0].N != people {
			t.Fatalf("totals %+v, want total = level3 + level4 and %d people", got, people)
		}
	})
}
