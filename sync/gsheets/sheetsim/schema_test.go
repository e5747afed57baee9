package sheetsim_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A discovery is a discovery document: the schema of an API's messages.
type discovery struct {
	Schemas   map[string]schema
	Resources map[string]resource
}

type resource struct {
	Methods   map[string]apiMethod
	Resources map[string]resource
}

type apiMethod struct {
	ID         string
	HTTPMethod string
	FlatPath   string
	Path       string
	Parameters map[string]struct{ Location string }
	Response   struct {
		Ref string `json:"$ref"`
	}
}

type schema struct {
	Ref                  string `json:"$ref"`
	Type, Format         string
	Enum                 []string
	Properties           map[string]schema
	Items                *schema
	AdditionalProperties *schema
}

// discoveries reads both documents from the Go module, without any network.
var discoveries = sync.OnceValues(func() (map[string]*discovery, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/api").Output()
	if err != nil {
		return nil, fmt.Errorf("finding google.golang.org/api: %w", err)
	}
	out := map[string]*discovery{}
	for name, file := range map[string]string{"sheets": "sheets/v4/sheets-api.json", "drive": "drive/v3/drive-api.json"} {
		data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), file))
		if err != nil {
			return nil, err
		}
		d := new(discovery)
		if err := json.Unmarshal(data, d); err != nil {
			return nil, err
		}
		out[name] = d
	}
	return out, nil
})

// checking wraps a handler: every JSON success is held against the schema of
// its method.
func checking(t *testing.T, h http.Handler) http.Handler {
	t.Helper()
	docs, err := discoveries()
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		defer func() {
			for k, v := range rec.Header() {
				w.Header()[k] = v
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(rec.Body.Bytes())
			if fl, ok := w.(http.Flusher); ok && rec.Flushed {
				fl.Flush()
			}
			if p := recover(); p != nil {
				panic(p)
			}
			check(t, docs, r, rec)
		}()
		h.ServeHTTP(rec, r)
	})
}

func check(t *testing.T, docs map[string]*discovery, r *http.Request, rec *httptest.ResponseRecorder) {
	t.Helper()
	if rec.Code != http.StatusOK || !strings.HasPrefix(rec.Header().Get("Content-Type"), "application/json") {
		return
	}
	body := rec.Body.Bytes()
	if rec.Header().Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Errorf("%s: %v", r.URL, err)
			return
		}
		if body, err = io.ReadAll(z); err != nil {
			t.Errorf("%s: %v", r.URL, err)
			return
		}
	}
	for _, fault := range faultsOf(docs, r, body) {
		t.Errorf("%s %s: the reply breaks the schema: %s", r.Method, r.URL, fault)
	}
}

// faultsOf lists where a reply leaves the schema.
func faultsOf(docs map[string]*discovery, r *http.Request, body []byte) []string {
	if r.URL.Path == "/token" {
		return nil
	}
	doc, path := docs["sheets"], strings.TrimPrefix(r.URL.EscapedPath(), "/")
	if rest, ok := strings.CutPrefix(path, "drive/v3/"); ok {
		doc, path = docs["drive"], rest
	}
	m, ok := doc.method(r.Method, path)
	if !ok {
		return []string{"no such method"}
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return []string{err.Error()}
	}
	var faults []string
	doc.validate(v, schema{Ref: m.Response.Ref}, m.Response.Ref, &faults)
	return faults
}

func (d *discovery) method(verb, path string) (apiMethod, bool) {
	var best apiMethod
	found := false
	d.each(func(m apiMethod) {
		pattern := m.FlatPath
		if pattern == "" {
			pattern = m.Path
		}
		expr := regexp.QuoteMeta(pattern)
		expr = regexp.MustCompile(`\\\{[A-Za-z]+\\\}`).ReplaceAllString(expr, `[^/]+`)
		literal := len(pattern) - strings.Count(pattern, "{")
		if m.HTTPMethod == verb && regexp.MustCompile("^"+expr+"$").MatchString(path) {
			if !found || literal > len(best.FlatPath)-strings.Count(best.FlatPath, "{") {
				best, found = m, true
			}
		}
	})
	return best, found
}

// each visits every method of the API.
func (d *discovery) each(f func(apiMethod)) {
	var walk func(map[string]resource)
	walk = func(rs map[string]resource) {
		for _, r := range rs {
			for _, m := range r.Methods {
				f(m)
			}
			walk(r.Resources)
		}
	}
	walk(d.Resources)
}

// validate holds a value against a schema: unknown fields, types, enums.
func (d *discovery) validate(v any, s schema, path string, faults *[]string) {
	if s.Ref != "" {
		s = d.Schemas[s.Ref]
	}
	fault := func(format string, args ...any) {
		*faults = append(*faults, path+": "+fmt.Sprintf(format, args...))
	}
	switch s.Type {
	case "object":
		o, ok := v.(map[string]any)
		if !ok {
			fault("%T is no object", v)
			return
		}
		for k, e := range o {
			p, known := s.Properties[k]
			switch {
			case known:
				d.validate(e, p, path+"."+k, faults)
			case s.AdditionalProperties != nil:
				d.validate(e, *s.AdditionalProperties, path+"."+k, faults)
			default:
				fault("unknown field %q", k)
			}
		}
	case "array":
		l, ok := v.([]any)
		if !ok {
			fault("%T is no array", v)
			return
		}
		for i, e := range l {
			d.validate(e, *s.Items, fmt.Sprintf("%s[%d]", path, i), faults)
		}
	case "string":
		text, ok := v.(string)
		if !ok {
			fault("%T is no string", v)
		} else if len(s.Enum) > 0 && !slices.Contains(s.Enum, text) {
			fault("%q is not in the enum", text)
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			fault("%T is no boolean", v)
		}
	case "integer":
		if f, ok := v.(float64); !ok || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32 {
			fault("%v is no int32", v)
		}
	case "number":
		if _, ok := v.(float64); !ok {
			fault("%T is no number", v)
		}
	case "any":
	default:
		fault("the schema has the type %q", s.Type)
	}
}

func TestTheSchemaCheckFindsUnknownFieldsWrongTypesAndWrongEnums(t *testing.T) {
	docs, err := discoveries()
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/v4/spreadsheets/x", nil)
	for body, want := range map[string]string{
		`{"spreadsheetId":"x"}`:                       "",
		`{"nonsense":1}`:                              `Spreadsheet: unknown field "nonsense"`,
		`{"spreadsheetId":1}`:                         "Spreadsheet.spreadsheetId: float64 is no string",
		`{"properties":{"autoRecalc":"X"}}`:           `Spreadsheet.properties.autoRecalc: "X" is not in the enum`,
		`{"sheets":[{"properties":{"sheetId":1.5}}]}`: "Spreadsheet.sheets[0].properties.sheetId: 1.5 is no int32",
	} {
		if got := strings.Join(faultsOf(docs, r, []byte(body)), "; "); got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}
