package judge

import (
	"testing"

	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestADayThatABrokenRuleKeepsOutIsWrittenAndNotReported(t *testing.T) {
	broken := func(day int, asked, answered string, more ...record.Figure) record.Version {
		v := modeltest.SaidOn(day, asked, answered, 0)
		v.Figures = append(modeltest.Totalled(9, 2, 3)[1:], more...) // without people
		return v
	}
	mended := broken(24, "24 22:30", "24 22:30:05")
	mended.Figures = modeltest.Totalled(5, 2, 3)[1:]
	key := func(p *office.Programme, v record.Version) string {
		return merge.Merge(p, &record.State{Said: record.SaidIn([]record.Version{v})}, modeltest.At("24 23:00")).Findings[0].Key()
	}
	due := modeltest.Looks("24 16:00", "24 16:00:05", "24 17:00", "24 17:00:05")
	night := append(due, modeltest.Looks("24 22:30", "24 22:30:05")...)
	written := broken(24, "24 16:00", "24 16:00:05")
	besides := broken(24, "24 16:00", "24 16:00:05", record.Figure{Indicator: "people", Value: 4, Tab: "T6", Cell: "B5"})
	for _, c := range []struct {
		name     string
		rule     office.Rule
		looks    []record.Seen
		versions []record.Version
		accepted string
		want     office.Status
	}{
		{"nothing of it is left", modeltest.SumRule(office.SeverityError, office.SkipAny), due, []record.Version{written}, "", office.Invalid},
		{"another figure is left", modeltest.SumRule(office.SeverityError, office.SkipAny), due, []record.Version{besides}, "", office.OnTime},
		{"a warning keeps nothing out", modeltest.SumRule(office.SeverityWarning, office.SkipAny), due, []record.Version{written}, "", office.OnTime},
		{"mended in the night", modeltest.SumRule(office.SeverityError, office.SkipAny), night, []record.Version{written, mended}, "", office.Late},
		{"the office holds it for right", modeltest.SumRule(office.SeverityError, office.SkipAny), due, []record.Version{written}, "24 18:00", office.OnTime},
		{"it held what stood before for right", modeltest.SumRule(office.SeverityError, office.SkipAny), due, []record.Version{written}, "24 15:00", office.Invalid},
	} {
		p := modeltest.Strict(c.rule)
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": c.looks}, Said: record.SaidIn(c.versions)}
		if c.accepted != "" {
			s.Decisions = []office.Decision{{ID: 1, Kind: office.DecisionAccept, Acceptance: office.Acceptance{Finding: key(p, written)}, At: modeltest.At(c.accepted)}}
		}
		if got := Days(p, s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}
