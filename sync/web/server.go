// Package web serves the office's page and the probes. It lays out the Report
// that the other outputs lay out too, and computes nothing, so the page cannot
// disagree with them. It only shows: every handler answers GET and HEAD alone.
//
// Pages are html/template files that the office may edit, parsed when the
// server is made and rendered into a buffer before a byte is sent. They need
// no JavaScript and nothing from another host.
package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"tonghop/model"
)

// Options are what a Server needs. All but Link, Files and Ready are required.
type Options struct {
	// Pages hold base.html, today.html, month.html, unit.html, problem.html,
	// style.css and icon.svg.
	Pages    fs.FS
	Messages model.Messages
	// Report gives the latest Report; it is asked once a page.
	Report func(context.Context) (*model.Report, error)
	// Ready tells why the program cannot do its work, or nil: the ledger does
	// not answer, the last round is too old. Nil means always ready.
	Ready func(context.Context) error
	// Link gives the web address that opens the very cell of an origin, or "".
	Link func(model.Origin) string
	// Files tell where the written files are, in the order to show.
	Files func() []File
	// Now is the clock by which the time left to the deadline is told.
	Now func() time.Time
	Log *slog.Logger
}

// A File is something that the program wrote for the office.
type File struct {
	// Kind names the file in the catalogue, under "web.file." + Kind:
	// "consolidated", "day", "month", "year".
	Kind string
	// Place is its path, or the title of a spreadsheet.
	Place string
	// URL opens it; "" for files on disk.
	URL string
}

// A Server is the office's page as an http.Handler.
type Server struct {
	Options
	pages   *pages
	handler http.Handler
}

// New parses all pages and fails where one is missing or faulty, so that no
// visitor meets the fault first.
func New(o Options) (*Server, error) {
	if o.Pages == nil || o.Report == nil || o.Now == nil || o.Log == nil {
		return nil, errors.New("web: Pages, Report, Now and Log are required")
	}
	if o.Ready == nil {
		o.Ready = func(context.Context) error { return nil }
	}
	if o.Link == nil {
		o.Link = func(model.Origin) string { return "" }
	}
	if o.Files == nil {
		o.Files = func() []File { return nil }
	}
	p, err := parsePages(o.Pages, o.Messages)
	if err != nil {
		return nil, fmt.Errorf("parsing the pages: %w", err)
	}
	s := &Server{Options: o, pages: p}
	s.handler = secured(s.routes())
	return s, nil
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.today)
	mux.HandleFunc("GET /month", s.month)
	mux.HandleFunc("GET /unit/{id}", s.unit)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.HandleFunc("GET /style.css", s.asset("style.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /icon.svg", s.asset("icon.svg", "image/svg+xml"))
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		s.problem(w, r, http.StatusNotFound)
	})
	return mux
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
