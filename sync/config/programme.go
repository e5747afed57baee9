package config

import (
	"time"
	_ "time/tzdata" // a bare container or Windows has no zones of its own

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// readProgramme reads what the model needs: the sections programme, units,
// indicators, text_fields, rules, calendar, deadlines, dues and periods. The letterhead
// follows with the report.
func (c *Config) readProgramme(top *section) *office.Programme {
	p := &office.Programme{Location: readTimezone(top.at("timezone"))}
	readTerm(top.at("programme"), p)
	p.Indicators = readIndicators(top.at("indicators"))
	p.TextFields = readTextFields(top.at("text_fields"))
	p.Rules = readRules(top.at("rules"))
	checkHeadings(top.at("indicators"), p)
	p.Units = c.readUnits(top.at("units"))
	p.Groups = c.groups
	p.Windows = readPeriods(top.at("periods"), p)
	p.Deadlines = readDeadlines(top.at("deadlines"), p.Windows)
	p.Duties = readDuties(top.at("dues"), p.Windows)
	askForOwnTotals(p)
	p.Calendar = readCalendar(top.at("calendar"), p)
	return p
}

// askForOwnTotals has the readers note the rows in which units total their
// periods, where periods of the kind are judged by them.
func askForOwnTotals(p *office.Programme) {
	for i := range p.Units {
		u := &p.Units[i]
		for _, kind := range []calendar.PeriodKind{calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear} {
			if p.JudgedBy(u, kind) == office.ByOwnRow {
				u.Reading.OwnTotals = append(u.Reading.OwnTotals, kind)
			}
		}
	}
}

// readTerm reads when the programme runs and what it is called.
func readTerm(f field, p *office.Programme) {
	const example = "programme: {title: \"Đề án …\", starts: 2020-05-29, ends: 2020-12-31}"
	if !f.needed(example) {
		return
	}
	s := f.section(example)
	p.Title = s.at("title").text("title: \"Đề án …\"")
	starts, ends := s.at("starts"), s.at("ends")
	if starts.needed("starts: 2020-05-29") {
		p.Starts = starts.date("starts: 2020-05-29")
	}
	p.Ends = ends.date("ends: 2020-12-31")
	order(starts, p.Starts, ends, p.Ends)
	s.done()
}

// order reports a last day that lies before its first.
func order(from field, first calendar.Day, to field, last calendar.Day) {
	if first != 0 && last != 0 && last < first {
		to.fail("", "lies before %s, where it begins (line %d)", first, from.node.Line)
	}
}

// readTimezone reads a zone by its IANA name. The machine's own zone is
// refused: the same file must mean the same everywhere.
func readTimezone(f field) *time.Location {
	name, ok := f.word("timezone: Asia/Ho_Chi_Minh")
	if !ok {
		name = DefaultTimezone
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		f.fail("timezone: Asia/Ho_Chi_Minh", "is not a time zone")
		return time.UTC
	}
	return loc
}
