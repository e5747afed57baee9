package reading

import (
	"maps"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// pins gives the columns that the config pins to indicators: by place, and by
// heading (folded). Units that share a table must agree.
func (r *reader) pins(units []*office.Unit) (places map[int]int, heads map[string]int) {
	places, heads = map[int]int{}, map[string]int{}
	for _, u := range units {
		for _, id := range slices.Sorted(maps.Keys(u.Reading.Columns)) {
			at := u.Reading.Columns[id]
			i := slices.IndexFunc(r.ctx.Indicators, func(x office.Indicator) bool { return x.ID == id })
			if i < 0 {
				continue
			}
			if col, ok := grid.ParseColumn(at); ok && strings.ToUpper(at) == at {
				places[col] = i
				continue
			}
			heads[foldText(lowerClean(at))] = i
		}
	}
	return places, heads
}

// assign gives each heading its role and reports those that cannot be read.
// Skip tells which places are spoken for. Owners tell whose figures a row of a
// wide table holds.
func (r *reader) assign(t *table, places []int, headings []*heading, skip func(at int) bool, owners map[int]owner) {
	byPlace, byHead := r.pins(t.units)
	if t.wide {
		byPlace = nil // letters name columns, and those are days here
	}
	for k, at := range places {
		if skip(at) {
			continue
		}
		f := r.recognise(headings[k], at)
		pin, pinned := byPlace[at]
		if !pinned && f.header != "" {
			pin, pinned = byHead[foldText(lowerClean(f.header))]
		}
		if pinned {
			f.role, f.indicator, f.how = roleIndicator, pin, howPinned
		}
		if o, ok := owners[at]; ok {
			r.own(&f, o)
		}
		switch f.role {
		case roleIndicator:
			f.units = r.units[f.indicator]
		case roleRefused:
			r.report(t.unit, r.at(t.sh.tab, t.fieldName(at)), "column-ambiguous", office.SeverityError, f.header, "choices", r.labels(f.span.all))
		}
		t.fields = append(t.fields, f)
	}
	r.pairUp(t)
}

// recognise gives a heading's role by its words alone.
func (r *reader) recognise(hd *heading, at int) field {
	m := r.dict.meaningOf(hd)
	f := field{at: at, header: hd.text(), span: *m, how: m.how}
	f.span.running = m.running || hd.loud
	last := ""
	if n := len(hd.path); n > 0 {
		last = foldText(lowerClean(hd.path[n-1]))
	}
	switch {
	case len(m.all) > 1:
		f.role = roleRefused
	case m.one() && m.all[0].text:
		f.role, f.text = roleText, m.all[0].at
	case m.one():
		f.role, f.indicator = roleIndicator, m.all[0].at
	case otherHeads[foldText(lowerClean(f.header))] || otherHeads[last] || measureHeads[last]:
		f.role = roleIgnored
	default:
		f.role = roleUnknown
	}
	return f
}

// own gives a row its unit; a row of a unit that is not ours is not read.
func (r *reader) own(f *field, o owner) {
	f.unit = o.unit
	if o.unit != nil || f.role == roleIgnored {
		return
	}
	if f.role != roleUnknown {
		r.report(nil, o.at, "unit-unknown", office.SeverityWarning, o.raw)
	}
	f.role = roleIgnored
}

func (r *reader) labels(all []meaning) string {
	var names []string
	for _, m := range all {
		if m.text {
			names = append(names, r.ctx.TextFields[m.at].Label)
		} else {
			names = append(names, r.ctx.Indicators[m.at].Label)
		}
	}
	return strings.Join(names, "; ")
}

// pairUp settles fields that mean the same indicator. Of a pair "in the day"
// and "lũy kế" the daily one is read and the other compared; a pinned one
// beats the others; of all else none is read.
func (r *reader) pairUp(t *table) {
	groups := map[[2]any][]int{}
	var order [][2]any
	for i, f := range t.fields {
		if f.role != roleIndicator {
			continue
		}
		k := [2]any{f.indicator, f.unit}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	for _, k := range order {
		if g := groups[k]; len(g) > 1 {
			r.settleGroup(t, g)
		}
	}
}

func (r *reader) settleGroup(t *table, g []int) {
	var pinned, daily, running []int
	for _, i := range g {
		switch f := &t.fields[i]; {
		case f.how == howPinned:
			pinned = append(pinned, i)
		case f.span.running:
			running = append(running, i)
		default:
			daily = append(daily, i)
		}
	}
	switch {
	case len(pinned) == 1:
		for _, i := range append(daily, running...) {
			t.fields[i].role = roleIgnored
			r.report(t.unit, r.at(t.sh.tab, t.fieldName(t.fields[i].at)), "column-duplicate", office.SeverityNotice, t.fields[i].header, "label", r.ctx.Indicators[t.fields[i].indicator].Label)
		}
	case len(pinned) == 0 && len(daily) == 1 && len(running) == 1:
		t.fields[running[0]].role = roleCompared
	default:
		for _, i := range g {
			t.fields[i].role = roleRefused
			r.report(t.unit, r.at(t.sh.tab, t.fieldName(t.fields[i].at)), "column-duplicate", office.SeverityError, t.fields[i].header, "label", r.ctx.Indicators[t.fields[i].indicator].Label)
		}
	}
}

// reportUnknown reports fields that hold figures and match no indicator. A
// field of texts is nobody's concern.
func (r *reader) reportUnknown(t *table) {
	for i := range t.fields {
		f := &t.fields[i]
		if f.role != roleUnknown {
			continue
		}
		figures, filled := r.countFigures(t, f.at)
		if figures == 0 || figures*3 < filled {
			f.role = roleIgnored
			continue
		}
		near := r.dict.near(f.header)
		if near == "" {
			near = "—"
		}
		unit := t.unit
		if f.unit != nil {
			unit = f.unit
		}
		r.report(unit, r.at(t.sh.tab, t.fieldName(f.at)), "column-unknown", office.SeverityWarning, f.header, "near", near)
	}
}

// countFigures counts the cells of a field that read as numbers, and those
// that hold anything.
func (r *reader) countFigures(t *table, at int) (figures, filled int) {
	n := r.numbers(t)
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.date.kind == dateNone {
			continue
		}
		c := t.cell(l.at, at)
		if c.Kind == grid.Blank && !c.Formula {
			continue
		}
		switch c.Kind {
		case grid.Number:
			figures++
			filled++
		case grid.Text:
			if t.sh.words.of(c.Text).clean == "" {
				continue
			}
			filled++
			if f := n.read(c, nil); f.state == stated && strings.ContainsAny(c.Text, "0123456789") {
				figures++
			}
		default:
			filled++
		}
	}
	return figures, filled
}

func (r *reader) numbers(t *table) *numbers {
	return &numbers{words: t.sh.words, english: strings.HasPrefix(strings.ToLower(r.locale), "en"), seen: map[string]figure{}}
}
