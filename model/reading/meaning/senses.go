package meaning

import (
	"slices"
	"strings"
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
