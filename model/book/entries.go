package book

import (
	"strconv"

	"tonghop/model"
)

// EntriesKey names the tab Bổ sung, and EntriesTop is its first row that the
// office types into.
const (
	EntriesKey = "entries"
	EntriesTop = 4
)

// spareEntries are the rows that are kept ready for the office to type into.
const spareEntries = 25

// EntryHeads are the headings over what the office types, in order.
func EntryHeads(m model.Messages) [model.EntryCells]string {
	var heads [model.EntryCells]string
	for i, key := range entryKeys {
		heads[i] = m.Text("book.entries." + key)
	}
	return heads
}

// EntriesTitle is the tab's title.
func EntriesTitle(m model.Messages) string { return m.Text("book.entries.tab") }

var (
	entryKeys   = [model.EntryCells]string{"unit", "day", "indicator", "figure", "kind", "who", "received", "reason"}
	entryWidths = [model.EntryCells]int{20, 11, 17, 9, 13, 14, 17, 22}
)

// An entryRow is one row of the tab: on the left what the office typed with
// its outcome, on the right one of the entries that were made otherwise.
type entryRow struct {
	typed *model.TypedEntry
	made  *model.EnteredFigure
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
	s.Open = &Merge{EntriesTop, 0, len(s.Rows), model.EntryCells}
	s.Rules = []Rule{{Merge{EntriesTop, model.EntryCells, len(s.Rows), model.EntryCells + 1}, WhenTextBegins, l.text("book.entries.refused"), entryRefused}}
	return s.Tab
}

// entryRefused marks the outcome of a row that cannot be taken.
var entryRefused = Style{Bold: true, Fill: 0xF7BFA8, Color: 0x6B1F0B}

func (l *layout) entryRows() []entryRow {
	var made []*model.EnteredFigure
	for i := range l.Entered {
		if e := &l.Entered[i]; e.Raw == "" {
			made = append(made, e)
		}
	}
	rows := make([]entryRow, max(len(l.Typed)+spareEntries, len(made)))
	for i := range l.Typed {
		rows[i].typed = &l.Typed[i]
	}
	for i, e := range made {
		rows[i].made = e
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
	made := func(key string, width int, cell func(*model.EnteredFigure) Cell) column[entryRow] {
		return column[entryRow]{l.text(key), width, func(r entryRow) Cell {
			if r.made == nil {
				return Cell{}
			}
			return cell(r.made)
		}}
	}
	return append(cols,
		column[entryRow]{l.text("book.entries.outcome"), 28, func(r entryRow) Cell { return l.outcome(r.typed) }},
		made("book.entries.id", 5, func(e *model.EnteredFigure) Cell { return text(strconv.FormatInt(e.ID, 10), palette.centre) }),
		made("book.entries.made", 32, func(e *model.EnteredFigure) Cell {
			return text(l.text("book.entries.made_line", "unit", l.unitName(e.Unit), "day", e.From.Short(),
				"indicator", l.indicatorShort(e.Indicator), "value", l.enteredText(e), "by", e.By, "reason", e.Reason), palette.text)
		}),
		made("book.entries.state", 18, func(e *model.EnteredFigure) Cell { return text(l.enteredState(e), palette.text) }),
	)
}

func (l *layout) enteredText(e *model.EnteredFigure) string {
	if !e.Value.Stated {
		return l.text("book.entries.aside")
	}
	return e.Value.String()
}

// outcome answers a row that the office typed.
func (l *layout) outcome(r *model.TypedEntry) Cell {
	if r == nil || r.Outcome == "" {
		return Cell{Style: palette.text}
	}
	return text(l.text("book.entries.outcome."+r.Outcome, r.Args...), palette.text)
}
