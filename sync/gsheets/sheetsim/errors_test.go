package sheetsim_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

// envelopeOf is an error body as short JSON.
func envelopeOf(a answer) string { return compact(a.json["error"]) }

func TestPlainCallersGetNoErrorsListAndGooglesOwnClientDoes(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	plain := b.do("GET", "/v4/spreadsheets/none", "")
	want := `{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}`
	if got := envelopeOf(plain); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	generated := b.send(t.Context(), "GET", "/v4/spreadsheets/none", "", map[string]string{"X-Goog-Api-Client": "gl-go/1.26.8 gdcl/0.311.0"})
	want = `{"code":404,"errors":[{"domain":"global","message":"Requested entity was not found.","reason":"notFound"}],` +
		`"message":"Requested entity was not found.","status":"NOT_FOUND"}`
	if got := envelopeOf(generated); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEachWayOfBeingShutOutHasItsOwnRefusal(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.AddOfficeFile("x", "x.xlsx", []byte("PK"))
	b.sim.Deny("s")
	for path, want := range map[string]string{
		"/v4/spreadsheets/s":             `{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}`,
		"/v4/spreadsheets/s/values/A1":   `{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}`,
		"/v4/spreadsheets/x?fields=":     `{"code":400,"message":"This operation is not supported for this document. The document must not be an Office file.","status":"FAILED_PRECONDITION"}`,
		"/drive/v3/files/s":              `{"code":404,"errors":[{"domain":"global","location":"fileId","locationType":"parameter","message":"File not found: s.","reason":"notFound"}],"message":"File not found: s."}`,
		"/drive/v3/files/x?fields=nope":  `{"code":400,"errors":[{"domain":"global","location":"fields","locationType":"parameter","message":"Invalid field selection nope","reason":"invalidParameter"}],"message":"Invalid field selection nope"}`,
		"/drive/v3/files?pageSize=0":     `{"code":400,"errors":[{"domain":"global","location":"pageSize","locationType":"parameter","message":"Invalid value '0'. Values must be within the range: [1, 1000]","reason":"invalid"}],"message":"Invalid value '0'. Values must be within the range: [1, 1000]"}`,
		"/drive/v3/about":                `{"code":400,"errors":[{"domain":"global","location":"fields","locationType":"parameter","message":"The 'fields' parameter is required for this method.","reason":"required"}],"message":"The 'fields' parameter is required for this method."}`,
		"/v4/spreadsheets/none/values/A": `{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}`,
	} {
		if got := envelopeOf(b.do("GET", path, "")); got != want {
			t.Errorf("%s:\n got %s\nwant %s", path, got, want)
		}
	}
	b.sim.Restore("s")
	if got := b.do("GET", "/v4/spreadsheets/s", ""); got.status != 200 {
		t.Errorf("restored: got %d", got.status)
	}
}

func TestAnUnknownParameterOrPathIsRefused(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	got := b.do("GET", "/v4/spreadsheets/s?range=A1", "")
	if got.status != 400 || !strings.Contains(got.message(), `Unknown name "range": Cannot bind query parameter`) {
		t.Errorf("got %d %s", got.status, got.message())
	}
	got = b.do("GET", "/v5/nothing", "")
	if got.status != 404 || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		t.Errorf("got %d %s", got.status, got.header)
	}
	if got = b.do("POST", "/v4/spreadsheets/s:batchUpdate", `{"requests":[`); got.status != 400 {
		t.Errorf("cut JSON: got %d", got.status)
	}
}

// TestTheRefusalsAreAsRecorded compares with real error bodies where they are
// at hand: numbers of projects apart, each must be the same.
func TestTheRefusalsAreAsRecorded(t *testing.T) {
	dir := recordingsDir(t)
	if dir == "" {
		t.Skip("no shared/recordings folder stands beside this checkout")
	}
	const id = "/v4/spreadsheets/1VTJjWoP1nshbyxmL9JqXgdVsimaYty21LGxxs018H2Y"
	for _, c := range []struct {
		file, path string
		fault      sheetsim.Fault
	}{
		{"drive-files-get-nonexistent-file-id_404", "/drive/v3/files/NOPE_NOT_A_GOOD_ID?supportsTeamDrives=TRUE", sheetsim.Fault{}},
		{"sheets-spreadsheets-get-bad-field-mask_400", id + "?ranges=A1%3AA1&fields=sheets.sheetProperties", sheetsim.Fault{}},
		{"sheets-spreadsheets-get-nonexistent-range_400", id + "?ranges=NOPE%21A5%3AF15", sheetsim.Fault{}},
		{"sheets-spreadsheets-get-nonexistent-sheet-id_404", "/v4/spreadsheets/DOES_NOT_EXIST?fields=spreadsheetId", sheetsim.Fault{}},
		{"sheets-spreadsheets-get-quota-exceeded-readgroup_429", id, sheetsim.Fault{Status: 429}},
		{"sheets-spreadsheets-get-service-disabled_403", id, sheetsim.Fault{Status: 403, Reason: sheetsim.ReasonServiceDisabled}},
	} {
		t.Run(c.file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, "errors", c.file+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var recorded struct {
				Status int
				Body   string
			}
			if err := json.Unmarshal(data, &recorded); err != nil {
				t.Fatal(err)
			}
			b := newBench(t, sheetsim.Options{})
			b.load("1VTJjWoP1nshbyxmL9JqXgdVsimaYty21LGxxs018H2Y")
			if c.fault.Status != 0 {
				b.sim.Inject(c.fault)
			}
			got := b.do("GET", c.path, "")
			var want any
			if err := json.Unmarshal([]byte(recorded.Body), &want); err != nil {
				t.Fatal(err)
			}
			if got.status != recorded.Status || withoutProject(got.json) != withoutProject(want) {
				t.Errorf("got %d %s\nrecorded %d %s", got.status, withoutProject(got.json), recorded.Status, withoutProject(want))
			}
			if got.header.Get("Retry-After") != "" {
				t.Error("no recorded refusal has Retry-After")
			}
		})
	}
}

var projectNumbers = regexp.MustCompile(`\d{10,}`)

func withoutProject(v any) string { return projectNumbers.ReplaceAllString(compact(v), "N") }
