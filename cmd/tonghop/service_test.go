package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/kardianos/service"

	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/daemon"
	"tonghop/sync/config"
	"tonghop/templates"
)

func TestAServiceIsToldWholePaths(t *testing.T) {
	t.Chdir(t.TempDir())
	f := &flags{config: filepath.Join("office", "config.yaml"), log: "info"}
	c, err := f.serviceConfig("tonghop")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(c.Arguments, "--config") + 1
	if !filepath.IsAbs(c.Arguments[at]) || !filepath.IsAbs(c.WorkingDirectory) || filepath.Dir(c.Arguments[at]) != c.WorkingDirectory {
		t.Errorf("arguments %q in %q, want whole paths", c.Arguments, c.WorkingDirectory)
	}
	if !slices.Equal(c.Arguments[:2], []string{"service", "run"}) || !slices.Contains(c.Arguments, "info") || c.UserName != "tonghop" {
		t.Errorf("%q as %q", c.Arguments, c.UserName)
	}
}

func TestTheUnitMayWriteWhereTheConfigurationSaysAndNowhereElse(t *testing.T) {
	dir := t.TempDir()
	o := &workplace{&app.Office{Config: &config.Config{Dir: dir, Ledger: filepath.Join(dir, "ledger.db")}}}
	o.Config.Report.Dir, o.Config.Consolidated.Target = "/srv/báo cáo 100%", filepath.Join(dir, "out", "tong-hop.xlsx")
	o.Config.Backup.Dir = "/mnt/backups"
	unit := systemdUnit(o.writable())
	want := fmt.Sprintf("ReadWritePaths=\"-%s\"\nReadWritePaths=\"-/srv/báo cáo 100%%%%\"\nReadWritePaths=\"-/mnt/backups\"\nPrivateTmp", dir)
	if !strings.Contains(unit, want) || !strings.Contains(unit, "ProtectSystem=strict") {
		t.Errorf("want %q in\n%s", want, unit)
	}
}

// A hand that does nothing but say that it was asked.
type fakeService struct {
	service.Service
	asked  []string
	status service.Status
	err    error
}

func (s *fakeService) note(verb string) error { s.asked = append(s.asked, verb); return s.err }

func (s *fakeService) Run() error                      { return s.note("run") }
func (s *fakeService) Start() error                    { return s.note("start") }
func (s *fakeService) Stop() error                     { return s.note("stop") }
func (s *fakeService) Install() error                  { return s.note("install") }
func (s *fakeService) Uninstall() error                { return s.note("uninstall") }
func (s *fakeService) Status() (service.Status, error) { return s.status, s.err }

func newHand(t *testing.T, s *fakeService, configFile string) (*serviceHand, *bytes.Buffer) {
	t.Helper()
	words, err := config.Messages(templates.Builtin(), "vi")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	f := &flags{config: configFile, log: defaultLog, stdout: &out, stderr: io.Discard}
	settings, err := f.serviceConfig("")
	if err != nil {
		t.Fatal(err)
	}
	return &serviceHand{flags: f, words: words, service: s, settings: settings, platform: "linux-systemd", execute: func(string, ...string) ([]byte, error) { return nil, nil }}, &out
}

func TestTheServiceIsInstalledStartedStoppedAndRemoved(t *testing.T) {
	s := &fakeService{}
	hand, out := newHand(t, s, apptest.Small(t))
	for verb, want := range map[string]string{"install": "Đã cài dịch vụ tonghop", "start": "đang chạy", "stop": "đã dừng", "uninstall": "vẫn còn nguyên"} {
		out.Reset()
		if err := hand.do(verb); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %v, %q, want %q", verb, err, out, want)
		}
	}
	if len(s.asked) != 4 {
		t.Errorf("the system was asked %q", s.asked)
	}
	if unit, _ := hand.settings.Option["SystemdScript"].(string); !strings.Contains(unit, "ExecReload") {
		t.Error("install did not hand in the unit")
	}
}

func TestAServiceThatCannotStartIsNotInstalled(t *testing.T) {
	s := &fakeService{}
	hand, _ := newHand(t, s, filepath.Join(t.TempDir(), "none.yaml"))
	var faults config.Errors
	if err := hand.do("install"); !errors.As(err, &faults) || len(s.asked) > 0 {
		t.Errorf("install says %v and asked %q", err, s.asked)
	}
}

func TestHowTheServiceStandsIsSaid(t *testing.T) {
	for want, s := range map[string]*fakeService{
		"đang chạy": {status: service.StatusRunning}, "đã dừng": {status: service.StatusStopped},
		"chưa được cài": {err: service.ErrNotInstalled}, "Chưa rõ": {},
	} {
		hand, out := newHand(t, s, "config.yaml")
		if err := hand.do("status"); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%v, %q, want %q", err, out, want)
		}
	}
	hand, _ := newHand(t, &fakeService{err: errors.New("no rights")}, "config.yaml")
	if err := hand.do("status"); err == nil || !strings.Contains(err.Error(), "no rights") {
		t.Errorf("an error of the system gives %v", err)
	}
}

func TestOtherServiceManagersAreLeftAlone(t *testing.T) {
	s := &fakeService{}
	hand, _ := newHand(t, s, "config.yaml")
	hand.platform = "unix-systemv"
	var h *app.Hinted
	if err := hand.do("install"); !errors.As(err, &h) || !strings.Contains(h.Hint, "tonghop serve --config ") || len(s.asked) > 0 {
		t.Errorf("it says %v and asked %q", err, s.asked)
	}
}

func TestAStopEndsServingWithinItsBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		started := time.Now()
		obedient := &servant{ctx: t.Context(), within: daemon.StopWithin, serve: func(ctx context.Context) error {
			<-ctx.Done()
			time.Sleep(2 * time.Second) // the sheets in hand
			return nil
		}}
		if err := errors.Join(obedient.Start(nil), obedient.Stop(nil)); err != nil || time.Since(started) != 2*time.Second {
			t.Errorf("stopped after %v with %v", time.Since(started), err)
		}
		release := make(chan struct{})
		stuck := &servant{ctx: t.Context(), within: daemon.StopWithin, serve: func(context.Context) error { <-release; return nil }}
		started = time.Now()
		if err := errors.Join(stuck.Start(nil), stuck.Stop(nil)); err == nil || time.Since(started) != daemon.StopWithin {
			t.Errorf("what hangs is left after %v with %v, want %v", time.Since(started), err, daemon.StopWithin)
		}
		close(release)
	})
}

func TestAServiceThatFailsEndsSoThatTheSystemStartsItAnew(t *testing.T) {
	told := make(chan error, 1)
	d := &servant{ctx: t.Context(), within: daemon.StopWithin, failed: func(err error) { told <- err },
		serve: func(context.Context) error { return errors.New("ledger locked") }}
	if err := d.Start(nil); err != nil {
		t.Fatal(err)
	}
	if err := <-told; err == nil || err.Error() != "ledger locked" {
		t.Errorf("it was told %v", err)
	}
	if err := d.Stop(nil); err != nil {
		t.Error(err)
	}
}

type fakeEvents []string

func (e *fakeEvents) Error(v ...any) error { *e = append(*e, "error "+fmt.Sprint(v...)); return nil }
func (e *fakeEvents) Warning(v ...any) error {
	*e = append(*e, "warning "+fmt.Sprint(v...))
	return nil
}
func (e *fakeEvents) Info(v ...any) error { *e = append(*e, "info "+fmt.Sprint(v...)); return nil }

func TestEachLineIsAnEventOfItsKind(t *testing.T) {
	var events fakeEvents
	w := &eventWriter{log: &events}
	for _, part := range []string{"tonghop: led", "ger: locked\nhint: stop it\n\n", "time=1 level=WARN msg=x\ntime=2 level=ERROR msg=y\nunended"} {
		if n, err := io.WriteString(w, part); err != nil || n != len(part) {
			t.Fatalf("%d, %v", n, err)
		}
	}
	want := []string{"error tonghop: ledger: locked", "info hint: stop it", "warning time=1 level=WARN msg=x", "error time=2 level=ERROR msg=y"}
	if !slices.Equal(events, want) {
		t.Errorf("events %q, want %q", []string(events), want)
	}
}

func TestTheServiceServesAsTheCommandDoes(t *testing.T) {
	r, w := io.Pipe()
	f := &flags{config: apptest.Small(t), lang: "en", log: "error", stdout: w, stderr: &safeBuffer{}}
	d := &servant{ctx: t.Context(), serve: f.serveOnce, within: daemon.StopWithin,
		failed: func(err error) { w.CloseWithError(err) }}
	if err := d.Start(nil); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(r)
	for said.Scan() && !strings.Contains(said.Text(), "next look") {
	}
	if err := said.Err(); err != nil {
		t.Fatalf("it never served: %v", err)
	}
	go io.Copy(io.Discard, r)
	if err := d.Stop(nil); err != nil {
		t.Error(err)
	}
}

func TestInstallingOffersToKeepTheComputerAwake(t *testing.T) {
	hand, out := newHand(t, &fakeService{}, apptest.Small(t))
	var ran []string
	hand.execute = func(name string, args ...string) ([]byte, error) {
		ran = append(ran, name+" "+strings.Join(args, " "))
		return nil, nil
	}
	if err := hand.do("install"); err != nil || len(ran) != 0 || !strings.Contains(out.String(), "--keep-awake") {
		t.Errorf("%v, ran %q, said %q", err, ran, out)
	}
	hand.awake = true
	if err := hand.do("install"); err != nil || len(ran) != 1 || !strings.Contains(ran[0], "mask sleep.target") {
		t.Errorf("%v, ran %q", err, ran)
	}
	hand.platform = "windows-service"
	if err := hand.keepAwake(true); err != nil || !slices.Contains(ran, "powercfg /change standby-timeout-ac 0") {
		t.Errorf("%v, ran %q", err, ran)
	}
	hand.execute = func(string, ...string) ([]byte, error) {
		return []byte("Access is denied."), errors.New("exit status 1")
	}
	if err := hand.keepAwake(true); err == nil || !strings.Contains(err.Error(), "Access is denied.") {
		t.Errorf("refused, it says %v", err)
	}
}
