package main

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
)

// A bench is a small office whose communes head columns in words of their own,
// looked at in a browser.
type bench struct {
	*app.Office
	dir  string
	base string
}

// newBench looks once at three communes. Two write the same heading, which is
// understood but not beyond doubt; one has a heading that nobody understands.
func newBench(t *testing.T) *bench {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"an.csv":   "Ngày,Tuyên truyền,Hướng dẫn nộp hồ sơ,Bà con ghé chốt\n22/6/2020,12,3,7\n23/6/2020,9,4,8\n24/6/2020,8,5,9\nCộng,29,12,24\n",
		"binh.csv": "Ngày,Tuyên truyền,hướng dẫn nộp hồ sơ\n22/6/2020,2,1\n23/6/2020,3,2\n",
		"chi.csv":  "Ngày,Tuyên truyền\n22/6/2020,4\n",
		"config.yaml": `programme: {title: "Thử nghiệm", starts: 2020-06-22, ends: 2020-12-31}
ledger: ledger.db
units:
  - {id: an, name: "Xã An", type: xa, source: an.csv}
  - {id: binh, name: "Xã Bình", type: xa, source: binh.csv}
  - {id: chi, name: "Xã Chi", type: xa, source: chi.csv}
indicators:
  - {id: people_informed, label: "Số lượt người dân được tuyên truyền", short: "Tuyên truyền", unit: lượt}
  - {id: people_guided, label: "Số lượt người dân được hướng dẫn", short: "Hướng dẫn", unit: lượt}
  - {id: people_supported, label: "Số lượt người dân được hỗ trợ", short: "Hỗ trợ", unit: lượt}
web: {listen: "127.0.0.1:0", person: "Văn phòng"}
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	clock := &apptest.Clock{At: time.Date(2020, 6, 24, 18, 0, 0, 0, apptest.Vietnam)}
	o := apptest.Open(t, clock, filepath.Join(dir, "config.yaml"), app.ToWrite)
	k := &bench{Office: o, dir: dir}
	k.look(t)
	clock.Advance(time.Minute)
	k.base = servePage(t, o, nil)
	return k
}

// look looks at the sheets.
func (k *bench) look(t *testing.T) {
	t.Helper()
	if err := k.RoundFor(t.Context(), "thử"); err != nil {
		t.Fatal(err)
	}
}

// figures counts those of one indicator that count.
func (k *bench) figures(t *testing.T, indicator string) (n int) {
	t.Helper()
	s, asOf, err := k.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range explain.Learn(k.Programme, &record.State{}, s, asOf).More {
		if f.Indicator == indicator {
			n++
		}
	}
	return n
}

// TestTheWorkbenchInARealBrowser answers questions as an officer does.
func TestTheWorkbenchInARealBrowser(t *testing.T) {
	in := startChromium(t)
	t.Run("it fits, in light and dark", func(t *testing.T) {
		k := newBench(t)
		everyPage(t, in, "bench", k.base, []string{"/workbench", "/workbench?unit=an", "/workbench/sheet?source=" + url.QueryEscape(k.Programme.Units[0].Sources[0].Ref)})
	})
	t.Run("teaching and undoing", func(t *testing.T) {
		k := newBench(t)
		b := openTab(t, in, k.base)
		teaching(t, k, b, b.accessible)
	})
	t.Run("the same without JavaScript", func(t *testing.T) {
		k := newBench(t)
		b := openTab(t, in, k.base)
		b.withoutScripts()
		teaching(t, k, b, func() {})
	})
	t.Run("by the keyboard alone", func(t *testing.T) { k := newBench(t); answerByKeys(t, k, openTab(t, in, k.base)) })
	t.Run("from the picture of the sheet", func(t *testing.T) { k := newBench(t); fromThePicture(t, k, openTab(t, in, k.base)) })
	t.Run("refusing", func(t *testing.T) { k := newBench(t); refusing(t, k, openTab(t, in, k.base)) })
}

// card names what stands in the card of a question.
func card(says, inside string) string {
	return "//article[.//h2[contains(., '" + says + "')]]" + inside
}

// teaching answers one question for all workbooks and one as something else, and
// takes that back. seen is done with each page on the way.
func teaching(t *testing.T, k *bench, b *tab, seen func()) {
	b.visit("/workbench")
	b.width(phoneWidth)
	b.shows("2 câu hỏi, 8 số liệu đang chờ", "“Hướng dẫn nộp hồ sơ” là: Số lượt người dân được hướng dẫn?", "Ghi như vậy còn có: Bình", "“Bà con ghé chốt” là gì?",
		"12 (3 số) = 12 bảng ghi ở “Cộng”", "Khớp")
	seen()
	b.follow(card("Hướng dẫn nộp", button("Đúng")))
	b.shows("Nay tính thêm 5 số liệu, từ ngày 22/6/2020 đến ngày 24/6/2020", "An, 24/6/2020: Hướng dẫn = 5", "1 câu hỏi, 3 số liệu đang chờ", "xác nhận: “Hướng dẫn nộp hồ sơ” là Số lượt người dân được hướng dẫn, ở mọi bảng tính")
	seen()
	b.follow(card("Bà con", button("Là nội dung này"))) // nothing was chosen
	b.shows("Chưa ghi nhận câu trả lời", "Chọn một nội dung trong danh sách")
	b.forgive()
	b.do(chromedp.SetValue(chromedp.CSS("article [name=indicator]"), "people_supported"))
	b.follow(card("Bà con", button("Là nội dung này")))
	b.shows("Nay tính thêm 3 số liệu", "Không có câu hỏi nào đang chờ", "“Bà con ghé chốt” là Số lượt người dân được hỗ trợ, Xã An")
	b.follow("//li[contains(., 'Bà con')]" + link("Hủy"))
	b.do(chromedp.SendKeys(chromedp.CSS("[name=reason]"), "nhầm"))
	b.follow("//form[@action='/undo']//button")
	b.shows("Nay không tính 3 số liệu", "1 câu hỏi, 3 số liệu đang chờ")
	b.follow(card("Bà con", button("Để sau")))
	b.shows("Không có câu hỏi nào đang chờ", "để sau: “Bà con ghé chốt”")
	b.narrow()
	b.quiet()
	if n := k.figures(t, "people_supported"); n != 0 {
		t.Errorf("%d figures of what was taken back count", n)
	}
}

// answerByKeys answers with the keyboard, and a stray Enter in a field answers
// nothing.
func answerByKeys(t *testing.T, k *bench, b *tab) {
	b.visit("/workbench?unit=an")
	focused := func() string {
		return look(b, chromedp.Evaluate[string](`(() => { const e = document.activeElement, s = getComputedStyle(e);
			return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? '' : 'unseen: ') + (e.value && e.type === 'radio' ? e.value : e.textContent.trim() || e.name) })()`))
	}
	b.tabTo(focused, "Ai trả lời, vì sao: Văn phòng")
	b.do(chromedp.KeyEvent("\r"))
	b.tabTo(focused, "reason")
	b.do(chromedp.KeyEvent(" x"), chromedp.KeyEvent("\r"))
	b.shows("“Hướng dẫn nộp hồ sơ” là: Số lượt người dân được hướng dẫn?")
	if d, err := k.Ledger.Decisions(t.Context()); err != nil || len(d) != 0 {
		t.Fatalf("Enter in a field answers: %+v, %v", d, err)
	}
	b.visit("/workbench?unit=an")
	b.tabTo(focused, "Đúng")
	b.goes(chromedp.KeyEvent("\r"))
	b.shows("Nay tính thêm 3 số liệu", "Xã An")
	b.quiet()
}

// fromThePicture corrects a heading that was read without doubt, from the sheet.
func fromThePicture(t *testing.T, k *bench, b *tab) {
	b.visit("/workbench")
	b.follow(card("Bà con", link("Xem cả trang")))
	b.shows("Bảng tính như đã hiểu: An", "chưa rõ", "chờ trả lời: Số lượt người dân được hướng dẫn?")
	b.accessible()
	b.follow("//td" + link("Tuyên truyền"))
	b.shows("“Tuyên truyền” đang được hiểu là: Số lượt người dân được tuyên truyền. Cần sửa?", "3 số liệu đang được tính")
	b.follow(button("Không phải số liệu"))
	b.shows("Nay không tính 3 số liệu", "“Tuyên truyền” là không phải số liệu cần lấy, Xã An")
	b.quiet()
}

// refusing answers what was answered or changed meanwhile: nothing is taken, and
// what was chosen stands there still.
func refusing(t *testing.T, k *bench, b *tab) {
	b.visit("/workbench?unit=an")
	questions, err := k.Desk(k.State).Questions(t.Context())
	if err != nil || len(questions) == 0 {
		t.Fatal(questions, err)
	}
	rename := func(from, to string) {
		path := filepath.Join(k.dir, "an.csv")
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), from, to, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		k.look(t)
	}
	rename("Bà con ghé chốt", "Bà con ghé nhà văn hóa")
	b.do(chromedp.SetValue(card("Bà con ghé chốt", "//select"), "people_supported"))
	b.follow(card("Bà con ghé chốt", button("Là nội dung này")))
	b.shows("Chưa ghi nhận câu trả lời", "Câu đã hiện khi bạn trả lời: “Bà con ghé chốt” là gì?", "“Bà con ghé nhà văn hóa” là gì?")
	if got := look(b, chromedp.Evaluate[string]("document.querySelector('article [name=indicator]').value")); got != "people_supported" {
		t.Errorf("what was chosen is lost: %q", got)
	}
	b.accessible()
	b.forgive()
	by := office.Ruling{By: "Trực ban", Reason: "đã hỏi xã", Channel: office.ByCommand}
	b.visit("/workbench?unit=an")
	if _, _, err := k.Desk(k.State).Teach(context.WithoutCancel(t.Context()), by, office.Lesson{No: true}, questions[0].ID); err != nil {
		t.Fatal(err)
	}
	b.follow(card("Hướng dẫn nộp", button("Đúng")))
	b.shows("Chưa ghi nhận câu trả lời", "đã được Trực ban trả lời lúc", "Hủy quyết định số 1", "Ở chỗ ấy bây giờ không còn câu hỏi nào")
	b.forgive()
	b.quiet()
	if d, err := k.Ledger.Decisions(t.Context()); err != nil || len(d) != 1 {
		t.Errorf("what was refused is recorded: %+v, %v", d, err)
	}
}
