package record

import "tonghop/model/office"

// UndoneBy gives the decision that took another one back, nil while it stands.
func (s *State) UndoneBy(id int64) *office.Decision {
	for i := range s.Decisions {
		if d := &s.Decisions[i]; d.Kind == office.DecisionUndo && d.Undoes == id {
			return d
		}
	}
	return nil
}

// ConfirmedBy gives the excuse that confirmed a proposal, be it taken back by
// now or not; nil where none did.
func (s *State) ConfirmedBy(id int64) *office.Decision {
	for i := range s.Decisions {
		if d := &s.Decisions[i]; id != 0 && d.Confirms == id {
			return d
		}
	}
	return nil
}

// Proposals are the waivers that wait for an approver, in the order in which
// they were proposed.
func (s *State) Proposals() []office.Decision {
	var open []office.Decision
	for _, d := range office.Active(s.Decisions) {
		if d.Kind == office.DecisionPropose && s.ConfirmedBy(d.ID) == nil {
			open = append(open, d)
		}
	}
	return open
}

// Strays are those that stand, in the order in which they were found.
func Strays(s *State) []office.Stray {
	var all []office.Stray
	stand := office.Active(s.Decisions)
	for i := range stand {
		if stand[i].Kind == office.DecisionStray {
			all = append(all, office.StrayOf(&stand[i]))
		}
	}
	return all
}
