package config

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// Default deadlines, as the plan words them: every day before 17h00, every
// month before the 25th, every year before 30/11.
const (
	DefaultDailyDue   = 17 * time.Hour
	DefaultMonthlyDue = 25
	DefaultYearMonth  = time.November
	DefaultYearDay    = 30
)

// maxGrace bounds the patience that is added to a due instant.
const maxGrace = 72 * time.Hour

// readDeadlines reads when reports are due.
func readDeadlines(f field, w calendar.Windows) office.Deadlines {
	s := f.section(`deadlines: {day: "17:00", month: 25, year: "30/11"}`)
	month, quarter, half := s.at("month"), s.at("quarter"), s.at("half")
	d := office.Deadlines{
		Daily:      s.at("day").clock(DefaultDailyDue, `day: "17:00"`),
		Monthly:    int(month.whole(1, lastSafeStart, DefaultMonthlyDue, "month: 25")),
		Quarterly:  int(quarter.whole(1, lastSafeStart, 0, "quarter: 25")),
		HalfYearly: int(half.whole(1, lastSafeStart, 0, "half: 25")),
		Grace:      s.at("grace").duration(maxGrace, "grace: 15m"),
		Judged:     readJudged(s.at("judge")),
		Roll: office.Roll(s.at("roll").choice("roll: none",
			string(office.RollNone), string(office.RollNext), string(office.RollPrevious))),
	}
	d.YearMonth, d.YearDay = s.at("year").dayMonth(DefaultYearMonth, DefaultYearDay, `year: "30/11"`)
	s.done()
	for _, of := range []struct {
		field
		what   string
		before int
	}{{month, "month", d.Monthly}, {quarter, "quarter", d.Quarterly}, {half, "half-year", d.HalfYearly}} {
		warnEarly(of.field, of.what, of.before, w)
	}
	return d
}

// readJudged reads by what the kinds of periods are judged, for all units or
// for one.
func readJudged(f field) office.Judged {
	s := f.section("judge: {month: days, year: received}")
	basis := func(kind calendar.PeriodKind) office.JudgedBy {
		f := s.at(string(kind))
		if !f.given() {
			return ""
		}
		return office.JudgedBy(f.choice(string(kind)+": days", string(office.ByDays), string(office.ByOwnRow), string(office.ByReceipt)))
	}
	j := office.Judged{Month: basis(calendar.KindMonth), Quarter: basis(calendar.KindQuarter), Half: basis(calendar.KindHalf), Year: basis(calendar.KindYear)}
	s.done()
	return j
}

// warnEarly warns of a deadline that lies before its window's end. June is a
// month, and the last one of a quarter and of a half-year.
func warnEarly(f field, what string, before int, w calendar.Windows) {
	const any, june = 2021, time.June
	if due, last := calendar.Date(any, june, before)-1, w.Month(any, june).Last; before != 0 && due < last {
		f.warn("a %s's report is due at the end of the %s, before its window ends (%s): its last days cannot be in it",
			what, due.Short(), last.Short())
	}
}
