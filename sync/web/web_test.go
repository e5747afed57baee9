package web

import (
	"context"
	"errors"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

const pagesDir = "../../templates/pages"

// catalogue reads all messages that there are, as the program does.
func catalogue(t testing.TB, lang string) office.Messages {
	t.Helper()
	files, err := filepath.Glob("../../templates/messages/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no messages: %v", err)
	}
	texts := map[string]string{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]map[string]string
		if err := yaml.Unmarshal(data, &all); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, in := range all {
			texts[key] = in[lang]
		}
	}
	return office.Messages{Lang: lang, Texts: texts}
}

// options are those of a server that shows r, an hour and more before or after
// the deadline as the report says.
func options(t testing.TB, r *report.Report) Options {
	return Options{
		Pages:    os.DirFS(pagesDir),
		Messages: catalogue(t, "vi"),
		Report:   func(context.Context) (*report.Report, error) { return r, nil },
		Link:     func(o office.Origin) string { return o.Source + "/edit#range=" + o.Cell },
		Files:    func() []File { return []File{{"consolidated", "out/tong-hop.xlsx", ""}} },
		Now:      func() time.Time { return r.AsOf },
		Log:      slog.New(slog.DiscardHandler),
	}
}

func newServer(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// home is where a page without sign-in is reached.
const home = "http://127.0.0.1:8080"

func get(t testing.TB, s *Server, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, request(http.MethodGet, home+path, nil))
	return w
}

// words are a page's text as a reader sees it.
func words(page string) string {
	text := regexp.MustCompile(`(?s)<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(html.UnescapeString(text)), " ")
}

func wants(t *testing.T, page string, texts ...string) {
	t.Helper()
	got := words(page)
	for _, want := range texts {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q:\n%s", want, got)
		}
	}
}

func TestTodayNamesWhoHasNotReportedFirst(t *testing.T) {
	page := get(t, newServer(t, options(t, booktest.Report(15, booktest.AsOf))), "/").Body.String()
	wants(t, page,
		"Hôm nay, T4 24/6/2020",
		"1/15 đơn vị chưa có báo cáo Đã qua giờ hạn 17:00 Chưa báo cáo: 1 Tân Hưng Xã cần sửa: 1 Đồng Nơ Văn phòng xem: 1 K Minh Tâm",
		"Đã báo cáo: 12 T Minh Đức T Thanh Bình Thanh An",
		"Đúng hạn 10/14, đã nộp 12/14",
		"Số liệu đến 17:40 ngày 24/6/2020",
		"An Phú : 3/6, 12/6",
		"Bảng tổng hợp: out/tong-hop.xlsx",
	)
}

// What we have not understood is shown to the office as its own work, and
// counts neither as reported nor against the unit.
func TestWhatIsToBeCheckedIsTheOfficesWork(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	for i := range r.Standings {
		if st := &r.Standings[i]; st.Unit == "don-vi-5" && st.Period.First >= calendar.Date(2020, 6, 22) {
			st.Status = office.Unread
		}
	}
	page := get(t, newServer(t, options(t, r)), "/").Body.String()
	wants(t, page, "3/15 đơn vị cần xem lại", "Văn phòng xem: 2 X Tân Hưng K Minh Tâm",
		"Văn phòng xem trước: ghi nhiều ngày liền mà chưa đối chiếu được Tân Hưng : 3 ngày, từ 22/6/2020", "Đúng hạn 10/13, đã nộp 12/13")
	if strings.Contains(words(page), "Chưa báo cáo: ") {
		t.Error("a unit is called missing whose report was not understood")
	}
}

func TestBeforeTheDeadlineNobodyIsAccused(t *testing.T) {
	asOf := booktest.AsOf.Add(-3 * time.Hour)
	page := get(t, newServer(t, options(t, booktest.Report(15, asOf))), "/?day=2020-06-24").Body.String()
	wants(t, page, "10/15 đơn vị đã có báo cáo, chưa đến giờ hạn Còn 2 giờ 20 phút đến giờ hạn 17:00 Chưa đến hạn / được miễn: 5 Tân Hưng")
	if strings.Contains(page, "headline alarm") || strings.Contains(words(page), "Chưa báo cáo: ") {
		t.Error("the page calls units missing whose reports are not due")
	}
}

func TestOnADayOffTheLastDayWithReportsIsShown(t *testing.T) {
	saturday := time.Date(2020, 6, 20, 9, 0, 0, 0, booktest.Zone)
	page := get(t, newServer(t, options(t, booktest.Report(15, saturday))), "/").Body.String()
	wants(t, page, "Ngày báo cáo gần nhất: T6 19/6/2020", "Hạn tới: 17:00 T2 22/6/2020", "Tất cả đơn vị đã báo cáo")
}

func TestAYearWithoutDaysOffIsToldAboveTheStandings(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	s := newServer(t, options(t, r))
	const box = `<div class="caution" role="note">`
	if page := get(t, s, "/").Body.String(); strings.Contains(page, box) || strings.Contains(words(page), "config.yaml") {
		t.Error("the page warns although every year has its days off")
	}
	r.Uncharted = []int{2021}
	page := get(t, s, "/").Body.String()
	if i, j := strings.Index(page, box), strings.Index(page, `id="headline"`); i < 0 || i > j {
		t.Errorf("the notice stands at %d, the headline at %d", i, j)
	}
	wants(t, page, "chưa có ngày nghỉ nào của năm 2021: ngày lễ, Tết bị tính là ngày phải báo cáo",
		"Xin báo người vận hành thêm ngày nghỉ và ngày làm bù vào mục calendar của tệp config.yaml, theo thông báo nghỉ lễ, Tết của Nhà nước")
}

func TestAnUnstatedTotalIsNotShownAsZero(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	for i := range r.Day.Total.Figures {
		r.Day.Total.Figures[i] = report.Sum{ExpectedDays: 3}
	}
	page := get(t, newServer(t, options(t, r)), "/").Body.String()
	wants(t, page, "Số lượt người dân được tuyên truyền (lượt) chưa có 0/3")
}

func TestTargetsSayInWordsWhatTheBarShows(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	page := get(t, newServer(t, options(t, r)), "/").Body.String()
	p := r.Targets[0]
	wants(t, page, "ít nhất 3.000", "Vượt tiến độ", "Cần thêm "+office.Grouped(p.PerDay)+" mỗi ngày")
	alt := `aria-label="Tổng số hồ sơ mức độ 3, mức độ 4: ` + p.Done.String() + ` trên chỉ tiêu ít nhất 3.000, đạt`
	if !strings.Contains(page, alt) {
		t.Errorf("no bar carries the text %q", alt)
	}
}

func TestTheMonthHasALetterForEachUnitAndDay(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	s := newServer(t, options(t, r))
	for _, path := range []string{"/", "/month"} {
		page := get(t, s, path).Body.String()
		wants(t, page, "Tân Hưng Đ Đ Đ T Đ Đ Đ Đ Đ Đ Đ Đ Đ Đ Đ Đ Đ C C 16/19", "Minh Tâm Đ T Đ Đ Đ Đ Đ Đ Đ Đ T Đ Đ Đ Đ Đ K K K 14/16")
	}
}

func TestAUnitsPageShowsItsDaysEvidenceAndFindings(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	page := get(t, newServer(t, options(t, r)), "/unit/don-vi-5").Body.String()
	wants(t, page,
		"Xã Tân Hưng", "C Chưa báo cáo",
		"T4 24/6 C Chưa báo cáo xem lúc 17:01, chưa có",
		"T4 3/6 T Trễ hạn trong khoảng 17:01 – 17:31",
		"Lỗi ô D30, tab “Tháng 6”",
		"Đang ghi là: 10-15",
	)
	if want := `href="https://docs.google.com/spreadsheets/d/don-vi-5/edit#range=D30"`; !strings.Contains(page, want) {
		t.Errorf("no link opens the cell: want %s", want)
	}
	if i, j := strings.Index(page, `severity error`), strings.Index(page, `severity notice`); i < 0 || j < 0 || i > j {
		t.Errorf("errors stand at %d, notices at %d; errors come first", i, j)
	}
}

func TestAnUnreadableWorkbookIsNotTheUnitsFault(t *testing.T) {
	page := get(t, newServer(t, options(t, booktest.Report(15, booktest.AsOf))), "/unit/don-vi-7").Body.String()
	wants(t, page, "K Không mở được bảng", "không tính là chậm", "Đọc được lần cuối lúc 22:30 ngày 19/6/2020")
}

func TestUnknownUnitsAndPagesAreNotFound(t *testing.T) {
	s := newServer(t, options(t, booktest.Report(2, booktest.AsOf)))
	for _, path := range []string{"/unit/nobody", "/nothing", "/unit/", "/../etc/passwd", "/unit/..%2f..%2fetc"} {
		if w := get(t, s, path); w.Code != http.StatusNotFound && w.Code != http.StatusTemporaryRedirect && w.Code != http.StatusMovedPermanently {
			t.Errorf("GET %s gives %d, want 404", path, w.Code)
		}
	}
}

func TestAReportThatCannotBeMadeIsSaidPlainly(t *testing.T) {
	o := options(t, booktest.Report(1, booktest.AsOf))
	o.Report = func(context.Context) (*report.Report, error) {
		return nil, errors.New("the ledger is locked: secret.db")
	}
	for _, path := range []string{"/", "/month", "/unit/don-vi-1"} {
		w := get(t, newServer(t, o), path)
		if w.Code != http.StatusServiceUnavailable {
			t.Errorf("GET %s gives %d, want 503", path, w.Code)
		}
		wants(t, w.Body.String(), "Chưa lấy được số liệu")
		if strings.Contains(w.Body.String(), "secret.db") {
			t.Errorf("GET %s shows the cause to the visitor", path)
		}
	}
}

func TestProbesTellAliveFromReady(t *testing.T) {
	o := options(t, booktest.Report(1, booktest.AsOf))
	if w := get(t, newServer(t, o), "/readyz"); w.Code != http.StatusOK || w.Body.String() != "ready\n" {
		t.Errorf("/readyz gives %d %q, want 200 ready", w.Code, w.Body)
	}
	o.Ready = func(context.Context) error { return errors.New("the last round is a day old") }
	s := newServer(t, o)
	if w := get(t, s, "/readyz"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "round") {
		t.Errorf("/readyz gives %d %q, want a bare 503", w.Code, w.Body)
	}
	if w := get(t, s, "/healthz"); w.Code != http.StatusOK || w.Body.String() != "alive\n" {
		t.Errorf("/healthz gives %d %q, want 200 alive", w.Code, w.Body)
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	s := newServer(t, options(t, booktest.Report(1, booktest.AsOf)))
	for _, path := range []string{"/", "/month", "/unit/don-vi-1", "/healthz", "/readyz", "/style.css"} {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions} {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, request(method, home+path, strings.NewReader("x=1")))
			if w.Code != http.StatusMethodNotAllowed {
				t.Errorf("%s %s gives %d, want 405", method, path, w.Code)
			}
		}
		head := httptest.NewRecorder()
		s.ServeHTTP(head, request(http.MethodHead, home+path, nil))
		if head.Code != http.StatusOK {
			t.Errorf("HEAD %s gives %d, want 200", path, head.Code)
		}
	}
}

func TestEveryAnswerForbidsScriptsAndFrames(t *testing.T) {
	s := newServer(t, options(t, booktest.Report(1, booktest.AsOf)))
	for _, path := range []string{"/", "/unit/don-vi-1", "/nothing", "/healthz", "/style.css", "/icon.svg"} {
		h := get(t, s, path).Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		csp := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none';") || strings.Contains(csp, "unsafe") || !strings.Contains(csp, "script-src 'self';") {
			t.Errorf("%s: the policy is too loose: %s", path, csp)
		}
	}
}

func TestPagesNeedNothingThatThePolicyForbids(t *testing.T) {
	s := newServer(t, options(t, booktest.Report(15, booktest.AsOf)))
	for _, path := range []string{"/", "/unit/don-vi-1", "/nothing"} {
		page := get(t, s, path).Body.String()
		for _, forbidden := range []string{"<script", " style=", "<style", " onclick=", "src="} {
			if strings.Contains(page, forbidden) {
				t.Errorf("%s holds %q", path, forbidden)
			}
		}
	}
	css, err := io.ReadAll(get(t, s, "/style.css").Body)
	if err != nil || len(css) < 1000 || strings.Contains(string(css), "url(") || strings.Contains(string(css), "@import") {
		t.Errorf("the style sheet has %d bytes (%v), or loads something", len(css), err)
	}
}

// request is one that was made on this very computer.
func request(method, target string, body io.Reader) *http.Request {
	r := httptest.NewRequest(method, target, body)
	r.RemoteAddr = "127.0.0.1:50000"
	return r
}
