package reading

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// arrangement is how a dimension's labels are laid out in a table: the same set
// each day, though one day or a fifth of them may lack some, or records that come
// as they come.
type arrangement struct {
	fixed  bool
	labels []string
}

// order gives a table's dimensions from the innermost to the outermost: times of
// the day within teams within places.
func (r *reader) order(t *table) func(func(int) bool) {
	n := len(t.dims)
	for i := range t.lines {
		n = max(n, len(t.lines[i].parts))
	}
	dims := make([]int, n)
	for d := range dims {
		dims[d] = d
	}
	rank := func(d int) int {
		if d >= len(t.dims) {
			return 9
		}
		switch t.dims[d] {
		case meaning.ByTimeOfDay:
			return 0
		case meaning.BySex:
			return 1
		case meaning.ByTeam:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(dims, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	return slices.Values(dims)
}

// arrange finds how a dimension's labels are laid out.
func (t *table) arrange(d int) arrangement {
	if a, ok := t.arranged[d]; ok {
		return a
	}
	type group struct {
		unit *office.Unit
		day  calendar.Day
		rest string
	}
	sets := map[group]map[string]bool{}
	var order []group
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.day == 0 || d >= len(l.parts) || l.parts[d].kind == meaning.PartUnsaid || l.parts[d].kind == meaning.Whole {
			continue
		}
		g := group{l.unit, l.day, otherParts(l.parts, d)}
		if sets[g] == nil {
			sets[g] = map[string]bool{}
			order = append(order, g)
		}
		sets[g][l.parts[d].name] = true
	}
	counts := map[string]int{}
	var best string
	for _, g := range order {
		names := make([]string, 0, len(sets[g]))
		for n := range sets[g] {
			names = append(names, n)
		}
		slices.Sort(names)
		key := strings.Join(names, "\x1f")
		counts[key]++
		if counts[key] > counts[best] || best == "" {
			best = key
		}
	}
	a := arrangement{}
	if best != "" {
		a.labels = strings.Split(best, "\x1f")
		odd := len(order) - counts[best]
		a.fixed = len(a.labels) >= 2 && (odd*10 <= len(order)*2 || odd == 1 && counts[best] >= 2)
	}
	if t.arranged == nil {
		t.arranged = map[int]arrangement{}
	}
	t.arranged[d] = a
	return a
}

func otherParts(parts []part, d int) string {
	var b strings.Builder
	for i, p := range parts {
		if i != d {
			b.WriteString(p.name)
			b.WriteString(strconv.Itoa(int(p.kind)))
		}
		b.WriteByte('|')
	}
	return b.String()
}
