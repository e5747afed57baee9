package config

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func TestQuartersHalvesAndNamedPeriodsAreRead(t *testing.T) {
	p := mustParse(t, with(`deadlines: {month: 25, quarter: 27, half: 28}
periods:
  named:
    - {id: he-2020, label: "Chiến dịch hè năm 2020", first: 2020-06-01, last: 2020-08-15, due: 2020-08-20}
    - {id: thang-thanh-nien-2021, label: "Tháng Thanh niên năm 2021", first: 2021-03-01, last: 2021-03-31}`)).Programme
	if p.Deadlines.Quarterly != 27 || p.Deadlines.HalfYearly != 28 || p.Deadlines.Monthly != 25 {
		t.Errorf("deadlines %+v", p.Deadlines)
	}
	want := []calendar.NamedPeriod{
		{ID: "he-2020", Label: "Chiến dịch hè năm 2020", First: calendar.Date(2020, 6, 1), Last: calendar.Date(2020, 8, 15), Due: calendar.Date(2020, 8, 20)},
		{ID: "thang-thanh-nien-2021", Label: "Tháng Thanh niên năm 2021", First: calendar.Date(2021, 3, 1), Last: calendar.Date(2021, 3, 31)},
	}
	if diff := cmp.Diff(want, p.Windows.Named); diff != "" {
		t.Errorf("named periods (-want +got):\n%s", diff)
	}
}

func TestTheOfficesOwnDuesAreRead(t *testing.T) {
	p := mustParse(t, with(`dues:
  - {name: "Báo cáo tháng gửi Tỉnh Đoàn", every: month, before: 27}
  - {name: "Báo cáo quý gửi Huyện ủy", every: quarter, before: 5, of: next_month}
  - {name: "Báo cáo năm gửi Tỉnh Đoàn", every: year, before: "05/12"}
  - {name: "Tổng kết hè", every: named}
periods: {named: [{id: he-2020, label: "Hè", first: 2020-06-01, last: 2020-08-15}]}`)).Programme
	want := []office.Duty{
		{Name: "Báo cáo tháng gửi Tỉnh Đoàn", Every: calendar.KindMonth, Before: 27},
		{Name: "Báo cáo quý gửi Huyện ủy", Every: calendar.KindQuarter, Before: 5, NextMonth: true},
		{Name: "Báo cáo năm gửi Tỉnh Đoàn", Every: calendar.KindYear, YearMonth: time.December, YearDay: 5},
		{Name: "Tổng kết hè", Every: calendar.KindNamed},
	}
	if diff := cmp.Diff(want, p.Duties); diff != "" {
		t.Errorf("dues (-want +got):\n%s", diff)
	}
}

func TestByWhatPeriodsAreJudgedIsReadForAllAndForOne(t *testing.T) {
	p := mustParse(t, with(`units:
  - {id: a, name: A, source: a.csv, judge: {month: received}}
  - {id: b, name: B, source: b.csv}
deadlines: {judge: {month: own, quarter: received, half: own, year: own}}`)).Programme
	if got := p.Units[0].Reading.OwnTotals; !slices.Equal(got, []calendar.PeriodKind{calendar.KindHalf, calendar.KindYear}) {
		t.Errorf("of the first unit the rows of %v are asked", got)
	}
	if got := p.Units[1].Reading.OwnTotals; !slices.Equal(got, []calendar.PeriodKind{calendar.KindMonth, calendar.KindHalf, calendar.KindYear}) {
		t.Errorf("of the second unit the rows of %v are asked", got)
	}
	if want := (office.Judged{Month: office.ByOwnRow, Quarter: office.ByReceipt, Half: office.ByOwnRow, Year: office.ByOwnRow}); p.Deadlines.Judged != want {
		t.Errorf("for all %+v, want %+v", p.Deadlines.Judged, want)
	}
	if want := (office.Judged{Month: office.ByReceipt}); p.Units[0].Judged != want || p.Units[1].Judged != (office.Judged{}) {
		t.Errorf("units %+v and %+v", p.Units[0].Judged, p.Units[1].Judged)
	}
}
