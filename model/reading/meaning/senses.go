package meaning

import (
	"slices"
	"strings"

	"tonghop/model/reading/spelling"
)

// meant is the word that an abbreviation's sense is.
func (v *vocabulary) meant(s Sense) *word {
	tone, _ := wording(s.Means)
	if w := v.exact[tone]; w != nil {
		return w
	}
	return v.ids[s.Means]
}

// legend puts the sheet's own explanations in the place of the short forms.
func (d *Dictionary) legend(items []item, h *Heading) []item {
	if len(h.Legend) == 0 {
		return items
	}
	out := make([]item, 0, len(items))
	for _, it := range items {
		said := ""
		if _, fold := wording(it.text); it.word == nil || it.is(sense) || len(fold) <= 4 {
			for short, long := range h.Legend {
				if _, f := wording(short); f == fold && fold != "" {
					said = long
				}
			}
		}
		if said == "" {
			out = append(out, it)
			continue
		}
		for _, x := range d.cut(spelling.Clean(said), h.Bare) {
			x.depth, x.bracket = it.depth, it.bracket
			out = append(out, x)
		}
	}
	return out
}

// settle gives abbreviations of several senses the one that the other words of
// the heading leave: one of them explains it, or stands beside one sense only.
func (d *Dictionary) settle(items []item, h Heading) []item {
	var out []item
	for i := range items {
		if !items[i].is(sense) {
			continue
		}
		w := d.sense(items, i, h.Siblings)
		if w == nil {
			continue
		}
		if out == nil {
			out = slices.Clone(items)
		}
		out[i].word = w
	}
	if out == nil {
		return items
	}
	return out
}

func (d *Dictionary) sense(items []item, at int, siblings []string) *word {
	var found *word
	fits := 0
	for _, s := range d.vocabulary.senses[items[at].word.id] {
		w := d.vocabulary.meant(s)
		if w == nil {
			continue
		}
		for j := range items {
			if j != at && items[j].word == w && items[j].bracket != items[at].bracket {
				return w // "HD (hướng dẫn)"
			}
		}
		if d.besides(items, at, s) {
			found = w
			fits++
		}
	}
	if fits == 1 {
		return found
	}
	if fits == 0 && len(siblings) > 0 {
		return d.together(items[at].word, siblings)
	}
	return nil
}

// besides reports whether a word stands in the heading beside which the
// abbreviation has this sense.
func (d *Dictionary) besides(items []item, at int, s Sense) bool {
	for _, b := range s.Beside {
		tone, _ := wording(b)
		w := d.vocabulary.exact[tone]
		if w == nil {
			w = d.vocabulary.ids[b]
		}
		for j := range items {
			if j == at {
				continue
			}
			it := &items[j]
			switch {
			case it.word == nil:
				if t, _ := wording(it.text); t == tone {
					return true
				}
			case w != nil && (it.word == w || w.class == levelWord && it.word.class == level):
				return true
			}
		}
	}
	return false
}

// together settles an abbreviation by two others of its set among the table's
// headings: TT beside HD and HT.
func (d *Dictionary) together(short *word, siblings []string) *word {
	for _, set := range d.lexicon.Together {
		var mine *word
		for _, s := range d.vocabulary.senses[short.id] {
			if w := d.vocabulary.meant(s); w != nil && slices.Contains(set, w.id) {
				mine = w
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
			for _, it := range d.cut(spelling.Clean(text), false) {
				for _, id := range d.stands(&it, set) {
					if id != mine.id {
						others[id] = true
					}
				}
			}
		}
		if len(others) >= 2 {
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
		if w := d.vocabulary.meant(s); w != nil && slices.Contains(set, w.id) {
			return []string{w.id}
		}
	}
	return nil
}

// earlier reports whether a sibling speaks of an earlier period.
func (d *Dictionary) earlier(siblings []string) bool {
	for _, s := range siblings {
		if fold := spelling.Fold(spelling.Lower(s)); strings.HasSuffix(fold, "truoc") {
			return true
		}
	}
	return false
}
