package merge

import (
	"testing"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestMoreRowsGoneThanWereAcceptedAreOpen(t *testing.T) {
	gone := func(days ...int) *record.State {
		s := &record.State{}
		for _, d := range days {
			left := modeltest.Version("an.xlsx", "an", d, nil)
			left.Gone, left.Asked, left.Answered = true, modeltest.At("10 08:00"), modeltest.At("10 08:00")
			s.Say(modeltest.Version("an.xlsx", "an", d, modeltest.Figures(5, 3)), left)
		}
		return s
	}
	s := gone(2, 3)
	accept := modeltest.Accepting(&Merge(modeltest.TwoUnits(), s, modeltest.At("10 12:00")).Findings[0].Finding, "10 12:00")
	s.Decisions = []office.Decision{accept}
	if f := Merge(modeltest.TwoUnits(), s, modeltest.At("11 12:00")).Findings[0]; f.Accepted == nil {
		t.Errorf("accepted and still open: %+v", f)
	}
	s = gone(2, 3, 4)
	s.Decisions = []office.Decision{accept}
	if f := Merge(modeltest.TwoUnits(), s, modeltest.At("11 12:00")).Findings[0]; f.Accepted != nil {
		t.Errorf("one more day is gone, and it is taken for accepted: %+v", f)
	}
}
