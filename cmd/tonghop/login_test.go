package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/gsheets/sheetsim"
)

// asPerson gives the office a person's sign-in in place of its service account.
func (w *faultWorld) asPerson() {
	w.t.Helper()
	const client = `{"installed":{"client_id":"7-tonghop.apps.googleusercontent.com","project_id":"tong-hop","client_secret":"s","redirect_uris":["http://localhost"],
	"auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token"}}`
	w.must(os.WriteFile(filepath.Join(w.dir, "client.json"), []byte(client), 0o600))
	text := strings.Replace(faultConfig, "credentials: key.json", "oauth_client: client.json", 1)
	w.must(os.WriteFile(w.flags.config, []byte(text), 0o600))
}

// command runs one command of this office and gives its exit status.
func (w *faultWorld) command(c *cobra.Command, stdin string, args ...string) int {
	w.t.Helper()
	w.stdout.Reset()
	w.stderr.Reset()
	c.SetArgs(args)
	c.SetIn(strings.NewReader(stdin))
	c.SilenceErrors, c.SilenceUsage = true, true
	if err := c.ExecuteContext(w.t.Context()); err != nil {
		return complain(&w.stderr, err)
	}
	return 0
}

// reopen opens the office anew, as a program that is started again does.
func (w *faultWorld) reopen() error {
	w.t.Helper()
	if w.office != nil {
		w.must(w.office.Close())
	}
	var err error
	w.office, err = w.flags.open(w.t.Context(), app.ToWrite)
	return err
}

func TestAPersonSignsInByHandIsReadAndToldWhenTheLeaveIsTakenBack(t *testing.T) {
	w := newFaultWorld(t)
	w.asPerson()
	err := w.reopen()
	if code := complain(&w.stderr, err); code != 1 || !strings.Contains(w.stderr.String(), "hint: run tonghop login") {
		t.Fatalf("before anybody signed in: exit %d, %s", code, w.stderr.String())
	}
	if code := w.command(newLogin(w.flags), "4/0A-code\n", "--paste"); code != 0 {
		t.Fatalf("signing in: exit %d, %s", code, w.stderr.String())
	}
	said := w.stdout.String()
	address, err := url.Parse(regexp.MustCompile(`https://accounts\.google\.com/\S+`).FindString(said))
	w.must(err)
	if got, want := address.Query().Get("scope"), "https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/drive.metadata.readonly"; got != want {
		t.Errorf("it asks for %q, want %q: the consolidated book is a spreadsheet", got, want)
	}
	if !strings.Contains(said, "google-token.json") || !strings.Contains(said, "7-tonghop") {
		t.Errorf("it says\n%s", said)
	}
	w.must(w.reopen())
	if code := w.round("17:00"); code != 0 || w.faults() != "dung=office-file" {
		t.Errorf("signed in, a round ends with %d, the faults %q, %s", code, w.faults(), w.stderr.String())
	}
	w.sim.ExpireTokens()
	w.sim.Inject(sheetsim.Fault{Method: askToken, Times: -1, Status: 400, Reason: sheetsim.ReasonInvalidGrant})
	if code := w.round("17:20"); code != 1 || !strings.Contains(w.stderr.String(), "run tonghop login again") || !strings.Contains(w.stderr.String(), "chạy lại “tonghop login”") {
		t.Errorf("the leave taken back, a round ends with %d and says %s", code, w.stderr.String())
	}
	w.sim.ClearFaults()
	if code := w.command(newLogin(w.flags), "4/0A-code\n", "--paste", "--office-files"); code != 0 {
		t.Fatalf("signing in again: exit %d, %s", code, w.stderr.String())
	}
	w.must(w.reopen())
	if code := w.round("17:40"); code != 0 || w.faults() != "" {
		t.Errorf("signed in again, a round ends with %d and the faults %q", code, w.faults())
	}
}

func TestSigningInWithoutAClientOrByHandWithNothingSaysWhatToDo(t *testing.T) {
	w := newFaultWorld(t)
	if code := w.command(newLogin(w.flags), ""); code != 2 || !strings.Contains(w.stderr.String(), "hint: create an OAuth client") {
		t.Errorf("without a client: exit %d, %s", code, w.stderr.String())
	}
	w.asPerson()
	for stdin, want := range map[string]string{"": "nothing was pasted", "http://127.0.0.1:51763/?error=access_denied\n": "another sign-in"} {
		if code := w.command(newLogin(w.flags), stdin, "--paste"); code != 1 || !strings.Contains(w.stderr.String(), want) || !strings.Contains(w.stderr.String(), "hint: ") {
			t.Errorf("%q pasted: exit %d, %s", stdin, code, w.stderr.String())
		}
	}
	if code := w.command(newLogin(w.flags), "", "--wait", "0s"); code != 1 || !strings.Contains(w.stderr.String(), "in time") {
		t.Errorf("not answered: exit %d, %s", code, w.stderr.String())
	}
}

func TestTheBrowserIsOpenedOnRequestOnlyAndItsPageSaysHowItWent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux is the opener a program that can be put in place")
	}
	w := newFaultWorld(t)
	w.asPerson()
	bin := t.TempDir()
	pipe := filepath.Join(bin, "opened")
	w.must(os.WriteFile(filepath.Join(bin, "xdg-open"), []byte("#!/bin/sh\nprintf %s \"$1\" > "+pipe+".part\n/bin/mv "+pipe+".part "+pipe+"\n"), 0o700))
	t.Setenv("PATH", bin)
	r, out := io.Pipe()
	w.flags.stdout = out
	done := make(chan int, 1)
	go func() {
		done <- w.command(newLogin(w.flags), "", "--open")
		out.Close()
	}()
	page, err := answerInBrowser(r)
	w.must(err)
	if code := <-done; code != 0 || !strings.Contains(page, "đóng trang này") {
		t.Errorf("exit %d, the browser shows %q: %s", code, page, w.stderr.String())
	}
}

// answerInBrowser waits for the address on a terminal, plays the browser in
// which somebody allows the reading, and gives the page that it ends at.
func answerInBrowser(terminal io.Reader) (page string, err error) {
	var said bytes.Buffer
	buf := make([]byte, 4096)
	for !strings.Contains(said.String(), "Ctrl+C") {
		n, err := terminal.Read(buf)
		if err != nil {
			return "", fmt.Errorf("the terminal said %q: %w", said.String(), err)
		}
		said.Write(buf[:n])
	}
	go func() { _, _ = io.Copy(io.Discard, terminal) }()
	address, err := url.Parse(regexp.MustCompile(`https://accounts\.google\.com/\S+`).FindString(said.String()))
	if err != nil {
		return "", err
	}
	q := address.Query()
	res, err := http.Get(q.Get("redirect_uri") + "?" + url.Values{"code": {"4/0A"}, "state": {q.Get("state")}}.Encode())
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	return string(raw), err
}
