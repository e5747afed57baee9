package gsheets

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

// A fakeGoogle stands for all of Google's hosts: it hands out tokens to
// service accounts, counts who calls, and passes the calls on.
type fakeGoogle struct {
	api http.Handler
	// token and access, where set, refuse an account a token or a call.
	token  func(account string) int
	access func(account, path string) *reply

	mu     sync.Mutex
	tokens int
	scopes []string
	calls  map[string]int // by account
}

func (g *fakeGoogle) RoundTrip(req *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	r := httptest.NewRequest(req.Method, req.URL.String(), req.Body).WithContext(req.Context())
	r.Header = req.Header
	if req.URL.Host == "oauth2.googleapis.com" {
		g.serveToken(rec, r)
	} else {
		g.serveAPI(rec, r)
	}
	return rec.Result(), nil
}

func (g *fakeGoogle) serveToken(w http.ResponseWriter, r *http.Request) {
	var claims struct{ Iss, Scope string }
	parts := strings.Split(r.FormValue("assertion"), ".")
	raw, err := base64.RawURLEncoding.DecodeString(parts[min(1, len(parts)-1)])
	if err != nil || json.Unmarshal(raw, &claims) != nil {
		http.Error(w, `{"error":"invalid_request"}`, 400)
		return
	}
	g.mu.Lock()
	g.tokens++
	g.scopes = append(g.scopes, claims.Scope)
	n := g.tokens
	g.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if g.token != nil {
		if status := g.token(claims.Iss); status != 0 {
			w.WriteHeader(status)
			w.Write([]byte(`{"error":"invalid_grant","error_description":"Invalid JWT Signature."}`))
			return
		}
	}
	fmt.Fprintf(w, `{"access_token":"%s/%d","token_type":"Bearer","expires_in":3600}`, claims.Iss, n)
}

func (g *fakeGoogle) serveAPI(w http.ResponseWriter, r *http.Request) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	account, _, _ := strings.Cut(token, "/")
	g.mu.Lock()
	if g.calls == nil {
		g.calls = map[string]int{}
	}
	g.calls[account]++
	g.mu.Unlock()
	if g.access != nil {
		if rep := g.access(account, r.URL.Path); rep != nil {
			w.WriteHeader(rep.status)
			w.Write([]byte(rep.body))
			return
		}
	}
	r.Header.Set("Authorization", "Bearer "+account)
	g.api.ServeHTTP(w, r)
}

var throwawayKey = sync.OnceValue(func() string {
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		panic(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}))
})

// keyFile writes the key of a service account and gives its path.
func keyFile(t *testing.T, email, project string) string {
	t.Helper()
	raw, err := json.Marshal(map[string]string{
		"type": "service_account", "client_email": email, "project_id": project, "private_key_id": "1",
		"private_key": throwawayKey(), "token_uri": "https://oauth2.googleapis.com/token",
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withAccounts gives a client of some service accounts of one project.
func withAccounts(t *testing.T, g *fakeGoogle, emails ...string) (*Client, *clock) {
	t.Helper()
	ck := newClock()
	opts := Options{Now: ck.Now, Sleep: ck.Sleep, Jitter: func() float64 { return 0 }, HTTPClient: &http.Client{Transport: g}}
	for _, e := range emails {
		opts.CredentialFiles = append(opts.CredentialFiles, keyFile(t, e, "tong-hop"))
	}
	c, err := New(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return c, ck
}

// sources puts n spreadsheets on a local Google and gives their links.
func sources(t *testing.T, sim *sheetsim.Server, n int) []string {
	t.Helper()
	var refs []string
	for i := range n {
		id := fmt.Sprintf("xa-%03d", i)
		if err := sim.LoadSpreadsheet(id, []byte(oneCell)); err != nil {
			t.Fatal(err)
		}
		refs = append(refs, "https://docs.google.com/spreadsheets/d/"+id+"/edit")
	}
	return refs
}

func TestTrueQuotasAreKeptWithoutARefusal(t *testing.T) {
	five := []string{"a@x", "b@x", "c@x", "d@x", "e@x"}
	for _, tc := range []struct {
		accounts []string
		sources  int
		within   time.Duration
	}{{five[:1], 13, time.Second}, {five[:1], 60, time.Second}, {five[:1], 111, 75 * time.Second}, {five, 600, 135 * time.Second}} {
		t.Run(fmt.Sprintf("%d sources on %d accounts", tc.sources, len(tc.accounts)), func(t *testing.T) {
			var c *Client
			var ck *clock
			refused := 0
			sim := sheetsim.New(sheetsim.Options{Quota: sheetsim.TrueQuota(), Now: func() time.Time { return ck.Now() }})
			count := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				rec := httptest.NewRecorder()
				if sim.ServeHTTP(rec, r); rec.Code == http.StatusTooManyRequests {
					refused++
				}
				w.WriteHeader(rec.Code)
				w.Write(rec.Body.Bytes())
			})
			c, ck = withAccounts(t, &fakeGoogle{api: count}, tc.accounts...)
			refs := sources(t, sim, tc.sources)
			began := ck.Now()
			for _, ref := range refs {
				if _, err := c.Fetch(t.Context(), ref); err != nil {
					t.Fatal(err)
				}
			}
			if took := ck.Now().Sub(began); took > tc.within || refused != 0 {
				t.Errorf("it took %v and %d refusals, want at most %v and none", took, refused, tc.within)
			}
			if n := sim.Requests()["sheets.spreadsheets.get"]; n != tc.sources {
				t.Errorf("it took %d reads, want one a source", n)
			}
		})
	}
}

func TestAccountsShareTheSourcesEvenly(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	g := &fakeGoogle{api: sim}
	c, _ := withAccounts(t, g, "a@x", "b@x", "c@x")
	for _, ref := range sources(t, sim, 30) {
		if _, err := c.Fetch(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	for account, n := range g.calls {
		if n != 10 {
			t.Errorf("%s made %d calls, want 10", account, n)
		}
	}
	if got := c.Accounts(t.Context()); !slices.Equal(got, []string{"a@x", "b@x", "c@x"}) {
		t.Errorf("the accounts are %v", got)
	}
}

func TestASourceSharedWithOneAccountIsReadThroughIt(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	g := &fakeGoogle{api: sim, access: func(account, path string) *reply {
		if strings.Contains(path, "xa-000") && account != "c@x" {
			return &noAccess
		}
		return nil
	}}
	c, _ := withAccounts(t, g, "a@x", "b@x", "c@x")
	ref := sources(t, sim, 1)[0]
	for range 3 {
		if _, err := c.Fetch(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	if g.calls["a@x"] != 1 || g.calls["b@x"] != 1 || g.calls["c@x"] != 3 {
		t.Errorf("the calls were %v, want the denied accounts to be asked once", g.calls)
	}
}

func TestNoCommuneIsBlamedWhileOneOfOursIsBroken(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	g := &fakeGoogle{api: sim,
		token: func(account string) int {
			if account == "a@x" {
				return 400
			}
			return 0
		},
		access: func(account, path string) *reply {
			if strings.Contains(path, "xa-001") {
				return &noAccess
			}
			return nil
		}}
	c, _ := withAccounts(t, g, "a@x", "b@x")
	refs := sources(t, sim, 2)
	if _, err := c.Fetch(t.Context(), refs[0]); err != nil {
		t.Errorf("the account that works was not used: %v", err)
	}
	var f *office.Fault
	if _, err := c.Fetch(t.Context(), refs[1]); !errors.As(err, &f) || f.Code != office.FaultCredentials {
		t.Errorf("got %v, want %s: the source may be shared with the broken account", err, office.FaultCredentials)
	}
}

func TestAnAccountThatIsWellAgainIsNotBlamedForWhatIsNotShared(t *testing.T) {
	refused := apiError(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", "")
	c, _ := serve(t, &script{replies: []reply{refused, refused, noAccess}})
	for _, want := range []office.FaultCode{office.FaultCredentials, office.FaultNotShared} {
		if _, err := c.Fetch(t.Context(), testRef); !isFault(err, want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestTokensAreAskedForWithTheLeastScopesAndKept(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	g := &fakeGoogle{api: sim}
	c, _ := withAccounts(t, g, "a@x")
	for _, ref := range sources(t, sim, 5) {
		if _, err := c.Fetch(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.metadata.readonly"}
	if !slices.Equal(g.scopes, want) {
		t.Errorf("five reads asked for the scopes %q, want once %q", g.scopes, want)
	}
	p, err := c.Publisher("https://docs.google.com/spreadsheets/d/xa-000/edit")
	if err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(1))
	if want = append(want, "https://www.googleapis.com/auth/spreadsheets"); !slices.Equal(g.scopes, want) {
		t.Errorf("then a write asked for %q, want %q", g.scopes, want)
	}
}

func TestATokenRefusedIsReplacedAndATokenServiceThatIsDownIsGooglesFault(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	first := true
	g := &fakeGoogle{api: sim, access: func(string, string) *reply {
		if first {
			first = false
			return &reply{status: 401, body: `{"error":{"code":401,"status":"UNAUTHENTICATED","message":"Request had invalid authentication credentials."}}`}
		}
		return nil
	}}
	c, _ := withAccounts(t, g, "a@x")
	ref := sources(t, sim, 1)[0]
	if _, err := c.Fetch(t.Context(), ref); err != nil || g.tokens != 2 {
		t.Errorf("after a 401: %v with %d tokens, want a second one", err, g.tokens)
	}
	for status, want := range map[int]office.FaultCode{503: office.FaultGoogleDown, 400: office.FaultCredentials, 401: office.FaultCredentials} {
		c, _ := withAccounts(t, &fakeGoogle{api: sim, token: func(string) int { return status }}, "a@x")
		var f *office.Fault
		_, err := c.Fetch(t.Context(), ref)
		if !errors.As(err, &f) || f.Code != want {
			t.Errorf("a token service that answers %d: got %v, want %s", status, err, want)
		}
	}
}

func TestOnlyTheKeyOfAServiceAccountIsTaken(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"a person's": `{"type":"authorized_user","client_id":"x","client_secret":"y","refresh_token":"z"}`,
		"foreign":    `{"type":"external_account","token_url":"https://example.com"}`,
		"no JSON":    `hello`,
		"empty":      ``,
		"no address": `{"type":"service_account","private_key":"x","token_uri":"https://oauth2.googleapis.com/token"}`,
	} {
		path := filepath.Join(dir, "key.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := New(t.Context(), Options{CredentialFiles: []string{path}}); err == nil || !errors.Is(err, errCredentials) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
	for name, opts := range map[string]Options{"no file named": {}, "a missing file": {CredentialFiles: []string{filepath.Join(dir, "no.json")}}} {
		if _, err := New(t.Context(), opts); !errors.Is(err, errCredentials) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
}
