package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
)

// A soakPhase is what Google does from a part of the whole on.
type soakPhase struct {
	from  float64
	name  string
	begin func(s *soak)
}

// stumbling is a Google that now and then fails in every way it can.
var stumbling = []sheetsim.Fault{
	{Method: writeOne, Times: -1, Probability: 0.2, Status: 503, AfterApply: true},
	{Method: writeOne, Times: -1, Probability: 0.1, Truncate: true},
	{Method: readOne, Path: "xa-", Times: -1, Probability: 0.05, Hollow: true},
	{Times: -1, Probability: 0.05, Status: 500},
	{Times: -1, Probability: 0.03, Cut: true},
	{Times: -1, Probability: 0.03, Truncate: true},
	{Times: -1, Probability: 0.02, Body: captive},
	{Times: -1, Probability: 0.1, Delay: func(ctx context.Context) { wait(ctx, 3*time.Second) }},
}

// hanging is a sheet that gets no answer.
var hanging = sheetsim.Fault{Path: unitName(11), Times: -1, Delay: func(ctx context.Context) { <-ctx.Done() }}

var soakPhases = []soakPhase{
	{0.08, "Google stumbles", func(s *soak) { s.google.Inject(stumbling...) }},
	{0.28, "the quota is zero", func(s *soak) {
		s.google.Inject(sheetsim.Fault{Method: "sheets.", Times: -1, Status: http.StatusTooManyRequests})
	}},
	{0.28 + 1./3, "Google's clock is 12 minutes ahead", func(s *soak) { s.skew.Store(int64(12 * time.Minute)) }},
	{0.68, "Google's clock is 8 minutes behind", func(s *soak) { s.skew.Store(-int64(8 * time.Minute)) }},
	{0.72, "Google stumbles, one sheet hangs, another computes", func(s *soak) {
		s.google.Inject(append([]sheetsim.Fault{hanging}, stumbling...)...)
		s.must(s.google.Computing(unitName(0), s.tab(unitName(0)), "B3", `=IMPORTRANGE("x";"y")`, "LOADING"))
	}},
	{0.88, "all is well", func(s *soak) {
		s.typed(0, 1, 0)
		for i := range soakUnits {
			if rows := s.sheets[unitName(i)]; !tardy(i) && rows[len(rows)-1].day != s.day(0) {
				s.report(i)
			}
		}
	}},
}

// soakDues are when, as parts of the whole, the day's report is due: the office puts
// it off twice, each time before it comes, and the last is while Google stumbles and
// one sheet hangs. One that is put off after it came would not be the day's any more.
var soakDues = []float64{0.45, 0.65, 0.8}

// soakPutOff is how long before a due instant it is put off.
const soakPutOff = 150 * time.Second

// TestADaemonLivesThroughASoak runs for TONGHOP_SOAK, such as 30m: see
// .ci/soak.
func TestADaemonLivesThroughASoak(t *testing.T) {
	whole, err := time.ParseDuration(os.Getenv("TONGHOP_SOAK"))
	if err != nil {
		t.Skip("TONGHOP_SOAK says for how long, such as 30m")
	}
	s := newSoak(t, whole)
	s.move(s.nextDue(soakDues[0]))
	s.serve()
	m := s.live()
	if err := s.settled(); err != nil {
		t.Error(err)
	}
	s.holdDue()
	s.holdStandings()
	m.hold(t)
	s.stop()
	s.holdBook()
	t.Logf("%v: %d edits, %d requests, %d heartbeats, %d lines of log, ledger %d kB", whole, s.edits, sum(s.google.Requests()), s.beats.Load(), s.log.counted(), s.ledgerSize()/1000)
	if kept := os.Getenv("TONGHOP_SOAK_LOG"); kept != "" {
		s.must(os.WriteFile(kept, []byte(s.log.String()), 0o600))
	}
}

func sum(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// nextDue is the first minute that a due instant can have from some part of the
// whole on: far enough ahead for the look before it.
func (s *soak) nextDue(part float64) time.Time {
	at := s.start.Add(time.Duration(part * float64(s.whole)))
	if soon := time.Now().Add(100 * time.Second); at.Before(soon) {
		at = soon
	}
	return at.Add(time.Minute - 1).Truncate(time.Minute)
}

// live lets Google, the communes and the office do what they do until the time
// is over, and measures.
func (s *soak) live() *measured {
	s.t.Helper()
	m := &measured{pid: s.child.Process.Pid, url: s.url, log: &s.log}
	phases, dues := soakPhases, soakDues[1:]
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for n := 0; ; n++ {
		now := <-every.C
		part := float64(now.Sub(s.start)) / float64(s.whole)
		if part >= 1 {
			return m
		}
		if len(phases) > 0 && part >= phases[0].from {
			s.google.ClearFaults()
			s.skew.Store(0)
			s.t.Logf("%s %s", now.Format(time.TimeOnly), phases[0].name)
			phases[0].begin(s)
			phases = phases[1:]
		}
		if last := s.dues[len(s.dues)-1]; len(dues) > 0 && now.After(last.Add(-soakPutOff)) {
			s.move(s.nextDue(dues[0]))
			dues = dues[1:]
		}
		if n%3 == 0 && part < 0.88 {
			s.edit()
		}
		if n%5 == 0 {
			m.take(s.t, now)
		}
	}
}

// settled waits until the ledger says what the sheets say.
func (s *soak) settled() error {
	s.t.Helper()
	var wrong []string
	for until := time.Now().Add(5 * time.Minute); time.Now().Before(until); time.Sleep(5 * time.Second) {
		if wrong = s.wrong(); len(wrong) == 0 {
			return nil
		}
	}
	return fmt.Errorf("%d figures are not those of the sheets: %q", len(wrong), wrong)
}

// holdDue demands that of each commune that had not reported a look was made
// before the due instant and one at it, or that the daemon tells why not.
func (s *soak) holdDue() {
	s.t.Helper()
	due := s.dues[len(s.dues)-1]
	time.Sleep(time.Until(due.Add(time.Minute))) // it may have been put off to the end
	before, at := map[string]bool{}, map[string]bool{}
	worst := time.Duration(0)
	for _, l := range s.export("looks") {
		asked, err := time.Parse(time.RFC3339, l["asked"])
		s.must(err)
		switch after := asked.Sub(due); {
		case after < 0 && after >= -2*time.Minute:
			before[l["source"]] = true
		case after >= 0 && after < 3*time.Minute && !at[l["source"]]:
			at[l["source"]] = true
			worst = max(worst, after)
		}
	}
	s.t.Logf("due at %s UTC: %d sources looked at within the 2 minutes before, %d at it, the last begun %v after", due.UTC().Format(time.TimeOnly), len(before), len(at), worst)
	ended := strings.Contains(s.log.String(), "the look before the due instant did not end in time")
	for i := range soakUnits {
		ref := "https://docs.google.com/spreadsheets/d/" + unitName(i)
		told := ended && at[ref] || strings.Contains(s.log.String(), "due-missed")
		if tardy(i) && !(before[ref] && at[ref]) && !told {
			s.t.Errorf("due at %s: %s was looked at before: %v, at it: %v, and nothing tells of it", due.UTC().Format(time.TimeOnly), unitName(i), before[ref], at[ref])
		}
	}
}

// holdStandings demands that nobody is blamed who had reported before all began.
func (s *soak) holdStandings() {
	s.t.Helper()
	today := s.start.In(s.zone).Format(time.DateOnly)
	for _, r := range s.export("standings") {
		if r["kind"] != "day" {
			continue
		}
		i, err := strconv.Atoi(strings.TrimPrefix(r["unit"], "xa-"))
		s.must(err)
		if r["period"] == today {
			s.t.Logf("%s: %s", r["unit"], r["status"])
		}
		if early(i) && r["status"] != "on_time" && r["period"] == today || r["status"] == "invalid" || r["status"] == "unreadable" {
			s.t.Errorf("%s on %s: %s %s", r["unit"], r["period"], r["status"], r["reason"])
		}
	}
}

// stop ends the daemon as systemd does.
func (s *soak) stop() {
	s.t.Helper()
	s.must(s.child.Process.Signal(syscall.SIGTERM))
	done := make(chan error, 1)
	go func() { done <- s.child.Wait() }()
	select {
	case err := <-done:
		s.must(err)
	case <-time.After(20 * time.Second):
		s.t.Fatal("serve does not stop")
	}
}

// holdBook demands that the ledger is whole, and that the book that was written
// a hundred times is what it would be if it were written once.
func (s *soak) holdBook() {
	s.t.Helper()
	for _, args := range [][]string{{"verify", "--config", s.config()}, {"sync", "--config", s.config()}} {
		if out, err := exec.Command(s.bin, args...).CombinedOutput(); err != nil {
			s.t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
	s.must(s.google.LoadSpreadsheet("so-sanh", []byte(`{"properties":{"title":"So sánh","locale":"vi_VN"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)))
	anew := s.configure("anew.yaml", "so-sanh", s.dues[len(s.dues)-1])
	if out, err := exec.Command(s.bin, "sync", "--config", anew).CombinedOutput(); err != nil {
		s.t.Errorf("sync into another book: %v\n%s", err, out)
	}
	was, is := strings.Split(s.book(soakTable), "\n"), strings.Split(s.book("so-sanh"), "\n")
	differ := 0
	for i := range max(len(was), len(is)) {
		var a, b string
		if i < len(was) {
			a = was[i]
		}
		if i < len(is) {
			b = is[i]
		}
		if a != b {
			if differ++; differ < 6 {
				s.t.Errorf("line %d of the book is %s\nand written anew     %s", i, a, b)
			}
		}
	}
	s.t.Logf("the book has %d lines, of which %d differ from one written anew", len(was), differ)
}

func (s *soak) ledgerSize() int64 {
	info, err := os.Stat(filepath.Join(s.dir, "ledger.db"))
	s.must(err)
	return info.Size()
}

// measured is what the daemon took, every few seconds.
type measured struct {
	pid int
	url string
	log *soakLog

	memory, files, lines []int // MiB, descriptors, lines of log since the last time
	logged               int
	slowest              time.Duration // of the page
	notReady, dead       int
}

func (m *measured) take(t *testing.T, now time.Time) {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", m.pid))
	if err != nil {
		t.Fatalf("the daemon is gone: %v\n%s", err, m.log)
	}
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmRSS:" {
			kib, _ := strconv.Atoi(f[1])
			m.memory = append(m.memory, kib/1024)
		}
	}
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", m.pid))
	if err != nil {
		t.Fatal(err)
	}
	m.files = append(m.files, len(open))
	n := m.log.counted()
	m.lines = append(m.lines, n-m.logged)
	m.logged = n
	for path, ask := range map[string]func(int){
		"":        func(code int) { m.dead += wrongly(code != http.StatusOK) },
		"healthz": func(code int) { m.dead += wrongly(code != http.StatusOK) },
		"readyz":  func(code int) { m.notReady += wrongly(code != http.StatusOK) },
	} {
		started := time.Now()
		res, err := (&http.Client{Timeout: 30 * time.Second}).Get(m.url + path)
		if err != nil {
			ask(0)
			t.Logf("%s /%s: %v", now.Format(time.TimeOnly), path, err)
			continue
		}
		res.Body.Close()
		ask(res.StatusCode)
		m.slowest = max(m.slowest, time.Since(started))
	}
}

func wrongly(b bool) int {
	if b {
		return 1
	}
	return 0
}

// middle is the median of a part of what was measured.
func middle(all []int, from, to float64) int {
	part := slices.Sorted(slices.Values(all[int(from*float64(len(all))):int(to*float64(len(all)))]))
	return part[len(part)/2]
}

// hold demands that nothing grows: memory, descriptors, lines of log.
func (m *measured) hold(t *testing.T) {
	t.Helper()
	memory, files := [2]int{middle(m.memory, 0.1, 0.4), middle(m.memory, 0.7, 1)}, [2]int{middle(m.files, 0.1, 0.4), middle(m.files, 0.7, 1)}
	perMinute := 12 * m.logged / max(1, len(m.lines))
	t.Logf("memory %d then %d MiB (most %d), descriptors %d then %d (most %d), %d lines of log a minute, the page at most %v, %d of %d times not ready, %d times no page",
		memory[0], memory[1], slices.Max(m.memory), files[0], files[1], slices.Max(m.files), perMinute, m.slowest.Round(time.Millisecond), m.notReady, len(m.lines), m.dead)
	var why []error
	if memory[1] > memory[0]*5/4+16 {
		why = append(why, errors.New("memory grows"))
	}
	if files[1] > files[0]+4 {
		why = append(why, errors.New("descriptors grow"))
	}
	if perMinute > 60 {
		why = append(why, errors.New("it says too much"))
	}
	if m.dead > 0 {
		why = append(why, errors.New("the page was not there"))
	}
	if err := errors.Join(why...); err != nil {
		t.Error(err)
	}
}
