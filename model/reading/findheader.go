package reading

import (
	"strings"

	"tonghop/model/grid"
)

// findHeader recognises the header of a long table that begins at or about a
// row: a row of texts with a heading for days and an indicator, or with two
// indicators over a column of dates. Parents above and children below belong
// to it.
func (sc *scan) findHeader(i int) *header {
	row := sc.sh.rows[i]
	texts, ok := sc.sh.rowOfTexts(row)
	if !ok || texts < 2 {
		return nil
	}
	dateAt, matched, weak := sc.inspect(row)
	if dateAt < 0 && matched < 2 && !(weak && matched > 0) {
		return nil
	}
	h := &header{first: row, end: row + 1, dateAt: dateAt}
	if dateAt >= 0 {
		for h.end-h.first < maxHeader && h.first > 0 && sc.isParent(h.first-1, dateAt) {
			h.first--
		}
	}
	for h.end-h.first < maxHeader && sc.isChild(h) {
		h.end++
	}
	h.headings = sc.sh.headings(h.first, h.end)
	if dateAt < 0 {
		if h.dateAt = sc.dateColumn(h); h.dateAt < 0 {
			return nil
		}
	}
	if sc.matched(h) == 0 && !(sc.r.anyTable && sc.dateColumn(h) == h.dateAt) {
		return nil
	}
	return h
}

// inspect gives the first heading of days in a row, how many of its cells name
// an indicator, and whether one may head days if those below are.
func (sc *scan) inspect(row int) (dateAt, matched int, weak bool) {
	dateAt = -1
	for col := range sc.sh.tab.Rows[row] {
		w := sc.sh.word(row, col)
		switch {
		case w.clean == "":
		case isDateHead(w):
			if dateAt < 0 {
				dateAt = col
			}
		case len(w.fold) < 160 && sc.r.dict.match(w.clean).one():
			matched++
		default:
			weak = weak || strings.HasPrefix(w.fold, "ngay ")
		}
	}
	return dateAt, matched, weak
}

// isParent reports whether the row above a header joins its children: all its
// texts stand right of the days, where no title begins.
func (sc *scan) isParent(row, dateAt int) bool {
	texts, ok := sc.sh.rowOfTexts(row)
	if !ok || texts == 0 {
		return false
	}
	if is, _ := sc.sh.isNumbering(row); is {
		return false
	}
	for col := 0; col <= dateAt; col++ {
		if sc.sh.word(row, col).clean != "" {
			return false
		}
	}
	for _, m := range sc.sh.byRow[row] {
		if m.Col <= dateAt {
			return false
		}
	}
	return true
}

// isChild reports whether the row under a header belongs to it: texts only,
// nothing under the days, and it tells more than the header did without it.
func (sc *scan) isChild(h *header) bool {
	row := h.end
	texts, ok := sc.sh.rowOfTexts(row)
	if !ok || texts == 0 {
		return false
	}
	if is, _ := sc.sh.isNumbering(row); is {
		return false
	}
	if h.dateAt >= 0 {
		if sc.sh.word(row, h.dateAt).clean != "" {
			return false
		}
		for _, m := range sc.sh.tall {
			if m.Contains(row, h.dateAt) && m.Row >= h.first {
				return true
			}
		}
	}
	before := *h
	before.headings = sc.sh.headings(h.first, h.end)
	longer := *h
	longer.headings = sc.sh.headings(h.first, h.end+1)
	return sc.matched(&longer) > sc.matched(&before)
}

// matched counts the columns of a header that are indicators for certain.
func (sc *scan) matched(h *header) int {
	n := 0
	for col := range h.headings {
		if col == h.dateAt {
			continue
		}
		if m := sc.r.dict.meaningOf(&h.headings[col]); m.one() && !m.all[0].text || len(m.all) > 1 {
			n++
		}
	}
	for _, u := range sc.units {
		for _, at := range u.Reading.Columns {
			if col, ok := grid.ParseColumn(at); ok && col < len(h.headings) && len(h.headings[col].path) > 0 {
				n++
			}
		}
	}
	return n
}

// sampleRows is how many rows under a header tell what a column holds.
const sampleRows = 40

// dateColumn finds the one column whose cells under a header are dates, and -1
// where there is none or more than one.
func (sc *scan) dateColumn(h *header) int {
	from := sc.sh.after(h.end)
	sample := sc.sh.rows[from:min(from+sampleRows, len(sc.sh.rows))]
	found := -1
	for col := range h.headings {
		if m := sc.r.dict.meaningOf(&h.headings[col]); m.one() {
			continue
		}
		full, filled := 0, 0
		for _, row := range sample {
			c := sc.sh.cell(row, col)
			if c.Kind == grid.Blank {
				continue
			}
			filled++
			switch d := sc.r.readDate(sc.sh, row, col); d.kind {
			case dateSerial:
				if c.Kind == grid.Date {
					full++
				}
			case dateFull, dateMonth:
				full++
			case dateBare:
				if col == h.dateAt || h.headings[col].mayHeadDays() {
					full++
				}
			}
		}
		if full == 0 || full*2 < filled {
			continue
		}
		if found >= 0 && col != h.dateAt {
			if found == h.dateAt {
				continue
			}
			return -1
		}
		found = col
	}
	return found
}

func (h *heading) mayHeadDays() bool {
	return strings.HasPrefix(foldText(lowerClean(h.text())), "ngay ")
}

// sameHeading reports whether a row repeats a row of the table's own header,
// as printed pages do.
func (sc *scan) sameHeading(h *header, row int) bool {
	for head := h.first; head < h.end; head++ {
		same, other := 0, 0
		for col := 0; col < max(sc.sh.width(row), sc.sh.width(head)); col++ {
			a, b := sc.sh.word(row, col), sc.sh.word(head, col)
			switch {
			case a.fold == b.fold && a.fold != "":
				same++
			case a.fold != b.fold:
				other++
			}
		}
		if same >= 2 && other == 0 {
			return true
		}
	}
	return false
}

// otherForm reports whether a row heads another form below the table: a
// contact list, a roster.
func (sc *scan) otherForm(row int) bool {
	if _, ok := sc.sh.rowOfTexts(row); !ok {
		return false
	}
	listed, serial := 0, 0
	for col := range sc.sh.tab.Rows[row] {
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

// specialColumns finds the columns of a header that are neither indicators nor
// texts but tell something of the line.
func (sc *scan) specialColumns(t *table, h *header) {
	var unitCols []int
	for col := range h.headings {
		if col == t.dateAt {
			continue
		}
		hd := &h.headings[col]
		if len(hd.path) == 0 {
			continue
		}
		m := sc.r.dict.meaningOf(hd)
		fold := foldText(lowerClean(hd.path[len(hd.path)-1]))
		switch {
		case numberHeads[fold] && len(m.all) == 0, fold == "tt" && sc.runs(h, col):
			if t.serialAt < 0 {
				t.serialAt = col
			}
		case len(m.all) > 0:
		case weekdayHeads[fold] && t.weekAt < 0:
			t.weekAt = col
		case shiftHeads[fold] && t.shiftAt < 0:
			t.shiftAt = col
		case unitHeads[fold] || len(sc.units) > 1:
			unitCols = append(unitCols, col)
		}
	}
	if sc.partsOfOne() {
		return
	}
	t.unitAt = sc.unitColumn(h, unitCols)
}

// partsOfOne reports whether the source serves one unit whose rows of a day are
// to be added up: then a column of units names its parts, as the consolidated
// book of a district does for the province.
func (sc *scan) partsOfOne() bool {
	return len(sc.r.ctx.Units) == 1 && sc.r.ctx.Units[0].Reading.SumSameDay
}

// unitColumn chooses the column whose cells name units: our own, or in a
// source of one unit others of the same kind.
func (sc *scan) unitColumn(h *header, cols []int) int {
	best, most := -1, 0
	from := sc.sh.after(h.end)
	sample := sc.sh.rows[from:min(from+sampleRows, len(sc.sh.rows))]
	for _, col := range cols {
		names, filled := 0, 0
		for _, row := range sample {
			w := sc.sh.word(row, col)
			if w.clean == "" {
				continue
			}
			filled++
			if m := sc.r.roster.find(w); m.unit != nil || m.many || m.named {
				names++
			}
		}
		heads := unitHeads[foldText(lowerClean(h.headings[col].text()))]
		if names*2 >= filled && names > most || heads && len(sc.units) > 1 && names > most {
			best, most = col, names
		}
	}
	return best
}

// runs reports whether the numbers under a heading run 1, 2, 3.
func (sc *scan) runs(h *header, col int) bool {
	last, steps, breaks := 0, 0, 0
	from := sc.sh.after(h.end)
	for _, row := range sc.sh.rows[from:min(from+sampleRows, len(sc.sh.rows))] {
		c := sc.sh.cell(row, col)
		n := 0
		switch c.Kind {
		case grid.Number:
			n = int(c.Number)
		case grid.Text:
			n = number(sc.sh.word(row, col).clean)
		}
		switch {
		case n == 0:
		case n == last+1:
			steps, last = steps+1, n
		default:
			breaks, last = breaks+1, n
		}
	}
	return steps >= 1 && breaks*5 <= steps
}
