package reading

import (
	"slices"
	"strings"
	"unicode"

	"tonghop/model/office"
)

// A unitName is a unit's name taken apart: the word that tells its type, and
// the rest. "UBND xã An Phú", "Đoàn xã An Phú" and "An Phú" name one unit.
type unitName struct {
	kind, tone, fold string
	marked           bool // the name bears marks
}

// orgWords stand before a unit's own name and tell nothing.
var orgWords = [][]string{
	{"don", "vi"}, {"uy", "ban", "nhan", "dan"}, {"ubnd"}, {"hdnd"}, {"dang", "uy"}, {"ban", "chap", "hanh"}, {"bch"}, {"ban", "thuong", "vu"}, {"btv"},
	{"doan", "thanh", "nien", "cong", "san", "ho", "chi", "minh"}, {"doan", "thanh", "nien", "cs", "ho", "chi", "minh"},
	{"doan", "tncs", "ho", "chi", "minh"}, {"doan", "tncs", "hcm"}, {"doan", "thanh", "nien"}, {"doan", "tn"}, {"dtn"}, {"tncs", "ho", "chi", "minh"}, {"doan"},
}

// typeWords tell a unit's type.
var typeWords = []struct {
	words []string
	kind  string
}{
	{[]string{"thi", "tran"}, "thi_tran"}, {[]string{"tt"}, "thi_tran"}, {[]string{"xa"}, "xa"}, {[]string{"phuong"}, "phuong"},
	{[]string{"chi", "doan"}, "chi_doan"}, {[]string{"truong"}, "truong"}, {[]string{"doi"}, "doi"},
}

func parseUnitName(lower string) unitName {
	tokens := strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	folded := make([]string, len(tokens))
	for i, t := range tokens {
		folded[i] = unmark(t)
	}
	at := 0
	if len(folded) > 1 && (number(folded[0]) > 0 || len(strings.Trim(folded[0], "ivx")) == 0) {
		at = 1 // "1. Xã …", "II. Xã …"
	}
	n := unitName{}
	for again := true; again; {
		again = false
		for _, o := range orgWords {
			if hasPrefix(folded[at:], o) && !hasPrefix(folded[at:], []string{"doan", "ket"}) {
				at, again = at+len(o), true
			}
		}
	}
	for _, t := range typeWords {
		if hasPrefix(folded[at:], t.words) {
			n.kind, at = t.kind, at+len(t.words)
			break
		}
	}
	end := len(folded)
	for i := at + 1; i < end; i++ {
		if folded[i] == "huyen" || folded[i] == "tinh" {
			end = i
		}
	}
	n.fold = strings.Join(folded[at:end], " ")
	tones := make([]string, 0, end-at)
	for _, t := range tokens[at:end] {
		tones = append(tones, toneKey(t))
		n.marked = n.marked || bearsMarks(t)
	}
	n.tone = strings.Join(tones, " ")
	return n
}

func hasPrefix(tokens, prefix []string) bool {
	return len(tokens) > len(prefix) && slices.Equal(tokens[:len(prefix)], prefix)
}

// A roster knows the names of the units that the source serves.
type roster struct {
	units []*office.Unit
	names [][]unitName // of each unit: its name and aliases
	lower [][]string
	seen  map[string]unitMatch
}

// A unitMatch is what a text says of units: none, one, or more than one.
type unitMatch struct {
	unit  *office.Unit
	many  bool
	named bool // the text has the form of a unit's name
}

func newRoster(units []*office.Unit) *roster {
	ro := &roster{units: units, seen: map[string]unitMatch{}}
	for _, u := range units {
		var names []unitName
		var lower []string
		for _, s := range append([]string{u.Name}, u.Aliases...) {
			l := strings.ToLower(cleanText(s))
			n := parseUnitName(l)
			if n.kind == "" && s == u.Name {
				n.kind = u.Type
			}
			names, lower = append(names, n), append(lower, l)
		}
		ro.names, ro.lower = append(ro.names, names), append(ro.lower, lower)
	}
	return ro
}

// find tells which unit a text names, at the surest level that names any.
func (ro *roster) find(w *word) unitMatch {
	if w.clean == "" || len(w.clean) > 120 {
		return unitMatch{}
	}
	if m, ok := ro.seen[w.clean]; ok {
		return m
	}
	m := ro.search(w.lower)
	ro.seen[w.clean] = m
	return m
}

func (ro *roster) search(lower string) unitMatch {
	n := parseUnitName(lower)
	m := unitMatch{named: n.kind != "" && n.fold != "" && n.kind != "doi" && strings.Count(n.fold, " ") < 6}
	levels := []func(i, j int) bool{
		func(i, j int) bool { return ro.lower[i][j] == lower },
		func(i, j int) bool { return n.fits(ro.names[i][j]) && n.tone == ro.names[i][j].tone },
		func(i, j int) bool { return n.fits(ro.names[i][j]) && n.fold == ro.names[i][j].fold },
	}
	if n.marked { // without its marks a name is another's
		levels = levels[:2]
	}
	for _, same := range levels {
		for i := range ro.units {
			for j := range ro.names[i] {
				if !same(i, j) {
					continue
				}
				if m.unit != nil && m.unit != ro.units[i] {
					m.many = true
				}
				m.unit = ro.units[i]
				break
			}
		}
		if m.many {
			m.unit = nil
			return m
		}
		if m.unit != nil {
			return m
		}
	}
	return m
}

func (n unitName) fits(o unitName) bool {
	return n.fold != "" && (n.kind == o.kind || n.kind == "" || o.kind == "")
}

// nameTokens divides a text into its words, folded and with their marks.
func nameTokens(lower string) (folded, tones []string) {
	for _, t := range strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) }) {
		folded, tones = append(folded, unmark(t)), append(tones, toneKey(t))
	}
	return folded, tones
}

// within finds the one unit whose name stands inside a title. Bare allows the
// name without the word that tells its type. A title that bears marks names a
// unit by them.
func (ro *roster) within(fold, lower string, bare bool) unitMatch {
	folded, tones := nameTokens(lower)
	if !bearsMarks(lower) {
		tones = nil
	}
	var m unitMatch
	longest := 0
	for i, names := range ro.names {
		for _, n := range names {
			if l := n.inside(folded, tones, bare); l > longest {
				m, longest = unitMatch{unit: ro.units[i]}, l
			} else if l == longest && l > 0 && m.unit != ro.units[i] {
				m = unitMatch{many: true}
			}
		}
	}
	return m
}

// inside gives the length of the name where it stands in a title.
func (n unitName) inside(folded, tones []string, bare bool) int {
	if n.fold == "" {
		return 0
	}
	name, where := strings.Fields(n.fold), folded
	if tones != nil {
		name, where = strings.Fields(n.tone), tones
	}
	for at := 0; at+len(name) <= len(where); at++ {
		if !slices.Equal(where[at:at+len(name)], name) {
			continue
		}
		for _, t := range typeWords {
			if k := len(t.words); t.kind == n.kind && at >= k && slices.Equal(folded[at-k:at], t.words) {
				return len(n.fold) + 1
			}
		}
		if bare {
			return len(n.fold)
		}
	}
	return 0
}
