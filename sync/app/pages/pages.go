// Package pages is an office's page: what web asks of the office.
package pages

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/notify"
	"tonghop/sync/web"
)

// A Page is what the office's page asks of it.
type Page struct{ *app.Office }

// Open prepares the office's page and opens its address.
func Open(o *app.Office, addr string) (*web.Server, net.Listener, error) {
	page, err := New(o)
	if err != nil {
		return nil, nil, err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, nil, app.Failure(fmt.Errorf("opening the page's address: %w", err), "another program may hold it; name another under web.listen")
	}
	return page, listener, nil
}

// New prepares the office's page. What is wrong with its texts, its
// certificate or its sign-in is an error with what to do.
func New(o *app.Office) (*web.Server, error) {
	options, err := Options(o)
	if err != nil {
		return nil, err
	}
	page, err := web.New(options)
	if err != nil {
		return nil, app.Failure(fmt.Errorf("preparing the page: %w", err), "mend your own pages, or remove them to use the built-in ones")
	}
	return page, nil
}

// Options are what the page needs of an office.
func Options(office *app.Office) (web.Options, error) {
	o := Page{office}
	pages, err := fs.Sub(o.Templates, "pages")
	if err != nil {
		return web.Options{}, err
	}
	latest := &latestReport{office: office}
	options := web.Options{
		Pages:     pages,
		Messages:  o.Messages,
		Report:    latest.get,
		State:     latest.state,
		ReportOf:  latest.of,
		Ready:     o.Ready,
		Alarms:    o.alarms(latest),
		Link:      gsheets.Link,
		Files:     o.files,
		Loose:     o.loose,
		Contacts:  o.contacts,
		Desk:      o.Desk(latest.standing),
		Register:  newPageRegister(office),
		Workbench: bench{office, latest},
		Sync:      o.RoundFor,
		Rounds:    func() web.Rounds { return o.Rounds.Standing(o.Now()) },
		Quotas:    o.quotas,
		Person:    o.Config.Web.Person,
		PublicURL: o.Config.Web.PublicURL, SessionFile: o.Config.Ledger + ".sessions",
		Now: o.Now,
		Log: o.Log,
	}
	if options.Other, err = o.otherLanguages(); err != nil {
		return options, err
	}
	if options.Letter, err = o.letters(); err != nil {
		return options, err
	}
	if options.SignIn, err = o.webSignIn(); err != nil {
		return options, err
	}
	options.Certificate, err = o.certificate()
	return options, err
}

// otherLanguages are the catalogues that the page may be switched to.
func (o Page) otherLanguages() ([]office.Messages, error) {
	var others []office.Messages
	for _, lang := range []string{"vi", "en"} {
		if lang == o.Messages.Lang {
			continue
		}
		m, err := config.Messages(o.Templates, lang)
		if err != nil {
			return nil, err
		}
		others = append(others, m)
	}
	return others, nil
}

// letters writes the texts that the office sends to units.
func (o Page) letters() (func(*report.Report, *office.Unit) string, error) {
	words, err := notify.NewWords(o.Templates, o.Programme, o.Messages, gsheets.Link)
	if err != nil {
		return nil, app.Failure(err, "mend your own texts, or remove them to use the built-in ones")
	}
	return func(r *report.Report, u *office.Unit) string {
		text, err := words.Text(u.ID, r.Standings, r.Findings)
		if err != nil {
			o.Log.Warn("the text to send to a unit could not be written", "unit", u.ID, "err", err)
		}
		return text
	}, nil
}

// webSignIn gives those who may sign in to the page, with the client's secret.
func (o Page) webSignIn() (*web.SignIn, error) {
	in := o.Config.Web.SignIn
	if in == nil {
		return nil, nil
	}
	secret, err := os.ReadFile(in.SecretFile)
	if err != nil {
		return nil, app.Failure(fmt.Errorf("reading the secret of the page's sign-in: %w", err), "put the client's secret there, see web.sign_in")
	}
	return &web.SignIn{
		Issuer: in.Issuer, ClientID: in.ClientID, ClientSecret: strings.TrimSpace(string(secret)),
		Viewers: in.Viewers, Office: in.Office, Approvers: in.Approvers,
	}, nil
}

// certificate gives the page's certificate, nil for none. The files are read at
// each greeting, so that a renewed one is taken up by itself; they are tried
// once now.
func (o Page) certificate() (func(*tls.ClientHelloInfo) (*tls.Certificate, error), error) {
	cert, key := o.Config.Web.Cert, o.Config.Web.Key
	if cert == "" {
		return nil, nil
	}
	load := func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		c, err := tls.LoadX509KeyPair(cert, key)
		return &c, err
	}
	if _, err := load(nil); err != nil {
		return nil, app.Failure(fmt.Errorf("reading the page's certificate: %w", err), "look at web.tls: the certificate and its key, both as PEM")
	}
	return load, nil
}

// quotas tells how much of Google's quotas is used.
func (o Page) quotas() []web.Quota {
	if o.Sources.Google == nil {
		return nil
	}
	var all []web.Quota
	for _, q := range o.Sources.Google.Quotas() {
		all = append(all, web.Quota{Account: strconv.Itoa(q.Account), Kind: q.Kind, Used: q.Used, Allowed: q.Allowed})
	}
	return all
}

// loose lists the workbooks that have no unit.
func (o Page) loose() []web.Loose {
	var all []web.Loose
	for _, f := range o.Unassigned() {
		all = append(all, web.Loose{Name: f.Name, URL: f.URL()})
	}
	return all
}

// contacts tells by whom units are reached, read anew each time: the file is
// small, and a number that was just mended should be there.
func (o Page) contacts() web.Contacts {
	list := config.ReadContacts(o.Config.Dir, o.Programme)
	out := web.Contacts{ByUnit: map[string][]web.Contact{}, Place: config.ContactsFile}
	for unit, all := range list.ByUnit {
		for _, c := range all {
			out.ByUnit[unit] = append(out.ByUnit[unit], web.Contact{Person: c.Person, Phone: c.Phone, Digits: c.Digits})
		}
	}
	for _, p := range list.Problems {
		out.Problems = append(out.Problems, o.Messages.Text("web.calls.problem", "line", strconv.Itoa(p.Line), "why", o.Messages.Text("contacts."+p.Code, "text", p.Text)))
	}
	return out
}

// files tells where the consolidated book and the reports of the folder are.
func (o Page) files() []web.File {
	var files []web.File
	if target := o.Config.Consolidated.Target; target != "" {
		f := web.File{Kind: "consolidated", Place: target}
		if o.Config.Consolidated.Remote() {
			f.URL = target
		}
		files = append(files, f)
	}
	months, _ := filepath.Glob(filepath.Join(o.Config.Report.Dir, reports.MonthFiles("*"))) // the pattern is sound
	for _, m := range months {
		files = append(files, web.File{Kind: "month", Place: m})
	}
	return files
}
