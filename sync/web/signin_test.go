package web

import (
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestStrangersAreLedToTheSignIn(t *testing.T) {
	p := newSignedPage(t)
	b := p.browser(t)
	for _, path := range []string{"/", "/month", "/unit/don-vi-1", "/findings", "/decisions", "/trace/don-vi-1/2020-06-24/people_informed", "/why?from=1&to=2", "/rounds", "/enter", "/nothing"} {
		w := b.do(http.MethodGet, path, nil)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/sign-in?next="+url.QueryEscape(path) || w.Body.Len() > 300 {
			t.Errorf("GET %s gives a stranger %d %s", path, w.Code, w.Header().Get("Location"))
		}
	}
	for _, path := range []string{"/enter", "/excuse", "/accept", "/receive", "/undo", "/sync"} {
		if w := b.do(http.MethodPost, path, phoned); w.Code != http.StatusUnauthorized {
			t.Errorf("POST %s gives a stranger %d", path, w.Code)
		}
	}
	if w := b.do(http.MethodGet, "/metrics", nil); w.Code != http.StatusForbidden {
		t.Errorf("the metrics give a stranger %d", w.Code)
	}
	for _, path := range []string{"/healthz", "/readyz", "/style.css", "/sign-in"} {
		if w := b.do(http.MethodGet, path, nil); w.Code != http.StatusOK {
			t.Errorf("%s gives %d", path, w.Code)
		}
	}
	if len(p.desk.made) > 0 {
		t.Error("a stranger decided")
	}
}

func TestAPersonSignsInActsInTheirOwnNameAndSignsOut(t *testing.T) {
	p := newSignedPage(t)
	b := p.browser(t)
	w := b.signIn(p.issuer, "/unit/don-vi-5?lang=vi")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/unit/don-vi-5?lang=vi" {
		t.Fatalf("signing in leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	wants(t, b.do(http.MethodGet, "/", nil).Body.String(), "vp@example.vn", "Đăng xuất")
	form := url.Values{}
	for k, v := range phoned {
		form[k] = v
	}
	form.Set("by", "bt@example.vn")
	if w := b.do(http.MethodPost, "/enter", form); w.Code != http.StatusSeeOther {
		t.Fatalf("entering gives %d", w.Code)
	}
	if by := p.desk.made[0].By; by != "vp@example.vn" {
		t.Errorf("the decision is %q's, want the person's own", by)
	}
	kept := b.cookies["__Host-session"]
	if w := b.do(http.MethodPost, "/sign-out", nil); w.Header().Get("Location") != "/sign-in" {
		t.Errorf("signing out leads to %s", w.Header().Get("Location"))
	}
	b.cookies["__Host-session"] = kept
	if w := b.do(http.MethodGet, "/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the session outlives the sign-out: %d", w.Code)
	}
	for _, secret := range []string{"the-client-secret", "access-token-value", kept} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("the log tells %q:\n%s", secret, p.log)
		}
	}
	if got := p.issuer.secrets; len(got) != 1 || got[0] != "client:the-client-secret" {
		t.Errorf("the service was told %v", got)
	}
}

func TestWhatEachRoleMayDo(t *testing.T) {
	p := newSignedPage(t)
	posts := map[string]url.Values{"/enter": phoned, "/receive": phoned, "/accept": {"finding": {"a.b"}}, "/excuse": phoned}
	for _, c := range []struct {
		address string
		may     map[string]bool
	}{
		{"xem@example.vn", map[string]bool{}},
		{"vp@example.vn", map[string]bool{"/enter": true, "/receive": true, "/accept": true, "/excuse": true}},
		{"bt@example.vn", map[string]bool{"/enter": true, "/receive": true, "/accept": true, "/excuse": true}},
	} {
		b := p.as(t, c.address)
		for path, form := range posts {
			want := http.StatusForbidden
			if c.may[path] {
				want = http.StatusSeeOther
			}
			if w := b.do(http.MethodPost, path, form); w.Code != want {
				t.Errorf("%s: POST %s gives %d, want %d", c.address, path, w.Code, want)
			}
		}
		page := b.do(http.MethodGet, "/unit/don-vi-5", nil).Body.String()
		if shown := strings.Contains(page, `action="/excuse"`); shown != c.may["/excuse"] {
			t.Errorf("%s is shown the waiver: %v", c.address, shown)
		}
		if shown := strings.Contains(page, `action="/enter"`); shown != c.may["/enter"] {
			t.Errorf("%s is shown the entry: %v", c.address, shown)
		}
	}
}

func TestOnlyAnApproverClosesAndIssues(t *testing.T) {
	p := newSignedPage(t)
	register := &fakeRegister{}
	p.options.Register = register
	p.restart(t)
	for address, want := range map[string]int{"xem@example.vn": http.StatusForbidden, "vp@example.vn": http.StatusForbidden, "bt@example.vn": http.StatusSeeOther} {
		b := p.as(t, address)
		for _, path := range []string{"/close", "/issue"} {
			if w := b.do(http.MethodPost, path, url.Values{"period": {"month 2020-06"}, "draft": {"1"}}); w.Code != want {
				t.Errorf("%s: POST %s gives %d, want %d", address, path, w.Code, want)
			}
		}
		if shown := strings.Contains(b.do(http.MethodGet, "/reports", nil).Body.String(), `href="/close"`); shown != (want == http.StatusSeeOther) {
			t.Errorf("%s is shown the closing: %v", address, shown)
		}
	}
	if len(register.asked) != 2 {
		t.Errorf("it was asked %q", register.asked)
	}
}

func TestOnlyAnApproverTakesAWaiverBack(t *testing.T) {
	p := newSignedPage(t)
	approver, office := p.as(t, "bt@example.vn"), p.as(t, "vp@example.vn")
	approver.do(http.MethodPost, "/excuse", phoned)
	undo := url.Values{"id": {"1"}, "reason": {"x"}}
	for _, id := range []string{"1", " 1", "1 ", "\t1", "01", "+1"} {
		if w := office.do(http.MethodPost, "/undo", url.Values{"id": {id}, "reason": {"x"}}); w.Code != http.StatusForbidden {
			t.Errorf("the office takes a waiver back as %q: %d", id, w.Code)
		}
		if w := office.do(http.MethodPost, "/confirm", url.Values{"id": {id}}); w.Code != http.StatusForbidden {
			t.Errorf("the office confirms as %q: %d", id, w.Code)
		}
	}
	if w := approver.do(http.MethodPost, "/undo", undo); w.Code != http.StatusSeeOther {
		t.Errorf("the approver may not take it back: %d", w.Code)
	}
}

func TestAForgedOrForeignTokenLetsNobodyIn(t *testing.T) {
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*issuer){
		"expired":                 func(in *issuer) { in.claims["exp"] = in.now().Add(-time.Minute).Unix() },
		"for another client":      func(in *issuer) { in.claims["aud"] = "somebody-else" },
		"of another issuer":       func(in *issuer) { in.claims["iss"] = "https://evil.example" },
		"of another sign-in":      func(in *issuer) { in.claims["nonce"] = "other" },
		"signed by another key":   func(in *issuer) { in.signer = other },
		"an unproved address":     func(in *issuer) { in.claims["email_verified"] = false },
		"without an address":      func(in *issuer) { delete(in.claims, "email") },
		"an address on no list":   func(in *issuer) { in.claims["email"] = "la@example.vn" },
		"an address that is like": func(in *issuer) { in.claims["email"] = "vp@example.vn.evil.example" },
	} {
		t.Run(name, func(t *testing.T) {
			p := newSignedPage(t)
			spoil(p.issuer)
			b := p.browser(t)
			if w := b.signIn(p.issuer, "/"); w.Code != http.StatusForbidden {
				t.Errorf("the sign-in gives %d", w.Code)
			}
			if _, in := b.cookies["__Host-session"]; in {
				t.Error("there is a session")
			}
			if w := b.do(http.MethodGet, "/", nil); w.Code != http.StatusSeeOther {
				t.Errorf("the page gives %d", w.Code)
			}
		})
	}
}

func TestASignInThatWasNotBegunHereLetsNobodyIn(t *testing.T) {
	p := newSignedPage(t)
	b := p.browser(t)
	state := b.begin(p.issuer, "/")
	for name, path := range map[string]string{
		"another state": "/sign-in/callback?code=code&state=other",
		"no state":      "/sign-in/callback?code=code",
		"a wrong code":  "/sign-in/callback?code=guessed&state=" + state,
		"an error":      "/sign-in/callback?error=access_denied&state=" + state,
	} {
		again := &browser{t, p.Server, map[string]string{"__Host-sign-in": b.cookies["__Host-sign-in"]}}
		if w := again.do(http.MethodGet, path, nil); w.Code != http.StatusForbidden || again.cookies["__Host-session"] != "" {
			t.Errorf("%s gives %d", name, w.Code)
		}
	}
	stranger := p.browser(t)
	if w := stranger.do(http.MethodGet, "/sign-in/callback?code=code&state="+state, nil); w.Code != http.StatusForbidden {
		t.Errorf("somebody else's answer gives %d", w.Code)
	}
	forged := &browser{t, p.Server, map[string]string{"__Host-sign-in": "Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2Vk"}}
	if w := forged.do(http.MethodGet, "/sign-in/callback?code=code&state="+state, nil); w.Code != http.StatusForbidden {
		t.Errorf("a forged cookie gives %d", w.Code)
	}
	p.now = p.now.Add(flowLife)
	if w := b.do(http.MethodGet, "/sign-in/callback?code=code&state="+state, nil); w.Code != http.StatusForbidden {
		t.Errorf("an answer that comes too late gives %d", w.Code)
	}
	if strings.Contains(p.log.String(), "the-secret-reason") {
		t.Error("the log repeats what the token endpoint answered")
	}
}

func TestASessionCannotBePlantedAndEnds(t *testing.T) {
	p := newSignedPage(t)
	b := p.browser(t)
	b.cookies["__Host-session"] = "PLANTEDPLANTEDPLANTEDPLANT"
	b.signIn(p.issuer, "/")
	first := b.cookies["__Host-session"]
	if first == "PLANTEDPLANTEDPLANTEDPLANT" || len(first) < 26 {
		t.Fatalf("the session is %q", first)
	}
	b.signIn(p.issuer, "/")
	if b.cookies["__Host-session"] == first {
		t.Error("signing in again keeps the old session")
	}
	old := &browser{t, p.Server, map[string]string{"__Host-session": first}}
	if w := old.do(http.MethodGet, "/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the session before lives on: %d", w.Code)
	}
	p.now = p.now.Add(sessionLife)
	if w := b.do(http.MethodGet, "/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("a session outlives its end: %d", w.Code)
	}
}

func TestNoRedirectLeadsAway(t *testing.T) {
	p := newSignedPage(t)
	for _, next := range []string{
		"https://evil.example/", "//evil.example/", `/\evil.example/`, `\\evil.example`, "http:evil.example", "/%09/evil.example",
		"javascript:alert(1)", "", "evil.example", "/\t/evil.example", "///evil.example", "https:///evil.example", "//evil.example@tonghop.example.vn/",
	} {
		b := p.browser(t)
		w := b.signIn(p.issuer, next)
		to := w.Header().Get("Location")
		if u, err := url.Parse(to); err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) {
			t.Errorf("next=%q leads to %q", next, to)
		}
	}
	if got := localPath("/unit/%C4%91%E1%BB%99i%2Fs%E1%BB%91%201?x=1"); got != "/unit/%C4%91%E1%BB%99i%2Fs%E1%BB%91%201?x=1" {
		t.Errorf("an honest path is changed to %s", got)
	}
}

func TestASignInServiceThatIsAwayIsSaid(t *testing.T) {
	p := newSignedPage(t)
	p.issuer.server.Close()
	w := p.browser(t).do(http.MethodGet, "/sign-in/start", nil)
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("without the service it gives %d", w.Code)
	}
	wants(t, w.Body.String(), "Chưa đăng nhập được")
}

func TestARestartSignsNobodyOut(t *testing.T) {
	p := newSignedPage(t)
	p.restart(t)
	office, approver := p.as(t, "vp@example.vn"), p.as(t, "bt@example.vn")
	left := p.as(t, "xem@example.vn")
	left.do(http.MethodPost, "/sign-out", nil)
	kept, err := os.ReadFile(p.options.SessionFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []*browser{office, approver} {
		if token := b.cookies["__Host-session"]; strings.Contains(string(kept), token) {
			t.Error("the file holds a token")
		}
	}
	if info, err := os.Stat(p.options.SessionFile); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the file may be read by others: %v %v", info.Mode(), err)
	}

	p.options.SignIn.Office, p.options.SignIn.Viewers = nil, []string{"bt@example.vn", "xem@example.vn"}
	p.options.SignIn.Approvers = nil // meanwhile one person left and another may only look
	p.restart(t)
	for _, c := range []struct {
		who  string
		b    *browser
		post int
	}{{"who may only look now", approver, http.StatusForbidden}, {"who has left", office, http.StatusUnauthorized}, {"who signed out", left, http.StatusUnauthorized}} {
		c.b.page = p.Server
		if w := c.b.do(http.MethodPost, "/enter", phoned); w.Code != c.post {
			t.Errorf("%s is given %d, want %d", c.who, w.Code, c.post)
		}
	}
	if w := approver.do(http.MethodGet, "/", nil); w.Code != http.StatusOK {
		t.Errorf("who was signed in is not any more: %d", w.Code)
	}
	p.now = p.now.Add(sessionLife)
	p.restart(t)
	approver.page = p.Server
	if w := approver.do(http.MethodGet, "/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("a session outlives its end over a restart: %d", w.Code)
	}
	if err := os.WriteFile(p.options.SessionFile, []byte("spoiled"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.restart(t)
	p.issuer.claims["exp"] = p.now.Add(time.Hour).Unix()
	p.as(t, "bt@example.vn")
	if !strings.Contains(p.log.String(), "the sessions before the restart cannot be read") {
		t.Error("a spoiled file is not told")
	}
}
