package explain

import (
	"testing"

	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestWhatIsWrittenAfterAUnitEndedIsToldAndNotCounted(t *testing.T) {
	p := modeltest.OneUnit()
	p.Units[0].To = modeltest.June(23)
	s := &record.State{Said: record.SaidIn([]record.Version{modeltest.SaidOn(23, "23 16:00", "23 16:00:05", 1), modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 10), modeltest.SaidOn(25, "25 16:00", "25 16:00:05", 100)})}
	m := merge.Merge(p, s, modeltest.At("26 12:00"))
	if len(m.Days) != 1 || m.Days[0].Day != modeltest.June(23) {
		t.Errorf("days %+v, want the 23rd only", m.Days)
	}
	if proof, ok := Trace(p, s, "an", modeltest.June(24), "people", modeltest.At("26 12:00")); !ok || proof.Basis != BasisUnaccepted {
		t.Errorf("its proof says %q, want that it was written and not accepted", proof.Basis)
	}
	if len(m.Findings) != 1 || m.Findings[0].Code != office.CodeUnitInvalid || m.Findings[0].Args["n"] != "2" || m.Findings[0].Args["first"] != "24/6/2020" || m.Findings[0].Args["last"] != "25/6/2020" {
		t.Errorf("findings %+v, want one of two days", m.Findings)
	}
}
