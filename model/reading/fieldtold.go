package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// tellFields reports the fields that cannot be read, one finding a heading.
func (r *reader) tellFields(t *table) {
	for i := range t.fields {
		f := &t.fields[i]
		switch {
		case f.role == roleRefused && f.why == "column-duplicate":
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), f.why, office.SeverityError, f.header, "label", r.ctx.Indicators[f.indicator].Label)
		case f.role == roleRefused && f.why == "column-ambiguous":
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), f.why, office.SeverityError, f.header, "choices", r.choices(f))
		case f.role == roleRefused && f.why == whyTicked: // told already
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
		if l.kind == lineTotal || l.summed || l.date.kind == dateNone {
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
