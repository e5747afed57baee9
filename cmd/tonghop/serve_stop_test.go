package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/model/grid"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/daemon"
)

func TestServeStopsInTimeThoughGoogleHangs(t *testing.T) {
	t.Parallel()
	asked := make(chan bool, 100)
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- true
		<-r.Context().Done()
	}))
	defer hanging.Close()
	config := apptest.Small(t)
	text := strings.Replace(string(mustRead(t, config)), "source: an.csv", "source: \"https://docs.google.com/spreadsheets/d/an/edit\"", 1)
	if err := os.WriteFile(config, []byte(text+"google: {endpoint: \""+hanging.URL+"\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d := startDaemon(t, config)
	<-asked
	stopped := time.Now()
	d.stop()
	if code := <-d.done; code != 0 {
		t.Errorf("it ends with %d: %s", code, d.errs.String())
	}
	if took := time.Since(stopped); took > daemon.StopWithin {
		t.Errorf("it took %v to stop, want at most %v", took, daemon.StopWithin)
	}
}

// A stuck source heeds nothing, like a network drive that is gone.
type stuck struct{ asked chan bool }

func (s stuck) Fetch(context.Context, string) (grid.Snapshot, error) {
	s.asked <- true
	select {}
}

func TestServeEndsThoughASourceNeverAnswers(t *testing.T) {
	t.Parallel()
	config := apptest.Small(t)
	f := &flags{config: config, log: "error", stdout: io.Discard, stderr: io.Discard}
	o, err := f.open(t.Context(), app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	source := stuck{make(chan bool)}
	o.Round.Sources = source
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- o.serve(ctx, f) }()
	<-source.asked
	stopped := time.Now()
	stop()
	err = <-done
	if took := time.Since(stopped); err == nil || !strings.Contains(err.Error(), "still hung") || took > daemon.StopWithin+time.Second {
		t.Errorf("after %v it ends with %v", took, err)
	}
}

func TestServeStoppedWhileItBeginsEndsCleanly(t *testing.T) {
	f := &flags{config: apptest.Small(t), log: "error", stdout: io.Discard, stderr: io.Discard}
	o, err := f.open(t.Context(), app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := o.serve(ctx, f); err != nil {
		t.Errorf("it ends with %v", err)
	}
}

func TestARestartedDaemonLooksAgainOnlyWhereItMissedSomething(t *testing.T) {
	config := apptest.Small(t)
	d := startDaemon(t, config)
	waitForTallies(t, config, "people_informed,12")
	d.stop()
	<-d.done
	if err := os.WriteFile(filepath.Join(filepath.Dir(config), "an.csv"), []byte("Ngày,Tuyên truyền\n22/6/2020,13\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := &flags{config: config, log: "error", stdout: io.Discard, stderr: io.Discard}
	o, err := f.open(t.Context(), app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	now := o.Now()
	r, _, err := daemon.Runner(t.Context(), o.Office)
	if err != nil {
		t.Fatal(err)
	}
	r.Now = func() time.Time { return now }
	if _, err := r.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	looks := func() int {
		s, err := o.Readings.State(t.Context(), now.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		return len(s.Seen["an.csv"])
	}
	if n := looks(); n != 1 {
		t.Errorf("restarted at once: %d looks, want the first one only", n)
	}
	now = now.AddDate(0, 0, 2) // an outage of two days
	if _, err := r.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := looks(); n != 2 {
		t.Errorf("after an outage: %d looks, want one more", n)
	}
}
