package report

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
)

// waitingFrom is how many expected days running a unit's reports may wait to be
// understood before that heads the office's list.
const waitingFrom = 3

// Waiting are a unit's reports that wait for the office: what it has written on
// the last expected days has not been understood.
type Waiting struct {
	Unit  *office.Unit
	Since calendar.Day // the first of them
	Days  int
}

// Waiting lists the units whose reports of the last three expected days, or
// more, wait to be understood, in the order of units. A day that is not due yet
// ends no run.
func (r *Report) Waiting() []Waiting {
	if len(r.Standings) == 0 {
		return nil
	}
	var all []Waiting
	for i := range r.Programme.Units {
		w := Waiting{Unit: &r.Programme.Units[i]}
		for j := range r.Standings {
			switch st := &r.Standings[j]; {
			case st.Unit != w.Unit.ID || st.Period.Kind != calendar.KindDay || st.Status == office.Pending:
			case st.Status != office.Unread:
				w.Days = 0
			default:
				if w.Days == 0 {
					w.Since = st.Period.First
				}
				w.Days++
			}
		}
		if w.Days >= waitingFrom {
			all = append(all, w)
		}
	}
	return all
}
