package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dateKind is what a cell in a column of days holds.
type dateKind uint8

const (
	dateNone    dateKind = iota // nothing, or a text that speaks of no date
	dateSerial                  // a date-formatted number
	dateFull                    // day, month and year in text
	dateMonth                   // day and month in text
	dateBare                    // a day of the tab's month
	dateRange                   // several days, or a week
	dateInvalid                 // meant as a date, and no day
)

// A dateText is what a text says of a day. Day comes before month, always;
// monthFirst marks the one exception, a second number above twelve.
type dateText struct {
	kind             dateKind
	day, month, year int
	weekday          time.Weekday
	hasWeekday       bool
	monthFirst       bool
}

const weekdayWord = `(?:thu (?:hai|ba|tu|nam|sau|bay|[2-8])|thu[2-8]|t ?[2-8]|cn|chu nhat)`

// All work on lower-case text without marks, punctuation kept.
var (
	leadingWeekday  = regexp.MustCompile(`^(` + weekdayWord + `)(?:$|[\s,.\-:(/]+)`)
	trailingWeekday = regexp.MustCompile(`[\s,.\-(]+(` + weekdayWord + `)\)?$`)
	isoDate         = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?$`)
	dayMonthYear    = regexp.MustCompile(`^(\d{1,2}) ?([/.\-]) ?(\d{1,2}) ?([/.\-]) ?(\d{4}|\d{2})(?: (?:luc )?\d{1,2}(?::\d{2}(?::\d{2})?|h\d{0,2}))?$`)
	dayMonth        = regexp.MustCompile(`^(\d{1,2}) ?([/.\-]) ?(\d{1,2})$`)
	dayMonthWords   = regexp.MustCompile(`^(\d{1,2}) ?thang (\d{1,2})(?:[ ,/.\-]*(?:nam )?(\d{4}|\d{2}))?$`)
	bareDay         = regexp.MustCompile(`^(\d{1,2})$`)
	monthName       = regexp.MustCompile(`^(\d{1,2})[ \-./](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[ \-./,]*(\d{4}|\d{2})?$`)
	weekdayAlone    = regexp.MustCompile(`^` + weekdayWord + `$`)
	weekText        = regexp.MustCompile(`^tuan\b`)
	severalDays     = regexp.MustCompile(`\d ?(?:-|–|—|~|,|;|\+|&|->|→|\bden\b|\bva\b|\btoi\b) ?(?:het |ngay )?\d`)
)

// dateOf reads a cell's text as a day.
func dateOf(w *word) dateText {
	if w.date == nil {
		d := parseDate(unmark(w.lower))
		w.date = &d
	}
	return *w.date
}

func parseDate(s string) dateText {
	var d dateText
	s = d.takeWeekday(s)
	s = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(s, "ngay"), " "), ": ")
	s = strings.TrimRight(s, " .,;")
	if !strings.Contains(s, "(") { // "thứ 2 (22/6)"
		s = strings.TrimRight(s, ") ")
	}
	switch {
	case s == "":
		return d
	case d.full(isoDate.FindStringSubmatch(s), 3, 2, 1):
	case d.slashed(dayMonthYear.FindStringSubmatch(s)):
	case d.pair(dayMonth.FindStringSubmatch(s)):
	case d.full(dayMonthWords.FindStringSubmatch(s), 1, 2, 3):
	case d.named(monthName.FindStringSubmatch(s)):
	case d.bare(bareDay.FindStringSubmatch(s)):
	case weekText.MatchString(s) || severalDays.MatchString(s):
		d.kind = dateRange
	case strings.ContainsAny(s, "0123456789") && datelike(s):
		d.kind = dateInvalid
	}
	return d
}

// datelike keeps phone numbers, codes and prose from being taken for dates.
func datelike(s string) bool {
	letters := 0
	for _, r := range s {
		if asciiLetter(r) {
			letters++
		}
	}
	return letters == 0 || strings.Contains(s, "thang") || strings.Contains(s, "/")
}

func (d *dateText) takeWeekday(s string) string {
	if g := leadingWeekday.FindStringSubmatch(s); g != nil {
		d.weekday, d.hasWeekday = weekdayOf(g[1])
		return s[len(g[0]):]
	}
	if g := trailingWeekday.FindStringSubmatch(s); g != nil {
		d.weekday, d.hasWeekday = weekdayOf(g[1])
		return s[:len(s)-len(g[0])]
	}
	return s
}

var weekdayNames = map[string]time.Weekday{"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, "cn": 0, "nhat": 0, "8": 0}

// weekdayOf reads "thu 2", "t2", "cn" and the like, folded.
func weekdayOf(fold string) (time.Weekday, bool) {
	last := fold[strings.LastIndexByte(fold, ' ')+1:]
	if w, ok := weekdayNames[last]; ok {
		return w, true
	}
	if n := len(fold); n > 0 && fold[n-1] >= '2' && fold[n-1] <= '7' {
		return time.Weekday(fold[n-1] - '1'), true
	}
	if strings.HasSuffix(fold, "8") {
		return time.Sunday, true
	}
	return 0, false
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

// full takes day, month and year from a match's groups; a missing year makes
// it day and month.
func (d *dateText) full(g []string, day, mon, year int) bool {
	if g == nil {
		return false
	}
	d.day, d.month = number(g[day]), number(g[mon])
	d.kind = dateMonth
	if y := g[year]; y != "" {
		d.kind, d.year = dateFull, fourDigits(number(y), len(y))
	}
	d.check()
	return true
}

// named reads a month by its English name, as spreadsheets of that language show
// it: "1-Jun-20".
func (d *dateText) named(g []string) bool {
	if g == nil {
		return false
	}
	months := "janfebmaraprmayjunjulaugsepoctnovdec"
	return d.full([]string{"", g[1], strconv.Itoa(strings.Index(months, g[2])/3 + 1), g[3]}, 1, 2, 3)
}

func (d *dateText) slashed(g []string) bool {
	if g == nil || g[2] != g[4] {
		return false
	}
	d.kind, d.day, d.month, d.year = dateFull, number(g[1]), number(g[3]), fourDigits(number(g[5]), len(g[5]))
	d.turn()
	d.check()
	return true
}

func (d *dateText) pair(g []string) bool {
	if g == nil {
		return false
	}
	d.kind, d.day, d.month = dateMonth, number(g[1]), number(g[3])
	if g[2] == "-" && d.month > 12 && d.month <= 31 {
		d.kind = dateRange
		return true
	}
	d.turn()
	d.check()
	return true
}

// turn reads 06/13 as 13 June: it can be nothing else.
func (d *dateText) turn() {
	if d.month > 12 && d.month <= 31 && d.day >= 1 && d.day <= 12 {
		d.day, d.month, d.monthFirst = d.month, d.day, true
	}
}

func (d *dateText) bare(g []string) bool {
	if g == nil {
		return false
	}
	d.kind, d.day = dateBare, number(g[1])
	if d.day < 1 || d.day > 31 {
		d.kind = dateInvalid
	}
	return true
}

func (d *dateText) check() {
	if d.day < 1 || d.day > 31 || d.month < 1 || d.month > 12 {
		d.kind = dateInvalid
	}
}

func fourDigits(y, digits int) int {
	if digits == 2 {
		return 2000 + y
	}
	return y
}

// titleDay finds a whole day in a title: "BÁO CÁO NGÀY 01/6/2020", "Ngày 01 tháng 07
// năm 2026", on lower-case text without marks.
var titleDay = regexp.MustCompile(`\bngay:? ?(\d{1,2}) ?(?:[/.\-]|thang) ?(\d{1,2})(?: ?(?:[/.\-]|nam|,)? ?(\d{4}|\d{2})\b)?`)

// severalInTitle finds a title that names more than one day.
var severalInTitle = regexp.MustCompile(`\b(?:tu|den|het)(?: het)?(?: ngay)? \d{1,2}`)

// dayInTitle gives the one day that a title names, nil where it names none or
// several.
func dayInTitle(w *word) *cellDate {
	s := unmark(w.lower)
	g := titleDay.FindAllStringSubmatch(s, 2)
	if len(g) != 1 || severalInTitle.MatchString(s) {
		return nil
	}
	var d cellDate
	if !d.full(g[0], 1, 2, 3) || d.kind == dateInvalid {
		return nil
	}
	return &d
}

// tabDay is a tab named by its day: "1-6", "01.7", "02-06-2020", "Ngày 3.6".
var tabDay = regexp.MustCompile(`^(?:ngay )?(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$`)

func dayInTabTitle(w *word) *cellDate {
	g := tabDay.FindStringSubmatch(unmark(w.lower))
	if g == nil {
		return nil
	}
	var d cellDate
	if !d.full(g, 1, 2, 3) || d.kind == dateInvalid {
		return nil
	}
	return &d
}
