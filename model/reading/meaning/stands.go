package meaning

import (
	"slices"
	"strings"

	"tonghop/model/office"
)

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
		if r.shortNoun() {
			r.propose(Initials)
			return false
		}
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

// place is the place that the heading alone names under what is counted:
// "Hướng dẫn › Tại UBND xã" is what was done there.
func (r *reading) place() string {
	if r.leaf < 2 {
		return ""
	}
	var said []string
	for _, it := range r.at(r.leaf) {
		switch {
		case it.is(context) && (it.word.id == "một cửa" || it.word.id == "địa phương"):
			said = append(said, strings.ToLower(it.text))
		case !it.is(plainWord):
			return ""
		}
	}
	return strings.Join(said, " ")
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

// shares reports whether a sibling speaks of the same act, or of none and of
// nothing that is counted.
func (s *signature) shares(items []item) bool {
	for i := range items {
		if it := &items[i]; (it.is(act) || it.is(thing)) && !slices.Contains(s.strong, it.word.id) {
			return false
		}
	}
	return true
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
		items := r.d.passage(s, r.h.Bare).items
		if !sig.shares(items) {
			continue
		}
		for _, it := range items {
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
