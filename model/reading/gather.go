package reading

import (
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// longLines gathers the table's lines and gives the row after it.
func (sc *scan) longLines(t *table, w *window) int {
	rows := sc.sh.rows
	g := &gatherer{sc: sc, t: t, w: w, month: t.title, unit: sc.unit}
	if p := partOf(t.roles.Part); p.kind == meaning.ByPlace || p.kind == meaning.ByTeam {
		g.section = p
	}
	g.dates = sc.sh.tallCover(t.dateAt, w.from)
	if t.unitAt >= 0 {
		g.unitCells = sc.sh.tallCover(t.unitAt, w.from)
	}
	g.measures()
	g.contentAt = sc.contentColumn(t, w)
	for i := sc.sh.after(w.from); i < len(rows); i++ {
		if sc.r.spent() || w.until > 0 && rows[i] >= w.until || g.row(i) {
			return rows[i]
		}
	}
	if len(rows) == 0 {
		return w.from
	}
	return rows[len(rows)-1] + 1
}

// tallCover gives, for the rows that a tall merge covers in a column, the cell
// that holds its content.
func (s *sheet) tallCover(col, from int) map[int][2]int {
	var covered map[int][2]int
	for _, m := range s.byCol[col] {
		if m.EndRow-m.Row > maxMerge {
			continue
		}
		for row := max(m.Row, from); row < min(m.EndRow, len(s.tab.Rows)); row++ {
			if row == m.Row && col == m.Col {
				continue
			}
			if covered == nil {
				covered = map[int][2]int{}
			}
			covered[row] = [2]int{m.Row, m.Col}
		}
	}
	return covered
}

// A gatherer goes down a table's rows.
type gatherer struct {
	sc        *scan
	t         *table
	w         *window
	dates     map[int][2]int
	unitCells map[int][2]int
	measure   []bool // columns right of the days in which figures stand
	numbered  bool
	after     bool
	month     month
	yearSaid  int // the year that a column of years says last
	ofColumn  int // the month that a column of months says last
	unit      *office.Unit
	section   part // a part of the unit that a section's title names
	contentAt int  // the column of contents of a list, or -1
}

// measures finds the columns in which figures stand.
func (g *gatherer) measures() {
	g.measure = make([]bool, g.w.right-g.w.left)
	for _, row := range g.sc.below(g.w.from - 1) {
		for col := g.w.left; col < min(g.w.right, g.sc.sh.width(row)); col++ {
			if g.sc.sh.at(row, col).figureLike() && !g.t.special(col) {
				g.measure[col-g.w.left] = true
			}
		}
	}
}

// row takes one row and reports whether the table ends above it.
func (g *gatherer) row(i int) (end bool) {
	sc, w := g.sc, g.w
	row := sc.sh.rows[i]
	n := sc.sh.count(row, w.left, w.right)
	if n[isBlank] == min(w.right, sc.sh.width(row))-min(w.left, sc.sh.width(row)) {
		return false
	}
	if is, certain := sc.sh.isNumbering(row, w.left, w.right); is && (certain || !g.numbered && row == w.from && g.numbers(i)) {
		g.numbered = true
		sc.sh.markRange(grid.Range{Row: row, Col: w.left, EndRow: row + 1, EndCol: w.right}, fateKnown)
		return false
	} else if is && !g.numbered && row == w.from && g.doubtfulNumbers(i) {
		return false
	}
	switch ends, skip := g.heading(row, n); {
	case ends:
		return true
	case skip:
		return false
	}
	if word, at := sc.sh.aloneNumbered(row, w.left, w.right, g.t.dateAt); word.clean != "" {
		if ends, taken := g.sectionTitle(word, row, at); ends || taken {
			return ends
		}
	}
	g.line(i, row, n)
	return false
}

// numbers decides whether a row of plain digits numbers the columns: the
// running numbers start below it, or the days are not bare numbers.
func (g *gatherer) numbers(i int) bool {
	sc := g.sc
	rows := sc.sh.rows
	if i+1 >= len(rows) {
		return false
	}
	if g.t.serialAt >= 0 {
		c := sc.sh.cell(rows[i+1], g.t.serialAt)
		return c.Kind == grid.Number && c.Number == 1 || number(sc.sh.word(rows[i+1], g.t.serialAt).clean) == 1
	}
	d := sc.r.readDate(sc.sh, rows[i+1], g.t.dateAt)
	return d.kind == dateSerial || d.kind == dateFull || d.kind == dateMonth
}

// doubtfulNumbers refuses a first row that may be a day or may number the
// columns: it counts through the whole header, and nothing tells which.
func (g *gatherer) doubtfulNumbers(i int) bool {
	sc := g.sc
	row := sc.sh.rows[i]
	if g.t.serialAt >= 0 || sc.sh.width(row) < g.w.left+4 || sc.sh.at(row, g.w.left+3) == isBlank {
		return false
	}
	sc.r.report(g.t.unit, sc.r.at(sc.sh.tab, grid.Address(row, g.t.dateAt)), "date-ambiguous", office.SeverityError, sc.r.raw(sc.sh, sc.sh.cell(row, g.t.dateAt)))
	sc.sh.markRange(grid.Range{Row: row, Col: g.w.left, EndRow: row + 1, EndCol: g.w.right}, fateTold)
	return true
}

// heading tells whether a row repeats the header (skip), or heads something
// else (end): a row of words over figures, a list of names, another column of
// days.
func (g *gatherer) heading(row int, n [isLongNo + 1]int) (end, skip bool) {
	sc, w := g.sc, g.w
	if n[isWords] == 0 || n[isDate] > 0 || n[isFault] > 0 {
		return false, false
	}
	texts, ok := sc.sh.headLike(row, w.left, w.right)
	if !ok || texts == 0 {
		return false, false
	}
	if sc.sh.sameHead(w.heads, row, w.left, w.right) {
		return false, true
	}
	if texts < 2 {
		return false, false
	}
	if sc.otherForm(row, w.left, w.right) {
		return true, false
	}
	if len(g.t.lines) == 0 && g.hints(row) {
		return false, true
	}
	over, days := 0, false
	for col := w.left; col < min(w.right, sc.sh.width(row)); col++ {
		word := sc.sh.word(row, col)
		if word.clean == "" {
			continue
		}
		days = days || sc.r.mind.headsDays(word)
		if g.measure[col-w.left] && !g.quietText(word) {
			over++
		}
	}
	if total, _ := isTotal(sc.sh.word(row, g.firstText(row))); total && !days {
		return false, false
	}
	if _, merged := g.dates[row]; merged && !days {
		return false, false
	}
	if sc.belowTable(row, w.left, w.right) {
		return false, false
	}
	return days || over >= 2, false
}

func (g *gatherer) firstText(row int) int {
	for col := g.w.left; col < g.sc.sh.width(row); col++ {
		if g.sc.sh.at(row, col) == isWords {
			return col
		}
	}
	return g.w.left
}

// hints reports whether a row right under the header only says where its columns
// stand elsewhere or how a cell is filled in: "Cột A-B02", "ngày/tháng".
func (g *gatherer) hints(row int) bool {
	n := 0
	for col := g.w.left; col < min(g.w.right, g.sc.sh.width(row)); col++ {
		word := g.sc.sh.word(row, col)
		if word.clean == "" {
			continue
		}
		if g.sc.measures(word) {
			return false
		}
		if strings.HasPrefix(word.fold, "cot ") || col == g.t.dateAt {
			n++
		}
	}
	return n >= 2
}

// quietText reports whether a text in a column of figures says that there is
// none: such a row heads nothing.
func (g *gatherer) quietText(w *word) bool {
	return nilPhrases[w.fold] || restPhrases[w.fold] || foldedTexts[w.fold].state == stated || w.fold == "dang cap nhat" || w.fold == "chua co"
}

// sectionTitle takes a text alone in its row: a title of a month, of a unit's block,
// of a part of the unit, or of something that is no result of these days.
func (g *gatherer) sectionTitle(word *word, row, at int) (end, taken bool) {
	sc, t := g.sc, g.t
	if _, merged := g.dates[row]; merged && at > t.dateAt {
		return false, false
	}
	if g.otherRole(word, row, at) {
		return true, false
	}
	if sectionMonth.MatchString(word.fold) && !fullDate.MatchString(word.fold) {
		if m := monthInTitle(word.fold); m.month != 0 {
			if m.year == 0 && (g.month.month == 0 || m.month >= g.month.month) {
				m.year = g.month.year
			}
			g.month, sc.month = m, m
		}
		return false, true
	}
	ro := sc.r.mind.roles(word.clean, meaning.InBlockTitle, sc.sh.bare)
	if ro.Part.Kind == meaning.Whole && g.section.kind != meaning.PartUnsaid && at <= t.dateAt && !g.after {
		g.section = part{kind: meaning.Whole}
		return false, true
	}
	if total, _ := isTotal(word); total || nilPhrases[word.fold] || restPhrases[word.fold] || dateOf(word).kind != dateNone {
		return false, false
	}
	if len(sc.units) > 1 && !(at == t.unitAt && at != g.w.left) {
		if m := sc.r.roster.find(word); m.unit != nil || m.many || m.named {
			sc.titleUnit(word, row, at, true)
			g.unit = sc.unit
			return false, true
		}
	}
	if sc.foreignTitle(word) {
		g.unit, sc.strayCell = nil, grid.Address(row, at)
		return false, true
	}
	if at > t.dateAt || g.after {
		return false, false
	}
	if p := partOf(ro.Part); p.kind == meaning.ByPlace || p.kind == meaning.ByTeam {
		g.section = p
		return false, true
	}
	if year := monthInTitle(word.fold); year.month == 0 && year.year != 0 && len(word.fold) <= 8 {
		g.month.year = year.year
		return false, true
	}
	return false, false
}

// otherRole reports whether a text alone in its row opens a table of another
// role, a plan below results or results below a plan, of another year, or of another
// organisation.
func (g *gatherer) otherRole(word *word, row, at int) bool {
	sc := g.sc
	if total, _ := isTotal(word); total || at > g.t.dateAt || g.after || len(word.clean) >= 100 {
		return false
	}
	if sc.otherYear(word, g.month.year) || sc.r.mind.elsewhere(word) && g.headsNext(row) {
		return true
	}
	switch sc.r.mind.roles(word.clean, meaning.InBlockTitle, sc.sh.bare).Result {
	case meaning.Plan, meaning.Earlier, meaning.Sample, meaning.NotDone, meaning.Share:
		return true
	case meaning.Actual:
		return g.t.roles.Result != meaning.ResultUnsaid && g.t.roles.Result != meaning.Actual
	}
	return false
}

// headsNext reports whether the next row is one of headings.
func (g *gatherer) headsNext(row int) bool {
	next := g.sc.nextRow(row, g.w)
	return next >= 0 && (g.sc.sh.sameHead(g.w.heads, next, g.w.left, g.w.right) || len(g.sc.dayHeads(next)) > 0)
}
