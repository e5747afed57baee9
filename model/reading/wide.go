package reading

import (
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// maxLabels is how many columns left of the days may name the rows, and
// maxWideRows how far below its days a wide table may begin.
const (
	maxLabels   = 8
	maxWideRows = 60
)

// maxBandGap is how far below a band of days the next one stands that has the same
// titles.
const maxBandGap = 2

// wideAt reads a table with a column a day whose days stand in a row.
func (sc *scan) wideAt(i int) bool {
	h := sc.findWide(i)
	if h == nil {
		return false
	}
	sc.wide(h)
	sc.read++
	sc.leave()
	return true
}

// wide reads a table with columns of days.
func (sc *scan) wide(h *wideHead) {
	if len(sc.titles) == 0 && sc.read > 0 && h.row <= sc.ended+maxBandGap {
		sc.titles = sc.before // the next band of the block above
	}
	roles, m := sc.above(h.left, sc.sh.wide)
	t := sc.blankTable(roles, m)
	t.wide, t.layout, t.dateAt = true, "wide", h.row
	t.heads = []int{h.row}
	t.head = grid.Range{Row: h.row, Col: h.left, EndRow: h.from, EndCol: sc.sh.wide}
	t.weekAt = h.weekRow
	sc.band = h
	end, rows := sc.wideRows(h)
	sc.ended = h.row
	if len(rows) > 0 {
		sc.ended = rows[len(rows)-1]
	}
	right := sc.wideLines(t, h, rows)
	t.head.EndCol = right
	t.body = grid.Range{Row: h.row, Col: h.left, EndRow: end, EndCol: right}
	sc.claim(t.body)
	sc.r.placeDays(t)
	sc.r.assign(t, sc.wideFields(t, h, rows))
	sc.finish(t)
}

// wideRows gives the rows of a wide table and the row after it: where another
// row of days, another header or another form begins.
func (sc *scan) wideRows(h *wideHead) (end int, rows []int) {
	i := sc.sh.after(h.from)
	for ; i < len(sc.sh.rows); i++ {
		row := sc.sh.rows[i]
		if row == h.row+1 && sc.weekdayRow(h) == row {
			continue
		}
		if is, certain := sc.sh.isNumbering(row, h.left, sc.sh.width(row)); is && certain {
			sc.sh.markRange(grid.Range{Row: row, EndRow: row + 1, EndCol: sc.sh.wide}, fateKnown)
			continue
		}
		if sc.otherForm(row, h.left, sc.sh.width(row)) || sc.sameDays(h, i) || len(sc.dayHeads(row)) > 0 && sc.findWide(i) == nil {
			break
		}
		if texts, ok := sc.sh.headLike(row, h.days[0], sc.sh.width(row)); ok && texts >= 3 && !sc.restAcross(row, h) {
			break // another heading over the columns of days
		}
		w, at := sc.sh.alone(row, h.left, sc.sh.width(row))
		if w.clean != "" && sectionMonth.MatchString(w.fold) && !fullDate.MatchString(w.fold) {
			break
		}
		if w.clean != "" && at <= h.days[0] {
			if len(sc.units) > 1 && h.unitAt < 0 {
				if m := sc.r.roster.find(w); m.unit != nil || m.many || m.named {
					break
				}
			}
			if sc.endsWide(w, i, h) {
				break
			}
		}
		rows = append(rows, row)
	}
	if i < len(sc.sh.rows) {
		return sc.sh.rows[i], rows
	}
	return sc.sh.rows[len(sc.sh.rows)-1] + 1, rows
}

// wideLines makes a line of each day right of the labels, and of each column of
// totals. It gives the column behind the table.
func (sc *scan) wideLines(t *table, h *wideHead, rows []int) (right int) {
	months := sc.monthsAbove(h)
	isDay := map[int]bool{}
	for _, col := range h.days {
		isDay[col] = true
	}
	lastDay := h.days[len(h.days)-1]
	blank := 0
	subIndex := map[string]int{}
	for col := h.days[0]; col < sc.sh.wide; col++ {
		w, sub := sc.sh.word(h.row, col), ""
		if h.subRow >= 0 {
			sub = sc.sh.word(h.subRow, col).clean
		}
		over := h.row - 1 // the row of weekdays may head a total
		if h.weekRow >= 0 {
			over = h.weekRow
		}
		if total, _ := isTotal(sc.sh.word(over, col)); w.clean == "" && total && col > lastDay && sub == "" {
			w = sc.sh.word(over, col)
		}
		cover := sc.coveringDay(h.row, col)
		l := line{at: col, only: -1, month: t.title, unit: sc.unit, parts: t.titled()}
		switch {
		case isDay[col]:
			blank = 0
			l.date = sc.r.readDate(sc.sh, h.row, col)
			if m := months[col]; m.month != 0 {
				if m.year == 0 {
					m.year = sc.month.year
				}
				l.month = m
			}
		case w.clean == "" && len(t.lines) > 0 && t.lines[len(t.lines)-1].kind == lineDay && (cover == t.lines[len(t.lines)-1].at || cover < 0 && (sub != "" || sc.figuresIn(rows, col) > 0) && sc.spaced(h, col)):
			sc.addSub(t, h, col, sub, subIndex)
			blank = 0
			continue
		case w.clean == "" && sub != "" && len(t.lines) > 0 && t.lines[len(t.lines)-1].kind == lineTotal:
			continue
		default:
			if w.clean == "" && sc.figuresIn(rows, col) == 0 {
				if blank++; blank >= 2 && col > lastDay && (h.weekRow < 0 || sc.sh.at(h.weekRow, col) == isBlank) {
					return sc.trimRight(h, col)
				}
				continue
			}
			blank = 0
			l.date = sc.r.readDate(sc.sh, h.row, col)
			total, running := isTotal(w)
			switch {
			case total || l.date.kind == dateRange && weekText.MatchString(w.fold):
				l.kind, l.label, l.running = lineTotal, w, running
			case otherHeads[w.fold], measureHeads[w.fold]:
				sc.sh.markRange(grid.Range{Row: h.row, Col: col, EndRow: h.row + len(rows) + 2, EndCol: col + 1}, fateKnown)
				continue
			case sc.roleColumn(w):
				for _, row := range rows {
					sc.sh.mark(row, col, fateKnown)
				}
				continue
			case col > lastDay:
				sc.strange(t, col, w, rows)
				continue
			case l.date.kind == dateNone && w.clean != "":
				l.date.kind = dateInvalid
			}
		}
		if l.unit == nil && h.unitAt < 0 {
			l.stray, l.said, l.unitRaw = true, true, sc.stray
		}
		sc.beside(t, &l)
		t.lines = append(t.lines, l)
		if h.subRow >= 0 {
			sc.addSub(t, h, col, sub, subIndex)
		}
	}
	return sc.sh.wide
}

func (sc *scan) trimRight(h *wideHead, col int) int { return max(col-1, h.days[len(h.days)-1]+1) }

// roleColumn reports whether a column's heading says that it is a plan, a share
// or the like: known, and nothing of ours.
func (sc *scan) roleColumn(w *word) bool {
	if w.clean == "" {
		return false
	}
	ro := sc.r.mind.roles(w.clean, meaning.InHeading, sc.sh.bare)
	switch ro.Result {
	case meaning.Plan, meaning.Earlier, meaning.Share, meaning.NotDone, meaning.Sample:
		return true
	}
	return ro.Span == meaning.PeriodTotal || ro.Span == meaning.Running
}

// spaced reports whether the days of a row stand at equal distances of more than
// a column, so that a blank between them belongs to the day before it.
func (sc *scan) spaced(h *wideHead, col int) bool {
	if h.subRow >= 0 {
		return true
	}
	step := 0
	for k := 1; k < len(h.days); k++ {
		d := h.days[k] - h.days[k-1]
		if step != 0 && d != step {
			return false
		}
		step = d
	}
	return step > 1 && (col-h.days[0])/step < len(h.days)
}

func (sc *scan) figuresIn(rows []int, col int) int {
	n := 0
	for _, row := range rows {
		if sc.sh.at(row, col).bearsNumber() {
			n++
		}
	}
	return n
}

// coveringDay gives the first column of a merge that covers a cell of the row of
// days, or -1.
func (sc *scan) coveringDay(row, col int) int {
	for _, m := range sc.sh.byRow[row] {
		if col > m.Col && col < m.EndCol {
			return m.Col
		}
	}
	return -1
}

// addSub gives the last line another column of its day, under a label. A day of
// several columns without labels has labels of no name, which mean nothing.
func (sc *scan) addSub(t *table, h *wideHead, col int, sub string, index map[string]int) {
	l := &t.lines[len(t.lines)-1]
	if l.ats == nil {
		if len(t.subs) == 0 {
			first := ""
			if h.subRow >= 0 {
				first = sc.sh.word(h.subRow, l.at).clean
			}
			t.subs = append(t.subs, first)
			index[first] = 0
		}
		first := ""
		if h.subRow >= 0 {
			first = sc.sh.word(h.subRow, l.at).clean
		}
		sc.placeSub(t, l, first, l.at, index)
		if col == l.at {
			return
		}
	}
	sc.placeSub(t, l, sub, col, index)
}

func (sc *scan) placeSub(t *table, l *line, sub string, col int, index map[string]int) {
	key := sub
	for n := 0; ; n++ { // labels of one name are told apart by their order
		k, ok := index[key]
		if !ok {
			k = len(t.subs)
			t.subs = append(t.subs, sub)
			index[key] = k
		}
		for len(l.ats) <= k {
			l.ats = append(l.ats, -1)
		}
		if l.ats[k] < 0 {
			l.ats[k] = col
			return
		}
		key += "\x00"
	}
}

// strange reports a column right of the days that holds figures and is neither
// a day nor a total.
func (sc *scan) strange(t *table, col int, head *word, rows []int) {
	figures := 0
	for _, row := range rows {
		if sc.sh.at(row, col).figureLike() {
			figures++
			sc.sh.mark(row, col, fateTold)
		}
	}
	if figures > 0 {
		sc.r.report(t.unit, sc.r.at(sc.sh.tab, grid.ColumnName(col)), "column-unknown", office.SeverityWarning, head.clean, "near", "—")
	}
}
