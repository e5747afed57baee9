package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model"
)

// A ruling is what every decision of the office has to name: who decides, and
// why.
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
		return usage(fmt.Errorf("%s: say %s", command, strings.Join(missing, " and ")), `for example: --by "Văn phòng" --reason "đơn vị báo qua điện thoại"`)
	}
	return nil
}

// A desk is the office at which one decision is made.
type desk struct {
	*office
	command string
	ruling  ruling
	at      time.Time
	w       io.Writer
	// findings are those that the decision is about, in words.
	findings sentences
}

// decide opens the office for a decision and closes it after.
func (f *flags) decide(c *cobra.Command, r *ruling, do func(context.Context, *desk) error) error {
	if err := r.check(c.Name()); err != nil {
		return err
	}
	o, err := f.open(c.Context(), toDecide)
	if err != nil {
		return err
	}
	return errors.Join(do(c.Context(), &desk{office: o, command: c.Name(), ruling: *r, at: o.now(), w: f.stdout}), o.Close())
}

// record puts a decision into the ledger for good and says so.
func (k *desk) record(ctx context.Context, d model.Decision) (model.Decision, error) {
	d.By, d.Reason, d.At = k.ruling.by, k.ruling.reason, k.at
	var err error
	if d.ID, err = k.ledger.Decide(ctx, d); err != nil {
		return d, err
	}
	k.say("decide.recorded", "id", fmt.Sprint(d.ID), "what", k.described(&d, k.findings))
	return d, nil
}

func (k *desk) say(key string, pairs ...string) { fmt.Fprintln(k.w, k.messages.Text(key, pairs...)) }

// standing is what stands after a decision; before the first round it is what
// was decided alone.
func (k *desk) standing(ctx context.Context) (*model.State, time.Time, error) {
	last, err := k.ledger.Last(ctx)
	if err != nil {
		return nil, k.at, err
	}
	if len(last) > 0 {
		return k.state(ctx)
	}
	s, err := k.office.recorded().State(ctx, k.at)
	return s, k.at, err
}

func (k *desk) refuse(hint, format string, args ...any) error {
	return usage(fmt.Errorf(k.command+": "+format, args...), hint)
}

// unit finds a unit by its id.
func (o *office) unit(command, id string) (*model.Unit, error) {
	if u, ok := o.programme.Unit(id); ok {
		return u, nil
	}
	ids := make([]string, len(o.programme.Units))
	for i := range o.programme.Units {
		ids[i] = o.programme.Units[i].ID
	}
	return nil, usage(fmt.Errorf("%s: %q is not a unit", command, id), "units are "+strings.Join(ids, ", "))
}

// indicator finds an indicator by its id.
func (o *office) indicator(command, id string) (*model.Indicator, error) {
	if x, ok := o.programme.Indicator(id); ok {
		return x, nil
	}
	ids := make([]string, len(o.programme.Indicators))
	for i := range o.programme.Indicators {
		ids[i] = o.programme.Indicators[i].ID
	}
	return nil, usage(fmt.Errorf("%s: %q is not an indicator", command, id), "indicators are "+strings.Join(ids, ", "))
}

// day reads a day as an officer writes it, 2020-06-24 or 24/6/2020, and refuses
// one that lies outside the programme or has not come.
func (o *office) day(command, text string) (model.Day, error) {
	d, err := readDay(command, text)
	if err != nil {
		return d, err
	}
	return d, o.come(command, model.DayPeriod(d))
}

func readDay(command, text string) (model.Day, error) {
	d, err := model.ParseDay(text)
	if t, slashed := time.Parse("2/1/2006", text); err != nil && slashed == nil {
		d, err = model.DayOf(t), nil
	}
	if err != nil {
		return 0, usage(fmt.Errorf("%s: %w", command, err), "write it as 2020-06-24 or 24/6/2020")
	}
	return d, nil
}

// come refuses a period that lies outside the programme or has not begun.
func (o *office) come(command string, period model.Period) error {
	today := model.DayOf(o.now().In(o.programme.Location))
	switch p := o.programme; {
	case period.Last < p.Starts:
		return usage(fmt.Errorf("%s: %s lies before the programme, which starts on %s", command, period.Name, p.Starts), "look at the year; the programme's dates stand under programme in the configuration")
	case p.Ends != 0 && period.First > p.Ends:
		return usage(fmt.Errorf("%s: %s lies after the programme, which ends on %s", command, period.Name, p.Ends), "look at the year; the programme's dates stand under programme in the configuration")
	case period.First > today:
		return usage(fmt.Errorf("%s: %s has not come yet: today is %s", command, period.Name, today), "look at the month and the year, or wait until it has come")
	}
	return nil
}

// received reads the instant at which the office got to know something; the
// present one where none is given. since is when it may have been at first.
func (k *desk) received(text string, since time.Time) (time.Time, error) {
	if text == "" {
		return k.at, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	for _, layout := range []string{"2006-01-02 15:04", "15:04 2/1/2006", "2006-01-02T15:04"} {
		if err != nil {
			t, err = time.ParseInLocation(layout, text, k.programme.Location)
		}
	}
	switch {
	case err != nil:
		return t, k.refuse(`write it as "2020-06-24 16:40" or 2020-06-24T16:40:00+07:00`, "--received %q is not an instant", text)
	case t.After(k.at):
		return t, k.refuse("look at the day and the hour", "--received %s has not come yet", k.moment(t))
	case t.Before(since):
		return t, k.refuse("look at the day", "--received %s lies before what it is about", k.moment(t))
	}
	return t, nil
}
