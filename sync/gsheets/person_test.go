package gsheets

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tonghop/model/grid"
	"tonghop/model/office"
)

func TestAnOfficeFileWithoutLeaveToDownloadIsToldAsSuch(t *testing.T) {
	a, _ := newAccounts(t)
	a.sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("PK"))
	c, _ := withPerson(t, a, signIn(t, a))
	c.opts.DecodeXLSX = func(string, []byte) (grid.Book, error) { return grid.Book{}, nil }
	if _, err := c.Fetch(t.Context(), testRef); !isFault(err, office.FaultOfficeFile) || !strings.Contains(err.Error(), "--office-files") {
		t.Errorf("got %v, want %s", err, office.FaultOfficeFile)
	}
}

func TestARenewedRefreshTokenIsKept(t *testing.T) {
	a, refs := newAccounts(t)
	p := signIn(t, a)
	a.rotate = true
	for range 3 { // each a run of the program of its own
		c, _ := withPerson(t, a, p)
		if _, err := c.Fetch(t.Context(), refs[0]); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := readConsent(p.TokenFile)
	if err != nil || kept.Refresh != "1//first+++" || kept.Account != clientID {
		t.Errorf("kept is %+v (%v), want the third token in a row", kept, err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(p.TokenFile), ".tonghop-*"))
	if len(left) != 0 {
		t.Errorf("%v are left behind", left)
	}
}

func TestARevokedSignInIsACredentialsFaultUntilThePersonSignsInAgain(t *testing.T) {
	a, refs := newAccounts(t)
	p := signIn(t, a)
	c, _ := withPerson(t, a, p)
	a.good = "" // the person took the leave back
	_, err := c.Fetch(t.Context(), refs[0])
	if !isFault(err, office.FaultCredentials) || !strings.Contains(err.Error(), "run tonghop login again") {
		t.Errorf("got %v, want %s that says what to do", err, office.FaultCredentials)
	}
	l, _ := browse(t, a, p)
	if _, err := l.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Fetch(t.Context(), refs[0]); err != nil {
		t.Errorf("signed in again, and the running program does not notice: %v", err)
	}
}

func TestATokenServiceThatFailsAPersonIsJudgedAsForAnAccount(t *testing.T) {
	for _, tc := range []struct {
		reply reply
		want  office.FaultCode
	}{
		{reply{status: 503, body: "<html>"}, office.FaultGoogleDown},
		{reply{status: 429, body: "{}"}, office.FaultGoogleDown},
		{reply{status: 401, body: `{"error":"invalid_client"}`}, office.FaultCredentials},
	} {
		a, refs := newAccounts(t)
		p := signIn(t, a)
		a.refuse = &tc.reply
		c, _ := withPerson(t, a, p)
		if _, err := c.Fetch(t.Context(), refs[0]); !isFault(err, tc.want) {
			t.Errorf("a token service that answers %d: got %v, want %s", tc.reply.status, err, tc.want)
		}
	}
}

func TestOnlyADesktopClientAndItsOwnTokenAreTaken(t *testing.T) {
	a, _ := newAccounts(t)
	p := signIn(t, a)
	for name, content := range map[string]string{
		"a web client":      `{"web":{"client_id":"x","redirect_uris":["https://example.vn"]}}`,
		"a service account": `{"type":"service_account"}`,
		"no JSON":           `hello`,
	} {
		other := Person{ClientFile: filepath.Join(t.TempDir(), "c.json"), TokenFile: p.TokenFile}
		if err := os.WriteFile(other.ClientFile, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := New(t.Context(), Options{Person: other}); !errors.Is(err, errCredentials) || !strings.Contains(err.Error(), "Desktop app") {
			t.Errorf("%s: got %v", name, err)
		}
		if _, err := (&Login{Person: other}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "Desktop app") {
			t.Errorf("%s: signing in gives %v", name, err)
		}
	}
	if _, err := New(t.Context(), Options{Person: Person{ClientFile: p.ClientFile, TokenFile: p.TokenFile + "x"}}); err == nil || !strings.Contains(err.Error(), "run tonghop login") {
		t.Errorf("nobody has signed in: got %v", err)
	}
	if _, err := New(t.Context(), Options{Person: p, CredentialFiles: []string{"key.json"}}); !errors.Is(err, errCredentials) {
		t.Errorf("a person beside a key: got %v", err)
	}
	raw, err := os.ReadFile(p.ClientFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.ClientFile, []byte(strings.Replace(string(raw), clientID, "another", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	c, _ := withPerson(t, a, p)
	if _, err := c.Fetch(t.Context(), testRef); !isFault(err, office.FaultCredentials) || !strings.Contains(err.Error(), "another OAuth client") {
		t.Errorf("a token of another client: got %v", err)
	}
}
