package config

import (
	"maps"
	"slices"
	"strings"

	"tonghop/model/office"
)

// ids are the names that other keys may refer to, with the line of each.
type ids struct {
	lines map[string]int
	off   map[string]bool // indicators that are switched off
}

func newIDs() ids { return ids{map[string]int{}, map[string]bool{}} }

func (i ids) has(id string) bool { return i.lines[id] != 0 }

// A reference to an indicator that is switched off is idle, and mostly a
// fault; where it only tells of the past it is not.
const onOnly, offToo = false, true

// indicator reports a reference to an indicator that does not exist.
func (f field) indicator(id string, offAllowed bool) bool {
	known := f.doc.indicators
	switch {
	case !known.has(id):
		f.fail(suggestion(id, known), "%q is not the id of an indicator", id)
		return false
	case known.off[id] && !offAllowed:
		f.fail("", "%q is switched off (enabled: false, line %d)", id, known.lines[id])
		return false
	}
	return true
}

// unit reports a reference to a unit that does not exist.
func (f field) unit(id string) bool {
	if f.doc.units.has(id) {
		return true
	}
	f.fail(suggestion(id, f.doc.units), "%q is not the id of a unit", id)
	return false
}

// maxSearched bounds the search for a near id, which is a courtesy.
const maxSearched = 1000

// suggestion is the nearest of the known ids, else the first.
func suggestion(word string, known ids) string {
	if len(known.lines) > maxSearched {
		return ""
	}
	sorted := slices.Sorted(maps.Keys(known.lines))
	if near, ok := nearest(word, sorted); ok {
		return near
	}
	if len(sorted) > 0 {
		return sorted[0]
	}
	return ""
}

// cycle gives the ring of formulas that leads from an indicator back to
// itself, or nil.
func cycle(start string, formulas map[string][]office.Term) []string {
	visited := map[string]bool{}
	var walk func(id string, trail []string) []string
	walk = func(id string, trail []string) []string {
		trail = append(trail, id)
		for _, t := range formulas[id] {
			if t.Indicator == start {
				return slices.Clone(trail)
			}
			if !visited[t.Indicator] {
				visited[t.Indicator] = true
				if ring := walk(t.Indicator, trail); ring != nil {
					return ring
				}
			}
		}
		return nil
	}
	return walk(start, nil)
}

func arrows(ring []string) string {
	return strings.Join(append(slices.Clone(ring), ring[0]), " → ")
}
