package gsheets

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"golang.org/x/oauth2"

	"tonghop/sync/gsheets/sheetsim"
)

const clientID = "7-tonghop.apps.googleusercontent.com"

// A fakeAccounts stands for Google's sign-in: it remembers what each code was
// asked for with, and which refresh tokens are good. Calls of the APIs go to
// the simulator, which knows the tokens that it issued itself.
type fakeAccounts struct {
	sim *sheetsim.Server
	// scope, where set, is what the person ticked; rotate makes each refresh
	// hand out a new refresh token; refuse answers the token endpoint.
	scope  string
	rotate bool
	refuse *reply

	mu        sync.Mutex
	asked     url.Values // of the authorization request
	good      string     // the refresh token that is good now
	refreshes int
}

func (a *fakeAccounts) RoundTrip(req *http.Request) (*http.Response, error) {
	r := httptest.NewRequest(req.Method, req.URL.String(), req.Body).WithContext(req.Context())
	r.Header = req.Header
	rec := httptest.NewRecorder()
	if req.URL.Host == "oauth2.googleapis.com" {
		a.serveToken(rec, r)
	} else {
		a.sim.ServeHTTP(rec, r)
	}
	return rec.Result(), nil
}

// allow is the person who opens an address and clicks: it gives where Google
// sends the browser.
func (a *fakeAccounts) allow(t *testing.T, address string, change ...func(url.Values)) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	a.mu.Lock()
	a.asked = u.Query()
	a.mu.Unlock()
	back := url.Values{"code": {"4/0A-code"}, "state": {u.Query().Get("state")}, "scope": {u.Query().Get("scope")}}
	for _, f := range change {
		f(back)
	}
	return u.Query().Get("redirect_uri") + "?" + back.Encode()
}

func (a *fakeAccounts) serveToken(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	refuse := func(status int, body string) { w.WriteHeader(status); io.WriteString(w, body) }
	var extra map[string]any
	switch r.FormValue("grant_type") {
	case "authorization_code":
		if r.FormValue("code") != "4/0A-code" || r.FormValue("redirect_uri") != a.asked.Get("redirect_uri") ||
			oauth2.S256ChallengeFromVerifier(r.FormValue("code_verifier")) != a.asked.Get("code_challenge") {
			refuse(400, `{"error":"invalid_grant","error_description":"Bad Request"}`)
			return
		}
		a.good = "1//first"
		extra = map[string]any{"refresh_token": a.good}
	case "refresh_token":
		a.refreshes++
		if a.refuse != nil {
			refuse(a.refuse.status, a.refuse.body)
			return
		}
		if r.FormValue("refresh_token") != a.good {
			refuse(400, `{"error":"invalid_grant","error_description":"Token has been expired or revoked."}`)
			return
		}
		if a.rotate {
			a.good += "+"
			extra = map[string]any{"refresh_token": a.good}
		}
	}
	rec := httptest.NewRecorder()
	r.URL.Path = "/token"
	a.sim.ServeHTTP(rec, r)
	var said map[string]any
	_ = json.Unmarshal(rec.Body.Bytes(), &said)
	delete(said, "refresh_token")
	for k, v := range extra {
		said[k] = v
	}
	if a.scope != "" {
		said["scope"] = a.scope
	}
	_ = json.NewEncoder(w).Encode(said)
}

// newPerson writes a client file and names a token file beside it.
func newPerson(t *testing.T) Person {
	t.Helper()
	dir := t.TempDir()
	p := Person{ClientFile: filepath.Join(dir, "client.json"), TokenFile: filepath.Join(dir, "google-token.json")}
	raw := `{"installed":{"client_id":"` + clientID + `","project_id":"tong-hop","client_secret":"s","redirect_uris":["http://localhost"],
	"auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token"}}`
	if err := os.WriteFile(p.ClientFile, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func pageText(err error) string {
	if err != nil {
		return "không được"
	}
	return "xong"
}

// browse makes a login whose person opens the address at once in a browser,
// and gives what the browser shows.
func browse(t *testing.T, a *fakeAccounts, p Person, change ...func(url.Values)) (*Login, *string) {
	t.Helper()
	var shown string
	l := &Login{Person: p, Page: pageText, HTTPClient: &http.Client{Transport: a}}
	l.Show = func(address string) error {
		back := a.allow(t, address, change...)
		res, err := http.Get(strings.SplitN(back, "?", 2)[0] + "favicon.ico")
		if err != nil {
			return err
		}
		res.Body.Close()
		if res, err = http.Get(back); err != nil {
			return err
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		shown = string(body)
		return err
	}
	return l, &shown
}

// withPerson gives a client in a person's name.
func withPerson(t *testing.T, a *fakeAccounts, p Person) (*Client, *clock) {
	t.Helper()
	ck := newClock()
	c, err := New(t.Context(), Options{Person: p, Now: ck.Now, Sleep: ck.Sleep, Jitter: func() float64 { return 0 }, HTTPClient: &http.Client{Transport: a}})
	if err != nil {
		t.Fatal(err)
	}
	return c, ck
}

func newAccounts(t *testing.T) (*fakeAccounts, []string) {
	t.Helper()
	sim := sheetsim.New(sheetsim.Options{RequireAuth: true})
	refs := sources(t, sim, 2)
	return &fakeAccounts{sim: sim}, refs
}

func signIn(t *testing.T, a *fakeAccounts) Person {
	t.Helper()
	p := newPerson(t)
	l, _ := browse(t, a, p)
	if _, err := l.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPersonSignsInOnceAndIsReadForEverAfter(t *testing.T) {
	a, refs := newAccounts(t)
	p := newPerson(t)
	l, shown := browse(t, a, p)
	account, err := l.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if account != clientID || *shown != "xong" { // the simulator knows people by their client
		t.Errorf("signed in as %q, the browser shows %q", account, *shown)
	}
	for key, want := range map[string]string{
		"access_type": "offline", "code_challenge_method": "S256", "response_type": "code", "client_id": clientID,
		"scope": "https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.metadata.readonly",
	} {
		if got := a.asked.Get(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if !strings.HasPrefix(a.asked.Get("redirect_uri"), "http://127.0.0.1:") {
		t.Errorf("the answer goes to %s, want this computer", a.asked.Get("redirect_uri"))
	}
	if info, err := os.Stat(p.TokenFile); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the token file: %v %v, want it for its owner alone", info.Mode(), err)
	}
	c, _ := withPerson(t, a, p)
	for _, ref := range refs {
		if _, err := c.Fetch(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	if a.refreshes != 1 {
		t.Errorf("two reads took %d tokens, want one", a.refreshes)
	}
	if got := c.Accounts(t.Context()); len(got) != 1 || got[0] != clientID {
		t.Errorf("the sources are to be shared with %v", got)
	}
	if c.MayWrite() {
		t.Error("a sign-in for reading may write")
	}
}

func TestASignInThatFailsSaysWhyAndKeepsNothing(t *testing.T) {
	set := func(key, value string) func(url.Values) { return func(v url.Values) { v.Set(key, value) } }
	for _, tc := range []struct {
		name   string
		answer []func(url.Values)
		scope  string
		want   string
	}{
		{name: "consent denied", answer: []func(url.Values){set("error", "access_denied"), func(v url.Values) { v.Del("code") }}, want: "not allowed in the browser"},
		{name: "another refusal", answer: []func(url.Values){set("error", "server_error")}, want: "refused the sign-in: server_error"},
		{name: "a wrong state", answer: []func(url.Values){set("state", "of somebody else")}, want: "another sign-in"},
		{name: "an empty code", answer: []func(url.Values){set("code", "")}, want: "no code"},
		{name: "a code of somebody else", answer: []func(url.Values){set("code", "4/other")}, want: "did not take the code"},
		{name: "a box left empty", scope: "https://www.googleapis.com/auth/spreadsheets.readonly", want: "drive.metadata.readonly is missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a, _ := newAccounts(t)
			a.scope = tc.scope
			p := newPerson(t)
			l, shown := browse(t, a, p, tc.answer...)
			_, err := l.Run(t.Context())
			var e *LoginError
			if !errors.As(err, &e) || !strings.Contains(err.Error(), tc.want) || e.Hint() == "" {
				t.Errorf("got %v, want %q with a hint", err, tc.want)
			}
			if _, err := os.Stat(p.TokenFile); err == nil {
				t.Error("a token is kept")
			}
			if inBrowser := strings.Contains(*shown, "không"); inBrowser != (tc.name != "a code of somebody else" && tc.scope == "") {
				t.Errorf("the browser shows %q", *shown)
			}
		})
	}
}

func TestTheCodeOrTheWholeAddressMayBePasted(t *testing.T) {
	for name, copied := range map[string]func(string) string{
		"the address":           func(back string) string { return "  " + back + "\n" },
		"its query":             func(back string) string { _, q, _ := strings.Cut(back, "?"); return q },
		"the code":              func(string) string { return "4/0A-code" },
		"the code as escaped":   func(string) string { return "4%2F0A-code" },
		"another's address":     func(back string) string { return strings.Replace(back, "state=", "state=x", 1) },
		"a text":                func(string) string { return "không thấy gì" },
		"nothing":               func(string) string { return "\n" },
		"the refusal's address": func(back string) string { return strings.Replace(back, "code=4%2F0A-code", "error=access_denied", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			a, _ := newAccounts(t)
			var back string
			l := &Login{Person: newPerson(t), HTTPClient: &http.Client{Transport: a},
				Show:  func(address string) error { back = a.allow(t, address); return nil },
				Paste: func(context.Context) (string, error) { return copied(back), nil }}
			_, err := l.Run(t.Context())
			good := strings.HasPrefix(name, "the code") || name == "the address" || name == "its query"
			if (err == nil) != good {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNobodyIsWaitedForBeyondTheEnd(t *testing.T) {
	a, _ := newAccounts(t)
	ended, stop := context.WithCancel(t.Context())
	defer stop()
	late, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	for want, ctx := range map[string]context.Context{"in time": late, "stopped": ended} {
		l := &Login{Person: newPerson(t), Page: pageText, HTTPClient: &http.Client{Transport: a}, Show: func(string) error { stop(); return nil }}
		if _, err := l.Run(ctx); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestLeaveToWriteAndToDownloadIsAskedForWhereItIsNeeded(t *testing.T) {
	a, _ := newAccounts(t)
	p := newPerson(t)
	l, _ := browse(t, a, p)
	l.Write, l.Files = true, true
	if _, err := l.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := l.Leave(), "spreadsheets, drive.readonly"; got != want {
		t.Errorf("it names %q, want %q", got, want)
	}
	if got := a.asked.Get("scope"); got != "https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/drive.readonly" {
		t.Errorf("it asked for %q", got)
	}
	if c, _ := withPerson(t, a, p); !c.MayWrite() {
		t.Error("what was granted is not known")
	}
}
