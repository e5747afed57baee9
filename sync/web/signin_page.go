package web

import (
	"net/http"
	"net/url"
	"strings"
)

// A signInPage asks a person to sign in, and says what came of it before.
type signInPage struct {
	Start   string // the address that begins it
	Failed  bool   // it did not work
	Refused string // the address that is on no list
}

func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.URL.Query().Get("next"))
	if s.SignIn == nil || visitorOf(r).signedIn {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	s.show(w, r, http.StatusOK, "sign-in.html", signInPage{Start: startPath(next)})
}

func startPath(next string) string { return "/sign-in/start?next=" + url.QueryEscape(next) }

// startSignIn sends the browser to the sign-in service.
func (s *Server) startSignIn(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.URL.Query().Get("next"))
	if s.identity == nil {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	address, sealed, err := s.identity.begin(r.Context(), next)
	if err != nil {
		s.Log.Error("a sign-in could not begin", "error", err)
		s.show(w, r, http.StatusServiceUnavailable, "sign-in.html", signInPage{Start: startPath(next), Failed: true})
		return
	}
	s.setCookie(w, flowCookie, sealed, int(flowLife.Seconds()))
	http.Redirect(w, r, address, http.StatusSeeOther)
}

// endSignIn lets a person in whom the service vouches for and the
// configuration names.
func (s *Server) endSignIn(w http.ResponseWriter, r *http.Request) {
	if s.identity == nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	sealed := s.cookie(r, flowCookie)
	s.setCookie(w, flowCookie, "", -1)
	address, next, err := s.identity.end(r.Context(), sealed, r.URL.Query())
	if err != nil {
		s.Log.Warn("a sign-in failed", "error", err)
		s.show(w, r, http.StatusForbidden, "sign-in.html", signInPage{Start: startPath("/"), Failed: true})
		return
	}
	if s.SignIn.role(address) == Nobody {
		s.Log.Warn("somebody signed in who is on no list", "address", address)
		s.show(w, r, http.StatusForbidden, "sign-in.html", signInPage{Start: startPath("/"), Refused: address})
		return
	}
	s.setCookie(w, sessionCookie, s.sessions.begin(address, s.cookie(r, sessionCookie)), int(sessionLife.Seconds()))
	s.Log.Info("signed in", "address", address)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// signOut ends the session on both sides.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	s.sessions.end(s.cookie(r, sessionCookie))
	s.setCookie(w, sessionCookie, "", -1)
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
}

// localPath gives a path of this page with its query, and the first page for
// whatever leads elsewhere.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" ||
		!strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(u.Path, "\\\r\n\t") {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}
