package book

import (
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
)

// submission is the matrix of who reported when: a letter and a colour each,
// so that it reads in black and white, with the rates and what they are of.
func (l *layout) submission() Tab {
	cols := l.submissionColumns()
	s := newSheet("submission", l.text("book.submission.tab"), widths(cols))
	s.heading(l.text("book.submission.title", "month", l.monthName()), l.text("book.submission.note", "span", l.span(l.Window.Period)))
	header(s, cols)
	s.freeze(2)
	body(s, cols, l.submissionRows())
	l.legend(s)
	return s.Tab
}

// A submissionRow is one unit's days; unit is nil for the total.
type submissionRow struct {
	no   int
	unit *office.Unit
	rate office.Rate
}

func (l *layout) submissionRows() []submissionRow {
	rows := make([]submissionRow, 0, len(l.Window.Lines)+1)
	for i, line := range l.Window.Lines {
		rows = append(rows, submissionRow{i + 1, line.Unit, line.Rate})
	}
	return append(rows, submissionRow{rate: l.Window.Total.Rate})
}

func (l *layout) submissionColumns() []column[submissionRow] {
	cols := []column[submissionRow]{
		{l.text("book.number"), 5, func(r submissionRow) Cell {
			if r.unit == nil {
				return Cell{Style: palette.totalText}
			}
			return number(int64(r.no), palette.centre)
		}},
		{l.text("book.unit"), 26, func(r submissionRow) Cell {
			if r.unit == nil {
				return text(l.text("book.total"), palette.totalText)
			}
			return text(r.unit.Name, palette.text)
		}},
	}
	for _, d := range l.days {
		cols = append(cols, column[submissionRow]{l.weekday(d) + "\n" + dayMonth(d), max(4, len(dayMonth(d))), func(r submissionRow) Cell {
			if r.unit == nil {
				return Cell{Style: palette.totalText}
			}
			return l.letter(r.unit.ID, d)
		}})
	}
	return append(append(cols, l.rateColumns()...), l.streakColumns()...)
}

// missedShown is how many missed days a row names.
const missedShown = 6

// streakColumns tell how each unit has kept its deadline since the year began.
func (l *layout) streakColumns() []column[submissionRow] {
	streaks := map[string]*judge.Streak{}
	for i := range l.Streaks {
		streaks[l.Streaks[i].Unit] = &l.Streaks[i]
	}
	of := func(key string, width int, cell func(*judge.Streak) Cell) column[submissionRow] {
		return column[submissionRow]{l.text(key), width, func(r submissionRow) Cell {
			if r.unit == nil {
				return Cell{Style: palette.totalText}
			}
			if k := streaks[r.unit.ID]; k != nil {
				return cell(k)
			}
			return Cell{Style: palette.tally}
		}}
	}
	return []column[submissionRow]{
		of("book.streak", 7, func(k *judge.Streak) Cell { return number(int64(k.Current), palette.tally) }),
		of("book.streak_longest", 7, func(k *judge.Streak) Cell { return number(int64(k.Longest), palette.tally) }),
		of("book.missed", 20, func(k *judge.Streak) Cell { return text(l.missed(k.Missed), palette.text) }),
	}
}

// missed counts the days without a report and names the last of them.
func (l *layout) missed(days []calendar.Day) string {
	if len(days) == 0 {
		return ""
	}
	var names []string
	for _, d := range days[max(0, len(days)-missedShown):] {
		names = append(names, dayMonth(d))
	}
	key := "book.missed_all"
	if len(days) > missedShown {
		key = "book.missed_last"
	}
	return l.text(key, "n", strconv.Itoa(len(days)), "days", strings.Join(names, ", "))
}

// rateColumns count each unit's standings and give both rates with their
// denominator.
func (l *layout) rateColumns() []column[submissionRow] {
	style := func(r submissionRow, of Style) Style {
		if r.unit == nil {
			of.Bold, of.Fill = true, palette.total.Fill
		}
		return of
	}
	tally := func(status office.Status) column[submissionRow] {
		return column[submissionRow]{l.statusShort(status), 7, func(r submissionRow) Cell {
			return number(int64(r.rate.Of(status)), style(r, palette.tally))
		}}
	}
	return []column[submissionRow]{
		{l.text("book.expected"), 6, func(r submissionRow) Cell {
			return number(int64(r.rate.Expected), style(r, palette.tally))
		}},
		tally(office.Late),
		tally(office.Missing),
		tally(office.Invalid),
		tally(office.Unread),
		tally(office.Unreadable),
		tally(office.Excused),
		{l.text("book.timely"), 9, func(r submissionRow) Cell {
			return share(r.rate.Timely(), r.rate.Judged(), style(r, palette.centre))
		}},
		{l.text("book.complete"), 9, func(r submissionRow) Cell {
			return share(r.rate.Complete(), r.rate.Judged(), style(r, palette.centre))
		}},
	}
}

// legend says what each letter means and how often it stands above.
func (l *layout) legend(s *sheet) {
	s.section(l.text("book.legend"))
	for _, status := range office.Statuses {
		meaning := l.text("status." + string(status) + ".meaning")
		n := strconv.Itoa(l.Window.Total.Rate.Of(status))
		s.spanned([]Cell{
			l.mark(status),
			text(l.statusText(status)+" ("+n+")", palette.text),
			text(meaning, palette.text),
		}, s.cols)
	}
	s.wide(text(l.text("book.rates_note"), palette.note))
}
