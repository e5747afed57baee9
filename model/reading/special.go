package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

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

// Two columns of days that are the first and the last of a stretch: "Từ ngày",
// "Đến ngày".
var (
	opensStretch = regexp.MustCompile(`^(?:tu(?: ngay)?|(?:ngay|thoi gian) bat dau|bat dau|from|start)$`)
	endsStretch  = regexp.MustCompile(`^(?:den(?: het)?(?: ngay)?|(?:ngay|thoi gian) ket thuc|ket thuc|to|end)$`)
)

func (sc *scan) headFold(headings []heading, w *window, col int) string {
	return foldText(lowerClean(headings[col-w.left].last()))
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
		if len(h.path) > 0 && opensStretch.MatchString(sc.headFold(headings, w, t.dateAt)) && endsStretch.MatchString(sc.headFold(headings, w, col)) {
			t.untilAt = col
			t.known = append(t.known, col)
			continue
		}
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
		case fold == "nam" && sc.years(w, col):
			t.yearAt = col
			t.known = append(t.known, col)
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
	for _, col := range unitCols {
		if col != t.unitAt && len(sc.units) == 1 && sc.partsInside(t, w, col, foldText(lowerClean(headings[col-w.left].last()))) {
			sc.addDimension(t, w, col)
		}
	}
}

// partsInside reports whether a column that is headed as one of units names parts
// of the one unit: no cell names a unit, the rows of a day differ in it, and its
// heading is a part's or one row is the whole.
func (sc *scan) partsInside(t *table, w *window, col int, fold string) bool {
	whole := strings.Contains(fold, "chi doan")
	for _, row := range sc.below(w.from - 1) {
		word := sc.sh.word(row, col)
		if word.clean == "" {
			continue
		}
		p := sc.r.partLabel(word, sc.sh.bare)
		whole = whole || p.kind == meaning.Whole
		if m := sc.r.roster.find(word); p.kind == meaning.PartUnsaid && (m.unit != nil || m.many || m.named) {
			return false
		}
	}
	return whole && sc.wordsBelow(w, col) && sc.apart(t, w, col)
}

// years reports whether a column holds years and nothing else.
func (sc *scan) years(w *window, col int) bool {
	n := 0
	for _, row := range sc.below(w.from - 1) {
		switch {
		case sc.sh.at(row, col) == isBlank:
		case sc.sh.yearAt(row, col):
			n++
		default:
			return false
		}
	}
	return n > 0
}

func (sc *scan) isTextField(h *heading) bool {
	_, ok := sc.r.textField(h)
	return ok
}

// tellsApart reports whether a column of places tells the rows of one day apart:
// some day has several rows.
func (sc *scan) tellsApart(t *table, w *window, col int, fold string) bool {
	return placeHeads.MatchString(fold) && sc.wordsBelow(w, col) && sc.apart(t, w, col)
}

// apart reports whether some day has several rows with texts in a column.
func (sc *scan) apart(t *table, w *window, col int) bool {
	var before string
	for _, row := range sc.below(w.from - 1) {
		c := sc.sh.cell(row, t.dateAt)
		day := sc.r.raw(sc.sh, c)
		if sc.sh.at(row, col) == isBlank {
			continue
		}
		if (day == "" || isDitto(sc.sh.word(row, t.dateAt))) && before != "" || day != "" && day == before {
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
	return len(sc.r.ctx.Units) == 1 && sc.r.ctx.options(sc.sh.tab, sc.r.ctx.Units[0]).SumSameDay
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
		case n == 1 && col < w.days[0]: // each section counts anew
			last = n
		default:
			breaks, last = breaks+1, n
		}
	}
	return steps >= 1 && breaks*5 <= steps
}
