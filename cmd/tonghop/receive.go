package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/desk"
)

func newReceive(f *flags) *cobra.Command {
	var r ruling
	var received string
	c := &cobra.Command{
		Use:   "receive UNIT PERIOD --by WHO --reason WHY",
		Short: "Count a unit's written report of a month, a year or the like as received",
		Long: `Counts a unit's written report of a month (2020-06), a quarter (2020-Q2), a
half-year (2020-H1), a year (2020) or a named period as received. The unit's
period is then on time if the office had the report by the due instant, whatever
its days say; later it is late, unless its days prove better.`,
		Example: `  tonghop receive thanh-an 2020-06 --by "Văn thư" --reason "Báo cáo số 15-BC/ĐTN" --received "2020-06-24 15:10"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return app.Usage(fmt.Errorf("receive: name UNIT and PERIOD"), "for example: tonghop receive thanh-an 2020-06 --by … --reason …")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.receive(ctx, args[0], args[1], received) })
		},
	}
	r.flags(c)
	c.Flags().StringVar(&received, "received", "", "`INSTANT` at which the office got it (default: now)")
	return c
}

func (k *sitting) receive(ctx context.Context, unit, name, received string) error {
	d, err := k.Receive(ctx, k.ruling, unit, name, received)
	if err != nil {
		return k.refused(err)
	}
	k.recorded(&d, nil)
	return k.periodStands(ctx, &d)
}

// periodStands prints how a unit's period stands after a decision.
func (k *sitting) periodStands(ctx context.Context, d *office.Decision) error {
	s, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	period, ok := desk.Reported(k.Programme.Windows, d.Period)
	if !ok {
		return nil
	}
	for _, st := range judge.Periods(k.Programme, s, period.Kind, period.Last, period.Last, asOf) {
		if st.Unit == d.Unit {
			k.say("decide.period", "period", k.periodName(d.Period), "status", k.status(&st), "due", k.due(st.Due),
				"seen", strconv.Itoa(st.DaysSeen), "owed", strconv.Itoa(st.DaysOwed))
		}
	}
	return nil
}
