package config

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// Default windows: a month runs from the 25th to the 24th, because its report
// is due before the 25th; a year is its twelve months, whenever its report is due.
const (
	DefaultMonthStart = 25
	// A year that begins on a day of its own begins on this one, unless it says so.
	DefaultYearStartMonth = time.November
	DefaultYearStartDay   = 30
)

// lastSafeStart is the last day that every month has.
const lastSafeStart = 28

// readPeriods reads where months and years begin, and the office's own periods.
// Windows are contiguous: an end that is given too must be the day before the
// start.
func readPeriods(f field, p *office.Programme) calendar.Windows {
	s := f.section("periods: {month: {starts: 25}, year: months}")
	w := calendar.Windows{MonthStart: DefaultMonthStart}
	if month := s.at("month"); word(month, "calendar") {
		w.MonthStart = 1
	} else {
		w.MonthStart = readMonthWindow(month)
	}
	switch year := s.at("year"); {
	case word(year, "calendar"):
		w.YearStartMonth, w.YearStartDay = time.January, 1
	case year.given() && !word(year, "months"):
		w.YearStartMonth, w.YearStartDay = readYearWindow(year)
	}
	w.Named = readNamedPeriods(s.at("named"), w, p)
	s.done()
	return w
}

// word reports whether a period is one single word.
func word(f field, w string) bool { return f.given() && f.node.Value == w }

func readMonthWindow(f field) int {
	s := f.section("month: {starts: 25} or month: calendar")
	start := int(s.at("starts").whole(1, lastSafeStart, DefaultMonthStart, "starts: 25"))
	want := start - 1
	if ends := s.at("ends"); ends.given() && start > 1 {
		switch got := int(ends.whole(1, 31, int64(want), "ends: 24")); {
		case got < want:
			ends.fail("", "leaves the days %d to %d in no month: with starts: %d it must be %d", got+1, want, start, want)
		case got > want:
			ends.fail("", "counts the days %d to %d in two months: with starts: %d it must be %d", start, got, start, want)
		}
	} else if ends.given() {
		ends.fail("month: calendar", "has no place in a month that starts on the 1st")
	}
	s.done()
	return start
}

func readYearWindow(f field) (time.Month, int) {
	s := f.section("year: months, year: calendar or year: {starts: 30/11}")
	month, day := s.at("starts").dayMonth(DefaultYearStartMonth, DefaultYearStartDay, "starts: 30/11")
	if ends := s.at("ends"); ends.given() {
		const common = 2021
		_, wantMonth, wantDay := (calendar.Date(common, month, day) - 1).Date()
		if m, d := ends.dayMonth(wantMonth, wantDay, "ends: 29/11"); m != wantMonth || d != wantDay {
			ends.fail("", "leaves a gap or an overlap: with starts: %d/%d it must be %d/%d", day, int(month), wantDay, int(wantMonth))
		}
	}
	s.done()
	return month, day
}
