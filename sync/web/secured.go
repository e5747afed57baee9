package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// policy lets a page load its own style sheet, icon and script, ask its own
// site and send its own forms, and nothing else: no script that stands in a
// page, no frame, no other host.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// maxForm bounds what a form may send, in bytes.
const maxForm = 64 << 10

// secured puts round all pages what keeps strangers out: headers by which a
// browser does no more with a page than to show it, the refusal of requests
// that other sites make in the visitor's name or under a name that is not
// ours, and a bound on what is sent.
func (s *Server) secured(next http.Handler) http.Handler {
	crossing := http.NewCrossOriginProtection()
	if s.PublicURL != "" {
		_ = crossing.AddTrustedOrigin(s.PublicURL) // the configuration checked it
	}
	crossing.SetDenyHandler(s.known(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Log.Warn("refused a request from another site", "method", r.Method, "path", r.URL.Path, "origin", r.Header.Get("Origin"))
		s.problem(w, r, http.StatusForbidden)
	})))
	inner := crossing.Handler(s.known(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// Not no-referrer: with that a browser hides the origin of our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if s.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if s.SignIn == nil && !fromHere(r) {
			s.Log.Warn("refused a request from elsewhere: nobody would have to sign in", "host", r.Host, "from", r.RemoteAddr)
			plain(w, http.StatusMisdirectedRequest, "this page is for the computer that it runs on; for others the office adds web.sign_in and web.public_url\n")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, bound(r))
		inner.ServeHTTP(w, r)
	})
}

// bound is how much a request may send: only a report's signed file is large.
func bound(r *http.Request) int64 {
	if r.URL.Path == "/issue" && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return maxSigned + maxForm
	}
	return maxForm
}

// secure reports whether people reach the page by https.
func (s *Server) secure() bool {
	return s.Certificate != nil || strings.HasPrefix(s.PublicURL, "https://")
}

// local reports whether a host, with or without a port, names the very
// computer that asks. A site that points a name of its own at this computer
// (DNS rebinding) does not pass.
func local(host string) bool {
	u := url.URL{Host: host}
	name := u.Hostname()
	ip, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && ip.IsLoopback()
}

// carried are the headers by which proxies say that they carry a request on, or
// for whom. Any name that begins with "X-Forwarded-" says so too.
var carried = []string{"Forwarded", "X-Real-Ip", "Via", "X-Client-Ip", "True-Client-Ip", "Cf-Connecting-Ip", "Cf-Ray", "Fly-Client-Ip",
	"Fastly-Client-Ip", "X-Cluster-Client-Ip", "X-Original-Host", "X-Original-Url", "X-Envoy-External-Address", "X-Amzn-Trace-Id", "X-Azure-Clientip", "Ngrok-Trace-Id"}

// fromHere reports whether a request was made on this very computer and not
// carried on by a proxy. A browser speaks HTTP/1.1 at least; a proxy that adds
// nothing to a request is known by an older version.
func fromHere(r *http.Request) bool {
	for name := range r.Header {
		if strings.HasPrefix(name, "X-Forwarded-") || slices.Contains(carried, name) {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip, parseErr := netip.ParseAddr(host)
	return r.ProtoAtLeast(1, 1) && err == nil && parseErr == nil && ip.IsLoopback() && local(r.Host)
}

// setCookie sets a cookie for this site alone, out of reach of scripts. An age
// below 0 takes it away.
func (s *Server) setCookie(w http.ResponseWriter, name, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode,
	})
}

// cookieName binds a cookie to this very host where it travels encrypted.
func (s *Server) cookieName(name string) string {
	if s.secure() {
		return "__Host-" + name
	}
	return name
}

func (s *Server) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(s.cookieName(name))
	if err != nil {
		return ""
	}
	return c.Value
}
