package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tonghop/model/reading/people"
	"tonghop/sync/gsheets"
	"tonghop/sync/ledger"
	"tonghop/sync/workbook"
)

// Reach prepares the ways to the sources that the configuration names.
func (o *Office) Reach(ctx context.Context) error {
	key, err := ledger.Key(o.Config.Ledger, o.keeps)
	if err != nil {
		return err
	}
	o.Sources.People = people.New(key)
	o.Sources.Disk = &workbook.Disk{Dir: o.Config.Dir}
	if !o.linked() && !o.Config.Consolidated.Google() {
		return nil
	}
	c, err := gsheets.New(ctx, o.googleOptions())
	if err == nil && o.Config.Consolidated.Google() && !c.MayWrite() {
		err = errors.New("the person who signed in allowed reading only, and the consolidated book is a spreadsheet")
	}
	if err != nil {
		return Failure(fmt.Errorf("preparing access to Google: %w", err), o.accessHint())
	}
	o.Sources.Google = c
	return nil
}

// ReachByLink is what is left where Reach failed: sources that anybody with their
// link may open.
func (o *Office) ReachByLink(ctx context.Context) error {
	g := o.googleOptions()
	g.CredentialFiles, g.DefaultCredentials, g.Person, g.ByLink = nil, false, gsheets.Person{}, true
	c, err := gsheets.New(ctx, g)
	if err != nil {
		return Failure(fmt.Errorf("preparing to read by links alone: %w", err), o.accessHint())
	}
	o.Sources.Google = c
	return nil
}

// linked reports whether any source lies with Google.
func (o *Office) linked() bool {
	return slices.ContainsFunc(o.Programme.Sources(), func(ref string) bool {
		_, link := gsheets.ParseRef(ref)
		return link
	})
}

func (o *Office) googleOptions() gsheets.Options {
	return gsheets.Options{
		Endpoint:           o.Config.Google.Endpoint,
		CredentialFiles:    o.Config.Google.Credentials,
		DefaultCredentials: o.Config.Google.Default,
		Person:             o.Person(),
		ByLink:             o.Config.Google.ByLink,
		ReadsPerMinute:     o.Config.Google.ReadsPerMinute,
		WritesPerMinute:    o.Config.Google.WritesPerMinute,
		Now:                o.Now,
		Clock:              o.settings.Clock,
		Sleep:              o.settings.Sleep,
		Frozen:             o.Frozen,
		Jitter:             o.settings.Jitter,
		DecodeXLSX:         workbook.Decode,
		EditsTab:           o.editsTab(),
		Writer:             o.writer,
		Holds:              o.holds,
		HTTPClient:         o.HTTPClient(),
		Log:                o.Log,
	}
}

// Person names the files of a person's sign-in, if one is configured.
func (o *Office) Person() gsheets.Person {
	return gsheets.Person{ClientFile: o.Config.Google.OAuthClient, TokenFile: o.Config.Google.Token}
}

// accessHint says how those who read Google's spreadsheets are named.
func (o *Office) accessHint() string {
	switch g := o.Config.Google; {
	case g.OAuthClient != "":
		return "run tonghop login"
	case g.Default:
		return "sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to a key file"
	case len(g.Credentials) > 0:
		return "google.credentials must name the keys of service accounts as the Google Cloud Console gives them"
	}
	return "name a service account's key file under google.credentials, an OAuth client for tonghop login under google.oauth_client, or an endpoint to rehearse with"
}
