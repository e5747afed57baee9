package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"google.golang.org/api/sheets/v4"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/app/demo"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/workbook"
)

// A faultWorld is an office over a local Google that it takes for the true
// one: it calls Google's own addresses, in the name of a service account.
type faultWorld struct {
	t      *testing.T
	sim    *sheetsim.Server
	clock  *demo.Clock
	skew   atomic.Int64 // by how much our clock is ahead of Google's
	wire   *faultWire
	dir    string
	typed  map[string][]int // by unit: what its sheet says, when nothing hides it
	office *workplace
	flags  *flags
	stdout bytes.Buffer
	stderr bytes.Buffer
}

// A faultWire carries what is meant for Google's hosts to the simulator, and
// nothing anywhere else.
type faultWire struct {
	to    *url.URL
	clock *demo.Clock
	// late are the requests that get no answer before their deadline; those in
	// lateAfter are carried out all the same.
	late, lateAfter atomic.Pointer[func(*http.Request) bool]
}

func (w *faultWire) RoundTrip(req *http.Request) (*http.Response, error) {
	if !slices.Contains([]string{"sheets.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com"}, req.URL.Host) {
		return nil, fmt.Errorf("%s is not one of Google's addresses", req.URL.Host)
	}
	if f := w.late.Load(); f != nil && (*f)(req) {
		_ = closeBody(req)
		return nil, w.deadline(req)
	}
	out := req.Clone(req.Context())
	out.URL.Scheme, out.URL.Host = w.to.Scheme, w.to.Host
	res, err := http.DefaultTransport.RoundTrip(out)
	if f := w.lateAfter.Load(); f != nil && err == nil && (*f)(req) {
		res.Body.Close()
		return nil, w.deadline(req)
	}
	return res, err
}

func closeBody(req *http.Request) error {
	if req.Body == nil {
		return nil
	}
	return req.Body.Close()
}

// deadline lets the time pass that a call may take.
func (w *faultWire) deadline(req *http.Request) error {
	_ = w.clock.Sleep(req.Context(), time.Minute)
	return context.DeadlineExceeded
}

var faultKey = sync.OnceValues(func() ([]byte, error) {
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]string{
		"type": "service_account", "client_email": faultAccount, "project_id": "tong-hop", "private_key_id": "1",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "token_uri": "https://oauth2.googleapis.com/token",
	})
})

const (
	faultAccount = "doc@tong-hop.iam.gserviceaccount.com"
	faultTable   = "tong-hop"
	faultConfig  = `programme: {title: "Thử nghiệm", starts: 2020-06-22, ends: 2020-12-31}
ledger: ledger.db
calendar: {days_off: [{date: 2020-09-02}]}
consolidated: {target: "https://docs.google.com/spreadsheets/d/tong-hop"}
google: {credentials: key.json}
units:
  - {id: an, name: "Xã An", type: xa, source: "https://docs.google.com/spreadsheets/d/xa-an"}
  - {id: binh, name: "Xã Bình", type: xa, source: "https://docs.google.com/spreadsheets/d/xa-binh"}
  - {id: chin, name: "Xã Chín", type: xa, source: "https://docs.google.com/spreadsheets/d/xa-chin"}
  - {id: dung, name: "Xã Dung", type: xa, source: "https://docs.google.com/spreadsheets/d/xa-dung"}
indicators: [{id: people_informed, label: "Tuyên truyền", short: "Tuyên truyền", unit: lượt}]
`
)

// faultUnits are the communes with what they had reported before. Xã Dung
// keeps an Office file; Xã Chín reports nothing on the 24th.
var faultUnits = map[string][]int{"an": {12, 13}, "binh": {7, 9}, "chin": {3, 4}, "dung": {21, 22}}

// newFaultWorld sets up the office and lets it look once before the due instant.
func newFaultWorld(t *testing.T) *faultWorld {
	t.Helper()
	start := time.Date(2020, 6, 24, 10, 0, 0, 0, time.FixedZone("", 7*3600))
	w := &faultWorld{t: t, clock: &demo.Clock{At: start}, dir: t.TempDir(), typed: maps.Clone(faultUnits)}
	w.sim = sheetsim.New(sheetsim.Options{Now: w.clock.Now, Date: func() time.Time { return w.clock.Now().Add(-time.Duration(w.skew.Load())) }, DecodeXLSX: workbook.Decode, RequireAuth: true})
	w.loadTable(faultTable)
	for id, figures := range faultUnits {
		w.load(id, figures)
	}
	srv := httptest.NewServer(w.sim)
	t.Cleanup(srv.Close)
	to, err := url.Parse(srv.URL)
	w.must(err)
	w.wire = &faultWire{to: to, clock: w.clock}
	key, err := faultKey()
	w.must(err)
	w.must(os.WriteFile(filepath.Join(w.dir, "key.json"), key, 0o600))
	w.must(os.WriteFile(filepath.Join(w.dir, "config.yaml"), []byte(faultConfig), 0o600))
	w.flags = &flags{config: filepath.Join(w.dir, "config.yaml"), log: "error", clockOverride: w.clock.Now, sleepOverride: w.clock.Sleep,
		transport: w.wire, stdout: &w.stdout, stderr: &w.stderr}
	w.office, err = w.flags.open(t.Context(), app.ToWrite)
	w.must(err)
	t.Cleanup(func() {
		if w.office != nil {
			_ = w.office.Close()
		}
	})
	if code := w.round("16:20"); code != 0 {
		t.Fatalf("the first round ends with %d: %s", code, w.stderr.String())
	}
	return w
}

func (w *faultWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *faultWorld) loadTable(id string) {
	w.t.Helper()
	w.must(w.sim.LoadSpreadsheet(id, []byte(`{"properties":{"title":"Tổng hợp","locale":"vi_VN"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)))
}

// load puts a commune's workbook on Drive: the days from the 22nd on.
func (w *faultWorld) load(unit string, figures []int) {
	w.t.Helper()
	text := "Ngày,Tuyên truyền\n"
	for i, n := range figures {
		text += fmt.Sprintf("%d/6/2020,%d\n", 22+i, n)
	}
	if unit != "dung" {
		w.must(w.sim.LoadXLSX("xa-"+unit, unit+".csv", []byte(text)))
		return
	}
	b, err := workbook.Decode("dung.csv", []byte(text))
	w.must(err)
	w.sim.AddOfficeFile("xa-dung", "dung.xlsx", asXLSX(w.t, b))
}

// damage cuts a commune's Office file in two.
func (w *faultWorld) damage(unit string) {
	w.t.Helper()
	b, err := workbook.Decode(unit+".csv", []byte("Ngày,Tuyên truyền\n22/6/2020,1\n"))
	w.must(err)
	whole := asXLSX(w.t, b)
	w.sim.AddOfficeFile("xa-"+unit, unit+".xlsx", whole[:len(whole)/2])
}

// afternoon is what the communes type in between.
func (w *faultWorld) afternoon() {
	w.t.Helper()
	w.at("16:40")
	for _, id := range []string{"an", "binh"} {
		ss, ok := w.sim.Spreadsheet("xa-" + id)
		if !ok {
			w.t.Fatalf("xa-%s is not there", id)
		}
		title := ss.Sheets[0].Properties.Title
		w.must(w.sim.Type("xa-"+id, title, "A4", "24/6/2020"))
		w.must(w.sim.Type("xa-"+id, title, "B4", 40))
		w.typed[id] = append(slices.Clone(faultUnits[id]), 40)
	}
	w.load("dung", append(slices.Clone(faultUnits["dung"]), 40))
}

// at moves the clock to a time of the 24th.
func (w *faultWorld) at(clock string) {
	w.t.Helper()
	t, err := time.Parse(time.RFC3339, "2020-06-24T"+clock+":00+07:00")
	w.must(err)
	w.clock.Set(t)
}

// round is what `tonghop sync` does at an instant, with its exit status.
func (w *faultWorld) round(clock string) int {
	w.t.Helper()
	w.at(clock)
	w.stdout.Reset()
	w.stderr.Reset()
	w.sim.ResetRequests()
	c := &cobra.Command{}
	c.SetContext(w.t.Context())
	if err := w.office.sync(c, w.flags, false); err != nil {
		return complain(&w.stderr, err)
	}
	return 0
}

// mend ends whatever is wrong with Google.
func (w *faultWorld) mend() {
	w.sim.ClearFaults()
	for _, id := range []string{"xa-an", "xa-binh", "xa-chin", "xa-dung", faultTable} {
		w.sim.Restore(id)
	}
	w.skew.Store(0)
	w.wire.late.Store(nil)
	w.wire.lateAfter.Store(nil)
}

// figures are what the ledger holds of each unit's day.
func (w *faultWorld) figures() map[string]int64 {
	w.t.Helper()
	s, err := w.office.Readings.State(w.t.Context(), w.clock.Now())
	w.must(err)
	out := map[string]int64{}
	for _, v := range s.Versions() {
		key := v.Unit + " " + v.Day.Short()
		if v.Gone {
			continue // held
		}
		delete(out, key)
		for _, f := range v.Figures {
			out[key] = f.Value
		}
	}
	return out
}

// lost lists the figures of before that are missing or others now.
func (w *faultWorld) lost(before map[string]int64) []string {
	w.t.Helper()
	now := w.figures()
	var out []string
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if v, ok := now[key]; !ok || v != before[key] {
			out = append(out, key)
		}
	}
	return out
}

// blamed lists the unit-days that are held against a unit.
func (w *faultWorld) blamed() []string {
	w.t.Helper()
	var out []string
	for _, st := range w.report().Standings {
		if st.Status == office.Late || st.Status == office.Missing || st.Status == office.Invalid {
			out = append(out, st.Unit+" "+st.Period.First.Short()+" "+string(st.Status))
		}
	}
	return out
}

func (w *faultWorld) report() *report.Report {
	w.t.Helper()
	r, err := w.office.Round.Report(w.t.Context(), w.clock.Now())
	w.must(err)
	return r
}

// standing is how a unit stands with its report of the 24th.
func (w *faultWorld) standing(unit string) office.Status {
	w.t.Helper()
	for _, st := range w.report().Standings {
		if st.Unit == unit && st.Period.First == calendar.Date(2020, 6, 24) && st.Period.Last == st.Period.First {
			return st.Status
		}
	}
	return "none"
}

// faults tell what the last look of each source met, by unit.
func (w *faultWorld) faults() string {
	w.t.Helper()
	last, err := w.office.Ledger.Last(w.t.Context())
	w.must(err)
	var out []string
	for _, u := range w.office.Programme.Units {
		if f := last[u.Sources[0].Ref].Fault; f != "" {
			out = append(out, u.ID+"="+string(f))
		}
	}
	return strings.Join(out, " ")
}

// published gives the cells of a consolidated spreadsheet, tab by tab.
func (w *faultWorld) published(id string) string {
	w.t.Helper()
	ss, ok := w.sim.Spreadsheet(id)
	if !ok {
		return "gone"
	}
	return cellsOf(ss)
}

// cellsOf gives the cells of a spreadsheet, but for the time of day.
func cellsOf(ss *sheets.Spreadsheet) string {
	var b strings.Builder
	for _, sh := range ss.Sheets {
		fmt.Fprintf(&b, "# %s\n", sh.Properties.Title)
		for _, d := range sh.Data {
			for _, row := range d.RowData {
				b.WriteString(strings.TrimRight(cells(row), "|") + "\n")
			}
		}
	}
	return clockTime.ReplaceAllString(b.String(), "…")
}

// clockTime is the time at which the book was made.
var clockTime = regexp.MustCompile(`\b\d\d:\d\d\b`)

func cells(row *sheets.RowData) string {
	var b strings.Builder
	for _, c := range row.Values {
		if v := c.UserEnteredValue; v != nil {
			raw, _ := json.Marshal(v) // a plain struct: cannot fail
			b.Write(raw)
		}
		b.WriteByte('|')
	}
	return b.String()
}

// publishedAnew gives what the cells would be in a spreadsheet that nobody has
// written to before.
func (w *faultWorld) publishedAnew() string {
	w.t.Helper()
	w.loadTable("so-sanh")
	p, err := w.office.Sources.Google.Publisher("https://docs.google.com/spreadsheets/d/so-sanh")
	w.must(err)
	_, err = p.Publish(w.t.Context(), w.office.Lay(w.report()))
	w.must(err)
	return w.published("so-sanh")
}
