package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"tonghop/model/merge"
	"tonghop/model/record"
	"tonghop/sync/app"
)

func newDecisions(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:     "decisions",
		Short:   "List what the office has decided",
		Long:    `Lists the office's decisions with their ids, as of --now or else all.`,
		Example: "  tonghop decisions",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o, err := f.open(c.Context(), app.ToRead)
			if err != nil {
				return err
			}
			defer o.Close()
			s, err := o.Recorded().State(c.Context(), o.Now())
			if err != nil {
				return fmt.Errorf("reading the ledger: %w", err)
			}
			o.listDecisions(f.stdout, s)
			return nil
		},
	}
}

func (o *workplace) listDecisions(w io.Writer, s *record.State) {
	if len(s.Decisions) == 0 {
		fmt.Fprintln(w, o.Messages.Text("decide.none"))
	}
	findings := o.sentences(merge.Merge(o.Programme, s, o.Now()).Findings)
	for i := range s.Decisions {
		d := &s.Decisions[i]
		fmt.Fprintln(w, o.Messages.Text("decide.listed", "id", fmt.Sprintf("%3d", d.ID), "at", o.moment(d.At), "what", o.described(d, findings), "by", o.Messages.By(d), "reason", d.Reason))
		if became := o.words().Became(s, d); became != "" {
			fmt.Fprintln(w, o.Messages.Text("decide.listed-became", "became", became))
		}
	}
}
