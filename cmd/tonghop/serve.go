package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

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

// After a stop what is in hand may go on for grace; stopWithin is when the
// daemon ends whatever still hangs.
const (
	grace      = 8 * time.Second
	stopWithin = 10 * time.Second
)

// serve lives until the context ends, under one configuration after another.
func (o *workplace) serve(ctx context.Context, f *flags) error {
	page, listener, err := o.page(o.cfg.Web.Listen)
	if err != nil {
		return err
	}
	door := &door{listener}
	defer door.close()
	hup, ignore := reloads()
	defer ignore()
	for {
		life := life{workplace: o, flags: f, door: door, hup: hup}
		o, err = life.run(ctx, page)
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return nil // stopped while it began
		}
		if err != nil || o == nil {
			return err
		}
		if page, err = o.newPage(); err != nil {
			return err
		}
	}
}

// A life is the daemon's under one configuration.
type life struct {
	*workplace
	*flags
	door *door
	hup  <-chan os.Signal
}

// run serves the page and runs the jobs until the context ends, and then gives
// no office; or until there is a new configuration, whose office it gives.
func (l *life) run(ctx context.Context, page pageServer) (next *workplace, err error) {
	runner, err := l.runner(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.announce(runner); err != nil {
		return nil, err
	}
	living, end := context.WithCancel(ctx)
	defer end()
	g, living := errgroup.WithContext(living)
	g.Go(func() error { return page.Serve(living, l.door.open()) })
	g.Go(func() error { return runner.Serve(living) })
	for next == nil && living.Err() == nil {
		select {
		case <-living.Done():
		case <-l.hup:
			next = l.reload(ctx)
		}
	}
	end()
	if err := waitFor(g, stopWithin); err != nil {
		return nil, err
	}
	return next, nil
}

// pageServer is the office's page.
type pageServer interface {
	Serve(context.Context, net.Listener) error
}

// announce tells the page's address and when each job runs next.
func (l *life) announce(r *schedule.Runner) error {
	fmt.Fprintln(l.stdout, l.messages.Text("cli.serving", "url", l.pageURL(l.door.Addr().String()),
		"next", l.instant(schedule.Next(r.Jobs, l.workplace.now()))))
	return (&checkup{workplace: l.workplace, w: l.stdout}).next()
}

// waitFor waits until everything has ended, but no longer than a bound: a
// network drive can hang where no context reaches.
func waitFor(g *errgroup.Group, bound time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- g.Wait() }()
	t := time.NewTimer(bound)
	defer t.Stop()
	select {
	case err := <-done:
		return err
	case <-t.C:
		return failure(fmt.Errorf("serve: something still hung %v after the stop", bound), "nothing recorded is lost; what was not recorded yet is looked at again after the next start")
	}
}
