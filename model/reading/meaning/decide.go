package meaning

import "slices"

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
	if where := r.place(); where != "" && r.m.Roles.Part.Kind == PartUnsaid {
		r.m.Roles.Part = Part{Kind: ByPlace, Name: where}
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
