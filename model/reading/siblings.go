package reading

import (
	"slices"
	"strings"
)

// crowded finds the fields that share one heading over several columns of
// figures: nobody can tell them apart.
func (r *reader) crowded(t *table, places []place) map[int]bool {
	groups := map[int][]int{}
	for k, p := range places {
		if p.heading.shared != 0 {
			groups[p.heading.shared] = append(groups[p.heading.shared], k)
		}
	}
	var crowd map[int]bool
	for _, g := range groups {
		filled := 0
		for _, k := range g {
			if figures, _ := r.countFigures(t, &field{at: places[k].at, sub: places[k].sub}); figures > 0 {
				filled++
			}
		}
		if filled > 1 {
			if crowd == nil {
				crowd = map[int]bool{}
			}
			for _, k := range g {
				crowd[k] = true
			}
		}
	}
	return crowd
}

// siblings are the texts of a table's headings, each once.
type siblings struct {
	all []string
}

// maxSiblings bounds how many texts of other headings a heading is read beside.
const maxSiblings = 60

func newSiblings(places []place) siblings {
	var s siblings
	seen := map[string]bool{}
	for _, p := range places {
		for _, text := range p.heading.path {
			if !seen[text] && len(s.all) < maxSiblings {
				seen[text] = true
				s.all = append(s.all, text)
			}
		}
	}
	return s
}

// of gives the texts of the others.
func (s siblings) of(t *table, h *heading) []string {
	if t.layout == "list" || t.layout == "text" { // the labels of a list are works of all kinds
		return nil
	}
	others := make([]string, 0, len(s.all))
	for _, text := range s.all {
		if !slices.Contains(h.path, text) {
			others = append(others, text)
		}
	}
	return others
}

// halves spells out the initials of the two halves of a day where both stand side
// by side: "S" and "C".
func halves(places []place) {
	has := map[string]bool{}
	for _, p := range places {
		has[strings.ToLower(p.heading.last())] = true
	}
	if !has["s"] || !has["c"] {
		return
	}
	for _, p := range places {
		if n := len(p.heading.path); n > 0 {
			switch strings.ToLower(p.heading.path[n-1]) {
			case "s":
				p.heading.path[n-1] = "Sáng"
			case "c":
				p.heading.path[n-1] = "Chiều"
			}
		}
	}
}
