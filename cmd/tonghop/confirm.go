package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/app"
)

func newConfirm(f *flags) *cobra.Command {
	var r ruling
	var l office.Lesson
	c := &cobra.Command{
		Use:   "confirm (ID|UNIT|all) [--no | --as (INDICATOR|ROLE|PART) | --part-of INDICATOR | --ask | --later] [--everywhere] --by WHO --reason WHY",
		Short: "Say what a heading means that was not taken beyond doubt",
		Long: `Answers what "tonghop check" and "tonghop export proposals" show as waiting for
an answer ("Chờ xác nhận"): that it is right, that it is nothing of ours (--no),
what it is instead (--as), or of what it is a part (--part-of, with --as for which
part; else the heading's own words say it). Or puts the question off: --ask notes
that the unit is being asked, and prints the text to send to it, --later only that
it is not to be answered now. Nothing is read otherwise for that. ID is the code of eight letters beside it; UNIT, by
its id or name, means all proposals of one unit, and all means those of every
unit. Proposals that cannot all be right are never confirmed together: they stay
open and are named.

A heading that was not understood at all ("column-unknown") is answered by its
code too, with --as, --part-of or --no.

The answer holds for this workbook's heading, wherever the column moves, and for
everything that was ever seen there; with --everywhere for the wording in all
workbooks, a table or tab excepted. It lapses, and says so, when the heading
changes. It is a decision like others: "tonghop decisions" lists it and "tonghop
undo" takes it back.

INDICATOR is an id or a name; ROLE one of plan, earlier, share, not-done, sample,
cancelled, running, period-total, or a word for it (kế hoạch, lũy kế …); PART one
such as sáng, nữ, "thôn 3".`,
		Example: `  tonghop export proposals
  tonghop confirm 3fa0c1d2 --by "Văn phòng" --reason "đã hỏi xã"
  tonghop confirm 3fa0c1d2 --as dossiers_level3 --everywhere --by "Văn phòng" --reason "cách gọi chung"
  tonghop confirm 3fa0c1d2 --part-of people_guided --as nữ --by "Văn phòng" --reason "xã trả lời"
  tonghop confirm 3fa0c1d2 --ask --by "Văn phòng" --reason "nhắn Zalo 24/6"
  tonghop confirm "Xã Thanh An" --by "Văn phòng" --reason "đã xem từng cột"`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return app.Usage(fmt.Errorf("confirm: name one ID, a unit, or all"), "tonghop export proposals shows the codes under id")
			case l.No && l.As+l.PartOf != "":
				return app.Usage(fmt.Errorf("confirm: --no and --as exclude each other"), "say either that it is nothing of ours or what it is")
			case (l.Later || l.Ask) && (l.No || l.Everywhere || l.As+l.PartOf != "") || l.Later && l.Ask:
				return app.Usage(fmt.Errorf("confirm: --ask and --later put a question off, and exclude each other and any answer"), "give --ask or --later alone, or answer")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.confirm(ctx, l, args[0]) })
		},
	}
	c.Flags().BoolVar(&l.No, "no", false, "it is nothing of ours")
	c.Flags().StringVar(&l.As, "as", "", "it is `WHAT` instead: an indicator, a role or a part")
	c.Flags().StringVar(&l.PartOf, "part-of", "", "it is a part of `INDICATOR`")
	c.Flags().BoolVar(&l.Ask, "ask", false, "the unit is being asked; prints the text to send to it")
	c.Flags().BoolVar(&l.Later, "later", false, "not now")
	c.Flags().BoolVar(&l.Everywhere, "everywhere", false, "for this wording in every workbook")
	r.flags(c)
	return c
}

func (k *sitting) confirm(ctx context.Context, l office.Lesson, name string) error {
	before, asOf, err := k.State(ctx)
	if err != nil {
		return err
	}
	taught, open, err := k.Teach(ctx, k.ruling, l, name)
	for i := range taught {
		k.recorded(&taught[i].Decision, nil)
		if l.Ask {
			k.say("confirm.ask", "text", k.words().Asking(&taught[i].Question))
		}
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
	if l.Ask || l.Later {
		return k.waiting(ctx)
	}
	return k.learned(ctx, before, asOf)
}

// sayings names those of some questions that have one of some IDs.
func (k *sitting) sayings(open []office.Question, ids []string) string {
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
	learned := explain.Learn(k.Desk.Programme, before, after, asOf)
	k.changed("confirm.more", learned.More)
	k.changed("confirm.fewer", learned.Fewer)
	if len(learned.More)+len(learned.Fewer) == 0 {
		k.say("confirm.same")
	}
	return k.waiting(ctx)
}

// waiting prints how much is still to be answered.
func (k *sitting) waiting(ctx context.Context) error {
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

func (k *sitting) changed(key string, figures []explain.Learnt) {
	if len(figures) == 0 {
		return
	}
	first, last := explain.Span(figures)
	k.say(key, "n", fmt.Sprint(len(figures)), "first", first.Short(), "last", last.Short())
}
