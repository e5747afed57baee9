package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model/judge"
	"tonghop/model/office"
	"tonghop/sync/app"
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
				return app.Usage(fmt.Errorf("excuse: name UNIT (or all) and DAY or DAY..DAY"), "for example: tonghop excuse all 2020-06-22..2020-06-24 --by … --reason …")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.excuse(ctx, args[0], args[1]) })
		},
	}
	r.flags(c)
	return c
}

func (k *sitting) excuse(ctx context.Context, unit, days string) error {
	first, last, _ := strings.Cut(days, "..")
	d, err := k.Excuse(ctx, k.ruling, unit, first, last)
	if err != nil {
		return k.refused(err)
	}
	k.recorded(&d, nil)
	return k.excusedStand(ctx, &d)
}

// excusedStand prints how the days that a waiver is about now stand.
func (k *sitting) excusedStand(ctx context.Context, d *office.Decision) error {
	s, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	var rate office.Rate
	for _, st := range judge.Days(k.Programme, s, d.From, d.To, asOf) {
		if d.Unit == "" || d.Unit == st.Unit {
			rate.Add(st.Status)
		}
	}
	k.say("decide.excused", "excused", fmt.Sprint(rate.Excused), "expected", fmt.Sprint(rate.Expected))
	return nil
}
