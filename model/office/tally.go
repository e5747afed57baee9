package office

import "tonghop/model/calendar"

// An Origin is where something was written.
type Origin struct {
	Source string // the source's Ref
	Tab    string // the tab's title
	TabID  int64  // Google's sheetId, 0 for files
	Cell   string // A1: a cell "C7", a row "7", a column "C", or "" for the whole tab
}

// A Tally is one figure that a unit wrote for one day.
type Tally struct {
	Unit      string
	Day       calendar.Day
	Indicator string
	Value     int64
	Origin
}

// A Note is a text that a unit wrote for one day in one of the text fields.
type Note struct {
	Unit  string
	Day   calendar.Day
	Field string
	Text  string
	Origin
}

// A Reading is everything that one workbook says.
type Reading struct {
	Tallies []Tally
	// Totals are what units themselves state of whole periods, where periods of
	// that kind are judged by it.
	Totals   []PeriodTotal
	Notes    []Note
	Findings []Finding
	// Tables are the tables that were recognised, in reading order.
	Tables []Table
	// Proposals are what is understood but not beyond doubt; their figures are
	// no tallies yet.
	Proposals []Proposal
	// Unread are the days of which something was written that is no tally.
	Unread []UnreadDay
	// Blank are the days for which a line stands in a table and nothing is written
	// in it: prefilled ones, and those that were emptied.
	Blank []BlankDay
	// Account tells what became of every cell that bears a number.
	Account []Accounted
}

// A BlankDay is a unit's day whose line stands empty.
type BlankDay struct {
	Unit string
	Day  calendar.Day
}

// A Table is one recognised table of a tab: which months it holds and which
// column or row was taken for which indicator. What a table no longer says
// about a month that it still holds was withdrawn; what stood in a table that
// is gone is held (docs/rules.md, What vanishes).
type Table struct {
	Tab    string
	TabID  int64
	Layout string // "long" or "wide"
	Header Range  // where the header stands, A1
	// First and Last are the days that the table may speak of: its months'
	// ends, or its first and last day.
	First, Last calendar.Day
	Units       []string
	Columns     []Column
}

// Range is a rectangle in A1 notation.
type Range string

// A Column is how one column (of a long table) or row (of a wide one) was
// recognised.
type Column struct {
	At        string // its letters, or its row number in a wide table
	Header    string // the header's text as written
	Role      string // "indicator", "text", "date", "unit", "ignored", "unknown"
	Indicator string // the indicator's or text field's ID
	// How tells what made the match: exact, tone, folded, particle, pinned.
	How string
}
