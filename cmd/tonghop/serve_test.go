package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"tonghop/sync/app/apptest"
)

// tonghop runs a command on an office and gives its exit status and what it
// said.
func tonghop(config string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), append(args, "--config", config), &out, &errs)
	return code, out.String(), errs.String()
}

// serving is a running serve, the address of its page and what it says.
type serving struct {
	url   string
	lines chan string
	errs  *safeBuffer
	stop  context.CancelFunc
	done  chan int
}

// next waits for a line that holds a word.
func (d *serving) next(t *testing.T, word string) string {
	t.Helper()
	for {
		select {
		case line := <-d.lines:
			if strings.Contains(line, word) {
				return line
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("serve never said %q; its errors: %s", word, d.errs.String())
		}
	}
}

// safeBuffer is a buffer that one goroutine fills while another looks.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func startDaemon(t *testing.T, config string) *serving {
	t.Helper()
	d := runDaemon(t, config)
	d.settle(t)
	return d
}

// settle waits until it serves, and takes its address.
func (d *serving) settle(t *testing.T) {
	t.Helper()
	line := d.next(t, "next look")
	if d.url = regexp.MustCompile(`http://[0-9.:]+/`).FindString(line); d.url == "" {
		t.Fatalf("serve said %q, want its address", line)
	}
}

// runDaemon runs serve until it is stopped.
func runDaemon(t *testing.T, config string) *serving {
	t.Helper()
	return follow(t, func(ctx context.Context, stdout, stderr io.Writer) int {
		return run(ctx, []string{"serve", "--config", config, "--lang", "en", "--log", "error"}, stdout, stderr)
	})
}

// follow lets a daemon run and hears what it says.
func follow(t *testing.T, serve func(ctx context.Context, stdout, stderr io.Writer) int) *serving {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	d := &serving{stop: stop, done: make(chan int, 1), lines: make(chan string, 1000), errs: &safeBuffer{}}
	go func() {
		d.done <- serve(ctx, w, d.errs)
		w.Close()
	}()
	go func() {
		for said := bufio.NewScanner(r); said.Scan(); {
			d.lines <- said.Text()
		}
	}()
	return d
}

func TestServeShowsThePageHoldsTheLedgerAndStopsCleanly(t *testing.T) {
	config := apptest.Small(t)
	d := startDaemon(t, config)
	for path, want := range map[string]string{"": "", "healthz": "", "readyz": "", "unit/an": "Xã An", "rounds": "scheduled look"} {
		resp, err := http.Get(d.url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("/%s answers %d: %s", path, resp.StatusCode, body)
		}
	}
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"serve", "--config", config}, io.Discard, &stderr); code != 1 ||
		!regexp.MustCompile(fmt.Sprintf(`locked: process %d, tonghop serve, has been writing to it since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\nhint: the daemon is running already`, os.Getpid())).MatchString(stderr.String()) {
		t.Errorf("a second one ends with %d and says %q", code, stderr.String())
	}
	stderr.Reset()
	if code := run(t.Context(), []string{"sync", "--config", config}, io.Discard, &stderr); code != 1 ||
		!strings.Contains(stderr.String(), "locked: process") || !strings.Contains(stderr.String(), `hint: the daemon looks by itself; for a round now press "Đồng bộ ngay" on its page, or stop it first`) {
		t.Errorf("a sync beside it ends with %d and says %q", code, stderr.String())
	}
	waitForTallies(t, config, "an,2020-06-22,people_informed,12,an.csv,an,B2")
	if code, _, said := tonghop(config, "sync", "--dry-run"); code != 0 {
		t.Errorf("a trial beside it ends with %d and says %q", code, said)
	}
	d.stop()
	if code := <-d.done; code != 0 {
		t.Errorf("stopped, it ends with %d", code)
	}
}

// waitForTallies waits until the ledger holds a figure; it can be read beside
// the daemon.
func waitForTallies(t *testing.T, config, want string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	for range 400 {
		stdout.Reset()
		stderr.Reset()
		if run(t.Context(), []string{"export", "tallies", "--config", config}, &stdout, &stderr); strings.Contains(stdout.String(), want) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%q is not in the ledger: %s%s", want, stdout.String(), stderr.String())
}

func TestServeSaysThatItsAddressIsTaken(t *testing.T) {
	config := apptest.Small(t)
	d := startDaemon(t, config)
	other := apptest.Small(t)
	text, _ := os.ReadFile(other)
	text = bytes.ReplaceAll(text, []byte("127.0.0.1:0"), []byte(strings.TrimSuffix(strings.TrimPrefix(d.url, "http://"), "/")))
	if err := os.WriteFile(other, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"serve", "--config", other}, io.Discard, &stderr); code != 1 || !strings.Contains(stderr.String(), "web.listen") {
		t.Errorf("exit %d: %s", code, stderr.String())
	}
	d.stop()
	<-d.done
}

func TestTheSampleConfigurationRunsAsItStands(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, mustRead(t, "../../config.yaml"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	// None of its workbooks is there: a round that read nothing is told by its status.
	if code := run(t.Context(), []string{"sync", "--config", config, "--now", "2020-06-24T22:30:00+07:00", "--log", "error"}, &stdout, &stderr); code != 1 || stderr.Len() > 0 {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	if strings.Contains(stdout.String(), "Chưa báo cáo    ") {
		t.Errorf("a workbook that is not there is blamed on its commune:\n%s", stdout.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "tong-hop.xlsx")); err != nil {
		t.Error(err)
	}
}
