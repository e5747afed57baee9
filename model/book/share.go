package book

import (
	"tonghop/model/office"
	"tonghop/model/report"
)

// Share lays out what the communes may see of a Report: what each has to mend,
// a tab a unit, and of no unit anything else.
func Share(r *report.Report, m office.Messages, o Options) *Book {
	l := newLayout(r, m, o)
	b := &Book{Title: l.text("book.share.title", "programme", l.programme.Title)}
	for i := range l.programme.Units {
		if u := &l.programme.Units[i]; u.ValidOn(l.day()) {
			b.Tabs = append(b.Tabs, l.unitMend(u))
		}
	}
	return b
}

// unitMend is one unit's part of the list of what is to be mended.
func (l *layout) unitMend(u *office.Unit) Tab {
	cols := l.mendColumns()
	cols = append(cols[:1:1], cols[2:]...) // the unit's name is the tab's
	s := newSheet("mend:"+u.ID, u.ShortName(), widths(cols))
	s.heading(l.text("book.share.heading", "unit", u.Name), l.text("book.share.note", "instant", l.instant(l.AsOf)))
	var rows []mendRow
	for _, row := range l.mendRows(notOffice) {
		if row.Unit == u.ID {
			row.no = len(rows) + 1
			rows = append(rows, row)
		}
	}
	filtered(s, cols, rows, 1)
	if len(rows) == 0 {
		s.wide(text(l.text("book.mend.none"), palette.note))
	}
	return s.Tab
}
