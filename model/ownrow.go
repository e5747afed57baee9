package model

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// byOwnRow judges a period by the row in which the unit itself totals it: by
// the first look that ever saw one, with the period's own due instant. A row
// that was taken out since, as where one tab is cleared for the next month,
// had been there.
func (j *judge) byOwnRow(st *Standing, u *Unit) {
	if st.Status == Excused {
		return
	}
	st.Status, st.NotSeenAt, st.SeenAt, st.Fault = Pending, time.Time{}, time.Time{}, ""
	if known := j.ownRows(u, st.Period); len(known) > 0 {
		j.present(st, known...)
	} else if !st.Due.After(j.asOf) {
		j.absent(st, u, st.Period.Last, nil)
		j.ownInvalid(st, u)
	}
}

// ownInvalid makes a missing total invalid where the unit wrote one that could
// not be accepted: cells or columns of it that cannot be read, or a total of
// which the period cannot be told, first seen in the period or later.
func (j *judge) ownInvalid(st *Standing, u *Unit) {
	if st.Status != Missing {
		return
	}
	for i := range j.s.Findings {
		f := &j.s.Findings[i]
		if f.Unit != u.ID || !j.mayTotal(f, st.Period) {
			continue
		}
		if st.Status != Invalid || f.Since.Before(st.SeenAt) {
			st.Status, st.SeenAt = Invalid, f.Since
		}
	}
}

// mayTotal reports whether a finding tells of a total that was written for a
// period, or may have been, and does not count for it.
func (j *judge) mayTotal(f *OpenFinding, period Period) bool {
	if f.Code == CodePeriodUnclear {
		return slices.Contains(strings.Fields(f.Args["kinds"]), string(period.Kind)) && strings.HasSuffix(period.Name, f.Args["in_year"]) &&
			!f.Since.Before(period.First.At(0, j.p.Location))
	}
	return f.Args["period"] == period.Name && (f.Code == CodePeriodUnread || f.Severity == SeverityError)
}

// ownRows tells when each source was first seen to total a unit's period, in
// the order of these instants. Of sources that told it at once the one comes
// first whose last look without it is the oldest: nothing proves that the unit
// was later than that.
func (j *judge) ownRows(u *Unit, period Period) []arrival {
	first := map[string]time.Time{}
	for i := range j.s.Totals {
		f := &j.s.Totals[i]
		if at, known := first[f.Source]; f.Unit == u.ID && f.Args["period"] == period.Name && (!known || f.Since.Before(at)) {
			first[f.Source] = f.Since
		}
	}
	var all []arrival
	for source, answered := range first {
		for _, l := range j.s.Seen[source] {
			if l.Answered.Equal(answered) {
				all = append(all, arrival{source, l.Asked, l.Answered})
			}
		}
	}
	slices.SortFunc(all, func(a, b arrival) int {
		withoutA, _ := j.lookBefore(a)
		withoutB, _ := j.lookBefore(b)
		return cmp.Or(a.answered.Compare(b.answered), withoutA.Asked.Compare(withoutB.Asked), cmp.Compare(a.source, b.source))
	})
	return all
}

// OwnFigure writes a figure of a unit's own total as a finding carries it, and
// cutOwnFigure takes it apart again.
func OwnFigure(indicator string, value int64, cell string) string {
	return fmt.Sprintf("%s=%d@%s", indicator, value, cell)
}

func cutOwnFigure(text string) (indicator string, value int64, cell string) {
	text, cell, _ = strings.Cut(text, "@")
	indicator, digits, _ := strings.Cut(text, "=")
	value, _ = strconv.ParseInt(digits, 10, 64)
	return indicator, value, cell
}

// calendar are the windows of somebody who knows none of the office's.
var calendar = Windows{MonthStart: 1, YearStartMonth: time.January, YearStartDay: 1}

// periodDiffers holds what units state of their months, quarters, halves and
// years in a tab of their own against the sums of their days: of the period's
// window, or of the calendar's, whichever agrees. Rows among the days were
// compared while reading. A period without any day of the indicator is no
// contradiction.
func (m *Merged) periodDiffers(p *Programme) {
	x := newIndex(p)
	for _, f := range slices.Clone(m.Findings) {
		window, known := p.Windows.Find(f.Args["period"])
		if f.Code != CodePeriodStated || f.Args["figures"] == "" || !known {
			continue
		}
		byCalendar, _ := calendar.Find(window.Name)
		sums := m.sumsOf(x, f.Unit, []Period{window, byCalendar})
		for _, text := range strings.Fields(f.Args["figures"]) {
			indicator, value, cell := cutOwnFigure(text)
			at, known := x.at[indicator]
			if !known || p.Indicators[at].Aggregate == AggregateLatest || !sums[0][at].Stated || sums[0][at].N == value || sums[1][at].N == value {
				continue
			}
			d := Finding{Unit: f.Unit, Origin: f.Origin, Code: CodePeriodDiffers, Severity: SeverityWarning, Day: f.Day, Indicator: indicator,
				Raw: strconv.FormatInt(value, 10), Args: map[string]string{"period": window.Name, "label": f.Raw, "sum": Grouped(sums[0][at].N)}}
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
	first := max(0, slices.IndexFunc(m.Days, func(d UnitDay) bool { return d.Unit.ID == unit }))
	for i := first; i < len(m.Days) && m.Days[i].Unit.ID == unit; i++ {
		d := &m.Days[i]
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
