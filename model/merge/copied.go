package merge

import (
	"tonghop/model/office"
	"tonghop/model/record"
)

// minCopied is how many figures other than zero a day must repeat before it
// is taken for a copy of the day before (docs/rules.md, Checks between figures).
const minCopied = 3

// dayCopied flags days whose figures all equal those of the reporting day
// before. Between Friday and Monday lies no reporting day; a day that was
// skipped breaks the comparison.
func (m *Merged) dayCopied(p *office.Programme, days []UnitDay, said *Claims) {
	for i := 1; i < len(days); i++ {
		before, d := &days[i-1], &days[i]
		if !sameFigures(p, before, d) || p.Calendar.WorkingDays(before.Day+1, d.Day-1) > 0 {
			continue
		}
		for _, c := range said.On(d.Day) {
			f := c.Figures[0]
			m.add(said.stated(d.Day), office.Finding{Unit: d.Unit.ID, Code: office.CodeDayCopied, Severity: office.SeverityWarning, Day: d.Day,
				Origin: office.Origin{Source: c.Source, Tab: f.Tab, TabID: f.TabID, Cell: line(c.Figures)},
				Args:   map[string]string{"before": before.Day.Short()}})
		}
	}
}

// sameFigures compares two days. Stocks are left out of the count of figures
// that repeat: that they stay as they are is no sign of copying.
func sameFigures(p *office.Programme, a, b *UnitDay) bool {
	n, repeated := 0, 0
	for _, f := range b.All() {
		n++
		g, ok := find(a.Parts, f.Indicator)
		if !ok || g.Value != f.Value {
			return false
		}
		ind, known := p.Indicator(f.Indicator)
		if f.Value != 0 && known && ind.AddsUp() {
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
func line(figures []record.Figure) string {
	row, col := true, true
	letters, digits := office.SplitCell(figures[0].Cell)
	for _, f := range figures[1:] {
		l, d := office.SplitCell(f.Cell)
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
