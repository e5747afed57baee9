package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/round"
)

// A rehearsal is an office whose units' sheets lie on a local Google with the
// true quotas, reached by service accounts. It lives in a bubble of synctest,
// where time passes at once when everybody waits.
type rehearsal struct {
	*workplace
	sim   *sheetsim.Server
	ahead time.Duration // of the bubble's time

	mu      sync.Mutex
	refused int // calls that met a 429
}

// RoundTrip stands for all of Google's hosts.
func (r *rehearsal) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Host != "oauth2.googleapis.com" { // asked under a lock, where no time can pass
		time.Sleep(latency)
	}
	rec := httptest.NewRecorder()
	in := httptest.NewRequest(req.Method, req.URL.String(), req.Body).WithContext(req.Context())
	in.Header = req.Header
	r.sim.ServeHTTP(rec, in)
	if err := req.Context().Err(); err != nil {
		return nil, err // nobody waits for it any more
	}
	if rec.Code == http.StatusTooManyRequests {
		r.mu.Lock()
		r.refused++
		r.mu.Unlock()
	}
	return rec.Result(), nil
}

// Now is the rehearsal's time: the bubble's, moved to 2020.
func (r *rehearsal) Now() time.Time { return time.Now().Add(r.ahead) }

// until waits for an instant.
func (r *rehearsal) until(t time.Time) { time.Sleep(t.Sub(r.Now())) }

// on24 is a time of 24 June 2020, a Wednesday and the rehearsal's first day.
func on24(hour, minute, second int) time.Time {
	return time.Date(2020, 6, 24, hour, minute, second, 0, time.FixedZone("", 7*3600))
}

// latency is how long a call is on the wire.
const latency = 300 * time.Millisecond

const rehearsalTable = "https://docs.google.com/spreadsheets/d/tong-hop/edit"

// inRehearsal lets a test have a rehearsal of n units.
func inRehearsal(t *testing.T, n, accounts int, test func(*testing.T, *rehearsal)) {
	t.Run(fmt.Sprintf("%d units on %d accounts", n, accounts), func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) { test(t, newRehearsal(t, n, accounts)) })
	})
}

// newRehearsal gives an office of n units at 06:00, whose sheets were made the
// evening before.
func newRehearsal(t *testing.T, n, accounts int) *rehearsal {
	t.Helper()
	r := &rehearsal{ahead: time.Until(on24(-9, 0, 0))}
	r.sim = sheetsim.New(sheetsim.Options{Now: r.Now, Quota: sheetsim.TrueQuota()})
	var units strings.Builder
	for i := range n {
		fmt.Fprintf(&units, "  - {id: xa-%03d, name: \"Xã Số %d\", type: xa, source: %q}\n", i, i, rehearsalSource(i))
		r.load(t, rehearsalID(i), "Ngày|Tuyên truyền", "24/06/2020")
	}
	r.load(t, "tong-hop")
	var keys []string
	for i := range accounts {
		keys = append(keys, serviceKey(t, fmt.Sprintf("doc-%d@rehearsal.test", i)))
	}
	r.open(t, `programme: {title: "Thử nghiệm", starts: 2020-06-24, ends: 2020-12-31}
ledger: ledger.db
consolidated: {target: "`+rehearsalTable+`"}
indicators: [{id: informed, label: "Tuyên truyền", short: "Tuyên truyền", unit: lượt}]
schedule: {looks: ["0 8,12,16,20 * * *"], nightly: "30 22 * * *"}
google: {credentials: ["`+strings.Join(keys, `", "`)+`"]}
units:
`+units.String())
	r.until(on24(6, 0, 0))
	return r
}

func rehearsalID(i int) string { return fmt.Sprintf("xa-%03d", i) }
func rehearsalSource(i int) string {
	return "https://docs.google.com/spreadsheets/d/" + rehearsalID(i)
}

// load puts a spreadsheet of one tab on the local Google, its rows as texts
// with bars between the cells.
func (r *rehearsal) load(t *testing.T, id string, rows ...string) {
	t.Helper()
	type cell map[string]map[string]string
	var data []map[string][]cell
	for _, row := range rows {
		var cells []cell
		for _, text := range strings.Split(row, "|") {
			cells = append(cells, cell{"userEnteredValue": {"stringValue": text}})
		}
		data = append(data, map[string][]cell{"values": cells})
	}
	grid, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	if data == nil {
		grid = []byte("[]")
	}
	err = r.sim.LoadSpreadsheet(id, []byte(`{"spreadsheetId":"`+id+`","properties":{"title":"`+id+`","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},
		"sheets":[{"properties":{"sheetId":0,"title":"Tháng 6"},"data":[{"rowData":`+string(grid)+`}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
}

// open brings the office to life, on a ledger of its own.
func (r *rehearsal) open(t *testing.T, settings string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := app.Open(t.Context(), app.Settings{Path: path, Now: r.Now, Clock: r.Now, Log: slog.New(slog.DiscardHandler),
		Jitter: func() float64 { return 0 }, Transport: r}, app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	o.Round.Entries = nil // a rehearsal counts what the units' sheets cost, not what is read back from the book
	r.workplace = &workplace{o}
}

// report is a unit typing its figure of the day at an instant to come.
func (r *rehearsal) report(t *testing.T, i int, at time.Time, figure int) {
	time.AfterFunc(at.Sub(r.Now()), func() {
		if err := r.sim.Type(rehearsalID(i), "Tháng 6", "B2", figure); err != nil {
			t.Error(err)
		}
	})
}

// look is a round, and what it cost.
func (r *rehearsal) look(t *testing.T) (*round.Result, cost) {
	t.Helper()
	r.sim.ResetRequests()
	began := r.Now()
	res, err := r.Round.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := r.cost()
	c.took = r.Now().Sub(began)
	return res, c
}

// A cost is the calls that the local Google counted, and the time they took.
type cost struct {
	reads, listings, files, writes int
	took                           time.Duration
}

func (r *rehearsal) cost() cost {
	n := r.sim.Requests()
	return cost{reads: n["sheets.spreadsheets.get"], listings: n["drive.files.list"], files: n["drive.files.get"],
		writes: n["sheets.spreadsheets.batchUpdate"]}
}

// standings tell how the units stand with their reports of the 24th.
func (r *rehearsal) standings(t *testing.T) []office.Standing {
	t.Helper()
	day := calendar.Date(2020, 6, 24)
	state, err := r.Readings.State(t.Context(), r.Now())
	if err != nil {
		t.Fatal(err)
	}
	return judge.Days(r.Programme, state, day, day, r.Now())
}

var rehearsalKey = sync.OnceValues(func() (string, error) {
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		return "", err
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})), err
})

// serviceKey writes a key file for a service account that nobody has.
func serviceKey(t *testing.T, email string) string {
	t.Helper()
	key, err := rehearsalKey()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(map[string]string{
		"type": "service_account", "client_email": email, "project_id": "tong-hop", "private_key_id": "1",
		"private_key": key, "token_uri": "https://oauth2.googleapis.com/token",
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
