package gsheets

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"

	"cloud.google.com/go/auth"
	"cloud.google.com/go/auth/credentials"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/sheets/v4"
)

// Least scopes: sources are only ever read, and only where the consolidated
// book stands is anything written.
var (
	readScopes  = []string{sheets.SpreadsheetsReadonlyScope, drive.DriveReadonlyScope}
	writeScopes = []string{sheets.SpreadsheetsScope}
)

// errCredentials marks what is wrong with a key file itself.
var errCredentials = errors.New("credentials")

// A serviceAccount is a key file.
type serviceAccount struct {
	file    string
	email   string
	project string
}

// readServiceAccount checks that a file is a service account's key before
// anything in it is used, and tells whose.
func readServiceAccount(file string) (serviceAccount, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return serviceAccount{}, fmt.Errorf("%w: reading the key file: %w", errCredentials, err)
	}
	var key struct {
		Email   string `json:"client_email"`
		Project string `json:"project_id"`
	}
	if _, err := credentials.NewCredentialsFromJSON(credentials.ServiceAccount, raw, detect(readScopes, http.DefaultClient)); err != nil {
		return serviceAccount{}, fmt.Errorf("%w: %s is not the key of a service account: %s", errCredentials, file, clean(err.Error()))
	}
	if err := json.Unmarshal(raw, &key); err != nil || key.Email == "" {
		return serviceAccount{}, fmt.Errorf("%w: %s names no client_email", errCredentials, file)
	}
	return serviceAccount{file: file, email: key.Email, project: key.Project}, nil
}

func detect(scopes []string, hc *http.Client) *credentials.DetectOptions {
	// The library's own logger would write tokens out where an environment
	// variable asks for it; and a refresh in the background would outlive the
	// call that it was begun for.
	return &credentials.DetectOptions{Scopes: scopes, Client: hc, Logger: slog.New(slog.DiscardHandler), DisableAsyncRefresh: true}
}

// tokenTransport puts a service account's token on each request. When Google
// refuses the token, the key file is read anew for the next one, so that a key
// can be replaced while the daemon runs.
type tokenTransport struct {
	account serviceAccount
	scopes  []string
	base    http.RoundTripper

	mu    sync.Mutex
	creds *auth.Credentials
}

func (t *tokenTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	creds, err := t.credentials()
	if err != nil {
		return nil, closing(req, err)
	}
	token, err := creds.Token(req.Context())
	if err != nil {
		return nil, closing(req, err)
	}
	out := req.Clone(req.Context())
	out.Header.Set("Authorization", "Bearer "+token.Value)
	res, err := t.base.RoundTrip(out)
	if err == nil && res.StatusCode == http.StatusUnauthorized {
		t.forget(creds)
	}
	return res, err
}

func (t *tokenTransport) credentials() (*auth.Credentials, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.creds == nil {
		creds, err := credentials.NewCredentialsFromFile(credentials.ServiceAccount, t.account.file,
			detect(t.scopes, &http.Client{Transport: t.base, Timeout: tokenDeadline}))
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %s", errCredentials, t.account.file, strings.TrimSpace(err.Error()))
		}
		t.creds = creds
	}
	return t.creds, nil
}

func (t *tokenTransport) forget(refused *auth.Credentials) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.creds == refused {
		t.creds = nil
	}
}

// closing closes the body of a request that is not sent, as RoundTrip must.
func closing(req *http.Request, err error) error {
	if req.Body != nil {
		req.Body.Close()
	}
	return err
}
