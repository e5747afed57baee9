package reading

import (
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// checkTotals compares each line of totals with the sum of the lines that it
// can mean. The lines win; the finding names both figures.
func (r *reader) checkTotals() {
	for _, t := range r.tables {
		for k := range t.read {
			f := &t.fields[k]
			if f.role == roleIndicator && !r.runsOn(t, f) {
				r.checkField(t, k)
			}
			if f.role == roleCompared {
				r.compareRunning(t, k)
			}
		}
	}
}

// A tally of lines since a total that ended them.
type running struct {
	sum, last, most int64
	lines           int
	broken          bool // a cell in it was rejected
}

func (s *running) add(f *figure) {
	switch f.state {
	case rejected:
		s.broken = true
	case stated:
		s.sum += f.value
		s.last, s.most = f.value, max(s.most, f.value)
		s.lines++
	}
}

// checkField compares one field's totals. A week's total means the lines since
// the last total; any other may mean those, or all since the last of its kind,
// or the whole table. One above its lines means those below it, up to the next.
func (r *reader) checkField(t *table, k int) {
	var part, all, monthly running
	flow := isFlow(&r.ctx.Indicators[t.fields[k].indicator])
	below := t.sumsBelow(k)
	for i := range t.lines {
		l := &t.lines[i]
		f := &l.figures[k]
		switch l.kind {
		case lineOut:
			continue
		case lineDay:
			f = t.wholeOf(l, k)
			if f.state == rejected && l.day == 0 && l.date.kind == dateNone && !r.meansFigures(t, l, t.unit) {
				continue // a word in a row without a day, of which nothing is told
			}
			part.add(f)
			all.add(f)
			monthly.add(f)
			continue
		}
		week := weekWords.MatchString(l.label.fold)
		if f.state == stated && !l.running && !r.ofOneUnit(t, l) && !t.beyond(l) {
			means := []running{part, monthly, all}
			if week {
				means = means[:1]
			}
			if !agrees(f.value, means, flow) && !agrees(f.value, below[i], flow) {
				r.disagree(t, l, k, f.value, means[len(means)-1].sum)
			}
		}
		part = running{}
		if !week {
			monthly = running{}
		}
	}
}

// wholeOf is what a line adds to a total of a field. A column of totals over days
// that are divided by labels has no label itself: it is of all of them.
func (t *table) wholeOf(l *line, k int) *figure {
	f := &t.fields[k]
	if l.ats == nil || f.sub < 0 || t.subs[f.sub] != "" {
		return &l.figures[k]
	}
	if row, col, ok := t.where(l, f); ok && t.sh.at(row, col) != isBlank {
		return &l.figures[k]
	}
	sum := figure{}
	for j := range t.read {
		g := &t.fields[j]
		if g.at != f.at || g.role != roleIndicator || j == k {
			continue
		}
		switch o := &l.figures[j]; o.state {
		case rejected:
			return &figure{state: rejected}
		case stated:
			sum.state = stated
			sum.value += o.value
		}
	}
	return &sum
}

// sumsBelow gives, for each total, what it means if it stands above its lines:
// those up to the next total, and all to the table's end.
func (t *table) sumsBelow(k int) map[int][]running {
	var part, all running
	below := map[int][]running{}
	for i := len(t.lines) - 1; i >= 0; i-- {
		l := &t.lines[i]
		switch l.kind {
		case lineDay:
			part.add(t.wholeOf(l, k))
			all.add(t.wholeOf(l, k))
		case lineTotal:
			below[i] = []running{part, all}
			part = running{}
		}
	}
	return below
}

// ofOneUnit reports whether a total in a table of several units is one unit's
// own, which the lines above need not add up to.
func (r *reader) ofOneUnit(t *table, l *line) bool {
	return len(t.units) > 1 && t.unitAt >= 0 && r.roster.within(l.label.lower, true).unit != nil
}

// beyond reports whether a total in a month's table is of a quarter, a half or
// a year, or of all since its beginning, which the lines above need not add up
// to.
func (t *table) beyond(l *line) bool {
	if t.title.month == 0 {
		return false
	}
	e := l.extent()
	return e.beyond || e.n != 0 && e.kind != calendar.KindMonth
}

// agrees reports whether a total equals one of the sums that it can mean, or
// cannot be compared. A stock's total may be its last or its highest figure.
func agrees(v int64, means []running, flow bool) bool {
	return slices.ContainsFunc(means, func(s running) bool {
		return s.broken || s.sum == v || !flow && (s.last == v || s.most == v)
	})
}

func (r *reader) disagree(t *table, l *line, k int, written, sum int64) {
	f := &t.fields[k]
	unit := l.unit
	if f.unit != nil {
		unit = f.unit
	}
	r.report(unit, r.at(t.sh.tab, t.addressOf(l, f)), "total-disagrees", office.SeverityWarning, r.raw(t.sh, t.cellOf(l, f)),
		"written", office.Grouped(written), "sum", office.Grouped(sum), "label", r.ctx.Indicators[f.indicator].Label)
}

// compareRunning compares a column of running totals with the day's own column
// beside it, from one stated day to the next.
func (r *reader) compareRunning(t *table, k int) {
	day := t.indicatorField(t.fields[k].indicator)
	if day < 0 {
		return
	}
	before := int64(-1)
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.day == 0 {
			continue
		}
		total, own := &l.figures[k], &l.figures[day]
		if total.state != stated || own.state == rejected {
			before = -1
			continue
		}
		if before >= 0 && total.value >= before && total.value-before != own.value {
			r.disagree(t, l, k, total.value, before+own.value)
		}
		before = total.value
	}
}
