package main

import (
	"context"
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/sync/app"
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
			if office.Manner(kind) == office.SetAside {
				want = "UNIT DAY INDICATOR, and no value"
				if len(args) == 3 {
					return nil
				}
			} else if len(args) == 4 {
				return nil
			}
			return app.Usage(fmt.Errorf("enter: name %s", want), "for example: tonghop enter thanh-an 2020-06-24 people_informed 120 --by … --reason …")
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error {
				value := ""
				if len(args) == 4 {
					value = args[3]
				}
				d, err := k.Enter(ctx, k.ruling, args[0], args[1], args[2], office.Manner(kind), value, received)
				if err != nil {
					return k.refused(err)
				}
				k.recorded(&d, nil)
				return k.nowStands(ctx, &d)
			})
		},
	}
	c.SetFlagErrorFunc(negative)
	r.flags(c)
	c.Flags().StringVar(&kind, "kind", string(office.Phoned), "how it came about: phoned, corrected or set-aside")
	c.Flags().StringVar(&received, "received", "", "`INSTANT` at which the office got it (default: now)")
	return c
}

// minus is how an unknown flag is told that is a figure below zero.
var minus = regexp.MustCompile(`unknown shorthand flag: '\d' in (-[\d.,]+)$`)

// negative tells of a VALUE below zero, which is taken for a flag, what it is.
func negative(c *cobra.Command, err error) error {
	if m := minus.FindStringSubmatch(err.Error()); m != nil {
		return app.Usage(fmt.Errorf("enter: %q: a count is not negative", m[1]), "write what the figure is, not how much it changes; to leave the unit's figure out: --kind set-aside, without a value")
	}
	return c.Root().FlagErrorFunc()(c, err)
}

// nowStands prints what a figure is after a decision about it, and how its day
// stands.
func (k *sitting) nowStands(ctx context.Context, d *office.Decision) error {
	s, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	proof, ok := explain.Trace(k.Programme, s, d.Unit, d.From, d.Indicator, asOf)
	if !ok { // the unit or the indicator has left the configuration since
		return nil
	}
	w := witness{k.workplace, proof, k.w}
	k.say("decide.now", "unit", proof.Unit.Name, "day", proof.Day.Short(), "indicator", k.short(proof.Indicator.ID), "value", w.value(), "basis", w.basis())
	if proof.Standing != nil {
		k.say("decide.day", "day", proof.Day.Short(), "status", k.status(proof.Standing))
	}
	for i := range proof.Findings {
		if f := &proof.Findings[i]; f.Code == office.CodeEntryDiffers {
			fmt.Fprintf(k.w, "  %s\n", w.sentence(f))
		}
	}
	return nil
}
