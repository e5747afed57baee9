package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tonghop/model"
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
			return usage(fmt.Errorf("undo: name the ID of one decision"), "tonghop decisions lists them")
		},
		RunE: func(c *cobra.Command, args []string) error {
			id, _ := strconv.ParseInt(args[0], 10, 64) // which Args has checked
			return f.decide(c, &r, func(ctx context.Context, k *desk) error { return k.undo(ctx, id) })
		},
	}
	r.flags(c)
	return c
}

func (k *desk) undo(ctx context.Context, id int64) error {
	all, err := k.ledger.Decisions(ctx)
	if err != nil {
		return err
	}
	s := &model.State{Decisions: all}
	var d *model.Decision
	for i := range all {
		if all[i].ID == id {
			d = &all[i]
		}
	}
	const list = "tonghop decisions lists them"
	switch {
	case d == nil:
		return k.refuse(list, "there is no decision %d", id)
	case d.Kind == model.DecisionUndo:
		return k.refuse("make the decision anew that it took back", "decision %d took back decision %d, and stays", id, d.Undoes)
	case s.UndoneBy(id) != nil:
		return k.refuse(list, "decision %d was taken back already, by decision %d", id, s.UndoneBy(id).ID)
	case d.At.After(k.at):
		return k.refuse("look at --now", "decision %d was made later, at %s", id, k.moment(d.At))
	}
	undo := model.Decision{Kind: model.DecisionUndo, Unit: d.Unit, From: d.From, To: d.To, Indicator: d.Indicator, Undoes: id}
	if _, err := k.record(ctx, undo); err != nil {
		return err
	}
	k.say("decide.undone", "what", k.described(d, nil))
	switch d.Kind {
	case model.DecisionEnter:
		return k.nowStands(ctx, d)
	case model.DecisionReceive:
		return k.periodStands(ctx, d)
	case model.DecisionExcuse:
		return k.excusedStand(ctx, d)
	case model.DecisionAccept:
		return k.stillOpen(ctx)
	}
	return nil
}
