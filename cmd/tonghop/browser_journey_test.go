package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"tonghop/sync/app/demo"
	"tonghop/sync/web"
)

// morning is the officer's: who has not reported, what is wrong there and in
// which cell, and where a figure comes from.
func morning(t *testing.T, b *tab) {
	b.visit("/")
	b.shows("1/15 đơn vị chưa có báo cáo", "Đã qua giờ hạn 17:00", "Đồng Nơ")
	b.follow(link("Đồng Nơ"))
	b.shows("Xã Đồng Nơ", "Chưa báo cáo", "Kính gửi Xã Đồng Nơ")
	b.follow(link("Hôm nay"))
	b.do(chromedp.Click(chromedp.CSS("details.group summary"))) // those who have reported, the late ones among them
	b.follow(link("Tân Quan"))
	cell := "document.querySelector('.findings .where a').href"
	if got := look(b, chromedp.Evaluate[string](cell)); !regexp.MustCompile(`^https://docs\.google\.com/spreadsheets/d/.+range=F`).MatchString(got) {
		t.Errorf("the finding's cell is opened by %s", got)
	}
	figure := look(b, chromedp.Evaluate[string]("document.querySelector('.days td.n a').textContent"))
	b.goes(chromedp.Click(chromedp.CSS(".days td.n a")))
	b.shows("Xã Tân Quan", figure, "Đã đọc được từ bảng tính", "Các lượt đọc quanh giờ hạn")
	if got := look(b, chromedp.Evaluate[string]("document.querySelector('.standing a').href")); !strings.Contains(got, "range=") {
		t.Errorf("the figure's cell is opened by %s", got)
	}
	b.follow(link("So sánh"))
	b.shows("Vì sao khác nhau", "số liệu thấp hơn")
	b.follow(link("English"))
	b.shows("Today", "lower")
	b.quiet()
}

// byKeyboard goes from the first page to a figure that is entered without a
// mouse, and always sees where it is.
func byKeyboard(t *testing.T, b *tab) {
	b.visit("/")
	focused := func() string {
		return look(b, chromedp.Evaluate[string](`(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
			const outlined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
			const parts = e.matches('input[type^=date]'); // in which the browser itself shows where one is
			const seen = (outlined || parts) && r.left >= 0 && r.width > 0;
			return (seen ? '' : 'unseen: ') + (e.textContent.trim() || e.name) })()`))
	}
	for _, want := range []string{"Đến nội dung chính", "Hôm nay", "Đôn đốc", "Cả tháng", "Cả năm", "Cần sửa", "Đối chiếu", "Quyết định", "Báo cáo", "So sánh", "Nguồn số liệu", "English"} {
		b.do(chromedp.KeyEvent("\t"))
		if got := focused(); got != want {
			t.Fatalf("the next stop is %q, want %q", got, want)
		}
	}
	b.visit("/")
	b.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"), chromedp.KeyEvent("\t"))
	if got := focused(); got != "‹ 23/6" {
		t.Fatalf("the way round the menu leads to %q", got)
	}
	b.tabTo(focused, "Đồng Nơ")
	b.goes(chromedp.KeyEvent("\r"))
	b.shows("Xã Đồng Nơ")
	b.tabTo(focused, "Nhập số liệu thay đơn vị")
	b.do(chromedp.KeyEvent("\r"))
	b.tabTo(focused, "value")
	b.do(chromedp.KeyEvent("31"))
	b.tabTo(focused, "by")
	b.do(chromedp.KeyEvent("Phim"))
	b.tabTo(focused, "reason")
	b.do(chromedp.KeyEvent("qua dien thoai"))
	b.goes(chromedp.KeyEvent("\r"))
	b.shows("Đã ghi quyết định số", "= 31")
	b.quiet()
}

// tabTo goes from stop to stop until the one with a text, each of them seen.
func (b *tab) tabTo(focused func() string, want string) {
	b.t.Helper()
	for range 60 {
		b.do(chromedp.KeyEvent("\t"))
		switch got := focused(); {
		case got == want:
			return
		case strings.HasPrefix(got, "unseen: "):
			b.t.Fatalf("where one is cannot be seen: %s", got)
		}
	}
	b.t.Fatalf("%q is not reached", want)
}

// phonedIn enters what a unit told, sees its proof, and takes it back.
func phonedIn(t *testing.T, b *tab) {
	b.width(phoneWidth)
	b.visit("/unit/dong-no")
	b.do(chromedp.Click("//summary[contains(., 'Nhập số liệu')]"))
	b.fill("form[action='/enter']", map[string]string{"indicator": "people_guided", "value": "27", "by": "Trực ban", "reason": "báo qua điện thoại"})
	b.follow(button("Ghi số liệu"))
	b.shows("Đã ghi quyết định số", "= 27")
	id := regexp.MustCompile(`quyết định số (\d+)`).FindStringSubmatch(b.text())[1]
	b.width(deskWidth)
	b.goes(chromedp.Click(chromedp.CSS(".days a[href$='/2020-06-24/people_guided']")))
	b.width(phoneWidth)
	b.shows("27", "Trực ban", "báo qua điện thoại")
	b.narrow()
	b.follow(link("Quyết định"))
	b.follow(fmt.Sprintf("//a[@href='/undo?id=%s']", id))
	if by := look(b, chromedp.Evaluate[string]("document.querySelector('[name=by]').value")); by != "Trực ban" {
		t.Errorf("the next form does not know who it is: %q", by)
	}
	b.fill("form[action='/undo']", map[string]string{"reason": "nhầm đơn vị"})
	b.follow("//form[@action='/undo']//button")
	b.shows("Đã ghi quyết định số", "nhầm đơn vị")
	b.quiet()
}

// calledUp reminds units from one page, and enters what one of them told.
func calledUp(t *testing.T, b *tab) {
	b.width(phoneWidth)
	b.visit("/calls?day=2020-06-24")
	open := look(b, chromedp.Evaluate[int]("document.querySelectorAll('.calls > li').length"))
	if open < 2 {
		t.Fatalf("%d units are to be called", open)
	}
	for _, outcome := range []string{"chưa liên lạc được", "đã gọi", "đã gọi"} {
		b.do(chromedp.SetValue(chromedp.CSS("[name=by]"), "Lan"))
		b.follow(fmt.Sprintf("(//button[contains(., '%s')])[1]", outcome))
		b.shows("Đã ghi quyết định số", outcome+",")
	}
	b.shows(fmt.Sprintf("Đã nhắc, chờ số liệu: %d", 2))
	b.accessible()
	b.narrow()
	b.follow("(//a[contains(., 'Nhập cả ngày')])[last()]")
	b.shows("Nhập cả ngày thay đơn vị")
	b.fill("form[action='/enter-day']", map[string]string{"'figure.people_informed'": "14", "'figure.people_guided'": "5", "by": "Lan", "reason": "báo qua điện thoại"})
	b.accessible()
	b.follow(button("Ghi cả ngày"))
	b.shows("Đã ghi quyết định số", "= ")
	b.quiet()
}

// foundRight accepts a finding; what was wrong in the form comes back on it.
func foundRight(t *testing.T, b *tab) {
	b.visit("/findings")
	b.do(chromedp.Click(chromedp.CSS("input[name=finding]")))
	b.fill("form[action='/accept']", map[string]string{"by": "Trực ban", "reason": "đã hỏi xã"})
	b.follow(button("Đã kiểm tra, đúng"))
	b.shows("Đã ghi quyết định số", "Đã kiểm tra, đúng: Trực ban", "đã hỏi xã")
	b.accessible()
	b.quiet()
}

func waived(t *testing.T, b *tab) {
	b.visit("/unit/phuoc-an")
	b.do(chromedp.Click("//summary[contains(., 'Miễn báo cáo')]"))
	b.fill("form[action='/excuse']", map[string]string{"by": "Bí thư", "reason": "đại hội"})
	b.follow(button("Miễn báo cáo"))
	b.shows("Đã ghi quyết định số", "Được miễn")
	b.do(chromedp.Click("//summary[contains(., 'Miễn báo cáo')]"))
	b.fill("form[action='/excuse']", map[string]string{"first": "2020-06-24", "last": "2020-06-23", "by": "Bí thư", "reason": "đại hội"})
	b.follow(button("Miễn báo cáo"))
	b.shows("Chưa ghi được")
	if first := look(b, chromedp.Evaluate[string]("document.querySelector('[name=last]').value")); first != "2020-06-23" {
		t.Errorf("what was typed is lost: %q", first)
	}
	b.accessible()
}

// lookedNow begins a round, sees it go on, and sees that it ended without
// asking for the page again.
func lookedNow(t *testing.T, in context.Context, d *demo.District) {
	goOn := make(chan struct{})
	b := openTab(t, in, servePage(t, d.Office, func(o *web.Options, _ string) {
		o.Sync = func(ctx context.Context, by string) error {
			<-goOn
			return d.Office.RoundFor(ctx, by)
		}
	}))
	b.visit("/")
	b.follow(button("Đồng bộ ngay"))
	b.shows("Đang đồng bộ")
	if look(b, chromedp.Evaluate[int]("document.querySelectorAll('progress').length")) != 1 {
		t.Error("there is no progress to be seen")
	}
	b.accessible()
	close(goOn)
	b.until("document.readyState == 'complete' && document.querySelector('main') !== null && document.querySelector('progress') === null")
	b.shows("Các lượt gần đây", "yêu cầu trên trang này")
	b.quiet()
}

// closedAndIssued closes a month, signs an edited file, and fetches it.
func closedAndIssued(t *testing.T, d *demo.District, b *tab) {
	b.visit("/reports")
	b.follow(link("Chốt báo cáo"))
	b.fill("form[action='/close']", map[string]string{"period": "month 2020-06", "by": "Bí thư"})
	b.follow("//form[@action='/close']//button")
	b.shows("Đã chốt báo cáo tháng 6/2020")
	code := regexp.MustCompile(`\d{3}-\d{4}`).FindString(b.text())
	b.follow("//a[starts-with(@href, '/issue')]")
	b.fill("form[action='/issue']", map[string]string{"number": "7-BC", "by": "Bí thư"})
	signed := editedReport(t, filepath.Join(d.Office.Config.Report.Dir, "bao-cao-thang-2020-06-nhap-"+code+".xlsx"))
	b.do(chromedp.SetUploadFiles(chromedp.CSS("[name=signed_file]"), []string{signed}))
	b.follow("//form[@action='/issue']//button")
	b.shows("Tệp đã nhận, chưa phát hành: da-ky.xlsx", "Tệp ký khác bản nháp 1 ô", "Thừa lệnh")
	b.accessible()
	b.follow(button("Đúng, phát hành với tệp này"))
	b.shows("Số 7-BC", "Tệp ký khác bản nháp 1 ô")
	b.accessible()
	want := mustRead(t, signed)
	if got := b.download(link("Tải bản đã phát hành")); string(got) != string(want) {
		t.Errorf("the file that is fetched has %d bytes and not the %d that were signed", len(got), len(want))
	}
	b.quiet()
}

// editedReport is a report in which somebody changed a cell before it was
// signed.
func editedReport(t *testing.T, report string) (path string) {
	t.Helper()
	f, err := excelize.OpenFile(report)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	path = filepath.Join(t.TempDir(), "da-ky.xlsx")
	if err := f.SetCellValue(f.GetSheetName(0), "Z99", "Thừa lệnh"); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// download fetches what a link leads to, as the browser saves it.
func (b *tab) download(what string) []byte {
	b.t.Helper()
	dir := b.t.TempDir()
	progress := chromedp.Events(b.ctx, browser.DownloadProgress)
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: new(true),
			BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})
		return err
	}), chromedp.Click(what))
	for ev, err := range progress {
		if err != nil {
			b.t.Fatal(err)
		}
		if ev.State == browser.DownloadProgressStateCompleted {
			data, err := os.ReadFile(filepath.Join(dir, ev.GUID))
			if err != nil {
				b.t.Fatal(err)
			}
			return data
		}
	}
	b.t.Fatal(fmt.Errorf("nothing was saved: %w", b.ctx.Err()))
	return nil
}

// until waits for what the page comes to by itself.
func (b *tab) until(what string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	for {
		// While one page gives way to another there is nothing to ask.
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](what)); err == nil && yes {
			return
		}
		if ctx.Err() != nil {
			b.t.Fatalf("the page %s never came to: %s", look(b, chromedp.Location()), what)
		}
	}
}
