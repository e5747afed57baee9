package reading

import (
	"sort"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// role is what a field of a table holds.
type role uint8

const (
	roleIgnored role = iota
	roleUnknown      // figures that match no indicator
	roleRefused      // an indicator that may not be read: ambiguous or duplicate
	roleIndicator
	roleCompared // running totals beside the day's own column
	roleText
)

// A field is one column of a long table, or one row of a wide one.
type field struct {
	at        int
	header    string
	role      role
	indicator int // place in the context, for roleIndicator and roleCompared
	text      int // place in the context, for roleText
	how       string
	span      matches      // what the heading says of the span its figures cover
	unit      *office.Unit // in a wide table with a column of units
	units     map[string]bool
}

// lineKind is what a line of a table is for.
type lineKind uint8

const (
	lineDay lineKind = iota
	lineTotal
)

// A line is one row of a long table, or one column of a wide one.
type line struct {
	at      int
	kind    lineKind
	label   *word   // a total's label
	says    *extent // what the label says, read on first demand
	running bool    // a total that is never compared
	date    cellDate
	month   month
	unit    *office.Unit
	unitRaw string // what stands where the unit should be known
	stray   bool   // the line's unit is not one of ours: unit-unknown
	said    bool   // it was said already, at the block's title
	shift   string
	day     calendar.Day // 0 where the date does not hold
	figures []figure     // by the table's first fields, those that are read
	after   bool         // below the signatures
	// nilFrom is the line whose phrase for "nothing happened" is merged over
	// this one, in the field nilField; nil for none.
	nilFrom  *line
	nilField int
}

// A table is one recognised table in lines of days and fields of indicators,
// whichever way it lies on the sheet.
type table struct {
	sh       *sheet
	wide     bool
	head     grid.Range
	fields   []field // those that are read first: figures are by their index
	read     int     // how many fields are read
	lines    []line
	dateAt   int // the column of days, or the row of days in a wide table
	unitAt   int // the column of units, or -1
	serialAt int // the column of running numbers, or -1
	weekAt   int // the column (row) of weekdays, or -1
	shiftAt  int // the column of shifts, or -1
	unit     *office.Unit
	title    month          // the month of the tab or of the titles above
	conflict office.Finding // a title that names another month than the tab's
	units    []*office.Unit
}

// extent is what a total's label says of the time that it is of.
func (l *line) extent() *extent {
	if l.says == nil {
		e := extentOf(l.label.fold)
		l.says = &e
	}
	return l.says
}

// pos gives the row and column of a field in a line.
func (t *table) pos(line, at int) (row, col int) {
	if t.wide {
		return at, line
	}
	return line, at
}

func (t *table) cell(line, at int) grid.Cell {
	row, col := t.pos(line, at)
	return t.sh.cell(row, col)
}

func (t *table) address(line, at int) string {
	row, col := t.pos(line, at)
	return grid.Address(row, col)
}

// fieldName is a field's place as A1 notation has it: "C", or "7".
func (t *table) fieldName(at int) string {
	if t.wide {
		return strconv.Itoa(at + 1)
	}
	return grid.ColumnName(at)
}

// lineName is a line's place as A1 notation has it: "7", or "C".
func (t *table) lineName(at int) string {
	if t.wide {
		return grid.ColumnName(at)
	}
	return strconv.Itoa(at + 1)
}

// readFirst puts the fields that are read before the others.
func (t *table) readFirst() {
	isRead := func(f *field) bool { return f.role == roleIndicator || f.role == roleCompared }
	sort.SliceStable(t.fields, func(i, j int) bool { return isRead(&t.fields[i]) && !isRead(&t.fields[j]) })
	t.read = 0
	for t.read < len(t.fields) && isRead(&t.fields[t.read]) {
		t.read++
	}
}

// indicatorField finds the field that is read for an indicator.
func (t *table) indicatorField(indicator int) int {
	for i := range t.fields[:t.read] {
		if t.fields[i].role == roleIndicator && t.fields[i].indicator == indicator {
			return i
		}
	}
	return -1
}
