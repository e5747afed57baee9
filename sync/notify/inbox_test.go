package notify

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// inbox is a server that takes messages for any service, whatever host they are
// meant for, and keeps what they say.
type inbox struct {
	host  string
	code  int // 0 is 200
	texts []string
	asked string // the last request's path and query
}

func newInbox(t *testing.T, answer string, read func(body []byte) string) *inbox {
	t.Helper()
	in := &inbox{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		in.texts, in.asked = append(in.texts, read(body)), r.URL.RequestURI()
		if in.code != 0 {
			w.WriteHeader(in.code)
		}
		_, _ = io.WriteString(w, answer)
	}))
	in.host = strings.TrimPrefix(server.URL, "http://")
	before := http.DefaultTransport // the library's own clients go this way
	http.DefaultTransport = in
	t.Cleanup(func() {
		http.DefaultTransport = before
		server.Close()
	})
	return in
}

func (in *inbox) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = "http", in.host
	return (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
}

// field reads a text out of a JSON body.
func field(name string) func([]byte) string {
	return func(body []byte) string {
		var said map[string]any
		_ = json.Unmarshal(body, &said) // one that is none says nothing
		text, _ := said[name].(string)
		return text
	}
}
