package reading

import (
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
	weekRow int // the row of weekdays over the first of the bands, or -1
}

// minBareDays is how many bare numbers in a row make a row of days; of dates
// two will do.
const minBareDays = 3

// findWide recognises the row of days of a wide table: days from left to right,
// and under it, left of the days, words that name rows.
func (sc *scan) findWide(i int) *wideHead {
	row := sc.sh.rows[i]
	h := &wideHead{row: row, unitAt: -1, measure: -1, subRow: -1, weekRow: -1}
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
	if len(h.days) == 0 || h.days[0] == 0 {
		return nil
	}
	if next := sc.nextBand(h); next {
		h.weekRow = sc.band.weekRow
	} else if len(h.days) < 2 || dated < 2 && len(h.days) < minBareDays {
		return nil
	}
	if w := sc.weekdayRow(h); w >= 0 {
		h.weekRow = w
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

// nextBand reports whether a row of days is the next week of a calendar: it has the
// heading of the band of days above it, the days stand under the same weekdays, and
// they run on.
func (sc *scan) nextBand(h *wideHead) bool {
	b := sc.band
	if b == nil || b.weekRow < 0 || len(b.labels) == 0 || h.row <= b.row {
		return false
	}
	head := sc.sh.word(h.row, b.labels[0])
	if head.fold == "" || head.fold != sc.sh.word(b.row, b.labels[0]).fold || !sc.r.mind.headsDays(head) {
		return false
	}
	for _, col := range h.days {
		if !weekdayText(sc.sh.word(b.weekRow, col).fold) {
			return false
		}
	}
	last, first := sc.r.readDate(sc.sh, b.row, b.days[len(b.days)-1]), sc.r.readDate(sc.sh, h.row, h.days[0])
	return last.kind == first.kind && (last.kind != dateBare || first.day > last.day || first.day <= 7)
}

// columnsOfDays reports whether the cells of a row are days of columns: below
// most of them stand further days, and not as the next row of days across.
func (sc *scan) columnsOfDays(i int, days []int) bool {
	if i+1 >= len(sc.sh.rows) {
		return false
	}
	n := 0
	label := sc.firstLabel(sc.sh.rows[i], days[0])
	for _, col := range days {
		for _, row := range sc.sh.rows[i+1 : min(i+3, len(sc.sh.rows))] {
			if sc.sh.at(row, col) == isDate && (label == "" || sc.firstLabel(row, days[0]) != label) {
				n++
				break
			}
		}
	}
	return n*2 > len(days)
}

// firstLabel is the first text of a row left of a column, folded.
func (sc *scan) firstLabel(row, before int) string {
	for col := range before {
		if sc.sh.at(row, col) == isWords {
			return sc.sh.word(row, col).fold
		}
	}
	return ""
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
		if head.clean == "" && h.row > 0 && sc.sh.at(h.row-1, h.days[0]) == isWords {
			head = sc.sh.word(h.row-1, col) // the days have a heading of their own
		}
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
	if i > 0 && sc.sh.rows[i-1] == h.row-1 { // a title right above names what all rows count
		if w, at := sc.sh.alone(h.row-1, 0, sc.sh.width(h.row-1)); w.clean != "" && at <= h.days[0] && sc.measures(w) {
			named++
		}
	}
	return len(h.labels) > 0 && (named > 0 || dated >= minAxis && words > 0 || words > 0 && h.weekRow >= 0 && sc.r.mind.headsDays(sc.sh.word(h.row, h.labels[0])))
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

// endsWide reports whether a text alone is the title of another table: it says
// another role or another year, and a row of days follows.
func (sc *scan) endsWide(w *word, i int, h *wideHead) bool {
	ro := sc.r.mind.roles(w.clean, meaning.InBlockTitle, sc.sh.bare)
	if i+1 < len(sc.sh.rows) && sc.findWide(i+1) != nil {
		return true // it stands right over other days
	}
	if ro.Result == meaning.ResultUnsaid && !sc.otherYear(w, sc.month.year) {
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
	if sc.nextBand(next) {
		return true
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
