package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tonghop/model"
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
with "tonghop enter".`,
		Example: `  tonghop export findings                     # shows the codes under id
  tonghop accept 3fa0c1d2 --by "Văn phòng" --reason "đã gọi điện, đúng 150 lượt"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(fmt.Errorf("accept: name findings by their codes, or units"), "tonghop export findings shows the codes under id")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *desk) error { return k.accept(ctx, args) })
		},
	}
	r.flags(c)
	return c
}

// accept accepts all findings that are named, or none where one is unknown.
func (k *desk) accept(ctx context.Context, names []string) error {
	s, asOf, err := k.state(ctx)
	if err != nil {
		return err
	}
	findings := model.Merge(k.programme, s, asOf).Findings
	k.findings = k.sentences(findings)
	var chosen []*model.OpenFinding
	taken := map[*model.OpenFinding]bool{}
	for _, name := range names {
		named := k.named(findings, name)
		if len(named) == 0 {
			return k.refuse("tonghop export findings shows the codes under id, and the units", "%q is neither a finding nor a unit with open findings", name)
		}
		for _, f := range named {
			if !taken[f] {
				taken[f] = true
				chosen = append(chosen, f)
			}
		}
	}
	for _, f := range chosen {
		if f.Accepted != nil {
			k.say("decide.accepted-before", "id", f.ID(), "by", f.Accepted.By, "at", k.moment(f.Accepted.At))
			continue
		}
		if _, err := k.record(ctx, model.AcceptanceOf(&f.Finding)); err != nil {
			return err
		}
	}
	return k.stillOpen(ctx)
}

// named gives the findings of a code, or the open ones of a unit.
func (k *desk) named(findings []model.OpenFinding, name string) []*model.OpenFinding {
	_, isUnit := k.programme.Unit(name)
	var named []*model.OpenFinding
	for i := range findings {
		f := &findings[i]
		if isUnit && f.Unit == name && f.Accepted == nil && f.Severity != model.SeverityNotice || !isUnit && f.ID() == name {
			named = append(named, f)
		}
	}
	return named
}

// stillOpen prints how much there is left to mend.
func (k *desk) stillOpen(ctx context.Context) error {
	s, asOf, err := k.state(ctx)
	if err != nil {
		return err
	}
	open, accepted := 0, 0
	for _, f := range model.Merge(k.programme, s, asOf).Findings {
		switch {
		case f.Severity == model.SeverityNotice:
		case f.Accepted != nil:
			accepted++
		default:
			open++
		}
	}
	k.say("decide.open", "open", fmt.Sprint(open), "accepted", fmt.Sprint(accepted))
	return nil
}
