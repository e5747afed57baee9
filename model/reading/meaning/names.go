package meaning

import (
	"slices"
	"strings"

	"tonghop/model/reading/spelling"
)

// A name is one name of one indicator, taken apart.
type name struct {
	indicator int
	written   string // as the catalogue writes it
	lower     string // clean, in lower case
	signature
	roles  Roles
	taught bool
}

// catalogued compiles the names of every indicator.
func (d *Dictionary) catalogued() {
	d.byKey, d.byTone, d.byFold, d.byNumber = map[string][]*name{}, map[string][]*name{}, map[string][]*name{}, map[string][]*name{}
	d.ours = map[*word]bool{}
	bare := true
	for i := range d.catalogue.Indicators {
		bare = bare && spelling.IsASCII(d.catalogue.Indicators[i].Label)
	}
	all := make([][]string, len(d.catalogue.Indicators))
	for i := range d.catalogue.Indicators {
		all[i] = d.namesOf(i)
		for _, n := range all[i] {
			d.learn(n, bare)
		}
	}
	for i := range d.catalogue.Indicators {
		d.units = append(d.units, d.unitOf(d.catalogue.Indicators[i].Unit, bare))
		d.groups = append(d.groups, d.idsOf(d.catalogue.Indicators[i].Group, bare))
		said := d.said(all[i], bare)
		for _, n := range all[i] {
			d.name(i, n, bare, said, false)
		}
	}
	for _, t := range d.catalogue.Taught {
		for i := range d.catalogue.Indicators {
			if d.catalogue.Indicators[i].ID == t.Indicator {
				d.learnTaught(t.Wording, bare)
				d.name(i, strings.ReplaceAll(t.Wording, "›", " "), bare, nil, true)
			}
		}
	}
}

func (d *Dictionary) namesOf(i int) []string {
	x := &d.catalogue.Indicators[i]
	names := append([]string{x.Label, x.Short}, x.Aliases...)
	return slices.DeleteFunc(names, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// learn makes words that the lexicon does not know the catalogue's own.
func (d *Dictionary) learn(text string, bare bool) {
	for _, it := range d.vocabulary.cut(spelling.Clean(text), bare) {
		if it.word == nil {
			d.vocabulary.add(&word{class: own, id: "=" + it.tone}, it.text)
			continue
		}
		switch it.word.class {
		case programme, quantity, textWord:
			d.ours[it.word] = true
		}
	}
}

// learnTaught is learn for a wording that the office taught. A number, and a word
// that is one of the lexicon's but for its marks, stay what they are: what is taught
// is one more name and changes no other word.
func (d *Dictionary) learnTaught(text string, bare bool) {
	for _, it := range d.vocabulary.cut(spelling.Clean(text), bare) {
		switch {
		case it.word == nil:
			if len(d.vocabulary.folded[it.fold]) == 0 && !strings.ContainsAny(it.fold, "0123456789") {
				d.vocabulary.add(&word{class: own, id: "=" + it.tone}, it.text)
			}
		case it.word.class == programme, it.word.class == quantity, it.word.class == textWord:
			d.ours[it.word] = true
		}
	}
}

// said gives the words of an indicator's names, by which its own abbreviations
// are understood.
func (d *Dictionary) said(names []string, bare bool) map[*word]bool {
	m := map[*word]bool{}
	for _, n := range names {
		for _, it := range d.vocabulary.cut(spelling.Clean(n), bare) {
			if it.word != nil && it.word.class != sense {
				m[it.word] = true
			}
		}
	}
	return m
}

func (d *Dictionary) name(i int, text string, bare bool, said map[*word]bool, taught bool) {
	clean := spelling.Clean(text)
	items := d.vocabulary.cut(clean, bare)
	short := false
	for at := range items {
		if !items[at].is(sense) {
			continue
		}
		short = true
		for _, s := range d.vocabulary.senses[items[at].word.id] {
			if s.means != nil && said[s.means] {
				items[at].word = s.means
				break
			}
		}
	}
	items = d.settle(items, nil)
	n := &name{indicator: i, written: text, lower: strings.ToLower(clean), signature: d.sign(items), roles: rolesOf(items, true, false), taught: taught}
	tone, fold := letters(items)
	d.byTone[tone] = appendName(d.byTone[tone], n)
	d.byFold[fold] = appendName(d.byFold[fold], n)
	if short {
		key := numbered(items)
		d.byNumber[key] = appendName(d.byNumber[key], n)
	}
	if n.key != "" && len(n.senses) == 0 {
		d.byKey[n.key] = append(d.byKey[n.key], n)
		if key := d.withUnit(n); key != n.key {
			d.byKey[key] = append(d.byKey[key], n)
		}
	}
	d.names = append(d.names, n)
}

// withUnit is the key of a name that leaves its unit of measure out, with it:
// "Dạy bơi", counted in buổi, is "buổi dạy bơi".
func (d *Dictionary) withUnit(n *name) string {
	unit := d.units[n.indicator]
	w := d.vocabulary.ids[unit]
	if w == nil || w.class != thing || n.counted != "" || slices.Contains(n.strong, unit) {
		return n.key
	}
	for _, id := range n.strong {
		if x := d.vocabulary.ids[id]; x != nil && x.class != act {
			return n.key
		}
	}
	return strings.Join(sorted(append(slices.Clone(n.strong), unit)), "|")
}

func appendName(list []*name, n *name) []*name {
	for _, x := range list {
		if x.indicator == n.indicator && !x.taught {
			return list
		}
	}
	return append(list, n)
}

// letters gives a text's letters with and without marks, without signs and
// what stands in brackets as a unit of measure.
func letters(items []item) (tone, fold string) {
	var t, f strings.Builder
	for i := range items {
		it := &items[i]
		if it.bracket > 0 && (it.is(count) || it.is(looseCount)) {
			continue
		}
		if t.Len() > 0 {
			t.WriteByte(' ')
			f.WriteByte(' ')
		}
		t.WriteString(it.tone)
		f.WriteString(it.fold)
	}
	return t.String(), f.String()
}

// numbered gives a text's letters with one sign for all words that announce a
// number, so that "SL HS" is the catalogue's "số HS".
func numbered(items []item) string {
	var b strings.Builder
	for i := range items {
		switch {
		case items[i].is(numberWord):
			b.WriteString("# ")
		default:
			b.WriteString(items[i].fold + " ")
		}
	}
	return b.String()
}

// unitOf gives the ID of what an indicator is counted in.
func (d *Dictionary) unitOf(unit string, bare bool) string {
	for _, it := range d.vocabulary.cut(spelling.Clean(unit), bare) {
		if it.word == nil {
			continue
		}
		switch it.word.class {
		case count, person, thing, act, own, looseCount:
			return it.word.id
		}
	}
	return ""
}

// idsOf gives the IDs of what a group's name says.
func (d *Dictionary) idsOf(text string, bare bool) map[string]bool {
	ids := map[string]bool{}
	for _, it := range d.vocabulary.cut(spelling.Clean(text), bare) {
		if it.word != nil {
			ids[it.word.id] = true
		}
	}
	return ids
}

// Collisions lists the names that do not tell their indicators apart, one pair
// for two indicators.
func (d *Dictionary) Collisions() []Collision {
	var out []Collision
	seen := map[[2]int]bool{}
	for _, n := range d.names {
		for _, m := range d.byKey[n.key] {
			pair := [2]int{n.indicator, m.indicator}
			if n.indicator >= m.indicator || seen[pair] || d.tells(n, m) {
				continue
			}
			seen[pair] = true
			out = append(out, Collision{A: n.indicator, B: m.indicator, NameA: n.written, NameB: m.written})
		}
	}
	return out
}

// tells reports whether two names of one signature can be told apart: by their
// roles, by where it is done, or by what both say that they count in.
func (d *Dictionary) tells(n, m *name) bool {
	units := d.units[n.indicator] != d.units[m.indicator] && n.counting() && m.counting()
	return units || !n.roles.turning().same(m.roles.turning()) || !slices.Equal(n.weak, m.weak) || !slices.Equal(n.complement, m.complement)
}

// counting reports whether a name says what it counts in.
func (n *name) counting() bool { return n.number || len(n.counts) > 0 }

func (r Roles) same(o Roles) bool {
	return r.Result == o.Result && r.Span == o.Span && r.Part == o.Part
}
