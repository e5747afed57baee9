package model

import "strconv"

// A proposal is a waiver that somebody asks for who may not waive: a decision
// of the kind DecisionPropose, with the units, days and reason of an excuse. No
// standing takes notice of it. An approver confirms it by an excuse of the same
// words, or declines it by taking it back; until then it is open.
//
// It is confirmed once. Where the confirming excuse is taken back later, the
// proposal stays closed, since the approver has by then said no: whoever still
// wants the waiver proposes it anew.

// Confirmation is the excuse that confirms a proposal, in an approver's name.
func Confirmation(proposal *Decision, by string) Decision {
	return Decision{Kind: DecisionExcuse, Unit: proposal.Unit, From: proposal.From, To: proposal.To,
		By: by, Reason: proposal.Reason, Raw: strconv.FormatInt(proposal.ID, 10)}
}

// Confirms gives the ID of the proposal that an excuse confirms; 0 for none.
func (d *Decision) Confirms() int64 {
	if d.Kind != DecisionExcuse {
		return 0
	}
	id, err := strconv.ParseInt(d.Raw, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// ConfirmedBy gives the excuse that confirmed a proposal, be it taken back by
// now or not; nil where none did.
func (s *State) ConfirmedBy(id int64) *Decision {
	for i := range s.Decisions {
		if d := &s.Decisions[i]; id != 0 && d.Confirms() == id {
			return d
		}
	}
	return nil
}

// Proposals are the waivers that wait for an approver, in the order in which
// they were proposed.
func (s *State) Proposals() []Decision {
	var open []Decision
	for _, d := range active(s.Decisions) {
		if d.Kind == DecisionPropose && s.ConfirmedBy(d.ID) == nil {
			open = append(open, d)
		}
	}
	return open
}
