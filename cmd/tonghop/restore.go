package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/app/backups"
	"tonghop/sync/ledger"
)

func newRestore(f *flags) *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the ledger's place",
		Long: `Copies the backup, verifies the copy, gives the present ledger, however damaged,
another name beside it, and puts the copy in its place. Nothing is deleted, and
where the backup is not whole nothing is changed. Stop the daemon first.

What was read after the backup is read again by the next look, as far as it still
stands in the sheets. Who was on time in between can no longer be proved and
counts as on time; what the office decided in between has to be entered again.
What the present ledger holds beyond the backup is listed first, numbers that were
given to reports above all, and it is asked whether to go on; without a terminal
only --yes goes on.`,
		Example: "  tonghop restore backups/ledger-2020-06-24T223000.db",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return app.Usage(fmt.Errorf("restore: name one backup, not %d", len(args)), "tonghop restore backups/ledger-2020-06-24T223000.db")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.settings()
			if err != nil {
				return err
			}
			if l := o.lostTo(c.Context(), args[0]); !l.none() {
				l.tell(f.stdout, o)
				if err := o.consents(c, yes, "cli.restore.ask"); err != nil {
					return err
				}
			}
			return o.restore(c, f, args[0])
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "go on with what is listed, without asking")
	return c
}

func (o *workplace) restore(c *cobra.Command, f *flags, backup string) error {
	aside, audit, err := ledger.Restore(c.Context(), o.Config.Ledger, backup, o.Now().In(o.Programme.Location), o.Command)
	switch known := (*ledger.Error)(nil); {
	case errors.Is(err, ledger.ErrUnsound):
		printAudit(f.stderr, o.Messages, audit)
		return app.Failure(fmt.Errorf("restore: %w", err), "the ledger stands as it was; try an older backup")
	case errors.As(err, &known) && known.Path == backup:
		return app.Failure(fmt.Errorf("restore: %w", err), "the ledger stands as it was; "+o.listed())
	case err != nil:
		return err
	}
	printAudit(f.stdout, o.Messages, audit)
	fmt.Fprintln(f.stdout, o.Messages.Text("cli.restore.done", "backup", backup))
	if aside != "" {
		fmt.Fprintln(f.stdout, o.Messages.Text("cli.restore.aside", "file", aside))
	}
	fmt.Fprintln(f.stdout, o.Messages.Text("cli.restore.next"))
	return nil
}

// listed tells which backups there are.
func (o *workplace) listed() string {
	kept := backups.Of(o.Office)
	names, err := kept.Names()
	if err != nil || len(names) == 0 {
		return "there is no backup in " + kept.Dir
	}
	return "backups in " + kept.Dir + ": " + strings.Join(names, ", ")
}
