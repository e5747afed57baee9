package reading

import (
	"maps"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// How a field came to its meaning besides those of the dictionary.
const (
	howPinned = "pinned"
	howTaught = "taught"
)

// A place is where a field of a table stands, with its heading.
type place struct {
	at, sub int
	heading *heading
	owner   *owner
}

// pins gives the columns that the config pins to indicators: by place, and by
// heading (folded). A pin may name several columns, to be added up. Units that
// share a table must agree.
func (r *reader) pins(units []*office.Unit) (places map[int]int, heads map[string]int) {
	places, heads = map[int]int{}, map[string]int{}
	for _, u := range units {
		for _, id := range slices.Sorted(maps.Keys(u.Reading.Columns)) {
			i := r.mind.indicator(id)
			if i < 0 {
				continue
			}
			for at := range strings.SplitSeq(u.Reading.Columns[id], "+") {
				at = strings.TrimSpace(at)
				if col, ok := grid.ParseColumn(at); ok && strings.ToUpper(at) == at {
					places[col] = i
					continue
				}
				heads[foldText(lowerClean(at))] = i
			}
		}
	}
	return places, heads
}

// assign gives each heading its role and reports those that cannot be read.
func (r *reader) assign(t *table, places []place) {
	byPlace, byHead := r.pins(t.units)
	months, years := t.monthsOfDays()
	halves(places)
	r.measureTitle(t, places, months, years)
	siblings := newSiblings(places)
	crowd := r.crowded(t, places)
	for k, p := range places {
		f := field{at: p.at, sub: p.sub, heading: p.heading, header: says(p.heading.path), indicator: -1, near: -1}
		r.recognise(t, &f, meaning.Heading{Path: p.heading.path, Measure: p.heading.measure, Siblings: siblings.of(t, p.heading), Legend: t.legend, Months: months, Years: years, Bare: t.sh.bare})
		if crowd[k] && f.indicator >= 0 {
			f.role, f.why = roleRefused, "column-ambiguous"
		}
		r.pin(t, &f, byPlace, byHead)
		if p.owner != nil {
			r.own(&f, *p.owner)
		}
		if f.indicator >= 0 {
			f.units = r.units[f.indicator]
		}
		t.fields = append(t.fields, f)
	}
	r.byTitles(t)
	r.pairUp(t)
	r.settleRunning(t)
	for i := range t.fields {
		if f := &t.fields[i]; f.role == roleProposed && r.accepts(t, f) {
			f.role = roleIndicator
		}
	}
}

// pin gives a field the indicator that the configuration pins to its place or
// heading.
func (r *reader) pin(t *table, f *field, byPlace map[int]int, byHead map[string]int) {
	if f.sub >= 0 && t.layout != "list" && !f.roles.Plain() {
		return // a plan or a share beside the day's own figure
	}
	i, ok := -1, false
	if !t.wide { // letters name columns, and those are days in a wide table
		i, ok = byPlace[f.at]
		ok = ok && f.sub < 0
	}
	if !ok && f.header != "" {
		names := []string{strings.Join(f.heading.path, " "), f.heading.last()}
		if n := len(f.heading.path); f.sub >= 0 && n > 1 { // the row's own label, without that of its column
			names = append(names, strings.Join(f.heading.path[:n-1], " "), f.heading.path[n-2])
		}
		for _, name := range names {
			if i, ok = byHead[foldText(lowerClean(name))]; ok {
				break
			}
		}
	}
	if !ok {
		return
	}
	f.role, f.indicator, f.how, f.why, f.counting = roleIndicator, i, howPinned, "", false
	f.roles.Scale = meaning.ScaleUnsaid
	if f.sub < 0 {
		f.roles.Result, f.roles.Part = meaning.ResultUnsaid, meaning.Part{}
	}
}

// crowded finds the fields that share one heading over several columns of
// figures: nobody can tell them apart.
func (r *reader) crowded(t *table, places []place) map[int]bool {
	groups := map[int][]int{}
	for k, p := range places {
		if p.heading.shared != 0 {
			groups[p.heading.shared] = append(groups[p.heading.shared], k)
		}
	}
	var crowd map[int]bool
	for _, g := range groups {
		filled := 0
		for _, k := range g {
			if figures, _ := r.countFigures(t, &field{at: places[k].at, sub: places[k].sub}); figures > 0 {
				filled++
			}
		}
		if filled > 1 {
			if crowd == nil {
				crowd = map[int]bool{}
			}
			for _, k := range g {
				crowd[k] = true
			}
		}
	}
	return crowd
}

// monthsOfDays are the months and years in which a table's days lie.
func (t *table) monthsOfDays() (months, years []int) {
	for i := range t.lines {
		if l := &t.lines[i]; l.day != 0 {
			m := monthOf(l.day)
			if !slices.Contains(months, m.month) {
				months = append(months, m.month)
			}
			if !slices.Contains(years, m.year) {
				years = append(years, m.year)
			}
		}
	}
	return months, years
}

// recognise gives a heading's role by its words alone.
func (r *reader) recognise(t *table, f *field, h meaning.Heading) {
	if len(h.Path) == 0 || f.heading.strange {
		f.role = roleUnknown
		return
	}
	if a := r.mind.answer(h.Path); a != nil {
		r.answered(f, a, h)
		return
	}
	if k, ok := r.textField(f.heading); ok {
		f.role, f.text = roleText, k
		return
	}
	m := r.mind.heading(h)
	f.how, f.roles, f.counting, f.indicator = string(m.How), m.Roles, m.CountingWord, m.Indicator
	switch m.Certainty {
	case meaning.Certain:
		f.role = roleIndicator
	case meaning.Proposed:
		f.role, f.why = roleProposed, whyProposed(m.Why)
	case meaning.Refused:
		f.role = roleIgnored
		if m.Open() {
			f.role, f.why = roleRefused, "column-refused"
			if m.Indicator < 0 {
				f.role, f.why = roleUnknown, ""
			}
		}
	default:
		f.role = roleUnknown
		f.indicator = -1
		switch m.Why {
		case meaning.Ambiguous:
			f.role, f.why = roleRefused, "column-ambiguous"
		}
		f.near, f.unknown = m.Nearest, m.Unknown
	}
	r.byRoles(f)
}

// byRoles weighs what an indicator's heading says its figures are of.
func (r *reader) byRoles(f *field) {
	if f.indicator < 0 || f.role != roleIndicator && f.role != roleProposed {
		return
	}
	switch f.roles.Result {
	case meaning.Plan, meaning.Earlier, meaning.Share, meaning.NotDone, meaning.Sample, meaning.Cancelled:
		f.role = roleIgnored
		if f.roles.Folded {
			f.role, f.why = roleRefused, "column-refused"
		}
		return
	case meaning.ResultClash:
		f.role, f.why = roleRefused, "column-refused"
		return
	}
	switch {
	case f.roles.Scale != meaning.ScaleUnsaid, f.roles.Span == meaning.SpanClash, f.roles.Part.Kind == meaning.PartClash:
		f.role, f.why = roleRefused, "column-refused"
	case f.roles.Folded && f.role == roleIndicator:
		f.role, f.why = roleProposed, office.WhyFolded
	}
}

// answered gives a field what the office taught of its heading.
func (r *reader) answered(f *field, a *office.Answer, h meaning.Heading) {
	switch i := r.mind.indicator(a.Meaning.Indicator); {
	case a.No || a.Meaning.Role != "" || i < 0:
		f.role, f.how = roleIgnored, howTaught
	default:
		m := r.mind.heading(h)
		f.role, f.indicator, f.how = roleIndicator, i, howTaught
		f.roles.Span, f.roles.Monthly = m.Roles.Span, m.Roles.Monthly
		f.roles.Part = m.Roles.Part
		if a.Meaning.Part != "" {
			f.roles.Part = meaning.Part{Kind: meaning.ByPlace, Name: a.Meaning.Part}
		}
	}
}

func whyProposed(w meaning.Why) string {
	switch w {
	case meaning.Complement:
		return office.WhyComplement
	case meaning.Gloss:
		return office.WhyGloss
	case meaning.Initials:
		return office.WhyInitials
	case meaning.FoldedRole:
		return office.WhyFolded
	}
	return string(w)
}

// textField finds the text field that a heading names.
func (r *reader) textField(h *heading) (int, bool) {
	if len(h.path) == 0 {
		return 0, false
	}
	for _, text := range []string{strings.Join(h.path, " "), h.last()} {
		if k := r.mind.kind(text); k.TextField >= 0 && k.Kind == meaning.KindTextField {
			return k.TextField, true
		}
	}
	return 0, false
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

// tellFields reports the fields that cannot be read, one finding a heading.
func (r *reader) tellFields(t *table) {
	for i := range t.fields {
		f := &t.fields[i]
		switch {
		case f.role == roleRefused && f.why == "column-duplicate":
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), f.why, office.SeverityError, f.header, "label", r.ctx.Indicators[f.indicator].Label)
		case f.role == roleRefused && f.why == "column-ambiguous":
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), f.why, office.SeverityError, f.header, "choices", r.choices(f))
		case f.role == roleRefused:
			if figures, _ := r.countFigures(t, f); figures == 0 {
				continue
			}
			label := "—"
			if f.indicator >= 0 {
				label = r.ctx.Indicators[f.indicator].Label
			}
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "column-refused", office.SeverityWarning, f.header, "label", label)
		}
	}
	r.tellCounting(t)
}

// tellCounting warns once a table of headings that count people where the
// indicator counts visits, or the other way round.
func (r *reader) tellCounting(t *table) {
	var places []string
	first := -1
	for i := range t.fields {
		if f := &t.fields[i]; f.counting && f.role == roleIndicator {
			places = append(places, grid.Address(max(f.heading.row, 0), max(f.heading.col, 0)))
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return
	}
	f := &t.fields[first]
	form := r.unitID(r.fieldUnit(t, f)) + "\x00" + f.header
	if r.toldForms[form] {
		return
	}
	r.toldForms[form] = true
	r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "counting-word", office.SeverityWarning, f.header,
		"columns", strings.Join(slices.Compact(places), ", "), "unit", r.ctx.Indicators[f.indicator].Unit)
}

func (r *reader) fieldUnit(t *table, f *field) *office.Unit {
	if f.unit != nil {
		return f.unit
	}
	return t.unit
}

func (r *reader) choices(f *field) string {
	if f.indicator >= 0 {
		return r.ctx.Indicators[f.indicator].Label
	}
	if f.near >= 0 {
		return r.ctx.Indicators[f.near].Label
	}
	return "—"
}

// reportUnknown reports fields that hold figures and match no indicator, one
// finding a heading. A field of texts is nobody's concern.
func (r *reader) reportUnknown(t *table) {
	for i := range t.fields {
		f := &t.fields[i]
		if f.role != roleUnknown {
			continue
		}
		figures, filled := r.countFigures(t, f)
		if figures == 0 || figures*3 < filled && figures < 3 || f.roles.Part.Kind == meaning.Whole && r.sumsUp(t, f) {
			f.role = roleIgnored
			continue
		}
		near := "—"
		if f.near >= 0 {
			near = r.ctx.Indicators[f.near].Label
		}
		out := r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "column-unknown", office.SeverityWarning, f.header, "near", near)
		if len(f.unknown) > 0 {
			out.Args["words"] = strings.Join(f.unknown, ", ")
		}
	}
}

// countFigures counts the cells of a field that read as numbers, and those
// that hold anything.
func (r *reader) countFigures(t *table, f *field) (figures, filled int) {
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind == lineTotal || l.date.kind == dateNone {
			continue
		}
		row, col, ok := t.where(l, f)
		if !ok {
			continue
		}
		if l.given != nil {
			figures++
			filled++
			continue
		}
		switch c := t.sh.at(row, col); {
		case c == isBlank:
		case c.figureLike() || c == isDate && t.sh.cell(row, col).Kind == grid.Text || c == isDayish && t.sh.cell(row, col).Kind == grid.Text:
			figures++
			filled++
		default:
			filled++
		}
	}
	return figures, filled
}

func (r *reader) numbers(t *table) *numbers {
	return &numbers{words: t.sh.words, english: strings.HasPrefix(strings.ToLower(r.locale), "en"), seen: map[string]figure{}}
}

// told reports whether the configuration says of each of a table's units that a
// field holds running totals, or that it does not.
func (r *reader) told(t *table, f *field) bool {
	for _, u := range t.units {
		_, own := u.Reading.Cumulative[r.ctx.Indicators[f.indicator].ID]
		_, all := u.Reading.Cumulative["*"]
		if !own && !all {
			return false
		}
	}
	return len(t.units) > 0
}

// siblings are the texts of a table's headings, each once.
type siblings struct {
	all []string
}

// maxSiblings bounds how many texts of other headings a heading is read beside.
const maxSiblings = 60

func newSiblings(places []place) siblings {
	var s siblings
	seen := map[string]bool{}
	for _, p := range places {
		for _, text := range p.heading.path {
			if !seen[text] && len(s.all) < maxSiblings {
				seen[text] = true
				s.all = append(s.all, text)
			}
		}
	}
	return s
}

// of gives the texts of the others.
func (s siblings) of(t *table, h *heading) []string {
	if t.layout == "list" || t.layout == "text" { // the labels of a list are works of all kinds
		return nil
	}
	others := make([]string, 0, len(s.all))
	for _, text := range s.all {
		if !slices.Contains(h.path, text) {
			others = append(others, text)
		}
	}
	return others
}

// halves spells out the initials of the two halves of a day where both stand side
// by side: "S" and "C".
func halves(places []place) {
	has := map[string]bool{}
	for _, p := range places {
		has[strings.ToLower(p.heading.last())] = true
	}
	if !has["s"] || !has["c"] {
		return
	}
	for _, p := range places {
		if n := len(p.heading.path); n > 0 {
			switch strings.ToLower(p.heading.path[n-1]) {
			case "s":
				p.heading.path[n-1] = "Sáng"
			case "c":
				p.heading.path[n-1] = "Chiều"
			}
		}
	}
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
		case m.Why == meaning.OnlyRole:
			h.path = append([]string{name}, h.path...)
		}
		places[i].heading = &h
	}
}
