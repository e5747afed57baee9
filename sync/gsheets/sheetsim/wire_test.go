package sheetsim_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

func TestJSONIsPrettyUnlessAskedOtherwise(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	pretty := b.do("GET", "/v4/spreadsheets/s?fields=spreadsheetId", "")
	if want := "{\n  \"spreadsheetId\": \"s\"\n}\n"; pretty.text != want {
		t.Errorf("got %q, want %q", pretty.text, want)
	}
	if got := b.do("GET", "/v4/spreadsheets/s?fields=spreadsheetId&prettyPrint=false&alt=json", "").text; got != `{"spreadsheetId":"s"}` {
		t.Errorf("got %q", got)
	}
	if got := pretty.header.Get("Content-Type") + " " + pretty.header.Get("Server"); got != "application/json; charset=UTF-8 ESF" {
		t.Errorf("got %s", got)
	}
}

func TestRepliesAreCompressedForThoseWhoTakeIt(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	req, err := http.NewRequestWithContext(t.Context(), "GET", b.url+"/v4/spreadsheets/s", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("got %v", resp.Header)
	}
	z, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil || !json.Valid(data) {
		t.Errorf("got %v, %s", err, data)
	}
}

func TestTheAcceptedParametersAreThoseOfTheDiscoveryDocument(t *testing.T) {
	docs, err := discoveries()
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{}
	docs["sheets"].each(func(m apiMethod) {
		for name, p := range m.Parameters {
			if p.Location == "query" {
				paths[m.ID+" "+name] = ""
			}
		}
	})
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	for method, path := range map[string]string{
		"sheets.spreadsheets.get":             "GET /v4/spreadsheets/s",
		"sheets.spreadsheets.values.get":      "GET /v4/spreadsheets/s/values/A1",
		"sheets.spreadsheets.values.batchGet": "GET /v4/spreadsheets/s/values:batchGet",
		"sheets.spreadsheets.values.update":   "PUT /v4/spreadsheets/s/values/A1",
		"sheets.spreadsheets.values.append":   "POST /v4/spreadsheets/s/values/A1:append",
	} {
		verb, path, _ := strings.Cut(path, " ")
		var known []string
		for k := range paths {
			if name, ok := strings.CutPrefix(k, method+" "); ok {
				known = append(known, name)
			}
		}
		slices.Sort(known)
		if len(known) == 0 {
			t.Errorf("%s has no parameters in the discovery document", method)
		}
		for _, name := range append(known, "noSuchParameter") {
			got := b.do(verb, path+"?"+name+"=", "")
			refused := strings.Contains(got.message(), "Cannot bind query parameter")
			if refused != (name == "noSuchParameter") {
				t.Errorf("%s?%s: got %d %s", method, name, got.status, got.message())
			}
		}
	}
}

func TestRequestsAreCountedByMethodAndEditsByAPersonAreNot(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.get("s", "A1")
	b.do("GET", "/v4/spreadsheets/s", "")
	b.do("GET", "/v4/spreadsheets/none", "")
	b.do("GET", "/drive/v3/files", "")
	b.must("s", `{"addSheet":{}}`)
	if err := b.sim.Type("s", "Sheet1", "A1", 1); err != nil {
		t.Fatal(err)
	}
	wantEqual(t, "requests", b.sim.Requests(), map[string]int{"sheets.spreadsheets.values.get": 1, "sheets.spreadsheets.get": 2,
		"drive.files.list": 1, "sheets.spreadsheets.batchUpdate": 1})
	b.sim.ResetRequests()
	wantEqual(t, "after a reset", b.sim.Requests(), map[string]int{})
}

func TestARealMethodThatIsNotSimulatedIsNoMissingPage(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	for _, path := range []string{"/v4/spreadsheets/s:getByDataFilter", "/v4/spreadsheets/s/sheets/0:copyTo", "/drive/v3/files/s/watch"} {
		if got := b.do("POST", path, "{}"); got.status != 501 || !strings.Contains(got.message(), "not simulated: POST "+path) {
			t.Errorf("%s: got %d %s", path, got.status, got.message())
		}
	}
}
