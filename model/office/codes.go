package office

// Codes of the findings that only a unit's history or its neighbours show;
// they are made after merging. The codes of single cells, columns and tabs are
// made while reading.
const (
	// CodePeriodStated is made while reading, and is evidence of when a unit
	// first totalled its month, quarter, half or year. CodePeriodDiffers holds
	// it against the days.
	CodePeriodStated  = "period-stated"
	CodePeriodDiffers = "period-differs"
	// CodeHeaderNotFound is made while reading, of a tab that may hold a report
	// of any day, unless its Args tell that it is "empty".
	CodeHeaderNotFound = "header-not-found"
	// CodePeriodUnclear and CodePeriodUnread are made while reading too, of a
	// total that a unit wrote and that counts for no period: because its period
	// cannot be told, or because it stands in columns that are not read.
	CodePeriodUnclear = "period-unclear"
	CodePeriodUnread  = "period-unread"

	// CodeToConfirm is made while reading, of a Proposal, and CodeColumnUnknown of
	// a heading that is not understood at all. CodeAnswerLapsed tells that what the
	// office taught of a heading finds it no more.
	CodeToConfirm     = "to-confirm"
	CodeColumnUnknown = "column-unknown"
	CodeAnswerLapsed  = "answer-lapsed"

	CodeUnitInvalid      = "unit-not-valid"
	CodeIndicatorInvalid = "indicator-not-valid"
	CodeRowsGone         = "rows-gone"
	CodeDayWithdrawn     = "day-withdrawn"
	CodeDayRedated       = "day-redated"
	CodeDayReplaced      = "day-replaced"
	CodeToldOtherwise    = "told-otherwise"
	CodeWrittenAhead     = "written-ahead"
	CodeSourceConflict   = "source-conflict"
	CodeEntryDiffers     = "entry-differs"
	CodeSetAside         = "figure-set-aside"
	CodeDateFuture       = "date-future"
	CodeTabRenamed       = "tab-renamed"
	CodeDayCopied        = "day-copied"
	CodeRuleBroken       = "rule-broken"
	CodeOutlier          = "outlier"
	CodeColumnsChanged   = "columns-changed"
)

// NoColumns stands where a list of headings has none.
const NoColumns = "–"
