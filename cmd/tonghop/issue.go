package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/registry"
)

func newIssue(f *flags) *cobra.Command {
	var x registry.Issuing
	var signed string
	c := &cobra.Command{
		Use:   "issue --draft CODE --number N --by WHO",
		Short: "Give a draft its number: the report is issued",
		Long: `Gives a draft its number and date, for good: both are printed on it, as they
stand in the register, and what is printed is kept. A file that was edited before it was signed is kept with --file, and
its differences from the draft are listed cell by cell, of a Word document
paragraph by paragraph; a scan or a PDF is kept
without a comparison.

--replaces issues it in the place of an earlier report of the same period, with
a reason; the report then says so. A draft whose figures
have changed since it was closed is refused unless --as-closed stands.`,
		Example: `  tonghop issue --draft 482-1936 --number "12-BC/HĐTĐN" --by "Văn phòng"
  tonghop issue --draft 482-1936 --number "12-BC/HĐTĐN" --file da-ky.xlsx --by "Văn phòng"
  tonghop issue --draft 705-2214 --number "15-BC/HĐTĐN" --replaces "12-BC/HĐTĐN" --reason "Xã An bổ sung số liệu" --by "Văn phòng"`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if x.Draft == "" {
				return app.Usage(errors.New("issue: say which draft (--draft)"), "tonghop issued lists drafts and issued reports")
			}
			if signed != "" {
				data, err := os.ReadFile(signed)
				if err != nil {
					return app.Usage(fmt.Errorf("issue: reading the signed file: %w", err), "look at the path after --file")
				}
				x.Signed = &registry.Print{Name: filepath.Base(signed), Bytes: data}
			}
			return f.registered(c, app.ToDecide, func(ctx context.Context, k *clerk) error {
				n, err := k.Issue(ctx, x)
				if err != nil {
					return err
				}
				return k.issued(ctx, n)
			})
		},
	}
	c.Flags().StringVar(&x.Draft, "draft", "", "the draft's `CODE`, as printed on it")
	c.Flags().StringVar(&x.Number, "number", "", "the report's `NUMBER`, such as \"12-BC/HĐTĐN\"")
	c.Flags().StringVar(&x.Dated, "date", "", "the `DAY` that the report bears (default: today)")
	c.Flags().StringVar(&signed, "file", "", "the `FILE` that was signed, where it was edited")
	c.Flags().StringVar(&x.Replaces, "replaces", "", "the `NUMBER` of the report that this one replaces")
	c.Flags().StringVar(&x.Reason, "reason", "", "`WHY` it replaces it")
	c.Flags().BoolVar(&x.AsClosed, "as-closed", false, "issue it although figures have changed since it was closed")
	c.Flags().StringVar(&x.By, "by", "", "`WHO` issues it")
	return c
}

// issued tells of a report that has its number and writes its document.
func (k *clerk) issued(ctx context.Context, n *registry.Numbered) error {
	r := n.Report
	key := "registry.issued"
	if n.Again {
		key += ".again"
	}
	k.say(key, "number", r.Number, "date", r.Dated.Short(), "period", k.span(r.Period), "draft", r.Draft, "at", k.moment(r.At), "by", r.By)
	if r.Replaces != "" {
		k.say("registry.replaces", "number", r.Replaces, "reason", r.Reason)
		k.changes(n.Replaced)
	}
	k.edited(r)
	for _, line := range n.Lacks {
		k.say("registry.lacks", "line", line)
	}
	if len(n.Changed) > 0 {
		k.say("registry.as-closed", "n", fmt.Sprint(len(n.Changed)))
		k.changes(n.Changed)
	}
	if err := k.write(n.File); err != nil || r.Edited {
		return err // the file that was signed is the report
	}
	return k.word(ctx, r)
}
