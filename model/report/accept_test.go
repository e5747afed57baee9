package report

import (
	"testing"
	"time"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAnAcceptedFindingIsOpenAgainOnceTheFigureChanges(t *testing.T) {
	accept := modeltest.Accepting(&modeltest.Doubtful("150", time.Time{}).Findings[0].Finding, "04 10:00")
	moved := modeltest.Doubtful("150", modeltest.At("05 08:00"))
	moved.Findings[0].Cell = "B9"
	withoutText := modeltest.Doubtful("", modeltest.At("03 16:00"))
	for _, c := range []struct {
		name      string
		s         *record.State
		decisions []office.Decision
		open      bool
	}{
		{"nothing decided", modeltest.Doubtful("150", modeltest.At("03 16:00")), nil, true},
		{"accepted as it stands", modeltest.Doubtful("150", modeltest.At("03 16:00")), []office.Decision{accept}, false},
		{"the same figure in another row", moved, []office.Decision{accept}, false},
		{"another figure", modeltest.Doubtful("151", modeltest.At("05 08:00")), []office.Decision{accept}, true},
		{"another figure, accepted too", modeltest.Doubtful("151", modeltest.At("05 08:00")), []office.Decision{accept, modeltest.Accepting(&modeltest.Doubtful("151", time.Time{}).Findings[0].Finding, "06 10:00")}, false},
		{"acceptance taken back", modeltest.Doubtful("150", modeltest.At("03 16:00")), []office.Decision{accept, {ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}}}, true},
		{"without a text, made before", withoutText, []office.Decision{modeltest.Accepting(&withoutText.Findings[0].Finding, "04 10:00")}, false},
		{"without a text, made anew since", withoutText, []office.Decision{modeltest.Accepting(&withoutText.Findings[0].Finding, "03 10:00")}, true},
	} {
		c.s.Decisions = c.decisions
		r := Compile(modeltest.TwoUnits(), c.s, modeltest.TwoUnits().Windows.Month(2020, 6), modeltest.At("24 18:00"))
		if open := len(r.Findings) == 1; open != c.open || len(r.Findings)+len(r.Accepted) != 1 {
			t.Errorf("%s: %d open, %d accepted", c.name, len(r.Findings), len(r.Accepted))
		}
	}
}

func TestWhatTheOfficeSettledIsToldAsAcceptedAndWhatIsHeldBesideItIsOpen(t *testing.T) {
	s := &record.State{Decisions: []office.Decision{{ID: 7, Kind: office.DecisionAccept, Ruling: office.Ruling{By: "VP", Reason: "đã hỏi"}}}}
	for _, d := range []int{2, 3, 4} {
		left := modeltest.Version("an.xlsx", "an", d, nil)
		left.Asked, left.Answered, left.Vanished = modeltest.At("10 08:00"), modeltest.At("10 08:00"), record.Cleared
		if left.Settled = 7; d == 4 {
			left.Settled, left.Gone, left.Figures = 0, true, modeltest.Figures(5, 3)
		}
		s.Say(modeltest.Version("an.xlsx", "an", d, modeltest.Figures(5, 3)), left)
	}
	r := Compile(modeltest.TwoUnits(), s, modeltest.TwoUnits().Windows.Month(2020, 6), modeltest.At("24 18:00"))
	if len(r.Accepted) != 1 || r.Accepted[0].Args["n"] != "2" || r.Accepted[0].Accepted.By != "VP" {
		t.Errorf("accepted %+v", r.Accepted)
	}
	if len(r.Findings) != 1 || r.Findings[0].Code != office.CodeRowsGone || r.Findings[0].Args["n"] != "1" {
		t.Errorf("open %+v", r.Findings)
	}
	if got := r.Window.Total.Figures[0]; got.N != 3 || got.StatedDays != 1 {
		t.Errorf("the total is %+v, want the day that is held alone", got)
	}
}
