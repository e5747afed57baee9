package reading

import (
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// byTitles applies what the titles above a table and the tab's name say to the
// fields whose own headings are silent: the nearest word wins.
func (r *reader) byTitles(t *table) {
	for i := range t.fields {
		f := &t.fields[i]
		if !f.isRead() || f.how == howPinned || f.how == howTaught {
			continue
		}
		if t.strange {
			f.role = roleIgnored
			continue
		}
		own := f.roles
		f.roles = f.roles.Over(t.roles)
		f.titled = own.Span == meaning.SpanUnsaid && f.roles.Span == meaning.Running
		if own.Part.Kind == meaning.PartUnsaid {
			f.roles.Part = meaning.Part{} // a title's part is the table's
		}
		if own.Result == meaning.ResultUnsaid {
			switch t.roles.Result {
			case meaning.Plan, meaning.Earlier, meaning.Share, meaning.NotDone, meaning.Sample, meaning.Cancelled:
				f.role = roleIgnored
				if t.roles.Folded {
					f.role, f.why = roleRefused, "column-refused"
				}
			case meaning.ResultClash:
				f.role, f.why = roleRefused, "column-refused"
			}
		}
		if f.isRead() && t.roles.Scale != meaning.ScaleUnsaid && own.Scale == meaning.ScaleUnsaid {
			f.role, f.why = roleRefused, "column-refused"
		}
	}
}

// settleRunning decides what becomes of columns of running totals and of whole
// periods. Beside the day's own column they are held against it. Alone, running
// totals are understood as differences, and those of a period refused.
func (r *reader) settleRunning(t *table) {
	daily := map[indicatorOf]bool{}
	for i := range t.fields {
		if f := &t.fields[i]; f.role == roleIndicator && (f.roles.Span == meaning.SpanUnsaid || f.daily()) {
			daily[indicatorOf{f.indicator, f.unit}] = true
		}
	}
	for i := range t.fields {
		f := &t.fields[i]
		if f.role != roleIndicator && f.role != roleProposed || f.how == howPinned && f.roles.Span != meaning.PeriodTotal {
			continue
		}
		switch f.roles.Span {
		case meaning.PeriodTotal:
			if daily[indicatorOf{f.indicator, f.unit}] {
				f.role = roleIgnored
			} else {
				f.role, f.why = roleRefused, "column-refused"
			}
		case meaning.Running:
			switch {
			case daily[indicatorOf{f.indicator, f.unit}]:
				f.role = roleCompared
			case f.titled && f.role == roleIndicator && f.how != howTaught && !r.told(t, f) && isFlow(&r.ctx.Indicators[f.indicator]):
				f.role, f.why = roleProposed, office.WhyRunning
			}
		}
	}
}

// measureTitle gives a table's headings the indicator that its title or its tab's
// name says, where no heading names one itself: a tab an indicator.
func (r *reader) measureTitle(t *table, places []place, months, years []int) {
	for _, p := range places {
		if len(p.heading.path) > 0 && r.names(says(p.heading.path), t.sh.bare) {
			return
		}
	}
	name := ""
	for _, title := range append([]string{cleanText(t.sh.tab.Title)}, t.above...) {
		m := r.mind.heading(meaning.Heading{Path: []string{title}, Months: months, Years: years, Bare: t.sh.bare})
		if m.Certainty != meaning.Certain || !m.Roles.Plain() {
			continue
		}
		if name != "" && name != title {
			if o := r.mind.heading(meaning.Heading{Path: []string{name}, Months: months, Years: years, Bare: t.sh.bare}); o.Indicator != m.Indicator {
				return
			}
		}
		name = title
	}
	for i, p := range places {
		h := *p.heading
		last := foldText(lowerClean(h.last()))
		m := r.mind.heading(meaning.Heading{Path: h.path, Bare: t.sh.bare})
		switch {
		case len(h.path) == 0:
		case name == "" && m.Why == meaning.OnlyRole && m.Roles.Part.Kind != meaning.PartUnsaid:
			h.strange = true // a part of nothing that is named
		case name == "":
		case quantityHeads[last] || m.Why == meaning.CountAlone:
			h.path = []string{name}
		case m.Why == meaning.OnlyRole, m.Why == meaning.Initials: // "TH" beside "KH"
			h.path = append([]string{name}, h.path...)
		}
		places[i].heading = &h
	}
}
