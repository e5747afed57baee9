package reading

import (
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

var roleNames = map[role]string{roleIgnored: "ignored", roleUnknown: "unknown", roleRefused: "unknown", roleIndicator: "indicator", roleCompared: "ignored", roleProposed: "proposed", roleText: "text"}

// describeAll tells how each table was recognised.
func (r *reader) describeAll() []office.Table {
	var all []office.Table
	for _, t := range r.tables {
		all = append(all, r.describe(t))
	}
	return all
}

// describe tells how a table was recognised.
func (r *reader) describe(t *table) office.Table {
	out := office.Table{Tab: t.sh.tab.Title, TabID: t.sh.tab.ID, Layout: "long", Header: office.Range(t.head.String())}
	if t.wide {
		out.Layout = "wide"
	}
	out.First, out.Last = t.reach()
	seen := map[string]bool{}
	for i := range t.lines {
		if u := t.lines[i].unit; u != nil && !seen[u.ID] {
			seen[u.ID] = true
			out.Units = append(out.Units, u.ID)
		}
	}
	for _, u := range t.rowUnits(nil) {
		if u != nil && !seen[u.ID] {
			seen[u.ID] = true
			out.Units = append(out.Units, u.ID)
		}
	}
	if !t.wide {
		out.Columns = append(out.Columns, t.describeColumn(t.dateAt, "date")...)
		out.Columns = append(out.Columns, t.describeColumn(t.unitAt, "unit")...)
	}
	inOrder := slices.Clone(t.fields)
	slices.SortFunc(inOrder, func(a, b field) int { return a.at - b.at })
	for i := range inOrder {
		f := &inOrder[i]
		if f.header == "" && f.role == roleIgnored {
			continue
		}
		c := office.Column{At: t.fieldName(f.at), Header: clip(f.header), Role: roleNames[f.role], How: f.how}
		switch f.role {
		case roleIndicator, roleProposed:
			c.Indicator = r.ctx.Indicators[f.indicator].ID
		case roleText:
			c.Indicator = r.ctx.TextFields[f.text].ID
		}
		out.Columns = append(out.Columns, c)
	}
	return out
}

func (t *table) describeColumn(at int, role string) []office.Column {
	if at < 0 {
		return nil
	}
	text := ""
	for row := t.head.Row; row < t.head.EndRow; row++ {
		if w := t.sh.word(row, at); w.clean != "" {
			text = w.clean
		}
	}
	return []office.Column{{At: grid.ColumnName(at), Header: clip(text), Role: role}}
}

// reach gives the days that a table may speak of: whole months, those of its
// titles and of its lines.
func (t *table) reach() (first, last calendar.Day) {
	take := func(m month) {
		s := span(m)
		if first == 0 || s.first < first {
			first = s.first
		}
		last = max(last, s.last)
	}
	for i := range t.lines {
		l := &t.lines[i]
		switch {
		case l.kind != lineDay:
		case l.month.known():
			take(l.month)
		case l.day != 0:
			take(monthOf(l.day))
		}
	}
	if first == 0 && t.title.known() {
		take(t.title)
	}
	return first, last
}
