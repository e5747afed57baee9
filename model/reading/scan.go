package reading

import (
	"slices"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A scan walks down one tab. What titles said stays in force until another
// title says otherwise.
type scan struct {
	r     *reader
	sh    *sheet
	units []*office.Unit
	read  int // tables begun so far
	// month is in force for the lines to come. fromTab: the tab's own title
	// said so, and title rows above the first table only complete it.
	month    month
	fromTab  bool
	titled   bool           // a title row said it
	conflict office.Finding // a title row that names another month than the tab does
	// unit is in force; stray is the name of a block's unit that is not ours.
	unit      *office.Unit
	stray     string
	strayCell string
}

// readTab reads the tables of a tab and reports whether it has any.
func (r *reader) readTab(c candidate) bool {
	sc := &scan{r: r, sh: c.sh, units: c.units, month: monthInTabTitle(foldText(lowerClean(c.sh.tab.Title)))}
	sc.fromTab = sc.month.month != 0
	sc.unit = r.only(c.units)
	if sc.unit == nil {
		sc.unit = r.roster.within(foldText(lowerClean(c.sh.tab.Title)), true).unit
		if sc.unit != nil && !slices.Contains(c.units, sc.unit) {
			sc.unit = nil
		}
	}
	found := false
	for i := 0; i < len(c.sh.rows); {
		if h := sc.findHeader(i); h != nil {
			i, found = sc.long(h, i), true
			continue
		}
		if h := sc.findWide(i); h != nil {
			i, found = sc.wide(h), true
			continue
		}
		sc.title(c.sh.rows[i])
		i++
	}
	return found
}

// after gives the index in sheet.rows of the first row at or below a row.
func (s *sheet) after(row int) int {
	i, _ := slices.BinarySearch(s.rows, row)
	return i
}

// maxTitleCells is how many cells a title row may hold: a letterhead has two.
const maxTitleCells = 3

// title takes what a row outside the tables, or alone in one, says of the
// lines to come: a month, a unit. It reports whether it said anything.
func (sc *scan) title(row int) bool {
	var cells []int
	for col, c := range sc.sh.tab.Rows[row] {
		if c.Empty() || c.Kind == grid.Text && sc.sh.word(row, col).clean == "" {
			continue
		}
		if c.Kind != grid.Text {
			return false
		}
		if cells = append(cells, col); len(cells) > maxTitleCells {
			return false
		}
	}
	said := false
	for _, col := range cells {
		w := sc.sh.word(row, col)
		said = sc.titleMonth(w, row, col) || said
		said = sc.titleUnit(w, row, col, len(cells) == 1) || said
	}
	return said
}

func (sc *scan) titleMonth(w *word, row, col int) bool {
	m := monthInTitle(w.fold)
	switch {
	case m == month{}:
		return false
	case m.month == 0:
		if sc.month.year == 0 {
			sc.month.year = m.year
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

func (sc *scan) titleUnit(w *word, row, col int, alone bool) bool {
	if len(sc.units) < 2 {
		return false
	}
	found := sc.r.roster.find(w)
	if found.unit == nil && !found.many && len(w.fold) < 160 {
		if in := sc.r.roster.within(w.fold, false); in.unit != nil {
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
