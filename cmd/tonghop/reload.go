package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

// reload reads the configuration anew and gives its office, on the same ledger.
// Where it cannot be used that is told, and nil says that the old one goes on.
func (l *life) reload(ctx context.Context) *workplace {
	next, err := l.renewed(ctx)
	if err != nil {
		complain(l.stderr, err)
		fmt.Fprintln(l.stderr, "tonghop: the new configuration was not taken up; the old one goes on")
		return nil
	}
	return next
}

func (l *life) renewed(ctx context.Context) (*workplace, error) {
	next, err := l.settings()
	if err != nil {
		return nil, err
	}
	const restart = "stop tonghop serve and start it again"
	switch {
	case next.cfg.Ledger != l.cfg.Ledger:
		return nil, usage(errors.New("ledger: another ledger cannot be taken up while serving"), restart)
	case next.cfg.Web.Listen != l.cfg.Web.Listen:
		return nil, usage(errors.New("web.listen: another address cannot be taken up while serving"), restart)
	}
	next.ledger, next.rounds = l.ledger, l.rounds
	if err := next.equip(ctx, toWrite); err != nil {
		return nil, err
	}
	if _, err := next.jobs(); err != nil {
		return nil, err
	}
	if err := next.mayRemind(); err != nil {
		return nil, err
	}
	if _, err := next.newPage(); err != nil {
		return nil, err
	}
	return next, nil
}

// A door is a listener that one server after another may serve at: to close
// what open gives lets nobody in any more, and those who knock wait for the
// next server.
type door struct{ net.Listener }

func (d *door) open() net.Listener {
	d.deadline(time.Time{})
	return opened{d}
}

func (d *door) close() error { return d.Listener.Close() }

// deadline ends an Accept that waits. The page's listener is always TCP.
func (d *door) deadline(t time.Time) {
	if tcp, ok := d.Listener.(*net.TCPListener); ok {
		_ = tcp.SetDeadline(t) // fails only once the listener is closed
	}
}

type opened struct{ *door }

func (o opened) Close() error {
	o.deadline(time.Unix(1, 0))
	return nil
}
