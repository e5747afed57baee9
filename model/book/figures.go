package book

import (
	"slices"

	"tonghop/model/office"
	"tonghop/model/report"
)

// A figureRow is one row of a table of units × indicators.
type figureRow struct {
	no     int // 0 for rows that are no unit's
	label  string
	figure func(i int) Cell
	rate   Cell
	timely Cell  // where a table has it
	style  Style // of number and label
}

// figureColumns are those of every table of units × indicators, so that the
// blocks of a tab share one head.
func (l *layout) figureColumns() []column[figureRow] {
	cols := []column[figureRow]{
		{l.text("book.number"), 5, func(r figureRow) Cell {
			if r.no == 0 {
				return Cell{Style: r.style}
			}
			return number(int64(r.no), palette.centre)
		}},
		{l.text("book.unit"), 32, func(r figureRow) Cell { return text(r.label, r.style) }},
	}
	for i := range l.programme.Indicators {
		cols = append(cols, column[figureRow]{l.indicatorHead(i), 13, func(r figureRow) Cell { return r.figure(i) }})
	}
	return cols
}

func (l *layout) reportedColumn() column[figureRow] {
	return column[figureRow]{l.text("book.complete"), 11, func(r figureRow) Cell { return r.rate }}
}

// totals are a summary's lines. Where a unit has stated nothing at all, its
// cells say so in a word: silence tells which.
func (l *layout) totals(p report.Summary, silence func(report.Line) string) []figureRow {
	rows := make([]figureRow, len(p.Lines))
	for n, line := range p.Lines {
		word := ""
		if !slices.ContainsFunc(line.Figures, func(s report.Sum) bool { return s.Count.Stated }) {
			word = silence(line)
		}
		rows[n] = figureRow{
			no:    n + 1,
			label: line.Unit.Name,
			figure: func(i int) Cell {
				if word != "" {
					return text(word, palette.silent)
				}
				return count(sumAt(line, i).Count, palette.number)
			},
			rate:  share(line.Rate.Complete(), line.Rate.Judged(), palette.faint),
			style: palette.text,
		}
	}
	return rows
}

// silenceOf words a month without a figure by what weighs most among the unit's
// days.
func (l *layout) silenceOf(line report.Line) string {
	for _, status := range []office.Status{office.Missing, office.Invalid, office.Unread, office.Unreadable, office.Pending, office.Excused} {
		if line.Rate.Of(status) > 0 {
			return l.statusShort(status)
		}
	}
	return ""
}

// silenceInYear words a year without a figure: missing where a day was missed.
func (l *layout) silenceInYear(line report.Line) string {
	for i := range l.Streaks {
		if k := &l.Streaks[i]; k.Unit == line.Unit.ID && len(k.Missed) > 0 {
			return l.statusShort(office.Missing)
		}
	}
	return ""
}

// grandTotal is the district's row: "Tổng cộng" of a month, "Lũy kế" of a year.
func (l *layout) grandTotal(label string, p report.Summary) figureRow {
	return figureRow{
		label:  label,
		figure: func(i int) Cell { return count(sumAt(p.Total, i).Count, palette.total) },
		rate:   share(p.Total.Rate.Complete(), p.Total.Rate.Judged(), palette.total),
		style:  palette.totalText,
	}
}

// coverageBlocks tell on how many unit-days each figure was stated, and on how
// many it was expected: two numbers, each in a block of its own.
func (l *layout) coverageBlocks(s *sheet, cols []column[figureRow], p report.Summary) {
	s.section(l.text("book.coverage_stated"))
	body(s, cols, l.covered(p, func(s report.Sum) int { return s.StatedDays }))
	s.section(l.text("book.coverage_expected"))
	body(s, cols, l.covered(p, func(s report.Sum) int { return s.ExpectedDays }))
}

func (l *layout) covered(p report.Summary, days func(report.Sum) int) []figureRow {
	row := func(no int, label string, line report.Line) figureRow {
		return figureRow{
			no:     no,
			label:  label,
			figure: func(i int) Cell { return number(int64(days(sumAt(line, i))), palette.faint) },
			rate:   Cell{Style: palette.faint},
			style:  palette.faintText,
		}
	}
	rows := make([]figureRow, 0, len(p.Lines)+1)
	for n, line := range p.Lines {
		rows = append(rows, row(n+1, line.Unit.Name, line))
	}
	return append(rows, row(0, l.text("book.total"), p.Total))
}
