package reading

// refuseShared refuses a figure whose cell is merged over the lines of several
// days or units: nobody can tell how much of it belongs to which. Lines of one
// day, as under a merged date, may share a cell.
func (r *reader) refuseShared(t *table) {
	if len(t.sh.tab.Merges) == 0 || len(t.lines) == 0 {
		return
	}
	lines := map[int]*line{}
	from, to := t.lines[0].at, t.lines[0].at
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind == lineDay {
			lines[l.at] = l
			from, to = min(from, l.at), max(to, l.at)
		}
	}
	for k := range t.read {
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
