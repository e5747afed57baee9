// Package web serves the office's page and the probes. It lays out the Report
// that the other outputs lay out too, and computes nothing, so the page cannot
// disagree with them. What the office decides goes to the Desk that the
// commands use as well, in the name of whoever is signed in.
//
// Pages are html/template files that the office may edit, parsed when the
// server is made and rendered into a buffer before a byte is sent. They need
// no JavaScript and nothing from another host.
//
// A page that shows is a handler under see, with the Role that may look. A
// form is an action: the page that asks for it, and what it does when it is
// sent; refusals come back on the form, filled in as it was.
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// Options are what a Server needs. Pages, Report, Now and Log are required;
// without the others the page shows less and lets nobody act.
type Options struct {
	// Pages hold base.html, a file a page, style.css, icon.svg and round.js.
	Pages fs.FS
	// Messages speak the page's own language, Other those that one may switch
	// to.
	Messages office.Messages
	Other    []office.Messages
	// Report gives the latest Report; it is asked once a page. State gives what
	// it was made from.
	Report func(context.Context) (*report.Report, error)
	State  func(context.Context) (*record.State, error)
	// ReportOf gives the Report of another month, as of the same instant; nil
	// where there is none but the latest.
	ReportOf func(context.Context, calendar.Period) (*report.Report, error)
	// Ready tells why the program cannot do its work, or nil: the ledger does
	// not answer, the last round is too old. Nil means always ready.
	Ready func(context.Context) error
	// Alarms tells what the page has to say of the program itself, on top of
	// every page.
	Alarms func(context.Context) []office.Alarm
	// Link gives the web address that opens the very cell of an origin, or "".
	Link func(office.Origin) string
	// Files tell where the written files are, in the order to show.
	Files func() []File
	// Loose lists the workbooks that are shared with us and have no unit.
	Loose func() []Loose
	// Letter gives the text to send to a unit about what it has to mend; "" for
	// none.
	Letter func(r *report.Report, u *office.Unit) string
	// Contacts tells by whom units are reached; they are shown to the office alone.
	Contacts func() Contacts
	// Desk is where the office decides, Register where it closes and issues.
	Desk     Desk
	Register Register
	// Workbench shows what waits for the office's answer and how workbooks were
	// understood; nil shows none.
	Workbench Workbench
	// Sync runs a round on a person's behalf, and Rounds tells of rounds.
	Sync   func(ctx context.Context, by string) error
	Rounds func() Rounds
	// Quotas tells how much of Google's quotas is used, for the metrics.
	Quotas func() []Quota
	// Person is who acts without sign-in unless another name is typed.
	Person string
	// SignIn says who may sign in; nil lets in whoever sits at this computer,
	// and nobody else.
	SignIn *SignIn
	// SessionFile keeps over a restart who is signed in; "" keeps nobody. It
	// holds digests of tokens, and addresses.
	SessionFile string
	// PublicURL is where people find the page: "https://tonghop.example.vn".
	PublicURL string
	// Certificate gives the certificate for TLS; nil serves plain HTTP.
	Certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)
	// Now is the clock by which the time left to the deadline is told. Sessions
	// go by Clock, which is the machine's where it is nil.
	Now, Clock func() time.Time
	Log        *slog.Logger
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

// A Quota is how many calls of a kind an account made in the last minute, and
// how many it may make; Allowed is 0 for any number.
type Quota struct {
	Account, Kind string
	Used, Allowed int
}

// A Loose workbook is shared with the program and belongs to no unit.
type Loose struct{ Name, URL string }

// A Server is the office's page as an http.Handler.
type Server struct {
	Options
	pages    map[string]*pages // by language
	sessions *sessions
	identity *identity // nil without sign-in
	work     work
	uploads  uploads
	knocks   knocks
	lessons  lessons
	metrics  http.Handler
	handler  http.Handler
}

// New parses all pages and fails where one is missing or faulty, so that no
// visitor meets the fault first.
func New(o Options) (*Server, error) {
	if o.Pages == nil || o.Report == nil || o.Now == nil || o.Log == nil {
		return nil, errors.New("web: Pages, Report, Now and Log are required")
	}
	o.setDefaults()
	s := &Server{Options: o, pages: map[string]*pages{}}
	s.sessions = s.remembered(o.SessionFile)
	for _, m := range append([]office.Messages{o.Messages}, o.Other...) {
		p, err := parsePages(o.Pages, m)
		if err != nil {
			return nil, fmt.Errorf("parsing the pages: %w", err)
		}
		s.pages[m.Lang] = p
	}
	if o.SignIn != nil {
		var err error
		if s.identity, err = newIdentity(o); err != nil {
			return nil, err
		}
	}
	s.metrics = s.newMetrics()
	s.handler = s.secured(s.routes())
	return s, nil
}

func (o *Options) setDefaults() {
	if o.Ready == nil {
		o.Ready = func(context.Context) error { return nil }
	}
	if o.Alarms == nil {
		o.Alarms = func(context.Context) []office.Alarm { return nil }
	}
	if o.Link == nil {
		o.Link = func(office.Origin) string { return "" }
	}
	if o.Files == nil {
		o.Files = func() []File { return nil }
	}
	if o.Loose == nil {
		o.Loose = func() []Loose { return nil }
	}
	if o.Letter == nil {
		o.Letter = func(*report.Report, *office.Unit) string { return "" }
	}
	if o.Contacts == nil {
		o.Contacts = func() Contacts { return Contacts{} }
	}
	if o.Rounds == nil {
		o.Rounds = func() Rounds { return Rounds{} }
	}
	if o.Quotas == nil {
		o.Quotas = func() []Quota { return nil }
	}
	if o.State == nil {
		o.State = func(context.Context) (*record.State, error) { return &record.State{}, nil }
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	see := func(pattern string, h http.HandlerFunc) { mux.Handle("GET "+pattern, s.only(Viewer, h)) }
	see("/{$}", s.today)
	see("/month", s.month)
	see("/year", s.year)
	see("/unit/{id}", s.unit)
	mux.Handle("GET /calls", s.only(Office, s.calls))
	see("/findings", s.findingsPage)
	see("/decisions", s.decisionsPage)
	s.workbenchRoutes(mux, see)
	see("/trace/{unit}/{day}/{indicator}", s.trace)
	see("/why", s.why)
	see("/rounds", s.roundsPage)
	see("/reports", s.reportsPage)
	see("/reports/{draft}/{which}", s.document)
	see("/reports/provisional/{kind}/{name}", s.provisionalReport)
	see("/", func(w http.ResponseWriter, r *http.Request) { s.problem(w, r, http.StatusNotFound) })
	for _, a := range append(s.actions(), s.filing()...) {
		mux.Handle("GET "+a.path, s.only(a.need, s.ask(a)))
		mux.Handle("POST "+a.path, s.only(a.need, s.act(a)))
	}
	mux.Handle("POST /sync", s.only(Office, s.startSync))

	mux.HandleFunc("GET /sign-in", s.signInPage)
	mux.HandleFunc("GET /sign-in/start", s.unhurried(s.startSignIn))
	mux.HandleFunc("GET /sign-in/callback", s.unhurried(s.endSignIn))
	mux.HandleFunc("POST /sign-out", s.signOut)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.HandleFunc("GET /metrics", s.measured)
	mux.HandleFunc("GET /style.css", s.asset("style.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /round.js", s.asset("round.js", "text/javascript; charset=utf-8"))
	mux.HandleFunc("GET /icon.svg", s.asset("icon.svg", "image/svg+xml"))
	return mux
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
