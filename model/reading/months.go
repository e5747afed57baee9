package reading

import (
	"regexp"
	"strconv"
	"time"

	"tonghop/model/calendar"
)

// A month is a month of a year; 0 is an unknown one.
type month struct{ year, month int }

func (m month) known() bool { return m.year != 0 && m.month != 0 }

type days struct{ first, last calendar.Day }

// span gives a known month's ends.
func span(m month) days {
	first := calendar.Date(m.year, time.Month(m.month), 1)
	return days{first, calendar.Date(m.year, time.Month(m.month)+1, 1) - 1}
}

func (m month) has(d calendar.Day) bool {
	s := span(m)
	return d >= s.first && d <= s.last
}

func monthOf(d calendar.Day) month {
	y, m, _ := d.Date()
	return month{y, int(m)}
}

// All work on folded text: "Tháng: 06/2020" is "thang 06 2020".
var (
	namedMonth    = regexp.MustCompile(`\b(?:thang|thg|t) ?(\d{1,2})\b(?: (?:nam )?(\d{4}|\d{2})\b)?( \d+\b)?`)
	numericMonth  = regexp.MustCompile(`(?:^| )(\d{1,2}) (20\d\d)(?: |$)`)
	severalMonths = regexp.MustCompile(`^\d{1,2} \d{1,2} 20\d\d$`)
	isoMonth      = regexp.MustCompile(`^(20\d\d) (\d{1,2})$`)
	titleYear     = regexp.MustCompile(`(?:^| )(?:nam )(20\d\d)(?: |$)`)
	fullDate      = regexp.MustCompile(`\d{1,2} (?:thang )?\d{1,2} (?:nam )?20\d\d|ngay \d{1,2}`)
	sectionMonth  = regexp.MustCompile(`(?:^| )thang ?\d{1,2}(?: (?:nam )?20\d\d)?$`)
)

// monthInTabTitle reads a tab's title, where "T6" is June.
func monthInTabTitle(fold string) month {
	if m := monthInText(fold); m.month != 0 {
		return m
	}
	if g := isoMonth.FindStringSubmatch(fold); g != nil {
		return makeMonth(g[2], g[1])
	}
	if g := numericMonth.FindStringSubmatch(fold); g != nil {
		if severalMonths.MatchString(fold) { // from the one to the other
			return month{year: number(g[2])}
		}
		return makeMonth(g[1], g[2])
	}
	return month{year: yearInTitle(fold)}
}

// monthInTitle reads a title row above a table. A row that holds a whole date
// (a letter's, a signature's) tells no month.
func monthInTitle(fold string) month {
	if fullDate.MatchString(fold) {
		return month{}
	}
	if m := monthInText(fold); m.month != 0 {
		return m
	}
	return month{year: yearInTitle(fold)}
}

// monthInText gives the one month that a text names; two different ones, or a
// range of them, are none.
func monthInText(fold string) month {
	var found month
	for _, g := range namedMonth.FindAllStringSubmatch(fold, -1) {
		if g[3] != "" {
			return month{}
		}
		year := g[2]
		if len(year) == 2 { // "thang 6 7": a range, or 6/20
			if year < "15" || year > "60" {
				return month{}
			}
			year = "20" + year
		}
		m := makeMonth(g[1], year)
		if found.month != 0 && found.month != m.month {
			return month{}
		}
		if m.month != 0 {
			found = m
		}
	}
	if found.month != 0 && found.year == 0 {
		found.year = yearInTitle(fold)
	}
	return found
}

func yearInTitle(fold string) int {
	g := titleYear.FindAllStringSubmatch(fold, -1)
	if len(g) != 1 {
		return 0
	}
	y, _ := strconv.Atoi(g[0][1])
	return y
}

func makeMonth(m, y string) month {
	mm, _ := strconv.Atoi(m)
	yy, _ := strconv.Atoi(y)
	if mm < 1 || mm > 12 {
		return month{year: yy}
	}
	return month{yy, mm}
}
