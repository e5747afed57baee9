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
	month := s.at("month")
	d := model.Deadlines{
		Daily:   s.at("day").clock(DefaultDailyDue, `day: "17:00"`),
		Monthly: int(month.whole(1, lastSafeStart, DefaultMonthlyDue, "month: 25")),
		Grace:   s.at("grace").duration(maxGrace, "grace: 15m"),
		Roll: model.Roll(s.at("roll").choice("roll: none",
			string(model.RollNone), string(model.RollNext), string(model.RollPrevious))),
	}
	d.YearMonth, d.YearDay = s.at("year").dayMonth(DefaultYearMonth, DefaultYearDay, `year: "30/11"`)
	s.done()
	const any, june = 2021, time.June
	if due, window := model.Date(any, june, d.Monthly)-1, w.Month(any, june); due < window.Last {
		month.warn("a month's report is due at the end of the %s, before its window ends (%s): its last days cannot be in it",
			due.Short(), window.Last.Short())
	}
	return d
}
