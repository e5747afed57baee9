package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A bundle is what the lines of one day come to, as they are put together.
type bundle struct {
	es    []*entry
	said  []said
	parts []part
}

// putTogether joins the lines of one day that are parts of it, table by table and
// then tab by tab. What is left are lines that say the day anew.
func (r *reader) putTogether(k dayKey, es []*entry) []bundle {
	var tables []*table
	byTable := map[*table][]bundle{}
	for _, e := range es {
		if byTable[e.t] == nil {
			tables = append(tables, e.t)
		}
		b := bundle{es: []*entry{e}, said: r.says(e), parts: slices.Clone(e.at().parts)}
		byTable[e.t] = append(byTable[e.t], b)
	}
	var all []bundle
	placed := 0
	for _, t := range tables {
		for d := range r.order(t) {
			byTable[t] = r.reduce(k, t, byTable[t], d)
		}
		for i := range byTable[t] {
			b := &byTable[t][i]
			b.parts = []part{t.placeOf(b)}
			if b.parts[0].kind != meaning.PartUnsaid {
				placed++
			}
		}
		all = append(all, byTable[t]...)
	}
	if placed > 0 {
		all = r.reduceTabs(k, all)
	}
	return all
}

// placeOf is the part of the unit that a table's title or its tab's name gives to
// all that it holds.
func (t *table) placeOf(b *bundle) part {
	if p := t.titled(); p != nil && t.alonePlaced() {
		return p[0]
	}
	return t.place
}

// alonePlaced reports whether all lines of a table are of one part that its title
// names: a block a hamlet.
func (t *table) alonePlaced() bool {
	if t.onePlace == 0 {
		t.onePlace = 1
		for i := range t.lines {
			if l := &t.lines[i]; l.kind == lineDay && (len(l.parts) == 0 || l.parts[len(l.parts)-1].name != t.titled()[0].name) {
				t.onePlace = 2
			}
		}
	}
	return t.onePlace == 1
}

// reduce joins the bundles of one day that differ in one dimension only.
func (r *reader) reduce(k dayKey, t *table, all []bundle, d int) []bundle {
	if t.titled() != nil && t.alonePlaced() && d == len(t.partsAt) {
		return all
	}
	if len(all) == 0 || !slices.ContainsFunc(all, func(b bundle) bool { return d < len(b.parts) && b.parts[d].kind != meaning.PartUnsaid }) {
		return all
	}
	a := t.arrange(d)
	groups := map[string][]bundle{}
	var order []string
	for _, b := range all {
		key := otherParts(b.parts, d)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], b)
	}
	var out []bundle
	for _, key := range order {
		out = append(out, r.join(k, groups[key], d, a)...)
	}
	return out
}

// join makes one bundle of the parts of one thing, with its whole where that
// stands beside them.
func (r *reader) join(k dayKey, g []bundle, d int, a arrangement) []bundle {
	var wholes, parts []bundle
	label := func(b *bundle) part {
		if d < len(b.parts) {
			return b.parts[d]
		}
		return part{}
	}
	seen := map[string]int{}
	for i := range g {
		switch p := label(&g[i]); p.kind {
		case meaning.Whole, meaning.PartUnsaid:
			wholes = append(wholes, g[i])
		default:
			if n, twice := seen[p.name]; twice {
				r.tellTwice(k, append(slices.Clone(parts[n].es), g[i].es...), "duplicate-day-conflict", office.SeverityError)
				r.gaps[k.unit] = append(r.gaps[k.unit], k.day)
				return nil
			}
			seen[p.name] = len(parts)
			parts = append(parts, g[i])
		}
	}
	if len(parts) == 0 {
		for i := range wholes {
			if d < len(wholes[i].parts) {
				wholes[i].parts[d] = part{}
			}
		}
		return wholes
	}
	if len(wholes) > 1 {
		return g
	}
	sum := r.sumOf(k, parts, a)
	if d < len(sum.parts) {
		sum.parts[d] = part{}
	}
	if len(wholes) == 0 {
		return []bundle{sum}
	}
	w := r.compareWhole(k, wholes[0], sum)
	if d < len(w.parts) {
		w.parts[d] = part{}
	}
	return []bundle{w}
}

// sumOf adds parts up, indicator by indicator. Where the same set is laid out
// each day, a part that is missing withholds the indicator's day, unless the
// office says that the rows of a day are added as they stand.
func (r *reader) sumOf(k dayKey, parts []bundle, a arrangement) bundle {
	sum := bundle{parts: slices.Clone(parts[0].parts)}
	for _, p := range parts {
		sum.es = append(sum.es, p.es...)
	}
	var indicators []int
	for _, p := range parts {
		for i := range p.said {
			if !slices.Contains(indicators, p.said[i].indicator) {
				indicators = append(indicators, p.said[i].indicator)
			}
		}
	}
	for _, x := range indicators {
		var out *said
		missing := (*bundle)(nil)
		for i := range parts {
			s := of(parts[i].said, x)
			switch {
			case s == nil && closed(&parts[i]):
			case s == nil:
				missing = &parts[i]
			case out == nil:
				c := *s
				out = &c
			default:
				out.plus(s)
			}
		}
		if out == nil {
			continue
		}
		if a.fixed && !r.ctx.options(parts[0].es[0].t.sh.tab, k.unit).SumSameDay && (missing != nil || len(parts) < len(a.labels)) && !r.levels(x) {
			e := parts[0].es[0]
			cell := e.t.lineName(e.at().at)
			if missing != nil {
				e = missing.es[0]
				cell = r.cellFor(e, x)
			}
			r.tellMissing(e, cell, x)
			out.state = rejected
		}
		if len(parts) > 1 {
			out.summed = true
		}
		sum.said = append(sum.said, *out)
	}
	if len(parts) > 1 {
		r.addedLines(k, parts)
	}
	return sum
}

// levels reports whether an indicator is a stock.
func (r *reader) levels(x int) bool { return !isFlow(&r.ctx.Indicators[x]) }

// closed reports whether a part's line says that nobody was on duty.
func closed(b *bundle) bool {
	return slices.ContainsFunc(b.es, func(e *entry) bool { return e.at().closed || e.nothing })
}

// cellFor is the cell of an indicator in an entry's line.
func (r *reader) cellFor(e *entry, indicator int) string {
	for k := range e.t.fields[:e.t.read] {
		if f := &e.t.fields[k]; f.indicator == indicator && f.role == roleIndicator && f.of(e.unit) {
			return e.t.addressOf(e.at(), f)
		}
	}
	return e.t.lineName(e.at().at)
}

// addedLines notes once a table that its lines are parts that were added up.
func (r *reader) addedLines(k dayKey, parts []bundle) {
	t := parts[0].es[0].t
	if t.toldAdded || r.quiet {
		return
	}
	t.toldAdded = true
	var names []string
	for _, p := range parts {
		for _, l := range p.es[0].at().parts {
			if l.name != "" && !slices.Contains(names, l.says) {
				names = append(names, l.says)
			}
		}
	}
	if len(names) == 0 {
		names = dittoNames(parts)
	}
	if len(names) == 0 {
		for _, p := range parts {
			if len(p.parts) > 0 && p.parts[0].says != "" {
				names = append(names, p.parts[0].says)
			}
		}
	}
	r.report(k.unit, r.at(t.sh.tab, grid.Address(t.head.Row, max(t.head.Col, 0))), "parts-added", office.SeverityNotice, "",
		"label", "—", "parts", strings.Join(names, ", "))
}

// compareWhole holds a whole against the sum of its parts: where they agree the
// whole stands, where not neither.
func (r *reader) compareWhole(k dayKey, whole, sum bundle) bundle {
	out := bundle{es: whole.es, parts: slices.Clone(whole.parts)}
	for i := range whole.said {
		w := whole.said[i]
		s := of(sum.said, w.indicator)
		switch {
		case s == nil || w.state != stated || r.levels(w.indicator):
		case s.state == rejected:
			w.state = rejected
		case s.value != w.value:
			r.tellDisagree(whole.es[0], w.cell, w.indicator, w.value, s.value)
			w.state = rejected
		}
		out.said = append(out.said, w)
	}
	for i := range sum.said {
		if of(out.said, sum.said[i].indicator) == nil {
			out.said = append(out.said, sum.said[i])
		}
	}
	return out
}

// reduceTabs joins the tabs of hamlets or teams of one day, with the tab of the
// whole where there is one.
func (r *reader) reduceTabs(k dayKey, all []bundle) []bundle {
	a := arrangement{fixed: true}
	for _, t := range r.tables {
		a.fixed = a.fixed && t.group == "" // who is not on duty writes nothing
		if p := t.placeOf(nil); p.kind != meaning.PartUnsaid && p.kind != meaning.Whole && !slices.Contains(a.labels, p.name) {
			a.labels = append(a.labels, p.name)
		}
	}
	if len(a.labels) < 2 {
		if len(a.labels) == 1 && r.lonePart(all) { // one half is not the day
			return r.loneTab(k, all)
		}
		return all
	}
	return r.join(k, all, 0, a)
}

// lonePart reports whether bundles are of one half of a day or one sex. A place or
// a team may be all that there is.
func (r *reader) lonePart(all []bundle) bool {
	return slices.ContainsFunc(all, func(b bundle) bool {
		switch b.parts[0].kind {
		case meaning.ByTimeOfDay, meaning.BySex:
			return true
		}
		return false
	})
}

// loneTab takes a single part's tab beside a whole one as told by that; alone it
// is not the unit's day.
func (r *reader) loneTab(k dayKey, all []bundle) []bundle {
	var wholes []bundle
	for _, b := range all {
		if p := b.parts[0]; p.kind == meaning.PartUnsaid || p.kind == meaning.Whole {
			wholes = append(wholes, b)
		}
	}
	if len(wholes) > 0 {
		return wholes
	}
	for _, b := range all {
		for i := range b.said {
			r.tellMissing(b.es[0], b.said[i].cell, b.said[i].indicator)
		}
	}
	return nil
}
