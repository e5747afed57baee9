package explain

import (
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Where a month was closed early a figure's month is the one that really ended.
func TestAProofCountsTheMonthThatReallyEnded(t *testing.T) {
	p := modeltest.OneUnit()
	p.Windows = calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}
	early := p.Windows.Month(2020, time.June)
	early.Last = modeltest.June(18)
	s := &record.State{Issued: []record.Issued{{ID: 1, Number: "12", Period: early, At: modeltest.At("20 12:00")}}, Said: record.SaidIn([]record.Version{modeltest.SaidOn(19, "19 16:00", "19 16:00:05", 7)})}
	proof, ok := Trace(p, s, "an", modeltest.June(19), "people", modeltest.At("22 12:00"))
	if !ok || proof.InMonth.Name != "2020-07" || proof.Month.Count != office.Stated(7) {
		t.Errorf("%v %+v %+v", ok, proof.InMonth, proof.Month)
	}
}
