package daemon

import (
	"context"
	"errors"
	"net"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/pages"
	"tonghop/sync/app/reminders"
)

// reload reads the configuration anew and gives its office, on the same ledger.
// Where it cannot be used that is told, and nil says that the old one goes on.
func (l *life) reload(ctx context.Context) *app.Office {
	next, err := l.renewed(ctx)
	if err != nil {
		l.Refused(err)
		return nil
	}
	return next
}

func (l *life) renewed(ctx context.Context) (*app.Office, error) {
	next, err := l.Renew()
	if err != nil {
		return nil, err
	}
	const restart = "stop tonghop serve and start it again"
	now := l.office.Config
	switch {
	case next.Config.Ledger != now.Ledger:
		return nil, app.Usage(errors.New("ledger: another ledger cannot be taken up while serving"), restart)
	case next.Config.Web.Listen != now.Web.Listen:
		return nil, app.Usage(errors.New("web.listen: another address cannot be taken up while serving"), restart)
	}
	next.TakeOver(l.office)
	next.Renewed = true
	if err := next.Equip(ctx, app.ToWrite); err != nil {
		return nil, err
	}
	if next.Pending != nil {
		return nil, app.Usage(errors.New("the configuration takes figures or units out of the totals, so the one before it goes on"),
			"tonghop check shows which; tonghop check --take-up --by WHO --reason WHY confirms it")
	}
	if _, err := Jobs(next); err != nil {
		return nil, err
	}
	if err := reminders.Check(next); err != nil {
		return nil, err
	}
	if _, err := pages.New(next); err != nil {
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
