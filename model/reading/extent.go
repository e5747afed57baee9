package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
)

// An extent is what a total's label says of the time that the total is of. The
// zero extent says nothing of it: the label is a plain "Cộng".
type extent struct {
	// stretch is the one that it names, its year 0 where it names none.
	stretch
	// other: it names a time that is no stretch, such as a week or nine months.
	other bool
	// doubt are the kinds of stretches that it may be of, where that cannot be
	// told.
	doubt []calendar.PeriodKind
	// beyond: it is of more than a month, or of another year.
	beyond bool
}

// part reports whether a total is of a part of a month.
func (e *extent) part() bool { return e.other && !e.beyond }

// All work on folded text.
var (
	quarterWords = regexp.MustCompile(`\bquy ?(iv|iii|ii|i|[1-4])\b(?:(?: (?:va|den|toi|cung))?(?: quy)? (iv|iii|ii|i|[1-4])\b)?`)
	halfWords    = regexp.MustCompile(`\b(?:6|06|sau) thang (dau|cuoi) nam\b`)
	// yearWords are of the whole year: "Cả năm", or a year with nothing before
	// it but the words of any total. "Cộng đợt 1 năm 2020" is none.
	yearWords  = regexp.MustCompile(`\bca nam\b|^(?:(?:tong|cong|so|hop|ket|qua|toan|xa|thi|tran|phuong|huyen|don|vi|trong) )*nam(?: 20\d\d)?$`)
	someYear   = regexp.MustCompile(`\bnam 20\d\d\b`)
	yearNumber = regexp.MustCompile(`\b20\d\d\b`)
	sinceWords = regexp.MustCompile(`\btu dau nam\b|\bden nay\b`)
	// otherTimes open a comparison or a plan, not what was done.
	otherTimes = regexp.MustCompile(`\b(?:cung ky|nam truoc|thang truoc|ky truoc|so voi|so sanh|ke hoach)\b`)
	partWords  = regexp.MustCompile(`\b(?:tuan|dot)\b`)
	// asides are dates and counts, which a label of a stretch may have beside
	// its name: "Cộng tháng 6 (từ ngày 25/5 đến ngày 24/6)".
	asides       = regexp.MustCompile(`\b(?:(?:tu|den|het) )*(?:ngay|tu|den|het) \d{1,2}\b(?: (?:thang )?\d{1,2}\b)?(?: (?:nam )?20\d\d\b)?|\b(?:cac|\d{1,2}) (?:tuan|dot)\b`)
	dayCounts    = regexp.MustCompile(`\b(?:cac|\d{1,2}) ngay\b`)
	oneDate      = regexp.MustCompile(`\bngay \d`)
	untilWords   = regexp.MustCompile(`\b(?:den|het)\b`)
	wholeQuarter = regexp.MustCompile(`\bca quy\b`)
	countMonths  = regexp.MustCompile(`(^|[a-z] )(\d{1,2}|ba|chin) thang\b(?: (?:dau|cuoi)(?: nam)?\b)?`)
	monthBefore  = regexp.MustCompile(`\b(?:thang|thg|t) $`)
)

// allKinds are those of every stretch, longKinds of those beyond a month.
var (
	allKinds  = []calendar.PeriodKind{calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear}
	longKinds = allKinds[1:]
)

// extentOf reads a label. A total of all since the beginning of the year is of
// no stretch, since it grows from day to day.
func extentOf(fold string) extent {
	if sinceWords.MatchString(fold) || otherTimes.MatchString(fold) {
		return extent{other: true, beyond: true}
	}
	fold = without(dayCounts, fold)
	rest := without(asides, fold)
	e := extentNamed(rest)
	if e.n != 0 || e.other || e.doubt != nil || rest == fold {
		return e
	}
	if oneDate.MatchString(fold) && !untilWords.MatchString(fold) {
		return extent{other: true} // a day's
	}
	return extent{doubt: allKinds}
}

// extentNamed reads a label without its asides.
func extentNamed(fold string) extent {
	if partWords.MatchString(fold) {
		return extent{other: true}
	}
	if g := halfWords.FindStringSubmatch(fold); g != nil && !quarterWords.MatchString(fold) {
		return named(calendar.KindHalf, 1+strings.Index("dau cuoi", g[1])/len("dau "), fold)
	}
	if quarters := quarterWords.FindAllStringSubmatch(fold, -1); quarters != nil {
		return ofQuarters(quarters, fold)
	}
	if wholeQuarter.MatchString(fold) {
		return extent{doubt: []calendar.PeriodKind{calendar.KindQuarter}, beyond: true}
	}
	months, fold := monthsCounted(fold)
	if months != 0 && months != 12 {
		return ofMonths(months)
	}
	if namedMonth.MatchString(fold) {
		return ofMonth(fold)
	}
	switch {
	case yearWords.MatchString(fold):
		return named(calendar.KindYear, 1, fold)
	case months == 12:
		return extent{doubt: []calendar.PeriodKind{calendar.KindYear}, beyond: true}
	case someYear.MatchString(fold):
		return extent{doubt: allKinds} // "Tổng chiến dịch hè năm 2020"
	}
	return extent{}
}

// without takes out what matches.
func without(re *regexp.Regexp, fold string) string {
	return strings.Join(strings.Fields(re.ReplaceAllString(fold, " ")), " ")
}

// monthsCounted gives how many months a label is of, 0 where it counts none,
// and the label without that. "Tháng 5, tháng 6" counts none.
func monthsCounted(fold string) (n int, rest string) {
	at := countMonths.FindStringSubmatchIndex(fold)
	if at == nil || monthBefore.MatchString(fold[:at[4]]) {
		return 0, fold
	}
	switch word := fold[at[4]:at[5]]; word {
	case "ba":
		n = 3
	case "chin":
		n = 9
	default:
		n = number(word)
	}
	return n, strings.Join(strings.Fields(fold[:at[4]]+fold[at[1]:]), " ")
}

// named is a stretch with the one year that its label gives.
func named(kind calendar.PeriodKind, n int, fold string) extent {
	e := extent{stretch: stretch{kind: kind, n: n}}
	years := yearNumber.FindAllString(fold, -1)
	if years = slices.Compact(years); len(years) == 1 {
		e.year, _ = strconv.Atoi(years[0])
	}
	return e
}

// ofQuarters is the one quarter that a label names, be it with its months, and
// no stretch where it names several, or one month beside.
func ofQuarters(quarters [][]string, fold string) extent {
	for _, g := range quarters {
		if g[2] != "" || ordinal(g[1]) != ordinal(quarters[0][1]) {
			return extent{doubt: longKinds, beyond: true}
		}
	}
	if m := monthInText(quarterWords.ReplaceAllString(fold, " ")); m.month != 0 {
		return extent{doubt: allKinds}
	}
	return named(calendar.KindQuarter, ordinal(quarters[0][1]), fold)
}

// ofMonth is the one month that a label names; several are no stretch, nor is a
// thirteenth.
func ofMonth(fold string) extent {
	m := monthInText(fold)
	if m.month != 0 {
		return extent{stretch: stretch{calendar.KindMonth, m.year, m.month}}
	}
	all := namedMonth.FindAllStringSubmatch(fold, -1)
	if n := number(all[0][1]); len(all) == 1 && (n < 1 || n > 12) {
		return extent{doubt: allKinds[:1]}
	}
	return extent{doubt: longKinds, beyond: true}
}

// ofMonths is a number of months. Three of them may be a quarter, whichever;
// nine are none.
func ofMonths(n int) extent {
	switch n {
	case 1:
		return extent{doubt: allKinds[:1]}
	case 3:
		return extent{doubt: []calendar.PeriodKind{calendar.KindQuarter}, beyond: true}
	case 6:
		return extent{doubt: []calendar.PeriodKind{calendar.KindHalf}, beyond: true}
	}
	return extent{other: true, beyond: true}
}
