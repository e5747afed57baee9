package meaning

import (
	"slices"
	"strings"
)

// glossed reads a heading without what stands in brackets, which lowers it.
func (r *reading) glossed() bool {
	if !slices.ContainsFunc(r.items, func(it item) bool { return it.bracket > 0 }) {
		return false
	}
	sig := r.d.sign(r.content(0, false))
	m := r.byMeaning(&sig)
	if len(m.names) != 1 {
		return false
	}
	r.found(m, &sig)
	if r.m.Certainty != Certain && r.m.Certainty != Proposed {
		return true
	}
	if r.bracketMeasures(m.names[0]) || r.sig.negated || r.sig.other != unknownWord {
		r.refused(OtherMeasure)
		return true
	}
	r.propose(Gloss)
	return true
}

// bracketMeasures reports whether the brackets hold one noun and no more: a
// unit of measure that is not the indicator's.
func (r *reading) bracketMeasures(n *name) bool {
	nouns, more := 0, false
	for i := range r.items {
		it := &r.items[i]
		switch {
		case it.bracket == 0:
		case it.is(thing) || it.is(person) || it.is(count):
			nouns++
		case !it.is(plainWord) && !it.is(numberWord):
			more = true
		}
	}
	return nouns > 0 && !more
}

// initials tries the senses of what is short: the one that fits an indicator
// is proposed where a counting word stands with it, or the table's other headings
// are of the programme.
func (r *reading) initials() {
	found := r.trySenses(r.content(0, true))
	if r.amongOurs() && (len(found) == 0 || r.onlyPeople(found)) {
		found = r.trySenses(r.withoutAsides()) // "Đội 1 (BPMC) › HS"
		r.dropPeople(found)
	}
	counted := len(r.sig.counts) > 0 || r.sig.number || len(r.sig.strong)+len(r.sig.weak) > 0
	if !counted && r.amongOurs() {
		counted = true
		r.dropPeople(found)
	}
	if len(found) == 1 {
		for i, m := range found {
			if !counted {
				r.open(Initials)
				r.m.Nearest = i
				return
			}
			r.found(m, &r.sig)
			if r.m.Certainty == Certain || r.m.Certainty == Proposed {
				r.propose(Initials)
			}
			return
		}
	}
	r.open(Initials)
}

// amongOurs reports whether another heading of the table names something that an
// indicator counts, in full or in short.
func (r *reading) amongOurs() bool {
	r.asked = true
	return slices.ContainsFunc(r.h.Siblings, func(text string) bool { return len(r.worksIn(text)) > 0 })
}

// worksIn lists what a short text may count of what indicators count: acts and
// things, by ID.
func (r *reading) worksIn(text string) []string {
	if len(text) > 40 {
		return nil
	}
	var all []string
	for _, it := range r.d.legend(r.d.passage(text, r.h.Bare).items, r.h) {
		switch {
		case it.is(act) || it.is(thing):
			all = append(all, it.word.id)
		case it.is(sense):
			for _, s := range r.d.vocabulary.senses[it.word.id] {
				if s.means.class == act || s.means.class == thing {
					all = append(all, s.means.id)
				}
			}
		}
	}
	return slices.DeleteFunc(all, func(id string) bool { return len(r.d.byKey[id]) == 0 })
}

// dropPeople leaves out who "HS" may be short for, pupils, where acts that serve
// people are counted beside it.
func (r *reading) dropPeople(found map[int]match) {
	if len(found) < 2 || !slices.ContainsFunc(r.h.Siblings, func(text string) bool {
		return slices.ContainsFunc(r.worksIn(text), func(id string) bool {
			w := r.d.vocabulary.ids[id]
			return w != nil && w.class == act && w.concept.Serves
		})
	}) {
		return
	}
	for i, m := range found {
		if m.names[0].crowd {
			delete(found, i)
		}
	}
}

// shortNoun reports whether a heading is one short form of capitals, TK, and not the
// unit of measure in full.
func (r *reading) shortNoun() bool {
	items := r.content(0, true)
	if len(items) != 1 || len(items[0].text) > 3 {
		return false
	}
	return items[0].text == strings.ToUpper(items[0].text) && r.amongOurs()
}

// trySenses reads what is short in each of its senses, and gives the indicators that
// fit.
func (r *reading) trySenses(all []item) map[int]match {
	found := map[int]match{}
	for _, it := range all {
		if !it.is(sense) {
			continue
		}
		for _, s := range r.d.vocabulary.senses[it.word.id] {
			items := slices.Clone(all)
			for i := range items {
				if items[i].word == it.word {
					items[i].word = s.means
				}
			}
			sig := r.d.sign(items)
			if m := r.byMeaning(&sig); len(m.names) == 1 && len(sig.senses) == 0 {
				found[m.names[0].indicator] = m
			}
		}
	}
	return found
}

// withoutAsides leaves out what stands in brackets over the heading.
func (r *reading) withoutAsides() []item {
	return slices.DeleteFunc(r.content(0, true), func(it item) bool { return it.bracket > 0 && it.depth < r.leaf })
}

func (r *reading) onlyPeople(found map[int]match) bool {
	for _, m := range found {
		if !m.names[0].crowd {
			return false
		}
	}
	return true
}
