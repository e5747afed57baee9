package report

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// DueStatus is how the office stands with one of its own reports.
type DueStatus string

const (
	DueAhead   DueStatus = "ahead"   // not issued, and time is left
	DueMet     DueStatus = "met"     // issued
	DueOverdue DueStatus = "overdue" // not issued, and its due instant has gone by
)

// A Due is one report that the office owes.
type Due struct {
	Duty   *office.Duty
	Period calendar.Period
	// At is the instant by which it has to be sent: the end of the last day.
	At     time.Time
	Status DueStatus
	// DaysLeft counts from today to the last day on which it is in time: 0 is
	// today, and less than 0 the days gone by since.
	DaysLeft int
	// Issued is the report that meets it; nil where none was issued.
	Issued *record.Issued
}

// maxOverdue is for how many days an unissued report is still asked for.
const maxOverdue = 366

// Dues lists what the office itself owes as of an instant, by due instant: of
// every duty the report that comes next, issued or not, and before it the one
// that fell due last where no report of that period was ever issued. That a
// report was issued is all that can be known here: whether it was sent is the
// office's own to know.
func Dues(p *office.Programme, issued []record.Issued, asOf time.Time) []Due {
	standing := record.Numbered(issued)
	var all []Due
	for i := range p.Duties {
		duty := &p.Duties[i]
		last, next := around(p, duty, asOf)
		if due := owed(p, duty, last, standing, asOf); due.Status == DueOverdue && due.DaysLeft >= -maxOverdue {
			all = append(all, due)
		}
		if next != (calendar.Period{}) {
			all = append(all, owed(p, duty, next, standing, asOf))
		}
	}
	slices.SortStableFunc(all, func(a, b Due) int { return a.At.Compare(b.At) })
	return all
}

// around finds the period of a duty that fell due last and the one that comes
// next, among those that have a day of the programme; zero where there is none.
func around(p *office.Programme, duty *office.Duty, asOf time.Time) (last, next calendar.Period) {
	for _, period := range reportedOn(p, duty.Every, asOf) {
		outside := period.Last < p.Starts || p.Ends != 0 && period.First > p.Ends
		switch gone := lastDayOf(p, duty, period) < calendar.DayOf(asOf.In(p.Location)); {
		case outside:
		case gone:
			last = period
		case next == (calendar.Period{}):
			next = period
		}
	}
	return last, next
}

// reportedOn lists periods of a kind that may be the last and the next one due,
// in the order in which they end: those about the present, or all named ones.
func reportedOn(p *office.Programme, kind calendar.PeriodKind, asOf time.Time) []calendar.Period {
	var periods []calendar.Period
	if kind == calendar.KindNamed {
		for _, n := range p.Windows.Named {
			periods = append(periods, calendar.Period{Kind: calendar.KindNamed, Name: n.ID, First: n.First, Last: n.Last})
		}
		slices.SortStableFunc(periods, func(a, b calendar.Period) int { return int(a.Last - b.Last) })
		return periods
	}
	period, ok := p.Windows.Of(kind, calendar.DayOf(asOf.In(p.Location)))
	if !ok {
		return nil
	}
	for range 2 { // a report due in the month after is still ahead for a while
		period, _ = p.Windows.Of(kind, period.First-1)
	}
	for range 4 {
		periods = append(periods, period)
		period, _ = p.Windows.Of(kind, period.Last+1)
	}
	return periods
}

// lastDayOf is the last day on which a duty's report of a period is in time,
// moved off days off as all deadlines are.
func lastDayOf(p *office.Programme, duty *office.Duty, period calendar.Period) calendar.Day {
	switch period.Kind {
	case calendar.KindYear:
		return p.Rolled(period.DueBefore(duty.YearMonth, duty.YearDay))
	case calendar.KindNamed:
		n, _ := p.Windows.NamedPeriod(period.Name)
		return p.Rolled(max(n.Due, period.Last))
	}
	y, m, _ := period.EndMonth()
	if duty.NextMonth {
		m++
	}
	return p.Rolled(calendar.Date(y, m, duty.Before) - 1)
}

// owed tells how the office stands with a duty's report of a period.
func owed(p *office.Programme, duty *office.Duty, period calendar.Period, standing []*record.Issued, asOf time.Time) Due {
	if period == (calendar.Period{}) {
		return Due{}
	}
	day := lastDayOf(p, duty, period)
	due := Due{Duty: duty, Period: period, At: day.At(24*time.Hour, p.Location), Status: DueAhead,
		DaysLeft: int(day - calendar.DayOf(asOf.In(p.Location)))}
	if due.DaysLeft < 0 {
		due.Status = DueOverdue
	}
	for _, r := range standing {
		if r.Period.Key() == period.Key() {
			due.Status, due.Issued = DueMet, r
		}
	}
	return due
}
