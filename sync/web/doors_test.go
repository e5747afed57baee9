package web

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/office"
)

func TestWithoutSignInOnlyThisComputerIsLetInWhateverCarriesTheRequest(t *testing.T) {
	o, _ := acting(t, booktest.Report(15, booktest.AsOf))
	s := newServer(t, o)
	for name, tc := range map[string]struct {
		change func(r *http.Request)
		in     bool
	}{
		"a browser on this computer":        {func(*http.Request) {}, true},
		"the same by IPv6":                  {func(r *http.Request) { r.RemoteAddr, r.Host = "[::1]:5000", "[::1]:8080" }, true},
		"another computer":                  {func(r *http.Request) { r.RemoteAddr = "10.0.0.9:5000" }, false},
		"a host of another name":            {func(r *http.Request) { r.Host = "tonghop.example.vn" }, false},
		"nginx with its usual headers":      {func(r *http.Request) { r.Header.Set("X-Forwarded-For", "203.0.113.9") }, false},
		"nginx with none":                   {func(r *http.Request) { r.Proto, r.ProtoMinor = "HTTP/1.0", 0 }, false},
		"a proxy that names the host":       {func(r *http.Request) { r.Header.Set("X-Forwarded-Host", "tonghop.example.vn") }, false},
		"a proxy that says forwarded":       {func(r *http.Request) { r.Header.Set("Forwarded", "for=203.0.113.9") }, false},
		"a tunnel of Cloudflare's":          {func(r *http.Request) { r.Header.Set("Cf-Connecting-Ip", "203.0.113.9") }, false},
		"a cache":                           {func(r *http.Request) { r.Header.Set("Via", "1.1 cache") }, false},
		"whatever begins with X-Forwarded-": {func(r *http.Request) { r.Header.Set("X-Forwarded-Tomorrow", "x") }, false},
		"an address that is none":           {func(r *http.Request) { r.RemoteAddr = "@" }, false},
	} {
		for _, path := range []string{"/", "/enter?unit=don-vi-1", "/metrics"} {
			r := request(http.MethodGet, home+path, nil)
			tc.change(r)
			w := httptest.NewRecorder()
			if s.ServeHTTP(w, r); (w.Code == http.StatusOK) != tc.in {
				t.Errorf("%s: %s gives %d, let in: %v", name, path, w.Code, tc.in)
			}
		}
	}
}

func TestASignInServiceThatHangsHoldsNobodyForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := &http.Client{Transport: hanging{}, Timeout: issuerWait}
		id, err := newIdentity(Options{PublicURL: "https://x.example.vn", Clock: time.Now, SignIn: &SignIn{Issuer: "https://issuer.example.vn", Client: hang}})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		done := make(chan time.Duration, 20)
		for range 20 {
			go func() {
				_, _, err := id.begin(t.Context(), "/")
				if err == nil {
					t.Error("a sign-in began")
				}
				done <- time.Since(began)
			}()
		}
		for range 20 {
			if took := <-done; took > issuerWait+time.Second {
				t.Errorf("somebody waited %v", took)
			}
		}
		began = time.Now()
		if _, _, err := id.begin(t.Context(), "/"); err == nil || time.Since(began) != 0 {
			t.Errorf("who comes next waits %v, %v", time.Since(began), err)
		}
		time.Sleep(askAgainAfter)
		given, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		if _, _, err := id.begin(given, "/"); err == nil || time.Since(began) > askAgainAfter+time.Second {
			t.Errorf("a visitor who goes is held for %v, %v", time.Since(began), err)
		}
		time.Sleep(time.Minute)
	})
}

// hanging answers nothing until nobody waits any more.
type hanging struct{}

func (hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestSignInsFromOneAddressAreBoundedAndOthersNotHeldUp(t *testing.T) {
	p := newSignedPage(t)
	knock := func(remote, forwarded string) int {
		r := httptest.NewRequest(http.MethodGet, public+"/sign-in/start", nil)
		r.RemoteAddr = remote
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w.Code
	}
	for range knockBurst {
		if code := knock("127.0.0.1:5000", "1.2.3.4, 203.0.113.9"); code != http.StatusSeeOther {
			t.Fatalf("it gives %d", code)
		}
	}
	if code := knock("127.0.0.1:5000", "203.0.113.9"); code != http.StatusTooManyRequests {
		t.Errorf("one more gives %d", code)
	}
	if code := knock("127.0.0.1:5000", "203.0.113.9, 198.51.100.7"); code != http.StatusSeeOther {
		t.Errorf("another behind the same proxy gives %d", code)
	}
	if code := knock("203.0.113.9:5000", "198.51.100.7"); code != http.StatusTooManyRequests {
		t.Errorf("a header of its own lets it through: %d", code)
	}
	p.now = p.now.Add(time.Minute)
	if code := knock("203.0.113.9:5000", ""); code != http.StatusSeeOther {
		t.Errorf("a minute later it gives %d", code)
	}
	if a, b := peer(&http.Request{RemoteAddr: "[2001:db8::1]:1"}), peer(&http.Request{RemoteAddr: net.JoinHostPort("2001:db8::ffff", "2")}); a != b {
		t.Errorf("one household has %v and %v", a, b)
	}
}

func TestWhatIsWrongWithTheProgramStandsOnTopOfEveryPage(t *testing.T) {
	o, _ := acting(t, booktest.Report(15, booktest.AsOf))
	o.Alarms = func(context.Context) []office.Alarm {
		return []office.Alarm{{Key: "clock-ahead", Args: []string{"n", "12"}}, {Key: "ledger"}}
	}
	s := newServer(t, o)
	for _, path := range []string{"/", "/month", "/findings", "/rounds"} {
		page := get(t, s, path).Body.String()
		if strings.Count(page, `<p class="alarm" role="alert">`) != 2 || !strings.Contains(page, "Đồng hồ máy chạy nhanh 12 phút") {
			t.Errorf("%s does not say what is wrong", path)
		}
	}
}
