package office

import (
	"time"

	"tonghop/model/calendar"
)

// A Decision is what the office itself decided: to excuse a unit or to propose
// it, to enter a figure on a unit's behalf, to accept a finding, to count a
// written report as received, to say what a heading means. Each has its who, when and why, and may be undone
// by a later one.
type Decision struct {
	ID   int64 // given by the ledger
	Kind DecisionKind
	Unit string // "" means all units
	// From and To are the days concerned, both inclusive.
	From, To  calendar.Day
	Indicator string
	Value     Count  // for DecisionEnter; unstated sets the unit's figure aside
	Manner    Manner // for DecisionEnter
	Finding   string // for DecisionAccept: the finding's Key
	// Raw is what the accepted finding stood for, by Finding.said: once that is
	// another, the finding is open again. For DecisionEnter: the row of the tab
	// Bổ sung that made it, as typed; "" where it was made otherwise. For
	// DecisionUndo: likewise, where changing that row took its decision back. For
	// DecisionExcuse: the ID of the proposal that it confirms, in digits; "" where
	// nobody had proposed it.
	Raw string
	// Period names the month, quarter, half-year, year or named period whose
	// written report was received, such as "2020-06" or "2020", for
	// DecisionReceive.
	Period string
	// Received is when the office got to know, by which an entered figure or a
	// written report is judged; zero for a figure of which nobody said when, and
	// which therefore proves no lateness.
	Received time.Time
	By       string
	At       time.Time
	Reason   string
	Undoes   int64 // ID of the decision that this one takes back
	// Source, and Tab by its title, are what DecisionErase takes the text of;
	// no Tab means all of them.
	Source, Tab string
	Taught      Answer // for DecisionTeach
}

// A Ruling is what every decision has to name: who decides, and why.
type Ruling struct{ By, Reason string }

// DecisionKind is what was decided.
type DecisionKind string

const (
	DecisionExcuse  DecisionKind = "excuse"
	DecisionPropose DecisionKind = "propose" // an excuse that an approver has still to confirm; without effect on standings
	DecisionEnter   DecisionKind = "enter"
	DecisionAccept  DecisionKind = "accept"
	DecisionReceive DecisionKind = "receive"
	DecisionTeach   DecisionKind = "teach" // what a heading means: see TeachingOf
	DecisionUndo    DecisionKind = "undo"
	// DecisionTakeUp confirms a configuration that takes figures or units away; its
	// Raw is the SHA-256 of the programme's snapshot.
	DecisionTakeUp DecisionKind = "take-up"
	DecisionStray  DecisionKind = "stray" // nothing was decided: see Stray
	DecisionErase  DecisionKind = "erase" // a text that must not be kept was taken out of the record
	DecisionLost   DecisionKind = "lost"  // rows of the record were damaged beyond repair, and given up
)

// Manner is how an entered figure came about.
type Manner string

const (
	Phoned    Manner = "phoned"    // the unit told it by telephone or message
	Corrected Manner = "corrected" // the office mended what the unit wrote
	SetAside  Manner = "set-aside" // the unit's figure does not count; there is no value
)

// Active drops the decisions that later ones took back.
func Active(decisions []Decision) []Decision {
	undone := map[int64]bool{}
	for _, d := range decisions {
		if d.Kind == DecisionUndo {
			undone[d.Undoes] = true
		}
	}
	var kept []Decision
	for _, d := range decisions {
		if d.Kind != DecisionUndo && !undone[d.ID] {
			kept = append(kept, d)
		}
	}
	return kept
}

func DecisionsByID(decisions []Decision) map[int64]*Decision {
	by := make(map[int64]*Decision, len(decisions))
	for i := range decisions {
		by[decisions[i].ID] = &decisions[i]
	}
	return by
}
