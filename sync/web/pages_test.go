package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// june24 is the last day of these tests.
var june24 = calendar.Date(2020, 6, 24)

// told is a district of three with a State that has something of everything:
// an edit, a figure that was entered, a finding that was accepted.
func told(t *testing.T) *Server {
	t.Helper()
	p := booktest.Programme(3)
	src := p.Units[0].Sources[0].Ref
	look := func(h, m int) time.Time { return time.Date(2020, 6, 24, h, m, 0, 0, booktest.Zone) }
	s := &record.State{AsOf: booktest.AsOf, Tables: map[string][]office.Table{src: {{
		Tab: "Tháng 6", Layout: "long", Header: "A3:D4", First: june24 - 23, Last: june24, Units: []string{"don-vi-1"},
		Columns: []office.Column{
			{At: "A", Header: "Ngày\ntháng", Role: "date"}, {At: "B", Header: "Ghi chú", Role: "ignored"},
			{At: "C", Header: "Tuyên truyền", Role: "indicator", Indicator: "people_informed", How: "pinned"}, {At: "D", Header: "Số lượng lạ", Role: "unknown"},
		}}}}, Seen: map[string][]record.Seen{src: {
		{Asked: look(12, 0), Answered: look(12, 1)}, {Asked: look(16, 58), Answered: look(16, 59)}, {Asked: look(17, 0), Answered: look(17, 1)}}}}
	figure := func(n int64) []record.Figure {
		return []record.Figure{{Indicator: "people_informed", Value: n, Tab: "Tháng 6", Cell: "C27"}}
	}
	s.Say(
		record.Version{Source: src, Unit: "don-vi-1", Day: june24 - 1, Asked: look(12, 0), Answered: look(12, 1), Figures: figure(30)},
		record.Version{Source: src, Unit: "don-vi-1", Day: june24, Asked: look(12, 0), Answered: look(12, 1), Figures: figure(12)},
		record.Version{Source: src, Unit: "don-vi-1", Day: june24, Asked: look(16, 58), Answered: look(16, 59), Figures: figure(21)},
	)
	finding := office.Finding{Unit: "don-vi-1", Code: "number-invalid", Severity: office.SeverityError, Raw: "10-15", Day: june24 - 2, Indicator: "people_guided", Origin: office.Origin{Source: src, Tab: "Tháng 6", Cell: "D25"}}
	other := finding
	other.Cell, other.Day = "D24", june24-5
	s.Findings = []record.OpenFinding{{Since: look(12, 1), Finding: finding}, {Since: look(12, 1), Finding: other}}
	accept := office.AcceptanceOf(&other)
	accept.ID, accept.By, accept.At, accept.Reason = 2, "Trực ban", look(17, 10), "đã gọi điện"
	s.Decisions = []office.Decision{
		{ID: 1, Kind: office.DecisionEnter, Unit: "don-vi-2", From: june24, To: june24, Indicator: "people_informed", Entry: office.Entry{Manner: office.Phoned, Value: office.Stated(7)}, Received: look(16, 0), At: look(17, 5), Ruling: office.Ruling{By: "Trực ban", Reason: "báo qua điện thoại"}},
		accept,
	}
	o, desk := acting(t, report.Compile(p, s, p.Windows.Month(2020, time.June), booktest.AsOf))
	desk.state = s
	o.Letter = func(_ *report.Report, u *office.Unit) string { return "Kính gửi " + u.Name + ",\nxin sửa ô D25." }
	bench := benchOf(p, 2)
	bench.book, bench.reading = &grid.Book{Tabs: []grid.Tab{{Title: "T6", Rows: [][]grid.Cell{{{Kind: grid.Text, Text: "Ngày"}}}}}}, &office.Reading{Tables: s.Tables[src]}
	bench.questions[1].Open, bench.questions[2].Meaning, bench.questions[3].Deferred = true, office.Meaning{}, &s.Decisions[0]
	o.Workbench = bench
	return newServer(t, o)
}

func TestAUnitsPageTellsWhatWasEditedRecognisedAndToBeSent(t *testing.T) {
	page := get(t, told(t), "/unit/don-vi-1").Body.String()
	wants(t, page,
		"16:59 ngày 24/6/2020 T4 24/6/2020 Tuyên truyền 12 21 Sửa số",
		"Tab “Tháng 6”, ", "tiêu đề ở A3:D4, từ 1/6/2020 đến 24/6/2020",
		"A Ngày tháng ngày", "C Tuyên truyền Số lượt người dân được tuyên truyền (theo cấu hình)", "Không nhận ra: D: Số lượng lạ",
		"Tin nhắn gửi đơn vị", "Kính gửi Xã Thanh An, xin sửa ô D25.",
		"Nhập số liệu thay đơn vị", "Đã nhận báo cáo bằng văn bản", "Miễn báo cáo ngày",
	)
	if strings.Contains(words(page), "Ghi chú") {
		t.Error("a column that is left alone is told")
	}
	for _, link := range []string{`href="/trace/don-vi-1/2020-06-24/people_informed"`, `href="/findings?unit=don-vi-1"`} {
		if !strings.Contains(page, link) {
			t.Errorf("the page has no %s", link)
		}
	}
}

func TestAFiguresPageWalksDownToItsCellAndLooks(t *testing.T) {
	s := told(t)
	page := get(t, s, "/trace/don-vi-1/2020-06-24/people_informed").Body.String()
	wants(t, page,
		"Xã Thanh An, T4 24/6/2020", "21 đơn vị ghi ở ô C27, tab “Tháng 6”", "mở ô C27, tab “Tháng 6”",
		"tháng 6/2020: 51 (2/", "Đ Đúng hạn thấy đủ trong lượt đọc xong lúc 12:01:00 24/6/2020",
		"12 ở ô C27, tab “Tháng 6”: thấy lần đầu trong lượt đọc 12:00:00 24/6/2020", "đến lượt đọc xong 16:59:00",
		"17:00:00 24/6/2020 – 17:01:00 sau hạn đã có, ghi 21",
	)
	if !strings.Contains(page, `href="https://docs.google.com/spreadsheets/d/don-vi-1/edit#range=C27"`) {
		t.Error("no link opens the cell")
	}
	wants(t, get(t, s, "/trace/don-vi-2/2020-06-24/people_informed").Body.String(), "7 văn phòng nhập, quyết định số 1 (Trực ban: báo qua điện thoại)", "đang có hiệu lực")
	wants(t, get(t, s, "/trace/don-vi-1/2020-06-22/people_guided").Body.String(), "Chưa có số liệu đơn vị đã ghi nhưng chưa dùng được", "ô D25")
	for _, path := range []string{"/trace/nobody/2020-06-24/people_informed", "/trace/don-vi-1/2020-06-24/cows", "/trace/don-vi-1/24-6-2020/people_informed"} {
		if w := get(t, s, path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s gives %d", path, w.Code)
		}
	}
}

func TestWhyTwoPeriodsDifferIsTakenApart(t *testing.T) {
	s := told(t)
	const want = "Số lượt người dân được tuyên truyền: 30 → 28 (−2)"
	for _, path := range []string{"/why", "/why?from=23/6/2020&to=24/6/2020", "/why?from=2020-06-23&to=2020-06-24"} {
		wants(t, get(t, s, path).Body.String(), want, "Thanh An −9", "An Khương +7")
	}
	wants(t, get(t, s, "/why?from=23/6/2020&to=24/6/2020&unit=don-vi-1").Body.String(), "Xã Thanh An: T3 23/6/2020 → T4 24/6/2020", "30 → 21 (−9)")
	wants(t, get(t, s, "/why?from=5/2020&to=6/2020").Body.String(), "tháng 5/2020 → tháng 6/2020")
	for query, said := range map[string]string{
		"from=hôm qua&to=hôm nay": "Không rõ kỳ nào", "from=24/6/2020&to=6/2020": "Chỉ so sánh được", "from=6/2020&to=6/2020": "Chỉ so sánh được",
		"from=6/2020&to=1/9999": "Kỳ này chưa đến", "from=24/6/2020": "Không rõ kỳ nào", "from=1/999999&to=0/0": "Không rõ kỳ nào",
	} {
		wants(t, get(t, s, "/why?"+strings.ReplaceAll(query, " ", "+")).Body.String(), said)
	}
	if w := get(t, s, "/why?from=1/0001&to=2/0001"); w.Code != http.StatusOK {
		t.Errorf("long ago gives %d", w.Code)
	}
}

func TestFindingsAreTickedAndAcceptedOnesStandApart(t *testing.T) {
	page := get(t, told(t), "/findings").Body.String()
	open, done, _ := strings.Cut(page, "<h2>")
	wants(t, open, "Thanh An Lỗi ô D25, tab “Tháng 6”", "Người thực hiện", "Lý do")
	wants(t, done, "Đã kiểm tra, đúng", "ô D24", "Đã kiểm tra, đúng: Trực ban, 17:10 ngày 24/6/2020 (đã gọi điện)")
	if strings.Contains(open, "D24") || !strings.Contains(done, `href="/undo?id=2"`) {
		t.Error("an accepted finding stands among the open ones, or cannot be taken back")
	}
	if n := strings.Count(open, `<input type="checkbox" name="finding" value="`); n != 1 {
		t.Errorf("%d findings can be ticked, want 1", n)
	}
	wants(t, get(t, told(t), "/findings?unit=don-vi-2").Body.String(), "Cần sửa: An Khương", "Không có")
}

func TestLongListsComeInParts(t *testing.T) {
	o, desk := acting(t, booktest.Report(1, booktest.AsOf))
	for i := range 2*decisionsAPage + 1 {
		if _, err := desk.make(office.Decision{Kind: office.DecisionExcuse}, office.Ruling{By: "VP", Reason: fmt.Sprint("lý do ", i)}); err != nil {
			t.Fatal(err)
		}
	}
	s := newServer(t, o)
	first, last := get(t, s, "/decisions").Body.String(), get(t, s, "/decisions?page=3").Body.String()
	wants(t, first, "Số 121 ", "lý do 120", "1 2 3")
	wants(t, last, "Số 1 ", "lý do 0")
	if n, m := strings.Count(first, "<li>"), strings.Count(last, "<li>"); n != decisionsAPage || m != 1 {
		t.Errorf("the parts have %d and %d decisions", n, m)
	}
	if w := get(t, s, "/decisions?page=99"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "lý do 120") {
		t.Error("a part that is not there is not the first")
	}
}

func TestSourcesTellWhenTheyWereReadAndWhatIsWrong(t *testing.T) {
	page := get(t, newServer(t, options(t, booktest.Report(15, booktest.AsOf))), "/rounds").Body.String()
	wants(t, page, "Minh Tâm 17:01 ngày 24/6/2020 22:30 ngày 19/6/2020 Bảng tính chưa được chia sẻ", "Chưa có lượt nào")
	if at, first := strings.Index(page, ">Minh Tâm<"), strings.Index(page, ">Thanh An<"); at < 0 || first < at {
		t.Error("a faulty source does not come first")
	}
}

func TestNoPageLacksAText(t *testing.T) {
	s := told(t)
	for _, lang := range []string{"vi", "en"} {
		for _, path := range []string{"/", "/?day=2020-06-23", "/calls", "/enter-day?unit=don-vi-1", "/in-time", "/call?unit=don-vi-1", "/month", "/year", "/unit/don-vi-1", "/unit/don-vi-2", "/findings", "/decisions", "/why", "/rounds", "/trace/don-vi-1/2020-06-24/people_informed",
			"/workbench", "/workbench?id=00000001", "/workbench/sheet?source=https://docs.google.com/spreadsheets/d/don-vi-1",
			"/trace/don-vi-2/2020-06-24/people_informed", "/enter", "/excuse", "/receive", "/accept?finding=x", "/undo?id=1", "/nothing"} {
			mark := "?"
			if strings.Contains(path, "?") {
				mark = "&"
			}
			text := words(get(t, s, path+mark+"lang="+lang).Body.String())
			for _, prefix := range []string{"web.", "book.", "status.", "refusal.", "trace.", "decide.", "cli.", "why.", "{", "%!"} {
				if at := strings.Index(text, prefix); at >= 0 {
					t.Errorf("%s %s: a text is missing: %.60s", lang, path, text[at:])
				}
			}
		}
	}
}

func TestEveryPageAndFormRendersAnEmptyReport(t *testing.T) {
	o, _ := acting(t, &report.Report{})
	s := newServer(t, o)
	for _, path := range []string{"/", "/calls", "/enter-day", "/in-time", "/call", "/month", "/year", "/findings", "/decisions", "/rounds", "/why", "/why?from=6/2020&to=5/2020", "/enter", "/excuse", "/receive", "/accept", "/undo", "/metrics"} {
		if w := get(t, s, path); w.Code != http.StatusOK {
			t.Errorf("%s of an empty report gives %d: %s", path, w.Code, w.Body)
		}
	}
}
