package pages_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/pages"
)

// The size of a province's year.
const (
	benchUnits = 95
	benchDays  = 250
)

// benchSheet is a commune's sheet after so many days. All write one heading that is
// understood but not beyond doubt.
func benchSheet(unit, days int) string {
	var b strings.Builder
	b.WriteString("Ngày,Tuyên truyền,Hướng dẫn nộp hồ sơ,Hỗ trợ,Ghi chú\n")
	first := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	for d := range days {
		fmt.Fprintf(&b, "%s,%d,%d,%d,\n", first.AddDate(0, 0, d).Format("2/1/2006"), (unit+d)%30, (unit*3+d)%20, d%7)
	}
	return b.String()
}

// A province is an office of many units with a page, some days short of a year.
type province struct {
	*app.Office
	dir   string
	clock *apptest.Clock
	page  http.Handler
}

func newProvince(b *testing.B, looks int) *province {
	b.Helper()
	p := &province{dir: b.TempDir(), clock: &apptest.Clock{At: time.Date(2020, 10, 1, 18, 0, 0, 0, apptest.Vietnam)}}
	var config strings.Builder
	config.WriteString("programme: {title: \"Thử nghiệm\", starts: 2020-01-01, ends: 2020-12-31}\nledger: ledger.db\nunits:\n")
	for i := range benchUnits {
		fmt.Fprintf(&config, "  - {id: x%d, name: \"Xã số %d\", type: xa, source: x%d.csv}\n", i, i, i)
	}
	config.WriteString(`indicators:
  - {id: people_informed, label: "Số lượt người dân được tuyên truyền", short: "Tuyên truyền", unit: lượt}
  - {id: people_guided, label: "Số lượt người dân được hướng dẫn", short: "Hướng dẫn", unit: lượt}
  - {id: people_supported, label: "Số lượt người dân được hỗ trợ", short: "Hỗ trợ", unit: lượt}
web: {listen: "127.0.0.1:0", person: "Văn phòng"}
`)
	p.write(b, "config.yaml", config.String())
	o := apptest.Open(b, p.clock, filepath.Join(p.dir, "config.yaml"), app.ToWrite)
	p.Office = o
	for n := range looks {
		for i := range benchUnits {
			p.write(b, fmt.Sprintf("x%d.csv", i), benchSheet(i, benchDays-looks+n+1))
		}
		if err := o.RoundFor(b.Context(), "thử"); err != nil {
			b.Fatal(err)
		}
		p.clock.Advance(time.Minute)
	}
	page, err := pages.New(o)
	if err != nil {
		b.Fatal(err)
	}
	p.page = page
	return p
}

func (p *province) write(b *testing.B, name, text string) {
	b.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}

// ask makes one request of the page, on this very computer.
func (p *province) ask(b *testing.B, path string, form url.Values) *httptest.ResponseRecorder {
	b.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil)
	if form != nil {
		r = httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	r.RemoteAddr = "127.0.0.1:5000"
	w := httptest.NewRecorder()
	p.page.ServeHTTP(w, r)
	if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
		b.Fatalf("%s gives %d: %s", path, w.Code, w.Body)
	}
	return w
}

// BenchmarkTeaching is what an officer waits for with the year of 95 units: the
// first page after a look, another one, and an answer for everywhere with the page
// that shows what follows, with the year seen in one look or in several.
func BenchmarkTeaching(b *testing.B) {
	for _, looks := range []int{1, 10} {
		b.Run(fmt.Sprintf("looks=%d", looks), func(b *testing.B) {
			p := newProvince(b, looks)
			took := func(name string, do func()) {
				began := time.Now()
				do()
				b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms/"+name)
			}
			named := regexp.MustCompile(`name="id" value="([0-9a-f.]+)"`)
			for b.Loop() {
				var page string
				took("first", func() { page = p.ask(b, "/workbench", nil).Body.String() })
				took("page", func() { page = p.ask(b, "/workbench", nil).Body.String() })
				id := named.FindStringSubmatch(page)
				if id == nil {
					b.Fatal("nothing is asked")
				}
				var next string
				took("answer", func() {
					next = p.ask(b, "/workbench", url.Values{"id": {id[1]}, "answer": {"yes"}, "scope": {"everywhere"}, "by": {"VP"}, "reason": {"thử"}}).Header().Get("Location")
				})
				took("shown", func() { page = p.ask(b, next, nil).Body.String() })
				if want := fmt.Sprintf("Nay tính thêm %d.%03d số liệu", benchUnits*benchDays/1000, benchUnits*benchDays%1000); !strings.Contains(page, want) {
					b.Fatalf("the page does not say %q", want)
				}
				p.ask(b, "/undo", url.Values{"id": {regexp.MustCompile(`\d+`).FindString(next)}, "by": {"VP"}, "reason": {"thử"}})
				p.clock.Advance(time.Minute)
			}
		})
	}
}
