package book

import (
	"strings"

	"tonghop/model/report"
)

// journal lists the rounds of the window that saw something new.
func (l *layout) journal() Tab {
	figures := func(n int) Cell {
		if n == 0 {
			return Cell{Style: palette.tally}
		}
		return number(int64(n), palette.tally)
	}
	cols := []column[report.Pass]{
		{l.text("book.journal.began"), 23, func(p report.Pass) Cell { return text(l.instant(p.Began), palette.centre) }},
		{l.text("book.journal.ended"), 23, func(p report.Pass) Cell { return text(l.instant(p.Ended), palette.centre) }},
		{l.text("book.journal.read"), 14, func(p report.Pass) Cell { return figures(p.Read) }},
		{l.text("book.journal.stated"), 12, func(p report.Pass) Cell { return figures(p.Stated) }},
		{l.text("book.journal.changed"), 12, func(p report.Pass) Cell { return figures(p.Changed) }},
		{l.text("book.journal.withdrawn"), 12, func(p report.Pass) Cell { return figures(p.Withdrawn) }},
		{l.text("book.journal.lost"), 40, func(p report.Pass) Cell { return text(l.sourceNames(p.Lost), palette.text) }},
		{l.text("book.journal.back"), 40, func(p report.Pass) Cell { return text(l.sourceNames(p.Back), palette.text) }},
	}
	s := newSheet("journal", l.text("book.journal.tab"), widths(cols))
	s.heading(l.text("book.journal.title"), l.text("book.journal.note", "span", l.span(l.Window.Period)))
	filtered(s, cols, l.Passes, 1)
	if len(l.Passes) == 0 {
		s.wide(text(l.text("book.journal.none"), palette.note))
	}
	return s.Tab
}

// sourceNames names sources by the units that they serve.
func (l *layout) sourceNames(sources []string) string {
	var names []string
	for _, ref := range sources {
		for _, u := range l.programme.UnitsOf(ref) {
			names = append(names, u.ShortName())
		}
	}
	return strings.Join(names, ", ")
}
