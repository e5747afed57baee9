package reading

import (
	"time"

	"tonghop/model/calendar"
)

// A week's table may name its days by their weekdays alone, "Thứ hai", "T3", "CN",
// down a column or along a row, under a title that says from which day to which:
// in a stretch of seven days at most, each weekday is one day.

// minWeekdays is how many weekdays in a line make days of it.
const minWeekdays = 3

// weekdays finds the weekdays of a tab that stand for days and gives each its day.
// Where dates stand beside them they only check those.
func (sc *scan) weekdays() {
	var week dayRange
	sh := sc.sh
	for _, row := range sh.rows {
		for col := range sh.width(row) {
			switch sh.at(row, col) {
			case isWords, isDayish:
				if s := rangeOf(sh.word(row, col), sc.yearOfRange()); s.last != 0 {
					week = s
				}
			}
		}
		if week.last == 0 || week.last-week.first > 6 {
			continue
		}
		for col := range sh.width(row) {
			if sh.at(row, col) != isWords || !sc.weekdayAt(row, col) {
				continue
			}
			for _, step := range [][2]int{{0, 1}, {1, 0}} {
				sc.weekdayRun(row, col, step, week)
			}
		}
	}
}

// yearOfRange is the year of a stretch that names none.
func (sc *scan) yearOfRange() int {
	if sc.month.year != 0 {
		return sc.month.year
	}
	if first, _, _ := sc.r.ctx.Starts.Date(); sc.r.ctx.Ends != 0 {
		if last, _, _ := sc.r.ctx.Ends.Date(); first == last {
			return first
		}
	}
	return 0
}

// weekdayAt reports whether a cell says a weekday and nothing else.
func (sc *scan) weekdayAt(row, col int) bool {
	w := sc.sh.word(row, col)
	return w.fold != "" && weekdayAlone.MatchString(w.fold)
}

// weekdayRun takes the weekdays from a cell on for days: at least three, one after
// the other, none twice, and no dates beside them.
func (sc *scan) weekdayRun(row, col int, step [2]int, week dayRange) {
	if b, c := row-step[0], col-step[1]; b >= 0 && c >= 0 && sc.weekdayAt(b, c) {
		return // a run is taken whole
	}
	type at struct{ row, col int }
	days := map[at]calendar.Day{}
	last := calendar.Day(0)
	for r, c := row, col; r < len(sc.sh.class) && c < sc.sh.width(r) && sc.sh.at(r, c) == isWords && sc.weekdayAt(r, c); r, c = r+step[0], c+step[1] {
		day := week.on(sc.sh.word(r, c).fold)
		if day == 0 || day <= last {
			return
		}
		days[at{r, c}], last = day, day
		for _, side := range []int{-1, 1} {
			if n := sc.sh.at(r+side*step[1], c+side*step[0]); n == isDate || n == isDayish || n == isBare && sc.dayBeside(r, c, step, side) {
				return
			}
		}
	}
	if len(days) < minWeekdays {
		return
	}
	if sc.sh.named == nil {
		sc.sh.named = map[[2]int]calendar.Day{}
	}
	for p, day := range days {
		sc.sh.named[[2]int{p.row, p.col}] = day
		sc.sh.class[p.row][p.col] = isDate
	}
}

// dayBeside reports whether the number beside a weekday is one more than that
// beside the weekday before it or one less than that beside the one after it, and
// none of an indicator: a day of the month.
func (sc *scan) dayBeside(row, col int, step [2]int, side int) bool {
	at := func(n int) (int, bool) {
		r, c := row+n*step[0]+side*step[1], col+n*step[1]+side*step[0]
		if r < 0 || c < 0 || sc.sh.at(r, c) != isBare {
			return 0, false
		}
		d := sc.r.readDate(sc.sh, r, c)
		return d.day, true
	}
	here, _ := at(0)
	before, ok1 := at(-1)
	after, ok2 := at(1)
	if step[1] == 1 { // a row: what stands before it names it
		for c := col - 1; c >= 0; c-- {
			if sc.measures(sc.sh.word(row+side, c)) {
				return false
			}
		}
	} else {
		for r := row - 1; r >= 0 && r > row-9; r-- {
			if sc.measures(sc.sh.word(r, col+side)) {
				return false
			}
		}
	}
	return ok1 && before == here-1 || ok2 && after == here+1
}

// on is the day of a stretch that falls on a weekday, 0 where none does or two do.
func (s dayRange) on(fold string) calendar.Day {
	want, ok := weekdayOf(fold)
	if !ok {
		return 0
	}
	for d := s.first; d <= s.last && d < s.first+7; d++ {
		if time.Weekday(d.Weekday()) == want {
			return d
		}
	}
	return 0
}
