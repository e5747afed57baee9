package office

import (
	"strings"
	"time"
)

// A Stray is what somebody typed into a cell of the tab Bổ sung that the
// program fills. It is kept for good before the cell is filled again, since it
// may be a figure or a remark that was meant for another cell. It stands until
// it is taken back, which says that it has been seen to.
type Stray struct {
	Decision
	Cell, Text string
}

// straySeparator parts the cell from the text in a decision's Row.
const straySeparator = "\x1f"

// NewStray is the decision that keeps a stray.
func NewStray(cell, text, by, reason string, at time.Time) Decision {
	return Decision{Kind: DecisionStray, Ruling: Ruling{By: by, Reason: reason, Channel: ByBook}, At: at, Row: cell + straySeparator + text}
}

func StrayOf(d *Decision) Stray {
	cell, text, _ := strings.Cut(d.Row, straySeparator)
	return Stray{Decision: *d, Cell: cell, Text: text}
}
