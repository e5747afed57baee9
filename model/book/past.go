package book

import (
	"slices"

	"tonghop/model/office"
	"tonghop/model/report"
)

// past keeps the months of the year before the window, the last first: units ×
// indicators, with how many reports came and came in time.
func (l *layout) past() Tab {
	cols := append(l.figureColumns(), l.reportedColumn(), column[figureRow]{l.text("book.timely"), 11, func(r figureRow) Cell { return r.timely }})
	s := newSheet("past", l.text("book.past.tab"), widths(cols))
	s.heading(l.text("book.past.title", "year", l.Year.Period.Name), l.text("book.past.note", "instant", l.instant(l.AsOf)))
	header(s, cols)
	s.freeze(2)
	months := l.pastMonths()
	if len(months) == 0 {
		s.wide(text(l.text("book.past.none"), palette.note))
	}
	for _, month := range months {
		s.section(l.text("book.past.month", "month", nameOfMonth(month.Period), "span", l.span(month.Period)))
		rows := l.totals(month, l.silenceOf)
		for i := range rows {
			rows[i].timely = timely(month.Lines[i].Rate, palette.faint)
		}
		total := l.grandTotal(l.text("book.total"), month)
		total.timely = timely(month.Total.Rate, palette.total)
		body(s, cols, append(rows, total))
	}
	s.paginate()
	return s.Tab
}

func timely(r office.Rate, style Style) Cell { return share(r.Timely(), r.Judged(), style) }

// pastMonths are the year's months that ended before the window began.
func (l *layout) pastMonths() []report.Summary {
	if l.Merged == nil || len(l.YearMonths) == 0 || l.YearMonths[0].Last >= l.Window.Period.First {
		return nil
	}
	months := slices.DeleteFunc(l.ByMonth(""), func(m report.Summary) bool { return m.Period.Last >= l.Window.Period.First })
	slices.Reverse(months)
	return months
}
