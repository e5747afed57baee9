package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"tonghop/model"
	"tonghop/sync/gsheets"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
	"tonghop/sync/web"
)

func newServe(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Run as a daemon: look on schedule, and serve the page",
		Long: `Runs until stopped: looks at the sources on the configuration's schedule and
around every due instant, writes the consolidated book where it differs, and
serves the office's page. A second one on the same ledger says so and ends.

SIGTERM or Ctrl-C stops it cleanly: what was read is recorded, within 10 s.`,
		Example: "  tonghop serve",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.now != "" {
				return usage(errors.New("serve: --now freezes the clock, and a daemon needs one that moves"), "use tonghop sync --now to replay an instant")
			}
			o, err := f.open(c.Context(), toWrite)
			if err != nil {
				return err
			}
			defer o.Close()
			return o.serve(c.Context(), f)
		},
	}
}

func (o *office) serve(ctx context.Context, f *flags) error {
	if err := o.ledger.SnapshotConfig(ctx, o.now(), o.cfg.Hash, o.cfg.Raw); err != nil {
		return fmt.Errorf("keeping the configuration in the ledger: %w", err)
	}
	jobs, err := o.jobs()
	if err != nil {
		return err
	}
	page, listener, err := o.page(o.cfg.Web.Listen)
	if err != nil {
		return err
	}
	fmt.Fprintln(f.stdout, o.messages.Text("cli.serving", "url", "http://"+listener.Addr().String()+"/", "next", o.instant(schedule.Next(jobs, o.now()))))
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return page.Serve(ctx, listener) })
	g.Go(func() error {
		// What was missed while nothing ran is caught up with by one look now.
		if _, err := o.round.Run(ctx); err != nil && ctx.Err() == nil {
			o.log.Error("first round failed", "err", err)
		}
		schedule.Serve(ctx, jobs, o.programme.Location, o.log)
		return nil
	})
	return g.Wait()
}

// page prepares the office's page on an address.
func (o *office) page(addr string) (*web.Server, net.Listener, error) {
	pages, err := fs.Sub(o.templates, "pages")
	if err != nil {
		return nil, nil, err
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
		return nil, nil, failure(fmt.Errorf("preparing the page: %w", err), "mend your own pages, or remove them to use the built-in ones")
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, nil, failure(fmt.Errorf("opening the page's address: %w", err), "another program may hold it; name another under web.listen")
	}
	return page, listener, nil
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

// jobs are the daemon's: the configured looks, and around each due instant a
// look that ends before it and one that begins at it (DESIGN.md, Evidence of
// time).
func (o *office) jobs() ([]schedule.Job, error) {
	p := o.programme
	n := len(p.Sources())
	lead := round.Lead(n, o.cfg.Google.ReadsPerMinute*max(1, len(o.cfg.Google.Credentials)))
	jobs := []schedule.Job{
		{Name: "before-due", Schedule: schedule.Due(p, -lead), Run: o.dueLook},
		{Name: "at-due", Schedule: schedule.Due(p, 0), Run: o.dueLook},
	}
	for _, line := range slices.Concat(o.cfg.Schedule.Looks, o.cfg.Schedule.Nightly) {
		s, err := schedule.Parse(line, p.Location)
		if err != nil {
			return nil, usage(fmt.Errorf("schedule.looks: %w", err), "")
		}
		jobs = append(jobs, schedule.Job{Name: "look", Schedule: s, Run: func(ctx context.Context, _ time.Time) error {
			_, err := o.round.Run(ctx)
			return err
		}})
	}
	return jobs, nil
}

// dueLook looks at the sources whose units have not yet been proved to have
// reported today.
func (o *office) dueLook(ctx context.Context, slot time.Time) error {
	refs, err := o.round.Unproven(ctx, model.DayOf(slot.In(o.programme.Location)))
	if err != nil || len(refs) == 0 {
		return err
	}
	_, err = o.round.Run(ctx, refs...)
	return err
}
