package official

import (
	"fmt"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/report"
)

const (
	// dayByDay is the longest window, in days, that an annex shows day by day;
	// a longer one is shown month by month, since a page holds no more columns.
	dayByDay = 45
	// annexRows bounds the rows of the annex by days or months: beyond them only
	// the first indicators have a section, and the annex says so. The
	// consolidated book has them all.
	annexRows = 440
)

// A part is a day or a month of the window: a column of an annex.
type part struct {
	label       string
	first, last calendar.Day
	figures     map[string][]report.Cited // by unit
}

func (d *data) byDay() bool { return d.lastDay()-d.Window.Period.First < dayByDay }

// findParts lists the parts of the window, and the indicators of the annex.
func (d *data) findParts() {
	if d.byDay() {
		d.findDays()
	} else {
		for _, m := range d.Report.Months() {
			if m.Period.Last < d.Programme.Starts && len(m.Figures) == 0 {
				continue // before there was anything to report
			}
			// The month is named as the office names it: the window of June ends in June.
			y, month, _ := d.Programme.Windows.MonthOf(m.Period.First).Last.Date()
			d.parts = append(d.parts, part{fmt.Sprintf("%d/%d", int(month), y), m.Period.First, m.Period.Last, m.Figures})
		}
	}
	if most := max(1, annexRows/(len(d.Window.Lines)+1)); len(d.annexed) > most {
		d.annexed = d.annexed[:most]
	}
}

// findDays lists the days on which anything was reported or expected.
func (d *data) findDays() {
	days := map[calendar.Day]map[string][]report.Cited{}
	at := func(day calendar.Day) map[string][]report.Cited {
		if days[day] == nil {
			days[day] = map[string][]report.Cited{}
		}
		return days[day]
	}
	for _, l := range d.Daily {
		at(l.Day)[l.Unit.ID] = l.Figures
	}
	for _, s := range d.Standings {
		at(s.Period.First)
	}
	for day, figures := range days {
		if day <= d.lastDay() {
			d.parts = append(d.parts, part{dayMonth(day), day, day, figures})
		}
	}
	slices.SortFunc(d.parts, func(a, b part) int { return int(a.first - b.first) })
}

// A section is the units of one group, or of one type, where a report has several.
type section struct {
	name        string
	first, last int // indexes of its lines
	total       report.Line
}

// findSections puts the units of one group together, where there are groups, and
// those of one type, otherwise in the office's order.
func (d *data) findSections() {
	var keys []string
	byKey, names := map[string][]*report.Line{}, map[string]string{}
	for i := range d.Window.Lines {
		l := &d.Window.Lines[i]
		key := typeKey(l.Unit.Type)
		if g := d.Programme.GroupOf(l.Unit); g != nil {
			key = groupMark + g.ID
			names[key] = g.Name
		}
		if byKey[key] == nil {
			keys = append(keys, key)
		}
		byKey[key] = append(byKey[key], l)
	}
	for _, key := range keys {
		first := len(d.lines)
		d.lines = append(d.lines, byKey[key]...)
		name, grouped := names[key]
		if !grouped {
			name = typeName(key, byKey[key])
		}
		d.sections = append(d.sections, section{name, first, len(d.lines) - 1, report.Total(d.Programme, byKey[key])})
	}
}

// groupMark stands before a group's id among the types of units.
const groupMark = "group "

// typeKey puts the types that reports list together under one of them.
func typeKey(unitType string) string {
	switch unitType {
	case "thi_tran", "phuong", "dac_khu":
		return "xa"
	case "thi_xa", "thanh_pho":
		return "huyen"
	}
	return unitType
}

// typeName is a section's heading.
func typeName(key string, lines []*report.Line) string {
	switch key {
	case "xa", "huyen":
		return sentence(presentTypes(lines))
	case "chi_doan":
		return "Chi đoàn khối cơ quan"
	case "truong":
		return "Đoàn trường học"
	case "doi":
		return "Đội hình"
	case "cum":
		return "Cụm"
	}
	return "Đơn vị khác"
}

// presentTypes lists the types of the lines in the order of rank: xã, thị trấn.
func presentTypes(lines []*report.Line) string {
	out := ""
	for _, t := range []struct{ id, name string }{{"huyen", "huyện"}, {"thi_xa", "thị xã"}, {"thanh_pho", "thành phố"},
		{"xa", "xã"}, {"phuong", "phường"}, {"thi_tran", "thị trấn"}, {"dac_khu", "đặc khu"}} {
		if !slices.ContainsFunc(lines, func(l *report.Line) bool { return l.Unit.Type == t.id }) {
			continue
		}
		if out != "" {
			out += ", "
		}
		out += t.name
	}
	return out
}
