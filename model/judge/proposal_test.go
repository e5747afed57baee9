package judge

import (
	"slices"
	"testing"

	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAProposalExcusesNobodyUntilItIsConfirmed(t *testing.T) {
	proposal := office.Decision{ID: 1, Kind: office.DecisionPropose, Unit: "an", From: modeltest.June(22), To: modeltest.June(24), Ruling: office.Ruling{By: "Lan", Reason: "mất điện"}}
	confirmed := office.Confirmation(&proposal, "Bí thư")
	confirmed.ID = 2
	if confirmed.By != "Bí thư" || confirmed.Reason != "mất điện" || confirmed.Confirms != 1 {
		t.Errorf("the confirmation is %+v", confirmed)
	}
	declined := office.Decision{ID: 2, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}}
	regretted := office.Decision{ID: 3, Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 2}}
	other := office.Decision{ID: 2, Kind: office.DecisionEnter, Unit: "binh", Row: "1"} // a row, not a proposal
	for _, c := range []struct {
		name      string
		decisions []office.Decision
		want      office.Status
		open      []int64
	}{
		{"proposed", []office.Decision{proposal}, office.Missing, []int64{1}},
		{"another decision of the same Raw", []office.Decision{proposal, other}, office.Missing, []int64{1}},
		{"confirmed", []office.Decision{proposal, confirmed}, office.Excused, nil},
		{"declined", []office.Decision{proposal, declined}, office.Missing, nil},
		{"confirmed, and the waiver taken back", []office.Decision{proposal, confirmed, regretted}, office.Missing, nil},
		{"waived without a proposal", []office.Decision{{ID: 1, Kind: office.DecisionExcuse, Unit: "an", From: modeltest.June(24), To: modeltest.June(24)}}, office.Excused, nil},
	} {
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 18:00", "24 18:01")}, Decisions: c.decisions}
		got := Days(modeltest.OneUnit(), s, modeltest.June(24), modeltest.June(24), modeltest.At("24 23:00"))[0]
		if got.Status != c.want {
			t.Errorf("%s: the day is %s, want %s", c.name, got.Status, c.want)
		}
		var open []int64
		for _, d := range s.Proposals() {
			open = append(open, d.ID)
		}
		if !slices.Equal(open, c.open) {
			t.Errorf("%s: proposals %v wait, want %v", c.name, open, c.open)
		}
	}
}
