package merge

import (
	"testing"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestARuleSeesWhatAUnitsOtherSourceHadSaidByThen(t *testing.T) {
	p := modeltest.Strict(modeltest.SumRule(office.SeverityError, office.SkipAny))
	p.Units[0].Sources = append(p.Units[0].Sources, office.SourceFrom{Ref: "parts.xlsx", From: modeltest.June(1)})
	parts, total := modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 0), modeltest.SaidOn(24, "24 16:30", "24 16:30:05", 0)
	parts.Source, parts.Figures, total.Figures = "parts.xlsx", modeltest.Totalled(9, 2, 3)[1:3], modeltest.Totalled(9, 2, 3)[3:]
	s := NewStrictness(p, nil)
	day := []*record.Version{&total, &parts}
	if out := s.Withheld(&total, day); len(out) != 3 {
		t.Errorf("beside its parts the total breaks the rule, and only %v are kept out", out)
	}
	if out := s.Withheld(&parts, day); out != nil {
		t.Errorf("when the parts were seen there was no total, and yet %v are kept out", out)
	}
	total.Answered = modeltest.At("24 15:00")
	if out := s.Withheld(&total, day); out != nil {
		t.Errorf("when the total was seen there were no parts, and yet %v are kept out", out)
	}
}
