package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// byOwnRow judges a month by the row in which the unit itself totals it: by the
// look that first saw the row as it stands, with the month's own due instant. A
// row that was emptied and written again counts from then on.
func (j *judge) byOwnRow(st *Standing, u *Unit) {
	if st.Status == Excused {
		return
	}
	st.Status, st.NotSeenAt, st.SeenAt, st.Fault = Pending, time.Time{}, time.Time{}, ""
	if first, ok := j.ownRow(u, st.Period); ok {
		j.present(st, first)
	} else if !st.Due.After(j.asOf) {
		j.absent(st, u, st.Period.Last, nil)
	}
}

// ownRow finds the look that first saw a unit's row of a month.
func (j *judge) ownRow(u *Unit, month Period) (arrival, bool) {
	var first arrival
	found := false
	for i := range j.s.Findings {
		f := &j.s.Findings[i]
		if f.Code != CodeMonthStated || f.Unit != u.ID || f.Args["month"] != month.Name || found && !f.Since.Before(first.answered) {
			continue
		}
		for _, l := range j.s.Seen[f.Source] {
			if l.Answered.Equal(f.Since) {
				first, found = arrival{f.Source, l.Asked, l.Answered}, true
			}
		}
	}
	return first, found
}

// MonthFigure writes a figure of a month's own row as a finding carries it, and
// cutMonthFigure takes it apart again.
func MonthFigure(indicator string, value int64, cell string) string {
	return fmt.Sprintf("%s=%d@%s", indicator, value, cell)
}

func cutMonthFigure(text string) (indicator string, value int64, cell string) {
	text, cell, _ = strings.Cut(text, "@")
	indicator, digits, _ := strings.Cut(text, "=")
	value, _ = strconv.ParseInt(digits, 10, 64)
	return indicator, value, cell
}

// monthDiffers holds what units state of their months in a tab of their own
// against the sums of their days: of the month's window, or of the calendar's
// month, whichever agrees. Rows among the days were compared while reading. A
// month without any day of the indicator is no contradiction.
func (m *Merged) monthDiffers(p *Programme) {
	x := newIndex(p)
	for _, f := range slices.Clone(m.Findings) {
		window, err := p.Windows.ParseMonth(f.Args["month"])
		if f.Code != CodeMonthStated || f.Args["figures"] == "" || err != nil {
			continue
		}
		y, month, _ := f.Day.Date()
		sums := m.sumsOf(x, f.Unit, []Period{window, {KindMonth, window.Name, Date(y, month, 1), f.Day}})
		for _, text := range strings.Fields(f.Args["figures"]) {
			indicator, value, cell := cutMonthFigure(text)
			at, known := x.at[indicator]
			if !known || p.Indicators[at].Aggregate == AggregateLatest || !sums[0][at].Stated || sums[0][at].N == value || sums[1][at].N == value {
				continue
			}
			d := Finding{Unit: f.Unit, Origin: f.Origin, Code: CodeMonthDiffers, Severity: SeverityWarning, Day: f.Day, Indicator: indicator,
				Raw: strconv.FormatInt(value, 10), Args: map[string]string{"month": f.Raw, "sum": Grouped(sums[0][at].N)}}
			d.Cell = cell
			m.add(f.Since, d)
		}
	}
}

// sumsOf adds up a unit's days in each of several spans, by indicators.
func (m *Merged) sumsOf(x *index, unit string, spans []Period) [][]Count {
	sums, row := make([][]Count, len(spans)), make([]Count, len(x.p.Indicators))
	for i := range sums {
		sums[i] = make([]Count, len(row))
	}
	for i := range m.Days {
		d := &m.Days[i]
		if d.Unit.ID != unit {
			continue
		}
		x.counts(d, row)
		for j, span := range spans {
			for k := range row {
				if span.Contains(d.Day) && row[k].Stated {
					sums[j][k] = sums[j][k].Plus(row[k])
				}
			}
		}
	}
	return sums
}
