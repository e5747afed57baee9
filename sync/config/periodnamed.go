package config

import (
	"tonghop/model/calendar"
	"tonghop/model/office"
)

const namedExample = `{id: thang-thanh-nien-2021, label: "Tháng Thanh niên năm 2021", first: 2021-03-01, last: 2021-03-31}`

// kinds are what a named period may not be called, nor be taken for.
var kinds = []calendar.PeriodKind{calendar.KindDay, calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear, calendar.KindNamed}

// readNamedPeriods reads the spans that the office reports on beside the rule,
// in the order of the file. They may overlap, and one may lie in another.
func readNamedPeriods(f field, w calendar.Windows, p *office.Programme) []calendar.NamedPeriod {
	var all []calendar.NamedPeriod
	lines := map[string]int{}
	for _, item := range f.list("named: [" + namedExample + "]") {
		s := item.section(namedExample)
		n := calendar.NamedPeriod{ID: readPeriodID(s, lines, w)}
		if label := s.at("label"); label.needed(`label: "Tháng Thanh niên năm 2021"`) {
			n.Label = label.text(`label: "Tháng Thanh niên năm 2021"`)
		}
		first, last, due := s.at("first"), s.at("last"), s.at("due")
		if first.needed("first: 2021-03-01") && last.needed("last: 2021-03-31") {
			n.First, n.Last = first.date("first: 2021-03-01"), last.date("last: 2021-03-31")
			order(first, n.First, last, n.Last)
		}
		if n.Due = due.date("due: 2021-04-02"); n.Due != 0 && n.Due < n.Last {
			due.fail("", "lies before %s, the period's last day (line %d)", n.Last, last.near.Line)
		}
		s.done()
		warnOutside(item, &n, p)
		all = append(all, n)
	}
	return all
}

// readPeriodID reads the id of a named period, which no other period's name
// may be.
func readPeriodID(s *section, lines map[string]int, w calendar.Windows) string {
	id := readID(s, "id: thang-thanh-nien-2021", lines)
	if id == "" {
		return ""
	}
	for _, kind := range kinds {
		_, err := w.Parse(kind, id)
		if id == string(kind) || err == nil && kind != calendar.KindNamed {
			s.at("id").fail("id: thang-thanh-nien-2021", "is a word or a name of a %s", kind)
			return ""
		}
	}
	return id
}

// warnOutside warns of a period with days on which nobody is asked to report.
func warnOutside(f field, n *calendar.NamedPeriod, p *office.Programme) {
	if n.First == 0 || n.Last < n.First || p.Starts == 0 {
		return
	}
	if n.First < p.Starts || p.Ends != 0 && n.Last > p.Ends {
		until := "on"
		if p.Ends != 0 {
			until = "to " + p.Ends.String()
		}
		f.warn("has days outside the programme (%s %s), on which no report is expected", p.Starts, until)
	}
}
