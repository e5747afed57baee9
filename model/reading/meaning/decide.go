package meaning

import (
	"slices"

	"tonghop/model/office"
)

// certain reads a heading with the names of groups above it, where that alone
// is enough.
func (r *reading) certain() bool {
	if len(r.sig.unknown) > 0 || len(r.sig.senses) > 0 {
		return false
	}
	m := r.byLetters()
	if len(m.names) != 1 {
		m = r.byMeaning(&r.sig)
	}
	if len(m.names) != 1 {
		return false
	}
	before := r.m
	r.found(m, &r.sig)
	if r.m.Certainty == Certain {
		return true
	}
	r.m = before
	return false
}

// decide follows the rules from the surest to the least.
func (r *reading) decide() {
	if m := r.byLetters(); len(m.names) > 0 {
		r.found(m, &r.sig)
		return
	}
	switch {
	case len(r.sig.unknown) > 0:
		r.open(WordsUnknown)
		r.m.Unknown = r.sig.unknown
		r.m.Nearest = r.nearest()
		return
	case len(r.sig.senses) > 0:
		r.initials()
		return
	}
	if m := r.byMeaning(&r.sig); len(m.names) > 0 {
		r.found(m, &r.sig)
		return
	}
	if r.sig.key == "" {
		r.nothing()
		return
	}
	if r.child() || r.glossed() {
		return
	}
	r.refuse()
}

func (r *reading) open(why Why) {
	r.m.Certainty, r.m.Why = Unknown, why
}

func (r *reading) refused(why Why) {
	r.m.Certainty, r.m.Why = Refused, why
}

// nothing is a heading of roles, counting words and particles alone.
func (r *reading) nothing() {
	switch {
	case r.said():
		r.refused(OnlyRole)
	case len(r.sig.weak) > 0:
		r.open(NoIndicator)
	default:
		r.open(CountAlone)
	}
}

// refuse tells why a heading that is understood names no indicator.
func (r *reading) refuse() {
	switch {
	case r.sig.negated:
		r.refused(Negated)
	case r.sig.other == programme:
		r.refused(OtherProgramme)
	case r.sig.other == quantity:
		r.refused(Quantity)
	case r.sig.other == textWord:
		r.refused(ColumnOfText)
	case r.sig.acts > 0:
		r.refused(TwoActs)
	case r.sig.kind:
		r.refused(KindOfPerson)
	default:
		r.open(NoIndicator)
		r.m.Nearest = r.nearest()
	}
}

// said reports whether the heading or a parent says a role.
func (r *reading) said() bool {
	return slices.ContainsFunc(r.items, func(it item) bool { return it.word.says() })
}

// found weighs the one indicator that fits.
func (r *reading) found(m match, sig *signature) {
	if len(m.names) > 1 {
		r.open(Ambiguous)
		return
	}
	n := m.names[0]
	r.m.Indicator, r.m.How = n.indicator, m.how
	r.m.Roles = r.roles.without(n.roles)
	if r.m.Roles.Part.Kind == OfWhich {
		r.m.Roles.Part = Part{}
	}
	if r.m.Roles.Result == ResultClash || r.m.Roles.Span == SpanClash || r.m.Roles.Part.Kind == PartClash {
		r.refused(RolesClash)
		return
	}
	if r.m.Why == OtherPeriod {
		r.refused(OtherPeriod)
		return
	}
	if r.m.Roles.Scale != ScaleUnsaid {
		r.refused(OtherMeasure)
		return
	}
	r.m.Certainty, r.m.Why = Certain, ""
	if !m.equal && !n.taught && r.stands(n, sig) {
		return
	}
	if m.equal && r.m.Roles.Part.Kind == Whole && n.roles.Part.Kind != Whole && r.flow(n) && r.crowd(sig) && !sig.acted {
		r.refused(Stock) // "Số hộ toàn xã"
		return
	}
	if r.measured(n, sig, m.equal) {
		return
	}
	if r.m.Roles.Folded {
		r.propose(FoldedRole)
	}
}

// propose lowers a certain match; of two reasons to doubt it is refused.
func (r *reading) propose(why Why) {
	if r.m.Certainty == Proposed && r.m.Why != why {
		r.open(NoIndicator)
		r.m.Nearest, r.m.Indicator = r.m.Indicator, -1
		return
	}
	r.m.Certainty, r.m.Why = Proposed, why
}

// stands refuses or lowers what fits by its words and yet counts another
// thing; it reports whether it refused.
func (r *reading) stands(n *name, sig *signature) bool {
	counted := len(sig.counts) > 0 || sig.number || r.h.Measure != ""
	switch {
	case sig.doer && !n.doer:
		r.refused(Doer)
	case r.flow(n) && r.crowd(sig) && !sig.acted && !slices.Contains(sig.counts, "lượt"):
		r.refused(Stock)
	case len(sig.strong) == 1 && !counted && !sig.helped && !sig.people && r.alone(sig) && !r.said() && (!r.d.bare(n, sig) || r.onlyUnit(n)):
		r.open(CountAlone)
	default:
		if !slices.Equal(sig.complement, n.complement) && (!counted && !sig.people || slices.Contains(sig.complement, "mức độ")) {
			r.propose(Complement)
		}
		if !counted && !sig.people && r.vague(sig) {
			r.propose(Complement)
		}
		if sig.people && !sig.kind && r.beside(n) {
			r.m.Roles.Part = Part{Kind: ByCategory, Name: "người dân"}
		}
		if way := r.way(sig); way != "" {
			r.m.Roles.Part = Part{Kind: ByCategory, Name: way}
		}
		return false
	}
	if r.m.Certainty == Unknown {
		r.m.Nearest, r.m.Indicator = r.m.Indicator, -1
	}
	return true
}

// flow reports whether the indicator adds up over days.
func (r *reading) flow(n *name) bool {
	return r.indicator(n.indicator).Aggregate != office.AggregateLatest
}

// crowd reports whether a population is counted: people named without what
// they did, or "tổng số" of what there is on the spot.
func (r *reading) crowd(sig *signature) bool {
	if sig.crowd {
		return true
	}
	if sig.total && r.everywhere() && len(sig.strong) == 1 && r.thing(sig.strong[0]) {
		return true // "Tổng số tài khoản toàn xã"
	}
	everywhere := sig.total || slices.Contains(sig.weak, "địa phương") || r.m.Roles.Part.Kind == Whole
	if !everywhere || len(sig.strong) != 1 {
		return false
	}
	w := r.d.vocabulary.ids[sig.strong[0]]
	return w != nil && w.concept != nil && w.concept.Crowd
}

// everywhere reports whether the whole place is named: toàn xã.
func (r *reading) everywhere() bool {
	return slices.ContainsFunc(r.items, func(it item) bool { return it.is(partRole) && it.word.part.Kind == Whole })
}

func (r *reading) thing(id string) bool {
	w := r.d.vocabulary.ids[id]
	return w != nil && w.class == thing
}

// vague reports whether an act stands alone with what the programme is called.
func (r *reading) vague(sig *signature) bool {
	if len(sig.strong) != 1 {
		return false
	}
	w := r.d.vocabulary.ids[sig.strong[0]]
	return w != nil && w.concept != nil && slices.ContainsFunc(sig.weak, func(id string) bool { return slices.Contains(w.concept.Vague, id) })
}

// onlyUnit reports whether the heading is the indicator's unit of measure and
// no more: "hộ".
func (r *reading) onlyUnit(n *name) bool {
	_, written := letters(r.content(0, true))
	_, unit := wording(r.indicator(n.indicator).Unit)
	return written == unit
}

// bare reports whether an indicator has a word alone for a name, so that the
// like of it is a whole name too.
func (d *Dictionary) bare(n *name, sig *signature) bool {
	for _, o := range d.byKey[n.key] {
		if o.indicator == n.indicator && !o.number && !o.loose && len(o.counts) == 0 && (len(o.weak) == 0 || slices.Equal(o.weak, sig.weak)) && !o.helped {
			return true
		}
	}
	return false
}

// alone reports whether the one word of a signature is an act, or a noun with
// no context.
func (r *reading) alone(sig *signature) bool {
	w := r.d.vocabulary.ids[sig.strong[0]]
	return w != nil && (w.class == act || (w.class == thing || w.class == person) && len(sig.weak) == 0)
}

// beside reports whether a sibling counts a kind of people alone, so that the
// people at large who are named here are the others.
func (r *reading) beside(n *name) bool {
	r.asked = true
	for _, s := range r.h.Siblings {
		kind, other := false, false
		for _, it := range r.d.passage(s, r.h.Bare).items {
			switch {
			case it.is(person) && it.word.concept.Kind:
				kind = true
			case it.is(person) && it.word.id == "người dân", it.is(act) && !slices.Contains(n.strong, it.word.id), it.is(thing) && !slices.Contains(n.strong, it.word.id):
				other = true
			}
		}
		if kind && !other {
			return true
		}
	}
	return false
}

// way is the way in which something was done, where a sibling counts what was
// done in another: by telephone, on line. Else it says nothing.
func (r *reading) way(sig *signature) string {
	remote := len(sig.strong) == 1 && slices.Contains(sig.weak, "trực tuyến") && !slices.Contains(sig.weak, "dịch vụ công")
	if !sig.inPerson && !remote {
		return ""
	}
	r.asked = true
	for _, s := range r.h.Siblings {
		for _, it := range r.d.passage(s, r.h.Bare).items {
			switch {
			case sig.inPerson && (it.is(partRole) && it.word.part.Kind == ByCategory || it.is(context) && it.word.id == "trực tuyến"):
				return "trực tiếp"
			case remote && it.is(inPerson):
				return "trực tuyến"
			}
		}
	}
	return ""
}

// child reads a heading whose parents only group it: their words are those of
// the indicator's group, or its own.
func (r *reading) child() bool {
	for from := 2; from <= r.leaf; from++ {
		sig := r.d.sign(r.content(from, true))
		if len(sig.unknown) > 0 || len(sig.senses) > 0 {
			continue
		}
		m := r.byMeaning(&sig)
		if len(m.names) != 1 {
			continue
		}
		n := m.names[0]
		parents := r.d.sign(slices.DeleteFunc(r.content(0, true), func(it item) bool { return it.depth >= from }))
		sig.counts = append(parents.counts, sig.counts...)
		if r.groups(n, &parents) {
			r.found(m, &sig)
			return true
		}
		if within(parents.complement, n) && !parents.negated && parents.other == unknownWord {
			r.found(m, &sig)
			if r.m.Certainty == Certain || r.m.Certainty == Proposed {
				r.propose(Complement)
			}
			return true
		}
		r.m.Nearest = n.indicator
	}
	return false
}

// groups reports whether parents say nothing that the indicator's group or
// names do not say.
func (r *reading) groups(n *name, parents *signature) bool {
	if parents.negated {
		return false
	}
	if r.programme(parents) {
		return true
	}
	for _, id := range parents.strong {
		if !r.d.groups[n.indicator][id] && !slices.Contains(n.strong, id) {
			return false
		}
	}
	return len(parents.complement) == 0
}

// programme reports whether parents name what the programme does at large: "Hỗ
// trợ dịch vụ công trực tuyến".
func (r *reading) programme(parents *signature) bool {
	if len(parents.strong) != 1 || len(parents.counts) > 0 || len(parents.complement) > 0 || !slices.Contains(parents.weak, "dịch vụ công") {
		return false
	}
	w := r.d.vocabulary.ids[parents.strong[0]]
	return w != nil && w.class == act && w.concept.Serves
}

func within(complement []string, n *name) bool {
	for _, c := range complement {
		if slices.Contains(n.strong, c) {
			return true
		}
	}
	return false
}

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

// nearest is the one indicator that fits but for what is not understood.
func (r *reading) nearest() int {
	if r.m.Nearest >= 0 {
		return r.m.Nearest
	}
	sig := r.sig
	if sig.negated || sig.other != unknownWord || sig.doer || len(sig.senses) > 0 {
		return -1
	}
	if m := r.byMeaning(&sig); len(m.names) == 1 {
		return m.names[0].indicator
	}
	return -1
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
