// Package daemon is an office that lives: it looks on schedule, serves its page,
// takes up a changed configuration and stops in time.
package daemon

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"tonghop/sync/app"
	"tonghop/sync/app/pages"
	"tonghop/sync/app/watch"
	"tonghop/sync/schedule"
)

// StopWithin is when a daemon ends whatever still hangs after a stop; what is in
// hand may go on for app.Grace.
const StopWithin = 10 * time.Second

// A Daemon is an office that looks on schedule and serves its page, under one
// configuration after another.
type Daemon struct {
	// Asked says that the configuration is to be read anew; Renew reads it.
	Asked <-chan os.Signal
	Renew func() (*app.Office, error)
	// Began is told an office that is taken up, with the page's address and
	// the jobs; Refused, why a new one is not.
	Began   func(o *app.Office, address string, jobs []schedule.Job) error
	Refused func(error)
}

// Serve lives until the context ends. The office's ledger is open for writing.
func (d *Daemon) Serve(ctx context.Context, o *app.Office) error {
	page, listener, err := pages.Open(o, o.Config.Web.Listen)
	if err != nil {
		return err
	}
	door := &door{listener}
	defer door.close()
	for {
		life := life{Daemon: d, office: o, door: door}
		o, err = life.run(ctx, page)
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return nil // stopped while it began
		}
		if err != nil || o == nil {
			return err
		}
		if page, err = pages.New(o); err != nil {
			return err
		}
	}
}

// A life is the daemon's under one configuration.
type life struct {
	*Daemon
	office *app.Office
	door   *door
}

// run serves the page and runs the jobs until the context ends, and then gives
// no office; or until there is a new configuration, whose office it gives.
func (l *life) run(ctx context.Context, page pageServer) (next *app.Office, err error) {
	runner, w, err := Runner(ctx, l.office)
	if err != nil {
		return nil, err
	}
	if err := l.Began(l.office, l.door.Addr().String(), runner.Jobs); err != nil {
		return nil, err
	}
	living, end := context.WithCancel(ctx)
	defer end()
	g, living := errgroup.WithContext(living)
	if l.office.Readings.Stale(ctx) {
		g.Go(func() error { return l.reread(living) })
	}
	g.Go(func() error { return page.Serve(living, l.door.open()) })
	g.Go(func() error { return runner.Serve(living) })
	g.Go(func() error { return l.signs(w).Serve(living) })
	for next == nil && living.Err() == nil {
		select {
		case <-living.Done():
		case <-l.Asked:
			next = l.reload(ctx)
		}
	}
	end()
	if err := waitFor(g, StopWithin); err != nil {
		return nil, err
	}
	return next, nil
}

// reread reads anew what another reader has read, and then makes a round, which
// writes what waited for it. What fails is tried again by whoever needs it.
func (l *life) reread(ctx context.Context) error {
	o := l.office
	o.Log.Info("the reader is another one: what was seen is read anew")
	err := o.Readings.Reread(ctx, o.Now())
	if err == nil {
		err = o.RoundFor(ctx, "")
	}
	if err != nil && ctx.Err() == nil {
		o.Log.Warn("what was seen was not read anew to the end", "err", err)
	}
	return nil
}

// signs are what tells others that the daemon lives.
func (l *life) signs(w *watch.Watch) *watch.Signs {
	o := l.office
	return &watch.Signs{Watch: w, Heartbeat: o.Config.Watch.Heartbeat, Client: o.HTTPClient(),
		Alive: func() time.Time { return o.Rounds.Active(o.Now()) }}
}

// pageServer is the office's page.
type pageServer interface {
	Serve(context.Context, net.Listener) error
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
		return app.Failure(fmt.Errorf("serve: something still hung %v after the stop", bound), "nothing recorded is lost; what was not recorded yet is looked at again after the next start")
	}
}
