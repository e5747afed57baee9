package report

import (
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// An EnteredFigure is one of the office's entries with what became of it.
type EnteredFigure struct {
	office.Decision
	UndoneBy *office.Decision // nil while it was not taken back
	// Counted: it is what the report counts. An entry that the unit's own
	// figure has come to agree with, or that a later entry replaced, is not.
	Counted bool
}

// entered lists the figures that the office entered for the days of a period,
// in the order in which it did.
func entered(s *record.State, m *merge.Merged, period calendar.Period) []EnteredFigure {
	if !slices.ContainsFunc(s.Decisions, func(d office.Decision) bool { return d.Kind == office.DecisionEnter }) {
		return nil
	}
	counted := map[int64]bool{}
	for i := range m.Days {
		for j := range m.Days[i].Parts {
			if id := m.Days[i].Parts[j].Decision; id != 0 {
				counted[id] = true
			}
		}
	}
	undone := map[int64]*office.Decision{}
	for i := range s.Decisions {
		if d := &s.Decisions[i]; d.Kind == office.DecisionUndo {
			undone[d.Undoes] = d
		}
	}
	var all []EnteredFigure
	for _, d := range s.Decisions {
		if d.Kind == office.DecisionEnter && period.Contains(d.From) {
			all = append(all, EnteredFigure{d, undone[d.ID], counted[d.ID]})
		}
	}
	return all
}

// EntryCells is how many cells of a row of the tab Bổ sung are the office's.
const EntryCells = 8

// A TypedEntry is one row of the tab Bổ sung: what the office typed, cell by
// cell, and what became of it.
type TypedEntry struct {
	Cells [EntryCells]string
	// Outcome names the answer in the message catalogue, behind
	// "book.entries.outcome."; Args fill its blanks, name and text by turns.
	Outcome string
	Args    []string
}
