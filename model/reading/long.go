package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// long reads a table with a row a day in its window, down to where something
// else begins. It reports false where the window holds no table of days.
func (sc *scan) long(w *window) bool {
	t := sc.newTable(w)
	headings := sc.sh.headings(w.heads, w.left, w.right)
	sc.chooseDays(t, w, headings)
	sc.specialColumns(t, w, headings)
	end := sc.longLines(t, w)
	if !slices.ContainsFunc(t.lines, func(l line) bool { return l.date.kind != dateNone }) && w.headless {
		return false
	}
	right := sc.rightEdge(t, w, end)
	headings = headings[:right-w.left]
	t.head.EndCol = right
	t.body = grid.Range{Row: w.heads[0], Col: w.left, EndRow: end, EndCol: right}
	sc.claim(t.body)
	sc.r.placeDays(t)
	if !sc.list(t, headings) {
		var places []place
		for k := range headings {
			if col := w.left + k; !t.special(col) {
				places = append(places, place{at: col, sub: -1, heading: &headings[k]})
			}
		}
		sc.r.assign(t, places)
	}
	sc.finish(t)
	return true
}

func (sc *scan) newTable(w *window) *table {
	roles, m := sc.above(w.left, w.right)
	t := sc.blankTable(roles, m)
	t.layout, t.dateAt, t.heads = "long", w.days[0], w.heads
	t.strange = (w.beside || sc.read > 0) && sc.strangeTitle(w.left, w.right)
	t.head = grid.Range{Row: w.heads[0], Col: w.left, EndRow: w.heads[len(w.heads)-1] + 1, EndCol: w.right}
	return t
}

func (sc *scan) blankTable(roles meaning.Roles, m month) *table {
	t := &table{sh: sc.sh, unitAt: -1, serialAt: -1, weekAt: -1, monthAt: -1, roleAt: -1, title: m, conflict: sc.conflict,
		units: sc.units, roles: roles, legend: sc.legend, held: sc.held, span: sc.span}
	t.place = partOf(sc.tabRoles.Part)
	if len(sc.units) == 1 {
		t.unit = sc.units[0]
		if sc.many && t.held == "" {
			t.held = office.WhyTab
		}
	}
	sc.many = false
	for _, title := range slices.Backward(sc.titles) {
		if len(t.above) < maxTitlesTried && len(title.w.clean) < 120 {
			t.above = append(t.above, title.w.clean)
		}
	}
	return t
}

// maxTitlesTried is how many titles over a table may name its measure.
const maxTitlesTried = 3

func partOf(p meaning.Part) part {
	switch p.Kind {
	case meaning.PartUnsaid, meaning.PartClash, meaning.OfWhich:
		return part{}
	}
	return part{p.Kind, foldText(strings.ToLower(p.Name)), p.Name}
}

// special reports whether a column of a long table tells something of its lines
// and is no measure.
func (t *table) special(col int) bool {
	return col == t.dateAt || col == t.serialAt || col == t.weekAt || col == t.unitAt || col == t.monthAt || col == t.roleAt ||
		slices.Contains(t.partsAt, col) || slices.Contains(t.known, col)
}

// chooseDays takes the column of the day of duty from several columns of days;
// that of entry is known and no more. Where it cannot be told which is which,
// the table is withheld.
func (sc *scan) chooseDays(t *table, w *window, headings []heading) {
	rank := func(col int) int {
		switch h := &headings[col-w.left]; sc.r.mind.kind(h.last()).Kind {
		case meaning.KindEntryDay:
			return 2
		case meaning.KindReportDay:
			return 1
		}
		return 0
	}
	days := slices.DeleteFunc(slices.Clone(w.days), func(col int) bool { return !sc.holdsDays(w, col) })
	if len(days) == 0 {
		return
	}
	slices.SortStableFunc(days, func(a, b int) int { return rank(a) - rank(b) })
	t.dateAt = days[0]
	t.known = append(t.known, days[1:]...)
	for _, col := range w.days {
		if col != t.dateAt && !slices.Contains(t.known, col) {
			t.known = append(t.known, col)
		}
	}
	switch {
	case len(days) > 1 && rank(days[0]) == rank(days[1]) && sc.daysDiffer(w, days[0], days[1]):
		t.held = heldTwoDays
	case rank(days[0]) == 2 && t.held == "":
		t.held = office.WhyEntryDay
	}
}

// heldTwoDays: a table has two columns of days and nothing tells which is which.
const heldTwoDays = "two-days"

// holdsDays reports whether days stand in a column below a header.
func (sc *scan) holdsDays(w *window, col int) bool {
	if len(w.days) == 1 {
		return true
	}
	for _, row := range sc.below(w.from - 1) {
		if c := sc.sh.at(row, col); c == isDate || c == isBare || c == isDayish {
			return true
		}
	}
	return false
}

func (sc *scan) daysDiffer(w *window, a, b int) bool {
	for _, row := range sc.below(w.from - 1) {
		ca, cb := sc.sh.cell(row, a), sc.sh.cell(row, b)
		if !ca.Empty() && !cb.Empty() && (ca.Kind != cb.Kind || int(ca.Number) != int(cb.Number) || ca.Text != cb.Text) {
			return true
		}
	}
	return false
}

// specialColumns finds the columns of a table that are no measures but tell
// something of the line: running numbers, weekdays, months, units, parts of the
// day or the unit, plan or result.
func (sc *scan) specialColumns(t *table, w *window, headings []heading) {
	var unitCols []int
	for k := range headings {
		h, col := &headings[k], w.left+k
		if t.special(col) {
			continue
		}
		if len(h.path) == 0 {
			if sc.labelsParts(w, col) {
				sc.addDimension(t, w, col)
			}
			continue
		}
		fold := foldText(lowerClean(h.last()))
		kind := sc.r.mind.kind(h.last()).Kind
		switch {
		case numberHeads[fold], (kind == meaning.KindSerial || fold == "tt") && sc.runs(w, col):
			if t.serialAt < 0 {
				t.serialAt = col
			} else {
				t.known = append(t.known, col)
			}
		case (weekdayHeads[fold] || kind == meaning.KindWeekday) && t.weekAt < 0:
			t.weekAt = col
		case kind == meaning.KindMonth || fold == "thang":
			if sc.figuresBelow(w.from-1, col) > 0 {
				t.monthAt = col
			}
		case shiftHeads[fold] || kind == meaning.KindShift || kind == meaning.KindTeam || kind == meaning.KindPlace || kind == meaning.KindSex:
			if sc.wordsBelow(w, col) {
				sc.addDimension(t, w, col)
			}
		case sc.tellsApart(t, w, col, fold):
			sc.addDimension(t, w, col)
		case (kind == meaning.KindPerson || kind == meaning.KindPersonal || kind == meaning.KindText) && !sc.isTextField(h) && sc.figuresBelow(w.from-1, col)*2 <= len(sc.below(w.from-1)):
			t.known = append(t.known, col)
		case kind == meaning.KindUnit || unitHeads[fold]:
			unitCols = append(unitCols, col)
		case len(sc.units) > 1 && sc.wordsBelow(w, col):
			unitCols = append(unitCols, col)
		case !sc.isTextField(h) && !otherHeads[fold] && sc.labelsRoles(w, col):
			t.roleAt = col
		case !sc.isTextField(h) && !otherHeads[fold] && sc.labelsParts(w, col):
			sc.addDimension(t, w, col)
		}
	}
	if sc.partsOfOne() {
		for _, col := range unitCols {
			sc.addDimension(t, w, col)
		}
		return
	}
	t.unitAt = sc.unitColumn(w, headings, unitCols)
}

func (sc *scan) isTextField(h *heading) bool {
	_, ok := sc.r.textField(h)
	return ok
}

// tellsApart reports whether a column of places tells the rows of one day apart:
// some day has several rows.
func (sc *scan) tellsApart(t *table, w *window, col int, fold string) bool {
	if !placeHeads.MatchString(fold) || !sc.wordsBelow(w, col) {
		return false
	}
	var before string
	for _, row := range sc.below(w.from - 1) {
		c := sc.sh.cell(row, t.dateAt)
		day := sc.r.raw(sc.sh, c)
		if sc.sh.at(row, col) == isBlank {
			continue
		}
		if day == "" && before != "" || day != "" && day == before {
			return true
		}
		if day != "" {
			before = day
		}
	}
	return false
}

// placeHeads head a column of places.
var placeHeads = regexp.MustCompile(`^(?:dia diem|dia ban|noi (?:truc|lam|to chuc|thuc hien|ho tro)|diem truc|khu vuc)\b`)

// addDimension adds a column whose labels tell the rows of one day apart.
func (sc *scan) addDimension(t *table, w *window, col int) {
	t.partsAt = append(t.partsAt, col)
	kind := meaning.ByPlace
	for _, row := range sc.below(w.from - 1) {
		if p := sc.r.partLabel(sc.sh.word(row, col), sc.sh.bare); p.kind != meaning.PartUnsaid && p.kind != meaning.Whole {
			kind = p.kind
			break
		}
	}
	t.dims = append(t.dims, kind)
}

// wordsBelow reports whether a column's cells are texts and no figures.
func (sc *scan) wordsBelow(w *window, col int) bool {
	texts, figures := 0, 0
	for _, row := range sc.below(w.from - 1) {
		switch c := sc.sh.at(row, col); {
		case c == isWords:
			texts++
		case c.figureLike():
			figures++
		}
	}
	return texts > figures
}

// labelsParts reports whether most cells of a column are parts of a day or a
// unit, and tell rows apart.
func (sc *scan) labelsParts(w *window, col int) bool {
	parts, filled := 0, 0
	for _, row := range sc.below(w.from - 1) {
		word := sc.sh.word(row, col)
		if sc.sh.at(row, col) == isBlank {
			continue
		}
		filled++
		if p := sc.r.partLabel(word, sc.sh.bare); p.kind != meaning.PartUnsaid && sc.sh.at(row, col) == isWords {
			parts++
		}
	}
	return parts >= 2 && parts*10 >= filled*8
}

// labelsRoles reports whether most cells of a column say plan or result.
func (sc *scan) labelsRoles(w *window, col int) bool {
	roles, filled := 0, 0
	for _, row := range sc.below(w.from - 1) {
		if sc.sh.at(row, col) == isBlank {
			continue
		}
		filled++
		word := sc.sh.word(row, col)
		if sc.sh.at(row, col) == isWords && len(word.fold) < 40 && sc.r.mind.roles(word.clean, meaning.InRow, sc.sh.bare).Result != meaning.ResultUnsaid {
			roles++
		}
	}
	return roles >= 2 && roles*10 >= filled*8
}

// partsOfOne reports whether the source serves one unit whose rows of a day are
// to be added up: then a column of units names its parts, as the consolidated
// book of a district does for the province.
func (sc *scan) partsOfOne() bool {
	return len(sc.r.ctx.Units) == 1 && sc.r.ctx.Units[0].Reading.SumSameDay
}

// unitColumn chooses the column whose cells name units: our own, or in a
// source of one unit others of the same kind.
func (sc *scan) unitColumn(w *window, headings []heading, cols []int) int {
	best, most := -1, 0
	for _, col := range cols {
		names, filled := 0, 0
		for _, row := range sc.below(w.from - 1) {
			word := sc.sh.word(row, col)
			if word.clean == "" {
				continue
			}
			filled++
			if m := sc.r.roster.find(word); m.unit != nil || m.many || m.named {
				names++
			}
		}
		heads := unitHeads[foldText(lowerClean(headings[col-w.left].text()))]
		if names*2 >= filled && names > most || heads && len(sc.units) > 1 && names > most {
			best, most = col, names
		}
	}
	return best
}

// runs reports whether the numbers under a heading run 1, 2, 3.
func (sc *scan) runs(w *window, col int) bool {
	last, steps, breaks := 0, 0, 0
	for _, row := range sc.below(w.from - 1) {
		c := sc.sh.cell(row, col)
		n := 0
		switch c.Kind {
		case grid.Number:
			n = int(c.Number)
		case grid.Text:
			n = number(sc.sh.word(row, col).clean)
		}
		switch {
		case n == 0:
		case n == last+1:
			steps, last = steps+1, n
		default:
			breaks, last = breaks+1, n
		}
	}
	return steps >= 1 && breaks*5 <= steps
}

// rightEdge is the column behind a table: two blank columns end it, and so does
// the end of the sheet.
func (sc *scan) rightEdge(t *table, w *window, end int) int {
	filled := make([]bool, w.right-w.left)
	mark := func(row int) {
		for col := w.left; col < min(w.right, sc.sh.width(row)); col++ {
			filled[col-w.left] = filled[col-w.left] || sc.sh.at(row, col) != isBlank
		}
	}
	for _, row := range w.heads {
		mark(row)
	}
	for i := range t.lines {
		mark(t.lines[i].at)
	}
	last := t.dateAt - w.left
	for k := last; k < len(filled); k++ {
		switch {
		case filled[k]:
			last = k
		case k-last >= 2:
			return w.left + last + 1
		}
	}
	return w.left + last + 1
}

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
	for i := sc.sh.after(w.from); i < len(rows); i++ {
		if sc.r.spent() || g.row(i) {
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
	unit      *office.Unit
	section   part // a part of the unit that a section's title names
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
	if word, at := sc.sh.alone(row, w.left, w.right); word.clean != "" {
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
	if sectionMonth.MatchString(word.fold) && !fullDate.MatchString(word.fold) {
		if m := monthInTitle(word.fold); m.month != 0 {
			if m.year == 0 && (g.month.month == 0 || m.month >= g.month.month) {
				m.year = g.month.year
			}
			g.month, sc.month = m, m
		}
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
	ro := sc.r.mind.roles(word.clean, meaning.InBlockTitle, sc.sh.bare)
	switch ro.Result {
	case meaning.Plan, meaning.Earlier, meaning.Sample, meaning.NotDone, meaning.Share:
		return len(word.clean) < 100, false
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

// line takes a row as a line of the table.
func (g *gatherer) line(i, row int, n [isLongNo + 1]int) {
	sc, t := g.sc, g.t
	l := line{at: row, only: -1, month: g.month, unit: g.unit, after: g.after}
	l.date = sc.r.readDate(sc.sh, row, t.dateAt)
	if at, ok := g.dates[row]; ok && sc.sh.at(row, t.dateAt) == isBlank {
		l.date = sc.r.readDate(sc.sh, at[0], at[1])
	}
	if t.monthAt >= 0 {
		if m := sc.monthCell(row, t.monthAt); m != 0 {
			l.month = month{year: l.month.year, month: m}
		}
	}
	sc.lineUnit(t, &l, g.unitCells)
	g.labels(&l)
	if !sc.totalLine(t, &l) && l.date.kind == dateNone && sc.belowTable(row, g.w.left, g.w.right) {
		g.after = true
		return
	}
	if l.date.kind == dateNone && l.kind == lineDay {
		g.inheritDate(&l)
	}
	sc.beside(t, &l)
	t.lines = append(t.lines, l)
}

// inheritDate gives a row that only tells another part of the day above it that
// row's day.
func (g *gatherer) inheritDate(l *line) {
	t := g.t
	if len(t.partsAt) == 0 && t.roleAt < 0 || len(t.lines) == 0 || g.sc.sh.at(l.at, t.dateAt) != isBlank {
		return
	}
	before := &t.lines[len(t.lines)-1]
	if before.date.kind == dateNone || before.kind == lineTotal || before.at < l.at-2 {
		return
	}
	if !slices.ContainsFunc(l.parts, func(p part) bool { return p.kind != meaning.PartUnsaid }) && t.roleAt < 0 {
		return
	}
	for k := len(t.lines) - 1; k >= 0 && t.lines[k].date.row == before.date.row; k-- {
		if t.roleAt < 0 && slices.Equal(t.lines[k].parts, l.parts) {
			return // the same part again: it is of another day
		}
	}
	l.date = before.date
	l.month = before.month
}

// labels reads which part of its day a line is, and whether it is a plan's.
func (g *gatherer) labels(l *line) {
	sc, t := g.sc, g.t
	for _, col := range t.partsAt {
		word := sc.sh.word(l.at, col)
		if word.clean == "" {
			if c := sc.sh.cell(l.at, col); c.Kind == grid.Number {
				word = sc.sh.words.of(sc.r.raw(sc.sh, c))
			}
		}
		p := sc.r.partLabel(word, sc.sh.bare)
		if p.kind == meaning.PartUnsaid && word.fold != "" {
			p = part{meaning.ByPlace, word.fold, word.clean}
		}
		l.parts = append(l.parts, p)
	}
	if g.section.kind != meaning.PartUnsaid {
		for len(l.parts) < len(t.partsAt) {
			l.parts = append(l.parts, part{})
		}
		l.parts = append(l.parts, g.section)
	}
	if t.roleAt >= 0 {
		word := sc.sh.word(l.at, t.roleAt)
		switch sc.r.mind.roles(word.clean, meaning.InRow, sc.sh.bare).Result {
		case meaning.Plan, meaning.Earlier, meaning.Share, meaning.NotDone, meaning.Sample:
			l.kind = lineOut
		}
	}
}

// partLabel reads a label of a part: what the lexicon knows, else the text as it
// stands.
func (r *reader) partLabel(w *word, bare bool) part {
	if w.clean == "" || len(w.clean) > 80 {
		return part{}
	}
	if p, ok := r.labels[w]; ok {
		return p
	}
	p := partOf(r.mind.roles(w.clean, meaning.InRow, bare).Part)
	if p.kind == meaning.PartUnsaid {
		if total, _ := isTotal(w); total {
			p = part{kind: meaning.Whole}
		}
	}
	r.labels[w] = p
	return p
}

// monthCell reads a cell of a column of months.
func (sc *scan) monthCell(row, col int) int {
	c := sc.sh.cell(row, col)
	n := number(sc.sh.word(row, col).clean)
	if c.Kind == grid.Number {
		n = int(c.Number)
	}
	if n == 0 {
		return monthInTabTitle(sc.sh.word(row, col).fold).month
	}
	if n < 1 || n > 12 {
		return 0
	}
	return n
}

// lineUnit settles whose line it is.
func (sc *scan) lineUnit(t *table, l *line, merged map[int][2]int) {
	if t.unitAt < 0 {
		if l.unit == nil {
			l.stray, l.unitRaw, l.said = true, sc.stray, true
		}
		return
	}
	w := sc.sh.word(l.at, t.unitAt)
	if at, ok := merged[l.at]; ok && w.clean == "" {
		w = sc.sh.word(at[0], at[1])
	}
	if w.clean == "" && len(sc.units) == 1 {
		return
	}
	m := sc.r.roster.find(w)
	l.unit, l.unitRaw = m.unit, w.clean
	l.stray = m.unit == nil
	for _, u := range sc.units {
		if u == m.unit {
			return
		}
	}
	l.unit, l.stray = nil, true
}

// totalLine recognises a line that adds up others, by the label before the
// figures.
func (sc *scan) totalLine(t *table, l *line) bool {
	labels := []int{t.serialAt, t.dateAt}
	if l.date.kind == dateNone || l.date.kind == dateInvalid {
		for col := t.head.Col; col < t.dateAt+2 && col < sc.sh.width(l.at); col++ {
			if !slices.Contains(t.partsAt, col) {
				labels = append(labels, col)
			}
		}
	}
	if t.unitAt >= 0 && l.unit == nil {
		labels = append(labels, t.unitAt)
	}
	for _, col := range labels {
		if col < 0 {
			continue
		}
		w := sc.sh.word(l.at, col)
		if total, running := isTotal(w); total && !(col == t.dateAt && l.date.kind == dateFull) {
			l.kind, l.label, l.running = lineTotal, w, running
			return true
		}
		if weekText.MatchString(w.fold) && col == t.dateAt && l.date.kind == dateRange && !sc.daysOf(t) {
			l.kind, l.label = lineTotal, w
			return true
		}
	}
	if sc.averages(t, l) {
		l.kind = lineOut
		return true
	}
	return false
}

// averages reports whether a line without a day is an average, a share or a plan
// of those above it.
func (sc *scan) averages(t *table, l *line) bool {
	if l.date.kind != dateNone {
		return false
	}
	for col := t.head.Col; col <= t.dateAt; col++ {
		w := sc.sh.word(l.at, col)
		if sc.sh.at(l.at, col) != isWords || len(w.clean) > 60 {
			continue
		}
		switch sc.r.mind.roles(w.clean, meaning.InRow, sc.sh.bare).Result {
		case meaning.Share, meaning.Plan, meaning.Earlier:
			return true
		}
	}
	return false
}

// daysOf reports whether any line of a table bears a day.
func (sc *scan) daysOf(t *table) bool {
	for i := range t.lines {
		switch t.lines[i].date.kind {
		case dateSerial, dateFull, dateMonth, dateBare:
			return true
		}
	}
	return false
}

// belowTable recognises a row of signatures, or of place and date.
func (sc *scan) belowTable(row, left, right int) bool {
	for col := left; col < min(right, sc.sh.width(row)); col++ {
		w := sc.sh.word(row, col)
		if w.fold == "" {
			continue
		}
		if isPlaceAndDate(w.fold) || signatureWords[w.fold] || strings.HasPrefix(w.lower, "tm.") || strings.HasPrefix(w.lower, "tm ") || strings.HasPrefix(w.lower, "t/m") {
			return true
		}
	}
	return false
}

// otherForm reports whether a row heads another form below the table: a
// contact list, a roster.
func (sc *scan) otherForm(row, left, right int) bool {
	listed, serial := 0, 0
	for col := left; col < min(right, sc.sh.width(row)); col++ {
		fold := sc.sh.word(row, col).fold
		switch {
		case listHeads[fold]:
			listed++
		case numberHeads[fold] || fold == "tt":
			serial++
		}
	}
	return listed >= 2 || listed+serial >= 2
}

// beside reads what stands beside the date: the weekday.
func (sc *scan) beside(t *table, l *line) {
	if t.weekAt < 0 || l.date.hasWeekday {
		return
	}
	row, col := t.pos(l.at, t.weekAt)
	fold := sc.sh.word(row, col).fold
	if c := sc.sh.cell(row, col); c.Kind == grid.Number && c.Number >= 2 && c.Number <= 7 {
		fold = string(rune('0' + int(c.Number)))
	}
	if fold != "" {
		l.date.weekday, l.date.hasWeekday = weekdayOf(fold)
	}
}
