package reading

import (
	"tonghop/model/grid"
)

// shareNil gives "Không phát sinh" whose cell is merged over the lines of
// several days to each of them: whoever merged it meant them all. Lines without
// a day of their own, such as blank ones below, get nothing.
func (r *reader) shareNil(t *table) {
	if len(t.sh.tab.Merges) == 0 || t.layout == "list" {
		return
	}
	lines, from, to := t.dayLines()
	for k := range t.fields {
		f := &t.fields[k]
		if f.sub >= 0 {
			continue
		}
		for at, cell := range t.sh.spread(f.at, t.wide, from, to+1) {
			first, field := cell[0], cell[1]
			if t.wide {
				first, field = field, first
			}
			l, covered := lines[first], lines[at]
			if l == nil || covered == nil || covered == l || covered.day == 0 || field != f.at || !t.saysNothing(l, k) {
				continue
			}
			if covered.nilFrom == nil {
				covered.nilFrom, covered.nilField = l, k
			}
			if k < t.read && covered.figures[k].state == unstated {
				covered.figures[k] = l.figures[k]
			}
		}
	}
}

// saysNothing reports whether a line's cell in a field holds the phrase for
// "nothing happened", or that nobody was on duty.
func (t *table) saysNothing(l *line, k int) bool {
	if k < t.read {
		return l.figures[k].nothing || l.figures[k].rest
	}
	c := t.cellOf(l, &t.fields[k])
	if c.Kind != grid.Text {
		return false
	}
	fold := t.sh.words.of(c.Text).fold
	if restPhrases[fold] && anyPart(l.parts) {
		l.closed = true
		return true
	}
	return nilPhrases[fold]
}

// dayLines finds a table's lines of days by where they stand, between the first
// and the last of them.
func (t *table) dayLines() (lines map[int]*line, from, to int) {
	lines = map[int]*line{}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay {
			continue
		}
		if len(lines) == 0 {
			from, to = l.at, l.at
		}
		lines[l.at] = l
		from, to = min(from, l.at), max(to, l.at)
	}
	return lines, from, to
}

// refuseShared refuses a figure whose cell is merged over the lines of several
// days or units: nobody can tell how much of it belongs to which. Lines of one
// day, as under a merged date, may share a cell unless they tell parts apart.
func (r *reader) refuseShared(t *table) {
	if len(t.sh.tab.Merges) == 0 || t.layout == "list" {
		return
	}
	lines, from, to := t.dayLines()
	for k := range t.read {
		if t.fields[k].sub >= 0 {
			continue
		}
		for at, cell := range t.sh.spread(t.fields[k].at, t.wide, from, to+1) {
			first, field := cell[0], cell[1]
			if t.wide {
				first, field = field, first
			}
			l, covered := lines[first], lines[at]
			if l == nil || covered == nil || field != t.fields[k].at || (l.day == covered.day && l.unit == covered.unit) {
				continue
			}
			if f := &l.figures[k]; f.state == stated && !f.nothing {
				*f = bad(faultMerged)
			}
		}
	}
}

// refuseCovered refuses what nobody sees under a merged area, and the one number
// that is merged over two fields.
func (r *reader) refuseCovered(t *table) {
	if len(t.sh.tab.Merges) == 0 {
		return
	}
	type spot struct{ row, col int }
	at := map[spot]*figure{}
	for i := range t.lines {
		l := &t.lines[i]
		for k := range l.figures {
			if row, col, ok := t.where(l, &t.fields[k]); ok {
				at[spot{row, col}] = &l.figures[k]
			}
		}
	}
	for _, m := range t.sh.tab.Merges {
		if m.Row < t.body.Row || m.Row >= t.body.EndRow || m.EndRow-m.Row > maxMerge || m.EndCol-m.Col > maxMerge {
			continue
		}
		first := at[spot{m.Row, m.Col}]
		fields := 0
		for row := m.Row; row < m.EndRow; row++ {
			for col := m.Col; col < m.EndCol; col++ {
				f := at[spot{row, col}]
				if f == nil {
					continue
				}
				if t.wide && row != m.Row || !t.wide && col != m.Col {
					fields++
				}
				if f != first && f.state != unstated && !f.nothing {
					*f = bad(faultShown)
				}
			}
		}
		if fields > 0 && first != nil && first.state == stated && !first.nothing && !first.rest {
			*first = bad(faultShown)
		}
	}
}
