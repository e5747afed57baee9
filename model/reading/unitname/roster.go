package unitname

import (
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/reading/spelling"
)

// A Roster knows the names of units. It never changes once it is made.
type Roster struct {
	units  []*office.Unit
	byTone map[string][]held
	byFold map[string][]held
	byCode map[string][]*office.Unit
	all    []held
}

// A held is one name of one unit.
type held struct {
	unit *office.Unit
	Name
	lower string
}

// New makes a roster of units.
func New(units []*office.Unit) *Roster {
	ro := &Roster{units: units, byTone: map[string][]held{}, byFold: map[string][]held{}, byCode: map[string][]*office.Unit{}}
	for _, u := range units {
		for i, s := range append([]string{u.Name}, u.Aliases...) {
			n := Parse(s)
			if n.Own == "" {
				continue
			}
			if n.Kind == "" && i == 0 {
				n.Kind = u.Type
			}
			h := held{u, n, spelling.Lower(s)}
			ro.byTone[n.Own] = append(ro.byTone[n.Own], h)
			ro.byFold[n.Fold] = append(ro.byFold[n.Fold], h)
			ro.all = append(ro.all, h)
		}
		if u.Code != "" {
			ro.byCode[u.Code] = append(ro.byCode[u.Code], u)
		}
	}
	return ro
}

// A Match is what a text says of units.
type Match struct {
	// Unit is the one that is named beyond doubt; nil where none or several are.
	Unit *office.Unit
	// Suggested is the one that fits without its marks, where the text bears
	// marks of another name: never taken.
	Suggested *office.Unit
	// Many says that the text fits more than one.
	Many bool
	// Named says that the text has the form of a unit's name, known or not.
	Named bool

	fits []*office.Unit
}

// On narrows a match to the units that exist on a day: a name holds within its
// unit's dates.
func (m Match) On(day calendar.Day) Match {
	var in []*office.Unit
	for _, u := range m.fits {
		if u.ValidOn(day) {
			in = append(in, u)
		}
	}
	return m.with(in)
}

func (m Match) with(units []*office.Unit) Match {
	m.fits, m.Unit, m.Many = units, nil, len(units) > 1
	if len(units) == 1 {
		m.Unit = units[0]
	}
	return m
}

// maxName is the length in bytes beyond which a text is no name.
const maxName = 160

// Find tells which unit a text names, at the surest level that names any:
// letter for letter, by its marks, by its code, and without marks where the
// text bears none. Bare says that no text of its tab bears a mark.
func (ro *Roster) Find(s string, bare bool) Match {
	if s == "" || len(s) > maxName {
		return Match{}
	}
	t := cut(s)
	n, spoken := t.name()
	m := Match{Named: n.Kind != "" && n.Fold != "" && n.Kind != "doi" && strings.Count(n.Fold, " ") < 6}
	whole := Name{Own: strings.Join(t.tone, " "), Fold: strings.Join(t.fold, " ")}
	unmarked := !t.marked && (bare || spoken)
	if !unmarked {
		if found := ro.marked(spelling.Lower(s), n, whole); len(found) > 0 {
			return m.with(found)
		}
	}
	if found := ro.coded(&t); len(found) > 0 {
		return m.with(found)
	}
	found := ro.fitting(ro.byFold, n.Fold, n)
	if n.Kind != "" && len(found) == 0 {
		found = ro.fitting(ro.byFold, whole.Fold, whole)
	}
	if t.marked {
		if len(found) == 1 {
			m.Suggested = found[0]
		}
		return m
	}
	return m.with(found)
}

// marked finds units letter for letter, then by their marks.
func (ro *Roster) marked(lower string, n, whole Name) []*office.Unit {
	for _, x := range []Name{n, whole} {
		found := ro.fitting(ro.byTone, x.Own, x)
		if len(found) > 1 {
			if exact := ro.exact(x.Own, lower); len(exact) == 1 {
				return exact
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func (ro *Roster) exact(own, lower string) []*office.Unit {
	var out []*office.Unit
	for _, h := range ro.byTone[own] {
		if h.lower == lower {
			out = add(out, h.unit)
		}
	}
	return out
}

// fitting lists the units with a name under a key that is not of another type.
func (ro *Roster) fitting(by map[string][]held, key string, n Name) []*office.Unit {
	var out []*office.Unit
	if key == "" {
		return nil
	}
	for _, h := range by[key] {
		if n.fits(h.Name) {
			out = add(out, h.unit)
		}
	}
	return out
}

func add(units []*office.Unit, u *office.Unit) []*office.Unit {
	for _, x := range units {
		if x == u {
			return units
		}
	}
	return append(units, u)
}

// coded finds a unit by its code, which stands alone or before the name.
func (ro *Roster) coded(t *text) []*office.Unit {
	if len(t.fold) == 0 || len(t.fold[0]) < 4 {
		return nil
	}
	return ro.byCode[t.fold[0]]
}

// Within finds the one unit whose name stands inside a title, the longest name
// first. Bare allows the name without the word of its type.
func (ro *Roster) Within(title string, bare bool) Match {
	t := cut(title)
	var best []*office.Unit
	longest, suggested := 0, []*office.Unit(nil)
	for _, h := range ro.all {
		n := h.inside(&t, bare)
		switch {
		case n == 0:
		case n < 0:
			suggested = add(suggested, h.unit)
		case n > longest:
			best, longest = []*office.Unit{h.unit}, n
		case n == longest:
			best = add(best, h.unit)
		}
	}
	m := Match{}.with(best)
	if len(best) == 0 && len(suggested) == 1 {
		m.Suggested = suggested[0]
	}
	return m
}

// inside gives how much of a title a name covers, in syllables, one more with
// its type's word; -1 where it would but for its marks.
func (h *held) inside(t *text, bare bool) int {
	own, fold := strings.Split(h.Own, " "), strings.Split(h.Fold, " ")
	most := 0
	for i := 0; i+len(own) <= len(t.tone); i++ {
		same, alike := true, true
		for j := range own {
			same = same && t.tone[i+j] == own[j]
			alike = alike && t.fold[i+j] == fold[j]
		}
		if !alike {
			continue
		}
		typed := h.typedAt(t, i)
		if !typed && !bare {
			continue
		}
		switch {
		case !same && t.marked:
			if most == 0 {
				most = -1
			}
		case typed:
			most = max(most, len(own)+1)
		default:
			most = max(most, len(own))
		}
	}
	return most
}

// typedAt reports whether a word of the name's type ends right before a place.
func (h *held) typedAt(t *text, i int) bool {
	for _, w := range typeWords {
		if from := i - len(w.tone); w.kind == h.Kind && from >= 0 && t.at(from, w.phrase) {
			return true
		}
	}
	return false
}
