package reading

import (
	"sort"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// role is what a field of a table holds.
type role uint8

const (
	roleIgnored   role = iota // nothing of ours, and known what it is
	roleUnknown               // figures that match no indicator
	roleRefused               // an indicator that may not be read: ambiguous, duplicate, of another measure
	roleIndicator             // the indicator's own figures
	roleCompared              // running totals beside the day's own column
	roleProposed              // an indicator's figures that wait for an answer
	roleText
)

// A field is one column of a long table, or one row of a wide one; where the
// table has labels of its own beside each day, one of the two and one label.
type field struct {
	at        int
	sub       int // the table's label that it is for, or -1
	heading   *heading
	header    string
	role      role
	indicator int // place in the context, for roleIndicator, roleCompared and roleProposed; else -1
	text      int // place in the context, for roleText
	how       string
	why       string // of a proposal; of a refusal its finding's code
	roles     meaning.Roles
	near      int          // the indicator that comes nearest, -1 for none
	unknown   []string     // the words that were not understood
	titled    bool         // a title says that it holds running totals
	counting  bool         // người is written over lượt, or the other way round
	unit      *office.Unit // in a wide table with a column of units
	units     map[string]bool
	proposal  *proposal
}

// running, monthly and daily are what the heading says of the span.
func (f *field) running() bool { return f.roles.Span == meaning.Running }
func (f *field) monthly() bool { return f.running() && f.roles.Monthly }
func (f *field) daily() bool   { return f.roles.Span == meaning.Daily }

// lineKind is what a line of a table is for.
type lineKind uint8

const (
	lineDay lineKind = iota
	lineTotal
	lineOut // a line that is known to be nobody's day: a plan, a struck row
)

// A line is one row of a long table, or one column of a wide one; where a wide
// table has several columns a day, all of them.
type line struct {
	at      int
	ats     []int    // by label, where a day has several columns: where each stands, or -1
	given   []figure // by label, the figures that prose gives
	only    int      // the label that the line is of, in a list of labels; else -1
	kind    lineKind
	label   *word   // a total's label
	says    *extent // what the label says, read on first demand
	running bool    // a total that is never compared
	date    cellDate
	month   month
	unit    *office.Unit
	unitRaw string       // what stands where the unit should be known
	stray   bool         // the line's unit is not one of ours: unit-unknown
	said    bool         // it was said already, at the block's title
	parts   []part       // which part of its day it is of, by the table's dimensions
	day     calendar.Day // 0 where the date does not hold
	figures []figure     // by the table's first fields, those that are read
	after   bool         // below the signatures
	closed  bool         // nobody was on duty: what is blank is zero as a part
	held    string       // withheld: the finding's code
	amends  bool         // it adds to its day, or corrects it
	sums    []line       // of a row that adds up one day: the rows that it adds up
	summed  bool         // a row below adds it up
	ditto   *word        // what stands for the day of the row above it, where its day is written so
	// nilFrom is the line whose phrase for "nothing happened" is merged over
	// this one, in the field nilField; nil for none.
	nilFrom  *line
	nilField int
}

// A part is one part of a whole as a line or a column is labelled.
type part struct {
	kind meaning.PartKind // Whole for the whole, PartUnsaid for no label
	name string           // folded for comparing
	says string           // as the lexicon or the sheet writes it
}

// A table is one recognised table in lines of days and fields of indicators,
// whichever way it lies on the sheet.
type table struct {
	sh        *sheet
	wide      bool
	layout    string // "long", "wide", "card", "list", "text"
	head      grid.Range
	body      grid.Range // all that belongs to it, the head included
	heads     []int      // the header's rows
	fields    []field    // those that are read first: figures are by their index
	read      int        // how many fields are read
	lines     []line
	subs      []string // the labels beside each day, or of a list
	dateAt    int      // the column of days, or the row of days in a wide table
	untilAt   int      // the column of last days, where each line is of a stretch of days, or -1
	unitAt    int      // the column of units, or -1
	serialAt  int      // the column of running numbers, or -1
	weekAt    int      // the column (row) of weekdays, or -1
	monthAt   int      // the column of months beside bare days, or -1
	yearAt    int      // the column of years beside days that have none, or -1
	partsAt   []int    // the columns that name parts of a day, by dimension
	dims      []meaning.PartKind
	roleAt    int   // the column that tells plan from result, or -1
	known     []int // further columns of known kinds
	unit      *office.Unit
	title     month          // the month of the tab or of the titles above
	conflict  office.Finding // a title that names another month than the tab's
	units     []*office.Unit
	roles     meaning.Roles // what the titles above and the tab's name say
	place     part          // the part of the unit that the titles or the tab's name give
	held      string        // why the whole table is withheld, as proposals have it; "" where it is not
	group     string        // the tabs of volunteers of which its tab is one
	proposal  *proposal
	legend    map[string]string
	cohorts   []cohort
	sequences map[*office.Unit]*sequence
	arranged  map[int]arrangement
	above     []string // the titles over it, nearest first
	span      dayRange // that a title names
	strange   bool     // a title over it names another programme
	onePlace  int      // 1: all lines are of the title's part; 2: not; 0: not looked at
	toldAdded bool
	doubtful  map[string]bool // colours that the legend explains as doubtful
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

// where gives where a field's figure of a line stands, and false where the line
// has none of it.
func (t *table) where(l *line, f *field) (row, col int, ok bool) {
	at := l.at
	switch {
	case f.sub < 0:
	case t.layout == "text":
		if f.sub >= len(l.given) || l.given[f.sub].state == unstated {
			return 0, 0, false
		}
	case l.ats != nil:
		if f.sub >= len(l.ats) || l.ats[f.sub] < 0 {
			return 0, 0, false
		}
		at = l.ats[f.sub]
	case l.only != f.sub:
		return 0, 0, false
	}
	row, col = t.pos(at, f.at)
	return row, col, true
}

// cellOf is the cell of a field in a line, and addressOf its address.
func (t *table) cellOf(l *line, f *field) grid.Cell {
	row, col, ok := t.where(l, f)
	if !ok {
		return grid.Cell{}
	}
	return t.sh.cell(row, col)
}

func (t *table) addressOf(l *line, f *field) string {
	row, col, ok := t.where(l, f)
	if !ok {
		row, col = t.pos(l.at, f.at)
	}
	return grid.Address(row, col)
}

// fieldName is a field's place as A1 notation has it: "C", or "7".
func (t *table) fieldName(at int) string {
	if t.wide {
		return strconv.Itoa(at + 1)
	}
	return grid.ColumnName(at)
}

// fieldPlace is where a finding about a field points: its column or row, and in a
// list the label, since all labels have one column of figures.
func (t *table) fieldPlace(f *field) string {
	if t.layout == "list" && f.indicator < 0 && f.heading != nil && f.heading.row >= 0 {
		return grid.Address(f.heading.row, f.heading.col)
	}
	return t.fieldName(f.at)
}

// lineName is a line's place as A1 notation has it: "7", or "C".
func (t *table) lineName(at int) string {
	if t.wide {
		return grid.ColumnName(at)
	}
	return strconv.Itoa(at + 1)
}

// titled is the part of the unit that a table's own title names, for each of its
// lines; nil for none.
func (t *table) titled() []part {
	if p := partOf(t.roles.Part); p.kind == meaning.ByPlace || p.kind == meaning.ByTeam {
		return []part{p}
	}
	return nil
}

// isRead reports whether a field's cells are read as figures.
func (f *field) isRead() bool {
	return f.role == roleIndicator || f.role == roleCompared || f.role == roleProposed
}

// readFirst puts the fields that are read before the others.
func (t *table) readFirst() {
	sort.SliceStable(t.fields, func(i, j int) bool { return t.fields[i].isRead() && !t.fields[j].isRead() })
	t.read = 0
	for t.read < len(t.fields) && t.fields[t.read].isRead() {
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
