package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/notify"
)

// hook is a webhook on this computer that keeps what it gets.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []notify.Posted
}

func newHook(t *testing.T) *hook {
	t.Helper()
	h := &hook{status: http.StatusOK}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var p notify.Posted
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
			t.Error(err)
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		h.got = append(h.got, p)
		w.WriteHeader(h.status)
	}))
	t.Cleanup(h.Close)
	return h
}

// subjects gives what arrived since it was asked last.
func (h *hook) subjects() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for _, p := range h.got {
		all = append(all, p.Subject)
	}
	h.got = nil
	return all
}

// remindedOffice is one with two communes and a webhook for each, as a daemon
// has it at an instant. The second sheet has no report of the day.
func remindedOffice(t *testing.T, h *hook, now *time.Time) *workplace {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"an.csv":   "Ngày,Tuyên truyền\n23/6/2020,11\n24/6/2020,12\n",
		"binh.csv": "Ngày,Tuyên truyền\n23/6/2020,12\n",
		"config.yaml": fmt.Sprintf(`programme: {title: "Thử nghiệm", starts: 2020-06-23, ends: 2020-12-31}
units:
  - {id: an, name: "Xã An", type: xa, source: an.csv}
  - {id: binh, name: "Xã Bình", type: xa, source: binh.csv}
indicators: [{id: people_informed, label: "Tuyên truyền", unit: lượt}]
notify:
  month_days: 0
  office: {webhook: %[1]s/office}
  units: {an: {webhook: %[1]s/an}, binh: {webhook: %[1]s/binh}}
`, h.URL)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f := &flags{config: filepath.Join(dir, "config.yaml"), log: "error", stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, clockOverride: func() time.Time { return *now }}
	o, err := f.open(t.Context(), toWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return o
}

func localTime(hour, minute int) time.Time {
	return time.Date(2020, 6, 24, hour, minute, 0, 0, time.FixedZone("+07", 7*3600))
}

func TestTheDaemonLooksBeforeItRemindsAndRemindsOnce(t *testing.T) {
	h, now := newHook(t), localTime(16, 0)
	o := remindedOffice(t, h, &now)
	for _, want := range []string{"Nhắc báo cáo ngày 24/6/2020: Xã Bình (hạn 17:00)", ""} {
		if err := o.remind(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(h.subjects(), "|"); got != want {
			t.Errorf("it sent %q, want %q", got, want)
		}
		now = now.Add(10 * time.Minute)
	}
	last, err := o.ledger.Last(t.Context())
	if err != nil || len(last) == 0 {
		t.Errorf("it did not look first: %v, %v", last, err)
	}
}

// A server that puts a message off gets it a quarter of an hour later, before
// the deadline, and once.
func TestAMessageThatWasPutOffComesWithTheNextRun(t *testing.T) {
	h, now := newHook(t), localTime(16, 0)
	o := remindedOffice(t, h, &now)
	const reminder = "Nhắc báo cáo ngày 24/6/2020: Xã Bình (hạn 17:00)"
	for _, step := range []struct {
		status int
		want   string
	}{{http.StatusTooManyRequests, reminder}, {http.StatusOK, reminder}, {http.StatusOK, ""}} {
		h.status = step.status
		if err := o.remind(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(h.subjects(), "|"); got != step.want {
			t.Errorf("at %v it sent %q, want %q", now, got, step.want)
		}
		now = now.Add(again)
	}
}

func TestAfterAnOutageOverTheDeadlineOnlyTheDigestComes(t *testing.T) {
	h, now := newHook(t), localTime(17, 40)
	o := remindedOffice(t, h, &now)
	// The slot is the missed one of 16:00, and the clock says 17:40.
	if err := o.remind(t.Context(), localTime(16, 0)); err != nil {
		t.Fatal(err)
	}
	if got := h.subjects(); len(got) != 1 || got[0] != "Báo cáo ngày 24/6/2020: 1/2 đơn vị đã báo cáo, 1 đúng hạn" {
		t.Errorf("it sent %q", got)
	}
}

func TestWhatIsDoubtfulIsListedAndNotSentAgain(t *testing.T) {
	h, now := newHook(t), localTime(16, 0)
	o := remindedOffice(t, h, &now)
	h.status = http.StatusInternalServerError
	for range 2 {
		if err := o.remind(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.subjects(); len(got) != 1 {
		t.Errorf("it was sent %d times", len(got))
	}
	var out bytes.Buffer
	if err := (&reminderScreen{workplace: o, w: &out}).list(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Không rõ đã đến chưa", "Xã Bình: nhắc trước giờ hạn", "KHÔNG RÕ đã đến chưa, không gửi lại", "(HTTP 500 Internal Server Error)"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in the list:\n%s", part, out.String())
		}
	}
}

func TestTheCommandSendsBesideTheDaemonAndSaysWhatBecameOfIt(t *testing.T) {
	h, now := newHook(t), localTime(16, 0)
	daemon := remindedOffice(t, h, &now)
	if _, err := daemon.round.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	send := func() (string, error) {
		var out bytes.Buffer
		f := &flags{config: daemon.cfg.Path, log: "error", stdout: &out, stderr: &out, clockOverride: func() time.Time { return now }}
		o, err := f.open(t.Context(), toDecide)
		if err != nil {
			t.Fatal(err)
		}
		defer o.Close()
		err = (&reminderScreen{workplace: o, w: &out}).send(t.Context())
		return out.String(), err
	}
	h.status = http.StatusTooManyRequests
	if out, err := send(); err != silent(1) || !strings.Contains(out, "Đã gửi 0 tin; bị từ chối 0, chưa gửi được 1, không rõ 0.") {
		t.Errorf("%v: %s", err, out)
	}
	h.status = http.StatusOK
	if out, err := send(); err != nil || !strings.Contains(out, "Đã gửi 1 tin;") || !strings.Contains(out, "đã có báo cáo: Xã An") {
		t.Errorf("%v: %s", err, out)
	}
	if err := daemon.remind(t.Context(), now); err != nil || len(h.subjects()) != 2 {
		t.Errorf("the daemon sent it too, or failed: %v", err)
	}
	all, err := daemon.ledger.Reminders(t.Context(), time.Time{})
	if err != nil || len(all) != 2 || all[0].Outcome != office.Unsent || all[1].Outcome != office.Sent || all[1].Attempt != 2 {
		t.Errorf("the ledger has %+v, %v", all, err)
	}
}

func TestTheJobsOfTheRemindersStandAroundTheDeadline(t *testing.T) {
	now := localTime(6, 0)
	o := remindedOffice(t, newHook(t), &now)
	jobs, err := o.remindJobs()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, j := range jobs {
		got[cmp.Or(j.ID, j.Name)] = j.Next(now).In(o.programme.Location).Format("2/1 15:04")
	}
	want := map[string]string{
		"remind-morning": "24/6 07:00", "remind": "24/6 16:00", "remind-1": "24/6 16:15", "remind-2": "24/6 16:30", "remind-3": "24/6 16:45",
		"remind-after": "24/6 17:30", "remind-after-1": "24/6 17:45",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAPasswordThatIsNotThereIsToldBeforeTheDaemonStarts(t *testing.T) {
	config := smallOffice(t)
	text := string(mustRead(t, config)) + "notify: {office: {webhook: {env: TONGHOP_NOT_SET}}}\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"serve", "--config", config, "--log", "error"}, &bytes.Buffer{}, &stderr); code != 2 || !strings.Contains(stderr.String(), "TONGHOP_NOT_SET is empty\nhint: put the address there") {
		t.Errorf("exit %d: %s", code, stderr.String())
	}
}
