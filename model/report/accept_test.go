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
		{"acceptance taken back", modeltest.Doubtful("150", modeltest.At("03 16:00")), []office.Decision{accept, {ID: 2, Kind: office.DecisionUndo, Undoes: 1}}, true},
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
