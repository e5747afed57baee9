package model

import "slices"

// Summarise adds up a period's figures by unit and in total, up to and
// including the day through. Flows add up; of a stock the last stated figure
// stands, carried forward from before the period too. A formula fills an
// indicator, day by day, only where the unit left it unstated and stated all
// of its terms.
//
// standings, which may be those of other days too, give each line its rate;
// nil leaves the rates empty.
func Summarise(p *Programme, m *Merged, standings []Standing, period Period, through Day) Summary {
	s := Summary{Period: period, Through: min(period.Last, through)}
	x := newIndex(p)
	lines := map[string]*Line{}
	for i := range p.Units {
		u := &p.Units[i]
		if (u.To != 0 && u.To < period.First) || (u.From != 0 && u.From > s.Through) {
			continue
		}
		l := &Line{Unit: u, Figures: make([]Sum, len(p.Indicators))}
		x.expect(l, p.Expected(u, period.First, s.Through))
		lines[u.ID] = l
	}
	row := make([]Count, len(p.Indicators))
	for i := range m.Days {
		d := &m.Days[i]
		if l := lines[d.Unit.ID]; l != nil && d.Day <= s.Through {
			x.counts(d, row)
			x.add(l, d.Day, row, period)
		}
	}
	for _, st := range standings {
		if l := lines[st.Unit]; l != nil && st.Period.Kind == KindDay && st.Period.First >= period.First && st.Period.First <= s.Through {
			l.Rate.Add(st.Status)
		}
	}
	s.Total = Line{Figures: make([]Sum, len(p.Indicators))}
	for i := range p.Units {
		if l := lines[p.Units[i].ID]; l != nil {
			s.Lines = append(s.Lines, *l)
			s.Total.include(l)
		}
	}
	return s
}

// include adds a unit's line to the total.
func (t *Line) include(l *Line) {
	for i, f := range l.Figures {
		t.Figures[i].Count = t.Figures[i].Plus(f.Count)
		t.Figures[i].StatedDays += f.StatedDays
		t.Figures[i].ExpectedDays += f.ExpectedDays
	}
	t.Rate.Expected += l.Rate.Expected
	t.Rate.Pending += l.Rate.Pending
	t.Rate.OnTime += l.Rate.OnTime
	t.Rate.Late += l.Rate.Late
	t.Rate.Missing += l.Rate.Missing
	t.Rate.Unproven += l.Rate.Unproven
	t.Rate.Invalid += l.Rate.Invalid
	t.Rate.Unreadable += l.Rate.Unreadable
	t.Rate.Excused += l.Rate.Excused
}

// An index finds indicators by position, so that days are added up without
// searching.
type index struct {
	p  *Programme
	at map[string]int
}

func newIndex(p *Programme) *index {
	x := &index{p, make(map[string]int, len(p.Indicators))}
	for i := range p.Indicators {
		x.at[p.Indicators[i].ID] = i
	}
	return x
}

// counts puts a day's figures into a row by indicator and fills in formulas.
func (x *index) counts(d *UnitDay, row []Count) {
	clear(row)
	for _, f := range d.All() {
		if i, ok := x.at[f.Indicator]; ok {
			row[i] = Stated(f.Value)
		}
	}
	x.fill(row, d.Withheld)
}

// fill computes the formulas of indicators that are unstated. Formulas may
// rest on one another (the config refuses circles), so it repeats until
// nothing more can be filled. What a rule keeps out stays out.
func (x *index) fill(row []Count, withheld []string) {
	for again := true; again; {
		again = false
		for i := range x.p.Indicators {
			terms := x.p.Indicators[i].Formula
			if row[i].Stated || len(terms) == 0 || slices.Contains(withheld, x.p.Indicators[i].ID) {
				continue
			}
			sum := Stated(0)
			for _, t := range terms {
				at, ok := x.at[t.Indicator]
				if !ok || !row[at].Stated {
					sum.Stated = false
					break
				}
				sum.N += t.Sign * row[at].N
			}
			if sum.Stated && sum.N >= 0 {
				row[i], again = sum, true
			}
		}
	}
}

// expect sets on how many days each indicator was expected. A stock is
// expected once, not day by day.
func (x *index) expect(l *Line, days []Day) {
	for i := range x.p.Indicators {
		ind := &x.p.Indicators[i]
		if ind.Aggregate == AggregateLatest {
			l.Figures[i].ExpectedDays = 1
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
func (x *index) add(l *Line, day Day, row []Count, period Period) {
	expected := x.p.Calendar.Working(day)
	for i := range row {
		if !row[i].Stated {
			continue
		}
		sum := &l.Figures[i]
		switch ind := &x.p.Indicators[i]; {
		case ind.Aggregate == AggregateLatest:
			sum.Count, sum.StatedDays = row[i], 1
		case period.Contains(day):
			sum.Count = sum.Plus(row[i])
			if expected && ind.ValidOn(day) && day >= l.Unit.Since {
				sum.StatedDays++
			}
		}
	}
}
