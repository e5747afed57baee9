package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"
	"golang.org/x/oauth2"

	"tonghop/sync/app/demo"
	"tonghop/sync/web"
)

// An accountService stands in for Google's sign-in: its page asks which of
// some accounts it is to be.
type accountService struct {
	url string
	key *rsa.PrivateKey
	now func() time.Time

	mu    sync.Mutex
	codes map[string]url.Values // what each code was given for
}

func newAccountService(t *testing.T, now func() time.Time) *accountService {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	in := &accountService{key: key, now: now, codes: map[string]url.Values{}}
	provider := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "one", Algorithm: oidc.RS256}}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /auth", in.ask)
	mux.HandleFunc("POST /token", in.token)
	mux.Handle("/", provider)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	in.url = server.URL
	provider.SetIssuer(server.URL)
	return in
}

// ask offers the accounts; a link leads back with a code.
func (in *accountService) ask(w http.ResponseWriter, r *http.Request) {
	in.mu.Lock()
	defer in.mu.Unlock()
	q := r.URL.Query()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	for _, address := range []string{"bt@example.vn", "vp@example.vn", "xem@example.vn", "la@example.vn"} {
		code := rand.Text()
		in.codes[code] = url.Values{"email": {address}, "nonce": q["nonce"], "challenge": q["code_challenge"], "client": q["client_id"]}
		fmt.Fprintf(w, `<a href="%s?%s">%s</a> `, q.Get("redirect_uri"), url.Values{"code": {code}, "state": q["state"]}.Encode(), address)
	}
}

// token gives the proof that a code stands for, once.
func (in *accountService) token(w http.ResponseWriter, r *http.Request) {
	in.mu.Lock()
	defer in.mu.Unlock()
	of, ok := in.codes[r.FormValue("code")]
	delete(in.codes, r.FormValue("code"))
	if !ok || oauth2.S256ChallengeFromVerifier(r.FormValue("code_verifier")) != of.Get("challenge") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims, _ := json.Marshal(map[string]any{"iss": in.url, "aud": of.Get("client"), "sub": of.Get("email"), "email": of.Get("email"), "email_verified": true,
		"nonce": of.Get("nonce"), "exp": in.now().Add(time.Hour).Unix(), "iat": in.now().Unix()})
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": oidctest.SignIDToken(in.key, "one", oidc.RS256, string(claims))})
}

// signingIn lets in who is on the list, as what they are, until their time is
// over, and nobody else.
func signingIn(t *testing.T, in context.Context, d *demo.District) {
	var mu sync.Mutex
	now := time.Now()
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	service := newAccountService(t, clock)
	base := servePage(t, d.Office, func(o *web.Options, base string) {
		o.PublicURL, o.Clock = base, clock
		o.SignIn = &web.SignIn{Issuer: service.url, ClientID: "client", ClientSecret: "secret",
			Viewers: []string{"xem@example.vn"}, Office: []string{"vp@example.vn"}, Approvers: []string{"bt@example.vn"}}
	})
	as := func(b *tab, address string) {
		b.follow(link("Đăng nhập bằng Google"))
		b.follow(link(address))
	}
	t.Run("a stranger", func(t *testing.T) {
		b := openTab(t, in, base)
		b.visit("/unit/dong-no")
		b.accessible()
		as(b, "la@example.vn")
		b.shows("Địa chỉ la@example.vn chưa có trong danh sách")
		b.accessible()
		b.visit("/unit/dong-no")
		b.shows("Đăng nhập bằng Google")
	})
	t.Run("who may only look", func(t *testing.T) {
		b := openTab(t, in, base)
		b.visit("/unit/dong-no")
		as(b, "xem@example.vn")
		b.shows("Xã Đồng Nơ", "xem@example.vn")
		if n := look(b, chromedp.Evaluate[int]("document.querySelectorAll('main form').length")); n > 0 {
			t.Errorf("who may only look is shown %d forms", n)
		}
		b.quiet()
		b.visit("/enter?unit=dong-no")
		b.shows("Bạn không được phép làm việc này.")
	})
	t.Run("the office, until its time is over", func(t *testing.T) {
		b := openTab(t, in, base)
		b.visit("/enter?unit=dong-no")
		as(b, "vp@example.vn")
		b.fill("form[action='/enter']", map[string]string{"indicator": "people_supported", "value": "8", "reason": "báo qua điện thoại"})
		b.follow(button("Ghi số liệu"))
		b.shows("Đã ghi quyết định số", "= 8")
		b.follow(link("Quyết định"))
		b.shows("vp@example.vn")
		b.visit("/unit/dong-no")
		b.do(chromedp.Click("//summary[contains(., 'Đề nghị miễn báo cáo')]"))
		b.fill("form[action='/excuse']", map[string]string{"reason": "đại hội"})
		b.follow(button("Gửi đề nghị"))
		b.shows("Đã ghi quyết định số", "Đề nghị miễn báo cáo, chờ duyệt", "đại hội")
		if stands := standsAs(b); strings.Contains(stands, "Được miễn") {
			t.Errorf("the proposal alone makes the unit stand as %q", stands)
		}
		b.picture("proposed-office")
		b.quiet()
		mu.Lock()
		now = now.Add(13 * time.Hour)
		mu.Unlock()
		b.visit("/decisions")
		b.shows("Đăng nhập bằng Google")
	})
	t.Run("who confirms and signs out", func(t *testing.T) {
		b := openTab(t, in, base)
		b.visit("/")
		as(b, "bt@example.vn")
		b.shows("bt@example.vn", "Đề nghị miễn báo cáo, chờ duyệt", "vp@example.vn")
		b.accessible()
		b.picture("proposed-today")
		b.follow(link("Xác nhận"))
		b.shows("đại hội")
		b.accessible()
		b.picture("confirm")
		b.follow(button("Xác nhận"))
		b.shows("Đã ghi quyết định số", "đại hội")
		if stands := standsAs(b); !strings.Contains(stands, "Được miễn") {
			t.Errorf("the confirmed waiver makes the unit stand as %q", stands)
		}
		b.follow(button("Đăng xuất"))
		b.shows("Đăng nhập bằng Google")
		b.visit("/reports")
		b.shows("Đăng nhập bằng Google")
		b.quiet()
	})
}

// standsAs is the headline of a unit's page.
func standsAs(b *tab) string {
	return look(b, chromedp.Evaluate[string]("document.querySelector('.headline').textContent"))
}
