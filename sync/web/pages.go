package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"

	"tonghop/model/office"
)

// pages are the parsed templates in one language, and the bytes of the assets.
type pages struct {
	templates map[string]*template.Template
	assets    map[string][]byte
}

// blanks are the pages with nothing on them. Each is rendered once when the
// server is made, since html/template finds some faults only then.
var blanks = map[string]any{
	"today.html":     todayPage{},
	"month.html":     monthPage{Matrix: &matrix{}},
	"year.html":      yearPage{},
	"calls.html":     callsPage{},
	"unit.html":      unitPage{},
	"findings.html":  findingsPage{},
	"decisions.html": decisionsPage{},
	"trace.html":     tracePage{},
	"why.html":       whyPage{},
	"rounds.html":    roundsPage{},
	"reports.html":   reportsPage{},
	"workbench.html": workbenchPage{},
	"sheet.html":     sheetPage{},
	"form.html":      formPage{},
	"sign-in.html":   signInPage{},
	"problem.html":   problemPage{},
}

// parsePages parses each page together with base.html, and reads the assets.
func parsePages(fsys fs.FS, m office.Messages) (*pages, error) {
	p := &pages{templates: map[string]*template.Template{}, assets: map[string][]byte{}}
	base, err := template.New("base.html").
		Funcs(template.FuncMap{"t": m.Text, "lang": func() string { return m.Lang }}).
		ParseFS(fsys, "base.html")
	if err != nil {
		return nil, err
	}
	for name, blank := range blanks {
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if t, err = t.ParseFS(fsys, name); err != nil {
			return nil, err
		}
		if err := t.ExecuteTemplate(io.Discard, "base.html", frame{Page: blank}); err != nil {
			return nil, err
		}
		p.templates[name] = t
	}
	for _, name := range []string{"style.css", "icon.svg", "round.js"} {
		if p.assets[name], err = fs.ReadFile(fsys, name); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
	}
	return p, nil
}

// A frame is what stands round every page.
type frame struct {
	// Inside tells that the visitor may look at the pages at all.
	Inside   bool
	SignedIn bool
	MayCall  bool // see whom to call, with their telephones
	Person   string
	// Switch leads to the same page in the other languages.
	Switch []language
	// Here is the path of the page, by which the menu marks it.
	Here string
	// Bench tells that there is a workbench.
	Bench bool
	// Refresh is after how many seconds the page asks anew; 0 for never.
	Refresh int
	// Alarms are what the program has to say of itself.
	Alarms []string
	Page   any
}

type language struct{ Lang, Name, Href string }

func (s *Server) frame(r *http.Request, data any) frame {
	v := visitorOf(r)
	f := frame{Inside: v.role >= Viewer, SignedIn: v.signedIn, MayCall: v.role >= Office, Person: v.person, Here: r.URL.Path, Bench: s.Workbench != nil, Page: data}
	if f.Inside {
		for _, a := range s.Alarms(r.Context()) {
			f.Alarms = append(f.Alarms, v.messages.Alarm(a))
		}
	}
	if fresh, ok := data.(interface{ refresh() int }); ok {
		f.Refresh = fresh.refresh()
	}
	for _, m := range append([]office.Messages{s.Messages}, s.Other...) {
		if m.Lang != v.messages.Lang && r.Method != http.MethodPost {
			query := r.URL.Query()
			query.Set("lang", m.Lang)
			f.Switch = append(f.Switch, language{m.Lang, m.Text("web.language"), "?" + query.Encode()})
		}
	}
	return f
}

// show renders a page whole before the first byte is sent, so that a fault in
// a template gives an honest 500 and never half a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	messages := visitorOf(r).messages
	in, ok := s.pages[messages.Lang]
	if !ok {
		in, messages = s.pages[s.Messages.Lang], s.Messages
	}
	var b bytes.Buffer
	if err := in.templates[name].ExecuteTemplate(&b, "base.html", s.frame(r, data)); err != nil {
		s.Log.Error("rendering a page", "page", name, "path", r.URL.Path, "error", err)
		http.Error(w, messages.Text("web.problem.500"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// A client that has gone is no fault of ours.
	_, _ = b.WriteTo(w)
}
