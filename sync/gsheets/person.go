package gsheets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"cloud.google.com/go/auth"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/sheets/v4"
)

// A Person names the two files by which a person's own account is used, where
// there is no service account.
type Person struct {
	// ClientFile is the JSON that Google's console gives for an OAuth client of
	// the kind "Desktop app".
	ClientFile string
	// TokenFile is where Login keeps what the person granted. Whoever has it
	// can read what the person can, so it is written for its owner alone.
	TokenFile string
}

// scopesOf are what a person is asked for. The leave to write spreadsheets
// includes reading them.
func scopesOf(g grants) []string {
	scopes := []string{sheets.SpreadsheetsReadonlyScope}
	if g.write {
		scopes = []string{sheets.SpreadsheetsScope}
	}
	if g.files {
		return append(scopes, drive.DriveReadonlyScope) // includes the metadata
	}
	return append(scopes, drive.DriveMetadataReadonlyScope)
}

// A consent is what a person has granted, as the token file keeps it.
type consent struct {
	Client  string   `json:"client_id"`
	Account string   `json:"account"`
	Scopes  []string `json:"scopes"`
	Refresh string   `json:"refresh_token"`
}

func readConsent(file string) (consent, error) {
	var c consent
	raw, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c, fmt.Errorf("%w: nobody has signed in yet, %s is not there: run tonghop login", errCredentials, file)
	case err != nil:
		return c, fmt.Errorf("%w: reading the token file: %w", errCredentials, err)
	}
	if err := json.Unmarshal(raw, &c); err != nil || c.Refresh == "" {
		return c, fmt.Errorf("%w: %s holds no sign-in: run tonghop login again", errCredentials, file)
	}
	return c, nil
}

// save puts the consent in place whole, so that neither a crash nor another
// process that reads it finds half of it. CreateTemp makes files that only
// their owner may read.
func (c *consent) save(file string) (err error) {
	raw, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".tonghop-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(append(raw, '\n'))
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}

// An oauthClient is the program itself as Google knows it.
type oauthClient struct {
	*oauth2.Config
	project string
}

func readOAuthClient(file string, scopes ...string) (oauthClient, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return oauthClient{}, fmt.Errorf("%w: reading the client file: %w", errCredentials, err)
	}
	var kinds struct {
		Installed *struct {
			Project string `json:"project_id"`
		} `json:"installed"`
		Web *struct{} `json:"web"`
	}
	err = json.Unmarshal(raw, &kinds)
	switch {
	case err == nil && kinds.Installed == nil && kinds.Web != nil:
		return oauthClient{}, fmt.Errorf("%w: %s is a client for a web application; one of the kind “Desktop app” is needed", errCredentials, file)
	case err != nil || kinds.Installed == nil:
		return oauthClient{}, fmt.Errorf("%w: %s is not the JSON of an OAuth client of the kind “Desktop app”", errCredentials, file)
	}
	cfg, err := google.ConfigFromJSON(raw, scopes...)
	if err != nil {
		return oauthClient{}, fmt.Errorf("%w: %s: %s", errCredentials, file, clean(err.Error()))
	}
	// Told rather than tried out: trying would spend a code that is good once.
	cfg.Endpoint.AuthStyle = oauth2.AuthStyleInParams
	return oauthClient{cfg, kinds.Installed.Project}, nil
}

// identity is the person as one who makes calls. Nothing is asked of Google.
func (p Person) identity() (identity, error) {
	client, err := readOAuthClient(p.ClientFile)
	if err != nil {
		return identity{}, err
	}
	c, err := readConsent(p.TokenFile)
	if err != nil {
		return identity{}, err
	}
	open := func(_ []string, hc *http.Client) (*auth.Credentials, error) {
		client, err := readOAuthClient(p.ClientFile)
		if err != nil {
			return nil, err
		}
		tokens := auth.NewCachedTokenProvider(&personTokens{file: p.TokenFile, client: client, hc: hc},
			&auth.CachedTokenProviderOptions{DisableAsyncRefresh: true})
		return auth.NewCredentials(&auth.CredentialsOptions{TokenProvider: tokens}), nil
	}
	return identity{
		name: c.Account, address: c.Account, project: client.project, open: open, person: true,
		grants: grants{
			write: slices.Contains(c.Scopes, sheets.SpreadsheetsScope),
			files: slices.Contains(c.Scopes, drive.DriveReadonlyScope),
		},
	}, nil
}

// personTokens has access tokens for what a person granted. The token file is
// read each time, so a person who signed in again is heard at once; where
// Google hands out a new refresh token with an access token, it is kept before
// that one is used.
type personTokens struct {
	file   string
	client oauthClient
	hc     *http.Client
	mu     sync.Mutex
}

func (t *personTokens) Token(ctx context.Context) (*auth.Token, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c, err := readConsent(t.file)
	if err != nil {
		return nil, err
	}
	if c.Client != t.client.ClientID {
		return nil, fmt.Errorf("%w: %s was granted to another OAuth client: run tonghop login again", errCredentials, t.file)
	}
	ctx = context.WithValue(ctx, oauth2.HTTPClient, t.hc)
	token, err := t.client.TokenSource(ctx, &oauth2.Token{RefreshToken: c.Refresh}).Token()
	if err != nil {
		return nil, err
	}
	if token.RefreshToken != "" && token.RefreshToken != c.Refresh {
		c.Refresh = token.RefreshToken
		if err := c.save(t.file); err != nil {
			return nil, fmt.Errorf("%w: keeping the renewed sign-in: %w", errCredentials, err)
		}
	}
	return &auth.Token{Value: token.AccessToken, Type: token.TokenType, Expiry: token.Expiry}, nil
}
