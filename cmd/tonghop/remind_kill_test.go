package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The program is killed in the very moment in which a message is on its way:
// nobody can know whether it arrived, so it is shown and never sent again.
func TestAReminderThatWasOnItsWayWhenTheProgramWasKilledIsNeverSentAgain(t *testing.T) {
	var calls atomic.Int32
	arrived, end := make(chan struct{}, 9), make(chan struct{})
	h := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		calls.Add(1)
		arrived <- struct{}{}
		<-end
	}))
	defer h.Close()
	defer close(end)
	day := time.Now().AddDate(0, 0, -1)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"an.csv": "Ngày,Tuyên truyền\n" + day.Format("2/1/2006") + ",10-15\n",
		"config.yaml": `programme: {starts: ` + day.AddDate(0, 0, -1).Format("2006-01-02") + `}
ledger: ledger.db
calendar: {weekdays: [T2, T3, T4, T5, T6, T7, CN]}
units: [{id: an, name: "Xã An", type: xa, source: an.csv}]
indicators: [{id: people, label: "Tuyên truyền", unit: lượt}]
notify: {before: 0s, month_days: 0, year_days: 0, quiet: {from: "00:00", to: "00:00"}, units: {an: {webhook: ` + h.URL + `}}}
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	program := func(args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), "tonghop", append(args, "--log", "error")...)
		cmd.Dir = dir
		return cmd
	}
	if out, err := program("sync").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	victim := program("remind")
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-arrived:
	case <-time.After(20 * time.Second):
		t.Error("no message went out")
	}
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait() // killed
	if out, err := program("remind").CombinedOutput(); err != nil || !strings.Contains(string(out), "đã báo rồi: Xã An") {
		t.Errorf("the next run: %v: %s", err, out)
	}
	if n := calls.Load(); n != 1 {
		t.Errorf("it was sent %d times", n)
	}
	if out, err := program("remind", "--list").CombinedOutput(); err != nil || !strings.Contains(string(out), "KHÔNG RÕ đã đến chưa, không gửi lại") {
		t.Errorf("the list: %v: %s", err, out)
	}
}
