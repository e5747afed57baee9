package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/reading/meaning"
)

// A window is where one long table stands: its header's rows, its column of
// days, and the columns that are its own.
type window struct {
	heads       []int
	days        []int // columns of days, the first of them at its place
	left, right int   // right exclusive
	from        int   // the first row below the header
	headless    bool
	beside      bool // another table stands beside it
}

// minAxis is how many days in a column make a table without a heading of days.
const minAxis = 3

// longAt reads the long tables whose columns of days are headed in a row, side by
// side, and reports whether there was any.
func (sc *scan) longAt(i int) bool {
	row := sc.sh.rows[i]
	heads := sc.dayHeads(row)
	if len(heads) == 0 {
		return false
	}
	wins := sc.windows(row, heads)
	found := false
	for _, w := range wins {
		if sc.header(&w, row) && sc.long(&w) {
			found = true
		}
	}
	if found {
		sc.read++
		sc.leave()
	}
	return found
}

// dayHeads gives the free columns of a row of headings that head days.
func (sc *scan) dayHeads(row int) []int {
	var heads []int
	for col := range sc.sh.width(row) {
		if sc.sh.at(row, col) != isWords || !sc.free(row, col) || !sc.r.mind.headsDays(sc.sh.word(row, col)) && !sc.headsWeakly(row, col) {
			continue
		}
		if next := sc.sh.at(row, col+1); next.bearsNumber() && !sc.sh.yearAt(row, col+1) {
			continue // a label of a card, or of a row of days
		}
		if sc.daysAcrossBelow(row, col) {
			continue
		}
		heads = append(heads, col)
	}
	return heads
}

// daysAcrossBelow reports whether a heading stands over days that run across:
// "Ngày trong tháng" over 1, 2, 3.
func (sc *scan) daysAcrossBelow(row, col int) bool {
	last := cellDate{}
	for k := range minAxis {
		c := sc.sh.at(row+1, col+k)
		if k > 0 && sc.sh.at(row, col+k) != isBlank || c != isBare && c != isDate {
			return false
		}
		d := sc.r.readDate(sc.sh, row+1, col+k)
		if k > 0 && c == isBare && d.day != last.day+1 {
			return false
		}
		last = d
	}
	return true
}

// headsWeakly reports whether a heading that begins with "ngày", or asks on which
// day, stands over days.
func (sc *scan) headsWeakly(row, col int) bool {
	w := sc.sh.word(row, col)
	if !strings.HasPrefix(w.fold, "ngay ") && !strings.HasSuffix(w.fold, "ngay nao") || len(w.clean) > 80 || dayInTitle(w) != nil {
		return false
	}
	days, filled := 0, 0
	for _, r := range sc.below(row) {
		switch sc.sh.at(r, col) {
		case isBlank:
			continue
		case isDate, isBare:
			days++
		}
		filled++
	}
	return days > 0 && days*2 >= filled
}

// windows divides the columns of a row of headings among its columns of days.
// Two columns of days with no figures between them, or of entry and of duty,
// belong to one table.
func (sc *scan) windows(row int, heads []int) []window {
	var wins []window
	for _, col := range heads {
		if n := len(wins); n > 0 && sc.oneTable(row, wins[n-1].days[0], col) {
			wins[n-1].days = append(wins[n-1].days, col)
			continue
		}
		wins = append(wins, window{days: []int{col}})
	}
	for k := range wins {
		w := &wins[k]
		w.right = max(sc.sh.wide, w.days[0]+1)
		w.beside = len(wins) > 1
		if k > 0 {
			w.left = sc.leftOf(row, wins[k-1].days[len(wins[k-1].days)-1], w.days[0])
			wins[k-1].right = w.left
		}
	}
	return wins
}

// oneTable reports whether two columns of days are of one table: what stands
// between them is no figures, or one tells when the row was written.
func (sc *scan) oneTable(row, a, b int) bool {
	ka, kb := sc.r.mind.kind(sc.sh.word(row, a).clean).Kind, sc.r.mind.kind(sc.sh.word(row, b).clean).Kind
	if sc.sh.word(row, a).fold == sc.sh.word(row, b).fold {
		return false
	}
	for col := a + 1; col < b; col++ {
		if sc.sh.at(row, col) == isBlank && sc.blankColumn(col, row, sampleRows) {
			return false
		}
		if sc.figuresBelow(row, col) > 0 && !numberHeads[sc.sh.word(row, col).fold] {
			return ka != kb && (ka == meaning.KindEntryDay || kb == meaning.KindEntryDay || ka == meaning.KindReportDay || kb == meaning.KindReportDay)
		}
	}
	return true
}

// sampleRows is how many rows under a header tell what a column holds.
const sampleRows = 60

func (sc *scan) below(row int) []int {
	from := sc.sh.after(row + 1)
	return sc.sh.rows[from:min(from+sampleRows, len(sc.sh.rows))]
}

func (sc *scan) figuresBelow(row, col int) int {
	n := 0
	for _, r := range sc.below(row) {
		if sc.sh.at(r, col).figureLike() {
			n++
		}
	}
	return n
}

// blankColumn reports whether nothing stands in a column from a row on, as far
// as is looked.
func (sc *scan) blankColumn(col, row, rows int) bool {
	from := sc.sh.after(row)
	for _, r := range sc.sh.rows[from:min(from+rows, len(sc.sh.rows))] {
		if sc.sh.at(r, col) != isBlank {
			return false
		}
	}
	return true
}

// leftOf tells where a table's columns begin that stands beside another: its
// running numbers, weekdays and parts may stand left of its days.
func (sc *scan) leftOf(row, before, days int) int {
	left := days
	for left-1 > before {
		w := sc.sh.word(row, left-1)
		if w.clean == "" {
			break
		}
		switch k := sc.r.mind.kind(w.clean).Kind; {
		case numberHeads[w.fold], weekdayHeads[w.fold], k == meaning.KindSerial, k == meaning.KindWeekday, k == meaning.KindMonth:
			left--
			continue
		}
		break
	}
	return left
}

// header finds the rows of a header about the row that heads the days, and
// where its body begins.
func (sc *scan) header(w *window, row int) bool {
	if texts, ok := sc.sh.headLike(row, w.left, w.right); !ok || texts < 2 && !sc.daysBelow(w, row) {
		return false
	}
	w.heads = []int{row}
	for len(w.heads) < maxHeader && sc.isParent(w, w.heads[0]-1) {
		w.heads = slices.Insert(w.heads, 0, w.heads[0]-1)
	}
	for len(w.heads) < maxHeader {
		last := w.heads[len(w.heads)-1]
		next := sc.nextRow(last, w)
		if next < 0 || next > last+2 || !sc.isChild(w, next) {
			break
		}
		w.heads = append(w.heads, next)
	}
	w.from = w.heads[len(w.heads)-1] + 1
	return true
}

// daysBelow reports whether days stand below a heading.
func (sc *scan) daysBelow(w *window, row int) bool {
	n := 0
	for _, r := range sc.below(row) {
		if c := sc.sh.at(r, w.days[0]); c == isDate || c == isBare {
			n++
		}
	}
	return n > 0 && w.right > w.days[0]+1
}

// nextRow is the next row that holds anything between a window's columns, -1
// where none does.
func (sc *scan) nextRow(row int, w *window) int {
	for i := sc.sh.after(row + 1); i < len(sc.sh.rows) && sc.sh.rows[i] <= row+2; i++ {
		r := sc.sh.rows[i]
		for col := w.left; col < min(w.right, sc.sh.width(r)); col++ {
			if sc.sh.at(r, col) != isBlank {
				return r
			}
		}
	}
	return -1
}

// isParent reports whether the row above a header joins its children: all its
// texts stand right of the days, where no title begins.
func (sc *scan) isParent(w *window, row int) bool {
	texts, ok := sc.sh.headLike(row, w.left, w.right)
	if !ok || texts == 0 || !sc.free(row, w.days[0]) {
		return false
	}
	if is, _ := sc.sh.isNumbering(row, w.left, w.right); is {
		return false
	}
	axis := w.days[len(w.days)-1]
	for col := w.left; col <= axis; col++ {
		if sc.sh.at(row, col) != isBlank {
			return false
		}
	}
	merged := false
	for _, m := range sc.sh.byRow[row] {
		if m.Col <= axis && m.EndCol > w.left {
			return false
		}
		merged = merged || m.Col >= w.left && m.Col < w.right && m.EndCol > m.Col+1
	}
	if texts > 1 || merged {
		return true
	}
	// A text alone that is not merged is a title, unless it stands over blanks
	// of the row below as their parent does.
	for col := axis + 1; col < w.right; col++ {
		if sc.sh.at(row, col) == isWords {
			return sc.sh.at(row+1, col) == isWords && sc.sh.at(row+1, col+1) == isWords && sc.blanksBehind(row+1, axis, w.right) == 0 && sc.roleWord(row, col)
		}
	}
	return false
}

// roleWord reports whether a text says by itself what its figures are of.
func (sc *scan) roleWord(row, col int) bool {
	ro := sc.r.mind.roles(sc.sh.word(row, col).clean, meaning.InHeading, sc.sh.bare)
	return ro.Result != meaning.ResultUnsaid || ro.Span != meaning.SpanUnsaid
}

func (sc *scan) blanksBehind(row, axis, right int) int {
	n := 0
	for col := axis + 1; col < min(right, sc.sh.width(row)); col++ {
		if sc.sh.at(row, col) == isBlank {
			n++
		}
	}
	return n
}

// isChild reports whether the row under a header belongs to it: texts only, and
// nothing under the days.
func (sc *scan) isChild(w *window, row int) bool {
	texts, ok := sc.sh.headLike(row, w.left, w.right)
	if !ok || texts == 0 {
		return sc.numbersChildren(w, row)
	}
	for _, col := range w.days {
		if w := sc.sh.word(row, col); sc.sh.at(row, col) != isBlank && !sc.r.mind.headsDays(w) && !bracketed(w.lower) && !measureHeads[w.fold] {
			return false
		}
	}
	if is, _ := sc.sh.isNumbering(row, w.left, w.right); is {
		return sc.numbersChildren(w, row)
	}
	if word, at := sc.sh.alone(row, w.left, w.right); word.clean != "" {
		switch {
		case at <= w.days[0], sectionMonth.MatchString(word.fold), nilPhrases[word.fold], restPhrases[word.fold], isPlaceAndDate(word.fold):
			return false
		}
		if total, _ := isTotal(word); total && !sc.dateSoon(w, row) {
			return false
		}
	}
	return !sc.belowTable(row, w.left, w.right) && !sc.restRow(row, w)
}

// bracketed reports whether a text stands in brackets: a hint how a column is
// filled in.
func bracketed(lower string) bool {
	return strings.HasPrefix(lower, "(") && strings.HasSuffix(lower, ")")
}

// dateSoon reports whether the next row holds a day.
func (sc *scan) dateSoon(w *window, row int) bool {
	next := sc.nextRow(row, w)
	return next >= 0 && (sc.sh.at(next, w.days[0]) == isDate || sc.sh.at(next, w.days[0]) == isBare)
}

// restRow reports whether all texts of a row right of the days say that nothing
// was done.
func (sc *scan) restRow(row int, w *window) bool {
	n := 0
	for col := w.days[0] + 1; col < min(w.right, sc.sh.width(row)); col++ {
		switch fold := sc.sh.word(row, col).fold; {
		case fold == "":
		case nilPhrases[fold] || restPhrases[fold] || foldedTexts[fold].state == stated:
			n++
		case sc.r.partLabel(sc.sh.word(row, col), sc.sh.bare).kind != meaning.PartUnsaid:
		default:
			return false
		}
	}
	return n > 0
}

// numbersChildren reports whether a row's numbers tell the children of one parent
// apart: "(1)" and "(2)" under a heading merged over both.
func (sc *scan) numbersChildren(w *window, row int) bool {
	if is, _ := sc.sh.isNumbering(row, w.left, w.right); !is {
		return false
	}
	n := 0
	for col := w.left; col < min(w.right, sc.sh.width(row)); col++ {
		if sc.sh.at(row, col) == isBlank {
			continue
		}
		above := sc.sh.at(row-1, col) != isBlank || slices.ContainsFunc(sc.sh.byRow[row-1], func(m grid.Range) bool {
			return col >= m.Col && col < m.EndCol && m.EndRow == m.Row+1
		})
		if !above {
			return false
		}
		n++
	}
	wide := slices.ContainsFunc(sc.sh.byRow[row-1], func(m grid.Range) bool { return m.EndCol > m.Col+1 && m.Col > w.days[0] })
	blanks := sc.blanksBehind(row-1, w.days[0], w.right)
	return n >= 2 && n < w.right-w.left && (wide || blanks > 0)
}

// headlessAt reads a table whose days are headed by nothing that is known: a
// run of days in a column, from a row on.
func (sc *scan) headlessAt(i int) bool {
	row := sc.sh.rows[i]
	for col := range sc.sh.width(row) {
		if sc.sh.at(row, col) != isDate || !sc.free(row, col) {
			continue
		}
		few := sc.runLength(i, col) < minAxis
		w := window{days: []int{col}, right: max(sc.sh.wide, col+1), headless: true, from: row}
		for c := col + 1; c < sc.sh.width(row); c++ {
			if sc.sh.at(row, c) == isDate && sc.free(row, c) && sc.runLength(i, c) >= minAxis && sc.figuresBetween(row, col, c) {
				w.right = c
				break
			}
		}
		for c := range col {
			if !sc.free(row, c) {
				w.left = c + 1
			}
		}
		if sc.headAbove(&w, row) && (!few || sc.measuresIn(&w) >= 2) && sc.long(&w) {
			sc.read++
			sc.leave()
			return true
		}
	}
	return false
}

// measuresIn counts the headings of a window that name indicators.
func (sc *scan) measuresIn(w *window) int {
	n := 0
	for _, h := range sc.sh.headings(w.heads, w.left, w.right) {
		if len(h.path) > 0 && sc.r.names(says(h.path), sc.sh.bare) {
			n++
		}
	}
	return n
}

func (sc *scan) figuresBetween(row, a, b int) bool {
	for col := a + 1; col < b; col++ {
		if sc.sh.at(row, col).figureLike() {
			return true
		}
	}
	return false
}

// runLength counts the days of a column from a row on, as far as is looked.
func (sc *scan) runLength(i, col int) int {
	n := 0
	for _, r := range sc.sh.rows[i:min(i+sampleRows, len(sc.sh.rows))] {
		if sc.sh.at(r, col) == isDate && sc.free(r, col) {
			n++
		}
	}
	return n
}

// headAbove finds a header above the first day of a table: rows of texts right
// above it.
func (sc *scan) headAbove(w *window, row int) bool {
	above := row - 1
	if i := sc.sh.after(row); i > 0 && sc.sh.rows[i-1] >= row-2 {
		above = sc.sh.rows[i-1]
	}
	for r := above; r >= 0 && len(w.heads) < maxHeader && (len(w.heads) == 0 || r == w.heads[0]-1); r-- {
		texts, ok := sc.sh.headLike(r, w.left, w.right)
		if is, _ := sc.sh.isNumbering(r, w.left, w.right); is && len(w.heads) == 0 {
			continue
		}
		if !ok || texts < 2 && len(w.heads) == 0 || !sc.free(r, w.days[0]) {
			break
		}
		if len(w.heads) > 0 && !sc.isParent(w, r) {
			break
		}
		w.heads = slices.Insert(w.heads, 0, r)
	}
	return len(w.heads) > 0
}
