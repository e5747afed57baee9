package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"

	"tonghop/model"
)

// pages are the parsed templates and the bytes of the assets.
type pages struct {
	templates map[string]*template.Template
	assets    map[string][]byte
}

// blanks are the pages with nothing on them. Each is rendered once when the
// server is made, since html/template finds some faults only then.
var blanks = map[string]any{
	"today.html":   todayPage{},
	"month.html":   monthPage{Matrix: &matrix{}},
	"unit.html":    unitPage{},
	"problem.html": problemPage{},
}

// parsePages parses each page together with base.html, and reads the assets.
func parsePages(fsys fs.FS, m model.Messages) (*pages, error) {
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
		if err := t.ExecuteTemplate(io.Discard, "base.html", blank); err != nil {
			return nil, err
		}
		p.templates[name] = t
	}
	for _, name := range []string{"style.css", "icon.svg"} {
		if p.assets[name], err = fs.ReadFile(fsys, name); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
	}
	return p, nil
}

// show renders a page whole before the first byte is sent, so that a fault in
// a template gives an honest 500 and never half a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b bytes.Buffer
	if err := s.pages.templates[name].ExecuteTemplate(&b, "base.html", data); err != nil {
		s.Log.Error("rendering a page", "page", name, "path", r.URL.Path, "error", err)
		http.Error(w, s.Messages.Text("web.problem.500"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// A client that has gone is no fault of ours.
	_, _ = b.WriteTo(w)
}
