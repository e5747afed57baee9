package book

import (
	"strconv"
	"time"

	"tonghop/model"
)

// goal words a target as the plan does: "ít nhất 3.000", "trên 200".
func (l *layout) goal(t model.Target) string {
	switch t.Op {
	case model.MoreThan:
		return l.text("book.goal.more_than", "n", model.Grouped(t.Value))
	case model.RatioOf:
		of := t.Of
		if whole, ok := l.programme.Indicator(t.Of); ok {
			of = shortLabel(whole)
		}
		return l.text("book.goal.ratio", "n", strconv.FormatInt(t.Value, 10), "of", of)
	default:
		return l.text("book.goal.at_least", "n", model.Grouped(t.Value))
	}
}

func expectedToDate(p model.Progress, style Style) Cell {
	if !p.Goal.Stated {
		return Cell{Style: style}
	}
	return number(p.ExpectedToDate, style)
}

func perDay(p model.Progress, style Style) Cell {
	if !p.Goal.Stated {
		return Cell{Style: style}
	}
	return number(p.PerDay, style)
}

// gap is blank where nothing was stated: then there is nothing to compare.
func gap(p model.Progress) Cell {
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

func shortLabel(i *model.Indicator) string {
	if i.Short != "" {
		return i.Short
	}
	return i.Label
}

// dayMonth writes a day without its year, for the columns of a month.
func dayMonth(d model.Day) string {
	_, m, dd := d.Date()
	return strconv.Itoa(dd) + "/" + strconv.Itoa(int(m))
}

// dayOf is the civil day of an instant at the office; none for no instant.
func (l *layout) dayOf(t time.Time) model.Day {
	if t.IsZero() {
		return 0
	}
	return model.DayOf(l.local(t))
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
