package meaning

import "slices"

// say gathers the roles, the heading's own before its parents'.
func (r *reading) say() {
	earlier := r.earlier()
	for depth := r.leaf; depth > 0; depth-- {
		items := r.at(depth)
		if r.aboves>>min(depth, 63)&1 == 1 && !r.achieved() {
			continue
		}
		own := rolesOf(items, r.h.Bare, earlier)
		if own.Result == Share && len(items) == 1 && r.d.achieved[items[0].tone] && r.planned() {
			own.Result = Actual
		}
		r.when(items, &own)
		if depth == r.leaf {
			r.roles = own
			continue
		}
		r.roles = r.roles.Over(own)
	}
	r.m.Roles = r.roles
}

// planned reports whether the siblings say what was planned and nothing of what
// was reached.
func (r *reading) planned() bool {
	r.asked = true
	plan := false
	for _, s := range r.h.Siblings {
		p := r.d.passage(s, r.h.Bare)
		switch rolesOf(p.items, true, false).Result {
		case Plan:
			plan = true
		case Actual, Share:
			if len(p.items) != 1 || !r.d.achieved[p.items[0].tone] {
				return false
			}
		}
	}
	return plan
}

// achieved reports whether a sibling says what was reached, so that "Chỉ tiêu"
// beside it is what was to be reached.
func (r *reading) achieved() bool {
	r.asked = true
	for _, s := range r.h.Siblings {
		switch rolesOf(r.d.passage(s, r.h.Bare).items, true, false).Result {
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
		case fits && it.value == 0 && it.depth == r.leaf && own.Span == SpanUnsaid && len(items) > 1:
			own.Span = PeriodTotal // "Hướng dẫn năm 2020"
		case fits:
		case known && own.Result == ResultUnsaid:
			own.Result = Earlier
		case !known && r.m.Why == "":
			r.m.Why = OtherPeriod
		}
	}
}
