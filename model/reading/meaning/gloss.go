package meaning

import "slices"

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
// is proposed where a counting word stands with it.
func (r *reading) initials() {
	found := map[int]match{}
	for _, at := range r.sig.senses {
		short := r.content(0, true)[at].word
		for _, s := range r.d.vocabulary.senses[short.id] {
			w := s.means
			items := r.content(0, true)
			for i := range items {
				if items[i].word == short {
					items[i].word = w
				}
			}
			sig := r.d.sign(items)
			if m := r.byMeaning(&sig); len(m.names) == 1 && len(sig.senses) == 0 {
				found[m.names[0].indicator] = m
			}
		}
	}
	counted := len(r.sig.counts) > 0 || r.sig.number || len(r.sig.strong)+len(r.sig.weak) > 0
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
