package office

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
		Ruling: Ruling{By: by, Reason: proposal.Reason}, Waiver: Waiver{Confirms: proposal.ID}}
}
