package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/ledger"
)

func newErase(f *flags) *cobra.Command {
	var r ruling
	c := &cobra.Command{
		Use:   "erase SOURCE [TAB] --by WHO --reason WHY",
		Short: "Take the text of a source out of the ledger for good",
		Long: `Takes out of the ledger what the looks at a source saw, or what they saw of its
tabs of one title: for a text that must not be kept, such as a list of citizens.
It cannot be undone. When the source was looked at stays known, and so does that
its text was erased, by whom and why; "tonghop verify" goes on proving the rest.
Figures that only stood there are figures no more.

SOURCE is the link or path as the configuration has it. Take the text out of the
sheet first: the next look keeps what it sees. Backups that were made before have
it still; delete them, or let them be replaced.`,
		Example: `  tonghop erase data/thanh-an.xlsx "Danh sách" --by "Văn phòng" --reason "có số CCCD của người dân"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return app.Usage(errors.New("erase: name the source, and the tab if only that is to be erased"), `for example: tonghop erase data/thanh-an.xlsx "Danh sách" --by … --reason …`)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.decide(c, &r, func(ctx context.Context, k *sitting) error { return k.erase(ctx, args[0], strings.Join(args[1:], "")) })
		},
	}
	r.flags(c)
	return c
}

func (k *sitting) erase(ctx context.Context, source, tab string) error {
	e, err := k.Office.Ledger.Erase(ctx, office.Decision{Ruling: k.ruling, Erasure: office.Erasure{Source: source, Tab: tab}, At: k.at})
	if errors.Is(err, ledger.ErrNothingToErase) {
		return app.Usage(fmt.Errorf("erase: %w", err), "name the source as the configuration has it, and the tab by its title; what was erased before is gone")
	}
	if err != nil {
		return err
	}
	if err := k.Office.Readings.Cache.Forget(ctx, source); err != nil {
		return app.Failure(fmt.Errorf("erase: %w", err), "delete the file that ends in .readings beside the ledger; it is made again")
	}
	k.say("decide.erased", "id", fmt.Sprint(e.ID), "n", fmt.Sprint(e.Tabs), "source", source)
	return nil
}
