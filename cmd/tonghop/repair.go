package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/app/backups"
	"tonghop/sync/ledger"
)

func newRepair(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "repair [BACKUP...]",
		Short: "Put a damaged ledger right, row by row",
		Long: `Puts right what "tonghop verify" finds wrong with the ledger: each row that is not
what was recorded is taken from a backup that has it, the newest first. All other
rows stay as they are, and so does what was recorded after the last backup. A row
that no backup has is given up: a look of which nothing is left proves nothing
against anybody. The damaged file is kept beside the ledger. Stop the daemon
first.

Without BACKUP those of the backups' folder are used.`,
		Example: "  tonghop repair\n  tonghop repair /mnt/usb/ledger-2020-06-24T223000.db",
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.settings()
			if err != nil {
				return err
			}
			return o.repair(c, f, args)
		},
	}
}

func (o *workplace) repair(c *cobra.Command, f *flags, from []string) error {
	if len(from) == 0 {
		kept := backups.Of(o.Office)
		names, err := kept.Names()
		if err != nil {
			o.Log.Warn("the folder of backups cannot be read", "err", err)
		}
		for _, name := range slices.Backward(names) {
			from = append(from, filepath.Join(kept.Dir, name))
		}
	}
	done, err := ledger.Repair(c.Context(), o.Config.Ledger, from, o.Now().In(o.Programme.Location), o.Command)
	if errors.Is(err, ledger.ErrUnsound) {
		return app.Failure(fmt.Errorf("repair: %w", err), "the ledger stands as it was; keep it, and ask for help with it and the backups")
	}
	if err != nil {
		return err
	}
	printAudit(f.stdout, o.Messages, done.Audit)
	if done.Aside == "" {
		fmt.Fprintln(f.stdout, o.Messages.Text("cli.repair.sound"))
		return nil
	}
	fmt.Fprintln(f.stdout, o.Messages.Text("cli.repair.healed", "n", strconv.Itoa(len(done.Healed))))
	for _, row := range done.Lost {
		fmt.Fprintln(f.stdout, o.Messages.Text("cli.repair.lost", "row", row))
	}
	fmt.Fprintln(f.stdout, o.Messages.Text("cli.restore.aside", "file", done.Aside))
	return nil
}
