package meaning

import (
	"slices"
	"strings"

	"tonghop/model/reading/spelling"
)

// A meant is one sense of an abbreviation.
type meant struct {
	means  *word
	beside []besideWord
}

// A besideWord is a word beside which the sense holds; one that the lexicon
// does not know counts by its letters.
type besideWord struct {
	word *word
	tone string
}

// addSenses compiles the abbreviations of several senses, after all else.
func (v *vocabulary) addSenses(l *Lexicon) {
	for _, s := range l.Senses {
		short := strings.ToLower(s.Short)
		if v.senses[short] == nil {
			v.add(&word{class: sense, id: short}, s.Short)
			v.senses[short] = []meant{}
		}
	}
	for _, s := range l.Senses {
		m := meant{means: v.said(s.Means)}
		if m.means == nil {
			v.faults = append(v.faults, Fault{s.Short, "means " + s.Means + ", which is no wording of the file"})
			continue
		}
		for _, b := range s.Beside {
			tone, _ := wording(b)
			m.beside = append(m.beside, besideWord{v.said(b), tone})
		}
		short := strings.ToLower(s.Short)
		v.senses[short] = append(v.senses[short], m)
	}
}

// said is the word that a wording or an ID says.
func (v *vocabulary) said(s string) *word {
	tone, _ := wording(s)
	if w := v.exact[tone]; w != nil {
		return w
	}
	return v.ids[s]
}

// legend puts the sheet's own explanations in the place of the short forms.
func (d *Dictionary) legend(items []item, h *Heading) []item {
	if len(h.Legend) == 0 {
		return items
	}
	out := make([]item, 0, len(items))
	for _, it := range items {
		said := ""
		if it.word == nil || it.is(sense) || len(it.fold) <= 4 {
			for short, long := range h.Legend {
				if _, f := wording(short); f == it.fold && f != "" {
					said = long
				}
			}
		}
		if said == "" {
			out = append(out, it)
			continue
		}
		for _, x := range d.passage(said, h.Bare).items {
			x.depth, x.bracket = it.depth, it.bracket
			out = append(out, x)
		}
	}
	return out
}

// settle gives abbreviations of several senses the one that the other words of
// the heading leave: one of them explains it, or stands beside one sense only.
func (d *Dictionary) settle(items []item, siblings []string) []item {
	cloned := false
	for again := true; again; { // what is settled helps to settle the rest
		again = false
		for i := range items {
			if !items[i].is(sense) {
				continue
			}
			w := d.sense(items, i, siblings)
			if w == nil {
				continue
			}
			if !cloned {
				items, cloned = slices.Clone(items), true
			}
			items[i].word = w
			again = true
		}
	}
	return items
}

func (d *Dictionary) sense(items []item, at int, siblings []string) *word {
	var found *word
	fits, best, second := 0, 0, 0
	for i := range d.vocabulary.senses[items[at].word.id] {
		s := &d.vocabulary.senses[items[at].word.id][i]
		w := s.means
		for j := range items {
			if j != at && items[j].word == w && items[j].bracket != items[at].bracket {
				return w // "HD (hướng dẫn)"
			}
		}
		switch n := s.besides(items, at); {
		case n == 0:
		case n > best:
			found, best, second = w, n, best
			fits++
		default:
			second = max(second, n)
			fits++
		}
	}
	if fits == 1 || fits > 1 && best-second > 1 {
		return found
	}
	if fits > 0 || len(siblings) == 0 {
		return nil
	}
	if w := d.roleBeside(items[at].word, siblings); w != nil {
		return w
	}
	return d.together(items[at].word, siblings)
}

// roleBeside settles what may be short for a role by the siblings' roles: TH
// beside KH.
func (d *Dictionary) roleBeside(short *word, siblings []string) *word {
	var found *word
	for i := range d.vocabulary.senses[short.id] {
		s := &d.vocabulary.senses[short.id][i]
		if s.means.class != resultRole {
			continue
		}
		for _, text := range siblings {
			if p := d.passage(text, false); len(p.items) < 3 && s.besides(p.items, -1) > 0 {
				found = s.means
			}
		}
	}
	return found
}

// besides counts the words of the heading beside which the abbreviation has
// this sense.
func (s *meant) besides(items []item, at int) int {
	n := 0
	for _, b := range s.beside {
		for j := range items {
			it := &items[j]
			if j == at {
				continue
			}
			if it.word == nil && it.tone == b.tone || it.word != nil && b.word != nil && (it.word == b.word || b.word.class == levelWord && it.word.class == level) {
				n++
				break
			}
		}
	}
	return n
}

// together settles an abbreviation by two others of its set among the table's
// headings: TT beside HD and HT.
func (d *Dictionary) together(short *word, siblings []string) *word {
	for _, set := range d.lexicon.Together {
		var mine *word
		for _, s := range d.vocabulary.senses[short.id] {
			if slices.Contains(set, s.means.id) {
				mine = s.means
			}
		}
		if mine == nil {
			continue
		}
		others := map[string]bool{}
		for _, text := range siblings {
			if len(text) > 40 {
				continue
			}
			for _, it := range d.passage(text, false).items {
				for _, id := range d.stands(&it, set) {
					if id != mine.id {
						others[id] = true
					}
				}
			}
		}
		if len(others) >= min(2, len(set)-1) {
			return mine
		}
	}
	return nil
}

// stands lists the IDs of a set that an item is or may be short for.
func (d *Dictionary) stands(it *item, set []string) []string {
	switch {
	case it.word == nil:
		return nil
	case it.word.class != sense:
		if slices.Contains(set, it.word.id) {
			return []string{it.word.id}
		}
		return nil
	}
	for _, s := range d.vocabulary.senses[it.word.id] {
		if slices.Contains(set, s.means.id) {
			return []string{s.means.id}
		}
	}
	return nil
}

// earlier reports whether a sibling speaks of an earlier period, where the
// heading says "this one".
func (r *reading) earlier() bool {
	if !slices.ContainsFunc(r.items, func(it item) bool { return it.is(thisPeriod) }) {
		return false
	}
	r.asked = true
	for _, s := range r.h.Siblings {
		if fold := spelling.Fold(spelling.Lower(s)); strings.HasSuffix(fold, "truoc") {
			return true
		}
	}
	return false
}
