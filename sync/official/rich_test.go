package official

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// rich is a report with everything that a form can tell of: several types of
// units, a total without its parts, figures that the office entered, cells left
// out, remarks, an earlier report whose figures have changed.
func rich(units int) *report.Report {
	r := synthetic(units)
	p := r.Programme
	p.TextFields = []office.TextField{{ID: "difficulties", Label: "Khó khăn"}, {ID: "proposals", Label: "Kiến nghị"}, {ID: "note", Label: "Ghi chú"}}
	p.Units[0].Type = "thi_tran"
	p.Units[units-2].Type, p.Units[units-2].Name = "chi_doan", "Chi đoàn Công an huyện"
	p.Units[units-1].Type, p.Units[units-1].Name = "truong", "Đoàn trường THPT"
	p.Letterhead.Estimate = true
	for _, l := range []*report.Line{&r.Window.Lines[0], &r.Window.Total, &r.Year.Total} {
		l.Figures[3].N += 7
	}
	for i := range r.Targets {
		r.Targets[i].Done = r.Year.Total.Figures[[]int{3, 7}[i]].Count
	}
	enter(r)
	cell := func(unit string, at string) record.OpenFinding {
		return record.OpenFinding{Finding: office.Finding{Unit: unit, Day: r.Window.Period.First, Severity: office.SeverityError, Code: "number-invalid", Raw: "mười hai",
			Origin: office.Origin{Tab: "Tháng 6", Cell: at}}}
	}
	r.Findings = []record.OpenFinding{cell("u001", "C7"), cell("u004", "D9")}
	r.Notes = []office.Note{
		{Unit: "u003", Day: r.Window.Period.First, Field: "difficulties", Text: "Đường truyền yếu"},
		{Unit: "u003", Day: r.Window.Period.First + 1, Field: "difficulties", Text: "Đường truyền yếu"},
		{Unit: "u004", Day: r.Window.Period.First, Field: "proposals", Text: "=HYPERLINK(\"http://x\")"},
		{Unit: "u005", Day: r.Window.Period.First, Field: "note", Text: "Trực thêm thứ bảy"},
	}
	carry(r)
	return r
}

// enter makes the first two stated figures of the first unit the office's.
func enter(r *report.Report) {
	n := int64(0)
	for i := range r.Daily {
		if l := &r.Daily[i]; l.Unit.ID == "u001" && n < 2 {
			n++
			l.Figures[1].Entered = &office.Decision{ID: n, Kind: office.DecisionEnter, Entry: office.Entry{Manner: office.Phoned}, Ruling: office.Ruling{By: "Văn phòng", Reason: "báo qua điện thoại"},
				At: time.Date(2020, 6, 2, 8, 0, 0, 0, saigon)}
		}
	}
}

// carry issues a report of May that stated 12 more of the first indicator, and
// of June one that stated 5 less of the first unit.
func carry(r *report.Report) {
	n := len(r.Programme.Indicators)
	c := &report.Carried{Before: make([]office.Count, n), Adjusted: make([]office.Count, n)}
	for i := range n {
		c.Before[i] = office.Stated(earlier(i))
	}
	c.Before[0].N += 12
	c.Adjusted[0] = office.Stated(-12)
	may := r.Programme.Windows.Month(2020, time.May)
	june := []record.Frozen{{Unit: "", Indicator: "people_informed", Period: office.Stated(r.Window.Total.Figures[0].N - 5)},
		{Unit: "u001", Indicator: "people_informed", Period: office.Stated(r.Window.Lines[0].Figures[0].N - 5)},
		{Unit: "u003", Indicator: "people_informed", Period: r.Window.Lines[2].Figures[0].Count}}
	r.Issued = []record.Issued{
		{ID: 1, Number: "11-BC/HĐTĐN", Period: may, Dated: calendar.Date(2020, 5, 25)},
		{ID: 2, Number: "12-BC/HĐTĐN", Period: r.Window.Period, Dated: calendar.Date(2020, 6, 25), Figures: june},
	}
	c.Report = &r.Issued[0]
	r.Carried = c
}

// over gives a report another period, of which its days stay what they are.
func over(r *report.Report, kind calendar.PeriodKind) *report.Report {
	p := r.Programme
	p.Windows.Named = []calendar.NamedPeriod{{ID: "he-2020", Label: "Chiến dịch hè năm 2020", First: r.Window.Period.First, Last: r.Window.Period.Last}}
	name := map[calendar.PeriodKind]string{calendar.KindDay: "2020-06-24", calendar.KindMonth: "2020-06", calendar.KindQuarter: "2020-Q2",
		calendar.KindHalf: "2020-H1", calendar.KindYear: "2020", calendar.KindNamed: "he-2020"}[kind]
	period, err := p.Windows.Parse(kind, name)
	if err != nil {
		panic(err) // the names above are sound
	}
	for i := range r.Issued {
		if r.Issued[i].Period == r.Window.Period {
			r.Issued[i].Period = period
		}
	}
	r.Window.Period = period
	return r
}
