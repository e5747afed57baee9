package meaning

import "slices"

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
