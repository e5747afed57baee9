package reading

import (
	"slices"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

type indicatorOf struct {
	indicator int
	unit      *office.Unit
}

// pairUp settles fields that mean the same indicator and are neither parts of
// it nor its whole. Of a pair "in the day" and "lũy kế" the daily one is read; a
// pinned one beats the others; of all else none is read.
func (r *reader) pairUp(t *table) {
	type key struct {
		indicatorOf
		sub  int
		part meaning.PartKind
		name string
	}
	groups := map[key][]int{}
	var order []key
	pinned := map[indicatorOf]bool{}
	for i := range t.fields {
		f := &t.fields[i]
		if f.role == roleIndicator && f.how == howPinned {
			pinned[indicatorOf{f.indicator, f.unit}] = true
		}
	}
	for i := range t.fields {
		f := &t.fields[i]
		if f.role != roleIndicator && f.role != roleProposed {
			continue
		}
		if pinned[indicatorOf{f.indicator, f.unit}] && f.how != howPinned {
			f.role = roleIgnored
			r.report(t.unit, r.at(t.sh.tab, t.fieldPlace(f)), "column-duplicate", office.SeverityNotice, f.header, "label", r.ctx.Indicators[f.indicator].Label)
			continue
		}
		if f.how == howPinned {
			continue
		}
		p := partOf(f.roles.Part)
		k := key{indicatorOf{f.indicator, f.unit}, f.subKey(t), p.kind, p.name}
		if p.kind == meaning.Whole {
			k.part, k.name = meaning.PartUnsaid, "whole"
		}
		if f.roles.Part.OfWhich || f.roles.Part.Kind == meaning.OfWhich {
			f.role = roleIgnored
			continue
		}
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

// subKey tells fields of different labels apart where those are columns of their
// own day; in a list every label is a row of its own.
func (f *field) subKey(t *table) int {
	if t.layout == "list" {
		return f.sub
	}
	return -1
}

// settleGroup settles fields that all mean the same of one indicator: the daily
// one of several is read, of equals none.
func (r *reader) settleGroup(t *table, g []int) {
	var daily, running, periods, proposed []int
	for _, i := range g {
		switch f := &t.fields[i]; {
		case f.role == roleProposed:
			proposed = append(proposed, i)
		case f.running():
			running = append(running, i)
		case f.roles.Span == meaning.PeriodTotal:
			periods = append(periods, i)
		default:
			daily = append(daily, i)
		}
	}
	if t.layout == "list" && len(daily) > 1 { // several wordings of one thing, each in rows of its own
		return
	}
	if len(daily) == 1 && len(running) <= 1 && len(proposed) == 0 {
		return
	}
	if len(daily) == 0 && len(running) == 1 && len(proposed) == 0 {
		return
	}
	if len(daily) == 0 && len(running) == 0 && len(proposed) <= 1 {
		return
	}
	if len(daily) == 1 && len(proposed) > 0 && len(running) <= 1 { // a second column of it
		proposed = append(proposed, daily...)
		daily = nil
	}
	for _, i := range slices.Concat(daily, running, proposed) {
		f := &t.fields[i]
		f.role, f.why = roleRefused, "column-duplicate"
	}
	_ = periods
}

// sumsUp reports whether a column of the whole is the sum of what its line has
// under indicators: it says nothing new.
func (r *reader) sumsUp(t *table, f *field) bool {
	n := r.numbers(t)
	same, lines := 0, 0
	for i := range t.lines {
		l := &t.lines[i]
		whole := t.cellOf(l, f)
		w := n.read(&whole, nil)
		if l.kind != lineDay || w.state != stated {
			continue
		}
		sum := int64(0)
		for j := range t.fields {
			if g := &t.fields[j]; g.role == roleIndicator && g.sub == f.sub {
				c := t.cellOf(l, g)
				sum += n.read(&c, g.units).value
			}
		}
		lines++
		if sum == w.value {
			same++
		}
	}
	return lines > 0 && same*10 >= lines*9
}
