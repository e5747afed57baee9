package report

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAnIndicatorCountsWhileItIsValid(t *testing.T) {
	p := modeltest.OneUnit()
	p.Indicators[0].To = modeltest.June(23)
	p.Indicators = append(p.Indicators, office.Indicator{ID: "visits", Aggregate: office.AggregateSum, From: modeltest.June(24), Replaces: "people"})
	both := modeltest.SaidOn(24, "24 16:00", "24 16:00:05", 10)
	both.Figures = append(both.Figures, record.Figure{Indicator: "visits", Value: 4, Tab: "T6", Cell: "C7"})
	only := modeltest.SaidOn(25, "25 16:00", "25 16:00:05", 100)
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("25 17:00", "25 17:00:05")}, Said: record.SaidIn([]record.Version{modeltest.SaidOn(23, "23 16:00", "23 16:00:05", 1), both, only})}
	sum := Summarise(p, merge.Merge(p, s, modeltest.At("26 12:00")), nil, p.Windows.YearOf(modeltest.June(24)), modeltest.June(26)).Total.Figures
	if sum[0].N != 1 || sum[2].N != 4 {
		t.Errorf("people %s and visits %s, want 1 and 4", sum[0].Count, sum[2].Count)
	}
	m := merge.Merge(p, s, modeltest.At("26 12:00"))
	if len(m.Findings) != 1 || m.Findings[0].Code != office.CodeIndicatorInvalid || m.Findings[0].Indicator != "people" || m.Findings[0].Cell != "B7" || m.Findings[0].Args["n"] != "2" {
		t.Errorf("findings %+v, want one of two days", m.Findings)
	}
	// Who wrote the old column in time has reported in time.
	for day, want := range map[calendar.Day]office.Status{modeltest.June(24): office.OnTime, modeltest.June(25): office.OnTime} {
		if got := judge.Days(p, s, day, day, modeltest.At("26 12:00"))[0]; got.Status != want {
			t.Errorf("%s: %s, want %s", day, got.Status, want)
		}
	}
}
