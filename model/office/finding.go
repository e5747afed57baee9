package office

import "tonghop/model/calendar"

// Severity tells what a finding does to the figure it points at.
type Severity string

const (
	// SeverityError: the figure (row, column, tab) is not merged.
	SeverityError Severity = "error"
	// SeverityWarning: to be looked at. Most are merged; Finding.Counted tells.
	SeverityWarning Severity = "warning"
	// SeverityNotice: for the record.
	SeverityNotice Severity = "notice"
)

// A Finding is something wrong or doubtful in what was written. It is a value
// that travels to the report, never a Go error (docs/rules.md, Words).
type Finding struct {
	Unit string // "" where it concerns a source that no single unit owns
	Origin
	Code     string // stable English words: "number-invalid"
	Severity Severity
	Raw      string // the text as written
	// Day and Indicator are set where the finding speaks of them.
	Day       calendar.Day
	Indicator string
	// Args fill the named blanks of the message: {a}, {b}, ...; the texts
	// {cell}, {tab}, {raw}, {day} and {indicator} are always there.
	Args map[string]string
}
