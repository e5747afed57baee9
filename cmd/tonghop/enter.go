package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tonghop/model"
)

func newEnter(f *flags) *cobra.Command {
	var r ruling
	var kind, received string
	c := &cobra.Command{
		Use:   "enter UNIT DAY INDICATOR VALUE --by WHO --reason WHY",
		Short: "Enter a figure on a unit's behalf",
		Long: `Enters a figure on a unit's behalf, in the office's own name. It stands over the
unit's own figure until the unit writes the same, or until it is undone; where
the two differ a finding says so.

  --kind phoned      the unit told it by telephone or message (the default)
  --kind corrected   the office mends what the unit wrote
  --kind set-aside   the unit's figure does not count; there is no VALUE

The report is judged by the instant at which the office received the figure.`,
		Example: `  tonghop enter thanh-an 2020-06-24 people_informed 120 --by "Văn phòng" --reason "đơn vị báo qua điện thoại" --received "2020-06-24 16:40"
  tonghop enter thanh-an 24/6/2020 people_informed --kind set-aside --by "Văn phòng" --reason "ghi nhầm bảng"`,
		Args: func(_ *cobra.Command, args []string) error {
			want := "UNIT DAY INDICATOR VALUE"
			if model.Manner(kind) == model.SetAside {
				want = "UNIT DAY INDICATOR, and no value"
				if len(args) == 3 {
					return nil
				}
			} else if len(args) == 4 {
				return nil
			}
			return usage(fmt.Errorf("enter: name %s", want), "for example: tonghop enter thanh-an 2020-06-24 people_informed 120 --by … --reason …")
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *desk) error {
				d, err := k.entry(args, model.Manner(kind), received)
				if err != nil {
					return err
				}
				if _, err := k.record(ctx, d); err != nil {
					return err
				}
				return k.nowStands(ctx, &d)
			})
		},
	}
	r.flags(c)
	c.Flags().StringVar(&kind, "kind", string(model.Phoned), "how it came about: phoned, corrected or set-aside")
	c.Flags().StringVar(&received, "received", "", "`INSTANT` at which the office got it (default: now)")
	return c
}

// entry makes the decision that a command line asks for.
func (k *desk) entry(args []string, manner model.Manner, received string) (d model.Decision, err error) {
	u, err := k.unit(k.command, args[0])
	if err != nil {
		return d, err
	}
	day, err := k.day(k.command, args[1])
	if err != nil {
		return d, err
	}
	ind, err := k.indicator(k.command, args[2])
	if err != nil {
		return d, err
	}
	switch {
	case manner != model.Phoned && manner != model.Corrected && manner != model.SetAside:
		return d, k.refuse("kinds are phoned, corrected, set-aside", "%q is not a kind", manner)
	case !u.ValidOn(day):
		return d, k.refuse("look at its from and to in the configuration", "there was no %s on %s", u.ID, day)
	case !ind.ValidOn(day):
		return d, k.refuse("look at its from and to in the configuration", "%s was not counted on %s", ind.ID, day)
	}
	d = model.Decision{Kind: model.DecisionEnter, Unit: u.ID, From: day, To: day, Indicator: ind.ID, Manner: manner}
	if manner != model.SetAside {
		n, err := strconv.ParseInt(args[3], 10, 64)
		if err != nil || n < 0 {
			return d, k.refuse("write the digits alone: 1234", "%q is not a whole number from 0 up", args[3])
		}
		d.Value = model.Stated(n)
	}
	d.Received, err = k.received(received, day.At(0, k.programme.Location))
	return d, err
}

// nowStands prints what a figure is after a decision about it, and how its day
// stands.
func (k *desk) nowStands(ctx context.Context, d *model.Decision) error {
	s, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	proof, ok := model.Trace(k.programme, s, d.Unit, d.From, d.Indicator, asOf)
	if !ok { // the unit or the indicator has left the configuration since
		return nil
	}
	w := witness{k.office, proof, k.w}
	k.say("decide.now", "unit", proof.Unit.Name, "day", proof.Day.Short(), "indicator", k.short(proof.Indicator.ID), "value", w.value(), "basis", w.basis())
	if proof.Standing != nil {
		k.say("decide.day", "day", proof.Day.Short(), "status", k.status(proof.Standing))
	}
	for i := range proof.Findings {
		if f := &proof.Findings[i]; f.Code == model.CodeEntryDiffers {
			fmt.Fprintf(k.w, "  %s\n", w.sentence(f))
		}
	}
	return nil
}
