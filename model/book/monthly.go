package book

import "tonghop/model/report"

// monthly is units × indicators over the month's window, with the district's
// totals and, below, on how many days each figure rests.
func (l *layout) monthly() Tab {
	cols := append(l.figureColumns(), l.reportedColumn())
	s := newSheet("monthly", l.text("book.monthly.tab"), widths(cols))
	s.heading(
		l.text("book.monthly.title", "month", l.monthName()),
		l.text("book.monthly.note", "span", l.span(l.Window.Period), "through", l.Window.Through.Short()),
	)
	top := len(s.Rows)
	filtered(s, cols, l.totals(l.Window, l.silenceOf), 2)
	l.refs.units = s.column(top, 1)
	for _, i := range l.charted() {
		l.refs.unitFigures = append(l.refs.unitFigures, s.column(top, 2+i))
	}
	body(s, cols, []figureRow{l.grandTotal(l.text("book.total"), l.Window)})
	l.coverageBlocks(s, cols, l.Window)
	l.dayTotals(s, cols)
	s.paginate()
	return s.Tab
}

// dayTotals are the district's sums day by day.
func (l *layout) dayTotals(s *sheet, of []column[figureRow]) {
	if len(l.Totals) == 0 {
		return
	}
	s.section(l.text("book.monthly.by_day"))
	cols := []column[report.DayTotal]{
		{title: l.text("book.weekday"), cell: func(t report.DayTotal) Cell { return text(l.weekday(t.Day), palette.centre) }},
		{title: l.text("book.day"), cell: func(t report.DayTotal) Cell { return date(t.Day, palette.date) }},
	}
	for i := range l.programme.Indicators {
		cols = append(cols, column[report.DayTotal]{title: of[2+i].title, cell: func(t report.DayTotal) Cell { return count(t.Figures[i], palette.number) }})
	}
	cols = append(cols, column[report.DayTotal]{title: l.text("book.monthly.reported"), cell: func(t report.DayTotal) Cell { return number(int64(t.Reported), palette.tally) }})
	top := len(s.Rows)
	header(s, cols)
	body(s, cols, l.Totals)
	l.refs.days = s.column(top, 1)
	for _, i := range l.charted() {
		l.refs.dayFigures = append(l.refs.dayFigures, s.column(top, 2+i))
	}
}
