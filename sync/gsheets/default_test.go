package gsheets

import (
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestWhoeverTheMachineIsSignedInAsMayRead(t *testing.T) {
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", keyFile(t, "machine@x", "tong-hop"))
	sim := sheetsim.New(sheetsim.Options{})
	g := &fakeGoogle{api: sim}
	c, err := New(t.Context(), Options{DefaultCredentials: true, HTTPClient: &http.Client{Transport: g}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Fetch(t.Context(), sources(t, sim, 1)[0]); err != nil {
		t.Fatal(err)
	}
	if g.calls["machine@x"] != 1 || !slices.Equal(c.Accounts(t.Context()), []string{"machine@x"}) {
		t.Errorf("the calls were %v in the name of %v", g.calls, c.Accounts(t.Context()))
	}
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", filepath.Join(t.TempDir(), "none.json"))
	if _, err := New(t.Context(), Options{DefaultCredentials: true}); !errors.Is(err, errCredentials) {
		t.Errorf("nobody is signed in: got %v", err)
	}
}

func TestAnAddressThatOnlyGoogleKnowsIsAskedForOnce(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{Email: "reader@district.example"})
	c, _ := serve(t, sim)
	for range 2 {
		if got := c.Accounts(t.Context()); !slices.Equal(got, []string{"reader@district.example"}) {
			t.Errorf("got %v", got)
		}
	}
	if n := sim.Requests()["drive.about.get"]; n != 1 {
		t.Errorf("it was asked for %d times", n)
	}
	sim.Inject(sheetsim.Fault{Method: "drive.about.get", Times: -1, Status: 403})
	other, _ := serve(t, sim)
	if got := other.Accounts(t.Context()); len(got) != 0 {
		t.Errorf("unknown, it is %v", got)
	}
}
