package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/desk"
)

func newConfirm(f *flags) *cobra.Command {
	var r ruling
	var l desk.Lesson
	c := &cobra.Command{
		Use:   "confirm (ID|UNIT|all) [--no | --as (INDICATOR|ROLE|PART)] [--everywhere] --by WHO --reason WHY",
		Short: "Say what a heading means that was not taken beyond doubt",
		Long: `Answers what "tonghop check" and "tonghop export proposals" show as waiting for
an answer ("Chờ xác nhận"): that it is right, that it is nothing of ours (--no),
or what it is instead (--as). ID is the code of eight letters beside it; UNIT, by
its id or name, means all proposals of one unit, and all means those of every
unit. Proposals that cannot all be right are never confirmed together: they stay
open and are named.

A heading that was not understood at all ("column-unknown") is answered by its
code too, with --as or --no.

The answer holds for this workbook's heading, wherever the column moves, and for
everything that was ever seen there; with --everywhere the wording is one more
name of the indicator in all workbooks. It lapses, and says so, when the heading
changes. It is a decision like others: "tonghop decisions" lists it and "tonghop
undo" takes it back.

INDICATOR is an id or a name; ROLE one of plan, earlier, share, not-done, sample,
cancelled, running, period-total, or a word for it (kế hoạch, lũy kế …); PART one
such as sáng, nữ, "thôn 3".`,
		Example: `  tonghop export proposals
  tonghop confirm 3fa0c1d2 --by "Văn phòng" --reason "đã hỏi xã"
  tonghop confirm 3fa0c1d2 --as dossiers_level3 --everywhere --by "Văn phòng" --reason "cách gọi chung"
  tonghop confirm "Xã Thanh An" --by "Văn phòng" --reason "đã xem từng cột"`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return app.Usage(fmt.Errorf("confirm: name one ID, a unit, or all"), "tonghop export proposals shows the codes under id")
			case l.No && l.As != "":
				return app.Usage(fmt.Errorf("confirm: --no and --as exclude each other"), "say either that it is nothing of ours or what it is")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.confirm(ctx, l, args[0]) })
		},
	}
	c.Flags().BoolVar(&l.No, "no", false, "it is nothing of ours")
	c.Flags().StringVar(&l.As, "as", "", "it is `WHAT` instead: an indicator, a role or a part")
	c.Flags().BoolVar(&l.Everywhere, "everywhere", false, "for this wording in every workbook")
	r.flags(c)
	return c
}

func (k *sitting) confirm(ctx context.Context, l desk.Lesson, name string) error {
	before, asOf, err := k.State(ctx)
	if err != nil {
		return err
	}
	taught, open, err := k.Teach(ctx, k.ruling, l, name)
	for i := range taught {
		k.recorded(&taught[i].Decision, nil)
	}
	if err != nil {
		return k.refused(err)
	}
	for i := range open {
		q := &open[i]
		k.say("confirm.contradicted", "id", q.ID, "says", q.Says, "meaning", k.words().Meaning(q.Meaning), "others", k.sayings(open, q.Against))
	}
	if len(taught) == 0 {
		k.say("confirm.none")
		return nil
	}
	return k.learned(ctx, before, asOf)
}

// sayings names those of some questions that have one of some IDs.
func (k *sitting) sayings(open []desk.Question, ids []string) string {
	all := ""
	for i := range open {
		if !slices.Contains(ids, open[i].ID) {
			continue
		}
		if all != "" {
			all += ", "
		}
		all += k.Messages.Text("confirm.other", "id", open[i].ID, "says", open[i].Says)
	}
	return orDash(all)
}

// learned prints what an answer changes: how many figures count now that did not
// before, and of which days, and how much is still to be answered.
func (k *sitting) learned(ctx context.Context, before *record.State, asOf time.Time) error {
	after, _, err := k.State(ctx)
	if err != nil {
		return err
	}
	was, is := k.figures(before, asOf), k.figures(after, asOf)
	more, fewer := is.without(was), was.without(is)
	k.changed("confirm.more", more)
	k.changed("confirm.fewer", fewer)
	if len(more)+len(fewer) == 0 {
		k.say("confirm.same")
	}
	questions, err := k.Questions(ctx)
	if err != nil {
		return err
	}
	waiting := 0
	for i := range questions {
		if !questions[i].Open {
			waiting++
		}
	}
	k.say("confirm.waiting", "n", fmt.Sprint(waiting), "unknown", fmt.Sprint(len(questions)-waiting))
	return nil
}

func (k *sitting) changed(key string, set figureSet) {
	if len(set) == 0 {
		return
	}
	first, last := set.span()
	k.say(key, "n", fmt.Sprint(len(set)), "first", first.Short(), "last", last.Short())
}

// A figureSet is the figures that count, each as it counts.
type figureSet map[figureOf]bool

type figureOf struct {
	unit, indicator string
	day             calendar.Day
	value           int64
}

func (k *sitting) figures(s *record.State, asOf time.Time) figureSet {
	set := figureSet{}
	days := merge.Merge(k.Desk.Programme, s, asOf).Days
	for i := range days {
		d := &days[i]
		for _, f := range d.All() {
			set[figureOf{d.Unit.ID, f.Indicator, d.Day, f.Value}] = true
		}
	}
	return set
}

func (set figureSet) without(other figureSet) figureSet {
	rest := figureSet{}
	for f := range set {
		if !other[f] {
			rest[f] = true
		}
	}
	return rest
}

// span gives the first and the last day.
func (set figureSet) span() (first, last calendar.Day) {
	for f := range set {
		if first == 0 || f.day < first {
			first = f.day
		}
		last = max(last, f.day)
	}
	return first, last
}
