package report

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// closingDays is for how many days after its end a month whose report has not
// been issued stays in front.
const closingDays = 10

// Front is the month that the office works at as of an instant: the present
// one, and in the first days after a month's end that month until its report is
// issued. After the programme's end it is the programme's last.
func Front(p *office.Programme, issued []record.Issued, asOf time.Time) calendar.Period {
	today := calendar.DayOf(asOf.In(p.Location))
	present := p.Windows.MonthOf(lastDay(p, today))
	before := p.Windows.MonthOf(present.First - 1)
	done := slices.ContainsFunc(record.Numbered(issued), func(r *record.Issued) bool { return r.Period.Key() == before.Key() })
	if done || before.Last < p.Starts || today-before.Last > closingDays {
		return present
	}
	return before
}

// lastDay is a day, or the programme's last where it lies after that.
func lastDay(p *office.Programme, d calendar.Day) calendar.Day {
	if p.Ends != 0 {
		return min(d, p.Ends)
	}
	return d
}

// Front makes the Report of the month in front, with today's sums and standings
// where that month is over already.
func (c *Compiler) Front(p *office.Programme, s *record.State, asOf time.Time) *Report {
	m := c.merger.Merge(p, s, asOf)
	r := compile(p, s, m, Front(p, s.Issued, asOf), asOf)
	if today := lastDay(p, r.Today); today > r.Window.Period.Last {
		r.since(s, m, today)
	}
	return r
}

// since takes into a month's report what has come after it, up to today: the
// days' standings and figures, today's sums, and the year's as far as it is the
// same year.
func (r *Report) since(s *record.State, m *merge.Merged, today calendar.Day) {
	p := r.Programme
	days := calendar.Period{First: r.Window.Period.Last + 1, Last: today}
	r.Later = judge.New(p, s, days.First, days.Last, r.AsOf).Standings(days.First, days.Last)
	r.After = daily(p, m, s, days, today, r.Findings)
	sums := SummariseAll(p, m, min(today, r.Year.Period.Last), r.Year.Period)
	r.Year = sums[0]
	r.Day = Summarise(p, m, r.Later, calendar.DayPeriod(today), today)
	r.Targets = progress(p, r.Year)
	r.Plan = planChecks(r.Targets, len(r.Year.Lines))
}

// On is the report with the sums of another of its days as the day's.
func (r *Report) On(day calendar.Day) *Report {
	on := *r
	on.Day = Summarise(r.Programme, r.Merged, slices.Concat(r.Standings, r.Later), calendar.DayPeriod(day), day)
	return &on
}
