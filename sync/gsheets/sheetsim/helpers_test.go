package sheetsim_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
	"google.golang.org/api/sheets/v4"

	"tonghop/sync/gsheets/sheetsim"
)

// A clock is a hand-moved one.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock {
	return &clock{t: time.Date(2026, time.June, 1, 8, 0, 0, 0, time.UTC)}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// A bench is a simulator behind a real HTTP server, with both real clients.
type bench struct {
	t      *testing.T
	sim    *sheetsim.Server
	url    string
	clock  *clock
	sheets *sheets.Service
	drive  *drive.Service
}

func newBench(t *testing.T, o sheetsim.Options) *bench {
	t.Helper()
	b := &bench{t: t, clock: newClock()}
	if o.Now == nil {
		o.Now = b.clock.now
	}
	if o.Locale == "" {
		o.Locale = "en_US"
	}
	b.sim = sheetsim.New(o)
	srv := httptest.NewServer(checking(t, b.sim))
	t.Cleanup(srv.Close)
	b.url = srv.URL
	var err error
	b.sheets, err = sheets.NewService(t.Context(), option.WithEndpoint(srv.URL), option.WithoutAuthentication())
	if err != nil {
		t.Fatal(err)
	}
	b.drive, err = drive.NewService(t.Context(), option.WithEndpoint(srv.URL+"/drive/v3/"), option.WithoutAuthentication())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// load puts a spreadsheet with one 10 × 5 tab "Sheet1" on the Drive.
func (b *bench) load(id string) {
	b.t.Helper()
	b.loadJSON(id, `{"properties":{"title":"T"},"sheets":[{"properties":{"title":"Sheet1","sheetId":0,
		"gridProperties":{"rowCount":10,"columnCount":5}}}]}`)
}

func (b *bench) loadJSON(id, resource string) {
	b.t.Helper()
	if err := b.sim.LoadSpreadsheet(id, []byte(resource)); err != nil {
		b.t.Fatal(err)
	}
}

// An answer is a raw reply.
type answer struct {
	status int
	header http.Header
	text   string
	json   map[string]any
}

func (b *bench) do(method, path, body string) answer {
	b.t.Helper()
	return b.send(b.t.Context(), method, path, body, nil)
}

func (b *bench) send(ctx context.Context, method, path, body string, header map[string]string) answer {
	b.t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, b.url+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	a := answer{status: resp.StatusCode, header: resp.Header, text: string(data)}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(data, &a.json); err != nil {
			b.t.Fatalf("%s %s: %v in %s", method, path, err, data)
		}
	}
	return a
}

// message is the text of an error reply.
func (a answer) message() string {
	e, _ := a.json["error"].(map[string]any)
	s, _ := e["message"].(string)
	return s
}

// at walks into a decoded reply.
func (a answer) at(path ...any) any {
	var v any = a.json
	for _, p := range path {
		switch p := p.(type) {
		case string:
			o, _ := v.(map[string]any)
			v = o[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

// compact is a value as short JSON, for comparing.
func compact(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// put writes values RAW at a range.
func (b *bench) put(id, rng string, rows ...[]any) {
	b.t.Helper()
	_, err := b.sheets.Spreadsheets.Values.Update(id, rng, &sheets.ValueRange{Values: rows}).
		ValueInputOption("RAW").Do()
	if err != nil {
		b.t.Fatal(err)
	}
}

// get reads values and gives them as short JSON, with the echoed range.
func (b *bench) get(id, rng string) (string, string) {
	b.t.Helper()
	v, err := b.sheets.Spreadsheets.Values.Get(id, rng).ValueRenderOption("UNFORMATTED_VALUE").Do()
	if err != nil {
		b.t.Fatal(err)
	}
	return v.Range, compact(v.Values)
}

func wantEqual(t *testing.T, what string, got, want any) {
	t.Helper()
	if compact(got) != compact(want) {
		t.Errorf("%s:\n got %s\nwant %s", what, compact(got), compact(want))
	}
}
