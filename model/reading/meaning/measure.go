package meaning

import "slices"

// measured holds the counting words of the heading and of its ĐVT against the
// indicator's unit; it reports whether they refuse it.
func (r *reading) measured(n *name, sig *signature, equal bool) bool {
	unit := r.d.units[n.indicator]
	if unit == "" {
		return false
	}
	written := sig.counts
	if equal {
		written = r.bracketed() // the letters are the name's but for these
	}
	ok, scale := r.cell(unit)
	if scale != ScaleUnsaid {
		r.m.Roles.Scale = scale
		r.refused(OtherMeasure)
		return true
	}
	if !ok {
		r.refused(OtherMeasure)
		return true
	}
	for _, c := range written {
		if !r.counts(c, n, unit) {
			r.refused(OtherMeasure)
			return true
		}
	}
	if equal {
		return false
	}
	if sig.counted != "" && !r.nouns(sig, n, unit) {
		r.refused(OtherMeasure)
		return true
	}
	if sig.loose && len(sig.counts) == 0 && !n.loose {
		if slices.ContainsFunc(n.strong, r.person) { // shifts of people are no people
			r.refused(OtherMeasure)
			return true
		}
		r.propose(LooseCount)
	}
	return false
}

// bracketed gives the counting words that stand in brackets.
func (r *reading) bracketed() []string {
	var out []string
	for i := range r.items {
		if it := &r.items[i]; it.bracket > 0 && it.is(count) {
			out = append(out, it.word.id)
		}
	}
	return out
}

// counts reports whether a counting word is that of an indicator: its unit, a
// word of its own names, or one of lượt and người for the other.
func (r *reading) counts(c string, n *name, unit string) bool {
	if c == unit || r.d.counted(n.indicator, c) {
		return true
	}
	switch {
	case c == "lần":
		// "Số lần phát loa" is its lượt; "số lần tuyên truyền" may be the sessions.
		if unit != "lượt" || r.serves(n) {
			r.propose(LooseCount)
		}
		return true
	case c == "lượt người":
		return unit == "lượt" || unit == "người"
	case c == "người" && unit == "lượt", c == "lượt" && unit == "người":
		r.m.CountingWord = true
		return true
	}
	return slices.Contains(n.strong, c)
}

func (r *reading) person(id string) bool {
	w := r.d.vocabulary.ids[id]
	return w != nil && w.class == person
}

// serves reports whether an indicator counts an act that is done for people.
func (r *reading) serves(n *name) bool {
	return slices.ContainsFunc(n.strong, func(id string) bool {
		w := r.d.vocabulary.ids[id]
		return w != nil && w.concept != nil && w.concept.Serves
	})
}

// counted reports whether one of an indicator's names counts in this word.
func (d *Dictionary) counted(i int, c string) bool {
	for _, n := range d.names {
		if n.indicator == i && (slices.Contains(n.counts, c) || n.signature.counted == c) {
			return true
		}
	}
	return false
}

// nouns reports whether the noun that a number is announced of is what the
// indicator counts.
func (r *reading) nouns(sig *signature, n *name, unit string) bool {
	if sig.counted == unit || len(sig.counts) > 0 || r.d.counted(n.indicator, sig.counted) {
		return true
	}
	w := r.d.vocabulary.ids[sig.counted]
	if w == nil {
		return true // the catalogue's own word
	}
	switch w.class {
	case person:
		if unit == "lượt" {
			r.m.CountingWord = true
		}
		u := r.d.vocabulary.ids[unit]
		return unit == "lượt" || unit == "người" || u != nil && u.class == person
	case thing:
		return unit != "lượt" && unit != "người" && slices.Contains(n.strong, sig.counted)
	}
	return true
}

// cell reads the ĐVT cell: whether it agrees with the unit, and whether it
// scales the figures.
func (r *reading) cell(unit string) (ok bool, scale Scale) {
	p := r.d.passage(r.h.Measure, r.h.Bare)
	if p.clean == "" || p.prose {
		return p.clean == "", ScaleUnsaid
	}
	any := false
	for _, it := range p.items {
		if it.word == nil {
			continue
		}
		switch it.word.class {
		case scaleWord:
			return true, it.word.scale
		case resultRole:
			return true, Percent
		case count, thing, person, act, looseCount, own, quantity, programme:
			any = true
			switch id := it.word.id; {
			case id == unit || id == "lượt người" && (unit == "lượt" || unit == "người"):
				ok = true
			case id == "người" && unit == "lượt" || id == "lượt" && unit == "người":
				ok, r.m.CountingWord = true, true
			}
		}
	}
	return ok || !any, ScaleUnsaid
}
