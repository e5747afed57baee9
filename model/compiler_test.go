package model

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func strictProgramme() *Programme {
	p := twoUnits()
	p.Rules = []Rule{{ID: "parts", Severity: SeverityError, Missing: SkipAll, Operands: []string{"level3", "level4"}, Indicators: []string{"level3", "level4"},
		Holds: func(v []int64) bool { return v[0] >= v[1] }}}
	return p
}

// asOf narrows a state down to what had been said and decided by an instant;
// what is left shares its figures, as the States of a ledger do.
func asOf(s *State, t time.Time) *State {
	then := *s
	then.Said, then.Decisions = nil, nil
	for _, v := range s.Versions() {
		if !v.Answered.After(t) {
			then.Say(v)
		}
	}
	for _, d := range s.Decisions {
		if !d.At.After(t) {
			then.Decisions = append(then.Decisions, d)
		}
	}
	return &then
}

// Whatever reports a Compiler made before, of whichever instants, of more or
// fewer units' words, the next is what Compile makes.
func TestACompilerMergesAsMergeDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := strictProgramme(), drawState(t)
		var c Compiler
		for range rapid.IntRange(2, 8).Draw(t, "reports") {
			now := at("01 00:00").Add(time.Duration(rapid.IntRange(0, 9*24).Draw(t, "hour")) * time.Hour)
			then := asOf(s, now)
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0: // a day is said anew
				if n := len(s.Versions()); n > 0 {
					all := s.Versions()
					all[rapid.IntRange(0, n-1).Draw(t, "said anew")].Figures = figures(3, 7)
					s.Said = SaidIn(all)
				}
			case 1: // nothing is asked of a unit any more
				then.Said = slices.DeleteFunc(then.Said, func(said Said) bool { return said.Unit() == "an" })
			case 2: // another configuration
				if p = strictProgramme(); rapid.Bool().Draw(t, "lax") {
					p.Rules = nil
				}
			case 3: // days are written that have not come
				then.Said = s.Said
			}
			window := p.Windows.MonthOf(DayOf(now))
			if want, got := Compile(p, then, window, now), c.Compile(p, then, window, now); !reflect.DeepEqual(want, got) {
				t.Fatalf("as of %v\n%+v\ninstead of\n%+v", now, got, want)
			}
		}
	})
}

func TestAMergerSparesUnitsOfWhichNothingIsNew(t *testing.T) {
	p := twoUnits()
	s := &State{Said: SaidIn([]Version{version("an.xlsx", "an", 3, figures(3, 5)), version("binh.xlsx", "binh", 3, figures(3, 6))})}
	var c Merger
	before := c.Merge(p, s, at("05 12:00"))
	s = &State{Said: SaidIn(append(slices.Clone(s.Versions()), version("binh.xlsx", "binh", 4, figures(4, 7))))}
	after := c.Merge(p, s, at("05 18:00"))
	same := func(i int) bool { return &before.Days[i].Parts[0] == &after.Days[i].Parts[0] }
	if !same(0) || same(1) || len(after.Days) != 3 {
		t.Errorf("spared: An %v, Bình %v; %d days", same(0), same(1), len(after.Days))
	}
	s.Decisions = []Decision{{ID: 1, Kind: DecisionEnter, Unit: "an", From: june(3), To: june(3), Indicator: "people", Value: Stated(9), At: at("05 19:00")}}
	if decided := c.Merge(p, s, at("05 20:00")); decided.Days[0].Parts[1].Decision != 1 {
		t.Errorf("the office's entry does not stand: %+v", decided.Days[0])
	}
}
