package reading

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A cohort is the fields of one indicator in a table: its whole, its parts, or
// both.
type cohort struct {
	indicator int
	unit      *office.Unit
	sub       int // in a list, the label
	whole     []int
	parts     []int
	// compare: the parts make up the whole, so that the two are held against each
	// other.
	compare bool
	daily   int // the day's own field, where the whole beside it is of something else; else -1
}

// cohorts groups a table's read fields by indicator and decides whether they can
// be put together. Fields that cannot are refused.
func (r *reader) cohorts(t *table) {
	t.cohorts = nil
	type key struct {
		indicatorOf
		sub int
	}
	index := map[key]int{}
	for i := range t.fields {
		f := &t.fields[i]
		if f.role != roleIndicator && f.role != roleProposed {
			continue
		}
		k := key{indicatorOf{f.indicator, f.unit}, f.subKey(t)}
		n, ok := index[k]
		if !ok {
			n = len(t.cohorts)
			index[k] = n
			t.cohorts = append(t.cohorts, cohort{indicator: f.indicator, unit: f.unit, sub: k.sub, daily: -1})
		}
		c := &t.cohorts[n]
		switch p := partOf(f.roles.Part); p.kind {
		case meaning.PartUnsaid, meaning.Whole:
			c.whole = append(c.whole, i)
		default:
			c.parts = append(c.parts, i)
		}
	}
	for n := range t.cohorts {
		r.settleCohort(t, &t.cohorts[n])
	}
	t.cohorts = slices.DeleteFunc(t.cohorts, func(c cohort) bool { return len(c.whole)+len(c.parts) == 0 })
}

// settleCohort decides what the fields of one indicator are to each other.
func (r *reader) settleCohort(t *table, c *cohort) {
	if len(c.parts) == 0 {
		r.settleWholes(t, c)
		return
	}
	if len(c.whole) > 1 {
		r.settleWholes(t, c)
		if len(c.whole) != 1 {
			c.parts = nil
			return
		}
	}
	kinds, ofWhich := map[meaning.PartKind]bool{}, false
	for _, i := range c.parts {
		p := t.fields[i].roles.Part
		kinds[p.Kind] = true
		ofWhich = ofWhich || p.OfWhich
	}
	var kind meaning.PartKind
	for k := range kinds {
		kind = k
	}
	complete := len(kinds) == 1 && !ofWhich && addable(kind) && len(c.parts) >= 2
	if len(c.whole) == 1 {
		c.compare = complete
		for _, i := range c.parts {
			if !complete {
				t.fields[i].role = roleIgnored
			}
		}
		if !complete {
			c.parts = nil
		}
		return
	}
	switch {
	case complete:
	case len(kinds) == 1 && len(c.parts) >= 2 && !ofWhich:
		for _, i := range c.parts {
			f := &t.fields[i]
			f.role, f.why = roleProposed, office.WhyChannel
			if r.accepts(t, f) {
				f.role = roleIndicator
			}
		}
	default:
		for _, i := range c.parts {
			t.fields[i].role, t.fields[i].why = roleRefused, "column-refused"
		}
		c.parts = nil
	}
}

// addable reports whether parts of a kind make up their whole when all of them
// are laid out: both sexes, times of a day, places and teams.
func addable(k meaning.PartKind) bool {
	switch k {
	case meaning.ByTimeOfDay, meaning.BySex, meaning.ByPlace, meaning.ByTeam:
		return true
	}
	return false
}

// settleWholes chooses among several fields that have no part: beside the day's
// own figures a "Tổng" is of something else. In a list, several wordings of one
// thing stand in rows of their own; pinned columns are added up.
func (r *reader) settleWholes(t *table, c *cohort) {
	if len(c.whole) < 2 || t.layout == "list" || t.layout == "text" || t.fields[c.whole[0]].how == howPinned {
		return
	}
	var daily, other []int
	for _, i := range c.whole {
		if f := &t.fields[i]; f.daily() {
			daily = append(daily, i)
		} else {
			other = append(other, i)
		}
	}
	if len(daily) == 0 { // a label of the whole beside none
		for _, i := range c.whole {
			if t.fields[i].roles.Part.Kind == meaning.Whole {
				daily = append(daily, i)
			}
		}
		other = nil
		if len(daily) == 1 {
			for _, i := range c.whole {
				if i != daily[0] {
					other = append(other, i)
				}
			}
			for _, i := range slices.Concat(daily, other) {
				if !r.sameFigures(t, c.whole) {
					t.fields[i].role, t.fields[i].why = roleRefused, "column-duplicate"
				}
			}
			if t.fields[daily[0]].role == roleRefused {
				c.whole = nil
				return
			}
		}
	}
	if len(daily) != 1 {
		return
	}
	for _, i := range other {
		t.fields[i].role = roleIgnored
	}
	c.whole = daily
}

// sameFigures reports whether several fields hold the same in every line.
func (r *reader) sameFigures(t *table, fields []int) bool {
	n := r.numbers(t)
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay {
			continue
		}
		a := t.cellOf(l, &t.fields[fields[0]])
		first := n.read(&a, nil)
		for _, k := range fields[1:] {
			b := t.cellOf(l, &t.fields[k])
			if other := n.read(&b, nil); other.value != first.value || other.state != first.state {
				return false
			}
		}
	}
	return true
}

// tellAdded notes once a table that the days' figures of an indicator are sums of
// parts laid out in fields.
func (r *reader) tellAdded(t *table) {
	for n := range t.cohorts {
		c := &t.cohorts[n]
		if len(c.whole) > 0 || len(c.parts) < 2 || t.fields[c.parts[0]].role != roleIndicator {
			continue
		}
		var names []string
		for _, i := range c.parts {
			names = append(names, t.fields[i].roles.Part.Name)
		}
		f := &t.fields[c.parts[0]]
		out := r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "parts-added", office.SeverityNotice, f.header,
			"label", r.ctx.Indicators[f.indicator].Label, "parts", strings.Join(names, ", "))
		out.Indicator = r.ctx.Indicators[f.indicator].ID
	}
}

// inFields gives what a line says of one indicator: its whole, or the sum of its
// parts if all are there.
func (r *reader) inFields(e *entry, c *cohort) (said, bool) {
	l := e.at()
	t := e.t
	one := func(k int) (said, bool) { return r.saidIn(e, k) }
	if len(c.parts) == 0 || len(c.whole) > 0 && !c.compare {
		var out said
		found := false
		for _, k := range c.whole {
			s, ok := one(k)
			switch {
			case !ok:
			case !found:
				out, found = s, true
			default:
				out.plus(&s)
			}
		}
		return out, found
	}
	var parts []said
	missing := -1
	for _, k := range c.parts {
		if _, _, here := t.where(l, &t.fields[k]); !here {
			continue
		}
		s, ok := one(k)
		if !ok {
			missing = k
			continue
		}
		parts = append(parts, s)
	}
	var whole said
	haveWhole := false
	if len(c.whole) == 1 {
		whole, haveWhole = one(c.whole[0])
	}
	if len(parts) == 0 {
		return whole, haveWhole
	}
	sum := parts[0]
	for i := range parts[1:] {
		sum.plus(&parts[i+1])
	}
	sum.line = l.at
	switch {
	case missing >= 0:
		r.tellMissing(e, t.addressOf(l, &t.fields[missing]), c.indicator)
		sum.state = rejected
		return sum, true
	case !haveWhole || whole.state != stated:
		if haveWhole && whole.state == rejected {
			return whole, true
		}
		if len(c.whole) == 1 && sum.state == stated { // the whole is blank: the parts are complete
			return sum, true
		}
		return sum, true
	case sum.state == rejected:
		whole.state = rejected
		return whole, true
	case sum.value != whole.value:
		r.tellDisagree(e, whole.cell, c.indicator, whole.value, sum.value)
		whole.state = rejected
	}
	return whole, true
}

// tellMissing reports a part of a day that is laid out and blank.
func (r *reader) tellMissing(e *entry, cell string, indicator int) {
	if r.quiet {
		return
	}
	out := r.report(e.unit, r.at(e.t.sh.tab, cell), "part-missing", office.SeverityError, "", "label", r.ctx.Indicators[indicator].Label)
	out.Day, out.Indicator = e.day, r.ctx.Indicators[indicator].ID
	r.unreadDay(e.unit, e.day, office.TurnCommune, out)
}

// tellDisagree reports a whole that is not the sum of its parts: within a day
// neither is taken.
func (r *reader) tellDisagree(e *entry, cell string, indicator int, written, sum int64) {
	out := r.report(e.unit, r.at(e.t.sh.tab, cell), "total-disagrees", office.SeverityError, office.Grouped(written),
		"written", office.Grouped(written), "sum", office.Grouped(sum), "label", r.ctx.Indicators[indicator].Label)
	out.Day, out.Indicator = e.day, r.ctx.Indicators[indicator].ID
	r.unreadDay(e.unit, e.day, office.TurnCommune, out)
}

// A bundle is what the lines of one day come to, as they are put together.
type bundle struct {
	es    []*entry
	said  []said
	parts []part
}

// arrangement is how a dimension's labels are laid out in a table: the same set
// each day, or records that come as they come.
type arrangement struct {
	fixed  bool
	labels []string
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

// order gives a table's dimensions from the innermost to the outermost: times of
// the day within teams within places.
func (r *reader) order(t *table) func(func(int) bool) {
	n := len(t.dims)
	for i := range t.lines {
		n = max(n, len(t.lines[i].parts))
	}
	dims := make([]int, n)
	for d := range dims {
		dims[d] = d
	}
	rank := func(d int) int {
		if d >= len(t.dims) {
			return 9
		}
		switch t.dims[d] {
		case meaning.ByTimeOfDay:
			return 0
		case meaning.BySex:
			return 1
		case meaning.ByTeam:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(dims, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	return slices.Values(dims)
}

// arrange finds how a dimension's labels are laid out.
func (t *table) arrange(d int) arrangement {
	if a, ok := t.arranged[d]; ok {
		return a
	}
	type group struct {
		unit *office.Unit
		day  calendar.Day
		rest string
	}
	sets := map[group]map[string]bool{}
	var order []group
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.day == 0 || d >= len(l.parts) || l.parts[d].kind == meaning.PartUnsaid || l.parts[d].kind == meaning.Whole {
			continue
		}
		g := group{l.unit, l.day, otherParts(l.parts, d)}
		if sets[g] == nil {
			sets[g] = map[string]bool{}
			order = append(order, g)
		}
		sets[g][l.parts[d].name] = true
	}
	counts := map[string]int{}
	var best string
	for _, g := range order {
		names := make([]string, 0, len(sets[g]))
		for n := range sets[g] {
			names = append(names, n)
		}
		slices.Sort(names)
		key := strings.Join(names, "\x1f")
		counts[key]++
		if counts[key] > counts[best] || best == "" {
			best = key
		}
	}
	a := arrangement{}
	if best != "" {
		a.labels = strings.Split(best, "\x1f")
		a.fixed = len(a.labels) >= 2 && counts[best]*10 >= len(order)*8
	}
	if t.arranged == nil {
		t.arranged = map[int]arrangement{}
	}
	t.arranged[d] = a
	return a
}

func otherParts(parts []part, d int) string {
	var b strings.Builder
	for i, p := range parts {
		if i != d {
			b.WriteString(p.name)
			b.WriteString(strconv.Itoa(int(p.kind)))
		}
		b.WriteByte('|')
	}
	return b.String()
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
// each day, a part that is missing withholds the indicator's day.
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
		if a.fixed && (missing != nil || len(parts) < len(a.labels)) && !r.levels(x) {
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
