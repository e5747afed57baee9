package gsheets

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// A clock moves only when someone sleeps on it.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock {
	return &clock{now: time.Date(2020, 6, 24, 16, 50, 0, 0, time.FixedZone("", 7*3600))}
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// serve runs a handler as the local Google and returns a client of it on a
// clock of its own.
func serve(t *testing.T, h http.Handler, change ...func(*Options)) (*Client, *clock) {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	ck := newClock()
	opts := Options{
		Endpoint: srv.URL, Now: ck.Now, Sleep: ck.Sleep,
		Jitter:     func() float64 { return 0 },
		HTTPClient: &http.Client{Transport: &http.Transport{}},
	}
	for _, f := range change {
		f(&opts)
	}
	c, err := New(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opts.HTTPClient.CloseIdleConnections() })
	return c, ck
}

// A script answers each call with its next reply, and the last one for good.
type script struct {
	mu      sync.Mutex
	replies []reply
	calls   []string
}

type reply struct {
	status int
	body   string
	header map[string]string
	cut    bool // the body is promised longer than it is
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	rep := s.replies[min(len(s.calls), len(s.replies)-1)]
	s.calls = append(s.calls, r.Method+" "+r.URL.Path)
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	for k, v := range rep.header {
		w.Header().Set(k, v)
	}
	if rep.cut {
		w.Header().Set("Content-Length", "100000")
	}
	w.WriteHeader(rep.status)
	w.Write([]byte(rep.body))
}

func (s *script) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.calls)
}

const testRef = "https://docs.google.com/spreadsheets/d/tan-khai/edit#gid=0"

// oneCell is an answer with one tab and one figure.
const oneCell = `{"properties":{"title":"Tân Khai","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},
"sheets":[{"properties":{"sheetId":7,"title":"Tháng 6"},
"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":12},"effectiveValue":{"numberValue":12}}]}]}]}]}`
