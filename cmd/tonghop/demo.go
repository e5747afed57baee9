package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"tonghop/sync/app"
	"tonghop/sync/app/demo"
	"tonghop/sync/app/pages"
	"tonghop/sync/app/reports"
)

func newDemo(f *flags) *cobra.Command {
	var once bool
	var out, listen string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Live through a district's month in seconds, with no account",
		Long: `Loads a made-up district's messy sheets into a local Google, lives through
1 to 24 June 2020 under a fake clock while thirteen communes, a school and an
agency branch type into them, and looks at noon, around 17:00 and at 22:30 of
each working day. Then it writes the consolidated book and the official monthly
report, tells what it found, and serves the page until stopped.`,
		Example: "  tonghop demo\n  tonghop demo --once",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.now != "" {
				return app.Usage(errors.New("demo: --now has no meaning here"), "the demo brings its own clock")
			}
			return runDemo(c.Context(), f, out, listen, once)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "end when the files are written instead of serving the page")
	c.Flags().StringVar(&out, "out", filepath.Join("out", "demo"), "the `FOLDER` for the demo's files")
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "the page's `ADDRESS`; another port is taken where it is in use")
	return c
}

func runDemo(ctx context.Context, f *flags, out, listen string, once bool) error {
	d, err := f.demoDistrict(ctx, out)
	if err != nil {
		return err
	}
	defer d.Close()
	started := time.Now()
	looks, edits, err := d.Live(ctx)
	if err != nil {
		return err
	}
	period, err := d.Office.Programme.Windows.ParseMonth(demo.Month)
	if err != nil {
		return err
	}
	official, err := reports.Of(d.Office).WriteMonth(ctx, period, d.Clock.Now())
	if err != nil {
		return err
	}
	report, err := d.Office.Round.ReportOf(ctx, d.Clock.Now(), reports.Only(period))
	if err != nil {
		return err
	}
	table := filepath.Join(out, "tong-hop.xlsx")
	if _, err := d.Office.FileTarget(table).Publish(ctx, d.Office.Lay(report)); err != nil {
		return fmt.Errorf("saving the consolidated book: %w", err)
	}
	s := summary{w: f.stdout, m: d.Office.Messages, r: report}
	s.line("cli.demo.lived", "looks", fmt.Sprint(looks), "edits", fmt.Sprint(edits), "sources", fmt.Sprint(len(report.Sources)),
		"seconds", fmt.Sprintf("%.1f", time.Since(started).Seconds()))
	s.matrix()
	s.today()
	s.toMend(8)
	s.targets()
	s.line("cli.demo.files")
	s.line("cli.demo.table", "file", relative(table))
	s.line("cli.demo.report", "file", relative(official))
	s.line("cli.demo.config", "file", relative(filepath.Join(out, "config.yaml")))
	if once {
		return nil
	}
	return f.serveDemo(ctx, d, listen)
}

// relative shortens a path for the eye where that is possible.
func relative(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	if r, err := filepath.Rel(wd, path); err == nil && len(r) < len(path) {
		return r
	}
	return path
}

// demoDistrict prepares the demo's world. Unless somebody asks for more its log
// has errors only: the faults are part of the play.
func (f *flags) demoDistrict(ctx context.Context, out string) (*demo.District, error) {
	mine := *f
	if mine.log == defaultLog {
		mine.log = "error"
	}
	s, err := mine.appSettings()
	if err != nil {
		return nil, err
	}
	return demo.New(ctx, s, out)
}

// serveDemo serves the page until the context ends.
func (f *flags) serveDemo(ctx context.Context, d *demo.District, listen string) error {
	page, listener, err := pages.Open(d.Office, listen)
	if err != nil {
		if page, listener, err = pages.Open(d.Office, "127.0.0.1:0"); err != nil {
			return err
		}
	}
	fmt.Fprintln(f.stdout, d.Office.Messages.Text("cli.demo.page", "url", "http://"+listener.Addr().String()+"/"))
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return page.Serve(ctx, listener) })
	return g.Wait()
}
