package reading

import (
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
	case l.kind == lineOut && l.summed:
		return fateCompared
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
