package model

import "testing"

// strict is a programme with the rule that a total is its parts, and nothing
// else to report than what the rule speaks of.
func strict(rule Rule) *Programme {
	p := oneUnit()
	p.Indicators = ruled().Indicators
	p.Rules = []Rule{rule}
	return p
}

func TestADayThatABrokenRuleKeepsOutIsWrittenAndNotReported(t *testing.T) {
	broken := func(day int, asked, answered string, more ...Figure) Version {
		v := said(day, asked, answered, 0)
		v.Figures = append(totalled(9, 2, 3)[1:], more...) // without people
		return v
	}
	mended := broken(24, "24 22:30", "24 22:30:05")
	mended.Figures = totalled(5, 2, 3)[1:]
	key := func(p *Programme, v Version) string {
		return Merge(p, &State{Said: SaidIn([]Version{v})}, at("24 23:00")).Findings[0].Key()
	}
	due := looks("24 16:00", "24 16:00:05", "24 17:00", "24 17:00:05")
	night := append(due, looks("24 22:30", "24 22:30:05")...)
	written := broken(24, "24 16:00", "24 16:00:05")
	besides := broken(24, "24 16:00", "24 16:00:05", Figure{Indicator: "people", Value: 4, Tab: "T6", Cell: "B5"})
	for _, c := range []struct {
		name     string
		rule     Rule
		looks    []Seen
		versions []Version
		accepted string
		want     Status
	}{
		{"nothing of it is left", sumRule(SeverityError, SkipAny), due, []Version{written}, "", Invalid},
		{"another figure is left", sumRule(SeverityError, SkipAny), due, []Version{besides}, "", OnTime},
		{"a warning keeps nothing out", sumRule(SeverityWarning, SkipAny), due, []Version{written}, "", OnTime},
		{"mended in the night", sumRule(SeverityError, SkipAny), night, []Version{written, mended}, "", Late},
		{"the office holds it for right", sumRule(SeverityError, SkipAny), due, []Version{written}, "24 18:00", OnTime},
		{"it held what stood before for right", sumRule(SeverityError, SkipAny), due, []Version{written}, "24 15:00", Invalid},
	} {
		p := strict(c.rule)
		s := &State{Seen: map[string][]Seen{"an.xlsx": c.looks}, Said: SaidIn(c.versions)}
		if c.accepted != "" {
			s.Decisions = []Decision{{ID: 1, Kind: DecisionAccept, Finding: key(p, written), At: at(c.accepted)}}
		}
		if got := Judge(p, s, june(24), june(24), at("24 23:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

func TestARuleSeesWhatAUnitsOtherSourceHadSaidByThen(t *testing.T) {
	p := strict(sumRule(SeverityError, SkipAny))
	p.Units[0].Sources = append(p.Units[0].Sources, SourceFrom{Ref: "parts.xlsx", From: june(1)})
	parts, total := said(24, "24 16:00", "24 16:00:05", 0), said(24, "24 16:30", "24 16:30:05", 0)
	parts.Source, parts.Figures, total.Figures = "parts.xlsx", totalled(9, 2, 3)[1:3], totalled(9, 2, 3)[3:]
	s := newStrictness(p, nil)
	day := []*Version{&total, &parts}
	if out := s.withheld(&total, day); len(out) != 3 {
		t.Errorf("beside its parts the total breaks the rule, and only %v are kept out", out)
	}
	if out := s.withheld(&parts, day); out != nil {
		t.Errorf("when the parts were seen there was no total, and yet %v are kept out", out)
	}
	total.Answered = at("24 15:00")
	if out := s.withheld(&total, day); out != nil {
		t.Errorf("when the total was seen there were no parts, and yet %v are kept out", out)
	}
}
