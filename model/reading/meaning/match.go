package meaning

import (
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/spelling"
)

// maxText is the length in bytes beyond which a text is prose and no heading.
const maxText = 400

// A reading is one heading while it is being understood.
type reading struct {
	d     *Dictionary
	h     *Heading
	items []item // of all texts, parents first
	leaf  int    // depth of the heading itself
	// passed are parents that say nothing of what is counted.
	passed map[int]bool
	// grouped are parents that are the name of a group of the catalogue.
	grouped map[int]bool
	roles   Roles
	sig     signature
	m       Meaning
}

// Heading tells what a heading means.
func (d *Dictionary) Heading(h Heading) Meaning {
	r := &reading{d: d, h: &h, passed: map[int]bool{}, grouped: map[int]bool{}, m: Meaning{Indicator: -1, Nearest: -1}}
	if !r.gather() {
		r.m.Why = Blank
		return r.m
	}
	r.say()
	r.sig = d.sign(r.content(0, true))
	if len(r.grouped) > 0 {
		if r.certain() {
			return r.m
		}
		for depth := range r.grouped {
			r.passed[depth] = true
		}
		r.sig = d.sign(r.content(0, true))
	}
	r.decide()
	return r.m
}

// gather cuts every text and settles what is short; it reports whether the
// heading itself says anything.
func (r *reading) gather() bool {
	for _, text := range r.h.Path {
		clean := spelling.Clean(text)
		if clean == "" && len(r.h.Path) > 1 {
			continue
		}
		if len(clean) > maxText {
			return false
		}
		items := r.d.legend(r.d.cut(clean, r.h.Bare), r.h)
		r.leaf++
		for i := range items {
			it := items[i]
			it.depth = r.leaf
			r.items = append(r.items, it)
		}
		r.passed[r.leaf] = r.d.says(clean)
		if r.d.group[spelling.Fold(strings.ToLower(clean))] {
			r.grouped[r.leaf] = true
		}
	}
	if len(r.h.Path) > 0 && strings.TrimSpace(spelling.Clean(r.h.Path[len(r.h.Path)-1])) == "" {
		return false
	}
	last := r.at(r.leaf)
	delete(r.passed, r.leaf)
	delete(r.grouped, r.leaf)
	r.items = r.d.settle(r.items, *r.h)
	return len(last) > 0
}

// at gives the items of one text.
func (r *reading) at(depth int) []item {
	var out []item
	for _, it := range r.items {
		if it.depth == depth {
			out = append(out, it)
		}
	}
	return out
}

// say gathers the roles, the heading's own before its parents'.
func (r *reading) say() {
	earlier := r.d.earlier(r.h.Siblings)
	for depth := r.leaf; depth > 0; depth-- {
		items := r.at(depth)
		if depth < r.leaf && r.d.above(items) && !r.achieved() {
			continue
		}
		own := rolesOf(items, r.h.Bare, earlier)
		r.when(items, &own)
		if depth == r.leaf {
			r.roles = own
			continue
		}
		r.roles = r.roles.Over(own)
	}
	r.m.Roles = r.roles
}

// achieved reports whether a sibling says what was reached, so that "Chỉ tiêu"
// beside it is what was to be reached.
func (r *reading) achieved() bool {
	for _, s := range r.h.Siblings {
		if len(s) > maxText {
			continue
		}
		switch rolesOf(r.d.cut(spelling.Clean(s), r.h.Bare), true, false).Result {
		case Actual, Share:
			return true
		}
	}
	return false
}

// when holds the months and years of a text against those of the table.
func (r *reading) when(items []item, own *Roles) {
	for _, it := range items {
		if !it.is(period) {
			continue
		}
		known := len(r.h.Months)+len(r.h.Years) > 0
		fits := known && (it.value == 0 || slices.Contains(r.h.Months, it.value)) && (it.year == 0 || len(r.h.Years) == 0 || slices.Contains(r.h.Years, it.year))
		switch {
		case fits:
		case known && own.Result == ResultUnsaid:
			own.Result = Earlier
		case !known && r.m.Why == "":
			r.m.Why = OtherPeriod
		}
	}
}

// content gives the items that say what is counted, from a depth on, with or
// without what stands in brackets.
func (r *reading) content(from int, brackets bool) []item {
	var out []item
	for _, it := range r.items {
		if it.depth < from || r.passed[it.depth] || it.bracket > 0 && !brackets {
			continue
		}
		out = append(out, it)
	}
	return out
}

func (r *reading) indicator(i int) *office.Indicator { return &r.d.catalogue.Indicators[i] }

// A match is the indicators that fit, and how.
type match struct {
	names []*name // one an indicator
	how   How
	equal bool // by letters
}

// byLetters finds the indicators that bear these letters for a name.
func (r *reading) byLetters() match {
	all := r.content(0, true)
	bare := slices.DeleteFunc(slices.Clone(all), func(it item) bool { return it.word.says() })
	for _, items := range [][]item{all, bare} {
		tone, fold := letters(items)
		if tone == "" {
			continue
		}
		if names := r.d.byTone[tone]; len(names) > 0 {
			how := Tone
			if len(r.h.Path) == 1 && names[0].lower == spelling.Lower(r.h.Path[0]) {
				how = Exact
			}
			return match{names, r.how(names, how), true}
		}
		if names := r.d.byFold[fold]; len(names) > 0 && (tone == fold || strings.Contains(fold, " ")) {
			return match{names, r.how(names, Folded), true}
		}
	}
	return match{}
}

func (r *reading) how(names []*name, how How) How {
	if len(names) == 1 && names[0].taught {
		return Taught
	}
	return how
}

// byMeaning finds the indicators with a name of equal signature.
func (r *reading) byMeaning(sig *signature) match {
	if sig.key == "" {
		return match{}
	}
	var fit []*name
	most := 0
	for _, n := range r.d.byKey[sig.key] {
		if !n.roles.within(r.roles) || n.roles.weight() < most {
			continue
		}
		if w := n.roles.weight(); w > most {
			most, fit = w, nil
		}
		fit = append(fit, n)
	}
	fit = r.narrow(fit, sig)
	how := ByWords
	if len(fit) > 0 && sig.plain && slices.Equal(fit[0].weak, sig.weak) {
		how = Particle
	}
	return match{names: oneEach(fit), how: r.how(oneEach(fit), how)}
}

// narrow keeps, where several indicators fit, those whose unit is written, then
// those of the same context.
func (r *reading) narrow(fit []*name, sig *signature) []*name {
	for _, keep := range []func(n *name) bool{
		func(n *name) bool { return slices.Equal(n.complement, sig.complement) },
		func(n *name) bool { return slices.Contains(sig.counts, r.d.units[n.indicator]) },
		func(n *name) bool { return slices.Equal(n.weak, sig.weak) },
	} {
		if len(oneEach(fit)) < 2 {
			break
		}
		if kept := filter(fit, keep); len(kept) > 0 {
			fit = kept
		}
	}
	return fit
}

func filter(names []*name, keep func(n *name) bool) []*name {
	var out []*name
	for _, n := range names {
		if keep(n) {
			out = append(out, n)
		}
	}
	return out
}

// oneEach keeps one name of each indicator.
func oneEach(names []*name) []*name {
	var out []*name
	for _, n := range names {
		if !slices.ContainsFunc(out, func(o *name) bool { return o.indicator == n.indicator }) {
			out = append(out, n)
		}
	}
	return out
}
