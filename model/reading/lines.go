package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/reading/meaning"
)

// line takes a row as a line of the table.
func (g *gatherer) line(i, row int, n [isLongNo + 1]int) {
	sc, t := g.sc, g.t
	l := line{at: row, only: -1, month: g.month, unit: g.unit, after: g.after}
	l.date = sc.r.readDate(sc.sh, row, t.dateAt)
	if at, ok := g.dates[row]; ok && sc.sh.at(row, t.dateAt) == isBlank {
		l.date = sc.r.readDate(sc.sh, at[0], at[1])
	}
	half := sc.dayPart(&l, t.dateAt)
	if t.untilAt >= 0 {
		sc.stretch(t, &l)
	}
	if t.monthAt >= 0 {
		switch m := sc.monthCell(row, t.monthAt); {
		case m != 0:
			g.ofColumn = m
		case sc.sh.at(row, t.monthAt) != isBlank:
			g.ofColumn = 0
		}
		if g.ofColumn != 0 { // written once for the rows below it
			l.month = month{year: l.month.year, month: g.ofColumn}
		}
	}
	if t.yearAt >= 0 {
		g.year(&l)
	}
	sc.lineUnit(t, &l, g.unitCells)
	g.labels(&l)
	t.timed(&l, half)
	if !sc.totalLine(t, &l) && l.date.kind == dateNone && sc.belowTable(row, g.w.left, g.w.right) {
		g.after = true
		return
	}
	if l.date.kind == dateNone && l.kind == lineDay {
		g.inheritDate(&l)
		g.ditto(&l)
	}
	sc.beside(t, &l)
	t.lines = append(t.lines, l)
}

// year gives a day without a year the one that stands beside it; one that is
// written once holds below it.
func (g *gatherer) year(l *line) {
	if g.sc.sh.yearAt(l.at, g.t.yearAt) {
		g.yearSaid = number(g.sc.sh.headText(l.at, g.t.yearAt))
	}
	if g.yearSaid == 0 {
		return
	}
	l.month.year = g.yearSaid
	if l.date.kind == dateMonth && l.date.year == 0 {
		l.date.year = g.yearSaid
	}
}

// stretch takes a line that is of several days for what it is: its day is none of
// them.
func (sc *scan) stretch(t *table, l *line) {
	until := sc.r.readDate(sc.sh, l.at, t.untilAt)
	if until.kind == dateNone || l.date.kind == dateNone {
		return
	}
	if until.kind != l.date.kind || until.serial != l.date.serial || until.day != l.date.day || until.month != l.date.month || until.year != l.date.year {
		l.date.kind = dateRange
	}
}

// inheritDate gives a row that only tells another part of the day above it, or in
// a list another content, that row's day.
func (g *gatherer) inheritDate(l *line) {
	t := g.t
	content := g.contentOf(l.at)
	if len(t.partsAt) == 0 && t.roleAt < 0 && content == "" || len(t.lines) == 0 || g.sc.sh.at(l.at, t.dateAt) != isBlank {
		return
	}
	before := &t.lines[len(t.lines)-1]
	if before.date.kind == dateNone || before.kind == lineTotal || before.at < l.at-2 {
		return
	}
	if !slices.ContainsFunc(l.parts, func(p part) bool { return p.kind != meaning.PartUnsaid }) && t.roleAt < 0 && content == "" {
		return
	}
	for k := len(t.lines) - 1; k >= 0 && t.lines[k].date.row == before.date.row; k-- {
		if content != "" && g.contentOf(t.lines[k].at) != content {
			continue
		}
		if t.roleAt < 0 && slices.Equal(t.lines[k].parts, l.parts) {
			return // the same part again: it is of another day
		}
	}
	l.date = before.date
	l.month = before.month
}

// labels reads which part of its day a line is, and whether it is a plan's.
func (g *gatherer) labels(l *line) {
	sc, t := g.sc, g.t
	for _, col := range t.partsAt {
		word := sc.sh.labelOf(l.at, col)
		if word.clean == "" {
			if c := sc.sh.cell(l.at, col); c.Kind == grid.Number {
				word = sc.sh.words.of(sc.r.raw(sc.sh, c))
			}
		}
		p := sc.r.partLabel(word, sc.sh.bare)
		if p.kind == meaning.PartUnsaid && word.fold != "" {
			p = part{meaning.ByPlace, word.fold, word.clean}
		}
		l.parts = append(l.parts, p)
	}
	if g.section.kind != meaning.PartUnsaid {
		for len(l.parts) < len(t.partsAt) {
			l.parts = append(l.parts, part{})
		}
		l.parts = append(l.parts, g.section)
	}
	if t.roleAt >= 0 {
		word := sc.sh.word(l.at, t.roleAt)
		switch sc.r.mind.roles(word.clean, meaning.InRow, sc.sh.bare).Result {
		case meaning.Plan, meaning.Earlier, meaning.Share, meaning.NotDone, meaning.Sample:
			l.kind = lineOut
		}
	}
}

// partLabel reads a label of a part: what the lexicon knows, else the text as it
// stands.
func (r *reader) partLabel(w *word, bare bool) part {
	if w.clean == "" || len(w.clean) > 80 {
		return part{}
	}
	if p, ok := r.labels[w]; ok {
		return p
	}
	p := partOf(r.mind.roles(w.clean, meaning.InRow, bare).Part)
	if p.kind == meaning.PartUnsaid {
		if total, _ := isTotal(w); total {
			p = part{kind: meaning.Whole}
		}
	}
	r.labels[w] = p
	return p
}

// monthCell reads a cell of a column of months.
func (sc *scan) monthCell(row, col int) int {
	c := sc.sh.cell(row, col)
	n := number(sc.sh.word(row, col).clean)
	if c.Kind == grid.Number {
		n = int(c.Number)
	}
	if n == 0 {
		return monthInTabTitle(sc.sh.word(row, col).fold).month
	}
	if n < 1 || n > 12 {
		return 0
	}
	return n
}

// lineUnit settles whose line it is.
func (sc *scan) lineUnit(t *table, l *line, merged map[int][2]int) {
	if t.unitAt < 0 {
		if l.unit == nil {
			l.stray, l.unitRaw, l.said = true, sc.stray, true
		}
		return
	}
	w := sc.sh.labelOf(l.at, t.unitAt)
	if at, ok := merged[l.at]; ok && w.clean == "" {
		w = sc.sh.word(at[0], at[1])
	}
	if w.clean == "" && len(sc.units) == 1 {
		return
	}
	m := sc.r.roster.find(w)
	l.unit, l.unitRaw = m.unit, w.clean
	l.stray = m.unit == nil
	for _, u := range sc.units {
		if u == m.unit {
			return
		}
	}
	l.unit, l.stray = nil, true
}

// totalLine recognises a line that adds up others, by the label before the
// figures.
func (sc *scan) totalLine(t *table, l *line) bool {
	labels := []int{t.serialAt, t.dateAt}
	if l.date.kind == dateNone || l.date.kind == dateInvalid {
		for col := t.head.Col; col < t.dateAt+2 && col < sc.sh.width(l.at); col++ {
			if !slices.Contains(t.partsAt, col) {
				labels = append(labels, col)
			}
		}
	}
	if t.unitAt >= 0 && l.unit == nil {
		labels = append(labels, t.unitAt)
	}
	for _, col := range labels {
		if col < 0 {
			continue
		}
		w := sc.sh.word(l.at, col)
		if total, running := isTotal(w); total && !(col == t.dateAt && l.date.kind == dateFull) {
			l.kind, l.label, l.running = lineTotal, w, running
			return true
		}
		if weekText.MatchString(w.fold) && col == t.dateAt && l.date.kind == dateRange && !sc.daysOf(t) {
			l.kind, l.label = lineTotal, w
			return true
		}
	}
	if sc.averages(t, l) {
		l.kind = lineOut
		return true
	}
	return false
}

// averages reports whether a line without a day is an average, a share or a plan
// of those above it.
func (sc *scan) averages(t *table, l *line) bool {
	if l.date.kind != dateNone {
		return false
	}
	for col := t.head.Col; col <= t.dateAt; col++ {
		w := sc.sh.word(l.at, col)
		if sc.sh.at(l.at, col) != isWords || len(w.clean) > 60 {
			continue
		}
		switch sc.r.mind.roles(w.clean, meaning.InRow, sc.sh.bare).Result {
		case meaning.Share, meaning.Plan, meaning.Earlier:
			return true
		}
	}
	return false
}

// daysOf reports whether any line of a table bears a day.
func (sc *scan) daysOf(t *table) bool {
	for i := range t.lines {
		switch t.lines[i].date.kind {
		case dateSerial, dateFull, dateMonth, dateBare:
			return true
		}
	}
	return false
}

// belowTable recognises a row of signatures, or of place and date.
func (sc *scan) belowTable(row, left, right int) bool {
	for col := left; col < min(right, sc.sh.width(row)); col++ {
		w := sc.sh.word(row, col)
		if w.fold == "" {
			continue
		}
		if isPlaceAndDate(w.fold) || signatureWords[w.fold] || strings.HasPrefix(w.lower, "tm.") || strings.HasPrefix(w.lower, "tm ") || strings.HasPrefix(w.lower, "t/m") {
			return true
		}
	}
	return false
}

// otherForm reports whether a row heads another form below the table: a
// contact list, a roster.
func (sc *scan) otherForm(row, left, right int) bool {
	listed, serial := 0, 0
	for col := left; col < min(right, sc.sh.width(row)); col++ {
		fold := sc.sh.word(row, col).fold
		switch {
		case listHeads[fold]:
			listed++
		case numberHeads[fold] || fold == "tt":
			serial++
		}
	}
	return listed >= 2 || listed+serial >= 2
}

// beside reads what stands beside the date: the weekday.
func (sc *scan) beside(t *table, l *line) {
	if t.weekAt < 0 || l.date.hasWeekday {
		return
	}
	row, col := t.pos(l.at, t.weekAt)
	fold := sc.sh.word(row, col).fold
	if c := sc.sh.cell(row, col); c.Kind == grid.Number && c.Number >= 2 && c.Number <= 7 {
		fold = string(rune('0' + int(c.Number)))
	}
	if fold != "" {
		l.date.weekday, l.date.hasWeekday = weekdayOf(fold)
	}
}
