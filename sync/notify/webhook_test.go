package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
)

// sink is a web server on this computer that counts its callers.
func sink(t *testing.T, calls *atomic.Int32, handle http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		handle(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/hooks/geheim"
}

func hooked(t *testing.T, address string) *Message {
	t.Helper()
	m := letter()
	var err error
	if m.To, err = NewWebhook(address); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAWebhookGetsTheTextAsJSON(t *testing.T) {
	var calls atomic.Int32
	var got Posted
	address := sink(t, &calls, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			t.Errorf("%s %s", r.Method, r.Header)
		}
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	m := hooked(t, address)
	if res := NewPoster(nil).Send(t.Context(), m); res != (Result{Outcome: office.Sent}) {
		t.Errorf("got %+v", res)
	}
	want := Posted{ID: m.ID, Kind: BeforeDay, Unit: "an", Subject: m.Subject, Text: m.Text, At: m.At}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(m.To.Recipient, "geheim") {
		t.Errorf("its recipient tells its secret: %s", m.To.Recipient)
	}
}

func TestAWebhooksAnswerTellsWhetherAMessageMayHaveArrived(t *testing.T) {
	for name, tt := range map[string]struct {
		handle http.HandlerFunc
		want   office.Outcome
		why    string
	}{
		"200":                {func(http.ResponseWriter, *http.Request) {}, office.Sent, ""},
		"a body without end": {endless, office.Sent, ""},
		"404":                {http.NotFound, office.Refused, "HTTP 404 Not Found"},
		"429":                {status(429), office.Unsent, "HTTP 429"},
		"429, and when again": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		}, office.Unsent, "asks to wait: 120"},
		"500": {status(500), office.Doubtful, "HTTP 500"},
		"a redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}, office.Refused, "HTTP 307"},
		"another page to see":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusSeeOther) }, office.Refused, "HTTP 303"},
		"it hangs":              {func(_ http.ResponseWriter, r *http.Request) { hang(r) }, office.Doubtful, "deadline"},
		"it hangs up":           {hangUp(""), office.Doubtful, "EOF"},
		"it hangs up in answer": {hangUp("HTTP/1.1 200"), office.Doubtful, "EOF"},
		"it is no web server":   {hangUp("SSH-2.0-OpenSSH\r\n"), office.Doubtful, "malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			var calls atomic.Int32
			address := sink(t, &calls, tt.handle)
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			res := NewPoster(nil).Send(ctx, hooked(t, address))
			if res.Outcome != tt.want || !strings.Contains(res.Why, tt.why) || calls.Load() != 1 {
				t.Errorf("got %+v after %d calls, want %s", res, calls.Load(), tt.want)
			}
			if strings.Contains(res.Why, "geheim") {
				t.Errorf("it tells its secret: %s", res.Why)
			}
		})
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// hang answers nothing until the caller has gone, which a server sees once it
// has read the request.
func hang(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

func endless(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	for r.Context().Err() == nil {
		if _, err := w.Write(make([]byte, 1<<16)); err != nil {
			return
		}
	}
}

// hangUp reads the request, says something and cuts the connection.
func hangUp(say string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		fmt.Fprint(conn, say)
		conn.Close()
	}
}

func TestAWebhookThatCannotBeReachedGotNothing(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	untrusted := httptest.NewTLSServer(status(200))
	defer untrusted.Close()
	untrusted.Config.ErrorLog = nil
	for name, address := range map[string]string{"nobody listens": "http://" + closed.Addr().String() + "/geheim", "nobody vouches for it": untrusted.URL + "/geheim"} {
		res := NewPoster(nil).Send(t.Context(), hooked(t, address))
		if res.Outcome != office.Unsent || res.Why == "" || strings.Contains(res.Why, "geheim") {
			t.Errorf("%s: %+v", name, res)
		}
	}
}

func TestWhatIsNoWebAddressIsNoWebhook(t *testing.T) {
	for _, address := range []string{"", "example.vn/hook", "ftp://example.vn/hook", "https:///hook", "http://[::1"} {
		if c, err := NewWebhook(address); err == nil {
			t.Errorf("%q gives %+v", address, c)
		}
	}
}
