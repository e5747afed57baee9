package meaning

import (
	"slices"
	"strings"

	"tonghop/model/reading/spelling"
)

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
