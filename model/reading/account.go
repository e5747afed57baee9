package reading

import (
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// maxAccountFindings bounds how many ranges of one tab are told each by itself;
// more are told as one.
const maxAccountFindings = 12

// account settles the fate of every cell and tells of those that have none: one
// finding a range.
func (r *reader) account() {
	for _, t := range r.tables {
		r.markTable(t)
	}
	for _, sh := range r.sheets {
		if sh != nil {
			r.knownByNature(sh)
		}
	}
	for i, sh := range r.sheets {
		if sh == nil {
			continue
		}
		r.knownFormulas(sh)
		r.knownDates(sh)
		r.tellOpen(sh, r.unitsOf(i))
	}
	r.listAccount()
}

func (r *reader) unitsOf(tab int) []*office.Unit {
	units, _ := r.claimants(&r.book.Tabs[tab])
	return units
}

// knownByNature marks what is nothing of ours wherever it stands: numbers in
// a row of prose, telephones, numbering, dates of letters and signatures.
func (r *reader) knownByNature(sh *sheet) {
	for _, row := range sh.rows {
		words, numbers := 0, 0
		for col, c := range sh.class[row] {
			switch {
			case c == isWords:
				words++
			case sh.open(row, col):
				numbers++
			}
		}
		for col, c := range sh.class[row] {
			if !sh.open(row, col) {
				continue
			}
			switch {
			case c == isFormula:
				sh.mark(row, col, fateKnown)
			case c == isBare && sh.serialColumn(row, col):
				sh.mark(row, col, fateKnown)
			case c == isFault && numbers == 1 && words == 0:
			}
		}
	}
}

// knownDates marks days without figures: of a letter, a title, a prefilled row.
func (r *reader) knownDates(sh *sheet) {
	for _, row := range sh.rows {
		for col, c := range sh.class[row] {
			if (c == isDate || c == isDayish) && sh.open(row, col) && sh.onlyDates(row) {
				sh.mark(row, col, fateKnown)
			}
		}
	}
}

// onlyDates reports whether a row bears no open number besides dates and words.
func (s *sheet) onlyDates(row int) bool {
	for col, c := range s.class[row] {
		if (c.figureLike() || c == isFault) && s.fate[row][col] == fateOpen && !s.serialColumn(row, col) {
			return false
		}
	}
	return true
}

// serialColumn reports whether a number is one of a running number: one more
// than the number above it and one less than that below it, with words beside.
func (s *sheet) serialColumn(row, col int) bool {
	at := func(row int) int {
		c := s.cell(row, col)
		if c.Kind == grid.Number {
			return int(c.Number)
		}
		return number(s.word(row, col).clean)
	}
	n := at(row)
	before, after := s.nearest(row, -1, col), s.nearest(row, 1, col)
	steps := 0
	if before >= 0 && at(before) == n-1 {
		steps++
	}
	if after >= 0 && at(after) == n+1 {
		steps++
	}
	if steps == 0 || steps == 1 && n != 1 && before >= 0 && after >= 0 && at(before) != 0 && at(after) != 0 {
		return false
	}
	return s.at(row, col+1) == isWords || s.at(row, col+1) == isDate || s.at(row, col+1) == isBlank && s.at(row, col+2) == isWords
}

// nearest is the next row of a sheet above or below, -1 for none.
func (s *sheet) nearest(row, step, col int) int {
	i := s.after(row)
	for k := i + step; k >= 0 && k < len(s.rows) && k-i < 3 && i-k < 3; k += step {
		if s.at(s.rows[k], col) != isBlank {
			return s.rows[k]
		}
	}
	return -1
}

// markTable accounts for a table's own cells.
func (r *reader) markTable(t *table) {
	sh := t.sh
	sh.markRange(grid.Range{Row: t.head.Row, Col: t.head.Col, EndRow: t.head.EndRow, EndCol: t.head.EndCol}, fateKnown)
	for i := range t.lines {
		l := &t.lines[i]
		for _, at := range append([]int{t.dateAt, t.serialAt, t.weekAt, t.unitAt, t.monthAt, t.roleAt}, append(t.partsAt, t.known...)...) {
			if at >= 0 {
				row, col := t.pos(l.at, at)
				if sh.at(row, col) != isFault {
					sh.mark(row, col, fateKnown)
				}
			}
		}
		for k := range t.fields {
			f := &t.fields[k]
			row, col, ok := t.where(l, f)
			if !ok || sh.at(row, col) == isBlank {
				continue
			}
			sh.mark(row, col, r.fateIn(t, l, k))
		}
	}
	for i := range t.fields {
		f := &t.fields[i]
		if t.wide && f.heading != nil && f.heading.row >= 0 {
			for col := t.head.Col; col <= f.heading.col; col++ {
				sh.mark(f.heading.row, col, fateKnown)
			}
		}
	}
}

// fateIn tells what became of a field's cell in a line.
func (r *reader) fateIn(t *table, l *line, k int) fate {
	f := &t.fields[k]
	switch {
	case l.kind == lineOut:
		return fateKnown
	case l.kind == lineTotal:
		return fateCompared
	case t.held == heldDeclined:
		return fateKnown
	case t.held != "":
		return fateProposed
	}
	switch f.role {
	case roleIgnored, roleText:
		return fateKnown
	case roleUnknown, roleRefused:
		return fateTold
	case roleCompared:
		return fateCompared
	case roleProposed:
		return fateProposed
	}
	if k < len(l.figures) {
		switch g := &l.figures[k]; {
		case l.day == 0 && g.state != unstated && l.after && l.date.kind == dateNone && countStated(l) < 2:
			return fateKnown // a telephone number below the signatures
		case l.day == 0 && g.state != unstated:
			return fateOpen // told with its date, or not at all
		case g.state == stated:
			return fateRead
		case g.state == rejected:
			return fateTold
		}
	}
	return fateKnown
}

// knownFormulas marks formulas whose sources are all accounted for: a summary of
// what was read elsewhere says nothing new.
func (r *reader) knownFormulas(sh *sheet) {
	for range 3 { // sums of sums
		changed := false
		for _, row := range sh.rows {
			for col := range sh.class[row] {
				if !sh.open(row, col) {
					continue
				}
				c := &sh.tab.Rows[row][col]
				if c.Formula && c.More != nil && r.accountedFor(sh, c.More.Formula) {
					sh.mark(row, col, fateCompared)
					changed = true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// accountedFor reports whether every cell that a formula names is.
func (r *reader) accountedFor(sh *sheet, formula string) bool {
	refs := referencesOf(formula)
	n := 0
	for _, ref := range refs {
		of := sh
		if ref.tab != "" {
			if of = r.sheetNamed(ref.tab); of == nil {
				return false
			}
		}
		for row := ref.Row; row < min(ref.EndRow, len(of.class)); row++ {
			for col := ref.Col; col < min(ref.EndCol, len(of.class[row])); col++ {
				if n++; n > maxPrecedents || of.open(row, col) {
					return false
				}
			}
		}
	}
	return len(refs) > 0
}

func (r *reader) sheetNamed(title string) *sheet {
	for _, sh := range r.sheets {
		if sh != nil && sh.tab.Title == title {
			return sh
		}
	}
	return nil
}

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

// listAccount gives the account as ranges of rows of one column, or cells.
func (r *reader) listAccount() {
	for _, sh := range r.sheets {
		if sh == nil {
			continue
		}
		for col := range sh.wide {
			r.accountColumn(sh, col)
		}
	}
}

func (r *reader) accountColumn(sh *sheet, col int) {
	from, last := -1, -1
	var as fate
	flush := func() {
		if from >= 0 {
			cells := grid.Range{Row: from, Col: col, EndRow: last + 1, EndCol: col + 1}
			r.out.Account = append(r.out.Account, office.Accounted{Origin: r.at(sh.tab, cells.String()), As: fateNames[as]})
		}
		from = -1
	}
	for _, row := range sh.rows {
		if col >= len(sh.class[row]) || !sh.class[row][col].bearsNumber() {
			continue
		}
		if f := sh.fate[row][col]; from < 0 || f != as {
			flush()
			from, as = row, f
		}
		last = row
	}
	flush()
}
