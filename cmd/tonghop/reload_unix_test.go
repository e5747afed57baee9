//go:build unix

package main

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"tonghop/sync/app/apptest"
)

// hangUp asks this process' daemons to take up their configurations anew.
func hangUp(t *testing.T) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
}

func TestServeTakesUpAValidConfigurationAndRefusesABrokenOne(t *testing.T) {
	config := apptest.Small(t)
	d := startDaemon(t, config)
	waitForTallies(t, config, "people_informed,12")
	good := mustRead(t, config)
	write := func(text []byte) {
		if err := os.WriteFile(config, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page := func() string {
		resp, err := http.Get(d.url + "unit/an")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var body bytes.Buffer
		body.ReadFrom(resp.Body)
		return body.String()
	}
	for name, broken := range map[string][]byte{
		"config.yaml:":                   append(good[:len(good):len(good)], "nonsense: 1\n"...),
		"another ledger cannot be taken": bytes.Replace(good, []byte("ledger.db"), []byte("other.db"), 1),
		"is not a cron line":             append(good[:len(good):len(good)], "schedule: {looks: noon}\n"...),
		"TONGHOP_NOT_SET is empty":       append(good[:len(good):len(good)], "notify: {office: {webhook: {env: TONGHOP_NOT_SET}}}\n"...),
		"another address cannot be":      bytes.Replace(good, []byte("127.0.0.1:0"), []byte("127.0.0.1:1"), 1),
	} {
		write(broken)
		hangUp(t)
		for n := 0; !strings.Contains(d.errs.String(), name); n++ {
			if n == 400 {
				t.Fatalf("serve never said %q: %s", name, d.errs.String())
			}
			time.Sleep(20 * time.Millisecond)
		}
		if !strings.Contains(page(), "Xã An") {
			t.Errorf("%s: the page is gone", name)
		}
	}
	write(bytes.Replace(good, []byte("Xã An"), []byte("Xã An Phú"), 1))
	hangUp(t)
	if line := d.next(t, "next look"); !strings.Contains(line, d.url) {
		t.Errorf("with the new configuration it says %q, want the same address %s", line, d.url)
	}
	if got := page(); !strings.Contains(got, "Xã An Phú") {
		t.Error("the page does not show the new configuration")
	}
	d.stop()
	if code := <-d.done; code != 0 {
		t.Errorf("stopped, it ends with %d: %s", code, d.errs.String())
	}
}

// A reload may come while the one before it is still being taken up, and a stop
// right after it.
func TestServeLivesThroughOneReloadUponAnother(t *testing.T) {
	d := startDaemon(t, apptest.Small(t))
	for range 5 {
		hangUp(t)
		d.next(t, "next look")
	}
	d.stop()
	if code := <-d.done; code != 0 {
		t.Errorf("stopped, it ends with %d: %s", code, d.errs.String())
	}
}
