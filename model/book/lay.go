package book

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// Options are what the layout needs beside the Report.
type Options struct {
	// Link gives the web address that opens the very cell of an origin, and ""
	// where there is none, as for files on disk. Nil means no links.
	Link func(office.Origin) string
}

// Lay lays a Report out. It is pure: the same Report, messages and links give
// the same Book. A Report that is empty gives the tabs with their headings.
func Lay(r *report.Report, m office.Messages, o Options) *Book {
	l := newLayout(r, m, o)
	b := &Book{
		Title: l.text("book.title", "programme", l.programme.Title),
		Tabs: []Tab{
			l.overview(),
			l.daily(),
			l.monthly(),
			l.cumulative(),
			l.past(),
			l.submission(),
			l.mend(),
			l.review(),
			l.entries(),
			l.changes(),
			l.journal(),
		},
	}
	l.drawCharts(b)
	l.name(b)
	return b
}

// A layout is a Report on its way into a Book.
type layout struct {
	*report.Report
	programme *office.Programme
	messages  office.Messages
	link      func(office.Origin) string
	standings map[unitDay]*office.Standing
	days      []calendar.Day // of the standings, ascending
	order     map[string]int
	refs      refs
}

type unitDay struct {
	unit string
	day  calendar.Day
}

func newLayout(r *report.Report, m office.Messages, o Options) *layout {
	l := &layout{
		Report:    r,
		programme: r.Programme,
		messages:  m,
		link:      o.Link,
		standings: map[unitDay]*office.Standing{},
		order:     map[string]int{},
	}
	if l.programme == nil {
		l.programme = &office.Programme{}
	}
	if l.link == nil {
		l.link = func(office.Origin) string { return "" }
	}
	for i, u := range l.programme.Units {
		l.order[u.ID] = i
	}
	l.indexStandings()
	return l
}

func (l *layout) text(key string, pairs ...string) string {
	return l.messages.Text(key, pairs...)
}

// instant writes a moment as the office does: 17:05 ngày 24/6/2020.
func (l *layout) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = l.local(t)
	return l.text("book.instant", "time", t.Format("15:04"), "day", calendar.DayOf(t).Short())
}

func (l *layout) local(t time.Time) time.Time {
	if l.programme.Location == nil {
		return t
	}
	return t.In(l.programme.Location)
}

// day is the last day that the report counts: today, or the last of a month
// gone by.
func (l *layout) day() calendar.Day {
	if l.Day.Through != 0 {
		return l.Day.Through
	}
	return l.Today
}

// unitName is the unit's name, or for findings that no single unit owns the
// word that stands for all.
func (l *layout) unitName(id string) string {
	if u, ok := l.programme.Unit(id); ok {
		return u.Name
	}
	if id == "" {
		return l.text("book.no_unit")
	}
	return id
}

// span writes a period's first and last day.
func (l *layout) span(p calendar.Period) string {
	return l.text("book.span", "from", p.First.Short(), "to", p.Last.Short())
}
