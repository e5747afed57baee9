package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/sync/app"
)

func newUndo(f *flags) *cobra.Command {
	var r ruling
	c := &cobra.Command{
		Use:   "undo ID --by WHO --reason WHY",
		Short: "Take one of the office's decisions back",
		Long: `Takes one of the office's decisions back. Both stay in the record. IDs are those
that "tonghop decisions" lists.`,
		Example: `  tonghop undo 7 --by "Văn phòng" --reason "nhập nhầm đơn vị"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				if n, err := strconv.ParseInt(args[0], 10, 64); err == nil && n > 0 {
					return nil
				}
			}
			return app.Usage(fmt.Errorf("undo: name the ID of one decision"), "tonghop decisions lists them")
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.undo(ctx, args[0]) })
		},
	}
	r.flags(c)
	return c
}

func (k *sitting) undo(ctx context.Context, id string) error {
	before, asOf, err := k.standing(ctx)
	if err != nil {
		return err
	}
	undo, d, err := k.Undo(ctx, k.ruling, id, nil)
	if err != nil {
		return k.refused(err)
	}
	k.recorded(&undo, nil)
	k.say("decide.undone", "what", k.described(&d, nil))
	switch d.Kind {
	case office.DecisionEnter:
		return k.nowStands(ctx, &d)
	case office.DecisionReceive:
		return k.periodStands(ctx, &d)
	case office.DecisionExcuse:
		return k.excusedStand(ctx, &d)
	case office.DecisionAccept:
		return k.stillOpen(ctx)
	case office.DecisionTeach:
		return k.learned(ctx, before, asOf)
	}
	return nil
}
