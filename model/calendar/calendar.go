package calendar

import "time"

// A Calendar tells working days from days off. Vietnam's yearly decisions
// move days about, so days off and make-up days are dated tables, not rules.
type Calendar struct {
	// Weekdays are the ordinary working days, indexed by time.Weekday.
	Weekdays [7]bool
	DaysOff  map[Day]string // with the reason: "Quốc khánh"
	MakeUp   map[Day]string // working days outside Weekdays, with the reason
}

// MondayToFriday is the ordinary working week.
var MondayToFriday = [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true}

// Working reports whether a report is expected for the day.
func (c *Calendar) Working(d Day) bool {
	if _, ok := c.MakeUp[d]; ok {
		return true
	}
	if _, off := c.DaysOff[d]; off {
		return false
	}
	return c.Weekdays[d.Weekday()]
}

// Charted reports whether there is a day off in a span.
func (c *Calendar) Charted(first, last Day) bool {
	for d := range c.DaysOff {
		if d >= first && d <= last {
			return true
		}
	}
	return false
}

// WorkingDays counts the working days from one day to another, both included.
func (c *Calendar) WorkingDays(from, to Day) int {
	n := 0
	for d := from; d <= to; d++ {
		if c.Working(d) {
			n++
		}
	}
	return n
}
