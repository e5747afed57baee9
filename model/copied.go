package model

import "strings"

// minCopied is how many figures other than zero a day must repeat before it
// is taken for a copy of the day before (READING.md §5.7).
const minCopied = 3

// dayCopied flags days whose figures all equal those of the reporting day
// before. Between Friday and Monday lies no reporting day; a day that was
// skipped breaks the comparison.
func (m *Merged) dayCopied(p *Programme, days []UnitDay, said *claims) {
	for i := 1; i < len(days); i++ {
		before, d := &days[i-1], &days[i]
		if !sameFigures(p, before, d) || p.Calendar.WorkingDays(before.Day+1, d.Day-1) > 0 {
			continue
		}
		for _, c := range said.on(d.Day) {
			f := c.Figures[0]
			m.add(said.stated(d.Day), Finding{Unit: d.Unit.ID, Code: CodeDayCopied, Severity: SeverityWarning, Day: d.Day,
				Origin: Origin{c.Source, f.Tab, f.TabID, line(c.Figures)},
				Args:   map[string]string{"before": before.Day.Short()}})
		}
	}
}

// sameFigures compares two days. Stocks are left out of the count of figures
// that repeat: that they stay as they are is no sign of copying.
func sameFigures(p *Programme, a, b *UnitDay) bool {
	n, repeated := 0, 0
	for _, f := range b.All() {
		n++
		g, ok := find(a.Parts, f.Indicator)
		if !ok || g.Value != f.Value {
			return false
		}
		ind, known := p.Indicator(f.Indicator)
		if f.Value != 0 && known && ind.Aggregate != AggregateLatest {
			repeated++
		}
	}
	for range a.All() {
		n--
	}
	return n == 0 && repeated >= minCopied
}

// line names the place that a day's figures share: their row in a long table,
// their column in a wide one, else the first figure's cell.
func line(figures []Figure) string {
	row, col := true, true
	letters, digits := split(figures[0].Cell)
	for _, f := range figures[1:] {
		l, d := split(f.Cell)
		row = row && d == digits
		col = col && l == letters
	}
	switch {
	case len(figures) == 1:
		return figures[0].Cell
	case row:
		return digits
	case col:
		return letters
	}
	return figures[0].Cell
}

func split(cell string) (letters, digits string) {
	i := strings.IndexAny(cell, "0123456789")
	if i < 0 {
		return cell, ""
	}
	return cell[:i], cell[i:]
}
