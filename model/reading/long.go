package reading

import (
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// long reads a table with a row a day, from its header down to where another
// form begins, and gives the index of the row to go on from.
func (sc *scan) long(h *header, i int) int {
	t := sc.newTable(h)
	sc.specialColumns(t, h)
	next := sc.longLines(t, h)
	var places []int
	var headings []*heading
	for col := 0; col < max(len(h.headings), sc.widest(t)); col++ {
		places = append(places, col)
		if col < len(h.headings) {
			headings = append(headings, &h.headings[col])
		} else {
			headings = append(headings, &heading{})
		}
	}
	special := func(at int) bool {
		return at == t.dateAt || at == t.serialAt || at == t.weekAt || at == t.shiftAt || at == t.unitAt
	}
	sc.r.assign(t, places, headings, special, nil)
	sc.finish(t)
	return next
}

func (sc *scan) newTable(h *header) *table {
	sc.read++
	t := &table{sh: sc.sh, dateAt: h.dateAt, unitAt: -1, serialAt: -1, weekAt: -1, shiftAt: -1, title: sc.month, conflict: sc.conflict,
		head: grid.Range{Row: h.first, EndRow: h.end, EndCol: len(h.headings)}}
	if len(sc.units) == 1 {
		t.unit = sc.units[0]
		t.units = sc.units
	} else {
		t.units = sc.units
	}
	return t
}

// widest is the width of the widest line: figures may stand right of the last
// heading.
func (sc *scan) widest(t *table) int {
	w := 0
	for i := range t.lines {
		if t.lines[i].date.kind != dateNone {
			w = max(w, sc.sh.width(t.lines[i].at))
		}
	}
	return w
}

// longLines gathers the table's lines and gives the index of the row after it.
func (sc *scan) longLines(t *table, h *header) int {
	rows := sc.sh.rows
	i := sc.sh.after(h.end)
	dates := sc.sh.spread(t.dateAt, false, h.end, len(sc.sh.tab.Rows))
	var unitCells map[int][2]int
	if t.unitAt >= 0 {
		unitCells = sc.sh.spread(t.unitAt, false, h.end, len(sc.sh.tab.Rows))
	}
	numbered, after := false, false
	for ; i < len(rows); i++ {
		row := rows[i]
		if is, certain := sc.sh.isNumbering(row); is && (certain || !numbered && row == h.end && sc.numbers(t, h, i)) {
			numbered = true
			continue
		} else if is && !numbered && row == h.end && sc.doubtfulNumbers(t, i) {
			continue
		}
		if end, skip := sc.heading(h, i); end {
			break
		} else if skip {
			continue
		}
		if w, at := sc.sh.alone(row); w.clean != "" && sc.isSection(w, row, at, t) {
			sc.title(row)
			continue
		}
		l := line{at: row, month: sc.month, after: after}
		l.date = sc.r.readDate(sc.sh, row, t.dateAt)
		if at, ok := dates[row]; ok && sc.sh.cell(row, t.dateAt).Empty() {
			l.date = sc.r.readDate(sc.sh, at[0], at[1])
		}
		sc.lineUnit(t, &l, unitCells)
		if !sc.totalLine(t, &l) && l.date.kind == dateNone && sc.belowTable(row) {
			after = true
			continue
		}
		sc.beside(t, &l)
		t.lines = append(t.lines, l)
	}
	return i
}

// numbers decides whether a row of plain digits numbers the columns: the
// running numbers start below it, or the days are not bare numbers.
func (sc *scan) numbers(t *table, h *header, i int) bool {
	rows := sc.sh.rows
	if i+1 >= len(rows) {
		return false
	}
	if t.serialAt >= 0 {
		c := sc.sh.cell(rows[i+1], t.serialAt)
		return c.Kind == grid.Number && c.Number == 1 || number(sc.sh.word(rows[i+1], t.serialAt).clean) == 1
	}
	d := sc.r.readDate(sc.sh, rows[i+1], h.dateAt)
	return d.kind == dateSerial || d.kind == dateFull || d.kind == dateMonth
}

// doubtfulNumbers refuses a first row that may be a day or may number the
// columns: it counts through the whole header, and nothing tells which.
func (sc *scan) doubtfulNumbers(t *table, i int) bool {
	row := sc.sh.rows[i]
	if t.serialAt >= 0 || sc.sh.width(row) < 4 || sc.sh.cell(row, 3).Empty() {
		return false
	}
	sc.r.report(t.unit, sc.r.at(sc.sh.tab, grid.Address(row, t.dateAt)), "date-ambiguous", office.SeverityError, sc.r.raw(sc.sh, sc.sh.cell(row, t.dateAt)))
	return true
}

// heading tells whether a row repeats the header (skip), or heads something
// else (end).
func (sc *scan) heading(h *header, i int) (end, skip bool) {
	row := sc.sh.rows[i]
	texts, ok := sc.sh.rowOfTexts(row)
	if !ok || texts < 2 {
		return false, false
	}
	if sc.sameHeading(h, row) {
		return false, true
	}
	return sc.otherForm(row) || sc.findHeader(i) != nil, false
}

// isSection reports whether a text alone in its row is a title: of a month, or
// of a unit's block.
func (sc *scan) isSection(w *word, row, at int, t *table) bool {
	if sectionMonth.MatchString(w.fold) && !fullDate.MatchString(w.fold) {
		return true
	}
	if dateOf(w).kind != dateNone {
		return false
	}
	if total, _ := isTotal(w); total || nilPhrases[w.fold] {
		return false
	}
	if len(sc.units) < 2 || at == t.unitAt && at != 0 {
		return false
	}
	m := sc.r.roster.find(w)
	return m.unit != nil || m.many || m.named
}

// lineUnit settles whose line it is.
func (sc *scan) lineUnit(t *table, l *line, merged map[int][2]int) {
	l.unit = sc.unit
	if t.unitAt < 0 {
		if l.unit == nil {
			l.stray, l.unitRaw, l.said = true, sc.stray, true
		}
		return
	}
	w := sc.sh.word(l.at, t.unitAt)
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
		for col := 0; col < t.dateAt+2 && col < sc.sh.width(l.at); col++ {
			labels = append(labels, col)
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
	}
	return false
}

// belowTable recognises a row of signatures, or of place and date.
func (sc *scan) belowTable(row int) bool {
	for col := range sc.sh.tab.Rows[row] {
		w := sc.sh.word(row, col)
		if w.fold == "" {
			continue
		}
		if isPlaceAndDate(w.fold) || signatureWords[w.fold] || strings.HasPrefix(w.lower, "tm.") || strings.HasPrefix(w.lower, "tm ") {
			return true
		}
	}
	return false
}

// beside reads what stands beside the date: the weekday, the shift.
func (sc *scan) beside(t *table, l *line) {
	if t.weekAt >= 0 && !l.date.hasWeekday {
		row, col := t.pos(l.at, t.weekAt)
		fold := sc.sh.word(row, col).fold
		if c := sc.sh.cell(row, col); c.Kind == grid.Number && c.Number >= 2 && c.Number <= 7 {
			fold = string(rune('0' + int(c.Number)))
		}
		if fold != "" {
			l.date.weekday, l.date.hasWeekday = weekdayOf(fold)
		}
	}
	if t.shiftAt >= 0 {
		l.shift = sc.sh.word(l.at, t.shiftAt).fold
	}
}

// finish reads a gathered table's dates, figures, notes and findings.
func (sc *scan) finish(t *table) {
	r := sc.r
	r.reportUnknown(t)
	t.readFirst()
	r.placeDays(t)
	r.weighTitle(t)
	r.readFigures(t)
	r.settleUnits(sc, t)
	r.refuseShared(t)
	r.shareNil(t)
	r.enter(t)
	r.tables = append(r.tables, t)
}

// weighTitle warns where days were completed with the month of the tab's title
// while a title row above the table names another.
func (r *reader) weighTitle(t *table) {
	if t.conflict.Cell == "" {
		return
	}
	for i := range t.lines {
		if l := &t.lines[i]; l.kind == lineDay && l.date.kind == dateBare && l.day != 0 {
			r.report(t.unit, t.conflict.Origin, "date-outside-tab", office.SeverityWarning, t.conflict.Raw)
			return
		}
	}
}

// settleUnits reports lines whose unit is not one of the source's.
func (r *reader) settleUnits(sc *scan, t *table) {
	told := map[string]bool{}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || !l.stray || !r.hasFigures(t, l, nil) {
			continue
		}
		severity := office.SeverityWarning
		if l.unitRaw == "" || r.roster.find(t.sh.words.of(l.unitRaw)).many {
			severity = office.SeverityError
		}
		if !l.said {
			r.report(nil, r.at(t.sh.tab, t.address(l.at, t.unitAt)), "unit-unknown", severity, l.unitRaw)
			continue
		}
		if !told[l.unitRaw] {
			told[l.unitRaw] = true
			cell := sc.strayCell
			if l.unitRaw == "" || cell == "" {
				cell = grid.Address(t.head.Row, 0)
			}
			r.report(nil, r.at(t.sh.tab, cell), "unit-unknown", severity, l.unitRaw)
		}
	}
}
