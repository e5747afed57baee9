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
	d.byKey, d.byTone, d.byFold = map[string][]*name{}, map[string][]*name{}, map[string][]*name{}
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
				d.learn(t.Wording, bare)
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
			key, _ := wording(it.text)
			d.vocabulary.add(&word{class: own, id: "=" + key}, it.text)
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
	for at := range items {
		if !items[at].is(sense) {
			continue
		}
		for _, s := range d.vocabulary.senses[items[at].word.id] {
			if w := d.vocabulary.meant(s); w != nil && said[w] {
				items[at].word = w
				break
			}
		}
	}
	items = d.settle(items, Heading{})
	n := &name{indicator: i, written: text, lower: strings.ToLower(clean), signature: d.sign(items), roles: rolesOf(items, true, false), taught: taught}
	tone, fold := letters(items)
	d.byTone[tone] = appendName(d.byTone[tone], n)
	d.byFold[fold] = appendName(d.byFold[fold], n)
	if n.key != "" && len(n.senses) == 0 {
		d.byKey[n.key] = append(d.byKey[n.key], n)
	}
	d.names = append(d.names, n)
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
		kt, kf := wording(it.text)
		if t.Len() > 0 {
			t.WriteByte(' ')
			f.WriteByte(' ')
		}
		t.WriteString(kt)
		f.WriteString(kf)
	}
	return t.String(), f.String()
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

// Collisions lists the names that do not tell their indicators apart.
func (d *Dictionary) Collisions() []Collision {
	var out []Collision
	seen := map[[2]int]bool{}
	for _, n := range d.names {
		for _, m := range d.byKey[n.key] {
			a, b := min(n.indicator, m.indicator), max(n.indicator, m.indicator)
			if a == b || seen[[2]int{a, b}] || n.key == "" || d.tells(n, m) {
				continue
			}
			seen[[2]int{a, b}] = true
			out = append(out, Collision{Name: n.written, A: a, B: b})
		}
	}
	return out
}

// tells reports whether two names of one signature can be told apart: by their
// roles, by what is counted, or by where it is done.
func (d *Dictionary) tells(n, m *name) bool {
	return !n.roles.turning().same(m.roles.turning()) || d.units[n.indicator] != d.units[m.indicator] || !slices.Equal(n.weak, m.weak) || !slices.Equal(n.complement, m.complement)
}

func (r Roles) same(o Roles) bool {
	return r.Result == o.Result && r.Span == o.Span && r.Part == o.Part
}
