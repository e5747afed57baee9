package meaning

import ()

// gather cuts every text and settles what is short; it reports whether the
// heading itself says anything.
func (r *reading) gather() bool {
	for i, text := range r.h.Path {
		p := r.d.passage(text, r.h.Bare)
		if p.prose || p.clean == "" && i == len(r.h.Path)-1 {
			return false
		}
		if p.clean == "" {
			continue
		}
		r.leaf++
		from := len(r.items)
		r.items = append(r.items, r.d.legend(p.items, r.h)...)
		for j := from; j < len(r.items); j++ {
			r.items[j].depth = r.leaf
		}
		if i < len(r.h.Path)-1 {
			r.above(p)
		}
	}
	r.settle()
	return len(r.at(r.leaf)) > 0
}

// above notes what a parent says of what is counted: nothing, or its group.
func (r *reading) above(p *passage) {
	bit := uint64(1) << min(r.leaf, 63)
	switch {
	case p.group:
		r.grouped |= bit
	case p.neutral:
		r.passed |= bit
	}
	if p.above {
		r.aboves |= bit
	}
}

// passes reports whether a parent says nothing of what is counted.
func (r *reading) passes(depth int) bool { return r.passed>>min(depth, 63)&1 == 1 }

// settle gives what is short its sense.
func (r *reading) settle() {
	for i := range r.items {
		if r.items[i].is(sense) {
			r.asked = true
			r.items = r.d.settle(r.items, r.h.Siblings)
			return
		}
	}
}

// at gives the items of one text, which stand together.
func (r *reading) at(depth int) []item {
	from := 0
	for from < len(r.items) && r.items[from].depth != depth {
		from++
	}
	to := from
	for to < len(r.items) && r.items[to].depth == depth {
		to++
	}
	return r.items[from:to]
}

// content gives the items that say what is counted, from a depth on, with or
// without what stands in brackets.
func (r *reading) content(from int, brackets bool) []item {
	var out []item
	for _, it := range r.items {
		if it.depth < from || r.passes(it.depth) || it.bracket > 0 && !brackets {
			continue
		}
		out = append(out, it)
	}
	return out
}
