package book

import (
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// goal words a target as the plan does: "ít nhất 3.000", "trên 200".
func (l *layout) goal(t office.Target) string {
	switch t.Op {
	case office.MoreThan:
		return l.text("book.goal.more_than", "n", office.Grouped(t.Value))
	case office.RatioOf:
		of := t.Of
		if whole, ok := l.programme.Indicator(t.Of); ok {
			of = shortLabel(whole)
		}
		return l.text("book.goal.ratio", "n", strconv.FormatInt(t.Value, 10), "of", of)
	default:
		return l.text("book.goal.at_least", "n", office.Grouped(t.Value))
	}
}

func expectedToDate(p report.Progress, style Style) Cell {
	if !p.Goal.Stated {
		return Cell{Style: style}
	}
	return number(p.ExpectedToDate, style)
}

func perDay(p report.Progress, style Style) Cell {
	if !p.Goal.Stated {
		return Cell{Style: style}
	}
	return number(p.PerDay, style)
}

// gap is blank where nothing was stated: then there is nothing to compare.
func gap(p report.Progress) Cell {
	n, ok := p.Gap()
	if !ok {
		return Cell{Style: palette.number}
	}
	return number(n, palette.number)
}

// marksBehind lets what is negative in an area stand out, whatever it will be.
func (s *sheet) marksBehind(area Merge) {
	s.Rules = append(s.Rules, Rule{Merge: area, When: WhenNegative, Style: Style{Bold: palette.behind.Bold, Color: palette.behind.Color}})
}

func shortLabel(i *office.Indicator) string {
	if i.Short != "" {
		return i.Short
	}
	return i.Label
}

// dayMonth writes a day without its year, for the columns of a month.
func dayMonth(d calendar.Day) string {
	_, m, dd := d.Date()
	return strconv.Itoa(dd) + "/" + strconv.Itoa(int(m))
}

// dayOf is the civil day of an instant at the office; none for no instant.
func (l *layout) dayOf(t time.Time) calendar.Day {
	if t.IsZero() {
		return 0
	}
	return calendar.DayOf(l.local(t))
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
