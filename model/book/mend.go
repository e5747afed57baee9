package book

import (
	"strings"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A mendRow is one open finding, ready to print.
type mendRow struct {
	no int
	*record.OpenFinding
	message, hint string
}

// mend lists the open findings that the units can mend, and what is told for the
// record: where, what is written, what is wrong, what to do. The cell's address
// opens the very cell where the source is Google's.
func (l *layout) mend() Tab {
	s := l.findings("findings", "book.mend", l.mendRows(notOffice))
	l.decided(s)
	return s.Tab
}

// review lists those that are the office's to understand or to answer.
func (l *layout) review() Tab {
	return l.findings("review", "book.review", l.mendRows(func(t office.Turn) bool { return t == office.TurnOffice })).Tab
}

func notOffice(t office.Turn) bool { return t != office.TurnOffice }

func (l *layout) findings(key, words string, rows []mendRow) *sheet {
	cols := l.mendColumns()
	s := newSheet(key, l.text(words+".tab"), widths(cols))
	s.heading(l.text(words+".title"), l.text(words+".note"))
	filtered(s, cols, rows, 3)
	if len(rows) == 0 {
		s.wide(text(l.text(words+".none"), palette.note))
	}
	return s
}

func (l *layout) mendRows(of func(office.Turn) bool) (rows []mendRow) {
	for i := range l.Findings {
		f := &l.Findings[i]
		if !of(f.Turn()) {
			continue
		}
		label := f.Indicator
		if x, ok := l.programme.Indicator(f.Indicator); ok {
			label = x.Label
		}
		message, hint := l.messages.Finding(&f.Finding, label)
		rows = append(rows, mendRow{len(rows) + 1, f, message, hint})
	}
	return rows
}

func (l *layout) mendColumns() []column[mendRow] {
	return []column[mendRow]{
		{l.text("book.number"), 5, func(r mendRow) Cell { return number(int64(r.no), palette.centre) }},
		{l.text("book.unit"), 26, func(r mendRow) Cell { return text(l.unitName(r.Unit), palette.text) }},
		{l.text("book.severity"), 10, func(r mendRow) Cell {
			return text(l.text("book.severity."+string(r.Severity)), severityStyles[r.Severity])
		}},
		{l.text("book.tab"), 14, func(r mendRow) Cell { return text(r.Tab, palette.text) }},
		{l.text("book.cell"), 8, func(r mendRow) Cell { return l.opens(r.Origin) }},
		{l.text("book.raw"), 20, func(r mendRow) Cell { return text(shortened(l.messages.Shown(r.Raw)), palette.text) }},
		{l.text("book.problem"), 44, func(r mendRow) Cell { return text(r.message, palette.text) }},
		{l.text("book.hint"), 44, func(r mendRow) Cell { return text(r.hint, palette.text) }},
		{l.text("book.since"), 11, func(r mendRow) Cell { return date(l.dayOf(r.Since), palette.date) }},
		{l.text("book.mend.id"), 10, func(r mendRow) Cell { return text(r.ID(), palette.centre) }},
	}
}

// maxRaw bounds how much of a long text is shown: the cell itself is one click
// away, and a row can only be so high.
const maxRaw = 160

func shortened(s string) string {
	if r := []rune(s); len(r) > maxRaw {
		return strings.TrimSpace(string(r[:maxRaw])) + "…"
	}
	return s
}

// opens is the cell's address with the link to it. A finding about a whole
// tab has no address, and the link a word of its own.
func (l *layout) opens(o office.Origin) Cell {
	c := text(o.Cell, palette.centre)
	c.Link = l.link(o)
	if o.Cell == "" && c.Link != "" {
		c = text(l.text("book.open"), palette.centre)
		c.Link = l.link(o)
	}
	return c
}
