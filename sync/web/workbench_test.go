package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/workbench"
)

// A fakeBench asks what it is told to ask, of one workbook.
type fakeBench struct {
	questions []office.Question
	evidence  map[string]workbench.Evidence
	book      *grid.Book
	reading   *office.Reading
}

func (b *fakeBench) Questions(context.Context) ([]office.Question, error) { return b.questions, nil }
func (b *fakeBench) Evidence(context.Context) (map[string]workbench.Evidence, error) {
	return b.evidence, nil
}
func (b *fakeBench) Workbook(context.Context, string) (*grid.Book, *office.Reading, error) {
	return b.book, b.reading, nil
}

// benchOf asks of each unit of a programme about so many headings, of which the
// first is written alike by all.
func benchOf(p *office.Programme, each int) *fakeBench {
	b := &fakeBench{evidence: map[string]workbench.Evidence{}}
	for i := range p.Units {
		u := &p.Units[i]
		for k := range each {
			at := office.Origin{Source: u.Sources[0].Ref, Tab: "Tháng 6", Cell: fmt.Sprintf("%c4", 'C'+k)}
			q := office.Question{Proposal: office.Proposal{ID: fmt.Sprintf("%04x%04x", i, k), Unit: u.ID, Origin: at, Places: []office.Origin{at}, Says: fmt.Sprintf("Hướng dẫn (kiểu %d.%d)", i, k), Meaning: office.Meaning{Indicator: "people_guided"}, Why: office.WhyGloss}}
			if k == 0 {
				q.Says = "Hướng dẫn (tại chốt)"
			}
			b.questions = append(b.questions, q)
			b.evidence[q.ID] = workbench.Evidence{Figures: 20 - k, Cut: cutOf(q.Says),
				Sums: []workbench.Sum{{Tab: "Tháng 6", Month: calendar.Date(2020, 6, 1), Figures: 20, Total: 1234, Own: &workbench.Own{Label: "Cộng", Cell: "C40", Value: 1234 + int64(k)}}}}
		}
	}
	return b
}

func cutOf(says string) workbench.Cut {
	c := workbench.Cut{Tab: "Tháng 6", Cols: []string{"A", "B", "C", "D"}}
	for row := range 4 {
		r := workbench.CutRow{Number: row + 4}
		for col := range 4 {
			r.Cells = append(r.Cells, workbench.CutCell{Text: fmt.Sprint(row*10 + col), Asked: col == 2})
		}
		c.Rows = append(c.Rows, r)
	}
	c.Rows[0].Cells[2].Text = says
	return c
}

// benched serves a workbench of three units with two questions each.
func benched(t *testing.T) (*Server, *fakeDesk, *fakeBench) {
	t.Helper()
	r := booktest.Report(3, booktest.AsOf)
	o, desk := acting(t, r)
	b := benchOf(r.Programme, 2)
	o.Workbench = b
	return newServer(t, o), desk, b
}

// answer fills the form of a question as the page has it.
func answer(q *office.Question, says string, more ...string) url.Values {
	sent := url.Values{"id": {q.Named()}, "answer": {says}, "scope": {"here"}, "by": {"Trực ban"}, "reason": {"đã hỏi xã"},
		"source": {q.Source}, "tab": {q.Tab}, "cell": {q.Cell}, "shown": {"“" + q.Says + "” là gì?"}}
	for i := 0; i < len(more); i += 2 {
		sent.Set(more[i], more[i+1])
	}
	return sent
}

func TestTheWorkbenchAsksOnceWhatSeveralWrite(t *testing.T) {
	s, _, _ := benched(t)
	page := get(t, s, "/workbench").Body.String()
	wants(t, page,
		"Đối chiếu 4 câu hỏi, 117 số liệu đang chờ.",
		"“Hướng dẫn (tại chốt)” là: Số lượt người dân, doanh nghiệp được hướng dẫn? Thanh An , ô C4, tab “Tháng 6” . 60 số liệu đang chờ . Vì sao hỏi: có chú thích trong ngoặc. Ghi như vậy còn có: An Khương, An Phú",
		"4 0 1 Hướng dẫn (tại chốt) 3", "7 30 31 32 33",
		"tháng 6/2020 (trang “Tháng 6”): 1.234 (20 số) = 1.234 bảng ghi ở “Cộng”, ô C40. Khớp.",
		"1.234 (20 số) ≠ 1.235 bảng ghi ở “Cộng”, ô C40. Lệch.",
		"cho bảng này cho cách ghi này ở mọi nơi", "Đúng", "Không phải số liệu", "Để sau", "Là nội dung khác, hoặc một phần", "Hỏi xã", "Kính gửi Xã Thanh An. Trong bảng của đơn vị, trang “Tháng 6”, ô C4, có tiêu đề “Hướng dẫn (tại chốt)”.",
	)
	if strings.Contains(strings.ToLower(words(page)), "đúng hết") {
		t.Error("everything can be answered at once")
	}
	if n := strings.Count(page, `value="everywhere" checked`); n != 1 {
		t.Errorf("%d questions hold everywhere unless told otherwise, want the one that several write", n)
	}
	wants(t, get(t, s, "/workbench?unit=don-vi-2").Body.String(), "Đối chiếu: An Khương 2 câu hỏi, 39 số liệu")
	wants(t, get(t, s, "/workbench?id=00010001").Body.String(), "“Hướng dẫn (kiểu 1.1)” là:", "Xem tất cả câu hỏi")
}

func TestTabsWithoutFiguresAreNotAskedAbout(t *testing.T) {
	s, _, b := benched(t)
	for i := range b.questions {
		b.questions[i].Meaning, b.questions[i].Why = office.Meaning{}, office.WhyTab
	}
	clear(b.evidence)
	page := get(t, s, "/workbench").Body.String()
	wants(t, page, "Không có câu hỏi nào đang chờ.")
	if strings.Contains(page, "<article") {
		t.Error("a question without figures is asked")
	}
}

func TestEachAnswerSaysWhatItsButtonSays(t *testing.T) {
	q := benchOf(booktest.Programme(1), 1).questions[0]
	for says, want := range map[string]office.Lesson{
		"yes": {}, "no": {No: true}, "as": {As: "people_guided"}, "part": {PartOf: "people_guided", As: "nữ"}, "ask": {Ask: true}, "later": {Later: true},
	} {
		if got, ok := lessonOf(answer(&q, says, "indicator", "people_guided", "part", "nữ")); !ok || got != want {
			t.Errorf("%s says %+v, want %+v", says, got, want)
		}
	}
	if got, ok := lessonOf(answer(&q, "no", "scope", "everywhere")); !ok || got != (office.Lesson{No: true, Everywhere: true}) {
		t.Errorf("everywhere says %+v", got)
	}
	if got, _ := lessonOf(answer(&q, "as")); got.As == "" {
		t.Error("no indicator is taken for yes")
	}
	if _, ok := lessonOf(answer(&q, "all")); ok {
		t.Error("an answer that no button says is taken")
	}
}

func TestAnAnswerIsRecordedAndLeadsOnToTheNextQuestion(t *testing.T) {
	s, desk, b := benched(t)
	w := send(t, s, "/workbench", answer(&b.questions[0], "no"))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/workbench?done=1" {
		t.Fatalf("got %d to %q: %s", w.Code, w.Header().Get("Location"), words(w.Body.String()))
	}
	d := desk.made[0]
	if d.Kind != office.DecisionTeach || !d.Taught.No || d.By != "Trực ban" || d.Reason != "đã hỏi xã" || d.Channel != office.ByLocalPage {
		t.Errorf("recorded %+v", d)
	}
	page := get(t, s, "/workbench?done=1").Body.String()
	wants(t, page, "Đã ghi quyết định số 1", "Không có số liệu nào đổi.", "Đã trả lời gần đây Số 1")
	if !strings.Contains(page, `href="/undo?id=1"`) {
		t.Error("it cannot be taken back from here")
	}
	if w := send(t, s, "/undo", url.Values{"id": {"1"}, "by": {"Trực ban"}, "reason": {"nhầm"}}); w.Header().Get("Location") != "/workbench?done=2" {
		t.Errorf("taking it back leads to %q", w.Header().Get("Location"))
	}
}

func TestWhatFollowsFromAnAnswerIsTold(t *testing.T) {
	s, _, _ := benched(t)
	s.lessons.keep(7, explain.Learned{
		More:  []explain.Learnt{{Unit: "don-vi-1", Day: calendar.Date(2020, 6, 24), Indicator: "people_guided", Value: 1500}, {Unit: "don-vi-1", Day: calendar.Date(2020, 6, 2), Indicator: "people_guided", Value: 2}},
		Fewer: []explain.Learnt{{Unit: "don-vi-2", Day: calendar.Date(2020, 6, 3), Indicator: "people_guided", Value: 3}},
	})
	wants(t, get(t, s, "/workbench?done=7").Body.String(), "Nay tính thêm 2 số liệu, từ ngày 2/6/2020 đến ngày 24/6/2020.", "Nay không tính 1 số liệu", "Thanh An, 24/6/2020: Hướng dẫn = 1.500")
	for i := range int64(maxLessons) {
		s.lessons.keep(100+i, explain.Learned{})
	}
	if s.lessons.of("7") != nil || s.lessons.of("100") == nil || s.lessons.of("x") != nil {
		t.Error("what is remembered has no bound, or the latest is forgotten")
	}
}

func TestWhatWasPutOffStandsApartAndIsAnsweredStill(t *testing.T) {
	s, desk, b := benched(t)
	for i, says := range []string{"ask", "later"} {
		send(t, s, "/workbench", answer(&b.questions[i], says))
		b.questions[i].Deferred = &desk.made[i]
	}
	page := get(t, s, "/workbench").Body.String()
	wants(t, page, "Đã hỏi xã, chờ trả lời “Hướng dẫn (tại chốt)” — Thanh An", "Để sau “Hướng dẫn (kiểu 0.1)” — Thanh An")
	if strings.Contains(page, `id="q00000001"`) {
		t.Error("what is for later is asked now")
	}
	wants(t, get(t, s, "/workbench?id=00000001").Body.String(), "để sau: “", "Đúng")
}

// Nothing that was chosen is lost where an answer is refused, and what stands there
// now is shown.
func TestARefusedAnswerComesBackWithWhatStandsThereNow(t *testing.T) {
	s, desk, b := benched(t)
	was := b.questions[3]
	b.questions[3].ID, b.questions[3].Says = "0000000a", "Hướng dẫn (lưu động)"
	b.evidence["0000000a"] = workbench.Evidence{Figures: 3, Cut: cutOf("x")}
	desk.err = office.Refuse("teach-unknown", "gone", "look", "id", was.ID)
	w := send(t, s, "/workbench", answer(&was, "part", "indicator", "people_supported", "part", "nữ", "scope", "everywhere", "reason", "xã nói vậy"))
	page := w.Body.String()
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("got %d", w.Code)
	}
	wants(t, page, "Chưa ghi nhận câu trả lời: không có mục "+was.ID, "Câu đã hiện khi bạn trả lời: “Hướng dẫn (kiểu 1.1)” là gì?", "“Hướng dẫn (lưu động)” là:")
	for _, kept := range []string{`value="people_supported" selected`, `name="part" value="nữ"`, `value="everywhere" checked`, `value="xã nói vậy"`, `value="Trực ban"`} {
		if !strings.Contains(page, kept) {
			t.Errorf("%s is lost", kept)
		}
	}
	if len(desk.made) != 0 {
		t.Error("something was recorded")
	}
	desk.err = office.Refuse("teach-contradicts", "no", "undo", "says", "x", "by", "VP", "at", "nay", "decision", "12")
	page = send(t, s, "/workbench", answer(&b.questions[0], "yes")).Body.String()
	wants(t, page, "Hủy quyết định số 12")
	if !strings.Contains(page, `href="/undo?id=12"`) {
		t.Error("the answer against it cannot be taken back from here")
	}
}

// Neither a unit nor all are answered at once from the page, whatever is sent.
func TestOnlyOneQuestionIsAnsweredAtATime(t *testing.T) {
	for sent, want := range map[string]string{"0a0b0c0d.00000001": "0a0b0c0d.00000001", "all": "00000000", "don-vi-1": "00000000", "": "00000000"} {
		if got := one(sent); got != want {
			t.Errorf("%q is sent on as %q", sent, got)
		}
	}
}

func TestASheetIsShownWithWhatItWasTakenFor(t *testing.T) {
	s, _, b := benched(t)
	src := b.questions[0].Source
	number := func(n float64) grid.Cell { return grid.Cell{Kind: grid.Number, Number: n} }
	text := func(s string) grid.Cell { return grid.Cell{Kind: grid.Text, Text: s} }
	b.book = &grid.Book{Tabs: []grid.Tab{{Title: "T6", Rows: [][]grid.Cell{{text("Ngày"), text("Tuyên truyền"), text("Bà con <b>")}, {text("24/6/2020"), number(5), number(7)}}}, {Title: "T7"}}}
	at := office.Origin{Source: src, Tab: "T6", Cell: "C"}
	b.reading = &office.Reading{
		Tallies:  []office.Tally{{Unit: "don-vi-1", Day: calendar.Date(2020, 6, 24), Indicator: "people_informed", Value: 5, Origin: office.Origin{Source: src, Tab: "T6", Cell: "B2"}}},
		Findings: []office.Finding{{Unit: "don-vi-1", Code: office.CodeColumnUnknown, Raw: "Bà con <b>", Origin: at}},
		Tables: []office.Table{{Tab: "T6", Layout: "long", Header: "A1:C1", First: calendar.Date(2020, 6, 1), Last: calendar.Date(2020, 6, 30), Units: []string{"don-vi-1"}, Columns: []office.Column{
			{At: "A", Header: "Ngày", Role: "date"}, {At: "B", Header: "Tuyên truyền", Role: "indicator", Indicator: "people_informed"}, {At: "C", Header: "Bà con <b>", Role: "unknown"}}}},
		Account: []office.Accounted{{Origin: office.Origin{Tab: "T6", Cell: "B2"}, As: office.AsTally}, {Origin: office.Origin{Tab: "T6", Cell: "C2"}, As: office.AsFinding}},
	}
	page := get(t, s, "/workbench/sheet?source="+url.QueryEscape(src)+"&tab=T6").Body.String()
	wants(t, page, "Bảng tính như đã hiểu: Thanh An – T6 T6 T7", "✓ đã lấy ? chờ xác nhận ! đã báo, không lấy Σ đã đối chiếu · không phải số liệu", "Dòng 1–2 trong 2",
		"B ✓ Tuyên truyền C ! chưa rõ", "2 24/6 24/6/2020 5 ✓ 7 !", "Tab “T6”, mỗi ngày một dòng", "B “Tuyên truyền” → ✓ Tuyên truyền")
	taken := office.TakenOf(src, &b.reading.Tables[0])[0]
	for _, q := range []string{taken.ID, b.reading.Findings[0].ID()} {
		if !strings.Contains(page, `<a href="/workbench?id=`+q) {
			t.Errorf("the heading of %s cannot be answered from here", q)
		}
	}
	if strings.Contains(page, "<b>\"") || !strings.Contains(page, "Bà con &lt;b&gt;") {
		t.Error("what a commune wrote is no text")
	}
	wants(t, get(t, s, "/workbench?id="+taken.ID+"&source="+url.QueryEscape(src)).Body.String(), "“Tuyên truyền” đang được hiểu là: Số lượt người dân được tuyên truyền. Cần sửa?", "1 số liệu đang được tính")
	for path, want := range map[string]int{"/workbench/sheet?source=nothing": 404, "/workbench/sheet": 404, "/workbench/sheet?source=" + url.QueryEscape(src) + "&tab=none&row=-4&col=x": 200} {
		if w := get(t, s, path); w.Code != want {
			t.Errorf("%s gives %d, want %d", path, w.Code, want)
		}
	}
	b.book = nil
	if w := get(t, s, "/workbench/sheet?source="+url.QueryEscape(src)); w.Code != http.StatusNotFound {
		t.Errorf("a workbook that was never seen gives %d", w.Code)
	}
}

// benchYear serves 95 units and a year, each unit with eight questions of its own.
func benchYear(t testing.TB) *Server {
	t.Helper()
	s := yearServer(t, 95)
	r, err := s.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o := s.Options
	b := benchOf(r.Programme, 8)
	src := r.Programme.Units[0].Sources[0].Ref
	tab := grid.Tab{Title: "Tháng 6"}
	b.reading = &office.Reading{Tables: []office.Table{{Tab: "Tháng 6", Layout: "long", Header: "A3:N4", Columns: []office.Column{{At: "C", Header: strings.Repeat("Hướng dẫn ", 10), Role: "indicator", Indicator: "people_guided"}}}}}
	for range 400 {
		var row []grid.Cell
		for col := range 20 {
			row = append(row, grid.Cell{Kind: grid.Text, Text: strings.Repeat("chín mươi ", 12) + fmt.Sprint(col)})
		}
		tab.Rows = append(tab.Rows, row)
	}
	b.book = &grid.Book{Tabs: []grid.Tab{tab}}
	b.reading.Account = []office.Accounted{{Origin: office.Origin{Source: src, Tab: "Tháng 6", Cell: "A1:T400"}, As: office.AsTally}}
	o.Workbench = b
	return newServer(t, o)
}

func benchPaths(s *Server) []string {
	b := s.Workbench.(*fakeBench)
	return []string{"/workbench", "/workbench?page=9", "/workbench?id=00050003", "/workbench?unit=don-vi-7", sheetPath(&b.questions[0].Origin)}
}

func TestNoPageOfTheWorkbenchIsOver100KB(t *testing.T) {
	const limit = 100_000
	s := benchYear(t)
	for _, path := range benchPaths(s) {
		w := get(t, s, path)
		if w.Code != http.StatusOK || w.Body.Len() > limit {
			t.Errorf("%s gives %d with %d bytes, want 200 with at most %d", path, w.Code, w.Body.Len(), limit)
		}
		t.Logf("%s has %d bytes", path, w.Body.Len())
	}
}

func BenchmarkWorkbench(b *testing.B) {
	s := benchYear(b)
	for _, path := range benchPaths(s) {
		name, _, _ := strings.Cut(strings.ReplaceAll(path, "/", "_"), "source")
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := get(b, s, path); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

func TestAViewerSeesTheQuestionsAndMayNotAnswer(t *testing.T) {
	p := newSignedPage(t)
	b := benchOf(booktest.Programme(3), 1)
	p.options.Workbench = b
	p.Server = newServer(t, p.options)
	for address, may := range map[string]bool{"xem@example.vn": false, "vp@example.vn": true, "bt@example.vn": true} {
		who := p.as(t, address)
		page := who.do(http.MethodGet, "/workbench", nil).Body.String()
		if strings.Contains(page, "Hướng dẫn (tại chốt)") == false || strings.Contains(page, "<form method=\"post\" action=\"/workbench") != may {
			t.Errorf("%s is asked for an answer: %v, want %v", address, !may, may)
		}
		want := map[bool]int{true: http.StatusSeeOther, false: http.StatusForbidden}[may]
		if w := who.do(http.MethodPost, "/workbench", answer(&b.questions[0], "yes", "by", "somebody else")); w.Code != want {
			t.Errorf("%s: answering gives %d, want %d", address, w.Code, want)
		}
	}
	for i := range p.desk.made {
		if d := &p.desk.made[i]; d.By == "somebody else" || d.Channel != office.ByPage {
			t.Errorf("who is signed in answers as %s by %s", d.By, d.Channel)
		}
	}
	if len(p.desk.made) != 2 {
		t.Errorf("%d answers were recorded, want 2", len(p.desk.made))
	}
}

func TestAFindingThatIsAQuestionLeadsToIt(t *testing.T) {
	r := booktest.Report(3, booktest.AsOf)
	o, _ := acting(t, r)
	at := office.Origin{Source: r.Programme.Units[0].Sources[0].Ref, Tab: "T6", Cell: "F"}
	unknown := office.Finding{Unit: "don-vi-1", Code: office.CodeColumnUnknown, Severity: office.SeverityWarning, Raw: "Người nghe loa", Origin: at, Args: map[string]string{"near": "—"}}
	waits := office.Finding{Unit: "don-vi-1", Code: office.CodeToConfirm, Severity: office.SeverityWarning, Raw: "TT", Origin: at, Args: map[string]string{"id": "0000000b", "label": "—", "why": "gloss"}}
	r.Findings = []record.OpenFinding{{Finding: unknown}, {Finding: waits}}
	leads := func(s *Server) int {
		page := get(t, s, "/findings").Body.String()
		return strings.Count(page, `href="/workbench?id=`+unknown.ID()+`"`) + strings.Count(page, `href="/workbench?id=0000000b"`)
	}
	if n := leads(newServer(t, o)); n != 0 {
		t.Error("without a workbench findings lead there")
	}
	o.Workbench = benchOf(r.Programme, 1)
	if n := leads(newServer(t, o)); n != 2 {
		t.Errorf("%d of 2 findings lead to their question", n)
	}
}

func TestWhatCannotBothBeRightIsNamed(t *testing.T) {
	s, _, b := benched(t)
	b.questions[0].Against, b.questions[1].Against = []string{b.questions[1].ID}, []string{b.questions[0].ID}
	page := get(t, s, "/workbench").Body.String()
	wants(t, page, "Không thể đúng cùng với: “Hướng dẫn (kiểu 0.1)”", "Không thể đúng cùng với: “Hướng dẫn (tại chốt)”")
	if !strings.Contains(page, `href="/workbench?id=`+b.questions[1].ID+`"`) {
		t.Error("no link leads to the other")
	}
}

func TestACitizensNameIsNowhereOnTheWorkbench(t *testing.T) {
	s, _, b := benched(t)
	mask := office.Mask{Kind: office.MaskName, Length: 14, Digest: "1a2b3c4d5e6f"}.String()
	q := &b.questions[0]
	q.Says = "Hướng dẫn cho " + mask
	e := b.evidence[q.ID]
	e.Cut = cutOf(q.Says)
	b.evidence[q.ID] = e
	b.book = &grid.Book{Tabs: []grid.Tab{{Title: "T6", Rows: [][]grid.Cell{{{Kind: grid.Text, Text: strings.Repeat("dài ", 30) + mask}}}}}}
	b.reading = &office.Reading{}
	for _, path := range []string{"/workbench", "/workbench/sheet?source=" + url.QueryEscape(q.Source)} {
		page := get(t, s, path).Body.String()
		if strings.Contains(page, "⟦") || strings.Contains(page, "1a2b3c") || !strings.Contains(page, "(tên người)") {
			t.Errorf("%s shows a mask, or nothing in its place", path)
		}
	}
}
