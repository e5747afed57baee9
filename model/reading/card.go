package reading

import (
	"slices"

	"tonghop/model/grid"
)

// A card is a sheet or a block of one day: its date in a title, and under it a
// label and a figure a row, perhaps with a column for each part.

// cardAt reads a card whose heading stands in a row: a column of labels that name
// indicators, columns of figures, and above them one day.
func (sc *scan) cards() {
	sc.titles, sc.day = nil, nil
	rows := sc.sh.rows
	for i := 0; i < len(rows); i++ {
		if sc.r.spent() {
			return
		}
		read := false
		for sc.cardAt(i) {
			read = true
		}
		read = read || sc.dayRowAt(i)
		if read {
			sc.leave()
			continue
		}
		sc.title(rows[i])
	}
}

// minCardRows is how many rows of label and figure make a card.
const minCardRows = 2

// cardAt reads the first card whose labels begin in a row, and reports whether
// there was one.
func (sc *scan) cardAt(i int) bool {
	row := sc.sh.rows[i]
	labelAt := sc.cardLabel(row)
	if labelAt < 0 {
		return false
	}
	head := -1
	if i > 0 {
		if above := sc.sh.rows[i-1]; above >= row-2 && sc.cardHead(above, labelAt) {
			head = above
		}
	}
	var body []int
	for k := i; k < len(sc.sh.rows); k++ {
		r := sc.sh.rows[k]
		if !sc.free(r, labelAt) || !sc.cardRow(r, labelAt) {
			if len(body) > 0 && r <= body[len(body)-1]+2 && sc.sh.at(r, labelAt) == isWords && sc.figuresRight(r, labelAt) > 0 {
				body = append(body, r) // an unknown label amid the others
				continue
			}
			break
		}
		body = append(body, r)
	}
	if len(body) < minCardRows {
		return false
	}
	right := sc.cardEdge(body, labelAt)
	day := sc.cardDay(labelAt, right)
	if day == nil {
		return false
	}
	sc.card(*day, labelAt, right, head, body)
	sc.read++
	return true
}

// cardEdge is the column behind a card's figures: another card's labels end it.
func (sc *scan) cardEdge(body []int, labelAt int) int {
	right := labelAt + 1
	for _, row := range body {
		for col := labelAt + 1; col < sc.sh.width(row); col++ {
			if sc.sh.at(row, col) == isWords && sc.cardRow(row, col) {
				break
			}
			if sc.sh.at(row, col).bearsNumber() {
				right = max(right, col+1)
			}
		}
	}
	return right
}

// cardDay is the one day that the titles above a card and the tab's name tell;
// nil where they tell none, and one that is refused where they contradict.
func (sc *scan) cardDay(left, right int) *cellDate {
	fromTab := dayInTabTitle(sc.r.mindWord(sc.sh.tab.Title))
	above := sc.day
	for _, d := range slices.Backward(sc.days) {
		if d.col >= left-1 && d.col < right && above != nil && d.row == above.row {
			above = &d
			break
		}
	}
	switch {
	case above == nil && fromTab == nil:
		return nil
	case above == nil:
		return fromTab
	case fromTab != nil && !sameDay(fromTab, above):
		d := *above
		d.conflict = true
		return &d
	}
	return above
}

// cardLabel is the column of a row that holds its label: the first text.
func (sc *scan) cardLabel(row int) int {
	for col := range sc.sh.width(row) {
		if sc.sh.at(row, col) == isWords && sc.free(row, col) && sc.cardRow(row, col) {
			return col
		}
	}
	return -1
}

// cardRow reports whether a row is a label that names an indicator, with its
// figures or blanks right of it.
func (sc *scan) cardRow(row, labelAt int) bool {
	w := sc.sh.word(row, labelAt)
	return w.clean != "" && sc.measures(sc.sh.words.of(enumerator.ReplaceAllString(w.clean, "")))
}

func (sc *scan) figuresRight(row, labelAt int) int {
	n := 0
	for col := labelAt + 1; col < sc.sh.width(row); col++ {
		if sc.sh.at(row, col).bearsNumber() {
			n++
		}
	}
	return n
}

// cardHead reports whether a row heads a card's columns.
func (sc *scan) cardHead(row, labelAt int) bool {
	texts, ok := sc.sh.headLike(row, labelAt, sc.sh.width(row))
	return ok && texts >= 2 && sc.sh.at(row, labelAt) == isWords
}

// card reads one card as a wide table of one day.
func (sc *scan) card(day cellDate, labelAt, right, head int, body []int) {
	top := body[0]
	if head >= 0 {
		top = head
	}
	sc.titles = slices.DeleteFunc(sc.titles, func(t title) bool { return t.row == head })
	roles, m := sc.above(labelAt, max(right, labelAt+1))
	t := sc.blankTable(roles, m)
	t.wide, t.layout, t.dateAt = true, "card", max(head, 0)
	if head >= 0 {
		t.heads = []int{head}
	}
	t.head = grid.Range{Row: top, Col: labelAt, EndRow: body[0], EndCol: right}
	t.body = grid.Range{Row: top, Col: labelAt, EndRow: body[len(body)-1] + 1, EndCol: right}
	sc.claim(t.body)
	l := line{at: labelAt + 1, only: -1, month: t.title, unit: sc.unit, date: day, parts: t.titled()}
	measure := -1
	for col := labelAt + 1; col < right; col++ {
		text := ""
		if head >= 0 {
			text = sc.sh.word(head, col).clean
		}
		if measureHeads[foldText(lowerClean(text))] || sc.textColumn(body, col) {
			measure = col
			continue
		}
		if text == "" && sc.blankIn(body, col) {
			continue
		}
		t.subs = append(t.subs, text)
		l.ats = append(l.ats, col)
	}
	if l.unit == nil {
		l.stray, l.said, l.unitRaw = true, true, sc.stray
	}
	if len(l.ats) > 0 {
		l.at = l.ats[0]
	}
	t.lines = append(t.lines, l)
	if day.conflict {
		t.lines[0].date.kind = dateInvalid
	}
	sc.r.placeDays(t)
	if day.conflict {
		t.lines[0].date.fault = "date-ambiguous"
	}
	sc.r.assign(t, sc.cardFields(t, labelAt, measure, body))
	sc.finish(t)
}

func (sc *scan) blankIn(body []int, col int) bool {
	return !slices.ContainsFunc(body, func(row int) bool { return sc.sh.at(row, col) != isBlank })
}

func (sc *scan) textColumn(body []int, col int) bool {
	texts, figures := 0, 0
	for _, row := range body {
		switch c := sc.sh.at(row, col); {
		case c == isWords:
			texts++
		case c.bearsNumber():
			figures++
		}
	}
	return texts > 0 && figures == 0
}

func (sc *scan) cardFields(t *table, labelAt, measure int, body []int) []place {
	var places []place
	for _, row := range body {
		label := enumerator.ReplaceAllString(sc.sh.word(row, labelAt).clean, "")
		for k, sub := range t.subs {
			h := &heading{path: []string{label}, own: true, row: row, col: labelAt}
			if measure >= 0 {
				h.measure = sc.sh.word(row, measure).clean
			}
			if sub != "" && !sc.quantity(sub) {
				h.path = append(slices.Clone(h.path), sub)
			}
			if sub == "" && len(t.subs) > 1 {
				h.shared = row + 1
			}
			places = append(places, place{at: row, sub: k, heading: h})
		}
	}
	return places
}

// quantity reports whether a card's column heading only says that figures stand
// below it.
func (sc *scan) quantity(text string) bool {
	return quantityHeads[foldText(lowerClean(text))] || sc.r.mind.isNeutral(text)
}

// sameDay reports whether two texts can be of one day.
func sameDay(a, b *cellDate) bool {
	da, ma := dayAndMonth(a)
	db, mb := dayAndMonth(b)
	return da == db && (ma == mb || ma == 0 || mb == 0)
}

func dayAndMonth(d *cellDate) (day, month int) {
	if d.kind == dateSerial {
		_, m, day := d.serial.Date()
		return day, int(m)
	}
	return d.day, d.month
}
