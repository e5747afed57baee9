package reading

import (
	"tonghop/model/grid"
	"tonghop/model/office"
)

// notes keeps the texts that stand in a line's text fields.
func (r *reader) notes(t *table, l *line, u *office.Unit) {
	for k := range t.fields {
		f := &t.fields[k]
		if f.role != roleText || !f.of(u) {
			continue
		}
		c := t.cellOf(l, f)
		text := ""
		switch c.Kind {
		case grid.Text:
			text = t.sh.words.text(c.Text)
		case grid.Number:
			text = r.raw(t.sh, c)
		}
		if text == "" || nilPhrases[t.sh.words.of(c.Text).fold] {
			continue
		}
		r.out.Notes = append(r.out.Notes, office.Note{Unit: u.ID, Day: l.day, Field: r.ctx.TextFields[f.text].ID, Text: text,
			Origin: r.at(t.sh.tab, t.addressOf(l, f))})
	}
}

// hiddenLines notes lines with figures that are hidden by hand or by a filter.
func (r *reader) hiddenLines(t *table) {
	hidden := t.sh.tab.HiddenRows
	if t.wide {
		hidden = t.sh.tab.HiddenCols
	}
	if len(hidden) == 0 {
		return
	}
	isHidden := make(map[int]bool, len(hidden))
	for _, h := range hidden {
		isHidden[h] = true
	}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind == lineDay && isHidden[l.at] && l.day != 0 && r.hasFigures(t, l, l.unit) {
			f := r.report(l.unit, r.at(t.sh.tab, t.lineName(l.at)), "hidden-row", t.hiddenSeverity(i, isHidden), "")
			f.Day = l.day
		}
	}
}

// hiddenSeverity is a notice for lines hidden at a table's older end, as of months
// that are past, and a warning for one amid the others.
func (t *table) hiddenSeverity(i int, hidden map[int]bool) office.Severity {
	for _, way := range [2]int{-1, 1} {
		edge := true
		for k := i + way; k >= 0 && k < len(t.lines); k += way {
			if l := &t.lines[k]; l.kind == lineDay && l.day != 0 && (!hidden[l.at] || way == 1 && l.day > t.lines[i].day || way == -1 && l.day > t.lines[i].day) {
				edge = false
				break
			}
		}
		if edge {
			return office.SeverityNotice
		}
	}
	return office.SeverityWarning
}
