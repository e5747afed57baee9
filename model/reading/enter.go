package reading

import (
	"regexp"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// An entry is what one line says of one unit's day.
type entry struct {
	t       *table
	line    int // index in t.lines
	unit    *office.Unit
	day     calendar.Day
	nothing bool // a nil report: nothing happened
	nilCell string
}

func (e *entry) at() *line { return &e.t.lines[e.line] }

// readFigures reads every line's cells in the fields of indicators.
func (r *reader) readFigures(t *table) {
	byField := make([]*numbers, t.read)
	for k := range byField {
		byField[k] = r.styleOf(t, &t.fields[k])
	}
	slab := make([]figure, len(t.lines)*t.read)
	for i := range t.lines {
		l := &t.lines[i]
		l.figures, slab = slab[:t.read:t.read], slab[t.read:]
		for k := range l.figures {
			f := &t.fields[k]
			row, col, ok := t.where(l, f)
			if !ok || row >= len(t.sh.tab.Rows) || col >= len(t.sh.tab.Rows[row]) {
				continue
			}
			c := &t.sh.tab.Rows[row][col]
			if l.given != nil {
				l.figures[k] = l.given[f.sub]
				continue
			}
			l.figures[k] = byField[k].read(c, f.units)
			if c.Formula && (c.Has(grid.Untrusted) || c.Kind == grid.Blank) && !c.Has(grid.Pending) {
				if v, ok := r.recompute(t.sh, c.FormulaText()); ok {
					l.figures[k] = figure{value: v, state: stated, formula: true}
				}
			}
		}
		if l.kind == lineDay {
			r.dropEmptyFormulas(t, l)
		}
	}
	for k := range t.read {
		suspect(t, k)
	}
	r.refuseCovered(t)
}

// decimalText and commaText are how English files write fractions and thousands.
var (
	decimalText = regexp.MustCompile(`^\d+\.(?:\d{1,2}|\d{4,})$`)
	commaText   = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+$`)
)

// styleOf settles how a column writes its numbers.
func (r *reader) styleOf(t *table, f *field) *numbers {
	n := r.numbers(t)
	decimal, comma := false, false
	for i := range t.lines {
		row, col, ok := t.where(&t.lines[i], f)
		if !ok || row >= len(t.sh.tab.Rows) || col >= len(t.sh.tab.Rows[row]) {
			continue
		}
		switch c := &t.sh.tab.Rows[row][col]; c.Kind {
		case grid.Number:
			n.large = n.large || c.Number >= 1000
		case grid.Text:
			if w := t.sh.words.of(c.Text); w.class == isFigure || w.class == isDate {
				n.large = n.large || grouped.MatchString(w.lower)
				decimal = decimal || decimalText.MatchString(w.lower)
				comma = comma || commaText.MatchString(w.lower)
			}
		}
	}
	if !n.english && decimal && comma {
		n.english, n.mixed = true, true
	}
	return n
}

// dropEmptyFormulas forgets formulas that give 0 over blanks: a row total that
// was filled in before the row was.
func (r *reader) dropEmptyFormulas(t *table, l *line) {
	typed := false
	for k := range l.figures {
		f := &l.figures[k]
		typed = typed || f.state == stated && !f.nothing && (!f.formula || f.value != 0)
	}
	for k := range l.figures {
		f := &l.figures[k]
		if f.state != stated || !f.formula || f.value != 0 {
			continue
		}
		c := t.cellOf(l, &t.fields[k])
		blank, known := r.overBlanks(t.sh, c.FormulaText(), 0)
		if known && blank || !known && (!typed || r.sumsBlanks(t, l, k)) {
			*f = figure{}
		}
	}
}

// sumsBlanks reports whether a field's indicator is the sum of others that the
// table has and the line leaves blank.
func (r *reader) sumsBlanks(t *table, l *line, k int) bool {
	f := &t.fields[k]
	if f.role != roleIndicator {
		return false
	}
	seen := false
	for _, term := range r.ctx.Indicators[f.indicator].Formula {
		for j := range l.figures {
			g := &t.fields[j]
			if g.role != roleIndicator || g.unit != f.unit || r.ctx.Indicators[g.indicator].ID != term.Indicator {
				continue
			}
			seen = true
			if l.figures[j].state != unstated {
				return false
			}
		}
	}
	return seen
}

// of reports whether a field speaks for a unit.
func (f *field) of(u *office.Unit) bool { return f.unit == nil || f.unit == u }

// hasFigures reports whether a line states any figure of a unit.
func (r *reader) hasFigures(t *table, l *line, u *office.Unit) bool {
	for k := range l.figures {
		if l.figures[k].state == stated && t.fields[k].of(u) {
			return true
		}
	}
	return false
}

func hasRejects(t *table, l *line, u *office.Unit) bool {
	for k := range l.figures {
		if l.figures[k].state == rejected && t.fields[k].of(u) {
			return true
		}
	}
	return false
}

// enter turns a table's lines into entries, with their findings.
func (r *reader) enter(t *table) {
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay {
			continue
		}
		units := []*office.Unit{l.unit}
		if t.wide {
			units = t.rowUnits(l.unit)
		}
		for _, u := range units {
			if u != nil {
				r.enterLine(t, i, u)
			}
		}
	}
	r.hiddenLines(t)
}

// enterLine makes one unit's entry of a line, if it reports anything.
func (r *reader) enterLine(t *table, i int, u *office.Unit) {
	l := &t.lines[i]
	nilCell, nothing := r.nilReport(t, l, u)
	if nothing && l.closed && !anyPart(l.parts) {
		nothing = false // nobody was on duty: no report of a day
	}
	figures := r.hasFigures(t, l, u)
	if l.day == 0 {
		if figures || nothing || hasRejects(t, l, u) && l.date.kind != dateNone {
			r.reportDate(t, l, u)
			r.gaps[u] = append(r.gaps[u], t.earlierNeighbour(i, u))
		} else if !l.after && r.meansFigures(t, l, u) {
			r.reportFigures(t, l, u)
		}
		return
	}
	r.notes(t, l, u)
	if !figures && !nothing && !hasRejects(t, l, u) {
		r.otherWriting(t, l, u)
		if !r.quiet {
			r.out.Blank = append(r.out.Blank, office.BlankDay{Unit: u.ID, Day: l.day})
		}
		return
	}
	if l.held != "" {
		r.holdLine(t, l, u)
		return
	}
	r.dateWarnings(t, l, u)
	if !nothing {
		r.reportFigures(t, l, u)
	}
	r.entries = append(r.entries, &entry{t: t, line: i, unit: u, day: l.day, nothing: nothing, nilCell: nilCell})
}

// meansFigures reports whether a line without a day rejects something that was
// meant as a figure: an error, or a text that begins with a digit.
func (r *reader) meansFigures(t *table, l *line, u *office.Unit) bool {
	for k := range l.figures {
		if l.figures[k].state != rejected || !t.fields[k].of(u) {
			continue
		}
		c := t.cellOf(l, &t.fields[k])
		if c.Kind != grid.Text || strings.IndexAny(asciiDigits(t.sh.words.of(c.Text).clean), "0123456789") == 0 {
			return true
		}
	}
	return false
}

func anyPart(parts []part) bool {
	for _, p := range parts {
		if p.kind != meaning.PartUnsaid && p.kind != meaning.Whole {
			return true
		}
	}
	return false
}

// nilReport recognises "Không phát sinh" standing alone in a unit's line.
func (r *reader) nilReport(t *table, l *line, u *office.Unit) (cell string, ok bool) {
	phrase := -1
	for k := range t.fields {
		f := &t.fields[k]
		if !f.of(u) {
			continue
		}
		if k < len(l.figures) && f.isRead() {
			switch g := &l.figures[k]; {
			case g.state == unstated:
			case (g.nothing || g.rest) && (phrase < 0 || t.fields[phrase].role != roleIndicator):
				phrase = k
				l.closed = l.closed || g.rest
			case g.nothing || g.rest:
			default:
				return "", false
			}
			continue
		}
		if phrase < 0 && (t.saysNothing(l, k) || l.nilFrom != nil && l.nilField == k) {
			phrase = k
		}
	}
	switch {
	case phrase < 0:
		return "", false
	case l.nilFrom != nil && l.nilField == phrase:
		return t.addressOf(l.nilFrom, &t.fields[phrase]), true
	}
	return t.addressOf(l, &t.fields[phrase]), true
}

// reportFigures reports what is wrong or doubtful with a line's figures.
func (r *reader) reportFigures(t *table, l *line, u *office.Unit) {
	for k := range l.figures {
		f := &l.figures[k]
		if f.fault == noFault || t.fields[k].role != roleIndicator || !t.fields[k].of(u) {
			continue
		}
		if f.rest && (anyPart(l.parts) || anyPart([]part{partOf(t.fields[k].roles.Part)})) {
			continue // it closes a part of the day
		}
		if f.rest && weekend(l.day) && countStated(l) == 0 {
			continue // nobody was to be on duty
		}
		what := faults[f.fault]
		row, col, ok := t.where(l, &t.fields[k])
		if !ok {
			continue
		}
		args := []string(nil)
		if f.state == stated {
			args = []string{"value", office.Grouped(f.value)}
		}
		out := r.report(u, r.at(t.sh.tab, grid.Address(row, col)), what.code, what.severity, r.raw(t.sh, t.sh.cell(row, col)), args...)
		out.Day, out.Indicator = l.day, r.ctx.Indicators[t.fields[k].indicator].ID
		if f.state == rejected {
			t.sh.mark(row, col, fateTold)
			r.unreadDay(u, l.day, office.TurnCommune, out)
		}
	}
}

// weekend reports whether a day is a Saturday or a Sunday.
func weekend(d calendar.Day) bool {
	w := d.Weekday()
	return d != 0 && (w == time.Saturday || w == time.Sunday)
}

// reportDate reports why a line with figures has no day.
func (r *reader) reportDate(t *table, l *line, u *office.Unit) {
	if l.after && l.date.kind == dateNone && countStated(l) < 2 {
		return // a telephone number below the signatures
	}
	raw := r.raw(t.sh, t.sh.cell(l.date.row, l.date.col))
	at := grid.Address(l.date.row, l.date.col)
	if t.layout == "card" { // its day stands in a title
		at = t.body.String()
	}
	if !t.wide && l.date.row != l.at { // its day stands above it
		at = grid.Address(l.at, t.dateAt)
	}
	out := r.report(u, r.at(t.sh.tab, at), l.date.fault, office.SeverityError, raw)
	r.unreadDay(u, 0, office.TurnCommune, out)
	r.markLine(t, l, fateTold)
	if t.layout == "card" {
		t.sh.mark(l.date.row, l.date.col, fateKnown)
	} else {
		t.sh.mark(l.date.row, l.date.col, fateTold)
	}
}

// markLine marks all that a line holds in the fields that are read.
func (r *reader) markLine(t *table, l *line, f fate) {
	for k := range t.fields {
		if row, col, ok := t.where(l, &t.fields[k]); ok {
			t.sh.mark(row, col, f)
		}
	}
}

func countStated(l *line) int {
	n := 0
	for k := range l.figures {
		if l.figures[k].state == stated {
			n++
		}
	}
	return n
}

func (r *reader) dateWarnings(t *table, l *line, u *office.Unit) {
	for _, code := range l.date.warnings {
		f := r.report(u, r.at(t.sh.tab, grid.Address(l.date.row, l.date.col)), code, office.SeverityWarning, r.raw(t.sh, t.sh.cell(l.date.row, l.date.col)))
		f.Day = l.day
	}
}
