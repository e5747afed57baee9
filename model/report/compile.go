package report

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// parted sorts findings into open and accepted ones, each in its order.
func parted(findings []record.OpenFinding) (open, accepted []record.OpenFinding) {
	for _, f := range findings {
		if f.Accepted != nil {
			accepted = append(accepted, f)
			continue
		}
		open = append(open, f)
	}
	return open, accepted
}

// Compile makes the Report of a period as of an instant: today's sums, the
// period's, the year's to date, the standings of the period's days, and all
// that is open. The window may be long past; then its last day is "today" for
// all sums, while findings and sources are as of the instant.
func Compile(p *office.Programme, s *record.State, window calendar.Period, asOf time.Time) *Report {
	return compile(p, s, merge.Merge(p, s, asOf), window, asOf)
}

// A Compiler makes the Reports that Compile makes, one after another, as a daemon
// does, and merges only the units of which something is new. Its zero value is
// ready, and several goroutines may use it.
type Compiler struct{ merger merge.Merger }

// Compile is the function of that name.
func (c *Compiler) Compile(p *office.Programme, s *record.State, window calendar.Period, asOf time.Time) *Report {
	return compile(p, s, c.merger.Merge(p, s, asOf), window, asOf)
}

func compile(p *office.Programme, s *record.State, m *merge.Merged, window calendar.Period, asOf time.Time) *Report {
	today := calendar.DayOf(asOf.In(p.Location))
	through := min(today, window.Last)
	r := &Report{Programme: p, AsOf: asOf, Today: today, Merged: m, Notes: notesIn(m.Notes, window)}
	r.Findings, r.Accepted = parted(Sorted(p, m.Findings))
	changes := alongside(func() {
		r.Before = daily(p, m, s, calendar.Period{First: firstOfMonth(window.First), Last: window.First - 1}, through, r.Findings)
		r.Amended = amendments(p, s, window, through)
		r.Passes = passes(p, s, window)
	})
	year := p.Windows.YearOf(through) // December's window begins before the year does
	j := judge.New(p, s, min(window.First, year.First), through, asOf)
	r.Standings = j.Standings(window.First, through)
	sums := SummariseAll(p, m, through, calendar.DayPeriod(lastDay(p, through)), window, year)
	r.Day, r.Window, r.Year = sums[0], sums[1], sums[2]
	r.Comparisons = comparisons(p, m, r.Window)
	r.Day.rate(r.Standings)
	r.Window.rate(r.Standings)
	r.YearMonths = monthsOf(p, year, through)
	r.Rates = map[string][]office.Rate{}
	r.Streaks = j.Streaks(year.First, through, r.rateMonth)
	r.Targets = progress(p, r.Year)
	r.Plan = planChecks(r.Targets, len(r.Year.Lines))
	r.Daily = daily(p, m, s, window, through, r.Findings)
	r.Totals = dayTotals(p, r.Daily, window, through)
	r.Entered = entered(s, m, r.Year.Period)
	r.Strays = record.Strays(s)
	r.Sources = health(p, s)
	r.Issued = s.Issued
	r.Dues = Dues(p, s.Issued, asOf)
	r.Uncharted = p.Uncharted(asOf)
	r.Reread = rereadIn(p, s, window, through)
	r.Restated = WithRereads(p, s, restate(p, m, s.Issued))
	r.Carried = carry(p, r.Window, r.Year, s.Issued)
	changes()
	return r
}

// alongside begins f on a goroutine of its own and gives what waits for its end,
// and panics with what f panicked with.
func alongside(f func()) (wait func()) {
	ended := make(chan any, 1)
	go func() {
		defer func() {
			p := recover()
			if p != nil {
				p = fmt.Sprintf("%v\n%s", p, debug.Stack())
			}
			ended <- p
		}()
		f()
	}()
	return func() {
		if p := <-ended; p != nil {
			panic(p)
		}
	}
}

func notesIn(notes []office.Note, period calendar.Period) []office.Note {
	var in []office.Note
	for _, n := range notes {
		if period.Contains(n.Day) {
			in = append(in, n)
		}
	}
	return in
}

func firstOfMonth(d calendar.Day) calendar.Day {
	y, m, _ := d.Date()
	return calendar.Date(y, m, 1)
}

// daily lists the figures of the window's days, each citing its cell.
func daily(p *office.Programme, m *merge.Merged, s *record.State, month calendar.Period, through calendar.Day, findings []record.OpenFinding) []DayLine {
	x := merge.NewIndex(p)
	entries := office.DecisionsByID(s.Decisions)
	flagged := flaggedCells(findings)
	row := make([]office.Count, len(p.Indicators))
	var lines []DayLine
	for i := range m.Days {
		d := &m.Days[i]
		if !month.Contains(d.Day) || d.Day > through {
			continue
		}
		l := DayLine{Unit: d.Unit, Day: d.Day, Figures: make([]Cited, len(p.Indicators))}
		x.Counts(d, row)
		for i, c := range row {
			l.Figures[i].Count = c
		}
		for part, f := range d.All() {
			if i, ok := x.At[f.Indicator]; ok {
				o := office.Origin{Source: part.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}
				l.Figures[i].Origin = o
				l.Figures[i].Entered = entries[part.Decision]
				l.Figures[i].Flagged = flagged[o] || part.Decision != 0
			}
		}
		lines = append(lines, l)
	}
	return lines
}

func flaggedCells(findings []record.OpenFinding) map[office.Origin]bool {
	cells := map[office.Origin]bool{}
	for i := range findings {
		if findings[i].Severity != office.SeverityNotice {
			cells[findings[i].Origin] = true
		}
	}
	return cells
}

// Sorted orders findings by unit in the units' order, then by source,
// tab, row and column, then by code.
func Sorted(p *office.Programme, findings []record.OpenFinding) []record.OpenFinding {
	rank := map[string]int{"": -1}
	for i := range p.Units {
		rank[p.Units[i].ID] = i
	}
	out := slices.Clone(findings)
	slices.SortStableFunc(out, func(a, b record.OpenFinding) int {
		la, da := office.SplitCell(a.Cell)
		lb, db := office.SplitCell(b.Cell)
		return cmp.Or(
			cmp.Compare(rank[a.Unit], rank[b.Unit]),
			strings.Compare(a.Source, b.Source),
			strings.Compare(a.Tab, b.Tab),
			cmp.Compare(len(da), len(db)), strings.Compare(da, db),
			cmp.Compare(len(la), len(lb)), strings.Compare(la, lb),
			strings.Compare(a.Code, b.Code),
		)
	})
	return out
}

// health tells how each source was last seen.
func health(p *office.Programme, s *record.State) []SourceHealth {
	var out []SourceHealth
	for _, ref := range p.Sources() {
		h := SourceHealth{Source: ref, Units: p.UnitsOf(ref)}
		looks := s.Seen[ref]
		if n := len(looks); n > 0 {
			h.LastAsked, h.Fault = looks[n-1].Asked, looks[n-1].Fault
		}
		for i := len(looks) - 1; i >= 0; i-- {
			if looks[i].Fault == nil {
				h.LastRead = looks[i].Answered
				break
			}
		}
		out = append(out, h)
	}
	return out
}
