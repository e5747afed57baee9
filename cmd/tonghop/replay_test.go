package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/daemon"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/sync/schedule"
)

// A replay is a case of testdata/replay: a district, what people do second by
// second, what the machine goes through, and what the office is told in the
// end. It runs the whole program but for the page: the configuration, the
// daemon's runner with its slot record, the real client against a local Google
// that keeps Google's quota, the ledger, the model, the consolidated book.
//
// The head of a case is what it is about, as lines with #, and:
//
//	from: 2020-06-24 06:00       when the daemon is first started
//	until: 2020-06-25 06:00      when the office looks at the result
//	off: 2020-06-24 16:30 .. 2020-06-24 18:00    the machine is off; may be repeated
//	off: 17:30 .. 07:00                          so every night
//	latency: 200ms               how long Google takes to answer (1s)
//	show: 2020-06-24 .. 2020-06-25               which days' standings are shown
//	months: 2020-06, 2020-07     which months' standings and totals are shown
//	longer: 2020, 2020-Q2        which other periods' standings are shown
//	indicators: people, visits   of which indicators (the first)
//
// Its files are config.yaml; the sheets, each tab as CSV under "ID/TITLE";
// "happens", a line for each thing that is done; and what is wanted.
type replay struct {
	t       *testing.T
	from    time.Time
	until   time.Time
	offs    []span
	nightly [2]time.Duration // 0, 0 for none
	show    [2]calendar.Day
	months  []string
	longer  []string
	shown   map[string]bool // indicators; none for the first
	mu      sync.Mutex      // over happens
	happens []happening
	latency time.Duration
	clock   apptest.Clock
	google  *sheetsim.Server
	down    bool
	flags   *flags
	office  *workplace
}

type span struct{ begin, end time.Time }

// A happening is one thing that somebody does, or that befalls Google.
type happening struct {
	at   time.Time
	args []string
}

var updateReplays = flag.Bool("update-replays", false, "write what the replays give into their cases")

func TestReplays(t *testing.T) {
	cases, err := filepath.Glob("testdata/replay/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no replays: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := newReplay(t, ar)
			r.live()
			r.compare(path, ar, "want/standings", r.standings())
			r.compare(path, ar, "want/totals", r.totals())
			r.compare(path, ar, "want/published", r.published())
			r.proved()
		})
	}
}

// compare holds what came out against a file of the case.
func (r *replay) compare(path string, ar *txtar.Archive, name, got string) {
	i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == name })
	if *updateReplays {
		if i < 0 {
			ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(got)})
		} else {
			ar.Files[i].Data = []byte(got)
		}
		if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
			r.t.Fatal(err)
		}
		return
	}
	want := ""
	if i >= 0 {
		want = string(ar.Files[i].Data)
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		r.t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func newReplay(t *testing.T, ar *txtar.Archive) *replay {
	t.Helper()
	r := &replay{t: t, latency: time.Second}
	for line := range strings.Lines(string(ar.Comment)) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			r.head(key, strings.TrimSpace(value))
		}
	}
	r.google = sheetsim.New(sheetsim.Options{Now: r.clock.Now, Quota: sheetsim.TrueQuota()})
	sheets := map[string]*txtar.Archive{}
	var config string
	for _, f := range ar.Files {
		id, tab, isSheet := strings.Cut(f.Name, "/")
		switch {
		case f.Name == "config.yaml":
			config = string(f.Data)
		case f.Name == "happens":
			r.readHappenings(string(f.Data))
		case isSheet && id != "want":
			if sheets[id] == nil {
				sheets[id] = &txtar.Archive{Comment: []byte("id: " + id + "\ntitle: " + id + "\n")}
			}
			sheets[id].Files = append(sheets[id].Files, txtar.File{Name: tab, Data: f.Data})
		}
	}
	for _, s := range sheets {
		r.load(s)
	}
	r.open(config)
	return r
}

// load puts a sheet into the local Google as it stands at the beginning.
func (r *replay) load(sheet *txtar.Archive) {
	r.t.Helper()
	script, err := rehearse.Parse(txtar.Format(sheet), apptest.Vietnam)
	if err == nil {
		_, err = rehearse.NewStage(r.google, []rehearse.Script{*script})
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

// open starts the local Google and the office.
func (r *replay) open(config string) {
	r.t.Helper()
	r.load(&txtar.Archive{Comment: []byte("id: tong-hop\n"), Files: []txtar.File{{Name: "Trang tính1", Data: []byte(".\n")}}})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.happen(r.clock.Advance(r.latency))
		if r.down {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		r.google.ServeHTTP(w, req)
	}))
	r.t.Cleanup(srv.Close)
	path := filepath.Join(r.t.TempDir(), "config.yaml")
	text := strings.ReplaceAll(config, "google/", "https://docs.google.com/spreadsheets/d/") +
		"google: {endpoint: \"" + srv.URL + "\"}\nconsolidated: {target: \"https://docs.google.com/spreadsheets/d/tong-hop/edit\"}\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
	r.flags = &flags{config: path, log: "error", stdout: io.Discard, stderr: io.Discard, clockOverride: r.clock.Now, sleepOverride: r.clock.Sleep}
	r.t.Cleanup(func() {
		if r.office != nil {
			r.office.Close()
		}
	})
}

// start is the daemon's start, the first or another.
func (r *replay) start() *schedule.Runner {
	r.t.Helper()
	var err error
	if r.office != nil {
		if err := r.office.Close(); err != nil {
			r.t.Fatal(err)
		}
	}
	if r.office, err = r.flags.open(r.t.Context(), app.ToWrite); err != nil {
		r.t.Fatal(err)
	}
	r.office.Round.Workers = 1 // so that the order of looks is always the same
	runner, _, err := daemon.Runner(r.t.Context(), r.office.Office)
	if err != nil {
		r.t.Fatal(err)
	}
	return runner
}

// live is the daemon's life, and the district's.
func (r *replay) live() {
	r.t.Helper()
	r.clock.Set(r.from)
	runner := r.start()
	for {
		next, err := runner.Step(r.t.Context())
		if err != nil {
			r.t.Fatal(err)
		}
		if on, off := r.offAt(next); off {
			r.clock.Set(on)
			r.happen(on)
			runner = r.start()
			continue
		}
		if next.IsZero() || next.After(r.until) {
			break
		}
		r.clock.Set(next)
	}
	r.clock.Set(r.until)
	r.happen(r.until)
}

// offAt tells whether the machine is off at an instant, and when it is switched
// on again.
func (r *replay) offAt(t time.Time) (on time.Time, off bool) {
	for _, s := range r.offs {
		if !t.Before(s.begin) && t.Before(s.end) {
			return s.end, true
		}
	}
	if r.nightly == [2]time.Duration{} || t.IsZero() {
		return time.Time{}, false
	}
	day := calendar.DayOf(t.In(apptest.Vietnam))
	for _, d := range []calendar.Day{day - 1, day} {
		if begin, end := d.At(r.nightly[0], apptest.Vietnam), (d+1).At(r.nightly[1], apptest.Vietnam); !t.Before(begin) && t.Before(end) {
			return end, true
		}
	}
	return time.Time{}, false
}

// happen does everything that is done up to an instant.
func (r *replay) happen(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.happens) > 0 && !r.happens[0].at.After(now) {
		h := r.happens[0]
		r.happens = r.happens[1:]
		r.mu.Unlock()
		if err := r.do(h); err != nil {
			r.t.Errorf("at %s: %v", h.at, err)
		}
		r.mu.Lock()
	}
}

// do does one thing: "google down", "google up", "an deny", "an restore",
// "an trash", or "an Tháng 6!A3 24/6/2020 12": what is typed, from that cell to
// the right; _ leaves a cell as it is, - empties it. "office issue 2020-06 12"
// gives the month's report its number, other words of the office are in decides;
// "config OLD NEW" changes the configuration.
func (r *replay) do(h happening) error {
	args := h.args
	switch id, deed := args[0], args[1]; {
	case id == "google":
		r.down = deed == "down"
		return nil
	case id == "config":
		return r.configures(h)
	case id == "office" && deed == "issue":
		return r.issues(h)
	case id == "office":
		return r.decides(h)
	case deed == "deny":
		r.google.Deny(id)
		return nil
	case deed == "restore":
		r.google.Restore(id)
		return nil
	case deed == "trash":
		r.google.Trash(id)
		return nil
	}
	return r.typed(args)
}

func (r *replay) typed(args []string) error {
	tab, at, ok := strings.Cut(args[1], "!")
	if !ok || len(args) < 3 {
		return fmt.Errorf("%q is not a place with what is typed there", args)
	}
	col, row := at[0], at[1:]
	for i, v := range args[2:] {
		var value any = strings.ReplaceAll(v, "~", " ")
		if n, err := strconv.Atoi(v); err == nil {
			value = n
		}
		switch v {
		case "_":
			continue
		case "-":
			value = nil
		}
		if err := r.google.Type(args[0], strings.ReplaceAll(tab, "~", " "), string(rune(int(col)+i))+row, value); err != nil {
			return err
		}
	}
	return nil
}
