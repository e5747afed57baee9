package app

import (
	"context"
	"errors"
	"fmt"

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
	google := false
	for _, ref := range o.Programme.Sources() {
		_, link := gsheets.ParseRef(ref)
		google = google || link
	}
	if !google && !o.Config.Consolidated.Google() {
		return nil
	}
	c, err := gsheets.New(ctx, gsheets.Options{
		Endpoint:           o.Config.Google.Endpoint,
		CredentialFiles:    o.Config.Google.Credentials,
		DefaultCredentials: o.Config.Google.Default,
		Person:             o.Person(),
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
		HTTPClient:         o.HTTPClient(),
		Log:                o.Log,
	})
	if err == nil && o.Config.Consolidated.Google() && !c.MayWrite() {
		err = errors.New("the person who signed in allowed reading only, and the consolidated book is a spreadsheet")
	}
	if err != nil {
		return Failure(fmt.Errorf("preparing access to Google: %w", err), o.accessHint())
	}
	o.Sources.Google = c
	return nil
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
