package reading

import (
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// tellOpen reports what is in no account, a range at a time.
func (r *reader) tellOpen(sh *sheet, units []*office.Unit) {
	ranges := sh.openRanges()
	if len(ranges) == 0 {
		return
	}
	unit := r.only(units)
	if len(ranges) > maxAccountFindings {
		all := ranges[0]
		for _, x := range ranges[1:] {
			all = grid.Range{Row: min(all.Row, x.Row), Col: min(all.Col, x.Col), EndRow: max(all.EndRow, x.EndRow), EndCol: max(all.EndCol, x.EndCol)}
		}
		ranges = []grid.Range{all}
	}
	for _, x := range ranges {
		code := "unaccounted"
		if x.EndRow-x.Row >= 2 && sh.openIn(x) >= 4 {
			code = "table-not-understood"
		}
		f := r.report(unit, r.at(sh.tab, x.String()), code, office.SeverityWarning, r.firstText(sh, x))
		r.unreadRange(sh, x, units, f)
		for row := x.Row; row < x.EndRow; row++ {
			for col := x.Col; col < min(x.EndCol, len(sh.fate[row])); col++ {
				if sh.open(row, col) {
					sh.mark(row, col, fateTold)
				}
			}
		}
	}
}

// unreadRange notes the days that stand in a range that was not understood; where
// none does, a day that cannot be told.
func (r *reader) unreadRange(sh *sheet, x grid.Range, units []*office.Unit, f *office.Finding) {
	dated := false
	m := monthInTabTitle(foldText(lowerClean(sh.tab.Title)))
	for row := x.Row; row < x.EndRow; row++ {
		for col := x.Col; col < x.EndCol; col++ {
			if sh.at(row, col) != isDate {
				continue
			}
			l := line{at: row, only: -1, month: m, date: r.readDate(sh, row, col)}
			r.placeDay(&l, swapping{})
			if l.day != 0 {
				dated = true
				for _, u := range units {
					r.unreadDay(u, l.day, office.TurnOffice, f)
				}
			}
		}
	}
	if !dated && (f.Code == "table-not-understood" || sh.faulty(x)) {
		for _, u := range units {
			r.unreadDay(u, 0, office.TurnOffice, f)
		}
	}
}

// faulty reports whether a range holds an error: what stands there is not known.
func (s *sheet) faulty(x grid.Range) bool {
	for row := x.Row; row < x.EndRow; row++ {
		for col := x.Col; col < min(x.EndCol, s.width(row)); col++ {
			if s.at(row, col) == isFault {
				return true
			}
		}
	}
	return false
}

func (s *sheet) openIn(x grid.Range) int {
	n := 0
	for row := x.Row; row < x.EndRow; row++ {
		for col := x.Col; col < min(x.EndCol, s.width(row)); col++ {
			if s.open(row, col) {
				n++
			}
		}
	}
	return n
}

// firstText is a text beside or above a range, by which people know it.
func (r *reader) firstText(sh *sheet, x grid.Range) string {
	for row := max(0, x.Row-1); row < x.EndRow; row++ {
		var all []string
		for col := range sh.width(row) {
			if w := sh.word(row, col); sh.at(row, col) == isWords && w.clean != "" {
				all = append(all, w.clean)
			}
		}
		if len(all) > 0 {
			return strings.Join(all, " | ")
		}
	}
	return ""
}

// openRanges joins the open cells into ranges: those of one row that stand less
// than three columns apart, and rows of overlapping columns less than three rows
// apart.
func (s *sheet) openRanges() []grid.Range {
	var done, live []grid.Range
	for _, row := range s.rows {
		var runs []grid.Range
		for col := range s.class[row] {
			if !s.open(row, col) {
				continue
			}
			if n := len(runs); n > 0 && col-runs[n-1].EndCol < 3 {
				runs[n-1].EndCol = col + 1
				continue
			}
			runs = append(runs, grid.Range{Row: row, Col: col, EndRow: row + 1, EndCol: col + 1})
		}
		var still []grid.Range
		for _, x := range live {
			if row-x.EndRow >= 3 {
				done = append(done, x)
				continue
			}
			still = append(still, x)
		}
		live = still
		for _, run := range runs {
			joined := false
			for i := range live {
				x := &live[i]
				if run.Col < x.EndCol+2 && x.Col < run.EndCol+2 {
					*x = grid.Range{Row: x.Row, Col: min(x.Col, run.Col), EndRow: row + 1, EndCol: max(x.EndCol, run.EndCol)}
					joined = true
					break
				}
			}
			if !joined {
				live = append(live, run)
			}
		}
	}
	return append(done, live...)
}
