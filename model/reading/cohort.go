package reading

import (
	"slices"
	"strings"

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
		complete = complete && !r.openTwin(t, c)
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
	if r.openSibling(t, c) || r.openTwin(t, c) {
		complete, ofWhich = false, true
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

// openSibling reports whether beside the parts of an indicator, under its own
// heading, stands a column that was not understood: the parts may not be all.
func (r *reader) openSibling(t *table, c *cohort) bool {
	for _, i := range c.parts {
		path := t.fields[i].heading.path
		if len(path) < 2 || !r.names(says(path[:len(path)-1]), t.sh.bare) {
			continue
		}
		for k := range t.fields {
			f := &t.fields[k]
			if f.role != roleUnknown && f.role != roleRefused || f.heading == nil || len(f.heading.path) != len(path) || f.subKey(t) != t.fields[i].subKey(t) || f.unit != t.fields[i].unit {
				continue
			}
			if figures, _ := r.countFigures(t, f); figures > 0 && slices.Equal(f.heading.path[:len(path)-1], path[:len(path)-1]) {
				return true
			}
		}
	}
	return false
}

// openTwin reports whether a column bears the heading of the parts under another
// parent and was not understood: "Đội 1 › HS" beside "Đội 2 › HS".
func (r *reader) openTwin(t *table, c *cohort) bool {
	for _, i := range c.parts {
		path := t.fields[i].heading.path
		for k := range t.fields {
			f := &t.fields[k]
			if len(path) < 2 || f.role != roleUnknown && f.role != roleRefused || f.heading == nil || len(f.heading.path) != len(path) || f.subKey(t) != t.fields[i].subKey(t) || f.unit != t.fields[i].unit {
				continue
			}
			if figures, _ := r.countFigures(t, f); figures > 0 && f.heading.last() == t.fields[i].heading.last() {
				return true
			}
		}
	}
	return false
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
	case missing >= 0 && haveWhole && whole.state == stated && !whole.formula && sum.state == stated && whole.value == sum.value:
		return whole, true // a whole that was typed says that who wrote nothing had nothing
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
