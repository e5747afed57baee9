package official

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/templates"
)

var saigon = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// shippedForm is the form that the program is delivered with.
func shippedForm(t testing.TB) []byte {
	t.Helper()
	return shipped(t, "bao-cao-thang", office.ProfileDoan).Data
}

// shipped is a form that the program is delivered with.
func shipped(t testing.TB, name string, profile office.Profile) Form {
	t.Helper()
	b, err := fs.ReadFile(templates.Builtin(), "forms/"+string(profile)+"/"+name+".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return Form{name, b}
}

// monthly is the form of the month's report, as the office may have edited it.
func monthly(form []byte) Form { return Form{"bao-cao-thang", form} }

// communes are the names of the first units; more are numbered.
var communes = []string{"Thị trấn Tân Khai", "Xã An Khương", "Xã An Phú", "Xã Đồng Nơ", "Xã Minh Đức", "Xã Minh Tâm", "Xã Phước An",
	"Xã Tân Hiệp", "Xã Tân Hưng", "Xã Tân Lợi", "Xã Tân Quan", "Xã Thanh An", "Xã Thanh Bình",
	"Chi đoàn khối cơ quan Huyện ủy – Hội đồng nhân dân – Ủy ban nhân dân huyện"}

func syntheticProgramme(units int) *office.Programme {
	p := &office.Programme{
		Title: "Đề án hỗ trợ dịch vụ công trực tuyến", Location: saigon, Starts: calendar.Date(2020, 5, 29),
		Calendar: calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Windows:  calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30},
		Indicators: []office.Indicator{
			{ID: "people_informed", Label: "Số lượt người dân được tuyên truyền", Short: "Tuyên truyền", Unit: "lượt", Group: "Số lượt người dân"},
			{ID: "people_guided", Label: "Số lượt người dân, doanh nghiệp được hướng dẫn", Short: "Hướng dẫn", Unit: "lượt", Group: "Số lượt người dân"},
			{ID: "people_supported", Label: "Số lượt người dân, doanh nghiệp được hỗ trợ", Short: "Hỗ trợ nộp hồ sơ", Unit: "lượt", Group: "Số lượt người dân"},
			{ID: "dossiers_total", Label: "Tổng số hồ sơ mức độ 3, mức độ 4", Short: "Tổng số", Unit: "hồ sơ", Group: "Hồ sơ trực tuyến",
				Formula: []office.Term{{Sign: 1, Indicator: "dossiers_level3"}, {Sign: 1, Indicator: "dossiers_level4"}}},
			{ID: "dossiers_level3", Label: "Số hồ sơ trực tuyến mức độ 3", Short: "Mức độ 3", Unit: "hồ sơ", Group: "Hồ sơ trực tuyến"},
			{ID: "dossiers_level4", Label: "Số hồ sơ trực tuyến mức độ 4", Short: "Mức độ 4", Unit: "hồ sơ", Group: "Hồ sơ trực tuyến"},
			{ID: "accounts_created", Label: "Số tài khoản dịch vụ công được tạo", Short: "TK DVC", Unit: "tài khoản"},
			{ID: "members_trained", Label: "Số đoàn viên, thanh niên được tập huấn", Short: "ĐVTN tập huấn", Unit: "người"},
		},
		Letterhead: office.Letterhead{
			Superior: "TỈNH ĐOÀN BÌNH PHƯỚC", Issuer: "BCH ĐOÀN HUYỆN HỚN QUẢN", Place: "Hớn Quản", Code: "HĐTĐN",
			Subject:   "Kết quả hỗ trợ dịch vụ công trực tuyến mức độ 3, mức độ 4",
			Addressee: []string{"Ban Thường vụ Tỉnh Đoàn Bình Phước"},
			Copies:    []string{"Tỉnh Đoàn", "UBND huyện", "UBND các xã, thị trấn", "BCH Huyện Đoàn", "Lưu: VP"},
			Authority: "TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN", Position: "PHÓ BÍ THƯ", Signer: "Người ký mẫu",
			Indicators: []string{"people_informed", "people_guided", "people_supported", "dossiers_total", "dossiers_level3", "dossiers_level4", "accounts_created"},
			Timeliness: true,
		},
	}
	for i := range units {
		name := fmt.Sprintf("Xã số %d", i+1)
		if i < len(communes) {
			name = communes[i]
		}
		p.Units = append(p.Units, office.Unit{ID: fmt.Sprintf("u%03d", i+1), Name: name, Type: "xa"})
	}
	return p
}

// synthetic is the report of a district of so many units for June 2020, on 25
// June at noon. The second unit reported nothing, the third has gaps.
func synthetic(units int) *report.Report {
	p := syntheticProgramme(units)
	rnd := rand.New(rand.NewPCG(1, uint64(units)))
	month, year := p.Windows.Month(2020, time.June), p.Windows.Year(2020)
	r := &report.Report{
		Programme: p, AsOf: time.Date(2020, 6, 25, 12, 0, 0, 0, saigon), Today: calendar.Date(2020, 6, 25),
		Window: report.Summary{Period: month, Through: month.Last},
		Year:   report.Summary{Period: year, Through: month.Last},
	}
	r.Window.Total.Figures = make([]report.Sum, len(p.Indicators))
	r.Year.Total.Figures = make([]report.Sum, len(p.Indicators))
	for i := range p.Units {
		line := report.Line{Unit: &p.Units[i], Figures: make([]report.Sum, len(p.Indicators))}
		for day := month.First; day <= month.Last; day++ {
			if wd := day.Weekday(); wd != time.Saturday && wd != time.Sunday {
				addDay(r, &line, i, day, rnd)
			}
		}
		r.Window.Lines = append(r.Window.Lines, line)
	}
	return finish(r)
}

// addDay gives one unit's day a standing and, where it reported, figures.
func addDay(r *report.Report, line *report.Line, unit int, day calendar.Day, rnd *rand.Rand) {
	status := office.OnTime
	switch k := rnd.IntN(20); {
	case unit == 1:
		status = office.Missing
	case k == 0:
		status = office.Missing
	case k == 1:
		status = office.Late
	case k == 2 && unit == 2:
		status = office.Unreadable
	}
	line.Rate.Add(status)
	r.Window.Total.Rate.Add(status)
	r.Standings = append(r.Standings, office.Standing{Unit: line.Unit.ID, Period: calendar.DayPeriod(day), Status: status})
	if status != office.OnTime && status != office.Late {
		return
	}
	figures := make([]report.Cited, len(r.Programme.Indicators))
	for i := range figures {
		if unit == 2 && i == 2 {
			continue // this unit never states it
		}
		figures[i].Count = office.Stated(int64(rnd.IntN(60)) * int64(1+unit%3))
	}
	figures[3].Count = figures[4].Plus(figures[5].Count)
	for i, f := range figures {
		line.Figures[i].Count = line.Figures[i].Plus(f.Count)
	}
	r.Daily = append(r.Daily, report.DayLine{Unit: line.Unit, Day: day, Figures: figures})
}

// earlier is what the year had of an indicator before the window; the total of
// dossiers is that of its parts.
func earlier(i int) int64 {
	if i == 3 {
		return 2 * 1234
	}
	return 1234
}

// finish adds up what only the model adds up, and sets the targets.
func finish(r *report.Report) *report.Report {
	for i := range r.Programme.Indicators {
		for _, l := range r.Window.Lines {
			r.Window.Total.Figures[i].Count = r.Window.Total.Figures[i].Plus(l.Figures[i].Count)
		}
		r.Year.Total.Figures[i].Count = r.Window.Total.Figures[i].Plus(office.Stated(earlier(i)))
	}
	target := func(i int, t office.Target, goal int64) {
		r.Targets = append(r.Targets, report.Progress{Indicator: &r.Programme.Indicators[i], Target: t,
			Done: r.Year.Total.Figures[i].Count, Goal: office.Stated(goal)})
	}
	target(3, office.Target{Scope: office.ScopeDistrict, Op: office.AtLeast, Value: 30000}, 30000)
	target(7, office.Target{Scope: office.ScopeDistrict, Op: office.MoreThan, Value: 200}, 201)
	return r
}
