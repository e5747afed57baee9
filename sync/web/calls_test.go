package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// chasing is the page of a district on the evening of 24 June.
func chasing(t *testing.T) (*Server, *fakeDesk) {
	t.Helper()
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	o.Contacts = func() Contacts {
		return Contacts{ByUnit: map[string][]Contact{"don-vi-5": {{"Chị Lan", "0912 345 678", "0912345678"}, {"Anh Tú", "09x", ""}}}, Problems: []string{"dòng 3: “09x” không phải là số điện thoại"}}
	}
	o.Letter = func(_ *report.Report, u *office.Unit) string { return "Kính gửi " + u.Name }
	return newServer(t, o), desk
}

func TestWhoOwesAReportIsCalledFromOnePage(t *testing.T) {
	s, _ := chasing(t)
	page := get(t, s, "/calls").Body.String()
	wants(t, page, "Đôn đốc, T4 24/6/2020", "Cần gọi: 3", "Tân Hưng Chưa báo cáo: 24/6, 23/6 Chị Lan 0912 345 678 Zalo Anh Tú 09x", "Kính gửi Xã Tân Hưng", "“09x” không phải là số điện thoại",
		"chưa có số liệu ngày T4 24/6/2020 của: Tân Hưng.", "An Phú Chưa báo cáo: 12/6, 3/6 chưa có số điện thoại", "Đồng Nơ Đã ghi, cần sửa: 24/6, 23/6")
	for _, link := range []string{`href="tel:0912345678"`, `href="https://zalo.me/0912345678"`, `href="/enter-day?day=2020-06-24&amp;unit=don-vi-5"`} {
		if !strings.Contains(page, link) {
			t.Errorf("the page has no %s", link)
		}
	}
	if strings.Contains(words(page), "Minh Tâm") {
		t.Error("a unit is to be called whose workbook we could not open")
	}
}

func TestWhatCameOfACallStaysWithItsUnitAndItsDay(t *testing.T) {
	s, desk := chasing(t)
	said := url.Values{"unit": {"don-vi-5"}, "day": {"2020-06-24"}, "outcome": {"reached"}, "by": {"Lan"}, "reason": {"gặp trực ban"}}
	w := send(t, s, "/call", said)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/calls?day=2020-06-24&done=1" {
		t.Fatalf("it leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	if d := desk.made[0]; d.Kind != office.DecisionCall || d.Unit != "don-vi-5" || d.Outcome != office.Reached || d.By != "Lan" {
		t.Errorf("%+v", d)
	}
	page := get(t, s, "/calls?day=2020-06-24&done=1").Body.String()
	wants(t, page, "Cần gọi: 2", "Đã nhắc, chờ số liệu: 1", "đã gọi, 17:40 (Lan", "gặp trực ban")
	wants(t, get(t, s, "/calls?day=2020-06-23").Body.String(), "Cần gọi: 3")
	// Nobody answered at the next call: it is to be called again.
	said.Set("outcome", "unreached")
	send(t, s, "/call", said)
	wants(t, get(t, s, "/calls").Body.String(), "Cần gọi: 3", "chưa liên lạc được, 17:40")
}

func TestAWholeDayIsEnteredInOneForm(t *testing.T) {
	s, desk := chasing(t)
	page := get(t, s, "/enter-day?unit=don-vi-5&day=2020-06-24").Body.String()
	wants(t, page, "Nhập cả ngày thay đơn vị", "Đơn vị Xã Tân Hưng", "Số lượt người dân được tuyên truyền (lượt) 22/6:", "Người thực hiện", "Lý do")
	w := send(t, s, "/enter-day", url.Values{"unit": {"don-vi-5"}, "day": {"2020-06-24"}, "figure.people_informed": {"12"}, "figure.people_guided": {"3"}, "by": {"Lan"}, "reason": {"báo điện thoại"}, "after": {"0"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/unit/don-vi-5?done=2" || len(desk.made) != 2 {
		t.Fatalf("it leads to %d %s with %d decisions", w.Code, w.Header().Get("Location"), len(desk.made))
	}
	if d := desk.made[0]; d.Indicator != "people_guided" || d.From != calendar.Date(2020, 6, 24) || !strings.HasPrefix(d.Row, "3 ") {
		t.Errorf("%+v", d)
	}
}

func TestSeveralUnitsAreCountedAsInTimeAtOnce(t *testing.T) {
	s, desk := chasing(t)
	wants(t, get(t, s, "/in-time?first=2020-06-24").Body.String(), "Ghi nhận đúng hạn", "Xã Minh Đức", "Xã Thanh Bình")
	w := send(t, s, "/in-time", url.Values{"unit": {"don-vi-6", "don-vi-9"}, "first": {"2020-06-24"}, "by": {"Lan"}, "reason": {"có ảnh"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/decisions?done=2" || len(desk.made) != 2 || desk.made[1].Unit != "don-vi-9" {
		t.Errorf("it leads to %d %s with %+v", w.Code, w.Header().Get("Location"), desk.made)
	}
}

func TestTelephonesAreForTheOfficeAlone(t *testing.T) {
	p := newSignedPage(t)
	if w := p.as(t, "xem@example.vn").do(http.MethodGet, "/calls", nil); w.Code != http.StatusForbidden {
		t.Errorf("a viewer gets %d", w.Code)
	}
	if page := p.as(t, "xem@example.vn").do(http.MethodGet, "/", nil).Body.String(); strings.Contains(page, `href="/calls"`) {
		t.Error("a viewer is led to the telephones")
	}
}
