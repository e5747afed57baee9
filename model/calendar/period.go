package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PeriodKind is how long a period is.
type PeriodKind string

const (
	KindDay     PeriodKind = "day"
	KindMonth   PeriodKind = "month"
	KindQuarter PeriodKind = "quarter"
	KindHalf    PeriodKind = "half"
	KindYear    PeriodKind = "year"
	// KindNamed is a period of the office's own: Tháng Thanh niên, hè.
	KindNamed PeriodKind = "named"
)

// A Period is a span of days that is reported as one, both ends included.
type Period struct {
	Kind PeriodKind
	// Name is "2020-06-24", "2020-06", "2020-Q2", "2020-H1" or "2020"; of a
	// named period its ID.
	Name        string
	First, Last Day
}

// Contains reports whether the day lies in the period.
func (p Period) Contains(d Day) bool { return d >= p.First && d <= p.Last }

// Key names the period among those of all kinds: "month 2020-06".
func (p Period) Key() string { return string(p.Kind) + " " + p.Name }

// DayPeriod is the period of a single day.
func DayPeriod(d Day) Period { return Period{KindDay, d.String(), d, d} }

// Windows tell where months and years begin. Windows of one kind are
// contiguous, so that no day belongs to no month and none to two. Quarters and
// halves are made of months.
type Windows struct {
	// MonthStart is the day of the month on which a window begins. 25 means
	// that June runs from 25 May to 24 June; 1 means calendar months. A start
	// above 1 lies in the month before.
	MonthStart int
	// YearStartMonth and YearStartDay begin the year. Zero makes it of its twelve
	// months, so that no month is larger than its year; 30 November means that
	// 2020 runs from 30/11/2019 to 29/11/2020; 1 January means calendar years.
	YearStartMonth time.Month
	YearStartDay   int
	// Named are the office's own periods.
	Named []NamedPeriod
	// Ended tells, by Period.Key, on which day months and years really ended
	// whose reports were issued with another last day than the rule's. The next
	// window begins on the day after.
	Ended map[string]Day
}

// A NamedPeriod is a span that the office reports on beside the rule: Tháng
// Thanh niên, chiến dịch hè.
type NamedPeriod struct {
	ID    string // "thang-thanh-nien-2021"
	Label string // as the report prints it: "Tháng Thanh niên năm 2021"
	First Day
	Last  Day
	// Due is the last day on which its report is in time; zero is its Last.
	Due Day
}

// Month gives the window of a month by the month's own name. Month 13 is the
// January after.
func (w Windows) Month(year int, month time.Month) Period {
	return Period{KindMonth, monthName(year, month), w.monthEnd(year, month-1) + 1, w.monthEnd(year, month)}
}

func monthName(year int, month time.Month) string {
	return Date(year, month, 1).String()[:len("2020-06")]
}

// monthEnd is the last day of a month's window.
func (w Windows) monthEnd(year int, month time.Month) Day {
	if d, ok := w.Ended[string(KindMonth)+" "+monthName(year, month)]; ok {
		return d
	}
	if w.MonthStart <= 1 {
		return Date(year, month+1, 0)
	}
	return Date(year, month, w.MonthStart-1)
}

// MonthOf gives the month's window that a day lies in.
func (w Windows) MonthOf(d Day) Period {
	y, m, _ := d.Date()
	for m--; ; m++ {
		if p := w.Month(y, m); d <= p.Last {
			return p
		}
	}
}

// Quarter gives the window of the quarter 1 to 4: three months.
func (w Windows) Quarter(year, quarter int) Period {
	last := time.Month(3 * quarter)
	return Period{KindQuarter, fmt.Sprintf("%04d-Q%d", year, quarter), w.Month(year, last-2).First, w.Month(year, last).Last}
}

// Half gives the window of a year's half, 1 or 2: six months.
func (w Windows) Half(year, half int) Period {
	last := time.Month(6 * half)
	return Period{KindHalf, fmt.Sprintf("%04d-H%d", year, half), w.Month(year, last-5).First, w.Month(year, last).Last}
}

// Year gives a year's window by its own name.
func (w Windows) Year(year int) Period {
	return Period{KindYear, yearName(year), w.yearEnd(year-1) + 1, w.yearEnd(year)}
}

func yearName(year int) string { return fmt.Sprintf("%04d", year) }

// yearEnd is the last day of a year's window.
func (w Windows) yearEnd(year int) Day {
	if d, ok := w.Ended[string(KindYear)+" "+yearName(year)]; ok {
		return d
	}
	switch {
	case w.YearOfMonths():
		return w.monthEnd(year, time.December)
	case w.YearStartMonth == time.January && w.YearStartDay <= 1:
		return Date(year, 12, 31)
	}
	return Date(year, w.YearStartMonth, w.YearStartDay) - 1
}

// YearOfMonths reports whether a year is its twelve months and nothing else.
func (w Windows) YearOfMonths() bool { return w.YearStartMonth == 0 }

// DueBefore gives the last day on which a year's report is in time that is due
// before a day of every year: the one nearest to the year's end, so that
// "before 30/11" lies in the year and "before 15/1" after it.
func (p Period) DueBefore(month time.Month, day int) Day {
	year, _ := strconv.Atoi(p.Name)
	in, after := Date(year, month, day)-1, Date(year+1, month, day)-1
	if after-p.Last < p.Last-in {
		return after
	}
	return in
}

// YearOf gives the year's window that a day lies in.
func (w Windows) YearOf(d Day) Period {
	y, _, _ := d.Date()
	for y--; ; y++ {
		if p := w.Year(y); d <= p.Last {
			return p
		}
	}
}

// Of gives the period of a kind that a day lies in; false for a named period,
// since a day may lie in several of those or in none.
func (w Windows) Of(kind PeriodKind, d Day) (Period, bool) {
	switch kind {
	case KindDay:
		return DayPeriod(d), true
	case KindMonth:
		return w.MonthOf(d), true
	case KindQuarter, KindHalf:
		y, m, _ := w.MonthOf(d).EndMonth()
		if kind == KindQuarter {
			return w.Quarter(y, (int(m)+2)/3), true
		}
		return w.Half(y, (int(m)+5)/6), true
	case KindYear:
		return w.YearOf(d), true
	}
	return Period{}, false
}

// EndMonth is the year and month that a period of a kind made of months ends in
// by its name; false for other kinds.
func (p Period) EndMonth() (year int, month time.Month, ok bool) {
	y, rest, _ := strings.Cut(p.Name, "-")
	year, err := strconv.Atoi(y)
	n, last := strings.TrimLeft(rest, "QH"), 1
	switch p.Kind {
	case KindMonth:
	case KindQuarter:
		last = 3
	case KindHalf:
		last = 6
	default:
		return 0, 0, false
	}
	i, err2 := strconv.Atoi(n)
	return year, time.Month(i * last), err == nil && err2 == nil
}

// Parse reads the name of a period of a kind: 2020-06-24, 2020-06, 2020-Q2 or
// 2020-2, 2020-H1 or 2020-1, 2020; of a named period its ID.
func (w Windows) Parse(kind PeriodKind, name string) (Period, error) {
	switch kind {
	case KindDay:
		d, err := ParseDay(name)
		return DayPeriod(d), err
	case KindMonth:
		return w.ParseMonth(name)
	case KindQuarter:
		if y, n, ok := numbered(name, "Q", 4); ok {
			return w.Quarter(y, n), nil
		}
		return Period{}, fmt.Errorf("%q is not a quarter such as 2020-Q2", name)
	case KindHalf:
		if y, n, ok := numbered(name, "H", 2); ok {
			return w.Half(y, n), nil
		}
		return Period{}, fmt.Errorf("%q is not a half-year such as 2020-H1", name)
	case KindYear:
		if t, err := time.Parse("2006", name); err == nil {
			return w.Year(t.Year()), nil
		}
		return Period{}, fmt.Errorf("%q is not a year such as 2020", name)
	}
	if n, ok := w.NamedPeriod(name); ok {
		return Period{KindNamed, n.ID, n.First, n.Last}, nil
	}
	return Period{}, fmt.Errorf("%q is not one of the periods that the configuration names", name)
}

// Find reads the name of a period whose kind goes without saying: 2020-06-24,
// 2020-06, 2020-Q2, 2020-H1, 2020 or the ID of a named period.
func (w Windows) Find(name string) (Period, bool) {
	kinds := []PeriodKind{KindDay, KindMonth, KindYear, KindNamed}
	switch upper := strings.ToUpper(name); {
	case strings.Contains(upper, "-Q"):
		kinds[0] = KindQuarter
	case strings.Contains(upper, "-H"):
		kinds[0] = KindHalf
	}
	for _, kind := range kinds {
		if p, err := w.Parse(kind, name); err == nil {
			return p, true
		}
	}
	return Period{}, false
}

// numbered reads 2020-Q2, or 2020-2 for short.
func numbered(name, letter string, most int) (year, n int, ok bool) {
	y, rest, _ := strings.Cut(strings.ToUpper(name), "-")
	t, err := time.Parse("2006", y)
	n, err2 := strconv.Atoi(strings.TrimPrefix(rest, letter))
	return t.Year(), n, err == nil && err2 == nil && n >= 1 && n <= most
}

// ParseMonth reads the name of a month such as 2020-06.
func (w Windows) ParseMonth(name string) (Period, error) {
	t, err := time.Parse("2006-01", name)
	if err != nil {
		return Period{}, fmt.Errorf("%q is not a month such as 2020-06", name)
	}
	return w.Month(t.Year(), t.Month()), nil
}

// NamedPeriod finds one of the office's own periods by its ID.
func (w Windows) NamedPeriod(id string) (NamedPeriod, bool) {
	i := slices.IndexFunc(w.Named, func(n NamedPeriod) bool { return n.ID == id })
	if i < 0 {
		return NamedPeriod{}, false
	}
	return w.Named[i], true
}

// Touching lists the periods of a kind that have a day in a span; of a named
// kind all those that the configuration names.
func (w Windows) Touching(kind PeriodKind, from, to Day) []Period {
	var periods []Period
	if kind == KindNamed {
		for _, n := range w.Named {
			if n.Last >= from && n.First <= to {
				periods = append(periods, Period{KindNamed, n.ID, n.First, n.Last})
			}
		}
		return periods
	}
	for d := from; d <= to; {
		next, _ := w.Of(kind, d)
		periods = append(periods, next)
		d = next.Last + 1
	}
	return periods
}
