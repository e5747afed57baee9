package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A wideHead is the row of days of a table with a column a day, or several a day
// under labels of their own.
type wideHead struct {
	row     int
	days    []int // columns in which a day stands
	left    int   // the first column left of the days that belongs to it
	labels  []int // the columns left of the days that name the rows
	unitAt  int   // the column of units, or -1
	measure int   // the column ĐVT, or -1
	subRow  int   // the row of labels below the days, or -1
	subs    []string
	from    int // the first row of the body
}

// minBareDays is how many bare numbers in a row make a row of days; of dates
// two will do.
const minBareDays = 3

// maxLabels is how many columns left of the days may name the rows, and
// maxWideRows how far below its days a wide table may begin.
const (
	maxLabels   = 8
	maxWideRows = 60
)

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

// findWide recognises the row of days of a wide table: days from left to right,
// and under it, left of the days, words that name rows.
func (sc *scan) findWide(i int) *wideHead {
	row := sc.sh.rows[i]
	h := &wideHead{row: row, unitAt: -1, measure: -1, subRow: -1}
	dated, lastBare := 0, 0
	for col := range sc.sh.width(row) {
		if !sc.sh.at(row, col).bearsNumber() || !sc.free(row, col) {
			continue
		}
		switch d := sc.r.readDate(sc.sh, row, col); d.kind {
		case dateBare:
			if lastBare != 0 && d.day <= lastBare && !(lastBare >= 28 && d.day <= 2) && !(lastBare-d.day >= 20) {
				return nil
			}
			lastBare = d.day
		case dateSerial, dateFull, dateMonth:
			dated++
		default:
			continue
		}
		h.days = append(h.days, col)
	}
	if len(h.days) < 2 || dated < 2 && len(h.days) < minBareDays || h.days[0] == 0 {
		return nil
	}
	if dated > 0 && sc.columnsOfDays(i, h.days) {
		return nil
	}
	if is, certain := sc.sh.isNumbering(row, 0, sc.sh.width(row)); is && certain {
		return nil
	}
	for col := max(0, h.days[0]-maxLabels); col < h.days[0]; col++ {
		if sc.measures(sc.sh.word(row, col)) {
			return nil // figures that happen to rise
		}
	}
	if !sc.wideLabels(i, h, dated) {
		return nil
	}
	return h
}

// columnsOfDays reports whether the cells of a row are days of columns: below
// most of them stand further days.
func (sc *scan) columnsOfDays(i int, days []int) bool {
	if i+1 >= len(sc.sh.rows) {
		return false
	}
	n := 0
	for _, col := range days {
		for _, row := range sc.sh.rows[i+1 : min(i+3, len(sc.sh.rows))] {
			if sc.sh.at(row, col) == isDate {
				n++
				break
			}
		}
	}
	return n*2 > len(days)
}

// measures reports whether a text names an indicator.
func (sc *scan) measures(w *word) bool {
	if w.clean == "" || len(w.fold) > 160 || !sc.r.names(w.clean, sc.sh.bare) {
		return false
	}
	return true
}

// wideLabels finds what stands left of the days and below them: the columns
// that name the rows, and a row of labels that divides each day. It reports
// false where nothing of it names an indicator and the days are bare numbers.
func (sc *scan) wideLabels(i int, h *wideHead, dated int) bool {
	sc.subLabels(i, h)
	rows := sc.sh.rows[i+1 : min(i+1+maxWideRows, len(sc.sh.rows))]
	named, words := 0, 0
	for col := max(0, h.days[0]-maxLabels); col < h.days[0]; col++ {
		texts, figures := 0, 0
		for _, row := range rows {
			if row < h.from {
				continue
			}
			switch c := sc.sh.at(row, col); {
			case c == isWords:
				texts++
				if sc.measures(sc.sh.word(row, col)) {
					named++
				}
			case c.figureLike():
				figures++
			}
		}
		head := sc.sh.word(h.row, col)
		switch kind := sc.r.mind.kind(head.clean).Kind; {
		case texts == 0 || figures > texts, numberHeads[head.fold], kind == meaning.KindSerial:
		case measureHeads[head.fold], kind == meaning.KindMeasure:
			h.measure = col
		case unitHeads[head.fold] && len(sc.units) > 1:
			h.unitAt = col
		case kind == meaning.KindText || kind == meaning.KindPerson || otherHeads[head.fold]:
		default:
			h.labels = append(h.labels, col)
			words += texts
		}
	}
	h.left = max(0, h.days[0]-maxLabels)
	for col := h.days[0] - 1; col >= h.left; col-- {
		if !sc.free(h.row, col) {
			h.left = col + 1
			break
		}
	}
	for _, sub := range h.subs {
		if sc.r.names(sub, sc.sh.bare) {
			named++
		}
	}
	return len(h.labels) > 0 && (named > 0 || dated >= minAxis && words > 0)
}

// subLabels finds the row below the days whose labels divide each of them.
func (sc *scan) subLabels(i int, h *wideHead) {
	h.from = h.row + 1
	for _, row := range sc.sh.rows[i+1 : min(i+3, len(sc.sh.rows))] {
		texts, days := 0, 0
		ok := true
		last := sc.sh.width(row)
		for col := h.days[0]; col < last; col++ {
			switch sc.sh.at(row, col) {
			case isBlank, isSigns:
			case isWords:
				texts++
				if _, named := weekdayOf(sc.sh.word(row, col).fold); named && weekdayText(sc.sh.word(row, col).fold) {
					days++
				}
			default:
				ok = false
			}
		}
		if !ok || texts < 2 {
			return
		}
		if days*2 > texts {
			continue // weekdays
		}
		if texts*10 < len(h.days)*8 {
			return
		}
		if nilRow := sc.restAcross(row, h); nilRow {
			return
		}
		h.subRow, h.from = row, row+1
		return
	}
}

// restAcross reports whether the texts of a row say that nothing was done.
func (sc *scan) restAcross(row int, h *wideHead) bool {
	for col := h.days[0]; col < sc.sh.width(row); col++ {
		fold := sc.sh.word(row, col).fold
		if fold != "" && !nilPhrases[fold] && !restPhrases[fold] && foldedTexts[fold].state != stated {
			return false
		}
	}
	return true
}

// weekdayText reports whether a folded text is a weekday and no more: "S" and
// "C" are none.
func weekdayText(fold string) bool {
	return len(fold) >= 2 && leadingWeekday.MatchString(fold) || weekdayNames[fold] != 0 && len(fold) > 1
}

// wide reads a table with columns of days.
func (sc *scan) wide(h *wideHead) {
	roles, m := sc.above(h.left, sc.sh.wide)
	t := sc.blankTable(roles, m)
	t.wide, t.layout, t.dateAt = true, "wide", h.row
	t.heads = []int{h.row}
	t.head = grid.Range{Row: h.row, Col: h.left, EndRow: h.from, EndCol: sc.sh.wide}
	t.weekAt = sc.weekdayRow(h)
	end, rows := sc.wideRows(h)
	right := sc.wideLines(t, h, rows)
	t.head.EndCol = right
	t.body = grid.Range{Row: h.row, Col: h.left, EndRow: end, EndCol: right}
	sc.claim(t.body)
	sc.r.placeDays(t)
	sc.r.assign(t, sc.wideFields(t, h, rows))
	sc.finish(t)
}

// weekdayRow finds a row of weekdays above or below the days.
func (sc *scan) weekdayRow(h *wideHead) int {
	for _, row := range []int{h.row - 1, h.row + 1} {
		named := 0
		for _, col := range h.days {
			if fold := sc.sh.word(row, col).fold; weekdayText(fold) {
				named++
			}
		}
		if named*2 > len(h.days) {
			return row
		}
	}
	return -1
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

// endsWide reports whether a text alone is the title of another table: it says
// another role, and a row of days follows.
func (sc *scan) endsWide(w *word, i int, h *wideHead) bool {
	ro := sc.r.mind.roles(w.clean, meaning.InBlockTitle, sc.sh.bare)
	if ro.Result == meaning.ResultUnsaid {
		return false
	}
	for k := i + 1; k < min(i+4, len(sc.sh.rows)); k++ {
		if sc.findWide(k) != nil || len(sc.dayHeads(sc.sh.rows[k])) > 0 {
			return true
		}
	}
	return false
}

// sameDays reports whether a row is a row of days like a table's own: the next
// block, or the next month.
func (sc *scan) sameDays(h *wideHead, i int) bool {
	next := sc.findWide(i)
	if next == nil {
		return false
	}
	if next.days[0] == h.days[0] && len(next.days) >= minBareDays {
		head, own := sc.sh.word(next.row, h.labels[0]), sc.sh.word(h.row, h.labels[0])
		if head.fold != "" && head.fold == own.fold {
			return true
		}
	}
	same, dated := 0, 0
	for _, col := range h.days {
		a, b := sc.r.readDate(sc.sh, h.row, col), sc.r.readDate(sc.sh, next.row, col)
		if b.kind == dateSerial || b.kind == dateFull || b.kind == dateMonth {
			dated++
		}
		if b.kind == a.kind && (a.kind != dateBare || a.day == b.day) {
			same++
		}
	}
	return same*5 >= len(h.days)*4 || dated >= minAxis
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
				if blank++; blank >= 2 && col > lastDay {
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

// monthsAbove reads months that stand merged over the days, or over the blanks
// up to the next.
func (sc *scan) monthsAbove(h *wideHead) map[int]month {
	months := map[int]month{}
	for _, m := range sc.sh.byRow[h.row-1] {
		mon := monthInTitle(sc.sh.word(m.Row, m.Col).fold)
		if mon.month == 0 || m.Col < h.days[0] {
			continue
		}
		for col := m.Col; col < min(m.EndCol, sc.sh.width(h.row)); col++ {
			months[col] = mon
		}
	}
	return months
}

// wideFields makes a field of each row and label, with the headings that stand
// left of the days and the label below them.
func (sc *scan) wideFields(t *table, h *wideHead, rows []int) []place {
	var places []place
	groups := map[int]map[int][2]int{}
	for col := h.left; col < h.days[0]; col++ {
		groups[col] = sc.sh.tallCover(col, h.from)
	}
	above := map[int]string{} // the last label of each column
	section := ""
	for _, row := range rows {
		hd, own := sc.rowHeading(h, row, groups, above)
		word := sc.sh.words.of(own)
		if own != "" && len(hd.path) > 0 {
			if bullet(word.lower) && section != "" && !sc.r.names(own, sc.sh.bare) {
				hd.path[len(hd.path)-1] = enumerator.ReplaceAllString(own, "")
				hd.path = append([]string{section}, hd.path...)
			}
			if !bullet(word.lower) {
				section = enumerator.ReplaceAllString(own, "")
			}
		}
		if h.measure >= 0 {
			hd.measure = sc.sh.word(row, h.measure).clean
		}
		var who *owner
		if h.unitAt >= 0 {
			o := sc.rowUnit(row, h.unitAt, groups[h.unitAt])
			who = &o
		}
		if len(t.subs) == 0 {
			places = append(places, place{at: row, sub: -1, heading: hd, owner: who})
			continue
		}
		for k, sub := range t.subs {
			both := *hd
			both.path = slices.Clone(hd.path)
			switch {
			case sub != "":
				both.path = append(both.path, sub)
				if onlySigns(sub) {
					both.path = nil
				}
			case len(t.subs) > 1:
				both.shared = row + 1
			}
			places = append(places, place{at: row, sub: k, heading: &both, owner: who})
		}
	}
	return places
}

// rowHeading joins the labels left of the days into a path. A blank label takes
// the one above it where something stands right of it, or where it is merged.
func (sc *scan) rowHeading(h *wideHead, row int, groups map[int]map[int][2]int, above map[int]string) (hd *heading, own string) {
	hd = &heading{row: row, col: h.days[0] - 1}
	last := -1
	for k, col := range h.labels {
		if sc.sh.word(row, col).clean != "" {
			last = k
		}
	}
	for k, col := range h.labels {
		text := sc.sh.word(row, col).clean
		if text == "" {
			if at, ok := groups[col][row]; ok {
				text = sc.sh.word(at[0], at[1]).clean
			} else if k < last {
				text = above[col]
			}
		} else {
			above[col] = text
			for _, right := range h.labels[k+1:] {
				delete(above, right)
			}
			hd.col = col
		}
		if text != "" && (len(hd.path) == 0 || hd.path[len(hd.path)-1] != text) {
			hd.path = append(hd.path, text)
		}
		if k == last {
			own = text
		}
	}
	hd.own = own != ""
	return hd, own
}

func bullet(lower string) bool {
	return strings.HasPrefix(lower, "-") || strings.HasPrefix(lower, "+") || strings.HasPrefix(lower, "•") || strings.HasPrefix(lower, "*")
}

// An owner is whose row it is in a wide table with a column of units; nobody's
// where the unit is not ours.
type owner struct {
	unit *office.Unit
	raw  string
	at   office.Origin
}

func (sc *scan) rowUnit(row, unitAt int, merged map[int][2]int) owner {
	at := [2]int{row, unitAt}
	if to, ok := merged[row]; ok && sc.sh.word(row, unitAt).clean == "" {
		at = to
	}
	w := sc.sh.word(at[0], at[1])
	o := owner{raw: w.clean, at: sc.r.at(sc.sh.tab, grid.Address(row, unitAt))}
	if m := sc.r.roster.find(w); m.unit != nil && slices.Contains(sc.units, m.unit) {
		o.unit = m.unit
	}
	return o
}

// rowUnits are the units that a wide table's rows speak for.
func (t *table) rowUnits(whole *office.Unit) []*office.Unit {
	var units []*office.Unit
	for i := range t.fields {
		if u := t.fields[i].unit; u != nil && !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return []*office.Unit{whole}
	}
	return units
}
