package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A fakeRegister notes what it is asked, or refuses everything. Of a period that
// has its report it refuses a second one as the real one does.
type fakeRegister struct {
	err   error
	asked []string
	state *record.State
}

// A registerRefusal has the code of a refusal of the register's.
type registerRefusal string

func (r registerRefusal) Error() string               { return string(r) }
func (r registerRefusal) Refused() (string, []string) { return string(r), nil }

// admissible refuses what the real register would, of whoever acts, the number
// and what is replaced.
func (f *fakeRegister) admissible(x Issuing) error {
	if f.err != nil || f.state == nil {
		return f.err
	}
	i := slices.IndexFunc(f.state.Issued, func(r record.Issued) bool { return r.Draft == x.Draft })
	switch {
	case strings.TrimSpace(x.By) == "":
		return registerRefusal("report-no-person")
	case strings.TrimSpace(x.Number) == "":
		return registerRefusal("report-no-number")
	case i < 0:
		return registerRefusal("report-draft-unknown")
	}
	standing := ""
	for _, r := range record.Numbered(f.state.Issued) {
		if r.Number == x.Number {
			return registerRefusal("report-number-taken")
		}
		if r.Period.Key() == f.state.Issued[i].Period.Key() {
			standing = r.Number
		}
	}
	switch {
	case x.Replaces == "" && standing != "":
		return registerRefusal("report-period-issued")
	case x.Replaces != standing:
		return registerRefusal("report-replaced-already")
	case x.Replaces != "" && x.Reason == "":
		return registerRefusal("report-no-reason")
	}
	return nil
}

func (f *fakeRegister) Close(_ context.Context, kind calendar.PeriodKind, name, through, by string) (string, error) {
	f.asked = append(f.asked, strings.Join([]string{"close", string(kind), name, through, by}, "|"))
	return "111-1111", f.err
}

func (f *fakeRegister) Issue(_ context.Context, x Issuing) error {
	if err := f.admissible(x); err != nil {
		return err
	}
	closed := map[bool]string{true: "as closed"}[x.AsClosed]
	if x.Signed != nil {
		closed += x.Signed.Name + " " + strconv.Itoa(len(x.Signed.Bytes))
	}
	f.asked = append(f.asked, strings.Join([]string{"issue", x.Draft, x.Number, x.Dated, x.Replaces, x.Reason, closed, x.By}, "|"))
	return nil
}

func (f *fakeRegister) Compare(_ context.Context, x Issuing) (Comparison, error) {
	if err := f.admissible(x); err != nil {
		return Comparison{}, err
	}
	if !isWorkbook(x.Signed) || bytes.Contains(x.Signed.Bytes, []byte("spoiled")) {
		return Comparison{}, nil
	}
	// What is replaced is printed on the document, and so differs with it.
	var lacks []string
	if x.Replaces != "" {
		lacks = []string{"Thay thế <số> " + x.Replaces, "Lý do"}
	}
	return Comparison{Compared: true, Lacks: lacks, Differences: []record.CellDifference{{Tab: "Báo cáo", Cell: "C9", Old: strings.TrimSpace("5 " + x.Replaces), New: "<9>"}}}, nil
}

func (f *fakeRegister) Document(_ context.Context, d record.Document) ([]byte, error) {
	return []byte("bytes of " + d.SHA256), f.err
}

func (f *fakeRegister) Provisional(_ context.Context, x Wanted) (string, []byte, error) {
	if x.Word {
		return "so-bo " + x.Name + ".docx", []byte("word " + string(x.Kind)), f.err
	}
	return "so-bo " + x.Name + ".xlsx", []byte(x.Kind), f.err
}

// registered is an acting office with a register: May was issued, and then issued
// again; June is a draft.
func registered(t testing.TB) (Options, *fakeRegister, *record.State) {
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	register := &fakeRegister{state: desk.state}
	o.Register = register
	report, err := o.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w := report.Programme.Windows
	may, june := w.Month(2020, time.May), w.Month(2020, time.June)
	at := booktest.AsOf.Add(-time.Hour)
	doc := func(name string) record.Document { return record.Document{Name: name + ".xlsx", SHA256: name} }
	desk.state.Issued = []record.Issued{
		{ID: 1, Draft: "111-1111", Number: "12-BC", Period: may, AsOf: at, Closed: at, ClosedBy: "Văn phòng", At: at, By: "Lãnh đạo", Dated: may.Last, Drafted: doc("a"), File: doc("a")},
		{ID: 2, Draft: "222-2222", Number: "13-BC", Period: may, AsOf: at, Closed: at, ClosedBy: "Văn phòng", At: at.Add(time.Minute), By: "Lãnh đạo", Dated: may.Last + 1,
			Replaces: "12-BC", Reason: "sót số liệu", Drafted: doc("b"), File: doc("c"), Edited: true, Compared: true,
			Differences: []record.CellDifference{{Tab: "Báo cáo", Cell: "C7", Old: "<5>", New: "6"}}},
		{ID: 3, Draft: "333-3333", Period: june, AsOf: at, Closed: at, ClosedBy: "Văn phòng", Drafted: doc("d")},
		{ID: 4, Draft: "444-4444", Period: june, AsOf: at, Closed: at, ClosedBy: "Văn phòng", Drafted: doc("e"),
			Figures: []record.Frozen{{Unit: "don-vi-5", Indicator: "people_informed", Period: office.Stated(1)}}},
	}
	return o, register, desk.state
}

func TestTheRegisterIsShownTheLatestFirst(t *testing.T) {
	o, _, _ := registered(t)
	page := get(t, newServer(t, o), "/reports").Body.String()
	wants(t, page, "Bản nháp 444-4444", "Bản nháp 333-3333 (đã có bản mới hơn)", "Số 13-BC ngày", "Thay thế báo cáo số 12-BC. Lý do: sót số liệu",
		"Số 12-BC ngày 24/5/2020 (đã bị thay thế)", "Tệp ký khác bản in của chương trình 1 ô", "Báo cáo!C7 <5> 6", "1 số liệu đã thay đổi sau khi chốt", "Xã Tân Hưng", "Số liệu sơ bộ")
	if strings.Index(page, "444-4444") > strings.Index(page, "333-3333") || !strings.Contains(page, "&lt;5&gt;") {
		t.Error("the order or the escaping is wrong")
	}
	for _, want := range []string{`href="/close"`, `href="/issue?draft=444-4444"`, `href="/reports/222-2222/issued"`, `href="/reports/222-2222/draft"`, `href="/reports/111-1111/issued"`} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, not := range []string{`/issue?draft=333`, `/issue?draft=111`, `href="/reports/111-1111/draft"`} {
		if strings.Contains(page, not) {
			t.Errorf("there is %s", not)
		}
	}
}

func TestAPeriodIsClosedInTheNameOfWhoDoesIt(t *testing.T) {
	o, register, _ := registered(t)
	s := newServer(t, o)
	wants(t, get(t, s, "/close").Body.String(), "Chốt báo cáo", "tháng 6/2020 (25/5/2020 – 24/6/2020)")
	if page := get(t, s, "/close").Body.String(); strings.Contains(page, `name="reason"`) {
		t.Error("closing asks for a reason")
	}
	w := send(t, s, "/close", url.Values{"period": {"month 2020-06"}, "through": {"2020-06-22"}, "by": {"Văn phòng"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/reports?closed=111-1111" || register.asked[0] != "close|month|2020-06|2020-06-22|Văn phòng" {
		t.Errorf("%d %s, asked %q", w.Code, w.Header().Get("Location"), register.asked)
	}
	wants(t, get(t, s, "/reports?closed=444-4444").Body.String(), "Đã chốt báo cáo tháng 6/2020")
}

func TestADraftIsIssuedAndMayReplaceWhatStands(t *testing.T) {
	o, register, state := registered(t)
	s := newServer(t, o)
	form := get(t, s, "/issue?draft=444-4444").Body.String()
	wants(t, form, "Bản nháp 444-4444: tháng 6/2020")
	if strings.Contains(form, `name="replaces"`) {
		t.Error("June replaces nothing")
	}
	sent := url.Values{"draft": {"444-4444"}, "number": {"14-BC"}, "date": {"2020-06-25"}, "as_closed": {"yes"}, "by": {"Lãnh đạo"}}
	if w := send(t, s, "/issue", sent); w.Code != http.StatusSeeOther || register.asked[0] != "issue|444-4444|14-BC|2020-06-25|||as closed|Lãnh đạo" {
		t.Errorf("%d, asked %q", w.Code, register.asked)
	}
	state.Issued = append(state.Issued, record.Issued{ID: 5, Draft: "555-5555", Period: state.Issued[0].Period})
	if form = get(t, s, "/issue?draft=555-5555").Body.String(); !strings.Contains(form, `name="replaces" value="13-BC"`) || !strings.Contains(form, `name="why"`) {
		t.Error("May is issued again, and what it replaces is not asked")
	}
	wants(t, get(t, s, "/reports").Body.String(), "Phát hành thay thế số 13-BC")
}

func TestARefusedClosingComesBackOnTheForm(t *testing.T) {
	o, register, _ := registered(t)
	register.err = fakeRefusal{}
	w := send(t, newServer(t, o), "/close", url.Values{"period": {"day 2020-06-23"}, "through": {"2020-05-22"}, "by": {"VP"}})
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `value="2020-05-22"`) || !strings.Contains(w.Body.String(), `value="day 2020-06-23" selected`) {
		t.Errorf("%d %s", w.Code, words(w.Body.String()))
	}
}

func TestFilesOfTheRegisterAreSent(t *testing.T) {
	o, register, _ := registered(t)
	s := newServer(t, o)
	for path, want := range map[string]string{
		"/reports/222-2222/issued": "bytes of c", "/reports/222-2222/draft": "bytes of b", "/reports/provisional/month/2020-06": "month", "/reports/provisional/month/2020-06?as=docx": "word month",
	} {
		w := get(t, s, path)
		if w.Code != http.StatusOK || w.Body.String() != want || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %q as %q", path, w.Code, w.Body.String(), w.Header().Get("Content-Disposition"))
		}
	}
	for _, path := range []string{"/reports/999/issued", "/reports/444-4444/issued", "/reports/provisional/week/2020", "/reports/provisional/month/x"} {
		if w := get(t, s, path); w.Code != http.StatusNotFound {
			t.Errorf("%s gives %d, want 404", path, w.Code)
		}
	}
	register.err = errors.New("disk: /secret")
	if w := get(t, s, "/reports/222-2222/issued"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("broken machinery gives %d: %s", w.Code, w.Body.String())
	}
}

func TestOnlyTheApproverIsOfferedToIssue(t *testing.T) {
	o, _, _ := registered(t)
	s := newServer(t, o)
	for role, want := range map[Role]bool{Viewer: false, Office: false, Approver: true} {
		report, err := o.Report(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		v := s.view(visitor{role: role, messages: o.Messages}, report)
		v.state, err = o.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		f := v.filed(&v.state.Issued[3], nil, true)
		if got := f.Issue != ""; got != want {
			t.Errorf("role %d may issue: %v, want %v", role, got, want)
		}
	}
	for _, a := range s.filing() {
		if a.need != Approver {
			t.Errorf("%s needs role %d, want %d", a.path, a.need, Approver)
		}
	}
}

func TestWithoutARegisterNothingIsClosedOrSent(t *testing.T) {
	o, _, _ := registered(t)
	o.Register = nil
	s := newServer(t, o)
	if page := get(t, s, "/reports").Body.String(); strings.Contains(page, "/close") || strings.Contains(page, "/issue") || strings.Contains(page, "/reports/2") {
		t.Error("the page offers what there is not")
	}
	for _, path := range []string{"/close", "/issue", "/reports/222-2222/issued"} {
		if w := get(t, s, path); w.Code != http.StatusNotFound {
			t.Errorf("%s gives %d, want 404", path, w.Code)
		}
	}
}
