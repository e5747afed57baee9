package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/sync/app"
)

func newAccept(f *flags) *cobra.Command {
	var r ruling
	c := &cobra.Command{
		Use:   "accept (FINDING|UNIT)… --by WHO --reason WHY",
		Short: "Mark findings as checked and right",
		Long: `Marks findings as checked and right ("Đã kiểm tra, đúng"). They are no longer
counted as open, until the figure that they speak of changes. FINDING is the
code of eight letters that stands beside each; UNIT means all that are open of
one unit. What an error keeps out of the totals stays out: enter the figure
with "tonghop enter". Where figures are held because they stand on each other's
days, what the sheet says counts again from its next change on.`,
		Example: `  tonghop export findings                     # shows the codes under id
  tonghop accept 3fa0c1d2 --by "Văn phòng" --reason "đã gọi điện, đúng 150 lượt"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return app.Usage(fmt.Errorf("accept: name findings by their codes, or units"), "tonghop export findings shows the codes under id")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.accept(ctx, args) })
		},
	}
	r.flags(c)
	return c
}

func (k *sitting) accept(ctx context.Context, names []string) error {
	accepted, before, err := k.Accept(ctx, k.ruling, names...)
	words := k.sentences(accepted)
	for i := range accepted {
		k.recorded(accepted[i].Accepted, words)
	}
	if err != nil {
		return k.refused(err)
	}
	for i := range before {
		f := &before[i]
		k.say("decide.accepted-before", "id", f.ID(), "by", k.Messages.By(f.Accepted), "at", k.moment(f.Accepted.At))
	}
	return k.stillOpen(ctx)
}

// stillOpen prints how much there is left to mend.
func (k *sitting) stillOpen(ctx context.Context) error {
	s, asOf, err := k.State(ctx)
	if err != nil {
		return err
	}
	open, accepted := 0, 0
	for _, f := range merge.Merge(k.Programme, s, asOf).Findings {
		switch {
		case f.Severity == office.SeverityNotice:
		case f.Accepted != nil:
			accepted++
		default:
			open++
		}
	}
	k.say("decide.open", "open", fmt.Sprint(open), "accepted", fmt.Sprint(accepted))
	return nil
}
