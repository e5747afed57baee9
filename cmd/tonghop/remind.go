package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/notify"
)

func newRemind(f *flags) *cobra.Command {
	var dry, list bool
	c := &cobra.Command{
		Use:   "remind",
		Short: "Send the reminders and digests that are due now",
		Long: `Sends what is due now by the configuration's notify section: reminders to the
units whose report a fresh look did not see, before the deadline; what each unit
has to mend; and digests to the office. Each message is marked in the ledger
before it is sent, and goes out at most once.

It goes by what is recorded, so look first: tonghop sync && tonghop remind. The
daemon (tonghop serve) does both by itself.

Exit status: 1 where a message was refused, could not be sent, or may not have
arrived.`,
		Example: "  tonghop remind --dry-run\n  tonghop sync && tonghop remind\n  tonghop remind --list",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case dry && list:
				return usage(errors.New("remind: --dry-run and --list do not go together"), "use one of them")
			case f.now != "" && !dry && !list:
				return usage(errors.New("remind: --now freezes the clock, and messages go out now"), "add --dry-run to see what would have been sent at that instant")
			}
			n := toDecide
			if dry || list {
				n = toRead
			}
			o, err := f.open(c.Context(), n)
			if err != nil {
				return err
			}
			s := reminderScreen{workplace: o, w: f.stdout}
			switch {
			case list:
				err = s.list(c.Context())
			case dry:
				err = s.rehearse(c.Context())
			default:
				err = s.send(c.Context())
			}
			return errors.Join(err, o.Close())
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "show who would get which text by which channel, and why others get none")
	c.Flags().BoolVar(&list, "list", false, "show what was sent in the last 30 days, what is doubtful first")
	return c
}

// A reminding has everything ready to tell people.
type reminding struct {
	*workplace
	words    *notify.Words
	contacts notify.Contacts
	post     *notify.Post
}

// reminding reads the addresses and passwords, which may stand in files and in
// the environment, and the texts.
func (o *workplace) reminding() (*reminding, error) {
	n := &o.cfg.Notify
	r := &reminding{workplace: o, contacts: notify.Contacts{Units: map[string][]notify.Channel{}}}
	var err error
	if r.words, err = notify.NewWords(o.templates, o.programme, o.messages, gsheets.Link); err != nil {
		return nil, failure(err, "mend your own texts, or remove them to use the built-in ones")
	}
	if r.contacts.Office, err = channels(&n.Office); err != nil {
		return nil, err
	}
	for id, contact := range n.Units {
		if r.contacts.Units[id], err = channels(&contact); err != nil {
			return nil, err
		}
	}
	r.post, err = o.newPost(r.words)
	return r, err
}

// pace is the pause between two messages.
const pace = time.Second

func (o *workplace) newPost(words *notify.Words) (*notify.Post, error) {
	poster := notify.NewPoster(nil)
	senders := map[notify.Way]notify.Sender{notify.ByWebhook: poster, notify.ByService: notify.NewServices(poster)}
	if e := o.cfg.Notify.Email; e.Host != "" {
		m := notify.Mail{Host: e.Host, Port: e.Port, Security: e.Security, User: e.User, From: e.From, ReplyTo: e.ReplyTo, CA: e.CA}
		var err error
		if e.Password.Given() {
			if m.Password, err = e.Password.Reveal(); err != nil {
				return nil, usage(err, "put the password there, alone on its line")
			}
		}
		if senders[notify.ByEmail], err = notify.NewMailer(m); err != nil {
			return nil, usage(err, "look at notify.email")
		}
	}
	return &notify.Post{Ledger: o.ledger, Words: words, Senders: senders, Pace: pace, Now: o.now, Log: o.log}, nil
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
			return usage(err, "put the address there, alone on its line")
		}
		channel, err := open(address)
		if err != nil {
			return usage(fmt.Errorf("%s: what stands there %w", s, err), "")
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

// agenda is what is due now.
func (r *reminding) agenda(ctx context.Context) (notify.Agenda, error) {
	now := r.now()
	state, err := r.ledger.State(ctx, now)
	if err != nil {
		return notify.Agenda{}, fmt.Errorf("reading the ledger: %w", err)
	}
	past, err := r.ledger.Reminders(ctx, now.Add(-rememberFor))
	if err != nil {
		return notify.Agenda{}, err
	}
	n := &r.cfg.Notify
	return notify.Plan(notify.Situation{Programme: r.programme, State: state, Now: now, Past: past, Contacts: r.contacts, Rules: notify.Rules{
		Before: n.Before, After: n.After, Fresh: n.Fresh, MonthDays: n.MonthDays, YearDays: n.YearDays,
		QuietFrom: n.QuietFrom, QuietTo: n.QuietTo, Limit: n.Limit,
	}}), nil
}

// tallied counts a run's messages in words.
func (o *workplace) tallied(t notify.Tally) string {
	count := func(outcome office.Outcome) string { return strconv.Itoa(t[outcome]) }
	return o.messages.Text("notify.result", "sent", count(office.Sent), "refused", count(office.Refused), "unsent", count(office.Unsent), "doubtful", count(office.Doubtful))
}
