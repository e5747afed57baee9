package reading

import (
	"regexp"
	"slices"
	"strings"

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

// assign gives each heading its role and reports those that cannot be read.
func (r *reader) assign(t *table, places []place) {
	byPlace, byHead := r.pins(t)
	months, years := t.monthsOfDays()
	halves(places)
	r.measureTitle(t, places, months, years)
	siblings := newSiblings(places)
	crowd := r.crowded(t, places)
	for k, p := range places {
		p.heading = withoutCodes(spanChild(p.heading))
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

// spanChild reads a child that is called "Ngày" or "Tháng" alone, beside another of
// what has run up, as what was done in that time.
func spanChild(h *heading) *heading {
	n := len(h.path)
	if n < 2 || !h.own {
		return h
	}
	span := map[string]string{"ngay": "trong ngày", "tuan": "trong tuần", "thang": "trong tháng"}[foldText(lowerClean(h.path[n-1]))]
	if span == "" {
		return h
	}
	said := *h
	said.path = append(slices.Clone(h.path[:n-1]), span)
	return &said
}

// columnCode is a code of an indicator above its name: "CT1", "ND 3".
var columnCode = regexp.MustCompile(`^(?:ct|nd|cs|chi tieu|noi dung|tieu chi|cot|muc)\s?\d{1,2}$`)

// withoutCodes leaves out codes that stand over a heading.
func withoutCodes(h *heading) *heading {
	n := len(h.path)
	coded := func(text string) bool { return columnCode.MatchString(foldText(lowerClean(text))) }
	if n < 2 || !h.own || !slices.ContainsFunc(h.path[:n-1], coded) {
		return h
	}
	said := *h
	said.path = append(slices.DeleteFunc(slices.Clone(h.path[:n-1]), coded), h.path[n-1])
	return &said
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
