package apptest

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/notify"
)

// Hook is a webhook on this computer that keeps what it gets.
type Hook struct {
	*httptest.Server
	mu     sync.Mutex
	Status int
	got    []notify.Posted
}

// NewHook gives one that answers 200 until the test ends.
func NewHook(t *testing.T) *Hook {
	t.Helper()
	h := &Hook{Status: http.StatusOK}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var p notify.Posted
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
			t.Error(err)
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		h.got = append(h.got, p)
		w.WriteHeader(h.Status)
	}))
	t.Cleanup(h.Close)
	return h
}

// Subjects gives what arrived since it was asked last.
func (h *Hook) Subjects() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for _, p := range h.got {
		all = append(all, p.Subject)
	}
	h.got = nil
	return all
}

// Reminded is one with two communes and a webhook for each, as a daemon
// has it at an instant. The second sheet has no report of the day.
func Reminded(t *testing.T, h *Hook, now *time.Time) *app.Office {
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
	o, err := app.Open(t.Context(), app.Settings{Path: filepath.Join(dir, "config.yaml"), Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return *now }}, app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return o
}

// LocalTime is a time of 24 June 2020, a Wednesday.
func LocalTime(hour, minute int) time.Time {
	return time.Date(2020, 6, 24, hour, minute, 0, 0, time.FixedZone("+07", 7*3600))
}
