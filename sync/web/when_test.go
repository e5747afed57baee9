package web

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
)

// timed serves a district as the program does: the month in front, and every
// other month when it is asked for.
func timed(t *testing.T, asOf time.Time, ends calendar.Day, issued ...record.Issued) *Server {
	t.Helper()
	p, s := booktest.Programme(15), booktest.State(15, asOf)
	p.Ends, s.Issued = ends, issued
	p.Windows = calendar.Windows{MonthStart: 25}
	var c report.Compiler
	r := c.Front(p, s, asOf)
	o := options(t, r)
	o.ReportOf = func(_ context.Context, month calendar.Period) (*report.Report, error) {
		return c.Compile(p, s, month, asOf), nil
	}
	return newServer(t, o)
}

func clock(month time.Month, day, hour int) time.Time {
	return time.Date(2020, month, day, hour, 40, 0, 0, booktest.Zone)
}

func TestTheMorningShowsTheLastWorkingDaysAbsenteesFirst(t *testing.T) {
	page := get(t, timed(t, clock(6, 24, 7), 0), "/").Body.String()
	wants(t, page, "Ngày T3 23/6/2020", "‹ 22/6 23/6 24/6 ›", "1/15 đơn vị chưa có báo cáo", "Hôm nay T4 24/6/2020: 0/15 đơn vị đã ghi, hạn 17:00", "Chưa báo cáo: 1 Tân Hưng")
	if strings.Contains(words(page), "15/15 đơn vị chưa có báo cáo") {
		t.Error("units are called absent whose reports are not due")
	}
	monday := get(t, timed(t, clock(6, 22, 7), 0), "/").Body.String()
	wants(t, monday, "Ngày T6 19/6/2020", "Hôm nay T2 22/6/2020")
}

func TestEveryDayAndMonthHasAnAddress(t *testing.T) {
	s := timed(t, booktest.AsOf, 0)
	wants(t, get(t, s, "/?day=2020-06-12").Body.String(), "Ngày T6 12/6/2020", "‹ 11/6 12/6 15/6 ›", "1/15 đơn vị chưa có báo cáo", "Chưa báo cáo: 1 An Phú", "Ngày 12/6 Trong tháng", "Hôm nay T4 24/6/2020: 13/15")
	wants(t, get(t, s, "/month?month=2020-06").Body.String(), "Tình hình nộp trong tháng 25/5–24/6")
	wants(t, get(t, s, "/unit/don-vi-3?month=2020-06").Body.String(), "Xã An Phú", "T6 12/6 C Chưa báo cáo")
	wants(t, get(t, s, "/year?year=2020").Body.String(), "Các tháng của năm 2020 (25/12/2019–24/12/2020)", "6 25/5–24/6")
	for _, path := range []string{"/?day=2020-06-25", "/?day=2020-05-28", "/?day=24/6", "/?day=", "/month?month=2020-07", "/month?month=2020-04", "/month?month=x", "/unit/don-vi-3?month=2019-06", "/year?year=2019", "/year?year=2021", "/year?year=x"} {
		if w := get(t, s, path); w.Code != http.StatusNotFound {
			t.Errorf("%s gives %d, want 404", path, w.Code)
		}
	}
}

func TestTheClosingMonthStaysOnThePageUntilItsReportIsIssued(t *testing.T) {
	s := timed(t, clock(6, 26, 18), 0)
	page := get(t, s, "/").Body.String()
	wants(t, page, "Hôm nay, T6 26/6/2020", "‹ 25/6 26/6", "Ngày 26/6 Trong tháng 25/5–24/6", "Đơn vị T6 29/5 T2 1/6")
	wants(t, get(t, s, "/month").Body.String(), "Tình hình nộp trong tháng 25/5–24/6", "Tháng 6 7", "7 ›")
	wants(t, get(t, s, "/month?month=2020-07").Body.String(), "Tình hình nộp trong tháng 25/6–24/7", "‹ 6")
	june := record.Issued{Draft: "BC-T6", Number: "12", Period: calendar.Windows{MonthStart: 25}.Month(2020, time.June), At: clock(6, 25, 9)}
	done := timed(t, clock(6, 26, 18), 0, june)
	wants(t, get(t, done, "/").Body.String(), "Ngày 26/6 Trong tháng 25/6–24/7")
	wants(t, get(t, done, "/month?month=2020-06").Body.String(), "Tình hình nộp trong tháng 25/5–24/6")
	// In the morning of the new month's first day the day before lies in the old one.
	wants(t, get(t, timed(t, clock(6, 25, 9), 0, june), "/").Body.String(), "T4 24/6/2020", "Hôm nay T5 25/6/2020", "Trong tháng 25/6–24/7")
}

func TestAProgrammeThatHasEndedCanStillBeSeen(t *testing.T) {
	s := timed(t, clock(9, 1, 9), calendar.Date(2020, 6, 24))
	page := get(t, s, "/").Body.String()
	wants(t, page, "Ngày báo cáo gần nhất: T4 24/6/2020", "Chương trình đã kết thúc ngày 24/6/2020", "Trong tháng 25/5–24/6")
	wants(t, get(t, s, "/month").Body.String(), "Thanh An Đ Đ")
	wants(t, get(t, s, "/year").Body.String(), "6 25/5–24/6")
}

func TestNoMonthOfAYearIsLargerThanIt(t *testing.T) {
	p, at := booktest.Programme(3), clock(12, 1, 18)
	p.Windows = calendar.Windows{MonthStart: 25}
	s := booktest.State(3, at)
	r := new(report.Compiler).Front(p, s, at)
	for i := range p.Indicators {
		if month, year := r.Window.Total.Figures[i], r.Year.Total.Figures[i]; month.N > year.N {
			t.Errorf("%s: the month comes to %d and the year to %d", p.Indicators[i].ID, month.N, year.N)
		}
	}
}

func TestAUnitsHistoryIsItsMonths(t *testing.T) {
	s := timed(t, clock(8, 3, 18), 0)
	page := get(t, s, "/unit/don-vi-1").Body.String()
	wants(t, page, "Các tháng trong năm", "Cao nhất:")
	for _, link := range []string{`href="/unit/don-vi-1?month=2020-06"`, `href="/unit/don-vi-1?month=2020-08"`} {
		if !strings.Contains(page, link) {
			t.Errorf("the page has no %s", link)
		}
	}
}

func TestAMonthIsComparedOrItIsSaidThatItCannotBe(t *testing.T) {
	page := get(t, timed(t, clock(6, 24, 18), 0), "/month").Body.String()
	wants(t, page, "So với kỳ trước (25/4/2020–24/5/2020) chưa đủ số liệu để so sánh", "So với cùng kỳ năm trước (25/5/2019–24/6/2019) chưa đủ số liệu để so sánh")
	august := get(t, timed(t, clock(8, 24, 18), 0), "/month").Body.String()
	wants(t, august, "So với kỳ trước (25/6/2020–24/7/2020) Nội dung Kỳ này Kỳ so sánh Tăng, giảm Số lượt người dân được tuyên truyền")
	if !strings.Contains(words(august), "%)") {
		t.Error("no change is told")
	}
}
