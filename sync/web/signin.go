package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// A SignIn says who may sign in to the page, and as what. People sign in with
// OpenID Connect: the code flow with state, nonce and PKCE.
type SignIn struct {
	Issuer                 string
	ClientID, ClientSecret string
	// Addresses in lower case, by role.
	Viewers, Office, Approvers []string
	// Client carries the calls to the issuer; nil means one with a time limit.
	Client *http.Client
}

// role is what an address may do.
func (in *SignIn) role(address string) Role {
	switch {
	case slices.Contains(in.Approvers, address):
		return Approver
	case slices.Contains(in.Office, address):
		return Office
	case slices.Contains(in.Viewers, address):
		return Viewer
	}
	return Nobody
}

// flowCookie holds a sign-in under way.
const flowCookie = "sign-in"

// issuerWait bounds one call to the sign-in service.
const issuerWait = 10 * time.Second

// An identity asks the sign-in service who somebody is.
type identity struct {
	SignIn
	redirect string
	now      func() time.Time
	seal     seal

	mu       sync.Mutex
	provider *oidc.Provider // nil until the service was reached once
	asking   chan struct{}  // closed when the question that is under way is over; nil for none
	failed   error          // what the last question came to
	again    time.Time      // when it may be asked anew
}

// askAgainAfter is how long a service that did not answer is left alone: whoever
// comes meanwhile is told so at once.
const askAgainAfter = 15 * time.Second

func newIdentity(o Options) (*identity, error) {
	if o.PublicURL == "" {
		return nil, errors.New("web: SignIn needs PublicURL")
	}
	seal, err := newSeal()
	if err != nil {
		return nil, err
	}
	id := &identity{SignIn: *o.SignIn, redirect: o.PublicURL + "/sign-in/callback", now: o.Clock, seal: seal}
	if id.Client == nil {
		id.Client = &http.Client{Timeout: issuerWait}
	}
	return id, nil
}

// discovered gives the service's addresses and keys. They are asked for when
// somebody first signs in, so that the page starts without a network; one
// question serves all who wait, and each waits no longer than for one call.
func (id *identity) discovered(ctx context.Context) (*oidc.Provider, error) {
	id.mu.Lock()
	if id.provider != nil || id.asking == nil && id.failed != nil && id.now().Before(id.again) {
		defer id.mu.Unlock()
		return id.provider, id.failed
	}
	if id.asking == nil {
		id.asking = make(chan struct{})
		go id.discover(context.WithoutCancel(ctx))
	}
	asking := id.asking
	id.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, issuerWait)
	defer cancel()
	select {
	case <-asking:
		id.mu.Lock()
		defer id.mu.Unlock()
		return id.provider, id.failed
	case <-ctx.Done():
		return nil, fmt.Errorf("asking %s about itself: %w", id.Issuer, ctx.Err())
	}
}

// discover asks the service about itself.
func (id *identity) discover(ctx context.Context) {
	// The provider keeps the context's client for as long as it lives.
	p, err := oidc.NewProvider(oidc.ClientContext(ctx, id.Client), id.Issuer)
	if err != nil {
		err = fmt.Errorf("asking %s about itself: %w", id.Issuer, err)
	}
	id.mu.Lock()
	defer id.mu.Unlock()
	id.provider, id.failed, id.again = p, err, id.now().Add(askAgainAfter)
	close(id.asking)
	id.asking = nil
}

func (id *identity) oauth(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: id.ClientID, ClientSecret: id.ClientSecret, RedirectURL: id.redirect,
		Endpoint: p.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "email"},
	}
}

// begin starts a sign-in: the address to send the browser to, and what it has
// to bring back.
func (id *identity) begin(ctx context.Context, next string) (address, sealed string, err error) {
	p, err := id.discovered(ctx)
	if err != nil {
		return "", "", err
	}
	f := flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Next: next, Ends: id.now().Add(flowLife)}
	return id.oauth(p).AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)), id.seal.close(f), nil
}

// end finishes a sign-in: whose address the service vouches for, and where the
// person was going.
func (id *identity) end(ctx context.Context, sealed string, answer url.Values) (address, next string, err error) {
	f, err := id.seal.open(sealed, id.now())
	if err != nil {
		return "", "", err
	}
	if subtle.ConstantTimeCompare([]byte(answer.Get("state")), []byte(f.State)) != 1 {
		return "", "", errors.New("the answer is to another sign-in than the browser began")
	}
	if said := answer.Get("error"); said != "" {
		return "", "", fmt.Errorf("the sign-in service refused: %.80q", said)
	}
	p, err := id.discovered(ctx)
	if err != nil {
		return "", "", err
	}
	ctx = oidc.ClientContext(ctx, id.Client)
	token, err := id.oauth(p).Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return "", "", fmt.Errorf("exchanging the code: %w", withoutBody(err))
	}
	address, err = id.vouched(ctx, p, token, f.Nonce)
	return address, f.Next, err
}

// vouched checks the token and gives the address that it proves.
func (id *identity) vouched(ctx context.Context, p *oidc.Provider, token *oauth2.Token, nonce string) (string, error) {
	raw, _ := token.Extra("id_token").(string)
	proof, err := p.Verifier(&oidc.Config{ClientID: id.ClientID, Now: id.now}).Verify(ctx, raw)
	if err != nil {
		return "", fmt.Errorf("checking the token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(proof.Nonce), []byte(nonce)) != 1 {
		return "", errors.New("the token is of another sign-in")
	}
	var claims struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if err := proof.Claims(&claims); err != nil {
		return "", fmt.Errorf("reading the token: %w", err)
	}
	if claims.Email == "" || !claims.Verified {
		return "", errors.New("the token proves no address")
	}
	return strings.ToLower(claims.Email), nil
}

// withoutBody keeps what a token endpoint answered out of the log.
func withoutBody(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return fmt.Errorf("the sign-in service answered %d %s", refused.Response.StatusCode, refused.ErrorCode)
	}
	return err
}
