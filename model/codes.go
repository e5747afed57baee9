package model

// Codes of the findings that only a unit's history or its neighbours show;
// they are made after merging. The codes of single cells, columns and tabs are
// those of READING.md and made while reading.
const (
	CodeRowsGone       = "rows-gone"
	CodeSourceConflict = "source-conflict"
	CodeEntryDiffers   = "entry-differs"
	CodeSetAside       = "figure-set-aside"
	CodeDateFuture     = "date-future"
	CodeTabRenamed     = "tab-renamed"
	CodeDayCopied      = "day-copied"
	CodeRuleBroken     = "rule-broken"
	CodeOutlier        = "outlier"
	CodeColumnsChanged = "columns-changed"
)
