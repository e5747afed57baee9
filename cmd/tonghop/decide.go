package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/desk"
)

// A ruling is what every decision of the office has to name, as flags.
type ruling struct{ by, reason string }

func (r *ruling) flags(c *cobra.Command) {
	c.Flags().StringVar(&r.by, "by", "", "`WHO` decides")
	c.Flags().StringVar(&r.reason, "reason", "", "`WHY`, as others will read it beside the figure")
}

func (r *ruling) check(command string) error {
	var missing []string
	if r.by = strings.TrimSpace(r.by); r.by == "" {
		missing = append(missing, "who decides (--by)")
	}
	if r.reason = strings.TrimSpace(r.reason); r.reason == "" {
		missing = append(missing, "why (--reason)")
	}
	if len(missing) > 0 {
		return app.Usage(fmt.Errorf("%s: say %s", command, strings.Join(missing, " and ")), `for example: --by "Văn phòng" --reason "đơn vị báo qua điện thoại"`)
	}
	return nil
}

// A sitting makes one decision at the office's desk and tells of it.
type sitting struct {
	*workplace
	*desk.Desk
	command string
	ruling  office.Ruling
	at      time.Time
	w       io.Writer
}

// decide opens the office for a decision and closes it after.
func (f *flags) decide(c *cobra.Command, r *ruling, do func(context.Context, *sitting) error) error {
	if err := r.check(c.Name()); err != nil {
		return err
	}
	o, err := f.open(c.Context(), app.ToDecide)
	if err != nil {
		return err
	}
	k := &sitting{workplace: o, Desk: o.Desk(o.State), command: c.Name(), ruling: office.Ruling{By: r.by, Reason: r.reason, Channel: office.ByCommand}, at: o.Now(), w: f.stdout}
	return errors.Join(do(c.Context(), k), o.Close())
}

// recorded says that a decision is in the ledger for good.
func (k *sitting) recorded(d *office.Decision, findings sentences) {
	k.say("decide.recorded", "id", fmt.Sprint(d.ID), "what", k.described(d, findings))
}

func (k *sitting) say(key string, pairs ...string) { fmt.Fprintln(k.w, k.Messages.Text(key, pairs...)) }

// refused tells a refusal in the command's own name; other errors stay as they
// are.
func (k *sitting) refused(err error) error { return refused(k.command, err) }

func refused(command string, err error) error {
	var r *office.Refusal
	if !errors.As(err, &r) {
		return err
	}
	return app.Usage(fmt.Errorf("%s: %w", command, r), r.Hint())
}

// standing is what stands after a decision; before the first round it is what
// was decided alone.
func (k *sitting) standing(ctx context.Context) (*record.State, time.Time, error) {
	last, err := k.workplace.Ledger.Last(ctx)
	if err != nil {
		return nil, k.at, err
	}
	if len(last) > 0 {
		return k.State(ctx)
	}
	s, err := k.workplace.Recorded().State(ctx, k.at)
	return s, k.at, err
}

// unit finds a unit by its id.
func (o *workplace) unit(command, id string) (*office.Unit, error) {
	u, err := o.Desk(nil).Unit(id)
	return u, refused(command, err)
}

// indicator finds an indicator by its id.
func (o *workplace) indicator(command, id string) (*office.Indicator, error) {
	x, err := o.Desk(nil).Indicator(id)
	return x, refused(command, err)
}

// day reads a day as an officer writes it, 2020-06-24 or 24/6/2020, and refuses
// one that lies outside the programme or has not come.
func (o *workplace) day(command, text string) (calendar.Day, error) {
	d, err := o.Desk(nil).Day(text)
	return d, refused(command, err)
}

func readDay(command, text string) (calendar.Day, error) {
	d, err := desk.ReadDay(text)
	return d, refused(command, err)
}

// come refuses a period that lies outside the programme or has not begun.
func (o *workplace) come(command string, period calendar.Period) error {
	return refused(command, o.Desk(nil).Come(period))
}
