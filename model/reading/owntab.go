package reading

import (
	"maps"
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// maxLabelColumn bounds where a period's row says its period: after a running
// number and a unit's name at most.
const maxLabelColumn = 3

// An ownTable is a tab with a row a period, of a unit whose periods are judged
// by its own rows.
type ownTable struct {
	r    *reader
	t    *table
	unit *office.Unit
	// year is in force; only is the one year that the tab's rows name.
	year, only int
	// columns are the indicators of the heading in force, by their places.
	columns map[int]int
	refused []ownRefusal
}

// An ownRefusal is a column of an indicator that cannot be read, and why.
type ownRefusal struct {
	row, col, indicator int
	code                string
	args                []string
}

// ownTab reads a tab with a row a period, and reports whether it is one. Its
// figures are no tallies: they travel with the finding, to be held against the
// sums of the days. Cells and columns that cannot be read are told as in any
// other table.
func (r *reader) ownTab(c candidate) bool {
	u := r.only(c.units)
	if u == nil || len(u.Reading.OwnTotals) == 0 {
		return false
	}
	o := &ownTable{r: r, t: &table{sh: c.sh}, unit: u, year: yearInTitle(foldText(lowerClean(c.sh.tab.Title)))}
	o.only = o.onlyYear()
	is := false
	for _, row := range c.sh.rows {
		s, label := o.stretchOfRow(row)
		w := o.writtenIn(row)
		switch {
		case s.n != 0 && len(w.read) == 0 && o.heads(row): // "Năm | Tờ rơi"
		case s.n != 0 && len(o.columns)+len(o.refused) > 0:
			is = o.row(row, s, label, w) || is
		case !o.heads(row):
			o.title(row)
		}
	}
	if is {
		o.tellRefused()
		for _, row := range c.sh.rows {
			for col := range c.sh.class[row] {
				c.sh.mark(row, col, fateCompared)
			}
		}
	}
	return is
}

// title takes the year that a text alone in its row tells.
func (o *ownTable) title(row int) {
	if w, _ := o.t.sh.alone(row, 0, o.t.sh.width(row)); w.clean != "" {
		if y := yearInTitle(w.fold); y != 0 {
			o.year = y
		}
	}
}

// onlyYear is the one year that the labels of the tab's rows name, 0 where they
// name none or several.
func (o *ownTable) onlyYear() int {
	found := 0
	for _, row := range o.t.sh.rows {
		s, _ := o.stretchOfRow(row)
		switch {
		case s.year == 0 || s.year == found:
		case found != 0:
			return 0
		default:
			found = s.year
		}
	}
	return found
}

// stretchOfRow tells which period a row is of, as its label has it.
func (o *ownTable) stretchOfRow(row int) (stretch, *word) {
	for col := range min(maxLabelColumn, o.t.sh.width(row)) {
		if w := o.t.sh.word(row, col); stretchLabel.MatchString(w.fold) {
			return extentOf(w.fold).stretch, w
		}
	}
	return stretch{}, nil
}

// heads takes a row whose headings name indicators, and reports whether it is
// one. Of two columns for the same neither is read.
func (o *ownTable) heads(row int) bool {
	of, ambiguous := map[int][]int{}, []field(nil)
	for col := range o.t.sh.width(row) {
		w := o.t.sh.word(row, col)
		if w.clean == "" {
			continue
		}
		f := field{at: col, sub: -1, indicator: -1, near: -1, heading: &heading{path: []string{w.clean}}}
		switch o.r.recognise(o.t, &f, meaning.Heading{Path: f.heading.path, Bare: o.t.sh.bare}); f.role {
		case roleIndicator:
			if f.roles.Span == meaning.PeriodTotal {
				continue
			}
			of[f.indicator] = append(of[f.indicator], col)
		case roleRefused:
			if f.why != "column-ambiguous" {
				continue
			}
			ambiguous = append(ambiguous, f)
		}
	}
	if len(of) == 0 {
		return false
	}
	o.columns = map[int]int{}
	o.refused = slices.DeleteFunc(o.refused, func(x ownRefusal) bool { return x.col < o.t.sh.width(row) }) // another heading stands now
	for _, indicator := range slices.Sorted(maps.Keys(of)) {
		if cols := of[indicator]; len(cols) == 1 {
			o.columns[cols[0]] = indicator
		} else {
			for _, col := range cols {
				o.refused = append(o.refused, ownRefusal{row, col, indicator, "column-duplicate", []string{"label", o.r.ctx.Indicators[indicator].Label}})
			}
		}
	}
	for _, f := range ambiguous {
		o.refused = append(o.refused, ownRefusal{row, f.at, f.indicator, "column-ambiguous", []string{"choices", o.r.choices(&f)}})
	}
	return true
}

// writtenIn gathers what was typed into a row, under the headings in force.
func (o *ownTable) writtenIn(row int) (w ownFigures) {
	n := o.r.numbers(o.t)
	for _, col := range slices.Sorted(maps.Keys(o.columns)) {
		c, i := o.t.sh.cell(row, col), o.columns[col]
		w.take(o.r, o.t.sh, n.read(&c, o.r.units[i]), c, grid.Address(row, col), i)
	}
	for _, x := range o.refused {
		c := o.t.sh.cell(row, x.col)
		w.glance(n.read(&c, nil))
	}
	return w
}

// row notes one period's row with the figures that were typed, and reports
// whether it is one: of a known year, or with something typed into it.
func (o *ownTable) row(row int, s stretch, label *word, w ownFigures) bool {
	s = o.r.dated(s, o.year, o.only)
	if !s.known() && !w.typed() {
		return false
	}
	if !slices.Contains(o.unit.Reading.OwnTotals, s.kind) {
		return true
	}
	o.r.rejectedOwn(o.unit, o.t.sh, w.rejected, s)
	at := strconv.Itoa(row + 1)
	switch {
	case !s.known():
		o.r.periodUnclear(o.unit, o.t.sh, at, label.clean, s, []calendar.PeriodKind{s.kind})
	case len(w.read) > 0:
		o.r.periodStated(o.unit, o.t.sh, at, label.clean, s, w.read, false)
	case w.unread && !w.faulty():
		o.r.periodUnread(o.unit, o.t.sh, at, label.clean, s)
	}
	return true
}

// tellRefused reports the columns that are not read. The findings name their
// indicator, so that they are of no day: only this tab's periods are not read.
func (o *ownTable) tellRefused() {
	for _, x := range o.refused {
		f := o.r.report(o.unit, o.r.at(o.t.sh.tab, o.t.fieldName(x.col)), x.code, office.SeverityError, o.t.sh.word(x.row, x.col).clean, x.args...)
		if x.indicator >= 0 {
			f.Indicator = o.r.ctx.Indicators[x.indicator].ID
		}
	}
}
