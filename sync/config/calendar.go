package config

import (
	"fmt"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

const (
	dayOffExample = `days_off: [{date: 2020-09-02, reason: "Quốc khánh"}, {from: 2020-01-23, to: 2020-01-29, reason: "Tết"}]`
	makeUpExample = `make_up: [{date: 2024-05-04, reason: "Làm bù ngày 29/4"}]`
)

// longestHoliday bounds a range of days off; a school's summer is shorter.
const longestHoliday = 120

// readCalendar reads the working week and the dated tables of the yearly
// decisions. A year of the programme without any entry is said in a warning.
func readCalendar(f field, p *office.Programme) calendar.Calendar {
	s := f.section("calendar: {weekdays: [T2, T3, T4, T5, T6], days_off: []}")
	c := calendar.Calendar{
		Weekdays: readWeekdays(s.at("weekdays")),
		DaysOff:  map[calendar.Day]string{},
		MakeUp:   map[calendar.Day]string{},
	}
	off := s.at("days_off")
	for _, item := range off.list(dayOffExample) {
		readDaysOff(item, c.DaysOff)
	}
	for _, item := range s.at("make_up").list(makeUpExample) {
		readMakeUp(item, &c)
	}
	s.done()
	for _, year := range yearsWithout(&c, p) {
		s.at("days_off").warn("has no day of %d: every %s is taken as a working day, Tết and holidays included", year, weekdayList(c.Weekdays))
	}
	return c
}

func readDaysOff(f field, off map[calendar.Day]string) {
	s := f.section(`{date: 2020-09-02, reason: "Quốc khánh"}`)
	date, from, to := s.at("date"), s.at("from"), s.at("to")
	reason := s.at("reason").text(`reason: "Quốc khánh"`)
	var first, last calendar.Day
	switch {
	case date.given() && (from.given() || to.given()):
		date.fail("date: 2020-09-02", "stands beside from and to: write one day as date, or several as from and to")
	case date.given():
		first = date.date("date: 2020-09-02")
		last = first
	case from.given() || to.given():
		if from.needed("from: 2020-01-23") && to.needed("to: 2020-01-29") {
			first, last = from.date("from: 2020-01-23"), to.date("to: 2020-01-29")
			order(from, first, to, last)
		}
	default:
		date.needed("date: 2020-09-02")
	}
	s.done()
	if first == 0 || last == 0 {
		return
	}
	if last-first >= longestHoliday {
		to.fail("", "makes a holiday of %d days, more than %d", last-first+1, longestHoliday)
		return
	}
	for d := first; d <= last; d++ {
		if _, twice := off[d]; twice {
			f.fail("", "%s is listed twice", d)
		}
		off[d] = reason
	}
}

func readMakeUp(f field, c *calendar.Calendar) {
	s := f.section(`{date: 2024-05-04, reason: "Làm bù ngày 29/4"}`)
	date := s.at("date")
	reason := s.at("reason").text(`reason: "Làm bù ngày 29/4"`)
	if date.needed("date: 2024-05-04") {
		d := date.date("date: 2024-05-04")
		_, off := c.DaysOff[d]
		_, twice := c.MakeUp[d]
		switch {
		case d == 0:
		case off:
			date.fail("", "is under days_off as well")
		case twice:
			date.fail("", "is listed twice")
		case c.Weekdays[d.Weekday()]:
			date.warn("is an ordinary working day and need not be made up")
		}
		if d != 0 {
			c.MakeUp[d] = reason
		}
	}
	s.done()
}

// weekdayNames are the words for weekdays, English and as offices write them.
var weekdayNames = [7][2]string{
	{"CN", "sun"}, {"T2", "mon"}, {"T3", "tue"}, {"T4", "wed"}, {"T5", "thu"}, {"T6", "fri"}, {"T7", "sat"},
}

func readWeekdays(f field) [7]bool {
	const example = "weekdays: [T2, T3, T4, T5, T6]"
	if !f.given() {
		return calendar.MondayToFriday
	}
	var week [7]bool
	for _, item := range f.oneOrMore(example) {
		name, ok := item.word(example)
		if !ok {
			continue
		}
		d, known := weekday(name)
		if !known {
			item.fail(example, "is not a weekday (T2 … T7, CN, or mon … sun)")
			continue
		}
		week[d] = true
	}
	if week == [7]bool{} {
		f.fail(example, "names no working day")
	}
	return week
}

func weekday(name string) (time.Weekday, bool) {
	for d, names := range weekdayNames {
		if strings.EqualFold(name, names[0]) || strings.EqualFold(name, names[1]) {
			return time.Weekday(d), true
		}
	}
	return 0, false
}

func weekdayList(week [7]bool) string {
	if week == calendar.MondayToFriday {
		return "Monday to Friday"
	}
	var names []string
	for d, on := range week {
		if on {
			names = append(names, time.Weekday(d).String())
		}
	}
	return strings.Join(names, ", ")
}

// yearsWithout lists the programme's years of which the calendar says nothing.
// An open programme is asked for its first year only: which year it is now is
// not the configuration's to know.
func yearsWithout(c *calendar.Calendar, p *office.Programme) []int {
	if p.Starts == 0 {
		return nil
	}
	first, _, _ := p.Starts.Date()
	last := first
	if p.Ends > p.Starts {
		last, _, _ = p.Ends.Date()
	}
	known := map[string]bool{}
	for d := range c.DaysOff {
		known[d.String()[:4]] = true
	}
	var without []int
	for y := first; y <= last; y++ {
		if !known[fmt.Sprintf("%04d", y)] {
			without = append(without, y)
		}
	}
	return without
}
