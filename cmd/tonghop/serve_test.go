package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// smallOffice writes a configuration of one commune with a CSV sheet and gives
// its path.
func smallOffice(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"an.csv": "Ngày,Tuyên truyền\n22/6/2020,12\n",
		"config.yaml": `programme: {title: "Thử nghiệm", starts: 2020-06-01, ends: 2020-12-31}
ledger: ledger.db
units: [{id: an, name: "Xã An", type: xa, source: an.csv}]
indicators: [{id: people_informed, label: "Tuyên truyền", short: "Tuyên truyền", unit: lượt}]
web: {listen: "127.0.0.1:0"}
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "config.yaml")
}

// daemon is a running serve and the address of its page.
type daemon struct {
	url  string
	stop context.CancelFunc
	done chan int
}

func startDaemon(t *testing.T, config string) *daemon {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	d := &daemon{stop: stop, done: make(chan int, 1)}
	var stderr bytes.Buffer
	go func() {
		d.done <- run(ctx, []string{"serve", "--config", config, "--lang", "en", "--log", "error"}, w, &stderr)
		w.Close()
	}()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("serve said nothing: %v %s", err, stderr.String())
	}
	go io.Copy(io.Discard, r)
	d.url = regexp.MustCompile(`http://[0-9.:]+/`).FindString(line)
	if d.url == "" || !strings.Contains(line, "next look") {
		t.Fatalf("serve said %q, want its address and the next look", line)
	}
	return d
}

func TestServeShowsThePageHoldsTheLedgerAndStopsCleanly(t *testing.T) {
	config := smallOffice(t)
	d := startDaemon(t, config)
	for _, path := range []string{"", "healthz", "readyz", "unit/an"} {
		resp, err := http.Get(d.url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("/%s answers %d: %s", path, resp.StatusCode, body)
		}
	}
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"serve", "--config", config}, io.Discard, &stderr); code != 1 ||
		!strings.Contains(stderr.String(), "locked") || !strings.Contains(stderr.String(), "hint: ") {
		t.Errorf("a second one ends with %d and says %q", code, stderr.String())
	}
	d.stop()
	if code := <-d.done; code != 0 {
		t.Errorf("stopped, it ends with %d", code)
	}
	var stdout bytes.Buffer
	if code := run(t.Context(), []string{"export", "tallies", "--config", config}, &stdout, &stderr); code != 0 || !strings.Contains(stdout.String(), "an,2020-06-22,people_informed,12,an.csv,an,B2") {
		t.Errorf("its first round is not in the ledger (exit %d): %s", code, stdout.String())
	}
}

func TestServeSaysThatItsAddressIsTaken(t *testing.T) {
	config := smallOffice(t)
	d := startDaemon(t, config)
	other := smallOffice(t)
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
	if code := run(t.Context(), []string{"sync", "--config", config, "--now", "2020-06-24T22:30:00+07:00", "--log", "error"}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	if strings.Contains(stdout.String(), "Chưa báo cáo    ") {
		t.Errorf("a workbook that is not there is blamed on its commune:\n%s", stdout.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "tong-hop.xlsx")); err != nil {
		t.Error(err)
	}
}
