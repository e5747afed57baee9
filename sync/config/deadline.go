package config

import (
	"time"

	"tonghop/model"
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
func readDeadlines(f field, w model.Windows) model.Deadlines {
	s := f.section(`deadlines: {day: "17:00", month: 25, year: "30/11"}`)
	month, quarter, half := s.at("month"), s.at("quarter"), s.at("half")
	d := model.Deadlines{
		Daily:      s.at("day").clock(DefaultDailyDue, `day: "17:00"`),
		Monthly:    int(month.whole(1, lastSafeStart, DefaultMonthlyDue, "month: 25")),
		Quarterly:  int(quarter.whole(1, lastSafeStart, 0, "quarter: 25")),
		HalfYearly: int(half.whole(1, lastSafeStart, 0, "half: 25")),
		Grace:      s.at("grace").duration(maxGrace, "grace: 15m"),
		Judged:     readJudged(s.at("judge")),
		Roll: model.Roll(s.at("roll").choice("roll: none",
			string(model.RollNone), string(model.RollNext), string(model.RollPrevious))),
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
func readJudged(f field) model.Judged {
	s := f.section("judge: {month: days, year: received}")
	basis := func(kind model.PeriodKind) model.JudgedBy {
		f := s.at(string(kind))
		if !f.given() {
			return ""
		}
		return model.JudgedBy(f.choice(string(kind)+": days", string(model.ByDays), string(model.ByOwnRow), string(model.ByReceipt)))
	}
	j := model.Judged{Month: basis(model.KindMonth), Quarter: basis(model.KindQuarter), Half: basis(model.KindHalf), Year: basis(model.KindYear)}
	s.done()
	return j
}

// warnEarly warns of a deadline that lies before its window's end. June is a
// month, and the last one of a quarter and of a half-year.
func warnEarly(f field, what string, before int, w model.Windows) {
	const any, june = 2021, time.June
	if due, last := model.Date(any, june, before)-1, w.Month(any, june).Last; before != 0 && due < last {
		f.warn("a %s's report is due at the end of the %s, before its window ends (%s): its last days cannot be in it",
			what, due.Short(), last.Short())
	}
}
