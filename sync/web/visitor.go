package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"tonghop/model/office"
)

// A Role is what a visitor may do. Each may do what those before it may.
type Role int

const (
	Nobody   Role = iota
	Viewer        // looks
	Office        // enters, accepts, receives, proposes waivers
	Approver      // closes, issues, waives, confirms waivers
)

// A visitor is who asks for a page, and in which language.
type visitor struct {
	role Role
	// person is the address of whoever is signed in; without sign-in the name
	// that was typed last.
	person   string
	signedIn bool
	messages office.Messages
}

// ruling is who decides and why. A person who is signed in decides in their
// own name, whatever the form says.
func (v visitor) ruling(values url.Values) office.Ruling {
	r := office.Ruling{By: v.person, Reason: values.Get("reason"), Channel: office.ByPage}
	if !v.signedIn {
		r.By, r.Channel = strings.TrimSpace(values.Get("by")), office.ByLocalPage
	}
	return r
}

// address is whose the session is; "" without sign-in.
func (v visitor) address() string {
	if v.signedIn {
		return v.person
	}
	return ""
}

type visitorKey struct{}

func visitorOf(r *http.Request) visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v
}

// Names of the cookies that are not about signing in.
const (
	langCookie   = "lang"
	personCookie = "person"
)

// year is how long a choice is remembered, in seconds.
const year = 365 * 24 * 60 * 60

// known finds out who the visitor is and what language they read.
func (s *Server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitor{messages: s.language(w, r)}
		switch {
		case s.SignIn == nil:
			v.role, v.person = Approver, s.typedName(r)
		default:
			if address, ok := s.sessions.whose(s.cookie(r, sessionCookie)); ok {
				v.person, v.role = address, s.SignIn.role(address)
				v.signedIn = v.role != Nobody
			}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitorKey{}, v)))
	})
}

// typedName is the name that was typed last at this computer, or the
// configured one.
func (s *Server) typedName(r *http.Request) string {
	if name, err := url.QueryUnescape(s.cookie(r, personCookie)); err == nil && name != "" {
		return name
	}
	return s.Person
}

// language gives the catalogue that the address asks for, else the one that
// was chosen before, else the page's own. A choice is remembered.
func (s *Server) language(w http.ResponseWriter, r *http.Request) office.Messages {
	chosen := r.URL.Query().Get("lang")
	remembered := s.cookie(r, langCookie)
	for _, m := range append([]office.Messages{s.Messages}, s.Other...) {
		if m.Lang == chosen {
			s.setCookie(w, langCookie, m.Lang, year)
			return m
		}
	}
	for _, m := range s.Other {
		if m.Lang == remembered {
			return m
		}
	}
	return s.Messages
}

// only lets in who has a role. Others are led to the sign-in where there is
// one and they have not been there.
func (s *Server) only(need Role, next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch v := visitorOf(r); {
		case v.role >= need:
			next(w, r)
		case v.signedIn:
			s.problem(w, r, http.StatusForbidden)
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		default:
			s.problem(w, r, http.StatusUnauthorized)
		}
	})
}
