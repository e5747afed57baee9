package gsheets

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
)

// A Login is the sign-in of a person, as RFC 8252 has it for programs on
// somebody's own computer: the person allows the reading in a browser, which
// then hands a code to this computer's loopback address. The code is worth
// nothing without the secret of this very run (PKCE, RFC 7636), and an answer
// that this run did not ask for (state) is refused.
type Login struct {
	Person
	// Write asks for leave to write spreadsheets too, Files for leave to
	// download Office files from Drive.
	Write, Files bool
	// Show is told the address that the person is to open.
	Show func(address string) error
	// Paste, where it is set, gives what the person copied from the browser
	// instead of an answer on the loopback address: the whole address at which
	// the browser ended, or the code in it.
	Paste func(ctx context.Context) (string, error)
	// Page is what the browser shows in the end; err tells why it failed. It is
	// not needed with Paste.
	Page func(err error) string
	// Endpoint is a local Google that is asked for the account's address; ""
	// means the real one.
	Endpoint string
	// HTTPClient's transport carries the calls; nil means a new one.
	HTTPClient *http.Client
}

// A LoginError is why nobody is signed in, with what to do about it.
type LoginError struct {
	why, hint string
	err       error
}

func (e *LoginError) Error() string {
	if e.err != nil {
		return e.why + ": " + clean(e.err.Error())
	}
	return e.why
}

func (e *LoginError) Unwrap() error { return e.err }

// Hint says what to do.
func (e *LoginError) Hint() string { return e.hint }

const tryAgain = "run tonghop login again and open the address that it prints this time"

// pasteAt is where the browser is sent when nobody listens: it shows an error
// page, and the answer in its address bar.
const pasteAt = "http://127.0.0.1:51763/"

// Run signs a person in, keeps what was granted in the token file, and gives
// the account's address. It waits until ctx ends.
func (l *Login) Run(ctx context.Context) (account string, err error) {
	scopes := scopesOf(grants{write: l.Write, files: l.Files})
	client, err := readOAuthClient(l.ClientFile, scopes...)
	if err != nil {
		return "", &LoginError{why: "signing in to Google", err: err,
			hint: "in the Google Cloud Console, under APIs & Services > Credentials, create an OAuth client ID of the kind “Desktop app”, and save its JSON under the name that google.oauth_client gives"}
	}
	state, verifier := oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	code, err := l.ask(ctx, client, state, verifier)
	if err != nil {
		return "", whyNoAnswer(ctx, err)
	}
	hc := &http.Client{Transport: boundedTransport{baseTransport(l.HTTPClient), time.Now, 0}, Timeout: tokenDeadline}
	ctx = context.WithValue(ctx, oauth2.HTTPClient, hc)
	token, err := client.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return "", &LoginError{why: "Google did not take the code", hint: tryAgain + "; a code is good for a few minutes and for once", err: err}
	}
	if err := complete(token, scopes); err != nil {
		return "", err
	}
	if account, err = l.account(ctx, client.Client(ctx, token)); err != nil {
		return "", &LoginError{why: "asking Google who signed in", hint: "see that “Google Drive API” is switched on for the project in the Google Cloud Console, then run tonghop login again", err: err}
	}
	granted := consent{Client: client.ClientID, Account: account, Scopes: scopes, Refresh: token.RefreshToken}
	if err := granted.save(l.TokenFile); err != nil {
		return "", &LoginError{why: "keeping the sign-in", hint: "see that the folder of google.token can be written to", err: err}
	}
	return account, nil
}

// ask sends the person to Google and gives the code that comes back.
func (l *Login) ask(ctx context.Context, client oauthClient, state, verifier string) (code string, err error) {
	if l.Paste != nil {
		client.RedirectURL = pasteAt
		if err := l.show(client, state, verifier); err != nil {
			return "", err
		}
		text, err := l.Paste(ctx)
		if err != nil {
			return "", err
		}
		return pasted(text, state)
	}
	back, err := listenForAnswer(ctx, state, l.Page)
	if err != nil {
		return "", err
	}
	defer back.close()
	client.RedirectURL = back.address
	if err := l.show(client, state, verifier); err != nil {
		return "", err
	}
	return back.wait(ctx)
}

func (l *Login) show(client oauthClient, state, verifier string) error {
	// Consent is asked for each time: only then is a refresh token sure to come.
	return l.Show(client.AuthCodeURL(state, oauth2.AccessTypeOffline, oauth2.ApprovalForce, oauth2.S256ChallengeOption(verifier)))
}

// pasted finds the code in what the person copied.
func pasted(text, state string) (code string, err error) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "code=") && !strings.Contains(text, "error=") {
		if code, err = url.QueryUnescape(text); err != nil || code == "" || strings.ContainsAny(code, " \t\n") {
			return "", &LoginError{why: "that is neither the address nor the code", hint: "copy the whole address at which the browser ended; it begins with " + pasteAt}
		}
		return code, nil
	}
	_, query, found := strings.Cut(text, "?")
	if !found {
		query = text
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", &LoginError{why: "that address is damaged", hint: "copy the whole address at which the browser ended", err: err}
	}
	return codeIn(values, state)
}

// codeIn takes the code out of Google's answer.
func codeIn(answer url.Values, state string) (code string, err error) {
	switch refused := answer.Get("error"); {
	case answer.Get("state") != state:
		return "", &LoginError{why: "the answer belongs to another sign-in", hint: tryAgain}
	case refused == "access_denied":
		return "", &LoginError{why: "the reading was not allowed in the browser",
			hint: "run tonghop login again and choose Continue; where Google itself says no, the account has to be among the test users of the OAuth consent screen, or of its organisation"}
	case refused != "":
		return "", &LoginError{why: "Google refused the sign-in", hint: tryAgain, err: errors.New(refused)}
	case answer.Get("code") == "":
		return "", &LoginError{why: "the answer holds no code", hint: tryAgain}
	}
	return answer.Get("code"), nil
}

// whyNoAnswer tells the end of the wait from other faults.
func whyNoAnswer(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &LoginError{why: "nobody answered in the browser in time", hint: tryAgain + "; --wait gives more time, and --paste helps where the browser is on another computer"}
	case ctx.Err() != nil:
		return &LoginError{why: "the sign-in was stopped", hint: "nothing has changed"}
	}
	return err
}

// complete checks that the person granted everything: Google's page has a box
// for each leave, and the boxes may be left empty.
func complete(token *oauth2.Token, asked []string) error {
	if token.RefreshToken == "" {
		return &LoginError{why: "Google gave no lasting leave", hint: "remove the program under https://myaccount.google.com/permissions and run tonghop login again"}
	}
	said, _ := token.Extra("scope").(string)
	if said == "" { // RFC 6749 §5.1: what was asked for
		return nil
	}
	given := strings.Fields(said)
	for _, scope := range asked {
		if !slices.Contains(given, scope) {
			return &LoginError{why: "not everything was allowed: " + lastPart(scope) + " is missing", hint: "run tonghop login again and tick all the boxes"}
		}
	}
	return nil
}

// account asks Drive who signed in.
func (l *Login) account(ctx context.Context, hc *http.Client) (string, error) {
	opts := []option.ClientOption{option.WithHTTPClient(hc)}
	if l.Endpoint != "" {
		opts = append(opts, option.WithEndpoint(strings.TrimRight(l.Endpoint, "/")+"/drive/v3/"))
	}
	d, err := drive.NewService(ctx, opts...)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, tokenDeadline)
	defer cancel()
	address, err := whoIs(ctx, d)
	if err == nil && address == "" {
		err = errors.New("no address was given")
	}
	return address, err
}

// Leave names what the person is asked to allow.
func (l *Login) Leave() string {
	var all []string
	for _, s := range scopesOf(grants{write: l.Write, files: l.Files}) {
		all = append(all, lastPart(s))
	}
	return strings.Join(all, ", ")
}

// lastPart is what people call a scope.
func lastPart(scope string) string { return scope[strings.LastIndexByte(scope, '/')+1:] }
