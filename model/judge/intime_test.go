package judge

import (
	"testing"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestTheOfficeMayCountALateReportAsInTimeAndNeverAMissingOne(t *testing.T) {
	p := modeltest.ThreeDays()
	late := modeltest.SaidOn(22, "22 18:00", "22 18:00:02", 1)
	s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("22 17:01", "22 17:01:02", "23 17:01", "23 17:01:02")}, Said: record.SaidIn([]record.Version{late}),
		Decisions: []office.Decision{{ID: 1, Kind: office.DecisionInTime, Unit: "an", From: modeltest.June(22), To: modeltest.June(23), Ruling: office.Ruling{By: "VP", Reason: "có ảnh chụp"}}}}
	statuses := func() (all []office.Status) {
		for _, st := range Days(p, s, modeltest.June(22), modeltest.June(23), modeltest.At("23 20:00")) {
			all = append(all, st.Status)
			if st.Status == office.OnTime && st.Reason != "có ảnh chụp" {
				t.Errorf("nobody says why: %+v", st)
			}
		}
		return all
	}
	if got := statuses(); len(got) != 2 || got[0] != office.OnTime || got[1] != office.Missing {
		t.Errorf("they stand as %v", got)
	}
	s.Decisions = append(s.Decisions, office.Decision{ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}})
	if got := statuses(); got[0] != office.Late {
		t.Errorf("taken back it stands as %v", got)
	}
}
