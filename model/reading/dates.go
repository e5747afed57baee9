package reading

import (
	"math"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// maxSerial is 31 December 9999, the last day that spreadsheets know.
const maxSerial = 2958466

// plausible serials: a plain number in the column of days is a date's only
// within these (2000 to 2099).
const firstSerial, lastSerial = 36526, 73050

// A cellDate is a cell of the column of days, read but not yet placed.
type cellDate struct {
	dateText
	serial   calendar.Day
	row, col int // where it stands: a merged date stands above
	warnings []string
	// fault is why the line has no day; "" where it has one.
	fault    string
	before   bool // it lies before the programme
	volatile bool // a formula makes it from the clock
	unclear  bool // its month cannot be told
	shown    bool // what is shown differs from the text
	conflict bool // the title and the tab's name tell different days
}

// readDate reads a cell of the column of days.
func (r *reader) readDate(sh *sheet, row, col int) cellDate {
	d := cellDate{row: row, col: col}
	c := sh.cell(row, col)
	if day, ok := sh.named[[2]int{row, col}]; ok {
		d.kind, d.serial = dateSerial, day
		return d
	}
	if c.Marks&(grid.StruckPart|grid.Superscript) != 0 && c.More != nil && c.Kind == grid.Text {
		d.dateText = dateOf(sh.words.of(c.More.Kept))
		if d.kind != dateNone {
			d.warnings = append(d.warnings, "shown-differs")
		}
		if c.Has(grid.Superscript) {
			d.kind, d.shown = dateInvalid, true
		}
		return d
	}
	if c.Has(grid.Volatile) { // it tells the day of the look, whichever that is
		d.kind, d.unclear, d.volatile = dateFull, true, true
		return d
	}
	switch c.Kind {
	case grid.Text:
		d.dateText = dateOf(sh.words.of(c.Text))
	case grid.Date, grid.Number:
		whole := math.Floor(c.Number)
		switch {
		case c.Kind == grid.Number && c.Number == whole && whole >= 1 && whole <= 31:
			d.kind, d.day = dateBare, int(whole)
		case whole >= firstSerial && whole <= lastSerial && (c.Kind == grid.Date || c.Number == whole):
			d.kind, d.serial = dateSerial, calendar.Day(whole)
		default:
			d.kind = dateInvalid
		}
	case grid.Error, grid.Bool:
		d.kind = dateInvalid
	}
	return d
}

// placeDays gives each line of a table its day, or the reason why it has none.
func (r *reader) placeDays(t *table) {
	r.placeFall(t)
	r.fillYears(t)
	r.overhang(t)
	r.turnTexts(t)
	swap := r.weighSerials(t)
	if swap.whole {
		place := grid.ColumnName(t.dateAt)
		if t.wide {
			place = strconv.Itoa(t.dateAt + 1)
		}
		r.report(t.unit, r.at(t.sh.tab, place), "date-swapped", office.SeverityWarning, "")
	}
	for i := range t.lines {
		if l := &t.lines[i]; l.kind == lineDay {
			r.placeDay(l, swap)
		}
	}
	r.findSlips(t)
}

// fillYears completes months that were written without a year: from a full
// date in the table, else from the programme if only one year fits.
func (r *reader) fillYears(t *table) {
	neighbour := 0
	for i := range t.lines {
		d := &t.lines[i].date
		year := d.year
		if d.kind == dateSerial && r.ctx.inProgramme(d.serial) {
			year, _, _ = d.serial.Date()
		}
		if year == 0 {
			continue
		}
		if neighbour != 0 && neighbour != year {
			neighbour = -1
			break
		}
		neighbour = year
	}
	for i := range t.lines {
		m := &t.lines[i].month
		switch {
		case m.year != 0:
		case neighbour > 0:
			m.year = neighbour
		case m.month != 0:
			m.year, _ = r.ctx.yearOf(m.month)
		}
	}
}

// placeDay places one line's day by itself.
func (r *reader) placeDay(l *line, swap swapping) {
	d := &l.date
	switch d.kind {
	case dateNone:
		d.fault = "date-missing"
		return
	case dateRange, dateInvalid:
		d.fault = map[dateKind]string{dateRange: "date-range", dateInvalid: "date-invalid"}[d.kind]
		if d.shown {
			d.fault = "shown-differs"
		}
		return
	case dateSerial:
		l.day = d.serial
		if swap.contested[l.at] {
			d.fault, l.day = "date-ambiguous", 0
			return
		}
		if swap.whole {
			l.day = swapped(d.serial)
		}
	default:
		if !r.placeText(l) {
			return
		}
	}
	r.checkDay(l)
}

// placeText completes a day that was written as text.
func (r *reader) placeText(l *line) bool {
	d := &l.date
	if d.unclear {
		d.fault = "date-ambiguous"
		return false
	}
	year, mon := d.year, d.month
	if d.kind == dateBare {
		mon = l.month.month
	}
	if mon == 0 {
		d.fault = "date-ambiguous" // a bare day in a tab of no month
		return false
	}
	if year == 0 {
		year = r.yearFor(l.month, mon)
	}
	if year == 0 {
		d.fault = "date-ambiguous"
		return false
	}
	day, ok := calendar.ValidDate(year, time.Month(mon), d.day)
	if !ok {
		d.fault = "date-invalid"
		return false
	}
	l.day = day
	if d.monthFirst {
		d.warnings = append(d.warnings, "date-month-first")
	}
	return true
}

// yearFor gives the year of a month written without one: the tab's, one off
// over the turn of the year.
func (r *reader) yearFor(tab month, mon int) int {
	year := tab.year
	if year == 0 {
		year, _ = r.ctx.yearOf(mon)
		return year
	}
	switch {
	case tab.month-mon > 9:
		year++
	case tab.month != 0 && mon-tab.month > 9:
		year--
	}
	return year
}

// checkDay weighs a placed day against the programme, the tab and the weekday
// that stands beside it.
func (r *reader) checkDay(l *line) {
	d := &l.date
	if !r.ctx.inProgramme(l.day) {
		d.before = l.day < r.ctx.Starts
		d.fault, l.day = "date-out-of-programme", 0
		return
	}
	if d.hasWeekday && l.day.Weekday() != d.weekday {
		d.warnings = append(d.warnings, "weekday-mismatch")
	}
	if l.month.known() && !l.month.has(l.day) {
		if d.kind == dateMonth { // not a full date
			d.fault, l.day = "date-outside-tab", 0
			return
		}
		d.warnings = append(d.warnings, "date-outside-tab")
	}
}
