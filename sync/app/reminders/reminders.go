// Package reminders tells units and the office what is due: who is reached by
// which way, and the daemon's jobs that send.
package reminders

import (
	"context"
	"fmt"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/notify"
)

// Reminders have everything ready to tell people.
type Reminders struct {
	Words *notify.Words
	Post  *notify.Post

	office   *app.Office
	contacts notify.Contacts
}

// New reads the addresses and passwords, which may stand in files and in
// the environment, and the texts. What is missing is an error with what to do.
func New(o *app.Office) (*Reminders, error) {
	n := &o.Config.Notify
	r := &Reminders{office: o, contacts: notify.Contacts{Units: map[string][]notify.Channel{}}}
	var err error
	if r.Words, err = notify.NewWords(o.Templates, o.Programme, o.Messages, gsheets.Link); err != nil {
		return nil, app.Failure(err, "mend your own texts, or remove them to use the built-in ones")
	}
	if r.contacts.Office, err = channels(&n.Office); err != nil {
		return nil, err
	}
	for id, contact := range n.Units {
		if r.contacts.Units[id], err = channels(&contact); err != nil {
			return nil, err
		}
	}
	r.Post, err = newPost(o, r.Words)
	return r, err
}

// pace is the pause between two messages.
const pace = time.Second

func newPost(o *app.Office, words *notify.Words) (*notify.Post, error) {
	poster := notify.NewPoster(o.Outward())
	senders := map[notify.Way]notify.Sender{notify.ByWebhook: poster, notify.ByService: notify.NewServices(poster)}
	if e := o.Config.Notify.Email; e.Host != "" {
		m := notify.Mail{Host: e.Host, Port: e.Port, Security: e.Security, User: e.User, From: e.From, ReplyTo: e.ReplyTo, CA: e.CA}
		var err error
		if e.Password.Given() {
			if m.Password, err = e.Password.Reveal(); err != nil {
				return nil, app.Usage(err, "put the password there, alone on its line")
			}
		}
		if senders[notify.ByEmail], err = notify.NewMailer(m); err != nil {
			return nil, app.Usage(err, "look at notify.email")
		}
	}
	return &notify.Post{Ledger: o.Ledger, Words: words, Senders: senders, Pace: pace, Now: o.Now, Log: o.Log}, nil
}

// channels are the ways of a contact.
func channels(c *config.Contact) ([]notify.Channel, error) {
	var all []notify.Channel
	for _, a := range c.Email {
		all = append(all, notify.NewEmail(a))
	}
	take := func(s config.Secret, open func(string) (notify.Channel, error)) error {
		address, err := s.Reveal()
		if err != nil {
			return app.Usage(err, "put the address there, alone on its line")
		}
		channel, err := open(address)
		if err != nil {
			return app.Usage(fmt.Errorf("%s: what stands there %w", s, err), "")
		}
		all = append(all, channel)
		return nil
	}
	for _, s := range c.Webhook {
		if err := take(s, notify.NewWebhook); err != nil {
			return nil, err
		}
	}
	for _, s := range c.Service {
		if err := take(s, notify.NewService); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// rememberFor is how far back it matters what was told: longer than a year's
// findings stay open.
const rememberFor = 400 * 24 * time.Hour

// Agenda is what is due now, and who gets nothing and why.
func (r *Reminders) Agenda(ctx context.Context) (notify.Agenda, error) {
	now := r.office.Now()
	state, err := r.office.Readings.State(ctx, now)
	if err != nil {
		return notify.Agenda{}, fmt.Errorf("reading the ledger: %w", err)
	}
	past, err := r.office.Ledger.Reminders(ctx, now.Add(-rememberFor))
	if err != nil {
		return notify.Agenda{}, err
	}
	n := &r.office.Config.Notify
	return notify.Plan(notify.Situation{Programme: r.office.Programme, State: state, Now: now, Past: past, Contacts: r.contacts, Alarms: r.office.Alarms(ctx), Rules: notify.Rules{
		Before: n.Before, After: n.After, Morning: n.Morning, Fresh: n.Fresh, MonthDays: n.MonthDays, YearDays: n.YearDays,
		QuietFrom: n.QuietFrom, QuietTo: n.QuietTo, Limit: n.Limit,
	}}), nil
}
