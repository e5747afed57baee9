package record_test

import (
	"testing"
	"time"

	"tonghop/model/modeltest"
)

func TestTheIDOfAFindingStaysWhenItsFigureMoves(t *testing.T) {
	a := modeltest.Doubtful("150", time.Time{}).Findings[0].Finding
	b := a
	b.Cell, b.Raw = "B9", "151"
	if a.ID() != b.ID() || len(a.ID()) != 8 {
		t.Errorf("%q and %q", a.ID(), b.ID())
	}
	if b.Indicator = "teams"; a.ID() == b.ID() {
		t.Error("findings of two indicators have one ID")
	}
}
