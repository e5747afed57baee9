package office

import (
	"cmp"
	"slices"
	"time"

	"tonghop/model/calendar"
)

// Roll tells where a deadline goes that falls on a day off.
type Roll string

const (
	RollNone     Roll = "none"
	RollNext     Roll = "next"
	RollPrevious Roll = "previous"
)

// Deadlines tell when reports are due. A due instant is apart from the window
// that the report covers.
type Deadlines struct {
	// Daily is the time of day by which a day's report is due, as an offset
	// from that day's midnight: 17 hours. "Before 17:00" includes 17:00:00.
	Daily time.Duration
	// Monthly is the day of the month before which a month's report is due: 25
	// means the end of the 24th.
	Monthly int
	// Quarterly and HalfYearly are the like for the last month of a quarter and
	// of a half-year; 0 means as Monthly.
	Quarterly, HalfYearly int
	// YearMonth and YearDay are the day before which the year's report is due:
	// 30 November means the end of the 29th.
	YearMonth time.Month
	YearDay   int
	// Grace is added to every due instant.
	Grace time.Duration
	Roll  Roll
	// Judged is by what a unit's periods are judged.
	Judged Judged
}

// JudgedBy tells by what a unit's report of a period is judged.
type JudgedBy string

const (
	// ByDays: by the daily reports; a written one that was received in time
	// stands beside them.
	ByDays JudgedBy = "days"
	// ByOwnRow: by the row in which the unit itself totals the period.
	ByOwnRow JudgedBy = "own"
	// ByReceipt: by the written report alone, which the office marks as
	// received.
	ByReceipt JudgedBy = "received"
)

// Judged names the basis of each kind of period; "" leaves it to the programme,
// and there means ByDays. Named periods are judged by their days.
type Judged struct{ Month, Quarter, Half, Year JudgedBy }

// of is the basis of one kind.
func (j Judged) of(kind calendar.PeriodKind) JudgedBy {
	switch kind {
	case calendar.KindMonth:
		return j.Month
	case calendar.KindQuarter:
		return j.Quarter
	case calendar.KindHalf:
		return j.Half
	case calendar.KindYear:
		return j.Year
	}
	return ""
}

// BasisOf is by what a unit's report of a period is judged: by what the
// configuration said that was in force when the period began.
func (p *Programme) BasisOf(u *Unit, period calendar.Period) JudgedBy {
	then := p.On(period.First)
	if known, ok := then.KnownAs(u); ok {
		u = known
	}
	return then.JudgedBy(u, period.Kind)
}

// JudgedBy is by what this configuration judges a unit's report of a kind.
func (p *Programme) JudgedBy(u *Unit, kind calendar.PeriodKind) JudgedBy {
	return cmp.Or(u.Judged.of(kind), p.Deadlines.Judged.of(kind), ByDays)
}

// Due gives the instant by which a period's report is due: the latest of those
// that the configurations said which were in force when the period began and
// when its last day did, each also with the days off of the present one. One that
// came later, but before the report was due, may put it off as well.
func (p *Programme) Due(period calendar.Period) time.Time {
	due := p.due(period)
	if len(p.Eras) == 0 {
		return due
	}
	due = time.Time{}
	later := func(then *Programme) {
		today := *then
		today.Calendar = p.Calendar
		for _, at := range []time.Time{then.due(period), today.due(period)} {
			if at.After(due) {
				due = at
			}
		}
	}
	later(p.On(period.First))
	later(p.On(period.Last))
	for _, next := range p.since(period.Last) {
		if next.Since.Before(due) {
			later(next)
		}
	}
	return due
}

// since lists the configurations that judge only days after one.
func (p *Programme) since(d calendar.Day) (all []*Programme) {
	for _, e := range p.Eras {
		if e.First > d {
			all = append(all, e.Programme)
		}
	}
	if p.InForce > d {
		all = append(all, p)
	}
	return all
}

// due is Due by this configuration alone.
func (p *Programme) due(period calendar.Period) time.Time {
	d := p.Deadlines
	switch period.Kind {
	case calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf:
		y, m, _ := period.EndMonth()
		return p.endOf(calendar.Date(y, m, d.before(period.Kind))-1, 24*time.Hour)
	case calendar.KindYear:
		return p.endOf(period.DueBefore(d.YearMonth, d.YearDay), 24*time.Hour)
	case calendar.KindNamed:
		n, _ := p.Windows.NamedPeriod(period.Name)
		return p.endOf(max(n.Due, period.Last), 24*time.Hour)
	default:
		return p.endOf(period.First, d.Daily)
	}
}

// within is how many days a report's due instant lies from its period at most.
const within = 400

// Falling lists the periods longer than a day whose reports fall due after one
// instant and up to another, in the order in which they do: those that have a
// day of the programme.
func (p *Programme) Falling(after, until time.Time) []calendar.Period {
	var periods []calendar.Period
	first, last := calendar.DayOf(after.In(p.Location))-within, calendar.DayOf(until.In(p.Location))+within
	first = max(first, p.Starts)
	if p.Ends != 0 {
		last = min(last, p.Ends)
	}
	for _, kind := range []calendar.PeriodKind{calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear, calendar.KindNamed} {
		if first > last {
			break
		}
		for _, period := range p.Windows.Touching(kind, first, last) {
			if due := p.Due(period); due.After(after) && !due.After(until) {
				periods = append(periods, period)
			}
		}
	}
	slices.SortStableFunc(periods, func(a, b calendar.Period) int { return p.Due(a).Compare(p.Due(b)) })
	return periods
}

// before is the day of a kind's last month before which its report is due.
func (d *Deadlines) before(kind calendar.PeriodKind) int {
	switch {
	case kind == calendar.KindQuarter && d.Quarterly != 0:
		return d.Quarterly
	case kind == calendar.KindHalf && d.HalfYearly != 0:
		return d.HalfYearly
	}
	return d.Monthly
}

func (p *Programme) endOf(day calendar.Day, offset time.Duration) time.Time {
	return p.Rolled(day).At(offset, p.Location).Add(p.Deadlines.Grace)
}

// Rolled moves a last day that is a day off to where the office says.
func (p *Programme) Rolled(day calendar.Day) calendar.Day {
	step := calendar.Day(0)
	switch p.Deadlines.Roll {
	case RollNext:
		step = 1
	case RollPrevious:
		step = -1
	}
	for i := 0; step != 0 && i < 31 && !p.Calendar.Working(day); i++ {
		day += step
	}
	return day
}
