package web

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"
	"golang.org/x/oauth2"

	"tonghop/model/book/booktest"
)

// public is where people find the page in these tests.
const public = "https://tonghop.example.vn"

// An issuer is a sign-in service on this computer. What it says of a person is
// claims, which a test may spoil.
type issuer struct {
	t      *testing.T
	server *httptest.Server
	key    *rsa.PrivateKey
	signer *rsa.PrivateKey // the key that signs, the issuer's own unless forged
	now    func() time.Time

	mu        sync.Mutex
	claims    map[string]any
	challenge string // of the flow that is under way
	nonce     string
	secrets   []string
}

var keyOnce = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func newIssuer(t *testing.T, now func() time.Time) *issuer {
	t.Helper()
	in := &issuer{t: t, key: keyOnce(), now: now}
	in.signer = in.key
	provider := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: in.key.Public(), KeyID: "one", Algorithm: oidc.RS256}}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", in.token)
	mux.Handle("/", provider)
	in.server = httptest.NewServer(mux)
	t.Cleanup(in.server.Close)
	provider.SetIssuer(in.server.URL)
	in.claims = map[string]any{
		"iss": in.server.URL, "aud": "client", "sub": "1", "email": "VP@example.vn", "email_verified": true,
		"exp": now().Add(time.Hour).Unix(), "iat": now().Unix(),
	}
	return in
}

// token answers the exchange of a code, if the verifier is that of the flow.
func (in *issuer) token(w http.ResponseWriter, r *http.Request) {
	in.mu.Lock()
	defer in.mu.Unlock()
	id, secret, _ := r.BasicAuth()
	in.secrets = append(in.secrets, id+":"+secret)
	if r.FormValue("code") != "code" || oauth2.S256ChallengeFromVerifier(r.FormValue("code_verifier")) != in.challenge {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_grant","error_description":"the-secret-reason"}`))
		return
	}
	claims := map[string]any{"nonce": in.nonce}
	for k, v := range in.claims {
		claims[k] = v
	}
	text, err := json.Marshal(claims)
	if err != nil {
		in.t.Error(err)
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{
		"access_token": "access-token-value", "token_type": "Bearer", "id_token": oidctest.SignIDToken(in.signer, "one", oidc.RS256, string(text)),
	})
}

// A person's browser keeps cookies and follows the page's redirects.
type browser struct {
	t       *testing.T
	page    http.Handler
	cookies map[string]string
}

func (b *browser) do(method, path string, form url.Values) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(method, public+path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.page.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if !c.Secure || !c.HttpOnly || c.Path != "/" || c.SameSite != http.SameSiteLaxMode || !strings.HasPrefix(c.Name, "__Host-") || c.Domain != "" {
			b.t.Errorf("a cookie is open to others: %s", c)
		}
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
			continue
		}
		b.cookies[c.Name] = c.Value
	}
	return w
}

// begin goes to the sign-in service and comes back with what it was asked.
func (b *browser) begin(in *issuer, next string) (state string) {
	b.t.Helper()
	w := b.do(http.MethodGet, "/sign-in/start?next="+url.QueryEscape(next), nil)
	u, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusSeeOther || !strings.HasPrefix(u.String(), in.server.URL+"/auth?") {
		b.t.Fatalf("the sign-in leads to %d %s", w.Code, u)
	}
	q := u.Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("redirect_uri") != public+"/sign-in/callback" || q.Get("client_id") != "client" || q.Get("scope") != "openid email" {
		b.t.Errorf("the service is asked %s", u)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.challenge, in.nonce = q.Get("code_challenge"), q.Get("nonce")
	return q.Get("state")
}

func (b *browser) signIn(in *issuer, next string) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.do(http.MethodGet, "/sign-in/callback?code=code&state="+b.begin(in, next), nil)
}

// A signedPage is a page behind a sign-in, with its clock, desk and log.
type signedPage struct {
	*Server
	issuer *issuer
	desk   *fakeDesk
	log    *bytes.Buffer
	now    time.Time
	// options are those of the server, for another one.
	options Options
}

// restart serves the page anew, with a file that keeps the sessions.
func (p *signedPage) restart(t *testing.T) {
	t.Helper()
	if p.options.SessionFile == "" {
		p.options.SessionFile = filepath.Join(t.TempDir(), "ledger.db.sessions")
	}
	p.Server = newServer(t, p.options)
}

func newSignedPage(t *testing.T) *signedPage {
	t.Helper()
	p := &signedPage{log: &bytes.Buffer{}, now: time.Date(2020, 6, 24, 18, 0, 0, 0, booktest.Zone)}
	clock := func() time.Time { return p.now }
	p.issuer = newIssuer(t, clock)
	o, desk := acting(t, booktest.Report(15, booktest.AsOf))
	p.desk = desk
	o.PublicURL, o.Clock, o.Log = public, clock, slog.New(slog.NewTextHandler(p.log, nil))
	o.SignIn = &SignIn{
		Issuer: p.issuer.server.URL, ClientID: "client", ClientSecret: "the-client-secret", Client: p.issuer.server.Client(),
		Viewers: []string{"xem@example.vn"}, Office: []string{"vp@example.vn"}, Approvers: []string{"bt@example.vn"},
	}
	p.options, p.Server = o, newServer(t, o)
	return p
}

func (p *signedPage) browser(t *testing.T) *browser {
	return &browser{t, p.Server, map[string]string{}}
}

// as signs a person in.
func (p *signedPage) as(t *testing.T, address string) *browser {
	t.Helper()
	b := p.browser(t)
	p.issuer.claims["email"] = address
	if w := b.signIn(p.issuer, "/"); w.Code != http.StatusSeeOther {
		t.Fatalf("%s is not let in: %d %s", address, w.Code, words(w.Body.String()))
	}
	return b
}
