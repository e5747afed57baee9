package model

import (
	"testing"
	"time"
)

// The window of December begins on 25/11 and the year on 30/11: until then the
// year to date is the one that is ending.
func TestTheYearToDateIsThatOfTheLastDayCounted(t *testing.T) {
	p := oneUnit()
	p.Ends = 0
	p.Windows = Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}
	december := p.Windows.Month(2020, time.December)
	for day, want := range map[Day]string{Date(2020, 11, 25): "2020", Date(2020, 11, 29): "2020", Date(2020, 11, 30): "2021", Date(2020, 12, 24): "2021", Date(2021, 3, 1): "2021"} {
		r := Compile(p, &State{}, december, day.At(12*time.Hour, hcm))
		if r.Year.Period.Name != want || r.Year.Through < r.Year.Period.First {
			t.Errorf("%s: the year is %s, through %s", day, r.Year.Period.Name, r.Year.Through)
		}
	}
}

// Where a month was closed early a figure's month is the one that really ended.
func TestAProofCountsTheMonthThatReallyEnded(t *testing.T) {
	p := oneUnit()
	p.Windows = Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}
	early := p.Windows.Month(2020, time.June)
	early.Last = june(18)
	s := &State{Issued: []Issued{{ID: 1, Number: "12", Period: early, At: at("20 12:00")}}, Said: SaidIn([]Version{said(19, "19 16:00", "19 16:00:05", 7)})}
	proof, ok := Trace(p, s, "an", june(19), "people", at("22 12:00"))
	if !ok || proof.InMonth.Name != "2020-07" || proof.Month.Count != Stated(7) {
		t.Errorf("%v %+v %+v", ok, proof.InMonth, proof.Month)
	}
}
