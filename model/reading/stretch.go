package reading

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tonghop/model"
)

// A stretch is a month, quarter, half or whole of a year that a total is of.
type stretch struct {
	kind    model.PeriodKind
	year, n int // n counts within the year from 1; a year's own is 1
}

// months is how many months a stretch has.
func (s stretch) months() int {
	switch s.kind {
	case model.KindQuarter:
		return 3
	case model.KindHalf:
		return 6
	case model.KindYear:
		return 12
	}
	return 1
}

func (s stretch) known() bool { return s.year != 0 && s.n != 0 }

// end is the last month of a stretch, by which its year may be told.
func (s stretch) end() month { return month{s.year, s.n * s.months()} }

// last is the last day of a known stretch, by the calendar.
func (s stretch) last() model.Day { return model.Date(s.year, time.Month(s.n*s.months())+1, 0) }

// name is what model.Period calls it.
func (s stretch) name() string {
	switch s.kind {
	case model.KindQuarter:
		return fmt.Sprintf("%04d-Q%d", s.year, s.n)
	case model.KindHalf:
		return fmt.Sprintf("%04d-H%d", s.year, s.n)
	case model.KindYear:
		return fmt.Sprintf("%04d", s.year)
	}
	return fmt.Sprintf("%04d-%02d", s.year, s.n)
}

// All work on folded text.
var (
	quarterWords = regexp.MustCompile(`\bquy ?(iv|iii|ii|i|[1-4])\b`)
	halfWords    = regexp.MustCompile(`\b(?:6|06|sau) thang (dau|cuoi) nam\b`)
	yearWords    = regexp.MustCompile(`\bca nam\b|\bnam 20\d\d\b|^(?:tong |cong |tong cong )?nam$`)
	sinceWords   = regexp.MustCompile(`\btu dau nam\b|\bden nay\b`)
	yearNumber   = regexp.MustCompile(`\b20\d\d\b`)
	// stretchLabel is what heads a row of a tab with a row a period: "Tháng 6",
	// "T6/2020", "Quý II", "6 tháng đầu năm", "Năm 2020", "Cả năm".
	stretchLabel = regexp.MustCompile(`^(?:(?:thang|thg|t) ?\d{1,2}|(?:tong |cong )?(?:quy ?(?:iv|iii|ii|i|[1-4])|(?:6|06|sau) thang (?:dau|cuoi) nam|ca nam|nam))(?: (?:nam )?20\d\d)?$`)
)

// stretchInText gives the stretch that a label names, its year 0 where it names
// none; the zero stretch for a label of another kind, such as one of all since
// the beginning of the year, which grows from day to day.
func stretchInText(fold string) stretch {
	if sinceWords.MatchString(fold) {
		return stretch{}
	}
	s := stretch{}
	if m := monthInText(fold); m.month != 0 {
		return stretch{model.KindMonth, m.year, m.month}
	} else if g := quarterWords.FindStringSubmatch(fold); g != nil {
		s = stretch{kind: model.KindQuarter, n: ordinal(g[1])}
	} else if g := halfWords.FindStringSubmatch(fold); g != nil {
		s = stretch{kind: model.KindHalf, n: 1 + strings.Index("dau cuoi", g[1])/len("dau ")}
	} else if yearWords.MatchString(fold) {
		s = stretch{kind: model.KindYear, n: 1}
	}
	if years := yearNumber.FindAllString(fold, -1); s.n != 0 && len(years) == 1 {
		s.year, _ = strconv.Atoi(years[0])
	}
	return s
}

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
