package office

import (
	"strings"

	"tonghop/model/calendar"
)

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
// that travels to the report, never a Go error (READING.md §6).
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

// Counted reports whether what a finding points at stands in the totals: the
// figure as it was read, or those of its row, column or tab. A warning may speak
// of what is left out as well: of what cannot be placed without harm to the
// rest, or of a figure that another one stands over.
func (f *Finding) Counted() bool {
	if f.Severity == SeverityError {
		return false
	}
	switch f.Code {
	case "column-unknown", "unit-unknown", "tab-ignored", "cumulative-start", CodeDateFuture,
		CodePeriodUnclear, CodePeriodUnread, CodePeriodDiffers, "total-disagrees",
		CodeSourceConflict, CodeEntryDiffers, CodeSetAside, CodeDayWithdrawn, CodeDayRedated:
		return false
	case CodeColumnsChanged:
		return f.Args["lost"] == NoColumns
	}
	return true
}

// Key identifies a finding over time: unit, tab and code, with day and
// indicator where it has them, else the cell. So sorting a sheet makes no new
// findings of old ones. Of a broken rule it names the rule too, since one
// figure may break several, and of a unit's own total the period, since a month
// and a quarter may end on one day, and each month has a cell of the indicator.
func (f *Finding) Key() string {
	parts := []string{f.Unit, f.Source, f.Tab, f.Code}
	switch {
	case f.Day != 0:
		parts = append(parts, f.Day.String(), f.Indicator)
	case f.Indicator != "":
		parts = append(parts, "", f.Indicator)
	default:
		parts = append(parts, f.Cell)
	}
	if f.Code == CodeRuleBroken {
		parts = append(parts, f.Args["rule"])
	} else if period := f.Args["period"]; period != "" {
		parts = append(parts, period)
	}
	return strings.Join(parts, "\x1f")
}
