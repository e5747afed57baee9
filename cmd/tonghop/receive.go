package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model"
)

func newReceive(f *flags) *cobra.Command {
	var r ruling
	var received string
	c := &cobra.Command{
		Use:   "receive UNIT PERIOD --by WHO --reason WHY",
		Short: "Count a unit's written report of a month or a year as received",
		Long: `Counts a unit's written report of a month (2020-06) or a year (2020) as received.
The unit's month or year is then on time if the office had it by the due
instant, whatever its days say; later it is late, unless its days prove better.`,
		Example: `  tonghop receive thanh-an 2020-06 --by "Văn thư" --reason "Báo cáo số 15-BC/ĐTN" --received "2020-06-24 15:10"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(fmt.Errorf("receive: name UNIT and PERIOD"), "for example: tonghop receive thanh-an 2020-06 --by … --reason …")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *desk) error { return k.receive(ctx, args[0], args[1], received) })
		},
	}
	r.flags(c)
	c.Flags().StringVar(&received, "received", "", "`INSTANT` at which the office got it (default: now)")
	return c
}

func (k *desk) receive(ctx context.Context, unit, name, received string) error {
	u, err := k.unit(k.command, unit)
	if err != nil {
		return err
	}
	period, ok := monthOrYear(k.programme.Windows, name)
	if !ok {
		return k.refuse("write 2020-06 for a month or 2020 for a year", "%q is not a month or a year", name)
	}
	if err := k.come(k.command, period); err != nil {
		return err
	}
	if len(k.programme.Expected(u, period.First, period.Last)) == 0 {
		return k.refuse("look at its since, from and to in the configuration", "%s owes no report of %s", u.ID, name)
	}
	d := model.Decision{Kind: model.DecisionReceive, Unit: u.ID, From: period.First, To: period.Last, Period: period.Name}
	if d.Received, err = k.received(received, period.First.At(0, k.programme.Location)); err != nil {
		return err
	}
	if d, err = k.record(ctx, d); err != nil {
		return err
	}
	return k.periodStands(ctx, &d)
}

// monthOrYear reads the name of a month or a year.
func monthOrYear(w model.Windows, name string) (model.Period, bool) {
	if p, err := w.ParseMonth(name); err == nil {
		return p, true
	}
	t, err := time.Parse("2006", name)
	year, _ := strconv.Atoi(name)
	return w.Year(year), err == nil && t.Year() == year
}

// periodStands prints how a unit's month or year stands after a decision.
func (k *desk) periodStands(ctx context.Context, d *model.Decision) error {
	s, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	period, ok := monthOrYear(k.programme.Windows, d.Period)
	if !ok {
		return nil
	}
	for _, st := range model.JudgePeriods(k.programme, s, period.Kind, period.Last, period.Last, asOf) {
		if st.Unit == d.Unit {
			k.say("decide.period", "period", k.periodName(d.Period), "status", k.status(&st), "due", k.due(st.Due),
				"seen", strconv.Itoa(st.DaysSeen), "owed", strconv.Itoa(st.DaysOwed))
		}
	}
	return nil
}
