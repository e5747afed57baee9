package book

import (
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
)

// EntriesKey names the tab Bổ sung. EntriesTop is its first row that the office
// types into, EntriesCols the number of its columns: the first
// report.EntryCells are the office's, the others the program's.
const (
	EntriesKey  = "entries"
	EntriesTop  = 4
	EntriesCols = report.EntryCells + 4
)

// ours marks a text that the program puts below EntriesTop, by a no-break space
// at its end, which nobody types. So it is known again wherever a sorted or
// inserted row has taken it, and whatever else stands there was typed.
func ours(c Cell) Cell {
	if c.Kind == Text {
		c.Text += mark
	}
	return c
}

const mark = "\u00a0"

// Ours reports whether a text in the program's columns is the program's.
func Ours(s string) bool { return strings.HasSuffix(s, mark) }

// spareEntries are the rows that are kept ready for the office to type into.
const spareEntries = 25

// EntryHeads are the headings over what the office types, in order.
func EntryHeads(m office.Messages) [report.EntryCells]string {
	var heads [report.EntryCells]string
	for i, key := range entryKeys {
		heads[i] = m.Text("book.entries." + key)
	}
	return heads
}

// EntriesTitle is the tab's title.
func EntriesTitle(m office.Messages) string { return m.Text("book.entries.tab") }

var (
	entryKeys   = [report.EntryCells]string{"unit", "day", "indicator", "figure", "kind", "who", "received", "reason"}
	entryWidths = [report.EntryCells]int{20, 11, 17, 9, 13, 14, 17, 22}
)

// An entryRow is one row of the tab: on the left what the office typed with
// its outcome, on the right one of the entries that were made otherwise, or
// something that was typed where it is not read.
type entryRow struct {
	typed *report.TypedEntry
	made  *report.EnteredFigure
	stray *office.Stray
}

// entries is where the office types figures that reached it otherwise than by
// a unit's workbook. What was decided elsewhere is listed beside.
func (l *layout) entries() Tab {
	cols := l.entryColumns()
	s := newSheet(EntriesKey, l.text("book.entries.tab"), widths(cols))
	s.heading(l.text("book.entries.title"), l.text("book.entries.note"))
	header(s, cols)
	s.freeze(1)
	rows := l.entryRows()
	body(s, cols, rows)
	s.Open = &Merge{EntriesTop, 0, len(s.Rows), report.EntryCells}
	s.Rules = []Rule{{Merge{EntriesTop, report.EntryCells, len(s.Rows), report.EntryCells + 1}, WhenTextBegins, l.text("book.entries.refused"), entryRefused}}
	return s.Tab
}

// entryRefused marks the outcome of a row that cannot be taken.
var entryRefused = Style{Bold: true, Fill: 0xF7BFA8, Color: 0x6B1F0B}

func (l *layout) entryRows() []entryRow {
	var made []*report.EnteredFigure
	for i := range l.Entered {
		if e := &l.Entered[i]; e.Row == "" {
			made = append(made, e)
		}
	}
	rows := make([]entryRow, max(len(l.Typed)+spareEntries, len(l.Strays)+len(made)))
	for i := range l.Typed {
		rows[i].typed = &l.Typed[i]
	}
	for i := range l.Strays {
		rows[i].stray = &l.Strays[i]
	}
	for i, e := range made {
		rows[len(l.Strays)+i].made = e
	}
	return rows
}

func (l *layout) entryColumns() []column[entryRow] {
	var cols []column[entryRow]
	for i, key := range entryKeys {
		cols = append(cols, column[entryRow]{l.text("book.entries." + key), entryWidths[i], func(r entryRow) Cell {
			if r.typed == nil {
				return Cell{Style: palette.entry}
			}
			return text(r.typed.Cells[i], palette.entry)
		}})
	}
	return append(cols, l.answerColumns()...)
}

// answerColumns are the program's own: the outcome, and what is listed beside.
func (l *layout) answerColumns() []column[entryRow] {
	beside := func(key string, width int, made func(*report.EnteredFigure) Cell, stray func(*office.Stray) Cell) column[entryRow] {
		return column[entryRow]{l.text(key), width, func(r entryRow) Cell {
			switch {
			case r.stray != nil:
				return ours(stray(r.stray))
			case r.made != nil:
				return ours(made(r.made))
			}
			return Cell{}
		}}
	}
	number := func(id int64) Cell { return text(strconv.FormatInt(id, 10), palette.centre) }
	return []column[entryRow]{
		{l.text("book.entries.outcome"), 28, func(r entryRow) Cell { return ours(l.outcome(r.typed)) }},
		beside("book.entries.id", 5,
			func(e *report.EnteredFigure) Cell { return number(e.ID) },
			func(x *office.Stray) Cell { return number(x.ID) }),
		beside("book.entries.made", 32, func(e *report.EnteredFigure) Cell {
			return text(l.text("book.entries.made_line", "unit", l.unitName(e.Unit), "day", e.From.Short(),
				"indicator", l.indicatorShort(e.Indicator), "value", l.enteredText(e), "by", l.messages.By(&e.Decision), "reason", e.Reason), palette.text)
		}, func(x *office.Stray) Cell {
			return text(l.text("book.entries.stray", "cell", x.Cell, "text", x.Text, "at", l.instant(x.At)), palette.flaggedText)
		}),
		beside("book.entries.state", 24,
			func(e *report.EnteredFigure) Cell { return text(l.enteredState(e), palette.text) },
			func(*office.Stray) Cell { return text(l.text("book.entries.stray_state"), palette.flaggedText) }),
	}
}

func (l *layout) enteredText(e *report.EnteredFigure) string {
	if !e.Value.Stated {
		return l.text("book.entries.aside")
	}
	return e.Value.String()
}

// outcome answers a row that the office typed.
func (l *layout) outcome(r *report.TypedEntry) Cell {
	if r == nil || r.Outcome == "" {
		return Cell{Style: palette.text}
	}
	return text(l.text("book.entries.outcome."+r.Outcome, r.Args...), palette.text)
}
