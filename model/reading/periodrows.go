package reading

import (
	"regexp"

	"tonghop/model/grid"
)

// Between the days of a table may stand rows of whole weeks or months that are
// labelled in the column of days: "Tuần 2", "Tháng 6". They add up the rows below
// them, or those above, and are known by that.

// periodLabel is a week or a month and no more, folded.
var periodLabel = regexp.MustCompile(`^(?:tuan(?: thu)? (?:\d{1,2}|i{1,3}|iv|v)|thang \d{1,2}(?: (?:nam )?20\d\d)?)$`)

// periodRows takes rows of weeks and months for the totals that they are. One that
// is no sum of its days stays a row without a day.
func (sc *scan) periodRows(t *table) {
	if !sc.daysOf(t) {
		return
	}
	for i := range t.lines {
		l := &t.lines[i]
		if l.kind != lineDay || l.date.kind != dateRange && l.date.kind != dateInvalid {
			continue
		}
		w := sc.sh.word(l.at, t.dateAt)
		if periodLabel.MatchString(w.fold) && (sc.sumsUp(t, i, 1) || sc.sumsUp(t, i, -1)) {
			l.kind, l.label = lineTotal, w
		}
	}
}

// sumsUp reports whether each figure of a line is the sum of the column's figures
// in the lines of days that follow it in one direction, up to the next of its kind.
func (sc *scan) sumsUp(t *table, i, step int) bool {
	columns := 0
	for col := t.head.Col; col < sc.sh.width(t.lines[i].at); col++ {
		if t.special(col) || !sc.sh.at(t.lines[i].at, col).figureLike() {
			continue
		}
		sum, n := 0.0, 0
		for k := i + step; k >= 0 && k < len(t.lines); k += step {
			o := &t.lines[k]
			if o.kind != lineDay || periodLabel.MatchString(sc.sh.word(o.at, t.dateAt).fold) {
				break
			}
			if c := sc.sh.cell(o.at, col); c.Kind == grid.Number {
				sum += c.Number
				n++
			}
		}
		if c := sc.sh.cell(t.lines[i].at, col); n == 0 || c.Kind != grid.Number || c.Number != sum {
			return false
		}
		columns++
	}
	return columns > 0
}
