package book

// monthly is units × indicators over the month's window, with the district's
// totals and, below, on how many days each figure rests.
func (l *layout) monthly() Tab {
	cols := append(l.figureColumns(), l.reportedColumn())
	s := newSheet("monthly", l.text("book.monthly.tab"), widths(cols))
	s.heading(
		l.text("book.monthly.title", "month", l.monthName()),
		l.text("book.monthly.note", "span", l.span(l.Window.Period), "through", l.Window.Through.Short()),
	)
	filtered(s, cols, l.totals(l.Window), 2)
	body(s, cols, []figureRow{l.grandTotal(l.text("book.total"), l.Window)})
	s.section(l.text("book.coverage_title"))
	body(s, cols, l.covered(l.Window))
	return s.Tab
}
