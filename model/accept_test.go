package model

import (
	"testing"
	"time"
)

// doubtful is a state in which an's people of 3 June are out of proportion.
func doubtful(raw string, since time.Time) *State {
	return &State{Findings: []OpenFinding{{Since: since, Finding: Finding{Unit: "an", Code: CodeOutlier, Severity: SeverityWarning,
		Day: june(3), Indicator: "people", Raw: raw, Origin: Origin{Source: "an.xlsx", Tab: "T6", Cell: "B5"}}}}}
}

func accepting(f *Finding, when string) Decision {
	d := AcceptanceOf(f)
	d.ID, d.At, d.By, d.Reason = 1, at(when), "văn phòng", "đã gọi điện"
	return d
}

func TestAnAcceptedFindingIsOpenAgainOnceTheFigureChanges(t *testing.T) {
	accept := accepting(&doubtful("150", time.Time{}).Findings[0].Finding, "04 10:00")
	moved := doubtful("150", at("05 08:00"))
	moved.Findings[0].Cell = "B9"
	withoutText := doubtful("", at("03 16:00"))
	for _, c := range []struct {
		name      string
		s         *State
		decisions []Decision
		open      bool
	}{
		{"nothing decided", doubtful("150", at("03 16:00")), nil, true},
		{"accepted as it stands", doubtful("150", at("03 16:00")), []Decision{accept}, false},
		{"the same figure in another row", moved, []Decision{accept}, false},
		{"another figure", doubtful("151", at("05 08:00")), []Decision{accept}, true},
		{"another figure, accepted too", doubtful("151", at("05 08:00")), []Decision{accept, accepting(&doubtful("151", time.Time{}).Findings[0].Finding, "06 10:00")}, false},
		{"acceptance taken back", doubtful("150", at("03 16:00")), []Decision{accept, {ID: 2, Kind: DecisionUndo, Undoes: 1}}, true},
		{"without a text, made before", withoutText, []Decision{accepting(&withoutText.Findings[0].Finding, "04 10:00")}, false},
		{"without a text, made anew since", withoutText, []Decision{accepting(&withoutText.Findings[0].Finding, "03 10:00")}, true},
	} {
		c.s.Decisions = c.decisions
		r := Compile(twoUnits(), c.s, twoUnits().Windows.Month(2020, 6), at("24 18:00"))
		if open := len(r.Findings) == 1; open != c.open || len(r.Findings)+len(r.Accepted) != 1 {
			t.Errorf("%s: %d open, %d accepted", c.name, len(r.Findings), len(r.Accepted))
		}
	}
}

func TestWhatTheOfficeSettledIsToldAsAcceptedAndWhatIsHeldBesideItIsOpen(t *testing.T) {
	s := &State{Decisions: []Decision{{ID: 7, Kind: DecisionAccept, By: "VP", Reason: "đã hỏi"}}}
	for _, d := range []int{2, 3, 4} {
		left := version("an.xlsx", "an", d, nil)
		left.Asked, left.Answered, left.Vanished = at("10 08:00"), at("10 08:00"), Cleared
		if left.Settled = 7; d == 4 {
			left.Settled, left.Gone, left.Figures = 0, true, figures(5, 3)
		}
		s.Say(version("an.xlsx", "an", d, figures(5, 3)), left)
	}
	r := Compile(twoUnits(), s, twoUnits().Windows.Month(2020, 6), at("24 18:00"))
	if len(r.Accepted) != 1 || r.Accepted[0].Args["n"] != "2" || r.Accepted[0].Accepted.By != "VP" {
		t.Errorf("accepted %+v", r.Accepted)
	}
	if len(r.Findings) != 1 || r.Findings[0].Code != CodeRowsGone || r.Findings[0].Args["n"] != "1" {
		t.Errorf("open %+v", r.Findings)
	}
	if got := r.Window.Total.Figures[0]; got.N != 3 || got.StatedDays != 1 {
		t.Errorf("the total is %+v, want the day that is held alone", got)
	}
}

func TestTheIDOfAFindingStaysWhenItsFigureMoves(t *testing.T) {
	a := doubtful("150", time.Time{}).Findings[0].Finding
	b := a
	b.Cell, b.Raw = "B9", "151"
	if a.ID() != b.ID() || len(a.ID()) != 8 {
		t.Errorf("%q and %q", a.ID(), b.ID())
	}
	if b.Indicator = "teams"; a.ID() == b.ID() {
		t.Error("findings of two indicators have one ID")
	}
}
