package main

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"path/filepath"
	"sync"
	"time"

	"tonghop/model"
	"tonghop/sync/gsheets"
	"tonghop/sync/web"
)

// page prepares the office's page and opens its address.
func (o *office) page(addr string) (*web.Server, net.Listener, error) {
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

func (o *office) newPage() (*web.Server, error) {
	pages, err := fs.Sub(o.templates, "pages")
	if err != nil {
		return nil, err
	}
	latest := &latestReport{office: o}
	page, err := web.New(web.Options{
		Pages:    pages,
		Messages: o.messages,
		Report:   latest.get,
		Ready:    func(ctx context.Context) error { _, err := o.ledger.Last(ctx); return err },
		Link:     gsheets.Link,
		Files:    o.files,
		Now:      o.now,
		Log:      o.log,
	})
	if err != nil {
		return nil, failure(fmt.Errorf("preparing the page: %w", err), "mend your own pages, or remove them to use the built-in ones")
	}
	return page, nil
}

// files tells where the consolidated book and the reports of the folder are.
func (o *office) files() []web.File {
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

// latestReport recomputes the report for the page when something new was
// recorded or a minute has passed, not at every click.
type latestReport struct {
	office *office

	mu       sync.Mutex
	report   *model.Report
	revision int64
}

func (l *latestReport) get(ctx context.Context) (*model.Report, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	revision, err := l.office.ledger.Revision(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking the ledger for its revision: %w", err)
	}
	now := l.office.now()
	if l.report != nil && revision == l.revision && now.Sub(l.report.AsOf) < time.Minute {
		return l.report, nil
	}
	r, err := l.office.round.Report(ctx, now)
	if err != nil {
		return nil, err
	}
	l.report, l.revision = r, revision
	return r, nil
}
