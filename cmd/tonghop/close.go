package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/desk"
	"tonghop/sync/registry"
)

func newClose(f *flags) *cobra.Command {
	var x registry.Closing
	var yes bool
	c := &cobra.Command{
		Use:   "close (day|month|quarter|half|year|NAME) PERIOD --by WHO",
		Short: "Freeze a period's report into a draft with a code",
		Long: `Freezes the report of a period, as of the last look, into a draft with a code:
its figures, the document, the configuration, and each figure that it rests on with
the cell and the look that saw it.
The code stands on the document, so that what is read is what is signed; then
"tonghop issue" gives it its number. Closing again what has not changed gives
the same draft.

Before it closes, it lists who is missing, what was not read or waits, what has
changed since the last draft, and what differs much from the period before; where
of some unit no day at all was read it asks first.

A period that the configuration names stands alone: tonghop close he-2020.
--through closes early, or a month or year late; the next one begins on the day
after. What was changed in a sheet after the last look is not in it.`,
		Example: `  tonghop close month 2020-06 --by "Văn phòng"
  tonghop close quarter 2020-Q2 --by "Văn phòng"
  tonghop close month 2020-06 --through 2020-06-22 --by "Văn phòng"`,
		Args: func(_ *cobra.Command, args []string) (err error) {
			x.Kind, x.Name, err = kindAndName("close", args)
			return err
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return f.registered(c, app.ToDecide, func(ctx context.Context, k *clerk) error {
				if err := k.seen(c, x, yes); err != nil {
					return err
				}
				done, err := k.Registry.Close(ctx, x)
				if err != nil {
					return err
				}
				return k.closed(ctx, done)
			})
		},
	}
	c.Flags().StringVar(&x.Through, "through", "", "the last `DAY` that is counted (default: the period's own)")
	c.Flags().StringVar(&x.By, "by", "", "`WHO` closes it")
	c.Flags().BoolVar(&yes, "yes", false, "close it without asking, although of some unit no day was read")
	return c
}

// seen lists what whoever closes a period should know, and asks where of some unit
// nothing at all was read.
func (k *clerk) seen(c *cobra.Command, x registry.Closing, yes bool) error {
	s, err := k.SignOff(c.Context(), x)
	if err != nil {
		return err
	}
	k.signOff(s)
	if len(s.Unread) == 0 {
		return nil
	}
	return k.consents(c, yes, "registry.signoff.ask", "n", fmt.Sprint(len(s.Unread)))
}

// closed tells of a draft and writes its documents.
func (k *clerk) closed(ctx context.Context, done *registry.Closed) error {
	d := done.Draft
	key := "registry.closed"
	switch {
	case done.Again && d.Number != "":
		key += ".issued"
	case done.Again:
		key += ".again"
	}
	k.say(key, "draft", d.Draft, "period", k.span(d.Period), "number", d.Number, "closed", k.moment(d.Closed), "by", d.ClosedBy)
	if err := k.write(done.File); err != nil {
		return err
	}
	if err := k.word(ctx, d); err != nil {
		return err
	}
	k.kept(done.Sources)
	if d.Number == "" {
		k.say("registry.next", "draft", d.Draft)
	}
	return nil
}

// kinds are those of the calendar, as a command line names them.
var kinds = []calendar.PeriodKind{calendar.KindDay, calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear}

// kindAndName reads "month 2020-06", or a named period alone. A day may be
// written as the office writes it.
func kindAndName(command string, args []string) (kind calendar.PeriodKind, name string, err error) {
	hint := fmt.Sprintf("for example: tonghop %s month 2020-06; the kinds are day, month, quarter, half and year, and a period of the office's own goes by its name alone", command)
	if len(args) == 0 || len(args) > 2 {
		return "", "", app.Usage(fmt.Errorf("%s: name the kind and the period", command), hint)
	}
	kind = calendar.PeriodKind(args[0])
	known := slices.Contains(kinds, kind)
	switch {
	case len(args) == 1 && known:
		return "", "", app.Usage(fmt.Errorf("%s %s: say which %s", command, kind, kind), fmt.Sprintf("for example: tonghop %s %s %s", command, kind, examples[kind]))
	case len(args) == 1:
		return calendar.KindNamed, args[0], nil
	case !known:
		return "", "", app.Usage(fmt.Errorf("%s: %q is not a kind of period", command, args[0]), hint)
	}
	name = args[1]
	if d, err := desk.ReadDay(name); err == nil && kind == calendar.KindDay {
		name = d.String()
	}
	return kind, name, nil
}

// examples are names of periods, by kind.
var examples = map[calendar.PeriodKind]string{calendar.KindDay: "2020-06-24", calendar.KindMonth: "2020-06", calendar.KindQuarter: "2020-Q2", calendar.KindHalf: "2020-H1", calendar.KindYear: "2020"}
