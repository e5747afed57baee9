package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/app/reports"
)

// The demo lives through this span, looking as the daemon looks.
const (
	demoFrom  = "2020-06-01T06:00:00+07:00"
	demoUntil = "2020-06-24T22:45:00+07:00"
	demoMonth = "2020-06"
	demoTable = "tong-hop" // ID of the consolidated spreadsheet
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
	d, err := newDemoDistrict(ctx, f, out)
	if err != nil {
		return err
	}
	defer d.close()
	started := time.Now()
	looks, edits, err := d.live(ctx)
	if err != nil {
		return err
	}
	period, err := d.office.Programme.Windows.ParseMonth(demoMonth)
	if err != nil {
		return err
	}
	official, err := reports.Of(d.office.Office).WriteMonth(ctx, period, d.clock.Now())
	if err != nil {
		return err
	}
	report, err := d.office.Round.ReportOf(ctx, d.clock.Now(), reports.Only(period))
	if err != nil {
		return err
	}
	table := filepath.Join(out, "tong-hop.xlsx")
	if _, err := d.office.FileTarget(table).Publish(ctx, d.office.Lay(report)); err != nil {
		return fmt.Errorf("saving the consolidated book: %w", err)
	}
	s := summary{w: f.stdout, m: d.office.Messages, r: report}
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
	return d.servePage(ctx, f, listen)
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
