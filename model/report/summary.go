package report

import (
	"cmp"
	"iter"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
)

// Summarise adds up a period's figures by unit and in total, up to and
// including the day through. Flows add up; of a stock the last stated figure
// stands, carried forward from before the period too. A formula fills an
// indicator, day by day, only where the unit left it unstated and stated all
// of its terms.
//
// standings, which may be those of other days too, give each line its rate;
// nil leaves the rates empty.
func Summarise(p *office.Programme, m *merge.Merged, standings []office.Standing, period calendar.Period, through calendar.Day) Summary {
	s := SummariseAll(p, m, through, period)[0]
	s.rate(standings)
	return s
}

// SummariseAll adds up several periods in one go over the days, without rates.
func SummariseAll(p *office.Programme, m *merge.Merged, through calendar.Day, periods ...calendar.Period) []Summary {
	if len(periods) == 0 {
		return nil
	}
	x := newAdder(p)
	sums := make([]Summary, len(periods))
	at := make([]map[string]int, len(periods)) // of each unit's line
	for i, period := range periods {
		sums[i], at[i] = x.open(period, through)
	}
	lines := make([]*Line, len(periods)) // of the present unit
	for days := range unitRuns(m.Days) {
		for j := range sums {
			lines[j] = nil
			if n, ok := at[j][days[0].Unit.ID]; ok {
				lines[j] = &sums[j].Lines[n]
			}
		}
		x.sum(sums, lines, days)
	}
	for j := range sums {
		for i := range sums[j].Lines {
			sums[j].Total.include(&sums[j].Lines[i])
		}
	}
	return sums
}

// unitRuns yields the days of each unit together.
func unitRuns(days []merge.UnitDay) iter.Seq[[]merge.UnitDay] {
	return func(yield func([]merge.UnitDay) bool) {
		for start, end := 0, 0; start < len(days); start = end {
			for end = start + 1; end < len(days) && days[end].Unit == days[start].Unit; {
				end++
			}
			if !yield(days[start:end]) {
				return
			}
		}
	}
}

// sum adds a unit's days to its lines of several periods, nil where it has
// none.
func (x *adder) sum(sums []Summary, lines []*Line, days []merge.UnitDay) {
	row := make([]office.Count, len(x.P.Indicators))
	for i := x.carry(sums, lines, days, row); i < len(days); i++ {
		d, counted := &days[i], false
		for j := range sums {
			s := &sums[j]
			if lines[j] == nil || d.Day > s.Through || x.Stocks == 0 && !s.Period.Contains(d.Day) {
				continue
			}
			if !counted {
				x.Counts(d, row)
				counted = true
			}
			x.add(lines[j], d.Day, row, s.Period)
		}
	}
}

// carry puts into a unit's lines the stocks that stood before all periods, and
// gives the first day that is still to be added. It goes back from there only
// until every stock is found.
func (x *adder) carry(sums []Summary, lines []*Line, days []merge.UnitDay, row []office.Count) (from int) {
	first := sums[0].Period.First
	for j := range sums {
		if first = min(first, sums[j].Period.First); sums[j].Through < sums[j].Period.First {
			return 0 // days before it may lie after what is summed up
		}
	}
	from, _ = slices.BinarySearchFunc(days, first, func(d merge.UnitDay, first calendar.Day) int { return cmp.Compare(d.Day, first) })
	stands := map[int]office.Count{}
	for i := from - 1; i >= 0 && len(stands) < x.Stocks; i-- {
		x.Counts(&days[i], row)
		for k := range row {
			if _, later := stands[k]; row[k].Stated && !later && x.P.Indicators[k].Carries() {
				stands[k] = row[k]
			}
		}
	}
	for _, l := range lines {
		for k, c := range stands {
			if l != nil {
				l.Figures[k].Count, l.Figures[k].StatedDays = c, 1
			}
		}
	}
	return from
}

// open begins a period's sums with the lines of the units that it concerns,
// and tells where each unit's line stands.
func (x *adder) open(period calendar.Period, through calendar.Day) (s Summary, at map[string]int) {
	s = Summary{Period: period, Through: min(period.Last, through)}
	s.Total = Line{Figures: make([]Sum, len(x.P.Indicators))}
	at = map[string]int{}
	for i := range x.P.Units {
		u := &x.P.Units[i]
		if (u.To != 0 && u.To < period.First) || (u.From != 0 && u.From > s.Through) {
			continue
		}
		l := Line{Unit: u, Figures: make([]Sum, len(x.P.Indicators))}
		x.expect(&l, x.P.Expected(u, period.First, s.Through))
		at[u.ID] = len(s.Lines)
		s.Lines = append(s.Lines, l)
	}
	return s, at
}

// rate counts standings, in so far as they are of the period's days, in the
// lines and in the total.
func (s *Summary) rate(standings []office.Standing) {
	lines := make(map[string]*Line, len(s.Lines))
	for i := range s.Lines {
		lines[s.Lines[i].Unit.ID] = &s.Lines[i]
	}
	for _, st := range standings {
		if l := lines[st.Unit]; l != nil && st.Period.Kind == calendar.KindDay && st.Period.First >= s.Period.First && st.Period.First <= s.Through {
			l.Rate.Add(st.Status)
			s.Total.Rate.Add(st.Status)
		}
	}
}

// include adds a unit's line to the total.
func (t *Line) include(l *Line) {
	for i, f := range l.Figures {
		t.Figures[i].Count = t.Figures[i].Plus(f.Count)
		t.Figures[i].StatedDays += f.StatedDays
		t.Figures[i].ExpectedDays += f.ExpectedDays
	}
}

// expect sets on how many days each indicator was expected. A stock is
// expected once, not day by day.
func (x *adder) expect(l *Line, days []calendar.Day) {
	for i := range x.P.Indicators {
		ind := &x.P.Indicators[i]
		if ind.Carries() {
			l.Figures[i].ExpectedDays = 1
			continue
		}
		if ind.From == 0 && ind.To == 0 {
			l.Figures[i].ExpectedDays = len(days)
			continue
		}
		for _, d := range days {
			if ind.ValidOn(d) {
				l.Figures[i].ExpectedDays++
			}
		}
	}
}

// add adds a day's row to a unit's line.
func (x *adder) add(l *Line, day calendar.Day, row []office.Count, period calendar.Period) {
	within := period.Contains(day)
	expected := within && day >= l.Unit.Since && x.P.Calendar.Working(day)
	for i := range row {
		if !row[i].Stated {
			continue
		}
		sum := &l.Figures[i]
		switch ind := &x.P.Indicators[i]; {
		case ind.Carries():
			sum.Count, sum.StatedDays = row[i], 1
		case within:
			sum.Count = sum.Plus(row[i])
			if expected && ind.ValidOn(day) {
				sum.StatedDays++
			}
		}
	}
}

// An adder adds up figures by the positions of their indicators.
type adder struct{ *merge.Index }

func newAdder(p *office.Programme) *adder { return &adder{merge.NewIndex(p)} }
