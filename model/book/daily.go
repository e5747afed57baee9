package book

import (
	"maps"
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// A unitDayLine is one row of the daily tab: an expected day of a unit, or one
// on which it reported without being asked to.
type unitDayLine struct {
	unit *office.Unit
	day  calendar.Day
	line *report.DayLine // nil without figures
}

// daily lists unit × day × indicators of the month's window up to today, and
// of the days before it in the calendar month in which it begins and since its
// end, one row each, so that it can be filtered, and read by the level above.
func (l *layout) daily() Tab {
	cols := l.dailyColumns()
	s := newSheet("daily", l.text("book.daily.tab"), widths(cols))
	s.heading(l.text("book.daily.title"), l.text("book.daily.note", "span", l.span(l.Window.Period)))
	filtered(s, cols, l.unitDays(), 3)
	return s.Tab
}

func (l *layout) dailyColumns() []column[unitDayLine] {
	cols := []column[unitDayLine]{
		{l.text("book.day"), 11, func(r unitDayLine) Cell { return date(r.day, palette.date) }},
		{l.text("book.weekday"), 6, func(r unitDayLine) Cell { return text(l.weekday(r.day), palette.centre) }},
		{l.text("book.unit"), 30, func(r unitDayLine) Cell { return text(r.unit.Name, palette.text) }},
		{l.text("book.status"), 17, func(r unitDayLine) Cell { return l.status(r.unit.ID, r.day) }},
	}
	for i := range l.programme.Indicators {
		cols = append(cols, column[unitDayLine]{l.indicatorHead(i), 12, func(r unitDayLine) Cell { return l.cited(r.line, i) }})
	}
	return cols
}

// cited is one unit's figure of one day; a flagged one opens its cell.
func (l *layout) cited(line *report.DayLine, i int) Cell {
	if line == nil || i >= len(line.Figures) {
		return Cell{Style: palette.number}
	}
	f := &line.Figures[i]
	if !f.Flagged {
		return count(f.Count, palette.number)
	}
	c := count(f.Count, palette.flagged)
	c.Link = l.link(f.Origin)
	return c
}

// unitDays joins the standings up to today with the figures, by day and then
// in the units' order. It begins with the calendar month, so that the level
// above never takes the first days of a month for withdrawn.
func (l *layout) unitDays() []unitDayLine {
	rows := map[calendar.Day][]unitDayLine{} // of a day by the units' places
	at := func(d calendar.Day, unit int) *unitDayLine {
		if rows[d] == nil {
			rows[d] = make([]unitDayLine, len(l.programme.Units))
		}
		row := &rows[d][unit]
		row.unit, row.day = &l.programme.Units[unit], d
		return row
	}
	for k := range l.standings {
		if i, ok := l.order[k.unit]; ok && k.day <= l.Today {
			at(k.day, i)
		}
	}
	for _, lines := range [][]report.DayLine{l.Before, l.Daily, l.After} {
		for i := range lines {
			at(lines[i].Day, l.order[lines[i].Unit.ID]).line = &lines[i]
		}
	}
	var list []unitDayLine
	for _, d := range slices.Sorted(maps.Keys(rows)) {
		for _, row := range rows[d] {
			if row.unit != nil {
				list = append(list, row)
			}
		}
	}
	return list
}

// indicatorHead names an indicator with its unit of measure, since visits and
// persons are not the same.
func (l *layout) indicatorHead(i int) string {
	x := &l.programme.Indicators[i]
	if x.Unit == "" {
		return shortLabel(x)
	}
	return shortLabel(x) + " (" + x.Unit + ")"
}

func (l *layout) weekday(d calendar.Day) string {
	return l.text("book.weekday." + strconv.Itoa(int(d.Weekday())))
}

// monthName is that of the window.
func (l *layout) monthName() string { return nameOfMonth(l.Window.Period) }

// nameOfMonth writes "2020-06" as 6/2020.
func nameOfMonth(p calendar.Period) string {
	if p.Last == 0 {
		return ""
	}
	y, m, _ := p.Last.Date()
	return strconv.Itoa(int(m)) + "/" + strconv.Itoa(y)
}
