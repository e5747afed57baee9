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

// Least scopes: sources are only ever read, only what Drive knows about a file
// is asked of it, only where an Office file is met is a file's content, and
// only where the consolidated book stands is anything written.
var (
	readScopes  = []string{sheets.SpreadsheetsReadonlyScope, drive.DriveMetadataReadonlyScope}
	fileScopes  = []string{drive.DriveReadonlyScope}
	writeScopes = []string{sheets.SpreadsheetsScope}
)

// errCredentials marks what is wrong with a key file, a client file or a token
// file itself.
var errCredentials = errors.New("credentials")

// An identity is in whose name calls are made.
type identity struct {
	name    string // for the log
	address string // that sources are shared with; "" where only Google knows
	project string // whose quota it shares
	// open has the credentials anew from where they are kept. It makes no call
	// but those of the token service, through hc.
	open func(scopes []string, hc *http.Client) (*auth.Credentials, error)
	// person: one token is for everything that was granted, whatever scopes a
	// call needs.
	person bool
	grants grants
}

// grants tell what beyond reading spreadsheets an account may be asked for.
type grants struct{ write, files bool }

// identities lists who makes the calls.
func (o *Options) identities() ([]identity, error) {
	machine := len(o.CredentialFiles) > 0 || o.DefaultCredentials
	switch {
	case o.Person.TokenFile != "" && machine:
		return nil, fmt.Errorf("%w: both a person and other accounts are named", errCredentials)
	case o.Person.TokenFile != "":
		who, err := o.Person.identity()
		return []identity{who}, err
	case !machine:
		return nil, fmt.Errorf("%w: neither a key file nor a person's sign-in is named, and no endpoint", errCredentials)
	}
	var all []identity
	for _, file := range o.CredentialFiles {
		who, err := serviceAccount(file)
		if err != nil {
			return nil, err
		}
		all = append(all, who)
	}
	if o.DefaultCredentials {
		who, err := defaultAccount()
		if err != nil {
			return nil, err
		}
		all = append(all, who)
	}
	return all, nil
}

// A key is what is told of an account in its key file.
type key struct {
	Email   string `json:"client_email"`
	Project string `json:"project_id"`
}

// serviceAccount checks that a file is a service account's key before anything
// in it is used, and tells whose.
func serviceAccount(file string) (identity, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return identity{}, fmt.Errorf("%w: reading the key file: %w", errCredentials, err)
	}
	if _, err := credentials.NewCredentialsFromJSON(credentials.ServiceAccount, raw, detect(readScopes, http.DefaultClient)); err != nil {
		return identity{}, fmt.Errorf("%w: %s is not the key of a service account: %s", errCredentials, file, clean(err.Error()))
	}
	var k key
	if err := json.Unmarshal(raw, &k); err != nil || k.Email == "" {
		return identity{}, fmt.Errorf("%w: %s names no client_email", errCredentials, file)
	}
	open := func(scopes []string, hc *http.Client) (*auth.Credentials, error) {
		creds, err := credentials.NewCredentialsFromFile(credentials.ServiceAccount, file, detect(scopes, hc))
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %s", errCredentials, file, strings.TrimSpace(err.Error()))
		}
		return creds, nil
	}
	return identity{name: k.Email, address: k.Email, project: k.Project, open: open, grants: grants{true, true}}, nil
}

// defaultAccount is whoever the machine itself is signed in as: Google calls
// that Application Default Credentials. Looking for it asks the metadata server
// of Google's cloud where neither the environment nor gcloud names anybody.
func defaultAccount() (identity, error) {
	open := func(scopes []string, hc *http.Client) (*auth.Credentials, error) {
		creds, err := credentials.DetectDefault(detect(scopes, hc))
		if err != nil {
			return nil, fmt.Errorf("%w: this computer's own: %s", errCredentials, clean(err.Error()))
		}
		return creds, nil
	}
	creds, err := open(readScopes, http.DefaultClient)
	if err != nil {
		return identity{}, err
	}
	k := key{Project: "default"}
	if raw := creds.JSON(); raw != nil {
		_ = json.Unmarshal(raw, &k) // other kinds of credentials tell of no address
	}
	who := identity{name: "default", address: k.Email, project: k.Project, open: open, grants: grants{true, true}}
	if k.Email != "" {
		who.name = k.Email
	}
	return who, nil
}

func detect(scopes []string, hc *http.Client) *credentials.DetectOptions {
	// The library's own logger would write tokens out where an environment
	// variable asks for it; and a refresh in the background would outlive the
	// call that it was begun for.
	return &credentials.DetectOptions{Scopes: scopes, Client: hc, Logger: slog.New(slog.DiscardHandler), DisableAsyncRefresh: true}
}

// tokenTransport puts an identity's token on each request. When Google refuses
// the token, the credentials are read anew for the next one, so that a key can
// be replaced, or a person sign in again, while the daemon runs.
type tokenTransport struct {
	who    identity
	scopes []string
	base   http.RoundTripper

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
		creds, err := t.who.open(t.scopes, &http.Client{Transport: t.base, Timeout: tokenDeadline})
		if err != nil {
			return nil, err
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
