package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A fakeDesk records whatever it is asked, or refuses everything.
type fakeDesk struct {
	err   error
	made  []office.Decision
	state *record.State
}

func (k *fakeDesk) make(d office.Decision, r office.Ruling) (office.Decision, error) {
	if k.err != nil {
		return d, k.err
	}
	d.ID, d.Ruling, d.At = int64(len(k.state.Decisions)+1), r, booktest.AsOf
	k.made, k.state.Decisions = append(k.made, d), append(k.state.Decisions, d)
	return d, nil
}

func (k *fakeDesk) Enter(_ context.Context, r office.Ruling, unit, day, indicator string, manner office.Manner, value, received string) (office.Decision, error) {
	on, _ := calendar.ParseDay(day)
	return k.make(office.Decision{Kind: office.DecisionEnter, Unit: unit, From: on, To: on, Indicator: indicator, Entry: office.Entry{Manner: manner, Value: office.Stated(7)}, Row: value + " " + received, Received: booktest.AsOf}, r)
}

func (k *fakeDesk) Excuse(_ context.Context, r office.Ruling, unit, first, last string) (office.Decision, error) {
	return k.make(office.Decision{Kind: office.DecisionExcuse, Unit: strings.TrimPrefix(unit, "all"), Row: first + ".." + last}, r)
}

func (k *fakeDesk) Propose(_ context.Context, r office.Ruling, unit, first, last string) (office.Decision, error) {
	from, _ := calendar.ParseDay(first)
	to, err := calendar.ParseDay(last)
	if err != nil {
		to = from
	}
	return k.make(office.Decision{Kind: office.DecisionPropose, Unit: strings.TrimPrefix(unit, "all"), From: from, To: to}, r)
}

// named finds a decision by its id as the desk reads it.
func (k *fakeDesk) named(id string) (*office.Decision, error) {
	n, _ := strconv.ParseInt(strings.TrimSpace(id), 10, 64)
	for i := range k.state.Decisions {
		if d := k.state.Decisions[i]; d.ID == n {
			return &d, nil
		}
	}
	return nil, fakeRefusal{}
}

func (k *fakeDesk) Confirm(_ context.Context, r office.Ruling, id string) (office.Decision, error) {
	d, err := k.named(id)
	if err != nil {
		return office.Decision{}, err
	}
	r.Reason = d.Reason
	return k.make(office.Confirmation(d, r.By), r)
}

func (k *fakeDesk) Receive(_ context.Context, r office.Ruling, unit, period, received string) (office.Decision, error) {
	return k.make(office.Decision{Kind: office.DecisionReceive, Unit: unit, Receipt: office.Receipt{Period: period}, Row: received, Received: booktest.AsOf}, r)
}

func (k *fakeDesk) Accept(_ context.Context, r office.Ruling, findings ...string) (accepted, before []record.OpenFinding, err error) {
	for _, f := range findings {
		d, err := k.make(office.Decision{Kind: office.DecisionAccept, Acceptance: office.Acceptance{Finding: f}}, r)
		if err != nil {
			return nil, nil, err
		}
		accepted = append(accepted, record.OpenFinding{Accepted: &d})
	}
	return accepted, nil, nil
}

func (k *fakeDesk) Call(_ context.Context, r office.Ruling, unit, day string, outcome office.CallOutcome, until string) (office.Decision, error) {
	on, _ := calendar.ParseDay(day)
	return k.make(office.Decision{Kind: office.DecisionCall, Unit: unit, From: on, To: on, Calling: office.Calling{Outcome: outcome}, Row: until}, r)
}

func (k *fakeDesk) EnterDay(ctx context.Context, r office.Ruling, unit, day string, figures [][2]string, received, _ string) (all []office.Decision, err error) {
	for _, f := range figures {
		d, err := k.Enter(ctx, r, unit, day, f[0], office.Phoned, f[1], received)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

func (k *fakeDesk) InTime(_ context.Context, r office.Ruling, units []string, first, last string) (all []office.Decision, err error) {
	for _, unit := range units {
		d, err := k.make(office.Decision{Kind: office.DecisionInTime, Unit: unit, Row: first + ".." + last}, r)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

func (k *fakeDesk) Undo(_ context.Context, r office.Ruling, id string, may func(*office.Decision) error) (undo, undone office.Decision, err error) {
	d, err := k.named(id)
	if err == nil {
		err = may(d)
	}
	if err != nil {
		return undo, undone, err
	}
	undo, err = k.make(office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: d.ID}}, r)
	return undo, *d, err
}

// A fakeRefusal is a refusal with a code of the catalogue.
type fakeRefusal struct{}

func (fakeRefusal) Error() string { return "in English" }
func (fakeRefusal) Refused() (string, []string) {
	return "value-invalid", []string{"value", "<b>1.234</b>"}
}

// acting are options with a desk and an empty state.
func acting(t testing.TB, r *report.Report) (Options, *fakeDesk) {
	o := options(t, r)
	desk := &fakeDesk{state: &record.State{AsOf: r.AsOf}}
	o.Desk, o.Person = desk, "Trực ban"
	o.State = func(context.Context) (*record.State, error) { return desk.state, nil }
	o.Other = []office.Messages{catalogue(t, "en")}
	return o, desk
}

// send posts a form as a browser on the page itself does.
func send(t testing.TB, s http.Handler, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := request(http.MethodPost, home+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Origin", home)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

var phoned = url.Values{"unit": {"don-vi-5"}, "day": {"2020-06-24"}, "indicator": {"people_informed"}, "manner": {"phoned"}, "value": {"40"}, "by": {"Thường trực"}, "reason": {"báo qua điện thoại"}}

func TestAFigureIsEnteredInTheNameThatIsTyped(t *testing.T) {
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	s := newServer(t, o)
	w := send(t, s, "/enter", phoned)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/unit/don-vi-5?done=1" {
		t.Fatalf("the form leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	d := desk.made[0]
	if d.By != "Thường trực" || d.Reason != "báo qua điện thoại" || d.Unit != "don-vi-5" || d.From.String() != "2020-06-24" || d.Indicator != "people_informed" || d.Row != "40 " {
		t.Errorf("the desk was asked for %+v", d)
	}
	page := get(t, s, "/unit/don-vi-5?done=1").Body.String()
	wants(t, page, "Đã ghi quyết định số 1: nhập Tuyên truyền = 7, Xã Tân Hưng")
	if c := w.Result().Cookies(); len(c) != 1 || c[0].Name != "person" || !c[0].HttpOnly {
		t.Errorf("the name is remembered as %v", c)
	}
}

func TestARefusalComesBackOnTheFormFilledIn(t *testing.T) {
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	desk.err = fmt.Errorf("wrapped: %w", fakeRefusal{})
	w := send(t, newServer(t, o), "/enter", phoned)
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a refused form gives %d, want 422", w.Code)
	}
	page := w.Body.String()
	wants(t, page, "Chưa ghi được: “<b>1.234</b>” không phải là số nguyên", "Chỉ ghi chữ số")
	for _, want := range []string{`value="40"`, `value="báo qua điện thoại"`, `value="Thường trực"`, `<option value="people_informed" selected>`, `value="2020-06-24"`, "&lt;b&gt;1.234"} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not come back with %s", want)
		}
	}
}

func TestBrokenMachineryIsNoRefusalAndIsNotTold(t *testing.T) {
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	desk.err = errors.New("disk full: /secret/ledger.db")
	w := send(t, newServer(t, o), "/enter", phoned)
	if w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("broken machinery gives %d: %s", w.Code, words(w.Body.String()))
	}
	for _, want := range []string{"CHƯA ghi được", `value="40"`, `value="báo qua điện thoại"`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the form does not come back with %s", want)
		}
	}
}

func TestEveryFormDecidesAndLeadsOn(t *testing.T) {
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	s := newServer(t, o)
	said := url.Values{"by": {"VP"}, "reason": {"x"}}
	with := func(pairs ...string) url.Values {
		v := url.Values{"by": said["by"], "reason": said["reason"]}
		for i := 0; i < len(pairs); i += 2 {
			v.Add(pairs[i], pairs[i+1])
		}
		return v
	}
	for _, c := range []struct {
		path string
		sent url.Values
		kind office.DecisionKind
		next string
	}{
		{"/excuse", with("unit", "don-vi-5", "first", "2020-06-23", "last", "2020-06-24"), office.DecisionExcuse, "/unit/don-vi-5?done=1"},
		{"/excuse", with("unit", "all", "first", "2020-06-23"), office.DecisionExcuse, "/decisions?done=2"},
		{"/receive", with("unit", "don-vi-5", "period", "2020-06"), office.DecisionReceive, "/unit/don-vi-5?done=3"},
		{"/accept", with("finding", "a.b", "finding", "c.d"), office.DecisionAccept, "/findings?done=5"},
		{"/undo", with("id", "1"), office.DecisionUndo, "/decisions?done=6"},
	} {
		w := send(t, s, c.path, c.sent)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != c.next {
			t.Errorf("%s leads to %d %s, want %s", c.path, w.Code, w.Header().Get("Location"), c.next)
			continue
		}
		if d := desk.made[len(desk.made)-1]; d.Kind != c.kind || d.By != "VP" {
			t.Errorf("%s decides %+v", c.path, d)
		}
		if w := get(t, s, c.next); w.Code != http.StatusOK {
			t.Errorf("%s leads to a page that gives %d", c.path, w.Code)
		}
	}
	if _, err := desk.Propose(t.Context(), office.Ruling{By: "Lan", Reason: "mất điện"}, "all", "2020-06-23", ""); err != nil {
		t.Fatal(err)
	}
	if w := send(t, s, "/confirm", url.Values{"id": {"7"}, "by": {"VP"}}); w.Header().Get("Location") != "/decisions?done=8" {
		t.Errorf("/confirm leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	if list := words(get(t, s, "/decisions").Body.String()); !strings.Contains(list, "Số 6 hủy quyết định số 1 VP") || !strings.Contains(list, "(đã hủy bởi quyết định số 6)") {
		t.Errorf("the decisions read %s", list)
	}
}

func TestFormsAskForWhatTheyNeedBeforehand(t *testing.T) {
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	s := newServer(t, o)
	if _, err := desk.make(office.Decision{Kind: office.DecisionExcuse, Unit: "don-vi-5"}, office.Ruling{By: "VP", Reason: "bão"}); err != nil {
		t.Fatal(err)
	}
	wants(t, get(t, s, "/enter?unit=don-vi-5&indicator=people_guided").Body.String(), "Đơn vị Xã Tân Hưng", "Người thực hiện", "Lý do")
	wants(t, get(t, s, "/undo?id=1").Body.String(), "miễn báo cáo ngày", "VP: bão")
	for _, f := range booktest.Report(15, booktest.AsOf).Findings {
		if f.Code == "number-invalid" {
			wants(t, get(t, s, "/accept?finding="+stamped(&f)).Body.String(), "Ô D30")
			break
		}
	}
}

func TestAVisitorMayReadInAnotherLanguage(t *testing.T) {
	o, _ := acting(t, booktest.Report(15, booktest.AsOf))
	s := newServer(t, o)
	w := get(t, s, "/?lang=en")
	wants(t, w.Body.String(), "1/15 units have not reported", "Tiếng Việt")
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || cookies[0].Value != "en" {
		t.Fatalf("the choice is remembered as %v", cookies)
	}
	r := request(http.MethodGet, home+"/month", nil)
	r.AddCookie(cookies[0])
	next := httptest.NewRecorder()
	s.ServeHTTP(next, r)
	wants(t, next.Body.String(), "Reports of the month")
	wants(t, get(t, s, "/?lang=xx").Body.String(), "đơn vị chưa có báo cáo")
}

func TestARoundIsBegunOnceAndShown(t *testing.T) {
	o, _ := acting(t, booktest.Report(15, booktest.AsOf))
	asked, leave := make(chan string, 2), make(chan struct{})
	o.Sync = func(_ context.Context, by string) error { asked <- by; <-leave; return nil }
	o.Rounds = func() Rounds {
		return Rounds{Done: 5, Total: 15, Last: []Round{{Started: booktest.AsOf, Read: 3, Faulty: 1}, {Failed: true}, {Failed: true, Fault: office.FaultQuota},
			{Failed: true, Fault: office.FaultEncrypted, Withheld: true}}, Next: []Next{{At: booktest.AsOf, Job: "at-due"}}}
	}
	s := newServer(t, o)
	wants(t, get(t, s, "/").Body.String(), "Đồng bộ ngay")
	for range 2 {
		if w := send(t, s, "/sync", nil); w.Header().Get("Location") != "/rounds" {
			t.Fatalf("the button leads to %d %s", w.Code, w.Header().Get("Location"))
		}
	}
	if by := <-asked; by != "Trực ban" {
		t.Errorf("the round is asked for by %q", by)
	}
	page := get(t, s, "/rounds").Body.String()
	wants(t, page, "Đang đồng bộ: 5/15 nguồn (Trực ban)", "theo lịch đọc mới 3, không đổi 0, không mở được 1",
		"không xong; xem nhật ký", "chưa ghi được bảng tổng hợp: Đã hết lượt", "không đọc lại được trang Bổ sung: Tệp được bảo vệ bằng mật khẩu.", "đọc đúng hạn nộp")
	if !strings.Contains(page, `<noscript><meta http-equiv="refresh"`) || !strings.Contains(page, `<script src="/round.js" defer>`) || strings.Contains(page, `action="/sync"`) {
		t.Error("while a round goes on the page asks anew and lets no other begin")
	}
	close(leave)
	s.work.wait.Wait()
	if len(asked) != 0 {
		t.Error("two rounds were begun")
	}
	if page := get(t, s, "/rounds").Body.String(); strings.Contains(page, `http-equiv="refresh"`) || strings.Contains(page, "<script") {
		t.Error("the page asks anew after the round")
	}
}

func TestWithoutADeskThePageOnlyShows(t *testing.T) {
	s := newServer(t, options(t, booktest.Report(15, booktest.AsOf)))
	for _, path := range []string{"/", "/unit/don-vi-5", "/findings", "/decisions"} {
		if page := get(t, s, path).Body.String(); strings.Contains(page, `method="post"`) {
			t.Errorf("%s holds a form", path)
		}
	}
	if w := send(t, s, "/enter", phoned); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("a form sent all the same gives %d", w.Code)
	}
}

func TestALooseWorkbookIsPointedOut(t *testing.T) {
	o, _ := acting(t, booktest.Report(2, booktest.AsOf))
	o.Loose = func() []Loose { return []Loose{{"Xã Mới", "https://docs.google.com/spreadsheets/d/moi"}} }
	s := newServer(t, o)
	for _, path := range []string{"/", "/rounds"} {
		wants(t, get(t, s, path).Body.String(), "Bảng tính chưa gán cho đơn vị nào", "Xã Mới")
	}
}

func (k *fakeDesk) Teach(_ context.Context, r office.Ruling, l office.Lesson, name string) ([]office.Taught, []office.Question, error) {
	id, _, _ := strings.Cut(name, ".")
	q := office.Question{Proposal: office.Proposal{ID: id, Says: "Hướng dẫn (tại chốt)", Origin: office.Origin{Source: "an"}}}
	d := office.TeachingOf("don-vi-1", office.Answer{Proposal: id, Source: "an", Says: q.Says, No: l.No, Meaning: office.Meaning{Indicator: l.As, Part: l.PartOf}})
	if l.Ask || l.Later {
		d = office.DeferralOf(&q, l.Ask)
	}
	d, err := k.make(d, r)
	if err != nil {
		return nil, nil, err
	}
	return []office.Taught{{Question: q, Decision: d}}, nil, nil
}
