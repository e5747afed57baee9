package reading

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/reading/meaning"
)

// A block or a tab of one day may have its headings in a row and the day's figures
// below them, one row or a row for each part: the day stands in the title alone. It
// is read as a long table whose column of days stands behind its last column.

// minDayHeads is how many headings of such a block must name indicators.
const minDayHeads = 2

// dayRowAt reads the block of one day whose headings stand in a row, and reports
// whether there was one.
func (sc *scan) dayRowAt(i int) bool {
	row := sc.sh.rows[i]
	right := sc.sh.width(row)
	if texts, ok := sc.sh.headLike(row, 0, right); !ok || texts < minDayHeads || !sc.free(row, 0) {
		return false
	}
	named := 0
	for col := range right {
		if sc.measures(sc.sh.word(row, col)) {
			named++
		}
	}
	body := sc.dayBody(i)
	if named < minDayHeads || len(body) == 0 || slices.ContainsFunc(body, sc.turned) {
		return false
	}
	day := sc.placedDay(sc.cardDay(0, right))
	if day == 0 {
		return false
	}
	if sc.sh.named == nil {
		sc.sh.named = map[[2]int]calendar.Day{}
	}
	behind := sc.sh.wide
	for _, r := range body {
		sc.sh.named[[2]int{r, behind}] = day
	}
	w := window{heads: []int{row}, days: []int{behind}, right: behind + 1, from: row + 1, until: body[len(body)-1] + 1}
	for len(w.heads) < maxHeader && w.heads[0] > 0 && sc.groupsAbove(&w, w.heads[0]-1) {
		w.heads = slices.Insert(w.heads, 0, w.heads[0]-1)
	}
	if !sc.long(&w) {
		return false
	}
	sc.read++
	return true
}

// turned reports whether a row is labelled as something else than what was done: all
// so far, a plan.
func (sc *scan) turned(row int) bool {
	for col := range sc.sh.width(row) {
		if w := sc.sh.word(row, col); sc.sh.at(row, col) == isWords && len(w.clean) < 80 {
			if !sc.r.mind.roles(w.clean, meaning.InRow, sc.sh.bare).Plain() {
				return true
			}
		}
	}
	return false
}

// groupsAbove reports whether a row above the headings joins them: a text that is
// merged over several of them.
func (sc *scan) groupsAbove(w *window, row int) bool {
	texts, ok := sc.sh.headLike(row, w.left, w.right)
	return ok && texts > 1 && sc.isParent(w, row)
}

// dayBody gives the rows of figures right below a row of headings.
func (sc *scan) dayBody(i int) []int {
	var body []int
	last := sc.sh.rows[i]
	for _, r := range sc.sh.rows[i+1:] {
		n := sc.sh.count(r, 0, sc.sh.width(r))
		if r != last+1 || n[isFigure]+n[isBare] == 0 || n[isDate]+n[isDayish] > 0 {
			break
		}
		body, last = append(body, r), r
	}
	return body
}

// placedDay is the day that a title or a tab's name tells, 0 where it tells none for
// certain.
func (sc *scan) placedDay(d *cellDate) calendar.Day {
	if d == nil || d.conflict {
		return 0
	}
	switch d.kind {
	case dateSerial:
		return d.serial
	case dateFull, dateMonth:
		year := d.year
		if year == 0 {
			year = sc.yearOfRange()
		}
		if day, ok := calendar.ValidDate(year, time.Month(d.month), d.day); ok && year != 0 {
			return day
		}
	}
	return 0
}
