package book

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

func text(s string, style Style) Cell {
	if s == "" {
		return Cell{Style: style}
	}
	return Cell{Kind: Text, Text: s, Style: style}
}

func number(n int64, style Style) Cell {
	return Cell{Kind: Number, Number: n, Style: style}
}

// count is a figure, and a blank cell for one that was not stated: a blank is
// not a zero.
func count(c office.Count, style Style) Cell {
	if !c.Stated {
		return Cell{Style: style}
	}
	return number(c.N, style)
}

func date(d calendar.Day, style Style) Cell {
	if d == 0 {
		return Cell{Style: style}
	}
	return Cell{Kind: Date, Number: int64(d), Style: style}
}

// share is a part of a whole as text, "20/21", and blank where the whole is
// nothing.
func share(part, whole int, style Style) Cell {
	if whole == 0 {
		return Cell{Style: style}
	}
	return text(grouped(part)+"/"+grouped(whole), style)
}

func grouped(n int) string { return office.Grouped(int64(n)) }

func percent(p report.Progress, style Style) Cell {
	tenths, ok := p.Percent()
	if !ok {
		return Cell{Style: style}
	}
	return Cell{Kind: Percent, Number: tenths, Style: style}
}

// sumAt is the i-th figure of a line; lines of an empty report have none.
func sumAt(l report.Line, i int) report.Sum {
	if i >= len(l.Figures) {
		return report.Sum{}
	}
	return l.Figures[i]
}
