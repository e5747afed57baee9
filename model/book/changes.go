package book

import (
	"cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// A changeRow is a figure that is another one than before.
type changeRow struct {
	at, unit  string
	day       calendar.Day
	indicator string
	old, new  Cell
	what, why string
	origin    office.Origin
	period    string // stands in place of a day
}

// changes lists what is otherwise than it was: figures that units mended after
// the day, those that the office entered, and those of issued reports.
func (l *layout) changes() Tab {
	cols := l.changeColumns()
	s := newSheet("changes", l.text("book.changes.tab"), widths(cols))
	s.heading(l.text("book.changes.title"), l.text("book.changes.note", "span", l.span(l.Window.Period)))
	header(s, cols)
	s.freeze(3)
	l.changeSection(s, cols, "book.changes.units", l.amendedRows())
	if len(l.Reread) > 0 {
		l.changeSection(s, cols, "book.changes.rereads", l.rereadRows())
	}
	l.changeSection(s, cols, "book.changes.office", l.enteredRows())
	l.changeSection(s, cols, "book.changes.reports", l.restatedRows())
	return s.Tab
}

func (l *layout) changeSection(s *sheet, cols []column[changeRow], key string, rows []changeRow) {
	s.section(l.text(key))
	if len(rows) == 0 {
		s.wide(text(l.text(key+".none"), palette.note))
		return
	}
	body(s, cols, rows)
}

func (l *layout) changeColumns() []column[changeRow] {
	return []column[changeRow]{
		{l.text("book.changes.at"), 22, func(r changeRow) Cell { return text(r.at, palette.centre) }},
		{l.text("book.unit"), 28, func(r changeRow) Cell { return text(r.unit, palette.text) }},
		{l.text("book.day"), 12, func(r changeRow) Cell {
			if r.day == 0 {
				return text(r.period, palette.centre)
			}
			return date(r.day, palette.date)
		}},
		{l.text("book.indicator"), 22, func(r changeRow) Cell { return text(r.indicator, palette.text) }},
		{l.text("book.changes.old"), 11, func(r changeRow) Cell { return r.old }},
		{l.text("book.changes.new"), 11, func(r changeRow) Cell { return r.new }},
		{l.text("book.changes.what"), 26, func(r changeRow) Cell { return text(r.what, palette.text) }},
		{l.text("book.tab"), 12, func(r changeRow) Cell { return text(r.origin.Tab, palette.text) }},
		{l.text("book.cell"), 7, func(r changeRow) Cell { return l.opens(r.origin) }},
		{l.text("book.changes.why"), 36, func(r changeRow) Cell { return text(r.why, palette.text) }},
	}
}

func (l *layout) amendedRows() []changeRow {
	var rows []changeRow
	for i := range l.Amended {
		a := &l.Amended[i]
		rows = append(rows, changeRow{
			at: l.instant(a.Seen), unit: a.Unit.Name, day: a.Day, indicator: shortLabel(a.Indicator),
			old: count(a.Old, palette.number), new: count(a.New, palette.number),
			what: l.text("book.changes." + string(a.Kind)), origin: a.Origin,
		})
	}
	return rows
}

// rereadRows are figures for which no unit wrote anything.
func (l *layout) rereadRows() []changeRow {
	rows := make([]changeRow, 0, len(l.Reread))
	for i := range l.Reread {
		x := &l.Reread[i]
		rows = append(rows, changeRow{
			at: l.instant(x.At), unit: l.unitName(x.Unit), day: x.Day, indicator: l.indicatorShort(x.Indicator),
			old: count(x.Old, palette.number), new: count(x.New, palette.number),
			what: l.text("book.changes.rereads.what"), origin: office.Origin{Source: x.Source, Tab: x.Tab, Cell: x.Cell},
			why: l.text("book.changes.rereads.why", "reader", x.Reader),
		})
	}
	return rows
}

func (l *layout) enteredRows() []changeRow {
	var rows []changeRow
	for i := range l.Entered {
		e := &l.Entered[i]
		rows = append(rows, changeRow{
			at: l.instant(e.At), unit: l.unitName(e.Unit), day: e.From, indicator: l.indicatorShort(e.Indicator),
			old: Cell{Style: palette.number}, new: l.enteredValue(e), what: l.enteredState(e),
			why: l.text("book.entries.by", "by", l.messages.By(&e.Decision), "reason", e.Reason),
		})
	}
	return rows
}

func (l *layout) enteredValue(e *report.EnteredFigure) Cell {
	if !e.Value.Stated {
		return text(l.text("book.entries.aside"), palette.centre)
	}
	return count(e.Value, palette.number)
}

// enteredState tells how an entry came about and whether it counts.
func (l *layout) enteredState(e *report.EnteredFigure) string {
	manner := l.text("book.entries.manner." + string(e.Manner))
	switch {
	case e.UndoneBy != nil:
		return l.text("book.entries.undone", "manner", manner, "by", l.messages.By(e.UndoneBy), "at", l.instant(e.UndoneBy.At))
	case e.Counted || !e.Value.Stated:
		return l.text("book.entries.counts", "manner", manner)
	}
	return l.text("book.entries.resolved", "manner", manner)
}

func (l *layout) restatedRows() []changeRow {
	rows := make([]changeRow, 0, len(l.Restated))
	for i := range l.Restated {
		r := &l.Restated[i]
		rows = append(rows, changeRow{
			at: l.instant(r.Report.At), unit: l.unitName(r.Unit), period: r.Report.Period.Name, indicator: l.indicatorShort(r.Indicator),
			old: count(r.Old, palette.number), new: count(r.New, palette.number),
			what: l.text("book.changes.restated", "number", r.Report.Number), why: l.reread(r),
		})
	}
	return rows
}

// reread tells of a restatement that it comes of reading anew, or a part of it.
func (l *layout) reread(r *report.Restatement) string {
	was := cmp.Or(r.Old.String(), "–")
	switch x := r.Reread; {
	case x == nil:
		return ""
	case x.Reader != "":
		return l.text("book.changes.reread", "old", was, "new", cmp.Or(x.Reads.String(), "–"), "reader", x.Reader)
	default:
		return l.text("book.changes.taught", "old", was, "new", cmp.Or(x.Reads.String(), "–"), "says", x.Says, "by", l.messages.By(x.Taught))
	}
}

func (l *layout) indicatorShort(id string) string {
	if x, ok := l.programme.Indicator(id); ok {
		return shortLabel(x)
	}
	return id
}
