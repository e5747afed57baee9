package web

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/office"
	"tonghop/model/report"
)

// Every attack that is known of is tried here, beside those on the sign-in
// (signin_test.go) and the texts of communes (promise_test.go).

func TestOtherSitesCannotActInAVisitorsName(t *testing.T) {
	o, desk := acting(t, booktest.Report(3, booktest.AsOf))
	s := newServer(t, o)
	for name, headers := range map[string]map[string]string{
		"another site":             {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
		"a sister site":            {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:9999"},
		"an old browser":           {"Origin": "https://evil.example"},
		"a frame without a name":   {"Origin": "null"},
		"another port on the host": {"Origin": "http://127.0.0.1:9999"},
	} {
		for _, path := range []string{"/enter", "/enter-day", "/in-time", "/call", "/excuse", "/accept", "/receive", "/undo", "/confirm", "/sync", "/close", "/issue", "/sign-out"} {
			r := request(http.MethodPost, home+path, strings.NewReader(phoned.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for k, v := range headers {
				r.Header.Set(k, v)
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != http.StatusForbidden {
				t.Errorf("%s: POST %s gives %d, want 403", name, path, w.Code)
			}
		}
	}
	if len(desk.made) > 0 {
		t.Errorf("it was decided: %+v", desk.made)
	}
}

func TestANameThatPointsAtThisComputerIsNotThePage(t *testing.T) {
	o, desk := acting(t, booktest.Report(3, booktest.AsOf))
	s := newServer(t, o)
	for _, host := range []string{"evil.example:8080", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "10.0.0.5:8080"} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			r := request(method, "http://"+host+"/enter", strings.NewReader(phoned.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != http.StatusMisdirectedRequest {
				t.Errorf("%s under the name %s gives %d", method, host, w.Code)
			}
		}
	}
	for _, host := range []string{"localhost:8080", "127.0.0.1", "[::1]:8080"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, request(http.MethodGet, "http://"+host+"/", nil))
		if w.Code != http.StatusOK {
			t.Errorf("the page under the name %s gives %d", host, w.Code)
		}
	}
	if len(desk.made) > 0 {
		t.Error("it was decided")
	}
}

func TestWhatOfficersWriteStaysText(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`
	o, desk := acting(t, booktest.Report(3, booktest.AsOf))
	s := newServer(t, o)
	form := url.Values{"unit": {"don-vi-1"}, "day": {"2020-06-24"}, "indicator": {"people_informed"}, "manner": {"phoned"}, "value": {evil}, "by": {evil}, "reason": {evil}}
	w := send(t, s, "/enter", form)
	if _, err := desk.Propose(t.Context(), office.Ruling{By: evil, Reason: evil}, "don-vi-1", "2020-06-24", ""); err != nil {
		t.Fatal(err)
	}
	r := request(http.MethodGet, home+"/decisions?done=1", nil)
	for _, c := range w.Result().Cookies() {
		r.AddCookie(c)
	}
	list := httptest.NewRecorder()
	s.ServeHTTP(list, r)
	desk.err = fakeRefusal{}
	pages := []string{list.Body.String(), send(t, s, "/enter", form).Body.String()}
	for _, path := range []string{"/", "/unit/don-vi-1", "/confirm?id=2", "/confirm?id=" + url.QueryEscape(evil), "/undo?id=1", "/undo?id=" + url.QueryEscape(evil), "/enter?unit=" + url.QueryEscape(evil) + "&value=" + url.QueryEscape(evil),
		"/accept?finding=" + url.QueryEscape(evil), "/why?from=" + url.QueryEscape(evil) + "&to=" + url.QueryEscape(evil), "/findings?unit=" + url.QueryEscape(evil) + "&page=" + url.QueryEscape(evil),
		"/?lang=" + url.QueryEscape(evil) + "&done=" + url.QueryEscape(evil)} {
		pages = append(pages, get(t, s, path).Body.String())
	}
	for _, page := range pages {
		for _, raw := range []string{"<script", "<img", `onerror=alert(2)>`} {
			if strings.Contains(page, raw) {
				t.Errorf("a page lets %q through", raw)
			}
		}
	}
	if !strings.Contains(pages[0], "&lt;script&gt;") {
		t.Error("the reason is not shown at all")
	}
}

func TestNoPathLeadsOutOfThePage(t *testing.T) {
	s := newServer(t, options(t, booktest.Report(2, booktest.AsOf)))
	for _, path := range []string{
		"/../../etc/passwd", "/unit/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/style.css/../../config.yaml", "/..%5c..%5cconfig.yaml",
		"/base.html", "/pages/base.html", "/config.yaml", "/ledger.db", "/.git/config", "/trace/don-vi-1/..%2f..%2fx/people_informed", "/trace/don-vi-1/2020-06-24/..%2f..", "/style.css%00",
	} {
		w := get(t, s, path)
		if w.Code == http.StatusOK || strings.Contains(w.Body.String(), "root:") {
			t.Errorf("GET %s gives %d", path, w.Code)
		}
		if to := w.Header().Get("Location"); to != "" {
			if u, err := url.Parse(to); err != nil || u.Host != "" && u.Host != "127.0.0.1:8080" {
				t.Errorf("GET %s leads to %s", path, to)
			}
		}
	}
}

func TestABodyThatIsTooLargeIsNotRead(t *testing.T) {
	o, desk := acting(t, booktest.Report(2, booktest.AsOf))
	form := url.Values{}
	for k, v := range phoned {
		form[k] = v
	}
	form.Set("reason", strings.Repeat("a", 2*maxForm))
	w := send(t, newServer(t, o), "/enter", form)
	if w.Code != http.StatusRequestEntityTooLarge || len(desk.made) > 0 {
		t.Errorf("a body of 128 KB gives %d", w.Code)
	}
	r := request(http.MethodPost, home+"/enter", strings.NewReader("%zz"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	spoiled := httptest.NewRecorder()
	newServer(t, o).ServeHTTP(spoiled, r)
	if spoiled.Code != http.StatusBadRequest || len(desk.made) > 0 {
		t.Errorf("a spoiled body gives %d", spoiled.Code)
	}
}

// A pipes listener hands over the far ends of pipes, whose time is the test's.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { close(p.done); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func TestSlowClientsAreCutOff(t *testing.T) {
	for name, c := range map[string]struct {
		sent   string
		within time.Duration
	}{
		"nothing at all":     {"", headerTimeout},
		"half a header":      {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", headerTimeout},
		"a body that stalls": {"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nunit=", readTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			o, _ := acting(t, booktest.Report(2, booktest.AsOf))
			s := newServer(t, o)
			synctest.Test(t, func(t *testing.T) {
				l := &pipes{make(chan net.Conn, 1), make(chan struct{})}
				server := s.server()
				served := make(chan error, 1)
				go func() { served <- server.Serve(l) }()
				near, far := net.Pipe()
				l.conns <- far
				began := time.Now()
				go func() { _, _ = io.WriteString(near, c.sent) }()
				_, _ = io.Copy(io.Discard, near) // ends when the server hangs up
				if took := time.Since(began); took > c.within+time.Second {
					t.Errorf("a slow client is kept for %v, want %v", took, c.within)
				}
				near.Close()
				server.Close()
				<-served
			})
		})
	}
}

func TestMetricsAreForThisComputerAndWhoeverMayLook(t *testing.T) {
	p := newSignedPage(t)
	scrape := func(remote, host string, headers ...string) int {
		r := request(http.MethodGet, "http://"+host+"/metrics", nil)
		r.RemoteAddr = remote
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w.Code
	}
	for _, c := range []struct {
		code int
		what string
		got  int
	}{
		{200, "from this computer", scrape("127.0.0.1:5000", "127.0.0.1:8080")},
		{403, "from another", scrape("10.0.0.9:5000", "127.0.0.1:8080")},
		{403, "through a proxy", scrape("127.0.0.1:5000", "127.0.0.1:8080", "X-Forwarded-For", "10.0.0.9")},
		{403, "under the public name", scrape("127.0.0.1:5000", "tonghop.example.vn")},
	} {
		if c.got != c.code {
			t.Errorf("the metrics %s give %d, want %d", c.what, c.got, c.code)
		}
	}
	if w := p.as(t, "xem@example.vn").do(http.MethodGet, "/metrics", nil); w.Code != http.StatusOK {
		t.Errorf("a viewer is given %d", w.Code)
	}
}

func TestMetricsTellStandingsFindingsAndAges(t *testing.T) {
	r := booktest.Report(15, booktest.AsOf)
	r.Sources = append(r.Sources, report.SourceHealth{Source: "old", Units: r.Sources[0].Units, LastRead: booktest.AsOf.Add(-time.Hour)})
	o, _ := acting(t, r)
	o.Rounds = func() Rounds {
		return Rounds{Ended: 9, Failed: 2, Last: []Round{{Ended: booktest.AsOf, Read: 4, Faulty: 1}}}
	}
	o.Quotas = func() []Quota { return []Quota{{"1", "read", 42, 60}, {"2", "write", 3, 0}} }
	w := get(t, newServer(t, o), "/metrics")
	if w.Code != http.StatusOK {
		t.Fatalf("the metrics give %d: %s", w.Code, w.Body)
	}
	for _, want := range []string{
		`tonghop_standings{status="missing"} 1`, `tonghop_standings{status="late"} 2`, `tonghop_findings_open{severity="error"} 8`,
		`tonghop_source_fault{fault="not-shared",units="don-vi-7"} 1`, `tonghop_source_age_seconds{units="don-vi-1"}`,
		`tonghop_last_round_sources{outcome="read"} 4`, `tonghop_rounds_total{outcome="done"} 7`, `tonghop_rounds_total{outcome="failed"} 2`, `tonghop_round_running 0`,
		`tonghop_google_quota_used{account="1",kind="read"} 42`, `tonghop_google_quota_allowed{account="1",kind="read"} 60`, `tonghop_google_quota_used{account="2",kind="write"} 3`, "go_goroutines",
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the metrics do not tell %s", want)
		}
	}
	if strings.Contains(w.Body.String(), `tonghop_google_quota_allowed{account="2"`) {
		t.Error("what has no limit is given one")
	}
	if strings.Contains(w.Body.String(), "docs.google.com") {
		t.Error("the metrics give the links of workbooks away")
	}
}
