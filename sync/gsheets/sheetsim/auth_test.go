package sheetsim_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/auth/credentials"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/option"
	"google.golang.org/api/sheets/v4"

	"tonghop/sync/gsheets/sheetsim"
)

// account makes a throwaway service account whose tokens come from the bench.
func (b *bench) account(email string) *sheets.Service {
	b.t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		b.t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		b.t.Fatal(err)
	}
	file, err := json.Marshal(map[string]string{
		"type": "service_account", "client_email": email, "project_id": "p", "private_key_id": "k",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "token_uri": b.url + "/token",
	})
	if err != nil {
		b.t.Fatal(err)
	}
	creds, err := credentials.NewCredentialsFromJSON(credentials.ServiceAccount, file,
		&credentials.DetectOptions{Scopes: []string{sheets.SpreadsheetsReadonlyScope}})
	if err != nil {
		b.t.Fatal(err)
	}
	s, err := sheets.NewService(b.t.Context(), option.WithEndpoint(b.url), option.WithAuthCredentials(creds))
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func TestTheTrueSignInPathWorksAgainstTheTokenEndpoint(t *testing.T) {
	b := newBench(t, sheetsim.Options{RequireAuth: true})
	b.load("s")
	if got := b.do("GET", "/v4/spreadsheets/s", ""); got.status != 403 || !strings.Contains(got.message(), "unregistered callers") {
		t.Errorf("without a token: got %d %s", got.status, got.message())
	}
	one := b.account("one@example.iam.gserviceaccount.com")
	if _, err := one.Spreadsheets.Get("s").Do(); err != nil {
		t.Fatal(err)
	}
	if n := b.sim.Requests()["oauth2.token"]; n != 1 {
		t.Errorf("%d tokens were asked for, want 1", n)
	}
	b.sim.ExpireTokens()
	var e *googleapi.Error
	if _, err := one.Spreadsheets.Get("s").Do(); !errors.As(err, &e) || e.Code != 401 {
		t.Errorf("after it expired: got %v", err)
	}
}

func TestAFailingTokenEndpointIsNoAnswerOfTheAPI(t *testing.T) {
	b := newBench(t, sheetsim.Options{RequireAuth: true})
	b.load("s")
	b.sim.Inject(sheetsim.Fault{Method: "oauth2.token", Times: -1, Status: 503})
	_, err := b.account("one@example.iam.gserviceaccount.com").Spreadsheets.Get("s").Do()
	var e *googleapi.Error
	if err == nil || errors.As(err, &e) || !strings.Contains(err.Error(), "cannot fetch token: 503") {
		t.Errorf("got %v", err)
	}
}

func TestEachAccountSpendsItsOwnQuota(t *testing.T) {
	b := newBench(t, sheetsim.Options{RequireAuth: true, Quota: &sheetsim.Quota{PerUser: 2, PerProject: 3}})
	b.load("s")
	one, two := b.account("one@example.com"), b.account("two@example.com")
	var got []bool
	for _, s := range []*sheets.Service{one, one, one, two, two} {
		_, err := s.Spreadsheets.Get("s").Do()
		got = append(got, err == nil)
	}
	wantEqual(t, "granted", got, []bool{true, true, false, true, false})
	b.clock.pass(time.Minute)
	if _, err := two.Spreadsheets.Get("s").Do(); err != nil {
		t.Errorf("a minute later: %v", err)
	}
}

func TestThePersonsSignInIsAnsweredAndARevokedTokenIsRefused(t *testing.T) {
	b := newBench(t, sheetsim.Options{RequireAuth: true})
	b.load("s")
	ask := func(form string) answer {
		return b.send(t.Context(), "POST", "/token", form, map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
	}
	first := ask("grant_type=authorization_code&code=c&client_id=me")
	if first.at("refresh_token") == nil || first.at("expires_in") != 3600.0 {
		t.Errorf("got %s", first.text)
	}
	again, _ := ask("grant_type=refresh_token&refresh_token=r&client_id=me").at("access_token").(string)
	if got := b.as(again, "GET", "/v4/spreadsheets/s", ""); got.status != 200 {
		t.Errorf("got %d %s", got.status, got.message())
	}
	for form, want := range map[string]string{
		"grant_type=password": "unsupported_grant_type",
		"grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=a.b": "invalid_grant",
	} {
		if got := ask(form); got.status != 400 || got.at("error") != want {
			t.Errorf("%s: got %d %s", form, got.status, got.text)
		}
	}
	b.sim.Inject(sheetsim.Fault{Method: "oauth2.token", Status: 400, Reason: sheetsim.ReasonInvalidGrant})
	got := ask("grant_type=refresh_token&refresh_token=r")
	wantEqual(t, "revoked", got.json, map[string]any{"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
}
