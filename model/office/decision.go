package office

import (
	"time"

	"tonghop/model/calendar"
)

// A Decision is what the office itself decided: to excuse a unit or to propose
// it, to enter a figure on a unit's behalf, to accept a finding, to count a
// written report as received, to say what a heading means. Each has its who,
// when, why and by which channel, and may be undone by a later one. What only
// one kind says is in a struct of that kind.
type Decision struct {
	ID   int64 // given by the ledger
	Kind DecisionKind
	Unit string // "" means all units
	// From and To are the days concerned, both inclusive.
	From, To  calendar.Day
	Indicator string
	// Received is when the office got to know, by which an entered figure or a
	// written report is judged; zero for a figure of which nobody said when, and
	// which therefore proves no lateness.
	Received time.Time
	Ruling
	At time.Time
	// Row is the row of the tab Bổ sung that made the decision, as typed; of a
	// stray the cell and its text. It is empty where the channel is another.
	Row string

	Waiver     // of DecisionExcuse
	Entry      // of DecisionEnter
	Acceptance // of DecisionAccept
	Receipt    // of DecisionReceive
	Calling    // of DecisionCall
	Teaching   // of DecisionTeach
	Deferral   // of DecisionDefer
	Undoing    // of DecisionUndo
	TakingUp   // of DecisionTakeUp
	Erasure    // of DecisionErase
}

// A Ruling is what every decision has to name: who decides, why, and by which
// channel that came.
type Ruling struct {
	By, Reason string
	Channel    Channel
}

// Channel is how a decision came to the record: it says how well By is known.
type Channel string

const (
	ByPage       Channel = "page"       // on the page, by who has signed in
	ByLocalPage  Channel = "local-page" // on the page where nobody signs in: By is as typed
	ByCommand    Channel = "command"    // by a command: By is as typed
	ByBook       Channel = "book"       // typed into the tab Bổ sung
	ByTheProgram Channel = "program"    // the program's own
)

// A Waiver frees units from reporting.
type Waiver struct {
	// Confirms is the ID of the proposal that it confirms; 0 where nobody had
	// proposed it.
	Confirms int64
}

// An Entry is a figure in the office's own name.
type Entry struct {
	Value  Count // unstated sets the unit's figure aside
	Manner Manner
}

// An Acceptance holds a finding for right as it stands.
type Acceptance struct {
	Finding string // its Key
	// Subject is what the finding stood for: once that is another, the finding
	// is open again.
	Subject string
}

// A Receipt counts a written report as received.
type Receipt struct {
	Period string // by its name: "2020-06", "2020-Q2", "2020", or a named one
}

// A Calling is that the office reminded a unit of a day's report by telephone or
// message (đôn đốc), and what came of it. It changes no figure and no standing.
type Calling struct {
	Outcome CallOutcome
	// Until is when the unit has promised its figures; zero for no hour.
	Until time.Time
}

// CallOutcome is what came of reminding a unit.
type CallOutcome string

const (
	Reached   CallOutcome = "reached"   // somebody was told
	Promised  CallOutcome = "promised"  // they will write by an hour
	Unreached CallOutcome = "unreached" // nobody was reached yet
)

// A Teaching says what a heading means.
type Teaching struct{ Taught Answer }

// An Undoing takes another decision back.
type Undoing struct{ Undoes int64 }

// A TakingUp confirms a configuration that takes figures or units away.
type TakingUp struct {
	Snapshot string // the SHA-256 of the programme's snapshot
}

// An Erasure takes a text out of the record.
type Erasure struct {
	Source, Tab string // the tab by its title; "" for all of them
}

// DecisionKind is what was decided.
type DecisionKind string

const (
	DecisionExcuse  DecisionKind = "excuse"
	DecisionPropose DecisionKind = "propose" // an excuse that an approver has still to confirm; without effect on standings
	DecisionEnter   DecisionKind = "enter"
	DecisionAccept  DecisionKind = "accept"
	DecisionReceive DecisionKind = "receive"
	// DecisionInTime lets the reports of days whose figures stand count as in time:
	// the office knows of them by a photograph, a call, a power cut.
	DecisionInTime DecisionKind = "in-time"
	DecisionCall   DecisionKind = "call"  // a unit was reminded: see Calling
	DecisionTeach  DecisionKind = "teach" // what a heading means: see TeachingOf
	// DecisionDefer puts off what a heading means: see DeferralOf.
	DecisionDefer DecisionKind = "defer"
	DecisionUndo  DecisionKind = "undo"
	// DecisionTakeUp confirms a configuration that takes figures or units away.
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
