package reading

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"tonghop/model/calendar"
)

// A stretch is a month, quarter, half or whole of a year that a total is of.
type stretch struct {
	kind    calendar.PeriodKind
	year, n int // n counts within the year from 1; a year's own is 1
}

// months is how many months a stretch has.
func (s stretch) months() int {
	switch s.kind {
	case calendar.KindQuarter:
		return 3
	case calendar.KindHalf:
		return 6
	case calendar.KindYear:
		return 12
	}
	return 1
}

func (s stretch) known() bool { return s.year != 0 && s.n != 0 }

// end is the last month of a stretch, by which its year may be told.
func (s stretch) end() month { return month{s.year, s.n * s.months()} }

// has reports whether a month of the year is one of the stretch's.
func (s stretch) has(m int) bool { return m > (s.n-1)*s.months() && m <= s.n*s.months() }

// last is the last day of a known stretch, by the calendar.
func (s stretch) last() calendar.Day { return calendar.Date(s.year, time.Month(s.n*s.months())+1, 0) }

// name is what calendar.Period calls it.
func (s stretch) name() string { return fmt.Sprintf("%04d", s.year) + s.inYear() }

// inYear is how the name of any year's stretch like this one ends.
func (s stretch) inYear() string {
	switch s.kind {
	case calendar.KindQuarter:
		return fmt.Sprintf("-Q%d", s.n)
	case calendar.KindHalf:
		return fmt.Sprintf("-H%d", s.n)
	case calendar.KindYear:
		return ""
	}
	return fmt.Sprintf("-%02d", s.n)
}

// stretchLabel is what heads a row of a tab with a row a period: "Tháng 6",
// "T6/2020", "Quý II", "6 tháng đầu năm", "Năm 2020", "Cả năm". It works on
// folded text.
var stretchLabel = regexp.MustCompile(`^(?:(?:thang|thg|t) ?\d{1,2}|(?:tong |cong )?(?:quy ?(?:iv|iii|ii|i|[1-4])|(?:6|06|sau) thang (?:dau|cuoi) nam|ca nam|nam))(?: (?:nam )?20\d\d)?$`)

// ordinal reads 1 to 4, in Roman numerals too.
func ordinal(text string) int {
	switch text {
	case "i":
		return 1
	case "ii":
		return 2
	case "iii":
		return 3
	case "iv":
		return 4
	}
	n, _ := strconv.Atoi(text) // a digit
	return n
}

// dated gives a stretch its year where its label tells none: the first known
// one of those, else that of the programme, if only one fits.
func (r *reader) dated(s stretch, years ...int) stretch {
	for _, y := range years {
		if s.year == 0 {
			s.year = y
		}
	}
	if s.year == 0 && s.n != 0 {
		s.year, _ = r.ctx.yearOf(s.end().month)
	}
	return s
}
