package reading

import (
	"strings"

	"tonghop/model/reading/meaning"
)

// A window is where one long table stands: its header's rows, its column of
// days, and the columns that are its own.
type window struct {
	heads       []int
	days        []int // columns of days, the first of them at its place
	left, right int   // right exclusive
	from        int   // the first row below the header
	until       int   // the row behind its last, 0 where that is not known
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
