package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tonghop/model/book"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/reports"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/sync/ledger"
	"tonghop/templates"
)

// crashNow is the instant that every run of the crash test lives in.
const crashNow = "2020-06-24T22:30:00+07:00"

// crashNoon is when an office that has lived had its last round.
const crashNoon = "2020-06-24T12:00:00+07:00"

// kills is how many runs are killed: TONGHOP_KILLS, or a dozen.
func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("TONGHOP_KILLS")
	if text == "" {
		return 12
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("TONGHOP_KILLS: %v", err)
	}
	return n
}

// crashFaults make Google fail now and then, before a request took effect and
// after. A client meets each kind of them in nearly every round.
func crashFaults() []sheetsim.Fault {
	return []sheetsim.Fault{
		{Method: "sheets.spreadsheets.get", Times: -1, Probability: 0.04, Cut: true},
		{Method: "sheets.spreadsheets.get", Times: -1, Probability: 0.04, Truncate: true},
		{Method: "sheets.spreadsheets.batchUpdate", Times: -1, Probability: 0.15, Cut: true, AfterApply: true},
		{Method: "sheets.spreadsheets.values", Times: -1, Probability: 0.1, Status: 503},
	}
}

// An officeLife is what an office has behind it, and where its two books stand, when
// its round is killed.
type officeLife struct {
	name             string
	target, communes string // where the consolidated book and the communes' one stand
	lived            bool   // it had its round at noon, and the office typed into Bổ sung since
}

// bookSigned is the signature of whoever wrote a spreadsheet.
var bookSigned = regexp.MustCompile(`\{\\"ledger\\":\\"[0-9a-f]*\\",\\"revision\\":[0-9]+,\\"head\\":\\"[0-9a-f-]*\\"`)

const (
	crashOnGoogle = "https://docs.google.com/spreadsheets/d/tong-hop/edit"
	crashOnDisk   = "tong-hop.xlsx"
)

var officeLives = []officeLife{
	{name: "fresh, book on Google", target: crashOnGoogle, communes: crashOnDisk},
	{name: "fresh, book on disk", target: crashOnDisk, communes: crashOnGoogle},
	{name: "after a day's work", target: crashOnGoogle, communes: crashOnDisk, lived: true},
}

// A victim is an office in a folder of its own, on a local Google of its own in
// this process, which outlives whatever happens to the program.
type victim struct {
	officeLife
	t      *testing.T
	bin    string
	config string
	google *sheetsim.Server
	wire   *wiretap
	zone   string // the machine's time zone, which must not matter
}

// A wiretap counts the requests that reach Google, and calls after at one of
// those whose path ends in suffix.
type wiretap struct {
	http.Handler
	mu     sync.Mutex
	n      int
	suffix string
	at     int // counts down; below 1 nothing is waited for
	after  func()
}

func (w *wiretap) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.n++
	if strings.HasSuffix(r.URL.Path, w.suffix) {
		if w.at--; w.at == 0 {
			w.after()
		}
	}
	w.mu.Unlock()
	w.Handler.ServeHTTP(rw, r)
}

// wait lets after be called at the nth request from now on whose path ends so.
func (w *wiretap) wait(suffix string, nth int, after func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.suffix, w.at, w.after = suffix, nth, after
}

// count gives how many requests came since it was asked last.
func (w *wiretap) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer func() { w.n = 0 }()
	return w.n
}

func newVictim(t *testing.T, bin string, life officeLife, seed uint64) *victim {
	t.Helper()
	noon, now := mustInstant(t, crashNoon), mustInstant(t, crashNow)
	clock := &apptest.Clock{}
	clock.Set(noon)
	// Replies are dated by the real clock, which is the process's own: what it is
	// told by --now is when it looks, not what its clock says.
	google := sheetsim.New(sheetsim.Options{Now: clock.Now, Date: time.Now, Seed: seed})
	scripts, err := rehearse.Load(templates.Builtin(), "demo", apptest.Vietnam)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := rehearse.NewStage(google, scripts)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stage.Until(noon); err != nil {
		t.Fatal(err)
	}
	if err := google.LoadSpreadsheet("tong-hop", []byte(`{"spreadsheetId":"tong-hop","properties":{"title":"Tổng hợp","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)); err != nil {
		t.Fatal(err)
	}
	wire := &wiretap{Handler: google}
	srv := httptest.NewServer(wire)
	t.Cleanup(srv.Close)
	v := &victim{officeLife: life, t: t, bin: bin, google: google, wire: wire, config: filepath.Join(t.TempDir(), "config.yaml"), zone: "Asia/Ho_Chi_Minh"}
	if seed%2 == 1 {
		v.zone = "America/Los_Angeles"
	}
	text := string(mustRead(t, "../../templates/demo/config.yaml"))
	for old, fresh := range map[string]string{
		"http://127.0.0.1:8000/":   srv.URL + "/",
		"target: " + crashOnGoogle: "target: \"" + life.target + "\"\n  communes: \"" + life.communes + "\"",
		// The pace is Google's to enforce and not this test's to wait for.
		"google:\n": "google:\n  reads_per_minute: 6000\n  writes_per_minute: 6000\n",
	} {
		if !strings.Contains(text, old) {
			t.Fatalf("the demo's configuration has no %q", old)
		}
		text = strings.Replace(text, old, fresh, 1)
	}
	if err := os.WriteFile(v.config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if life.lived {
		v.run("sync", "--now", crashNoon)
		v.types()
	}
	clock.Set(now)
	if _, err := stage.Until(now); err != nil {
		t.Fatal(err)
	}
	return v
}

func mustInstant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// types puts a phoned-in figure into the tab Bổ sung.
func (v *victim) types() {
	v.t.Helper()
	row := []any{"Xã Minh Đức", "23/6/2020", "Tuyên truyền", 45, "điện thoại", "Chị Hoa", "16:40 23/6/2020", "Mất mạng"}
	for i, cell := range row {
		if err := v.google.Type("tong-hop", "Bổ sung", string(rune('A'+i))+strconv.Itoa(book.EntriesTop+1), cell); err != nil {
			v.t.Fatal(err)
		}
	}
}

func (v *victim) command(args ...string) *exec.Cmd { return v.commandIn(v.t.Context(), args...) }

// commandIn is command in a process that is killed when alive ends.
func (v *victim) commandIn(alive context.Context, args ...string) *exec.Cmd {
	if !slices.Contains(args, "--now") {
		args = append(args, "--now", crashNow)
	}
	cmd := exec.CommandContext(alive, v.bin, append(args, "--config", v.config, "--log", "error")...)
	cmd.Env = append(os.Environ(), "TZ="+v.zone)
	return cmd
}

// run runs a command to its end and gives what it printed.
func (v *victim) run(args ...string) string {
	v.t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := v.command(args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		v.t.Fatalf("%v: %v\n%s%s", args, err, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// An undisturbedRound is what one takes: time, and requests to Google.
type undisturbedRound struct {
	took     time.Duration
	requests int
}

// killed starts a round and kills it at a random instant: some time after its
// start, or a little after a request, or one that writes, reached Google; so no
// part of a round is spared, however slow the machine is. It tells how far the
// round had come; "ended" where the kill came too late.
func (v *victim) killed(random *rand.Rand, like undisturbedRound) (where string) {
	v.t.Helper()
	alive, kill := context.WithCancel(v.t.Context()) // in vain where it has ended
	defer kill()
	cmd := v.commandIn(alive, "sync")
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	after := time.Duration(random.Float64() * float64(30*time.Millisecond))
	later := func() { time.AfterFunc(after, kill) }
	manner := random.IntN(3)
	switch manner {
	case 1:
		v.wire.wait("", 1+random.IntN(like.requests), later)
	case 2:
		v.wire.wait(":batchUpdate", 1+random.IntN(2), later)
	}
	v.google.ResetRequests()
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	if manner == 0 {
		time.AfterFunc(time.Duration(random.Float64()*1.5*float64(like.took)), kill)
	}
	err := cmd.Wait()
	v.wire.wait("", 0, nil)
	if err == nil {
		return "ended"
	}
	return v.where()
}

// where tells how far a killed round had come, from what reached Google and
// from a copy of the ledger.
func (v *victim) where() string {
	v.t.Helper()
	asked := v.google.Requests()
	if asked[writeOne] > 0 {
		return "publishing"
	}
	folder, looks := v.t.TempDir(), 0
	for _, name := range []string{"demo.db", "demo.db-wal"} {
		if data, err := os.ReadFile(filepath.Join(filepath.Dir(v.config), name)); err == nil {
			if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
				v.t.Fatal(err)
			}
		}
	}
	if l, err := ledger.Open(v.t.Context(), filepath.Join(folder, "demo.db"), ledger.Options{ReadOnly: true}); err == nil {
		last, err := l.Last(v.t.Context())
		if err = errors.Join(err, l.Close()); err != nil {
			v.t.Fatal(err)
		}
		for _, look := range last {
			if look.Answered.Equal(mustInstant(v.t, crashNow)) {
				looks++
			}
		}
	}
	// Each look is recorded when it is answered, so a round that looks has some.
	sources := bytes.Count(mustRead(v.t, v.config), []byte("source:"))
	switch {
	case looks >= sources:
		return "after recording"
	case asked[readOne] > 0 || looks > 0:
		return "looking"
	}
	return "starting"
}

// outcome is everything that the office can see: the exports, both books, the
// official report's bytes.
func (v *victim) outcome() map[string]string {
	v.t.Helper()
	tell := func(args ...string) string { // in this process, which is quicker
		code, stdout, stderr := tonghop(v.config, append(args, "--now", crashNow, "--log", "error")...)
		if code != 0 {
			v.t.Fatalf("%v: exit %d: %s%s", args, code, stdout, stderr)
		}
		return stdout
	}
	out := map[string]string{}
	for _, what := range []string{"tallies", "findings", "standings", "summary"} {
		out[what] = tell("export", what)
	}
	out["decisions"] = tell("decisions")
	tell("report", "month", "2020-06")
	out["official report"] = string(mustRead(v.t, onlyFile(v.t, filepath.Dir(v.config), reports.MonthFiles("2020-06"))))
	out["book on disk"] = string(mustRead(v.t, filepath.Join(filepath.Dir(v.config), crashOnDisk)))
	// Each office's book is signed with its own ledger and how far that has come.
	out["book on Google"] = bookSigned.ReplaceAllString(v.spreadsheet("tong-hop"), "")
	tell("verify")
	return out
}

// allOfIt is everything of a spreadsheet but how the local Google would show
// its figures.
const allOfIt = "properties,namedRanges,developerMetadata,sheets(properties,merges,protectedRanges,basicFilter,conditionalFormats,charts," +
	"developerMetadata,data(rowMetadata,columnMetadata,rowData(values(userEnteredValue,effectiveValue,userEnteredFormat,note,dataValidation))))"

// spreadsheet gives all that Google holds of a spreadsheet: figures, formats,
// protection, charts.
func (v *victim) spreadsheet(id string) string {
	v.t.Helper()
	v.google.ClearFaults()
	w := httptest.NewRecorder()
	v.google.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v4/spreadsheets/"+id+"?fields="+url.QueryEscape(allOfIt), nil))
	if w.Code != http.StatusOK {
		v.t.Fatalf("the spreadsheet %s: %d %s", id, w.Code, w.Body)
	}
	return strings.ReplaceAll(w.Body.String(), "},{", "},\n{")
}

// TestARoundKilledAtAnyInstantComesToTheSameEnd kills rounds of the program
// itself, with a faulty Google, and holds what stands after the next round
// against what an undisturbed office has. TONGHOP_KILLS=200 is the full number.
func TestARoundKilledAtAnyInstantComesToTheSameEnd(t *testing.T) {
	bin := built(t)
	want := make([]map[string]string, len(officeLives))
	like := make([]undisturbedRound, len(officeLives))
	for i, life := range officeLives {
		v := newVictim(t, bin, life, 0)
		v.wire.count()
		started := time.Now()
		v.run("sync")
		like[i] = undisturbedRound{time.Since(started), v.wire.count()}
		want[i] = v.outcome()
		if !strings.Contains(want[i]["tallies"], "thanh-an") || !strings.Contains(want[i]["book on Google"], "Thanh An") ||
			life.lived != strings.Contains(want[i]["decisions"], "Chị Hoa") {
			t.Fatalf("%s: an undisturbed round comes to nothing: %v", life.name, want[i])
		}
	}
	var mu sync.Mutex
	hits := map[string]int{}
	n := kills(t)
	t.Run("killed", func(t *testing.T) { // ends when all of them have
		for seed := range uint64(n) {
			t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
				t.Parallel()
				random := rand.New(rand.NewPCG(seed, 1))
				i := int(seed) % len(officeLives)
				v := newVictim(t, bin, officeLives[i], seed+1)
				v.google.Inject(crashFaults()...)
				for range 1 + random.IntN(2) { // some are killed again at the next start
					where := v.killed(random, like[i])
					mu.Lock()
					hits[where]++
					mu.Unlock()
				}
				v.run("sync")
				got := v.outcome()
				for what := range want[i] {
					if got[what] != want[i][what] {
						t.Errorf("%s: %s differs:\n%s", officeLives[i].name, what, firstDifference(want[i][what], got[what]))
					}
				}
			})
		}
	})
	t.Logf("%d offices; where the kills hit: %v; undisturbed rounds: %v", n, hits, like)
	if n < 100 {
		return // too few to hit every part
	}
	for _, where := range []string{"starting", "looking", "after recording", "publishing"} {
		if hits[where] < n/25 {
			t.Errorf("of the kills of %d offices only %d hit a round %s", n, hits[where], where)
		}
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d: want %.200q\n got %.200q", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}

func TestALedgerCutShortIsToldAndKeptAsItIs(t *testing.T) {
	config := apptest.Small(t)
	path := filepath.Join(filepath.Dir(config), "ledger.db")
	sync := func(now string) (int, string) {
		var stderr bytes.Buffer
		return run(context.Background(), []string{"sync", "--config", config, "--now", now}, io.Discard, &stderr), stderr.String()
	}
	if code, said := sync(crashNow); code != 0 {
		t.Fatal(said)
	}
	whole := mustRead(t, path)
	short := whole[:len(whole)/2]
	if err := os.WriteFile(path, short, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, said := sync(crashNow); code != 1 || !strings.Contains(said, "damaged") || !strings.Contains(said, "hint: do not delete the file") {
		t.Errorf("exit %d: %s", code, said)
	}
	if !bytes.Equal(mustRead(t, path), short) {
		t.Error("what was left of the ledger was written over")
	}
}

func TestAClockSetBackLosesNothing(t *testing.T) {
	config := apptest.Small(t)
	sheet := filepath.Join(filepath.Dir(config), "an.csv")
	command := func(args ...string) string {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), append(args, "--config", config), &stdout, &stderr); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, stderr.String())
		}
		return stdout.String()
	}
	command("sync", "--now", crashNow)
	if err := os.WriteFile(sheet, []byte("Ngày,Tuyên truyền\n22/6/2020,99\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command("sync", "--now", "2020-06-23T22:30:00+07:00")
	// The record's own time is the order of recording: what was seen last stands,
	// and the look of the clock that was ahead proves no time.
	for _, now := range []string{crashNow, "2020-06-23T23:00:00+07:00"} {
		if got := command("export", "tallies", "--now", now); !strings.Contains(got, "people_informed,99") {
			t.Errorf("as of %s what was seen last is not told:\n%s", now, got)
		}
	}
	if looks := strings.Count(command("export", "looks", "--now", crashNow), "an.csv"); looks != 2 {
		t.Errorf("%d looks are kept, want both", looks)
	}
	if got := command("trace", "an", "2020-06-22", "people_informed", "--now", crashNow); !strings.Contains(got, "12") {
		t.Errorf("the figure before is not traced:\n%s", got)
	}
}
