package merge

import (
	"slices"
	"testing"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAMergerSparesUnitsOfWhichNothingIsNew(t *testing.T) {
	p := modeltest.TwoUnits()
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.Version("an.xlsx", "an", 3, modeltest.Figures(3, 5)), modeltest.Version("binh.xlsx", "binh", 3, modeltest.Figures(3, 6))})}
	var c Merger
	before := c.Merge(p, s, modeltest.At("05 12:00"))
	s = &record.State{Said: record.SaidIn(append(slices.Clone(s.Versions()), modeltest.Version("binh.xlsx", "binh", 4, modeltest.Figures(4, 7))))}
	after := c.Merge(p, s, modeltest.At("05 18:00"))
	same := func(i int) bool { return &before.Days[i].Parts[0] == &after.Days[i].Parts[0] }
	if !same(0) || same(1) || len(after.Days) != 3 {
		t.Errorf("spared: An %v, Bình %v; %d days", same(0), same(1), len(after.Days))
	}
	s.Decisions = []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(3), To: modeltest.June(3), Indicator: "people", Entry: office.Entry{Value: office.Stated(9)}, At: modeltest.At("05 19:00")}}
	if decided := c.Merge(p, s, modeltest.At("05 20:00")); decided.Days[0].Parts[1].Decision != 1 {
		t.Errorf("the office's entry does not stand: %+v", decided.Days[0])
	}
}
