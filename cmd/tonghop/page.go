package main

import (
	"context"
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
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/notify"
	"tonghop/sync/web"
)

// page prepares the office's page and opens its address.
func (o *workplace) page(addr string) (*web.Server, net.Listener, error) {
	page, err := o.newPage()
	if err != nil {
		return nil, nil, err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, nil, failure(fmt.Errorf("opening the page's address: %w", err), "another program may hold it; name another under web.listen")
	}
	return page, listener, nil
}

func (o *workplace) newPage() (*web.Server, error) {
	options, err := o.pageOptions()
	if err != nil {
		return nil, err
	}
	page, err := web.New(options)
	if err != nil {
		return nil, failure(fmt.Errorf("preparing the page: %w", err), "mend your own pages, or remove them to use the built-in ones")
	}
	return page, nil
}

func (o *workplace) pageOptions() (web.Options, error) {
	pages, err := fs.Sub(o.templates, "pages")
	if err != nil {
		return web.Options{}, err
	}
	latest := &latestReport{office: o}
	options := web.Options{
		Pages:     pages,
		Messages:  o.messages,
		Report:    latest.get,
		State:     latest.state,
		Ready:     func(ctx context.Context) error { _, err := o.ledger.Last(ctx); return err },
		Link:      gsheets.Link,
		Files:     o.files,
		Loose:     o.loose,
		Desk:      o.desk(latest.standing),
		Register:  o.pageRegister(),
		Sync:      o.syncFor,
		Rounds:    func() web.Rounds { return o.rounds.standing(o.now()) },
		Quotas:    o.quotas,
		Person:    o.cfg.Web.Person,
		PublicURL: o.cfg.Web.PublicURL, SessionFile: o.cfg.Ledger + ".sessions",
		Now: o.now,
		Log: o.log,
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

// pageURL is where people find the page that is served at an address.
func (o *workplace) pageURL(at string) string {
	switch {
	case o.cfg.Web.PublicURL != "":
		return o.cfg.Web.PublicURL + "/"
	case o.cfg.Web.Cert != "":
		return "https://" + at + "/"
	}
	return "http://" + at + "/"
}

// otherLanguages are the catalogues that the page may be switched to.
func (o *workplace) otherLanguages() ([]office.Messages, error) {
	var others []office.Messages
	for _, lang := range []string{"vi", "en"} {
		if lang == o.messages.Lang {
			continue
		}
		m, err := config.Messages(o.templates, lang)
		if err != nil {
			return nil, err
		}
		others = append(others, m)
	}
	return others, nil
}

// letters writes the texts that the office sends to units.
func (o *workplace) letters() (func(*report.Report, *office.Unit) string, error) {
	words, err := notify.NewWords(o.templates, o.programme, o.messages, gsheets.Link)
	if err != nil {
		return nil, failure(err, "mend your own texts, or remove them to use the built-in ones")
	}
	return func(r *report.Report, u *office.Unit) string {
		text, err := words.Text(u.ID, r.Standings, r.Findings)
		if err != nil {
			o.log.Warn("the text to send to a unit could not be written", "unit", u.ID, "err", err)
		}
		return text
	}, nil
}

// webSignIn gives those who may sign in to the page, with the client's secret.
func (o *workplace) webSignIn() (*web.SignIn, error) {
	in := o.cfg.Web.SignIn
	if in == nil {
		return nil, nil
	}
	secret, err := os.ReadFile(in.SecretFile)
	if err != nil {
		return nil, failure(fmt.Errorf("reading the secret of the page's sign-in: %w", err), "put the client's secret there, see web.sign_in")
	}
	return &web.SignIn{
		Issuer: in.Issuer, ClientID: in.ClientID, ClientSecret: strings.TrimSpace(string(secret)),
		Viewers: in.Viewers, Office: in.Office, Approvers: in.Approvers,
	}, nil
}

// certificate gives the page's certificate, nil for none. The files are read at
// each greeting, so that a renewed one is taken up by itself; they are tried
// once now.
func (o *workplace) certificate() (func(*tls.ClientHelloInfo) (*tls.Certificate, error), error) {
	cert, key := o.cfg.Web.Cert, o.cfg.Web.Key
	if cert == "" {
		return nil, nil
	}
	load := func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		c, err := tls.LoadX509KeyPair(cert, key)
		return &c, err
	}
	if _, err := load(nil); err != nil {
		return nil, failure(fmt.Errorf("reading the page's certificate: %w", err), "look at web.tls: the certificate and its key, both as PEM")
	}
	return load, nil
}

// quotas tells how much of Google's quotas is used.
func (o *workplace) quotas() []web.Quota {
	if o.sources.google == nil {
		return nil
	}
	var all []web.Quota
	for _, q := range o.sources.google.Quotas() {
		all = append(all, web.Quota{Account: strconv.Itoa(q.Account), Kind: q.Kind, Used: q.Used, Allowed: q.Allowed})
	}
	return all
}

// loose lists the workbooks that have no unit.
func (o *workplace) loose() []web.Loose {
	var all []web.Loose
	for _, f := range o.unassigned() {
		all = append(all, web.Loose{Name: f.Name, URL: f.URL()})
	}
	return all
}

// files tells where the consolidated book and the reports of the folder are.
func (o *workplace) files() []web.File {
	var files []web.File
	if target := o.cfg.Consolidated.Target; target != "" {
		f := web.File{Kind: "consolidated", Place: target}
		if o.cfg.Consolidated.Remote() {
			f.URL = target
		}
		files = append(files, f)
	}
	months, _ := filepath.Glob(filepath.Join(o.cfg.Report.Dir, monthFile("*"))) // the pattern is sound
	for _, m := range months {
		files = append(files, web.File{Kind: "month", Place: m})
	}
	return files
}
