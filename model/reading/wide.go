package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A wideHead is the row of days of a table with a column a day.
type wideHead struct {
	row     int
	days    []int // columns that are days
	labelAt int   // the column that names the indicators
	unitAt  int   // the column of units, or -1
	above   int   // a row of months merged over the days, or -1
}

// minBareDays is how many bare numbers in a row make a row of days; of dates
// two will do.
const minBareDays = 3

// findWide recognises the row of days of a wide table: days from left to right,
// and under it, left of the days, a row that names an indicator.
func (sc *scan) findWide(i int) *wideHead {
	row := sc.sh.rows[i]
	h := &wideHead{row: row, unitAt: -1, above: -1}
	dated := 0
	lastBare := 0
	for col := range sc.sh.tab.Rows[row] {
		d := sc.r.readDate(sc.sh, row, col)
		switch d.kind {
		case dateBare:
			if lastBare != 0 && d.day <= lastBare && !(d.day == 1 && lastBare >= 28) {
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
	for col := max(0, h.days[0]-maxLabels); col < h.days[0]; col++ {
		if w := sc.sh.word(row, col); len(sc.r.dict.match(w.clean).all) > 0 {
			return nil // figures that happen to rise
		}
	}
	if h.labelAt = sc.labelColumn(i, h); h.labelAt < 0 {
		return nil
	}
	if is, certain := sc.sh.isNumbering(row); is && certain {
		return nil
	}
	return h
}

// maxLabels is how many columns left of the days may name the rows.
const maxLabels = 8

// maxWideRows is how far below its days a wide table may begin.
const maxWideRows = 60

// labelColumn finds the column left of the days whose cells name the most
// indicators, and -1 where none does.
func (sc *scan) labelColumn(i int, h *wideHead) int {
	best, most := -1, 0
	rows := sc.sh.rows[i+1 : min(i+1+maxWideRows, len(sc.sh.rows))]
	for col := max(0, h.days[0]-maxLabels); col < h.days[0]; col++ {
		named := 0
		for _, row := range rows {
			if w := sc.sh.word(row, col); w.clean != "" && len(w.fold) < 160 {
				if m := sc.r.dict.match(w.clean); len(m.all) > 0 && !m.all[0].text {
					named++
				}
			}
		}
		if named > most {
			best, most = col, named
		}
	}
	return best
}

// wide reads a table with a column a day and gives the index of the row to go
// on from.
func (sc *scan) wide(h *wideHead) int {
	t := sc.newTable(&header{first: h.row, end: h.row + 1, dateAt: h.row})
	t.wide = true
	t.head.EndCol = sc.sh.width(h.row)
	t.weekAt = sc.weekdayRow(h)
	h.unitAt = sc.wideUnits(h)
	next, rows := sc.wideRows(h)
	sc.wideLines(t, h, rows)
	sc.wideFields(t, h, rows)
	sc.finish(t)
	return next
}

// weekdayRow finds a row of weekdays above or below the days.
func (sc *scan) weekdayRow(h *wideHead) int {
	for _, row := range []int{h.row - 1, h.row + 1} {
		named := 0
		for _, col := range h.days {
			if _, ok := weekdayOf(sc.sh.word(row, col).fold); ok {
				named++
			}
		}
		if named*2 > len(h.days) {
			return row
		}
	}
	return -1
}

// wideUnits finds a column of units left of the days.
func (sc *scan) wideUnits(h *wideHead) int {
	if len(sc.units) < 2 {
		return -1
	}
	for col := max(0, h.days[0]-maxLabels); col < h.days[0]; col++ {
		if col != h.labelAt && unitHeads[sc.sh.word(h.row, col).fold] {
			return col
		}
	}
	return -1
}

// wideRows gives the rows of a wide table and the index of the row after it:
// where another row of days, another header or another form begins.
func (sc *scan) wideRows(h *wideHead) (next int, rows []int) {
	i := sc.sh.after(h.row + 1)
	for ; i < len(sc.sh.rows); i++ {
		row := sc.sh.rows[i]
		if row == h.row+1 && sc.weekdayRow(h) == row {
			continue
		}
		if is, certain := sc.sh.isNumbering(row); is && certain {
			continue
		}
		if sc.otherForm(row) || sc.sameDays(h, i) || sc.findHeader(i) != nil {
			break
		}
		if w, _ := sc.sh.alone(row); w.clean != "" && sectionMonth.MatchString(w.fold) && !fullDate.MatchString(w.fold) {
			break
		}
		if w, at := sc.sh.alone(row); w.clean != "" && at <= h.labelAt && len(sc.units) > 1 && h.unitAt < 0 {
			if m := sc.r.roster.find(w); m.unit != nil || m.many || m.named {
				break
			}
		}
		rows = append(rows, row)
	}
	return i, rows
}

// sameDays reports whether a row is a row of days like a table's own: the next
// block, or the next month.
func (sc *scan) sameDays(h *wideHead, i int) bool {
	next := sc.findWide(i)
	if next == nil {
		return false
	}
	same := 0
	for _, col := range h.days {
		a, b := sc.r.readDate(sc.sh, h.row, col), sc.r.readDate(sc.sh, next.row, col)
		if b.kind == a.kind && (a.kind != dateBare || a.day == b.day) {
			same++
		}
	}
	return same*5 >= len(h.days)*4
}

// wideLines makes a line of each column right of the labels.
func (sc *scan) wideLines(t *table, h *wideHead, rows []int) {
	months := sc.monthsAbove(h)
	for col := h.days[0]; col < t.head.EndCol; col++ {
		l := line{at: col, month: sc.month, unit: sc.unit}
		if m := months[col]; m.month != 0 {
			if m.year == 0 {
				m.year = sc.month.year
			}
			l.month = m
		}
		w := sc.sh.word(h.row, col)
		l.date = sc.r.readDate(sc.sh, h.row, col)
		if l.date.kind == dateNone {
			total, running := isTotal(w)
			switch {
			case total:
				l.kind, l.label, l.running = lineTotal, w, running
			case otherHeads[w.fold] || measureHeads[w.fold]:
				continue
			case col > h.days[len(h.days)-1]:
				sc.strange(t, col, w, rows)
				continue
			case w.clean != "":
				l.date.kind = dateInvalid
			}
		}
		if l.unit == nil && h.unitAt < 0 {
			l.stray, l.said, l.unitRaw = true, true, sc.stray
		}
		sc.beside(t, &l)
		t.lines = append(t.lines, l)
	}
}

// strange reports a column right of the days that holds figures and is neither
// a day nor a total.
func (sc *scan) strange(t *table, col int, head *word, rows []int) {
	n := sc.r.numbers(t)
	for _, row := range rows {
		c := sc.sh.cell(row, col)
		if f := n.read(c, nil); c.Kind == grid.Number || f.state == stated && f.value > 0 {
			sc.r.report(t.unit, sc.r.at(sc.sh.tab, grid.ColumnName(col)), "column-unknown", office.SeverityWarning, head.clean, "near", "—")
			return
		}
	}
}

// monthsAbove reads months that stand merged over the days.
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

// wideFields makes a field of each row, with the headings that stand left of
// the days.
func (sc *scan) wideFields(t *table, h *wideHead, rows []int) {
	var places []int
	var headings []*heading
	owners := map[int]owner{}
	section := ""
	groups := map[int]map[int][2]int{}
	for col := max(0, h.days[0]-maxLabels); col < h.days[0]; col++ {
		groups[col] = sc.sh.spread(col, false, h.row+1, len(sc.sh.tab.Rows))
	}
	for _, row := range rows {
		w := sc.sh.word(row, h.labelAt)
		if w.clean == "" {
			if at, ok := groups[h.labelAt][row]; ok {
				w = sc.sh.word(at[0], at[1])
			}
		}
		if total, _ := isTotal(w); total && !sc.r.dict.match(w.clean).one() {
			continue
		}
		hd := &heading{}
		for col := max(0, h.days[0]-maxLabels); col < h.labelAt; col++ {
			if at, ok := groups[col][row]; ok && col != h.unitAt {
				hd.push(sc.sh.word(at[0], at[1]).clean)
			} else if col != h.unitAt && sc.spans(row, col) {
				hd.push(sc.sh.word(row, col).clean)
			}
		}
		if bullet(w.lower) && section != "" && !sc.r.dict.match(w.clean).one() {
			hd.push(section)
			hd.push(enumerator.ReplaceAllString(w.clean, ""))
		} else {
			hd.push(w.clean)
		}
		if !bullet(w.lower) && w.clean != "" {
			section = enumerator.ReplaceAllString(w.clean, "")
		}
		if h.unitAt >= 0 {
			owners[row] = sc.rowUnit(row, h.unitAt, groups[h.unitAt])
		}
		places, headings = append(places, row), append(headings, hd)
	}
	sc.r.assign(t, places, headings, func(int) bool { return false }, owners)
}

// spans reports whether a cell is the first of a merge over several rows: a
// group's name.
func (sc *scan) spans(row, col int) bool {
	return slices.ContainsFunc(sc.sh.byRow[row], func(m grid.Range) bool { return m.Col == col && m.EndRow > m.Row+1 })
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
