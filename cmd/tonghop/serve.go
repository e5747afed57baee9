package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/app/daemon"
	"tonghop/sync/schedule"
)

func newServe(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Run as a daemon: look on schedule, and serve the page",
		Long: `Runs until stopped: looks at the sources on the configuration's schedule and
around every due instant, writes the consolidated book where it differs, and
serves the office's page. A second one on the same ledger says so and ends.

After an outage the last missed look is made up for once, and nothing is done
early. SIGTERM or Ctrl-C stops it cleanly within 10 s: the sheets in hand are
finished and recorded. SIGHUP (not on Windows) takes up a changed configuration;
a faulty one is told and the old one goes on.`,
		Example: "  tonghop serve",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.now != "" {
				return app.Usage(errors.New("serve: --now freezes the clock, and a daemon needs one that moves"), "use tonghop sync --now to replay an instant")
			}
			o, err := f.open(c.Context(), app.ToWrite)
			if err != nil {
				return err
			}
			defer o.Close()
			return o.serve(c.Context(), f)
		},
	}
}

// serve lives until the context ends, under one configuration after another.
func (o *workplace) serve(ctx context.Context, f *flags) error {
	hup, ignore := reloads()
	defer ignore()
	d := daemon.Daemon{Asked: hup, Began: f.began, Refused: func(err error) {
		complain(f.stderr, err)
		fmt.Fprintln(f.stderr, "tonghop: the new configuration was not taken up; the old one goes on")
	}}
	d.Renew = func() (*app.Office, error) {
		next, err := f.settings()
		if err != nil {
			return nil, err
		}
		return next.Office, nil
	}
	return d.Serve(ctx, o.Office)
}

// began tells the page's address and when each job runs next.
func (f *flags) began(o *app.Office, address string, jobs []schedule.Job) error {
	told := &workplace{o}
	fmt.Fprintln(f.stdout, o.Messages.Text("cli.serving", "url", o.PageURL(address), "next", told.instant(schedule.Next(jobs, o.Now()))))
	return (&checkup{workplace: told, w: f.stdout}).next()
}
