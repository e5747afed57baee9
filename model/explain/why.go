package explain

import (
	"cmp"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A Difference takes the change from one period to another of its kind apart:
// indicator by indicator into causes that add up to it exactly.
type Difference struct {
	Before, After report.Summary
	Changes       []Change // by the programme's indicators, in order
}

// A Change is one indicator's, over all units or for one.
type Change struct {
	Indicator     *office.Indicator
	Before, After report.Sum
	// Causes add up to After − Before. They are in the units' order, then by
	// day; none of them is zero.
	Causes []Cause
}

// Amount is the change itself; what is not stated counts as nothing.
func (c *Change) Amount() int64 { return c.After.N - c.Before.N }

// A Cause is one part of a change.
type Cause struct {
	Unit *office.Unit
	Kind CauseKind
	// Day is the day that explains it: the one that lacks the figure, else the
	// one that has it; zero for what is not of one day.
	Day    calendar.Day
	Amount int64
}

// CauseKind is why two periods differ. What a figure is missing for has the
// name of the Status of its day: missing, invalid, unreadable, excused,
// pending.
type CauseKind string

const (
	CauseHigher   CauseKind = "higher"      // both stated it, the later one more
	CauseLower    CauseKind = "lower"       // both stated it, the later one less
	CauseUnstated CauseKind = "unstated"    // the day's report came without this figure
	CauseWithheld CauseKind = "withheld"    // a broken rule keeps it out
	CauseSetAside CauseKind = "set-aside"   // the office set it aside
	CauseDays     CauseKind = "days"        // one period has more working days
	CauseDayOff   CauseKind = "day-off"     // reported on days on which none was owed
	CauseUnit     CauseKind = "unit"        // the unit belongs to one of the periods only
	CauseFirst    CauseKind = "first-stock" // a stock that had not been stated before
)

// Why takes the difference of two periods of one kind apart, for all units or
// for the one named. A period that is not over counts up to today.
//
// Working days are compared in their order: a unit's first owed day of the one
// period with its first of the other, and so on; days over at the end are of a
// longer period. Where one of two such days has no figure, all of the other's
// is put down to the reason for which it has none.
func Why(p *office.Programme, s *record.State, before, after calendar.Period, unit string, asOf time.Time) Difference {
	return why(p, s, merge.Merge(p, s, asOf), before, after, unit, asOf)
}

// WhyIn is Why as of the report, from the State that the
// report was compiled from, which is not put together again.
func WhyIn(r *report.Report, s *record.State, before, after calendar.Period, unit string) Difference {
	m := r.Merged
	if m == nil {
		m = merge.Merge(r.Programme, s, r.AsOf)
	}
	return why(r.Programme, s, m, before, after, unit, r.AsOf)
}

func why(p *office.Programme, s *record.State, m *merge.Merged, before, after calendar.Period, unit string, asOf time.Time) Difference {
	today := calendar.DayOf(asOf.In(p.Location))
	c := &comparison{Index: merge.NewIndex(p), m: m, today: today, unit: unit, rows: map[string]map[calendar.Day][]office.Count{}, lacks: map[lack]CauseKind{}}
	c.learn(s, before, after)
	c.judges = []*judge.Judge{judge.New(p, s, before.First, before.Last, asOf), judge.New(p, s, after.First, after.Last, asOf)}
	sums := report.SummariseAll(p, m, today, before, after)
	d := Difference{Before: sums[0], After: sums[1]}
	sides := c.sides(&d)
	for i := range p.Indicators {
		d.Changes = append(d.Changes, c.change(i, &d, sides))
	}
	return d
}

// A comparison knows of every unit's day what was stated and why not more.
type comparison struct {
	*merge.Index
	m      *merge.Merged
	today  calendar.Day
	unit   string
	rows   map[string]map[calendar.Day][]office.Count // by unit
	lacks  map[lack]CauseKind
	judges []*judge.Judge // of the period before and of the one after
}

// A side is a unit with its lines of both periods, nil where it has none, and
// the days that it owes in each.
type side struct {
	unit          *office.Unit
	before, after *report.Line
	was, is       []calendar.Day
	rows          map[calendar.Day][]office.Count
}

// sides are the units that are compared, in order.
func (c *comparison) sides(d *Difference) []side {
	var all []side
	for i := range c.P.Units {
		u := &c.P.Units[i]
		if c.unit != "" && u.ID != c.unit {
			continue
		}
		s := side{unit: u, rows: c.rows[u.ID], before: lineOf(&d.Before, u), after: lineOf(&d.After, u)}
		if s.before == nil && s.after == nil {
			continue
		}
		before, after := d.Before.Period, d.After.Period
		s.was, s.is = c.P.Expected(u, before.First, before.Last), c.P.Expected(u, after.First, after.Last)
		all = append(all, s)
	}
	return all
}

// A lack is a figure of a day that is known to be kept out.
type lack struct {
	dayKey
	indicator string
}

func (c *comparison) learn(s *record.State, before, after calendar.Period) {
	for i := range c.m.Days {
		d := &c.m.Days[i]
		if d.Day > c.today || !before.Contains(d.Day) && !after.Contains(d.Day) {
			continue
		}
		row, at := make([]office.Count, len(c.P.Indicators)), dayKey{d.Unit.ID, d.Day}
		c.Counts(d, row)
		if c.rows[d.Unit.ID] == nil {
			c.rows[d.Unit.ID] = map[calendar.Day][]office.Count{}
		}
		c.rows[d.Unit.ID][d.Day] = row
		for _, id := range d.Withheld {
			c.lacks[lack{at, id}] = CauseWithheld
		}
	}
	for i := range c.m.Findings {
		if f := &c.m.Findings[i]; f.Severity == office.SeverityError && f.Code != office.CodeRuleBroken && f.Day != 0 && f.Indicator != "" {
			c.lacks[lack{dayKey{f.Unit, f.Day}, f.Indicator}] = CauseKind(office.Invalid)
		}
	}
	for unit, days := range merge.EntriesByUnitDay(s.Decisions) {
		for day, entries := range days {
			for _, e := range entries {
				if !e.Value.Stated {
					c.lacks[lack{dayKey{unit, day}, e.Indicator}] = CauseSetAside
				}
			}
		}
	}
}

func (c *comparison) change(i int, d *Difference, sides []side) Change {
	ch := Change{Indicator: &c.P.Indicators[i]}
	for k := range sides {
		unit, was, is := sides[k].unit, sides[k].before, sides[k].after
		switch {
		case was == nil:
			ch.cause(Cause{unit, CauseUnit, 0, is.Figures[i].N})
		case is == nil:
			ch.cause(Cause{unit, CauseUnit, 0, -was.Figures[i].N})
		case ch.Indicator.Carries():
			ch.cause(stock(unit, was.Figures[i], is.Figures[i]))
		default:
			c.flow(&ch, i, &sides[k], d.Before.Period, d.After.Period)
		}
		include(&ch.Before, was, i)
		include(&ch.After, is, i)
	}
	return ch
}

// cause adds what is not nothing.
func (c *Change) cause(x Cause) {
	if x.Amount != 0 {
		c.Causes = append(c.Causes, x)
	}
}

// lineOf is a unit's line of a summary, nil where it has none.
func lineOf(s *report.Summary, u *office.Unit) *report.Line {
	for i := range s.Lines {
		if s.Lines[i].Unit.ID == u.ID {
			return &s.Lines[i]
		}
	}
	return nil
}

func include(s *report.Sum, l *report.Line, i int) {
	if l == nil {
		return
	}
	f := l.Figures[i]
	s.Count = s.Plus(f.Count)
	s.StatedDays += f.StatedDays
	s.ExpectedDays += f.ExpectedDays
}

func stock(u *office.Unit, was, is report.Sum) Cause {
	c := compared(u, 0, was.N, is.N)
	if was.Stated != is.Stated {
		c.Kind = CauseFirst
	}
	return c
}

func compared(u *office.Unit, d calendar.Day, was, is int64) Cause {
	c := Cause{u, CauseHigher, d, is - was}
	if c.Amount < 0 {
		c.Kind = CauseLower
	}
	return c
}

// flow compares a unit's days of two periods.
func (c *comparison) flow(ch *Change, i int, of *side, before, after calendar.Period) {
	u, was, is, first := of.unit, of.was, of.is, len(ch.Causes)
	both := min(len(was), len(is))
	for k := range both {
		ch.cause(c.pair(i, of, was[k], is[k]))
	}
	for _, d := range was[both:] {
		ch.cause(Cause{u, CauseDays, d, -of.count(i, d).N})
	}
	for _, d := range is[both:] {
		ch.cause(Cause{u, CauseDays, d, of.count(i, d).N})
	}
	c.daysOff(ch, i, of, before, was, -1)
	c.daysOff(ch, i, of, after, is, +1)
	slices.SortStableFunc(ch.Causes[first:], func(a, b Cause) int { return cmp.Compare(a.Day, b.Day) })
}

// pair compares two owed days that stand at the same place of their periods.
func (c *comparison) pair(i int, of *side, was, is calendar.Day) Cause {
	u, a, b := of.unit, of.count(i, was), of.count(i, is)
	switch {
	case a.Stated && !b.Stated:
		return Cause{u, c.reason(i, u, is, c.judges[1]), is, -a.N}
	case b.Stated && !a.Stated:
		return Cause{u, c.reason(i, u, was, c.judges[0]), was, b.N}
	}
	return compared(u, is, a.N, b.N)
}

func (s *side) count(i int, d calendar.Day) office.Count {
	if row := s.rows[d]; row != nil {
		return row[i]
	}
	return office.Count{}
}

// reason tells why an owed day has no figure of an indicator.
func (c *comparison) reason(i int, u *office.Unit, d calendar.Day, j *judge.Judge) CauseKind {
	at := dayKey{u.ID, d}
	if kind, ok := c.lacks[lack{at, c.P.Indicators[i].ID}]; ok {
		return kind
	}
	switch st := j.Day(u, d).Status; st {
	case office.Missing, office.Invalid, office.Unread, office.Unreadable, office.Excused, office.Pending:
		return CauseKind(st)
	}
	if d > c.today {
		return CauseKind(office.Pending)
	}
	return CauseUnstated
}

// daysOff adds a unit's figures of a period's days on which none was owed.
func (c *comparison) daysOff(ch *Change, i int, of *side, period calendar.Period, owed []calendar.Day, sign int64) {
	for d := period.First; d <= min(period.Last, c.today); d++ {
		if len(owed) > 0 && owed[0] == d {
			owed = owed[1:]
			continue
		}
		ch.cause(Cause{of.unit, CauseDayOff, d, sign * of.count(i, d).N})
	}
}

// A dayKey is a unit's day.
type dayKey struct {
	unit string
	day  calendar.Day
}
