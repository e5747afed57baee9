package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model"
)

func newExcuse(f *flags) *cobra.Command {
	var r ruling
	c := &cobra.Command{
		Use:   "excuse (UNIT|all) DAY[..DAY] --by WHO --reason WHY",
		Short: "Waive the daily reports of a unit, or of all",
		Long: `Waives the daily reports of a unit, or of all units, for a day or from one day
to another. Excused days count in no rate. Figures that are there still count.`,
		Example: `  tonghop excuse thanh-an 2020-06-24 --by "Văn phòng" --reason "mất điện cả xã"
  tonghop excuse all 2020-06-22..2020-06-24 --by "Thường trực" --reason "bão số 2"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(fmt.Errorf("excuse: name UNIT (or all) and DAY or DAY..DAY"), "for example: tonghop excuse all 2020-06-22..2020-06-24 --by … --reason …")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *desk) error { return k.excuse(ctx, args[0], args[1]) })
		},
	}
	r.flags(c)
	return c
}

func (k *desk) excuse(ctx context.Context, unit, days string) error {
	d := model.Decision{Kind: model.DecisionExcuse}
	if unit != "all" {
		u, err := k.unit(k.command, unit)
		if err != nil {
			return err
		}
		d.Unit = u.ID
	}
	first, last, isSpan := strings.Cut(days, "..")
	if !isSpan {
		last = first
	}
	var err error
	if d.From, err = k.day(k.command, first); err != nil {
		return err
	}
	if d.To, err = k.day(k.command, last); err != nil {
		return err
	}
	if d.To < d.From {
		return k.refuse("write the earlier day first", "%s lies before %s", d.To, d.From)
	}
	if k.waived(&d) == 0 {
		return k.refuse("days off need no waiver; look at the dates and at the calendar", "no report is owed from %s to %s", d.From, d.To)
	}
	if d, err = k.record(ctx, d); err != nil {
		return err
	}
	return k.excusedStand(ctx, &d)
}

// waived counts the reports that a waiver is about.
func (k *desk) waived(d *model.Decision) int {
	n := 0
	for i := range k.programme.Units {
		if u := &k.programme.Units[i]; d.Unit == "" || d.Unit == u.ID {
			n += len(k.programme.Expected(u, d.From, d.To))
		}
	}
	return n
}

// excusedStand prints how the days that a waiver is about now stand.
func (k *desk) excusedStand(ctx context.Context, d *model.Decision) error {
	s, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	var rate model.Rate
	for _, st := range model.Judge(k.programme, s, d.From, d.To, asOf) {
		if d.Unit == "" || d.Unit == st.Unit {
			rate.Add(st.Status)
		}
	}
	k.say("decide.excused", "excused", fmt.Sprint(rate.Excused), "expected", fmt.Sprint(rate.Expected))
	return nil
}
