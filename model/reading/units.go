package reading

import (
	"tonghop/model/office"
	"tonghop/model/reading/unitname"
)

// A roster knows the names of the units that the source serves, and remembers
// what texts said of them.
type roster struct {
	names *unitname.Roster
	seen  map[string]unitMatch
}

// A unitMatch is what a text says of units: none, one, or more than one.
type unitMatch struct {
	unit  *office.Unit
	many  bool
	named bool // the text has the form of a unit's name
}

func newRoster(units []*office.Unit) *roster {
	return &roster{names: unitname.New(units), seen: map[string]unitMatch{}}
}

// find tells which unit a text names, at the surest level that names any. A
// unit that would fit but for its marks is another.
func (ro *roster) find(w *word) unitMatch {
	if w.clean == "" || len(w.clean) > 120 {
		return unitMatch{}
	}
	if m, ok := ro.seen[w.clean]; ok {
		return m
	}
	found := ro.names.Find(w.clean, false)
	m := unitMatch{unit: found.Unit, many: found.Many, named: found.Named}
	ro.seen[w.clean] = m
	return m
}

// within finds the one unit whose name stands inside a title. Bare allows the
// name without the word that tells its type.
func (ro *roster) within(title string, bare bool) unitMatch {
	found := ro.names.Within(title, bare)
	return unitMatch{unit: found.Unit, many: found.Many}
}
