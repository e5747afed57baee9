package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/templates"
)

// crashNow is the instant that every run of the crash test lives in.
const crashNow = "2020-06-24T22:30:00+07:00"

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

// A victim is a fresh office in a folder of its own, on a local Google of its
// own in this process, which outlives whatever happens to the program.
type victim struct {
	t      *testing.T
	bin    string
	config string
	google *sheetsim.Server
	zone   string // the machine's time zone, which must not matter
}

func newVictim(t *testing.T, bin string, seed uint64, faults []sheetsim.Fault) *victim {
	t.Helper()
	now, err := time.Parse(time.RFC3339, crashNow)
	if err != nil {
		t.Fatal(err)
	}
	google := sheetsim.New(sheetsim.Options{Now: func() time.Time { return now }, Seed: seed})
	scripts, err := rehearse.Load(templates.Builtin(), "demo", vietnam)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := rehearse.NewStage(google, scripts)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stage.Until(now); err != nil {
		t.Fatal(err)
	}
	if err := google.LoadSpreadsheet("tong-hop", []byte(`{"spreadsheetId":"tong-hop","properties":{"title":"Tổng hợp","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)); err != nil {
		t.Fatal(err)
	}
	google.Inject(faults...)
	srv := httptest.NewServer(google)
	t.Cleanup(srv.Close)
	v := &victim{t: t, bin: bin, google: google, config: filepath.Join(t.TempDir(), "config.yaml"), zone: "Asia/Ho_Chi_Minh"}
	if seed%2 == 1 {
		v.zone = "America/Los_Angeles"
	}
	text := bytes.ReplaceAll(mustRead(t, "../../templates/demo/config.yaml"), []byte("http://127.0.0.1:8000/"), []byte(srv.URL+"/"))
	// The pace is Google's to enforce and not this test's to wait for.
	text = bytes.Replace(text, []byte("google:\n"), []byte("google:\n  reads_per_minute: 6000\n  writes_per_minute: 6000\n"), 1)
	if err := os.WriteFile(v.config, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *victim) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(v.t.Context(), v.bin, append(args, "--config", v.config, "--now", crashNow, "--log", "error")...)
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

// killed starts a round and kills it after a while; it tells whether the round
// was still running.
func (v *victim) killed(after time.Duration) bool {
	v.t.Helper()
	cmd := v.command("sync")
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // in vain where it has ended
	return cmd.Wait() != nil
}

// outcome is everything that the office can see: the exports, the consolidated
// spreadsheet's values, the official report's bytes.
func (v *victim) outcome() map[string]string {
	v.t.Helper()
	out := map[string]string{}
	for _, what := range []string{"tallies", "findings", "standings", "summary"} {
		out[what] = v.run("export", what)
	}
	v.run("report", "month", "2020-06")
	out["official report"] = string(mustRead(v.t, filepath.Join(filepath.Dir(v.config), monthFile("2020-06"))))
	out["consolidated spreadsheet"] = v.values("tong-hop")
	v.run("verify")
	return out
}

// values prints every cell of a spreadsheet that holds something.
func (v *victim) values(id string) string {
	book, ok := v.google.Spreadsheet(id)
	if !ok {
		v.t.Fatalf("there is no spreadsheet %s", id)
	}
	var out strings.Builder
	for _, sheet := range book.Sheets {
		fmt.Fprintf(&out, "# %s\n", sheet.Properties.Title)
		for _, data := range sheet.Data {
			for i, row := range data.RowData {
				for j, c := range row.Values {
					if c.EffectiveValue != nil {
						text, err := c.EffectiveValue.MarshalJSON()
						if err != nil {
							v.t.Fatal(err)
						}
						fmt.Fprintf(&out, "%d,%d %s\n", i, j, text)
					}
				}
			}
		}
	}
	return out.String()
}

// TestARoundKilledAtAnyInstantComesToTheSameEnd kills fresh rounds of the
// program itself, with a faulty Google, and holds what stands after the next
// round against what an undisturbed office has. TONGHOP_KILLS=200 is the full
// number.
func TestARoundKilledAtAnyInstantComesToTheSameEnd(t *testing.T) {
	bin := built(t)
	undisturbed := newVictim(t, bin, 0, nil)
	started := time.Now()
	undisturbed.run("sync")
	took := time.Since(started)
	want := undisturbed.outcome()
	if !strings.Contains(want["tallies"], "thanh-an") || !strings.Contains(want["consolidated spreadsheet"], "Thanh An") {
		t.Fatalf("an undisturbed round comes to nothing: %v", want)
	}
	var hit atomic.Int32
	n := kills(t)
	t.Run("killed", func(t *testing.T) { // ends when all of them have
		for seed := range uint64(n) {
			t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
				t.Parallel()
				random := rand.New(rand.NewPCG(seed, 1))
				v := newVictim(t, bin, seed+1, crashFaults())
				for range 1 + random.IntN(2) { // some are killed again at the next start
					if v.killed(time.Duration(random.Float64() * 2 * float64(took))) {
						hit.Add(1)
					}
				}
				v.run("sync")
				got := v.outcome()
				for what := range want {
					if got[what] != want[what] {
						t.Errorf("%s differs:\n%s", what, firstDifference(want[what], got[what]))
					}
				}
			})
		}
	})
	t.Logf("%d offices, %d kills hit a running round; an undisturbed one takes %v", n, hit.Load(), took)
	if int(hit.Load()) < n/2 {
		t.Errorf("only %d kills of %d offices hit a running round", hit.Load(), n)
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
	config := smallOffice(t)
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
	if code, said := sync(crashNow); code != 1 || !strings.Contains(said, "damaged") || !strings.Contains(said, "hint: put the file aside") {
		t.Errorf("exit %d: %s", code, said)
	}
	if !bytes.Equal(mustRead(t, path), short) {
		t.Error("what was left of the ledger was written over")
	}
}

func TestAClockSetBackLosesNothing(t *testing.T) {
	config := smallOffice(t)
	sheet := filepath.Join(filepath.Dir(config), "an.csv")
	command := func(args ...string) string {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), append(args, "--config", config), &stdout, &stderr); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, stderr.String())
		}
		return stdout.String()
	}
	command("sync", "--now", crashNow)
	want := command("export", "tallies", "--now", crashNow)
	if err := os.WriteFile(sheet, []byte("Ngày,Tuyên truyền\n22/6/2020,99\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command("sync", "--now", "2020-06-23T22:30:00+07:00")
	if got := command("export", "tallies", "--now", crashNow); got != want {
		t.Errorf("what was seen on the 24th is now\n%s, want\n%s", got, want)
	}
	if got := command("export", "tallies", "--now", "2020-06-23T23:00:00+07:00"); !strings.Contains(got, "people_informed,99") {
		t.Errorf("what was seen under the clock set back is lost:\n%s", got)
	}
	command("verify")
}
