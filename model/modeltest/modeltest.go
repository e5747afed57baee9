package modeltest

import (
	"slices"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Doubtful is a state in which an's people of 3 June are out of proportion.
func Doubtful(raw string, since time.Time) *record.State {
	return &record.State{Findings: []record.OpenFinding{{Since: since, Finding: office.Finding{Unit: "an", Code: office.CodeOutlier, Severity: office.SeverityWarning,
		Day: June(3), Indicator: "people", Raw: raw, Origin: office.Origin{Source: "an.xlsx", Tab: "T6", Cell: "B5"}}}}}
}

func Accepting(f *office.Finding, when string) office.Decision {
	d := office.AcceptanceOf(f)
	d.ID, d.At, d.By, d.Reason = 1, At(when), "văn phòng", "đã gọi điện"
	return d
}

func StrictProgramme() *office.Programme {
	p := TwoUnits()
	p.Rules = []office.Rule{{ID: "parts", Severity: office.SeverityError, Missing: office.SkipAll, Operands: []string{"level3", "level4"}, Indicators: []string{"level3", "level4"},
		Holds: func(v []int64) bool { return v[0] >= v[1] }}}
	return p
}

// AsOf narrows a state down to what had been said and decided by an instant;
// what is left shares its figures, as the States of a ledger do.
func AsOf(s *record.State, t time.Time) *record.State {
	then := *s
	then.Said, then.Decisions = nil, nil
	for _, v := range s.Versions() {
		if !v.Answered.After(t) {
			then.Say(v)
		}
	}
	for _, d := range s.Decisions {
		if !d.At.After(t) {
			then.Decisions = append(then.Decisions, d)
		}
	}
	return &then
}

// Columns make a long table of headings: "Hướng dẫn=guided" means something,
// "Ghi chú khác" nothing, "" is a column without heading.
func Columns(tab string, headings ...string) office.Table {
	t := office.Table{Tab: tab, Layout: "long", Header: "A3:H4", Units: []string{"an"}, Columns: []office.Column{{At: "A", Header: "Ngày", Role: "date"}}}
	for i, h := range headings {
		c := office.Column{At: string(rune('B' + i)), Role: "ignored", Header: h}
		for _, id := range []string{"people", "level3", "level4"} {
			if before, ok := cutID(h, id); ok {
				c.Header, c.Role, c.Indicator = before, "indicator", id
			}
		}
		t.Columns = append(t.Columns, c)
	}
	return t
}

func cutID(h, id string) (string, bool) {
	if suffix := "=" + id; len(h) > len(suffix) && h[len(h)-len(suffix):] == suffix {
		return h[:len(h)-len(suffix)], true
	}
	return h, false
}

// History is a source recognised in one way after the other, a day apart.
func History(tables ...[]office.Table) *record.State {
	s := &record.State{Mappings: map[string][]record.Mapping{}}
	for i, ts := range tables {
		s.Mappings["an.xlsx"] = append(s.Mappings["an.xlsx"], record.Mapping{Answered: June(10+i).At(8*time.Hour, HCM), Tables: ts})
	}
	return s
}

func Entry(id int64, value office.Count) office.Decision {
	return office.Decision{ID: id, Kind: office.DecisionEnter, Unit: "an", From: June(3), To: June(3), Indicator: "people", Entry: office.Entry{Value: value},
		Received: At("03 16:40"), Ruling: office.Ruling{By: "VP", Reason: "gọi điện"}, At: At("03 18:00")}
}

var HCM = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// At reads an instant of June 2020 such as "24 17:00:01".
func At(s string) time.Time {
	layout := "02 15:04"
	if len(s) > len(layout) {
		layout = "02 15:04:05"
	}
	t, err := time.ParseInLocation(layout, s, HCM)
	if err != nil {
		panic(err)
	}
	return t.AddDate(2020, 5, 0)
}

// OfficeWindows are those of an office that reports by the 25th.
var OfficeWindows = calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30}

func June(day int) calendar.Day { return calendar.Date(2020, time.June, day) }

// OneUnit is a programme of one commune that owes a report each working day.
func OneUnit() *office.Programme {
	return &office.Programme{
		Starts: June(1), Ends: calendar.Date(2020, 12, 31), Location: HCM,
		Units:      []office.Unit{{ID: "an", Name: "Xã An", Sources: []office.SourceFrom{{Ref: "an.xlsx"}}}},
		Indicators: []office.Indicator{{ID: "people", Aggregate: office.AggregateSum}, {ID: "teams", Aggregate: office.AggregateLatest}},
		Calendar:   calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Deadlines:  office.Deadlines{Daily: 17 * time.Hour, Monthly: 25, YearMonth: time.November, YearDay: 30},
		Windows:    OfficeWindows,
	}
}

// Looks makes a source's looks from pairs of asked and answered.
func Looks(pairs ...string) []record.Seen {
	var s []record.Seen
	for i := 0; i < len(pairs); i += 2 {
		s = append(s, record.Seen{Asked: At(pairs[i]), Answered: At(pairs[i+1])})
	}
	return s
}

func Faulty(s record.Seen, code office.FaultCode) record.Seen {
	s.Fault = &office.Fault{Code: code}
	return s
}

// SaidOn is a version with one figure, seen first by the look that was asked and
// answered then.
func SaidOn(day int, asked, answered string, n int64) record.Version {
	return record.Version{Source: "an.xlsx", Unit: "an", Day: June(day), Asked: At(asked), Answered: At(answered),
		Figures: []record.Figure{{Indicator: "people", Value: n, Tab: "T6", Cell: "B7"}}}
}

// Figures makes a version's figures of a day's row: people, level 3, level 4.
func Figures(row int, values ...int64) []record.Figure {
	ids := []string{"people", "level3", "level4"}
	var fs []record.Figure
	for i, v := range values {
		fs = append(fs, record.Figure{Indicator: ids[i], Value: v, Tab: "T6", Cell: string(rune('B'+i)) + strconv.Itoa(row)})
	}
	return fs
}

func Version(source, unit string, day int, fs []record.Figure) record.Version {
	t := June(day).At(16*time.Hour, HCM)
	return record.Version{Source: source, Unit: unit, Day: June(day), Asked: t, Answered: t, Figures: fs}
}

// TwoUnits count people and dossiers, whose total is a formula, and teams as a
// stock.
func TwoUnits() *office.Programme {
	p := OneUnit()
	p.Units = []office.Unit{
		{ID: "an", Name: "Xã An", Sources: []office.SourceFrom{{Ref: "an.xlsx"}, {Ref: "an-moi.xlsx", From: June(15)}}},
		{ID: "binh", Name: "Xã Bình", Sources: []office.SourceFrom{{Ref: "binh.xlsx"}}},
	}
	p.Indicators = []office.Indicator{
		{ID: "people", Aggregate: office.AggregateSum, Short: "Người"},
		{ID: "level3", Aggregate: office.AggregateSum}, {ID: "level4", Aggregate: office.AggregateSum},
		{ID: "total", Aggregate: office.AggregateSum, Formula: []office.Term{{Sign: 1, Indicator: "level3"}, {Sign: 1, Indicator: "level4"}}},
		{ID: "teams", Aggregate: office.AggregateLatest},
	}
	return p
}

// Series are the figures of one indicator on consecutive days of June; a
// negative one leaves its day out.
func Series(indicator string, values ...int64) *record.State {
	s := &record.State{}
	for i, v := range values {
		if v >= 0 {
			s.Say(Version("an.xlsx", "an", 1+i, []record.Figure{{Indicator: indicator, Value: v, Tab: "T6", Cell: "B" + strconv.Itoa(5+i)}}))
		}
	}
	return s
}

func SawAt(at time.Time) record.Seen { return record.Seen{Asked: at, Answered: at.Add(time.Second)} }

// ThreeDays is a programme of one commune that owes reports on 22, 23 and 24
// June; the month's is due by the end of the 24th.
func ThreeDays() *office.Programme {
	p := OneUnit()
	p.Starts, p.Ends = June(22), June(24)
	return p
}

// SumRule says total = level3 + level4.
func SumRule(severity office.Severity, missing office.Absence) office.Rule {
	return office.Rule{ID: "sums", Severity: severity, Missing: missing, Sentence: "Tổng phải bằng các phần", English: "The total is its parts",
		Operands: []string{"total", "level3", "level4"}, Indicators: []string{"total", "level3", "level4"},
		Holds: func(v []int64) bool { return v[0] == v[1]+v[2] }}
}

// Ruled are two units under rules.
func Ruled(rules ...office.Rule) *office.Programme {
	p := TwoUnits()
	p.Indicators[3].Short = "Tổng"
	p.Rules = rules
	return p
}

// Totalled is a row that states a total beside people and both levels.
func Totalled(total, level3, level4 int64) []record.Figure {
	return append(Figures(5, 7, level3, level4), record.Figure{Indicator: "total", Value: total, Tab: "T6", Cell: "E5"})
}

// Strict is a programme with the rule that a total is its parts, and nothing
// else to report than what the rule speaks of.
func Strict(rule office.Rule) *office.Programme {
	p := OneUnit()
	p.Indicators = Ruled().Indicators
	p.Rules = []office.Rule{rule}
	return p
}

// Changed is what the source said of people from a look on.
func Changed(day int, look string, fs ...record.Figure) record.Version {
	v := SaidOn(day, look, look, 0)
	v.Figures = fs
	return v
}

func People(n int64, cell string) record.Figure {
	return record.Figure{Indicator: "people", Value: n, Tab: "T6", Cell: cell}
}

// DrawState draws what two sources and the office might have said of a week:
// amended, contradicted, withdrawn, gone and held, wild and repeated figures.
func DrawState(t *rapid.T) *record.State {
	s := &record.State{AsOf: At("30 12:00"), Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}, Mappings: map[string][]record.Mapping{}}
	for _, source := range []string{"an-moi.xlsx", "an.xlsx", "binh.xlsx"} {
		unit := "an"
		if source == "binh.xlsx" {
			unit = "binh"
		}
		for day := 1; day <= 8; day++ {
			s.Seen[source] = append(s.Seen[source], record.Seen{Asked: At("08 08:00"), Answered: At("08 08:00")})
			for n := range rapid.IntRange(0, 3).Draw(t, "versions") {
				v := Version(source, unit, day, nil)
				v.Asked = v.Asked.Add(time.Duration(n) * time.Hour)
				v.Answered = v.Asked
				switch rapid.IntRange(0, 5).Draw(t, "kind") {
				case 0:
				case 1:
					v.Gone = n > 0
				default:
					v.Figures = Figures(day, rapid.SliceOfN(rapid.SampledFrom([]int64{1, 2, 900}), 1, 3).Draw(t, "values")...)
				}
				if last := s.Versions(); v.Gone && last[len(last)-1].Day == v.Day {
					v.Figures = last[len(last)-1].Figures
				}
				s.Say(v)
			}
		}
		columns := []office.Column{{At: "B", Header: "Người", Role: "indicator", Indicator: "people"}, {At: "C", Header: "Mức 3", Role: "indicator", Indicator: "level3"}}
		tables := []office.Table{{Tab: "T6", TabID: 5, Layout: "long", Units: []string{unit}, Columns: columns}}
		moved := []office.Table{{Tab: "T 6", TabID: 5, Layout: "long", Units: []string{unit}, Columns: slices.Clone(columns)}}
		moved[0].Columns[0].At, moved[0].Columns[1].At = "C", "B"
		s.Tables[source], s.Mappings[source] = moved, []record.Mapping{{Answered: At("01 08:00"), Tables: tables}, {Answered: At("05 08:00"), Tables: moved}}
		s.Findings = append(s.Findings, record.OpenFinding{Since: At("03 08:00"), Finding: office.Finding{Unit: unit, Code: office.CodeDateFuture, Severity: office.SeverityWarning,
			Origin: office.Origin{Source: source, Tab: "T6", Cell: "B3"}, Args: map[string]string{"n": "1"}}})
	}
	for id := range rapid.Int64Range(0, 4).Draw(t, "entries") {
		s.Decisions = append(s.Decisions, office.Decision{ID: id + 1, Kind: office.DecisionEnter, Unit: "an", From: June(3), To: June(3), At: At("04 08:00"), Received: At("04 08:00"),
			Indicator: rapid.SampledFrom([]string{"people", "level3"}).Draw(t, "entered"), Entry: office.Entry{Value: office.Count{N: 2, Stated: rapid.Bool().Draw(t, "stated")}}})
	}
	return s
}
