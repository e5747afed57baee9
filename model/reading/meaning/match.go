package meaning

import (
	"slices"
	"strings"

	"tonghop/model/office"
)

// maxText is the length in bytes beyond which a text is prose and no heading.
const maxText = 400

// A reading is one heading while it is being understood.
type reading struct {
	d     *Dictionary
	h     *Heading
	items []item // of all texts, parents first
	leaf  int    // depth of the heading itself
	// passed are parents that say nothing of what is counted, grouped the names
	// of a group of the catalogue, aboves words that only name the content
	// there: a bit a depth.
	passed, grouped, aboves uint64
	// asked tells that the answer rests on the sheet's other texts.
	asked bool
	roles Roles
	sig   signature
	m     Meaning
}

// Heading tells what a heading means.
func (d *Dictionary) Heading(h Heading) Meaning {
	key := h.key()
	if m, ok := d.headings.get(key); ok && len(h.Legend) == 0 {
		return m.(Meaning)
	}
	r := &reading{d: d, h: &h, m: Meaning{Indicator: -1, Nearest: -1}}
	r.read()
	if !r.asked && len(h.Legend) == 0 {
		d.headings.put(key, r.m)
	}
	return r.m
}

// key tells headings apart but for the texts around them.
func (h *Heading) key() string {
	var b strings.Builder
	for _, p := range h.Path {
		b.WriteString(p)
		b.WriteByte(0)
	}
	b.WriteString(h.Measure)
	for _, list := range [][]int{h.Months, h.Years} {
		b.WriteByte(0)
		for _, n := range list {
			b.WriteByte(byte(n))
			b.WriteByte(byte(n >> 8))
		}
	}
	if h.Bare {
		b.WriteByte(1)
	}
	return b.String()
}

func (r *reading) read() {
	if !r.gather() {
		r.m.Why = Blank
		return
	}
	r.say()
	r.sig = r.d.sign(r.content(0, true))
	if r.grouped != 0 {
		if r.certain() {
			return
		}
		r.passed |= r.grouped
		r.sig = r.d.sign(r.content(0, true))
	}
	r.decide()
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
			if len(r.h.Path) == 1 && names[0].lower == strings.ToLower(r.d.passage(r.h.Path[0], r.h.Bare).clean) {
				how = Exact
			}
			return match{names, r.how(names, how), true}
		}
		if names := r.d.byFold[fold]; len(names) > 0 && (tone == fold || strings.Contains(fold, " ")) {
			return match{names, r.how(names, Folded), true}
		}
	}
	if names := r.d.byNumber[numbered(all)]; len(names) > 0 {
		return match{names, r.how(names, Particle), true}
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
	if sig.plain && slices.ContainsFunc(fit, func(n *name) bool { return n.plain && slices.Equal(n.weak, sig.weak) }) {
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
