package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A scan goes through one tab, finds its blocks and hands on what titles say of
// the lines below them.
type scan struct {
	r     *reader
	sh    *sheet
	units []*office.Unit
	// month is that of the tab or of the last title; fromTab says which, and
	// titled that a title above the first block named it.
	month           month
	fromTab, titled bool
	read            int // blocks read so far
	conflict        office.Finding
	unit            *office.Unit
	stray           string
	strayCell       string
	// tabRoles are what the tab's name says, and titles what stands above the
	// next block, nearest last.
	tabRoles meaning.Roles
	titles   []title
	before   []title // those above the last block
	ended    int     // its last row
	span     dayRange
	days     []cellDate // all that titles name
	day      *cellDate  // a day that a title above names
	taken    map[int][]grid.Range
	legend   map[string]string
	held     string
	named    bool      // the configuration names the tab
	band     *wideHead // the last row of days across
	// many: the titles are of several units.
	many bool
	// elsewhere: the tab is another unit's.
	elsewhere bool
}

// A title is a text outside the tables.
type title struct {
	row, col int
	end      int // the column behind it, where it is merged
	w        *word
	alone    bool
}

// readTab finds the blocks of one tab and reads them. It reports false where
// there is none.
func (r *reader) readTab(c candidate) bool {
	sc := &scan{r: r, sh: c.sh, units: c.units, taken: map[int][]grid.Range{}, held: c.held, named: c.named}
	name := r.mindWord(c.sh.tab.Title)
	sc.month = monthInTabTitle(name.fold)
	sc.fromTab = sc.month.month != 0
	sc.tabRoles = r.mind.roles(name.clean, meaning.InTabTitle, isASCII(name.lower))
	sc.legend = r.legendOf(c.sh)
	if len(c.units) == 1 {
		sc.unit = c.units[0]
	} else if m := r.roster.within(name.lower, true); m.unit != nil && slices.Contains(c.units, m.unit) {
		sc.unit = m.unit
	}
	sc.anotherUnit(name)
	sc.titledElsewhere()
	sc.weekdays()
	before := len(r.tables)
	for i := 0; i < len(c.sh.rows); i++ {
		if r.spent() {
			break
		}
		row := c.sh.rows[i]
		if sc.longAt(i) || sc.wideAt(i) || sc.headlessAt(i) {
			continue
		}
		if sc.listAt(i) {
			continue
		}
		sc.title(row)
	}
	if len(r.tables) == before {
		sc.cards()
	}
	if len(r.tables) == before {
		sc.sentences()
	}
	return len(r.tables) > before
}

// listAt takes a list of people or of something else that is known by its heading,
// down to where it ends: its numbers are nothing of ours.
func (sc *scan) listAt(i int) bool {
	row := sc.sh.rows[i]
	if !sc.otherForm(row, 0, sc.sh.width(row)) || !sc.free(row, 0) {
		return false
	}
	last := row
	for k := i; k < len(sc.sh.rows); k++ {
		r := sc.sh.rows[k]
		if r > last+2 || k > i && (len(sc.dayHeads(r)) > 0 || sc.runLength(k, 0) >= minAxis && sc.sh.at(r, 0) == isDate) {
			break
		}
		if n := sc.sh.count(r, 0, sc.sh.width(r)); n[isWords] == 0 || n[isDate] > 0 {
			break
		}
		sc.sh.markRange(grid.Range{Row: r, EndRow: r + 1, EndCol: sc.sh.wide}, fateKnown)
		last = r
	}
	return true
}

func (r *reader) mindWord(text string) *word {
	clean := cleanText(text)
	return newWords(encoding{}).of(clean)
}

// free reports whether a cell belongs to no block yet.
func (sc *scan) free(row, col int) bool {
	return !slices.ContainsFunc(sc.taken[row], func(t grid.Range) bool { return t.Contains(row, col) })
}

// claim gives a block its rows and columns.
func (sc *scan) claim(b grid.Range) {
	from, to := sc.sh.after(b.Row), sc.sh.after(b.EndRow)
	for _, row := range sc.sh.rows[from:to] {
		sc.taken[row] = append(sc.taken[row], b)
	}
}

// maxTitleCells is how many cells a title row may hold: a letterhead has two.
const maxTitleCells = 4

// title takes what a row outside the tables, or alone in one, says of the
// lines to come: a month, a unit, a role. It reports whether it said anything.
func (sc *scan) title(row int) bool {
	var cells []title
	for col := range sc.sh.width(row) {
		if !sc.free(row, col) {
			continue
		}
		switch sc.sh.at(row, col) {
		case isBlank, isSigns, isFormula:
		case isDate, isDayish:
			sc.titleDate(row, col)
			if s := rangeOf(sc.sh.word(row, col), sc.yearOfRange()); s.last != 0 {
				sc.span = s
			}
			if sc.sh.cell(row, col).Kind != grid.Text {
				return false
			}
		case isWords, isBare, isFigure:
			if sc.sh.cell(row, col).Kind != grid.Text {
				return false
			}
			cells = append(cells, sc.titleAt(row, col))
		default:
			return false
		}
		if len(cells) > maxTitleCells {
			return false
		}
	}
	months := 0
	for i := range cells {
		if monthInTitle(cells[i].w.fold).month != 0 {
			months++
		}
	}
	said := false
	for i := range cells {
		c := &cells[i]
		c.alone = len(cells) == 1
		sc.titles = append(sc.titles, *c)
		if s := rangeOf(c.w, sc.yearOfRange()); s.last != 0 {
			sc.span = s
		}
		if d := dayInTitle(c.w); d != nil {
			d.row, d.col = c.row, c.col
			sc.day = d
			sc.days = append(sc.days, *d)
		}
		if months < 2 {
			said = sc.titleMonth(c.w, c.row, c.col) || said
		}
		said = sc.titleUnit(c.w, c.row, c.col, c.alone) || said
		if sc.read > 0 && c.alone && sc.foreignTitle(c.w) {
			sc.strayCell, said = grid.Address(c.row, c.col), true
		}
	}
	return said
}

func (sc *scan) titleAt(row, col int) title {
	t := title{row: row, col: col, end: col + 1, w: sc.sh.word(row, col)}
	for _, m := range sc.sh.byRow[row] {
		if m.Col == col {
			t.end = m.EndCol
		}
	}
	return t
}

// titleDate takes a day that stands as a date above a block, beside its label.
func (sc *scan) titleDate(row, col int) {
	d := sc.r.readDate(sc.sh, row, col)
	if d.kind == dateSerial || d.kind == dateFull || d.kind == dateMonth {
		sc.day = &d
		sc.days = append(sc.days, d)
	}
}

func (sc *scan) titleMonth(w *word, row, col int) bool {
	m := monthInTitle(w.fold)
	switch {
	case m == month{}:
		return false
	case m.month == 0:
		switch {
		case sc.month.year == 0:
			sc.month.year = m.year
		case sc.read > 0 && sc.otherYear(w, sc.month.year):
			sc.month = month{year: m.year}
		}
	case sc.read > 0 && !sectionMonth.MatchString(w.fold):
		return false // a footnote, not a title
	case sc.read == 0 && !sc.fromTab && sc.titled && m.month != sc.month.month:
		sc.month.month = 0 // two titles, two months: nobody can tell
	case sc.read == 0 && sc.fromTab:
		if m.month != sc.month.month {
			sc.conflict = office.Finding{Origin: sc.r.at(sc.sh.tab, grid.Address(row, col)), Raw: w.clean}
		} else if sc.month.year == 0 {
			sc.month.year = m.year
		}
	default:
		if m.year == 0 && m.month >= sc.month.month {
			m.year = sc.month.year
		}
		sc.month, sc.titled = m, true
	}
	return true
}

// asideText opens a text that is no title.
var asideText = regexp.MustCompile(`^(?:ghi chu|luu y|chu thich|so voi|theo|can cu|trong do|nguon)\b`)

// otherYear reports whether a text is the title of a table of another year than
// the given one, or than the programme's where that is 0.
func (sc *scan) otherYear(w *word, year int) bool {
	if year == 0 {
		year = sc.yearOfRange()
	}
	m := monthInTitle(w.fold)
	return year != 0 && m.month == 0 && m.year != 0 && m.year != year && len(w.clean) < 120 && !asideText.MatchString(w.fold)
}

func (sc *scan) titleUnit(w *word, row, col int, alone bool) bool {
	if len(sc.units) < 2 {
		return false
	}
	found := sc.r.roster.find(w)
	if found.unit == nil && !found.many && len(w.fold) < 160 {
		if in := sc.r.roster.within(w.lower, false); in.unit != nil {
			found = in
		}
	}
	switch {
	case found.unit != nil && slices.Contains(sc.units, found.unit):
		sc.unit, sc.stray = found.unit, ""
	case found.many || found.unit != nil || found.named && alone && !isPlaceAndDate(w.fold):
		sc.unit, sc.stray, sc.strayCell = nil, w.clean, grid.Address(row, col)
	default:
		return false
	}
	return true
}

// above gives what the titles over a block say: their roles, the nearest word
// winning, the month that a title over its own columns names, and the part of
// the unit.
func (sc *scan) above(left, right int) (roles meaning.Roles, m month) {
	m = sc.month
	several := map[int]int{}
	for _, t := range sc.titles {
		if monthInTitle(t.w.fold).month != 0 {
			several[t.row]++
		}
	}
	for _, t := range slices.Backward(sc.titles) {
		if t.col >= right || t.end <= left && !t.alone {
			continue
		}
		roles = roles.Over(sc.r.mind.title(t.w, sc.sh.bare))
		if saysMany(t.w.fold) {
			sc.many = !sc.named // whose tab it is the configuration says
		}
		if own := monthInTitle(t.w.fold); several[t.row] > 1 && own.month != 0 && t.col >= left && m == sc.month {
			if own.year == 0 {
				own.year = sc.month.year
			}
			m = own
		}
	}
	return roles, m
}

// anotherUnit withholds a tab whose name is that of a unit that is none of the
// source's.
func (sc *scan) anotherUnit(name *word) {
	if len(sc.units) != 1 || !communeWords.MatchString(name.fold) {
		return
	}
	if m := sc.r.roster.find(name); m.named && m.unit == nil && !m.many {
		sc.unit, sc.stray, sc.strayCell = nil, name.clean, ""
		sc.elsewhere = true
	}
}

// foreignTitle takes a title between blocks that is another commune's name and no
// more: what follows is not the source's one unit's.
func (sc *scan) foreignTitle(w *word) bool {
	if len(sc.units) != 1 || !communeWords.MatchString(w.fold) || strings.Count(w.fold, " ") > 5 {
		return false
	}
	m := sc.r.roster.find(w)
	if !m.named || m.unit != nil || m.many {
		if m.unit != nil {
			sc.unit, sc.stray = m.unit, ""
		}
		return false
	}
	sc.unit, sc.stray = nil, w.clean
	return true
}

// manyUnits are of a table that adds up several communes.
var manyUnits = regexp.MustCompile(`\b(?:\d{1,3} (?:xa|phuong|don vi|thi tran|doan xa|dac khu)|toan (?:huyen|tinh|thanh pho)|cac (?:xa|don vi))\b`)

// saysMany reports whether a title is of several communes. A number that counts
// weeks or months counts no communes: "Báo cáo tuần 1 - Đoàn xã".
func saysMany(fold string) bool {
	for _, at := range manyUnits.FindAllStringIndex(fold, -1) {
		if !numberedTime.MatchString(fold[:at[0]]) {
			return true
		}
	}
	return false
}

var numberedTime = regexp.MustCompile(`\b(?:tuan|thang|quy|dot|so|ky|ngay|nam|lan|phu luc|bieu|mau|ca) $`)

// strangeTitle reports whether the nearest title over a block's own columns is of
// another programme.
func (sc *scan) strangeTitle(left, right int) bool {
	for _, t := range slices.Backward(sc.titles) {
		if t.col < left || t.col >= right {
			continue
		}
		return sc.r.mind.otherProgramme(t.w)
	}
	return false
}

// communeWords open a tab's name that is a commune's.
var communeWords = regexp.MustCompile(`^(?:(?:ubnd|doan) )*(?:xa|phuong|thi tran) `)

// leave forgets the titles above a block that was read.
func (sc *scan) leave() {
	if len(sc.titles) > 0 {
		sc.before = sc.titles
	}
	sc.titles, sc.day, sc.days = nil, nil, nil
}
