package model

import (
	"slices"
	"testing"
)

func TestAProposalExcusesNobodyUntilItIsConfirmed(t *testing.T) {
	proposal := Decision{ID: 1, Kind: DecisionPropose, Unit: "an", From: june(22), To: june(24), By: "Lan", Reason: "mất điện"}
	confirmed := Confirmation(&proposal, "Bí thư")
	confirmed.ID = 2
	if confirmed.By != "Bí thư" || confirmed.Reason != "mất điện" || confirmed.Confirms() != 1 {
		t.Errorf("the confirmation is %+v", confirmed)
	}
	declined := Decision{ID: 2, Kind: DecisionUndo, Undoes: 1}
	regretted := Decision{ID: 3, Kind: DecisionUndo, Undoes: 2}
	other := Decision{ID: 2, Kind: DecisionEnter, Unit: "binh", Raw: "1"} // a row, not a proposal
	for _, c := range []struct {
		name      string
		decisions []Decision
		want      Status
		open      []int64
	}{
		{"proposed", []Decision{proposal}, Missing, []int64{1}},
		{"another decision of the same Raw", []Decision{proposal, other}, Missing, []int64{1}},
		{"confirmed", []Decision{proposal, confirmed}, Excused, nil},
		{"declined", []Decision{proposal, declined}, Missing, nil},
		{"confirmed, and the waiver taken back", []Decision{proposal, confirmed, regretted}, Missing, nil},
		{"waived without a proposal", []Decision{{ID: 1, Kind: DecisionExcuse, Unit: "an", From: june(24), To: june(24)}}, Excused, nil},
	} {
		s := &State{Seen: map[string][]Seen{"an.xlsx": looks("24 18:00", "24 18:01")}, Decisions: c.decisions}
		got := Judge(oneUnit(), s, june(24), june(24), at("24 23:00"))[0]
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
