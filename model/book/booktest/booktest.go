// Package booktest makes Reports for the tests of whatever lays them out: a
// district of any size in June 2020 with every standing, flagged figures, a
// source that cannot be read, and findings. The same arguments give the same
// Report.
package booktest

import (
	"fmt"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// Zone is the office's.
var Zone = time.FixedZone("+07", 7*60*60)

// AsOf is the evening of 24 June 2020, after the deadline.
var AsOf = time.Date(2020, 6, 24, 17, 40, 0, 0, Zone)

// Report makes a report of so many units as of an instant of June 2020.
func Report(units int, asOf time.Time) *report.Report {
	p := Programme(units)
	return report.Compile(p, State(units, asOf), p.Windows.Month(2020, time.June), asOf)
}

// State is what such a report is made from; the instant may be a later one.
func State(units int, asOf time.Time) *record.State {
	p := Programme(units)
	s := &record.State{AsOf: asOf, Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}}
	for i := range p.Units {
		observe(p, s, i, asOf)
	}
	return s
}

// Programme is the plan's: three indicators that count people, two kinds of
// dossier, and a stock with a target of each unit's own.
func Programme(units int) *office.Programme {
	p := &office.Programme{
		Title:    "Tuyên truyền, hỗ trợ dịch vụ công trực tuyến mức độ 3, 4",
		Starts:   calendar.Date(2020, time.May, 29),
		Location: Zone,
		Calendar: calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Deadlines: office.Deadlines{
			Daily: 17 * time.Hour, Monthly: 25,
			YearMonth: time.November, YearDay: 30, Roll: office.RollNone,
		},
		Windows: calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30},
		Indicators: []office.Indicator{
			{ID: "people_informed", Label: "Số lượt người dân được tuyên truyền", Short: "Tuyên truyền", Unit: "lượt", Aggregate: office.AggregateSum},
			{ID: "people_guided", Label: "Số lượt người dân, doanh nghiệp được hướng dẫn", Short: "Hướng dẫn", Unit: "lượt", Aggregate: office.AggregateSum},
			{ID: "people_supported", Label: "Số lượt người dân, doanh nghiệp được hỗ trợ", Short: "Hỗ trợ", Unit: "lượt", Aggregate: office.AggregateSum},
			{ID: "dossiers_total", Label: "Tổng số hồ sơ mức độ 3, mức độ 4", Short: "Tổng hồ sơ", Unit: "hồ sơ", Aggregate: office.AggregateSum,
				Targets: []office.Target{{Scope: office.ScopeDistrict, Op: office.AtLeast, Value: 3000}}},
			{ID: "members_trained", Label: "Số đoàn viên, thanh niên được tập huấn", Short: "ĐVTN tập huấn", Unit: "người", Aggregate: office.AggregateSum,
				Targets: []office.Target{{Scope: office.ScopeDistrict, Op: office.MoreThan, Value: 200}}},
			{ID: "teams_active", Label: "Số đội hình thanh niên tình nguyện đang hoạt động", Short: "Đội hình", Unit: "đội", Aggregate: office.AggregateLatest,
				Targets: []office.Target{{Scope: office.ScopeUnit, Op: office.AtLeast, Value: 1}}},
		},
	}
	for i := range units {
		p.Units = append(p.Units, unit(i))
	}
	return p
}

var names = []string{
	"Xã Thanh An", "Xã An Khương", "Xã An Phú", "Xã Tân Lợi", "Xã Tân Hưng", "Xã Minh Đức", "Xã Minh Tâm",
	"Xã Phước An", "Xã Thanh Bình", "Thị trấn Tân Khai", "Xã Đồng Nơ", "Xã Tân Hiệp", "Xã Tân Quan",
	"Chi đoàn Công an huyện", "Đoàn trường THPT Nguyễn Hữu Cảnh",
}

func unit(i int) office.Unit {
	name := fmt.Sprintf("Xã Phước Thiện %d", i+1)
	if i < len(names) {
		name = names[i]
	}
	id := fmt.Sprintf("don-vi-%d", i+1)
	return office.Unit{
		ID: id, Name: name, Type: "xa",
		Sources: []office.SourceFrom{{Ref: "https://docs.google.com/spreadsheets/d/" + id}},
	}
}

// observe lets the office look at one unit's workbook at noon, at the deadline
// and at 22:30 of each working day, and the unit behave as its number says.
func observe(p *office.Programme, s *record.State, i int, asOf time.Time) {
	u := &p.Units[i]
	src := u.Sources[0].Ref
	for d := p.Starts; d <= calendar.DayOf(asOf.In(Zone)); d++ {
		if !p.Calendar.Working(d) {
			continue
		}
		hand := habit(i, d)
		for _, at := range []time.Duration{12 * time.Hour, 17*time.Hour + time.Minute, 22*time.Hour + 30*time.Minute} {
			look(s, src, d.At(at, Zone), asOf, hand == unreadable)
		}
		if at, ok := appears(hand, d); ok && !at.After(asOf) {
			s.Say(version(u.ID, src, i, d, at, hand))
		}
	}
	s.Findings = append(s.Findings, findings(u.ID, src, i, asOf)...)
}

func look(s *record.State, src string, at, asOf time.Time, faulty bool) {
	if at.After(asOf) {
		return
	}
	seen := record.Seen{Asked: at, Answered: at.Add(time.Second)}
	if faulty {
		seen.Fault = &office.Fault{Code: office.FaultNotShared}
	}
	s.Seen[src] = append(s.Seen[src], seen)
}

type hand int

const (
	prompt hand = iota
	slow
	absent
	faulty
	unreadable
)

// habit is how a unit behaves on a day: most are prompt, each fifth unit of
// thirteen has its own way.
func habit(i int, d calendar.Day) hand {
	june := func(day int) calendar.Day { return calendar.Date(2020, time.June, day) }
	switch {
	case i%13 == 6 && d >= june(22):
		return unreadable
	case i%13 == 4 && d >= june(23), i%13 == 2 && (d == june(3) || d == june(12)):
		return absent
	case i%13 == 10 && d >= june(23):
		return faulty
	case (i+int(d))%11 == 0, i%13 == 8 && d == june(24):
		return slow
	default:
		return prompt
	}
}

// appears is when a look first sees the unit's report of a day.
func appears(h hand, d calendar.Day) (time.Time, bool) {
	switch h {
	case prompt, faulty:
		return d.At(12*time.Hour, Zone), true
	case slow:
		return d.At(17*time.Hour+31*time.Minute, Zone), true
	default:
		return time.Time{}, false
	}
}

func version(unit, src string, i int, d calendar.Day, at time.Time, h hand) record.Version {
	v := record.Version{Source: src, Unit: unit, Day: d, Asked: at, Answered: at.Add(time.Second)}
	if h == faulty {
		v.Invalid = true
		return v
	}
	n := int64((i*7 + int(d)*13) % 23)
	row := int(d - calendar.Date(2020, time.May, 20))
	add := func(indicator, column string, value int64) {
		v.Figures = append(v.Figures, record.Figure{Indicator: indicator, Value: value, Tab: "Tháng 6", Cell: fmt.Sprintf("%s%d", column, row)})
	}
	add("people_informed", "C", 20+3*n)
	add("people_guided", "D", 5+n)
	if i%5 != 3 {
		add("people_supported", "E", n)
	}
	add("dossiers_total", "F", n/2)
	if int(d)%5 == i%5 {
		add("members_trained", "G", n/4)
	}
	add("teams_active", "H", 1)
	return v
}

// findings gives each second unit a text in place of a number, each third a
// doubtful figure and each fourth a note for the record.
func findings(unit, src string, i int, asOf time.Time) []record.OpenFinding {
	var open []record.OpenFinding
	add := func(code string, severity office.Severity, cell, raw string, day calendar.Day) {
		open = append(open, record.OpenFinding{
			Since: asOf.AddDate(0, 0, -i%6-1),
			Finding: office.Finding{
				Unit: unit, Origin: office.Origin{Source: src, Tab: "Tháng 6", Cell: cell},
				Code: code, Severity: severity, Raw: raw, Day: day, Indicator: "people_guided",
			},
		})
	}
	if i%2 == 0 {
		add("number-invalid", office.SeverityError, "D30", "10-15", calendar.Date(2020, time.June, 9))
	}
	if i%3 == 0 {
		add("outlier", office.SeverityWarning, "D34", "1.280", calendar.Date(2020, time.June, 23))
		open[len(open)-1].Args = map[string]string{"median": "12"}
	}
	if i%4 == 0 {
		add("hidden-row", office.SeverityNotice, "12", "", 0)
	}
	return open
}
