package report

import (
	"slices"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAnOutlierIsMergedAndNeverDoubtsTheOffice(t *testing.T) {
	s := modeltest.Series("people", 12, 9, 15, 11, 8, 150, 10, 13, 14, 9, 12)
	p := modeltest.TwoUnits()
	if got := Summarise(p, merge.Merge(p, s, modeltest.At("30 12:00")), nil, calendar.DayPeriod(modeltest.June(6)), modeltest.June(6)).Total.Figures[0]; got.N != 150 {
		t.Errorf("the day counts %+v, want 150", got)
	}
	isOutlier := func(f record.OpenFinding) bool { return f.Code == office.CodeOutlier }
	i := slices.IndexFunc(merge.Merge(p, s, modeltest.At("30 12:00")).Findings, isOutlier)
	s.Decisions = []office.Decision{modeltest.Accepting(&merge.Merge(p, s, modeltest.At("30 12:00")).Findings[i].Finding, "07 09:00")}
	if f := merge.Merge(p, s, modeltest.At("30 12:00")).Findings[i]; f.Accepted == nil {
		t.Errorf("accepted, and yet open: %+v", f)
	}
	s.Decisions = []office.Decision{{ID: 1, Kind: office.DecisionEnter, Unit: "an", From: modeltest.June(6), Indicator: "people", Entry: office.Entry{Value: office.Stated(151)}}}
	if all := merge.Merge(p, s, modeltest.At("30 12:00")).Findings; slices.ContainsFunc(all, isOutlier) {
		t.Errorf("the office's entry is doubted: %v", all)
	}
}
