package watch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

// hours fires at a time of each day.
func at(t *testing.T, o *app.Office, name, line string) schedule.Job {
	t.Helper()
	s, err := schedule.Parse(line, o.Programme.Location)
	if err != nil {
		t.Fatal(err)
	}
	return schedule.Job{Name: name, Schedule: s}
}

// newWatch watches an office that looks at 12:00 and 22:30, and at 17:00.
func newWatch(t *testing.T) (*Watch, *apptest.Clock) {
	t.Helper()
	clock := &apptest.Clock{}
	clock.Set(time.Date(2020, 6, 24, 1, 0, 0, 0, time.UTC)) // 8:00
	o := apptest.Open(t, clock, apptest.Small(t), app.ToWrite)
	w := &Watch{Office: o, Looks: []schedule.Job{at(t, o, "look", "0 12 * * *"), at(t, o, "look", "30 22 * * *")}, Due: []schedule.Job{at(t, o, "at-due", "0 17 * * *")}}
	w.Begin()
	return w, clock
}

func keys(all []office.Alarm) string {
	var out []string
	for _, a := range all {
		out = append(out, a.Key)
	}
	return strings.Join(out, " ")
}

// hour is a time of the 24th in Việt Nam.
func hour(h, m int) time.Time { return time.Date(2020, 6, 24, h-7, m, 0, 0, time.UTC) }

func TestADaemonThatSeesNothingSaysSinceWhen(t *testing.T) {
	w, clock := newWatch(t)
	for _, tc := range []struct {
		h, m  int
		round *round.Result
		want  string
		ready bool
	}{
		{9, 0, nil, "", true},
		{12, 30, nil, "", true}, // an hour is left for the round
		{13, 1, nil, "never-read", false},
		{13, 2, &round.Result{Faulty: 3}, "never-read", false},
		{13, 3, &round.Result{Skipped: 3}, "", true}, // Drive says that nothing changed
		{16, 0, nil, "", true},
	} {
		clock.Set(hour(tc.h, tc.m))
		if tc.round != nil {
			w.Note(tc.round, nil)
		}
		if got, ready := keys(w.Alarms(t.Context())), w.Ready(t.Context()) == nil; got != tc.want || ready != tc.ready {
			t.Errorf("at %d:%02d it says %q, ready %v; want %q, %v", tc.h, tc.m, got, ready, tc.want, tc.ready)
		}
	}
	clock.Set(hour(23, 31))
	w.Began("at-due", hour(17, 0))
	all := w.Alarms(t.Context())
	if said := w.Office.Messages.Alarm(all[0]); !strings.Contains(said, "Chưa đọc được bảng nào từ 13:03 24/6/2020") {
		t.Errorf("it says %q", said)
	}
}

func TestALookAtADueInstantThatIsNotMadeIsTold(t *testing.T) {
	for name, tc := range map[string]struct {
		began time.Time
		want  string
		ready bool
	}{
		"in time":  {hour(17, 0), "", true},
		"too late": {hour(17, 9), "due-late", true},
		"never":    {time.Time{}, "due-missed", false},
	} {
		w, clock := newWatch(t)
		w.Note(&round.Result{Read: 1}, nil)
		clock.Set(hour(12, 0))
		w.Note(&round.Result{Read: 1}, nil)
		if !tc.began.IsZero() {
			clock.Set(tc.began)
			w.Began("at-due", hour(17, 0))
		}
		clock.Set(hour(17, 10))
		if got, ready := keys(w.Alarms(t.Context())), w.Ready(t.Context()) == nil; got != tc.want || ready != tc.ready {
			t.Errorf("%s: it says %q, ready %v; want %q, %v", name, got, ready, tc.want, tc.ready)
		}
	}
}

func TestABookThatIsNotWrittenIsToldAndKeepsNobodyFromWork(t *testing.T) {
	w, _ := newWatch(t)
	w.Note(&round.Result{Read: 1}, errors.Join(errors.New("writing"), &office.Fault{Code: office.FaultProtected}))
	all := w.Alarms(t.Context())
	if keys(all) != "book" || !strings.Contains(w.Office.Messages.Alarm(all[0]), "vùng bảo vệ") || w.Ready(t.Context()) != nil {
		t.Errorf("it says %v", all)
	}
	w.Note(&round.Result{Read: 1}, nil)
	if got := keys(w.Alarms(t.Context())); got != "" {
		t.Errorf("written again it says %q", got)
	}
}

func TestALedgerThatCannotBeWrittenIsToldAtOnce(t *testing.T) {
	w, clock := newWatch(t)
	if err := w.Office.Ledger.Close(); err != nil {
		t.Fatal(err)
	}
	if got := keys(w.Alarms(t.Context())); got != "ledger" || w.Ready(t.Context()) == nil {
		t.Errorf("it says %q", got)
	}
	clock.Set(clock.Now().Add(time.Hour))
}

func TestTheHeartbeatGoesOutWhileTheDaemonIsReadyAndStaysAwayWhenNot(t *testing.T) {
	w, clock := newWatch(t)
	beats := 0
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { beats++ }))
	defer srv.Close()
	s := &Signs{Watch: w, Heartbeat: srv.URL, Client: srv.Client(), Alive: clock.Now}
	s.beat(t.Context())
	clock.Set(hour(14, 0))
	s.beat(t.Context())
	if beats != 1 {
		t.Errorf("%d heartbeats, want the one of when it was ready", beats)
	}
}

func TestSystemdHearsThatTheDaemonIsReadyAliveAndStopping(t *testing.T) {
	w, clock := newWatch(t)
	path := filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Skip("this computer has no such sockets:", err)
	}
	defer conn.Close()
	t.Setenv("NOTIFY_SOCKET", path)
	heard := func() string {
		buf := make([]byte, 100)
		n, err := conn.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		return string(buf[:n])
	}
	alive := clock.Now()
	s := &Signs{Watch: w, Alive: func() time.Time { return alive }}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx) }()
	if got := heard(); got != "READY=1" {
		t.Errorf("it began with %q", got)
	}
	stop()
	if got, err := heard(), <-done; got != "STOPPING=1" || err != nil {
		t.Errorf("it ended with %q, %v", got, err)
	}
	s.pet()
	alive = clock.Now().Add(-stuckAfter)
	s.pet() // says nothing
	s.notify("END")
	if got, then := heard(), heard(); got != "WATCHDOG=1" || then != "END" {
		t.Errorf("a daemon that got on and one that is stuck say %q, %q", got, then)
	}
}

func TestTheWatchdogIsFedAsOftenAsSystemdAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if got := ticker(0); got == nil {
			t.Error("no ticker")
		} else {
			got.Stop()
		}
		fast := ticker(time.Second)
		defer fast.Stop()
		began := time.Now()
		<-fast.C
		if time.Since(began) != time.Second {
			t.Errorf("it ticked after %v", time.Since(began))
		}
	})
}
