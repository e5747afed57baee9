package sheetsim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"tonghop/sync/gsheets/sheetsim"
)

// ask sends a request straight to a handler and gives the status and the body.
func ask(h http.Handler, verb, path, body string) (int, map[string]any) {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest(verb, path, strings.NewReader(body)))
	var out map[string]any
	if json.Unmarshal(rec.Body.Bytes(), &out) != nil {
		out = nil
	}
	return rec.Code, out
}

func fuzzServer(f *testing.F) *sheetsim.Server {
	f.Helper()
	s := sheetsim.New(sheetsim.Options{Locale: "en_US"})
	if err := s.LoadSpreadsheet("s", []byte(rangesBook)); err != nil {
		f.Fatal(err)
	}
	return s
}

// FuzzRange: a range is refused as unparsable or past the grid, or its echo
// means the same range.
func FuzzRange(f *testing.F) {
	for _, seed := range []string{"A1", "'It''s'!A1:B", "Sheet1!1:2", "R1C1:R2C2", "'", "''!", "a!b!C3", "A:2", "$A$1", "Both"} {
		f.Add(seed)
	}
	s := fuzzServer(f)
	f.Fuzz(func(t *testing.T, rng string) {
		if rng == "" || !utf8.ValidString(rng) || strings.HasSuffix(rng, ":append") || strings.HasSuffix(rng, ":clear") {
			return
		}
		code, out := ask(s, "GET", "/v4/spreadsheets/s/values/"+url.PathEscape(rng), "")
		if code == http.StatusBadRequest {
			return
		}
		echo, _ := out["range"].(string)
		if code != http.StatusOK || echo == "" {
			t.Fatalf("%q: got %d %v", rng, code, out)
		}
		if _, again := ask(s, "GET", "/v4/spreadsheets/s/values/"+url.PathEscape(echo), ""); again["range"] != echo {
			t.Errorf("%q echoes %q, which echoes %v", rng, echo, again["range"])
		}
	})
}

// FuzzMask: a mask is taken or refused, and never breaks the server.
func FuzzMask(f *testing.F) {
	for _, seed := range []string{"sheets(properties,data(rowData(values(note))))", "*", "sheets/*", "a(b", "(", ",", "sheets.data.", "properties(*,title)"} {
		f.Add(seed)
	}
	s := fuzzServer(f)
	f.Fuzz(func(t *testing.T, mask string) {
		code, out := ask(s, "GET", "/v4/spreadsheets/s?fields="+url.QueryEscape(mask), "")
		if (code != http.StatusOK && code != http.StatusBadRequest) || out == nil {
			t.Errorf("%q: got %d", mask, code)
		}
	})
}

// FuzzEntry: what a person types is taken or loudly not known, and what was
// taken can be read in every rendering.
func FuzzEntry(f *testing.F) {
	for _, seed := range []string{"1,234.5", "2020-02-30", "=1+", "=SUM(A1:B2)", "'x", "50%", "$-1", "1-2", "٣", "=((((1", "TRUE"} {
		f.Add(seed)
	}
	s := fuzzServer(f)
	f.Fuzz(func(t *testing.T, text string) {
		body, err := json.Marshal(map[string]any{"values": []any{[]any{text}}})
		if err != nil {
			return
		}
		code, out := ask(s, "PUT", "/v4/spreadsheets/s/values/Sheet1!E9?valueInputOption=USER_ENTERED", string(body))
		if code != http.StatusOK && code != http.StatusNotImplemented {
			t.Fatalf("%q: got %d %v", text, code, out)
		}
		if code, out := ask(s, "GET", "/v4/spreadsheets/s?includeGridData=true&ranges=Sheet1!E9", ""); code != http.StatusOK && code != http.StatusNotImplemented || out == nil {
			t.Errorf("%q: got %d", text, code)
		}
	})
}

// FuzzText: a text comes back as it was typed.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"Hồ sơ", "\"\\\n\t", "\u2028", "<&>", "\x00", "😀"} {
		f.Add(seed)
	}
	s := fuzzServer(f)
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" || !utf8.ValidString(text) {
			return
		}
		if err := s.Type("s", "Sheet1", "A1", text); err != nil {
			return // longer than a cell holds
		}
		_, out := ask(s, "GET", "/v4/spreadsheets/s/values/Sheet1!A1", "")
		if got := compact(out["values"]); got != compact([]any{[]any{text}}) {
			t.Errorf("got %s, want %q", got, text)
		}
	})
}
