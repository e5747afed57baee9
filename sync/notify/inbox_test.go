package notify

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf16"
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

// deliver delivers a situation's notices through the real services.
func (in *inbox) deliver(t *testing.T, s *Situation, due []Notice) (*memory, Tally) {
	t.Helper()
	l := &memory{}
	p := post(t, s, l, nil)
	p.Senders = map[Way]Sender{ByService: NewServices(NewPoster(in))}
	tally, err := p.Deliver(t.Context(), due)
	if err != nil {
		t.Fatal(err)
	}
	return l, tally
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

// attached reads the lines of a message to Slack.
func attached(body []byte) string {
	var said struct {
		Attachments []struct{ Text string }
	}
	_ = json.Unmarshal(body, &said)
	var lines []string
	for _, a := range said.Attachments {
		lines = append(lines, a.Text)
	}
	return strings.Join(lines, "\n")
}

func utf16Len(s string) int { return len(utf16.Encode([]rune(s))) }

// makers say what each service takes in one message, and how it is read.
var makers = map[string]struct {
	answer string
	read   func([]byte) string
	most   int
	size   func(string) int
}{
	"discord":    {`{"id":"1"}`, field("content"), 2000, utf16Len},
	"googlechat": {`{}`, field("text"), 4096, utf16Len},
	"gotify":     {`{"id":1}`, field("message"), 4000, utf16Len},
	"mattermost": {`ok`, field("text"), 4000, utf16Len},
	"ntfy":       {`{"id":"1"}`, func(b []byte) string { return string(b) }, 4095, func(s string) int { return len(s) }},
	"slack":      {`ok`, attached, 4000, utf16Len},
	"telegram":   {`{"ok":true}`, field("text"), 4096, utf16Len},
}

// reachable is a service's address at the inbox.
func (in *inbox) reachable(name string) string {
	return strings.ReplaceAll(known[name], "127.0.0.1:1", in.host)
}
