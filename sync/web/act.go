package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A Desk is where the office decides. It takes the words of a form as they
// were typed, checks them all, and refuses with an error that has
// Refused() (code string, pairs []string).
type Desk interface {
	Enter(ctx context.Context, r office.Ruling, unit, day, indicator string, manner office.Manner, value, received string) (office.Decision, error)
	Excuse(ctx context.Context, r office.Ruling, unit, first, last string) (office.Decision, error)
	Propose(ctx context.Context, r office.Ruling, unit, first, last string) (office.Decision, error)
	Confirm(ctx context.Context, r office.Ruling, id string) (office.Decision, error)
	Receive(ctx context.Context, r office.Ruling, unit, period, received string) (office.Decision, error)
	Accept(ctx context.Context, r office.Ruling, findings ...string) (accepted, before []record.OpenFinding, err error)
	Call(ctx context.Context, r office.Ruling, unit, day string, outcome office.CallOutcome, until string) (office.Decision, error)
	EnterDay(ctx context.Context, r office.Ruling, unit, day string, figures [][2]string, received, after string) ([]office.Decision, error)
	InTime(ctx context.Context, r office.Ruling, units []string, first, last string) ([]office.Decision, error)
	Teach(ctx context.Context, r office.Ruling, l office.Lesson, name string) (taught []office.Taught, open []office.Question, err error)
	Undo(ctx context.Context, r office.Ruling, id string, may func(*office.Decision) error) (undo, undone office.Decision, err error)
}

// An action is a form and what it does.
type action struct {
	path string
	need Role
	back string // where one goes who thinks better of it; a unit's form leads to its page
	// form makes the form from what is known of it, such as ?unit=….
	form func(v *view, sent url.Values) form
	// do does it, and gives the page to show then.
	do func(ctx context.Context, by visitor, sent url.Values) (next string, err error)
	// file takes a file that came along, and gives the page to show before
	// anything is done, "" for none; nil where the form has no file.
	file func(r *http.Request) (next string, err error)
}

// actions are the forms that there are. Without a Desk there are none.
func (s *Server) actions() []action {
	if s.Desk == nil {
		return nil
	}
	return []action{
		{path: "/enter", need: Office, back: "/", form: (*view).enterForm, do: s.enter},
		{path: "/enter-day", need: Office, back: "/calls", form: (*view).enterDayForm, do: s.enterDay},
		{path: "/in-time", need: Office, back: "/calls", form: (*view).inTimeForm, do: s.inTime},
		{path: "/call", need: Office, back: "/calls", form: (*view).callForm, do: s.call},
		{path: "/excuse", need: Office, back: "/", form: (*view).excuseForm, do: s.excuse},
		{path: "/confirm", need: Approver, back: "/decisions", form: (*view).confirmForm, do: s.confirmWaiver},
		{path: "/receive", need: Office, back: "/", form: (*view).receiveForm, do: s.receive},
		{path: "/accept", need: Office, back: "/findings", form: (*view).acceptForm, do: s.accept},
		{path: "/undo", need: Office, back: "/decisions", form: (*view).undoForm, do: s.undo},
	}
}

// errNotAllowed refuses what only another role may do.
var errNotAllowed = errors.New("this needs another role")

// ask shows an action's form by itself.
func (s *Server) ask(a action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := s.viewOf(r)
		if err != nil {
			s.unavailable(w, r, err)
			return
		}
		sent := r.URL.Query()
		p := formPage{Form: a.form(v, sent), Back: v.backTo(a, sent)}
		s.withFile(r.Context(), a, v, sent, &p)
		s.show(w, r, http.StatusOK, "form.html", p)
	}
}

// act does what a form asks for, and leads on to the page that shows it. What
// was refused comes back on the form.
func (s *Server) act(a action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if a.file != nil {
			patient(w)
		}
		if !s.parseForm(w, r) {
			return
		}
		visitor := visitorOf(r)
		next, err := a.perform(r, visitor)
		switch {
		case err == nil:
			s.remember(w, visitor, r.PostForm)
			http.Redirect(w, r, next, http.StatusSeeOther)
		case errors.Is(err, errNotAllowed):
			s.problem(w, r, http.StatusForbidden)
		default:
			s.refuse(w, r, a, err)
		}
	}
}

// perform does what was sent, unless a file came along that is to be looked at
// first.
func (a action) perform(r *http.Request, by visitor) (next string, err error) {
	if a.file != nil {
		if next, err = a.file(r); next != "" || err != nil {
			return next, err
		}
	}
	return a.do(r.Context(), by, r.PostForm)
}

// parseForm reads what was sent, and answers by itself where that cannot be.
func (s *Server) parseForm(w http.ResponseWriter, r *http.Request) bool {
	err := r.ParseForm()
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(maxSigned + maxForm) // all in memory: the body is bounded
	}
	var large *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &large):
		s.problem(w, r, http.StatusRequestEntityTooLarge)
	default:
		s.problem(w, r, http.StatusBadRequest)
	}
	return false
}

// refuse shows the form again with why it was refused, or that it could not be
// recorded.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, a action, err error) {
	v, viewErr := s.viewOf(r)
	if viewErr != nil {
		s.unavailable(w, r, errors.Join(err, viewErr))
		return
	}
	status := http.StatusUnprocessableEntity
	why, hint, ok := v.refused(err)
	if !ok {
		s.Log.Error("what was sent could not be recorded", "path", r.URL.Path, "error", err)
		status, why, hint = http.StatusServiceUnavailable, v.text("web.form.not-recorded"), v.text("web.form.not-recorded.hint")
	}
	p := formPage{Error: why, Hint: hint, Form: a.form(v, r.PostForm), Back: v.backTo(a, r.PostForm)}
	s.withFile(r.Context(), a, v, r.PostForm, &p)
	s.show(w, r, status, "form.html", p)
}

// withFile shows with a form the file that was sent before and is held, so that
// no form is about a file that it does not show.
func (s *Server) withFile(ctx context.Context, a action, v *view, sent url.Values, p *formPage) {
	if a.file != nil && sent.Get("signed") != "" {
		s.confirm(ctx, v, sent, p)
	}
}

// remember keeps the name that was typed, for the next form.
func (s *Server) remember(w http.ResponseWriter, v visitor, sent url.Values) {
	if name := strings.TrimSpace(sent.Get("by")); !v.signedIn && name != "" && len(name) < 1000 {
		s.setCookie(w, personCookie, url.QueryEscape(name), year)
	}
}

// backTo leads from a form to the unit that it is about.
func (v *view) backTo(a action, sent url.Values) string {
	if u, ok := v.programme.Unit(sent.Get("unit")); ok {
		return linkTo(u).Href
	}
	return a.back
}

// recorded notes a decision in the log and gives the page that tells of it.
func (s *Server) recorded(page string, d office.Decision) string {
	s.Log.Info("decision recorded", "id", d.ID, "kind", d.Kind, "unit", d.Unit, "by", d.By)
	mark := "?"
	if strings.Contains(page, "?") {
		mark = "&"
	}
	return page + mark + "done=" + strconv.FormatInt(d.ID, 10)
}

// unitPath is a unit's page.
func unitPath(id string) string { return "/unit/" + url.PathEscape(id) }
