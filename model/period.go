package model

import (
	"fmt"
	"time"
)

// PeriodKind is how long a period is.
type PeriodKind string

const (
	KindDay   PeriodKind = "day"
	KindMonth PeriodKind = "month"
	KindYear  PeriodKind = "year"
)

// A Period is a span of days that is reported as one, both ends included.
type Period struct {
	Kind PeriodKind
	// Name is "2020-06-24", "2020-06" or "2020".
	Name        string
	First, Last Day
}

// Contains reports whether the day lies in the period.
func (p Period) Contains(d Day) bool { return d >= p.First && d <= p.Last }

// Windows tells where months and years begin. Windows of one kind are
// contiguous, so that no day belongs to no month and none to two.
type Windows struct {
	// MonthStart is the day of the month on which a window begins. 25 means
	// that June runs from 25 May to 24 June; 1 means calendar months. A start
	// above 1 lies in the month before.
	MonthStart int
	// YearStartMonth and YearStartDay begin the year. 30 November means that
	// 2020 runs from 30/11/2019 to 29/11/2020; 1 January means calendar years.
	YearStartMonth time.Month
	YearStartDay   int
}

// DayPeriod is the period of a single day.
func DayPeriod(d Day) Period { return Period{KindDay, d.String(), d, d} }

// Month gives the window of a month by the month's own name.
func (w Windows) Month(year int, month time.Month) Period {
	p := Period{Kind: KindMonth, Name: fmt.Sprintf("%04d-%02d", year, int(month))}
	if w.MonthStart <= 1 {
		p.First, p.Last = Date(year, month, 1), Date(year, month+1, 0)
		return p
	}
	p.First, p.Last = Date(year, month-1, w.MonthStart), Date(year, month, w.MonthStart-1)
	return p
}

// MonthOf gives the month's window that a day lies in.
func (w Windows) MonthOf(d Day) Period {
	y, m, dd := d.Date()
	if w.MonthStart > 1 && dd >= w.MonthStart {
		y, m, _ = Date(y, m+1, 1).Date()
	}
	return w.Month(y, m)
}

// Year gives a year's window by its own name.
func (w Windows) Year(year int) Period {
	p := Period{Kind: KindYear, Name: fmt.Sprintf("%04d", year)}
	if w.YearStartMonth <= time.January && w.YearStartDay <= 1 {
		p.First, p.Last = Date(year, 1, 1), Date(year, 12, 31)
		return p
	}
	p.First = Date(year-1, w.YearStartMonth, w.YearStartDay)
	p.Last = Date(year, w.YearStartMonth, w.YearStartDay) - 1
	return p
}

// YearOf gives the year's window that a day lies in.
func (w Windows) YearOf(d Day) Period {
	y, _, _ := d.Date()
	if p := w.Year(y); d <= p.Last {
		return p
	}
	return w.Year(y + 1)
}

// ParseMonth reads the name of a month such as 2020-06.
func (w Windows) ParseMonth(name string) (Period, error) {
	t, err := time.Parse("2006-01", name)
	if err != nil {
		return Period{}, fmt.Errorf("%q is not a month such as 2020-06", name)
	}
	return w.Month(t.Year(), t.Month()), nil
}
