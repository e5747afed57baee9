package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/record"
	"tonghop/sync/app"
)

func newIssued(f *flags) *cobra.Command {
	var write, asJSON bool
	c := &cobra.Command{
		Use:   "issued [PERIOD]",
		Short: "List drafts and issued reports, and what has changed since",
		Long: `Lists what was closed and issued, of one period or of all: codes, numbers, who
and when, the files, and how an edited file differs from its draft. Of each
report that stands it tells which figures are others now, from which days and
why, and which later report took that over.

--write puts the very bytes that are kept back under the folder of reports.`,
		Example: "  tonghop issued\n  tonghop issued 2020-06 --write",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return app.Usage(fmt.Errorf("issued: name one period at most"), "for example: tonghop issued 2020-06")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.registered(c, app.ToRead, func(ctx context.Context, k *clerk) error {
				of := func(*record.Issued) bool { return true }
				if len(args) == 1 {
					p, err := k.named("issued", args[0])
					if err != nil {
						return err
					}
					of = func(r *record.Issued) bool { return r.Period.Key() == p.Key() }
				}
				if asJSON {
					return k.listJSON(ctx, of)
				}
				return k.list(ctx, of, write)
			})
		},
	}
	c.Flags().BoolVar(&write, "write", false, "write the kept files under the folder of reports")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// list tells of the register, and where asked for writes its files.
func (k *clerk) list(ctx context.Context, of func(*record.Issued) bool, write bool) error {
	all, err := k.selected(ctx, of)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		k.say("registry.none")
		return nil
	}
	accounts, err := k.accounts(ctx, of)
	if err != nil {
		return err
	}
	standing := record.Numbered(all)
	for i := range all {
		r := &all[i]
		k.listed(r, slices.Contains(standing, r))
		if err := k.files(ctx, r, write); err != nil {
			return err
		}
		for j := range accounts {
			if accounts[j].Report.ID == r.ID {
				k.account(&accounts[j])
			}
		}
	}
	return nil
}

// selected gives a part of the register, in the order of closing.
func (k *clerk) selected(ctx context.Context, of func(*record.Issued) bool) ([]record.Issued, error) {
	all, err := k.Ledger.Register(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(r record.Issued) bool { return !of(&r) }), nil
}

// files names a report's files, or puts them back.
func (k *clerk) files(ctx context.Context, r *record.Issued, write bool) error {
	for _, d := range documents(r) {
		if !write {
			k.say("registry.document", "file", d.Name, "sha256", d.SHA256)
			continue
		}
		file, err := k.File(ctx, d)
		if err == nil {
			err = k.write(file)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// documents are a report's files: the draft, unless it was issued as it is,
// and the one that was issued.
func documents(r *record.Issued) []record.Document {
	switch r.File.SHA256 {
	case "":
		return []record.Document{r.Drafted}
	case r.Drafted.SHA256:
		return []record.Document{r.File}
	}
	return []record.Document{r.Drafted, r.File}
}

type issuedJSON struct {
	Draft       string                  `json:"draft"`
	Number      string                  `json:"number,omitempty"`
	Date        calendar.Day            `json:"date,omitzero"`
	Kind        calendar.PeriodKind     `json:"kind"`
	Period      string                  `json:"period"`
	First       calendar.Day            `json:"first"`
	Last        calendar.Day            `json:"last"`
	ClosedBy    string                  `json:"closed_by"`
	By          string                  `json:"by,omitempty"`
	Standing    bool                    `json:"standing"`
	Replaces    string                  `json:"replaces,omitempty"`
	Reason      string                  `json:"reason,omitempty"`
	Files       []record.Document       `json:"files"`
	Edited      bool                    `json:"edited"`
	Compared    bool                    `json:"compared"`
	Differences []record.CellDifference `json:"differences"`
	Restated    []restatedJSON          `json:"restated"`
}

type restatedJSON struct {
	Unit      string `json:"unit"`
	Indicator string `json:"indicator"`
	Old       *int64 `json:"old"`
	New       *int64 `json:"new"`
	CarriedBy string `json:"carried_by,omitempty"`
}

func (k *clerk) listJSON(ctx context.Context, of func(*record.Issued) bool) error {
	all, err := k.selected(ctx, of)
	if err != nil {
		return err
	}
	accounts := []explain.Account{}
	if len(all) > 0 {
		if accounts, err = k.accounts(ctx, of); err != nil {
			return err
		}
	}
	standing := record.Numbered(all)
	list := []issuedJSON{}
	for i := range all {
		r := &all[i]
		j := issuedJSON{r.Draft, r.Number, r.Dated, r.Period.Kind, r.Period.Name, r.Period.First, r.Period.Last, r.ClosedBy, r.By, slices.Contains(standing, r),
			r.Replaces, r.Reason, documents(r), r.Edited, r.Compared, append([]record.CellDifference{}, r.Differences...), []restatedJSON{}}
		for _, a := range accounts {
			if a.Report.ID != r.ID {
				continue
			}
			x := restatedJSON{Unit: a.Unit, Indicator: a.Indicator, Old: stated(a.Old), New: stated(a.New)}
			if a.CarriedBy != nil {
				x.CarriedBy = a.CarriedBy.Number
			}
			j.Restated = append(j.Restated, x)
		}
		list = append(list, j)
	}
	return printJSON(k.w, list)
}
