//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
)

// A clocked office is a daemon in a day that the test sets, on a configuration
// that the test changes.
type clockedOffice struct {
	*serving
	config string
	clock  *apptest.Clock
}

// serveAt runs serve on a small office with more settings. The sheet of its
// commune has one figure, 12.
func serveAt(t *testing.T, at time.Time, settings string) *clockedOffice {
	t.Helper()
	o := &clockedOffice{config: apptest.Small(t), clock: &apptest.Clock{At: at}}
	o.write(t, "config.yaml", string(mustRead(t, o.config))+settings)
	o.serving = follow(t, func(ctx context.Context, stdout, stderr io.Writer) int {
		f := &flags{config: o.config, lang: "en", log: "error", command: "tonghop serve", stdout: stdout, stderr: stderr, clockOverride: o.clock.Now}
		office, err := f.open(ctx, app.ToWrite)
		if err != nil {
			return complain(stderr, err)
		}
		defer office.Close()
		if err := office.serve(ctx, f); err != nil {
			return complain(stderr, err)
		}
		return 0
	})
	t.Cleanup(func() {
		o.stop()
		if code := <-o.done; code != 0 {
			t.Errorf("stopped, it ends with %d: %s", code, o.errs.String())
		}
	})
	o.settle(t)
	o.seen(t, 12)
	return o
}

func (o *clockedOffice) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(filepath.Dir(o.config), name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// figure changes what the commune's sheet says.
func (o *clockedOffice) figure(t *testing.T, n int) {
	t.Helper()
	o.write(t, "an.csv", fmt.Sprintf("Ngày,Tuyên truyền\n22/6/2020,%d\n", n))
}

// seen waits until the daemon has looked at a figure.
func (o *clockedOffice) seen(t *testing.T, n int) {
	t.Helper()
	waitForTallies(t, o.config, fmt.Sprintf("people_informed,%d", n))
}

// renew puts other settings in the place of old ones, has them taken up, and
// waits for the look that comes first under a new configuration: it sees 13.
func (o *clockedOffice) renew(t *testing.T, old, other string) {
	t.Helper()
	text := string(mustRead(t, o.config))
	if !strings.HasSuffix(text, old) {
		t.Fatalf("%q does not end with %q", text, old)
	}
	o.write(t, "config.yaml", strings.TrimSuffix(text, old)+other)
	o.figure(t, 13)
	o.clock.Advance(10 * time.Millisecond) // a moment later than the start
	hangUp(t)
	o.settle(t)
	o.seen(t, 13)
}

// nextJobs gives what the page tells of the jobs to come.
func (o *clockedOffice) nextJobs(t *testing.T) string {
	t.Helper()
	resp, err := http.Get(o.url + "rounds")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(body), "<caption>Next</caption>")
	if table, _, _ = strings.Cut(table, "</table>"); !ok || table == "" {
		t.Fatalf("the page tells of no jobs to come:\n%s", body)
	}
	return table
}

// The clock stands a moment before one o'clock, so that the runner, which waits
// for its next job on the true clock, asks the test's clock again at once.
func TestServeTakesUpAnotherScheduleWhileItRuns(t *testing.T) {
	almost := apptest.LocalTime(13, 0).Add(-100 * time.Millisecond)
	const old = "schedule: {looks: \"15 14 * * *\", nightly: \"30 22 * * *\"}\n"
	for name, other := range map[string]string{
		"looks":   "schedule: {looks: [\"0 13 * * *\", \"45 15 * * *\"], nightly: \"30 22 * * *\"}\n",
		"nightly": "schedule: {looks: \"45 15 * * *\", nightly: [\"0 13 * * *\", \"30 22 * * *\"]}\n",
	} {
		t.Run(name, func(t *testing.T) {
			o := serveAt(t, almost, old)
			o.wantNext(t, []string{"14:15", "22:30"}, []string{"13:00", "15:45"})
			o.renew(t, old, other)
			o.wantNext(t, []string{"13:00", "15:45", "22:30"}, []string{"14:15"})
			o.figure(t, 14)
			o.clock.Set(apptest.LocalTime(13, 0))
			o.seen(t, 14)
		})
	}
}

// wantNext holds the page's jobs to come against what has to be among them,
// and what must not.
func (o *clockedOffice) wantNext(t *testing.T, want, not []string) {
	t.Helper()
	jobs := o.nextJobs(t)
	for _, part := range want {
		if !strings.Contains(jobs, part) {
			t.Errorf("%q is not among the jobs to come:\n%s", part, jobs)
		}
	}
	for _, part := range not {
		if strings.Contains(jobs, part) {
			t.Errorf("%q is among the jobs to come:\n%s", part, jobs)
		}
	}
}

// The day is not reported. A reminder 61 minutes before the deadline falls just
// before the look at 16:00, and where the clock passes over both the daemon
// does them in this order: once the look has seen its figure, what was to be
// sent has been sent.
func TestServeTakesUpOtherRemindersWhileItRuns(t *testing.T) {
	almost := apptest.LocalTime(15, 59).Add(-100 * time.Millisecond)
	const reminder = "Report of 24/6/2020: Xã An (due 17:00)"
	first, second := apptest.NewHook(t), apptest.NewHook(t)
	const looks = "schedule: {looks: [\"59 15 * * *\", \"0 16 * * *\"]}\n"
	told := func(before string, h *apptest.Hook) string {
		return looks + fmt.Sprintf("notify: {before: %s, month_days: 0, units: {an: {webhook: %s}}}\n", before, h.URL)
	}
	for name, step := range map[string]struct {
		old, other    string
		first, second string // what each hears
	}{
		"as they are":     {told("61m", first), told("61m", first) + "language: vi\n", reminder, ""},
		"earlier":         {told("30m", first), told("61m", first), reminder, ""},
		"later":           {told("61m", first), told("30m", first), "", ""},
		"another address": {told("61m", first), told("61m", second), "", reminder},
		"turned on":       {looks, told("61m", second), "", reminder},
		"turned off":      {told("61m", first), looks, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := serveAt(t, almost, step.old)
			o.renew(t, step.old, step.other)
			o.figure(t, 14)
			o.clock.Set(apptest.LocalTime(16, 0))
			o.seen(t, 14)
			if one, two := strings.Join(first.Subjects(), "|"), strings.Join(second.Subjects(), "|"); one != step.first || two != step.second {
				t.Errorf("the first address got %q, want %q; the second %q, want %q", one, step.first, two, step.second)
			}
		})
	}
}
