package office

import (
	"strings"
	"time"
)

// A FindingKind is what all findings of one code have in common.
type FindingKind struct {
	Code string
	// Turn is whose move it is while the finding is open. What could not be
	// understood is ours or the office's, and what the commune could have
	// written otherwise is its own.
	Turn Turn
	// left tells of a warning whether what it points at is left out of the
	// totals; nil is never. What an error points at always is.
	left func(*Finding) bool
	// dateless tells of an error without a day whether it is of something
	// written that may be a report of any day; nil is never.
	dateless func(*Finding) bool
	// by names the argument that tells findings of one place apart.
	by string
	// subject names the argument that says what an acceptance rests on; "" is
	// the text as written.
	subject string
	// rests says for how long an acceptance holds.
	rests rests
	// lists says that its arguments are lists which the program put together,
	// and are quoted whole.
	lists bool
	// across says that it speaks of all rows of its tab, wherever its cell is.
	across bool
}

// rests says for how long the office's acceptance of a finding holds.
type rests int

const (
	// onSubject: until what is written reads differently; of a finding that
	// quotes nothing, until it is made anew.
	onSubject rests = iota
	// onMaking: until what is written reads differently or it is made anew, as
	// by another entry.
	onMaking
	// onFigures: until any of the figures changes of which it speaks. Who made
	// the finding has judged that.
	onFigures
	// onSettling: what the office settled is held no more, and told so instead.
	onSettling
)

func always(*Finding) bool { return true }

func withPlace(f *Finding) bool { return f.Cell != "" }

// anywhere tells of a tab without a header whether anything stands in it.
func anywhere(f *Finding) bool { return f.Args["empty"] == "" }

// lostColumns tells of columns that moved whether any is no longer read.
func lostColumns(f *Finding) bool { return f.Args["lost"] != NoColumns }

// findingKinds has a row for every code. A finding is told to a commune only
// where the turn is its own.
var findingKinds = kindsByCode([]FindingKind{
	// Tabs and headers.
	{Code: "tab-ignored", Turn: TurnOffice, left: always},
	{Code: CodeHeaderNotFound, Turn: TurnOffice, dateless: anywhere},
	{Code: "tab-gone", Turn: TurnOffice},
	{Code: "tab-damaged", Turn: TurnCommune, dateless: always},
	{Code: CodeTabRenamed},
	{Code: "legacy-encoding", Turn: TurnCommune},
	{Code: CodeRowsGone, Turn: TurnCommune, subject: "n", rests: onSettling},

	// Columns.
	{Code: CodeColumnUnknown, Turn: TurnOffice, left: always},
	{Code: CodeToConfirm, Turn: TurnOffice, left: always, by: "id"},
	{Code: CodeAnswerLapsed, Turn: TurnOffice, left: always, by: "decision"},
	{Code: "column-ambiguous", Turn: TurnOffice},
	{Code: "column-refused", Turn: TurnOffice, left: always},
	{Code: "counting-word", Turn: TurnOffice},
	{Code: "table-not-understood", Turn: TurnOffice, left: always},
	{Code: "unaccounted", Turn: TurnOffice, left: always},
	{Code: "column-duplicate", Turn: TurnCommune},
	{Code: CodeColumnsChanged, Turn: TurnCommune, left: lostColumns, rests: onFigures, lists: true, across: true},
	{Code: CodeUnitInvalid, Turn: TurnOffice},
	{Code: CodeIndicatorInvalid, Turn: TurnOffice},
	{Code: "unit-unknown", Turn: TurnOffice, left: always},

	// Days.
	{Code: "date-missing", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-invalid", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-range", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-ambiguous", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-swapped", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-month-first", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-outside-tab", Turn: TurnCommune, dateless: withPlace},
	{Code: "date-out-of-programme", Turn: TurnCommune, dateless: withPlace},
	{Code: CodeDateFuture, Turn: TurnCommune, left: always, dateless: withPlace},
	{Code: "weekday-mismatch", Turn: TurnCommune},
	{Code: "duplicate-day", Turn: TurnCommune},
	{Code: "duplicate-day-conflict", Turn: TurnCommune},
	{Code: CodeDayCopied, Turn: TurnCommune},
	{Code: CodeDayWithdrawn, Turn: TurnCommune, left: always},
	{Code: CodeDayRedated, left: always},
	{Code: CodeDayReplaced},
	{Code: CodeWrittenAhead, Turn: TurnCommune, left: always},
	{Code: CodeToldOtherwise, Turn: TurnOffice, left: always, rests: onSettling},
	{Code: "hidden-row"},
	{Code: "row-withheld", Turn: TurnOffice, left: always},
	{Code: "row-shifted", Turn: TurnCommune},

	// Figures.
	{Code: "number-invalid", Turn: TurnCommune},
	{Code: "number-fraction", Turn: TurnCommune},
	{Code: "number-negative", Turn: TurnCommune},
	{Code: "number-is-date", Turn: TurnCommune},
	{Code: "number-merged", Turn: TurnCommune},
	{Code: "number-grouping", Turn: TurnCommune},
	{Code: "number-unclear", Turn: TurnCommune},
	{Code: "number-sum", Turn: TurnCommune},
	{Code: "number-with-note", Turn: TurnCommune},
	{Code: "number-suspicious", Turn: TurnCommune},
	{Code: "formula-error", Turn: TurnCommune},
	{Code: "shown-differs", Turn: TurnCommune},
	{Code: "doubt-marked", Turn: TurnCommune},
	{Code: "part-missing", Turn: TurnCommune, left: always},
	{Code: "parts-added"},

	// Sums, and what neighbours and history show.
	{Code: "total-disagrees", Turn: TurnCommune, left: always},
	{Code: CodePeriodStated},
	{Code: CodePeriodUnclear, Turn: TurnCommune, left: always},
	{Code: CodePeriodUnread, Turn: TurnCommune, left: always},
	{Code: CodePeriodDiffers, Turn: TurnCommune, left: always},
	{Code: "cumulative-start", Turn: TurnCommune, left: always},
	{Code: "cumulative-falls", Turn: TurnCommune},
	{Code: "cumulative-suspected", Turn: TurnOffice},
	{Code: CodeSourceConflict, Turn: TurnCommune, left: always},
	{Code: CodeEntryDiffers, Turn: TurnCommune, left: always, rests: onMaking},
	{Code: CodeSetAside, Turn: TurnCommune, left: always, rests: onMaking},
	{Code: CodeRuleBroken, Turn: TurnCommune, by: "rule", rests: onFigures, lists: true},
	{Code: CodeOutlier, Turn: TurnCommune},
})

func kindsByCode(all []FindingKind) map[string]*FindingKind {
	by := make(map[string]*FindingKind, len(all))
	for i := range all {
		by[all[i].Code] = &all[i]
	}
	return by
}

// Kind is what the finding has in common with others of its code; a code that
// the table does not know is the office's to understand.
func (f *Finding) Kind() *FindingKind {
	if k, ok := findingKinds[f.Code]; ok {
		return k
	}
	return &FindingKind{Code: f.Code, Turn: TurnOffice}
}

// Turn is whose move it is: nobody's where the finding is for the record.
func (f *Finding) Turn() Turn {
	if f.Severity == SeverityNotice {
		return TurnNobody
	}
	return f.Kind().Turn
}

// Counted reports whether what a finding points at stands in the totals: the
// figure as it was read, or those of its row, column or tab. A warning may speak
// of what is left out as well: of what cannot be placed without harm to the
// rest, or of a figure that another one stands over.
func (f *Finding) Counted() bool {
	left := f.Kind().left
	return f.Severity != SeverityError && (left == nil || !left(f))
}

// Dateless reports whether a finding is of something written that may be a
// report of any day: a row whose date cannot be read, or a tab with no header.
// An empty tab, one that is gone, and a figure elsewhere are none.
func (f *Finding) Dateless() bool {
	dateless := f.Kind().dateless
	return f.Severity == SeverityError && f.Day == 0 && dateless != nil && dateless(f)
}

// Across reports whether it speaks of every row of its tab, whichever its cell.
func (f *Finding) Across() bool { return f.Kind().across }

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
	if by := f.Kind().by; by != "" {
		parts = append(parts, f.Args[by])
	} else if period := f.Args["period"]; period != "" {
		parts = append(parts, period)
	}
	return strings.Join(parts, "\x1f")
}

// Subject is what a finding speaks of, in so far as its acceptance rests on it:
// the text or figure as written, and for rows that are gone their number. It
// is empty where the finding quotes nothing.
func (f *Finding) Subject() string {
	if arg := f.Kind().subject; arg != "" {
		return f.Args[arg]
	}
	return f.Raw
}

// Accepts reports whether an acceptance of the finding's Key holds for it as it
// stands, where it was made at an instant. Of a finding on several figures it
// never says so: none of them is the whole of it. Nor of one that is settled
// otherwise.
func (d *Decision) Accepts(f *Finding, since time.Time) bool {
	if d.Kind != DecisionAccept || d.Finding != f.Key() {
		return false
	}
	same, anew := f.Subject() == d.Acceptance.Subject, since.After(d.At)
	switch f.Kind().rests {
	case onFigures, onSettling:
		return false
	case onSubject:
		return same && (d.Acceptance.Subject != "" || !anew)
	case onMaking:
	}
	return same && !anew
}
