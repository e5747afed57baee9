package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/app/backups"
	"tonghop/sync/config"
	"tonghop/sync/ledger"
)

func newBackup(f *flags) *cobra.Command {
	var dir string
	var keep int
	c := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Save a verified copy of the ledger",
		Long: `Copies the ledger as it stands, also while the daemon writes to it, opens the
copy, verifies it and only then gives it its name. Without FILE it goes to a
folder under the present date and time, and the oldest copies beyond --keep are
removed. To put one in the ledger's place: tonghop restore FILE.

With a section backup in the configuration the daemon saves copies by itself.`,
		Example: "  tonghop backup\n  tonghop backup --dir /mnt/usb --keep 60\n  tonghop backup before-the-merger.db",
		Args:    atMostOneFile,
		RunE: func(c *cobra.Command, args []string) error {
			if keep < 1 {
				return app.Usage(fmt.Errorf("backup: --keep %d would keep nothing", keep), "use 1 or more")
			}
			o, err := f.settings()
			if err != nil {
				return err
			}
			if err := o.OpenLedger(c.Context(), app.ToRead); err != nil {
				return err
			}
			defer o.Close()
			if len(args) == 1 {
				return o.backup(c.Context(), f, args[0])
			}
			kept := backups.Of(o.Office)
			if dir != "" {
				kept.Dir = dir
			}
			if c.Flags().Changed("keep") {
				kept.Keep = keep
			}
			if err := o.backup(c.Context(), f, kept.Path(o.Now())); err != nil {
				return err
			}
			return o.rotate(c.Context(), f, kept)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "the `FOLDER` of backups (default: the configuration's, or backups beside the ledger)")
	c.Flags().IntVar(&keep, "keep", config.DefaultBackupKeep, "how many backups stay in the folder, if not as the configuration has it")
	return c
}

// backup saves a copy at a path and tells its size.
func (o *workplace) backup(ctx context.Context, f *flags, path string) error {
	audit, err := o.Ledger.Backup(ctx, path)
	if errors.Is(err, ledger.ErrUnsound) {
		printAudit(f.stderr, o.Messages, audit)
		return app.Failure(err, "the last backup stands as it was; "+damagedHint)
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	fmt.Fprintln(f.stdout, o.Messages.Text("cli.backup.done", "file", path, "size", fmt.Sprintf("%.1f", float64(info.Size())/1e6)))
	return nil
}

// rotate removes the oldest backups and tells which.
func (o *workplace) rotate(ctx context.Context, f *flags, kept backups.Folder) error {
	removed, err := kept.Rotate(ctx)
	for _, path := range removed {
		fmt.Fprintln(f.stdout, o.Messages.Text("cli.backup.removed", "file", path))
	}
	if err != nil {
		return app.Failure(fmt.Errorf("backup: removing an old one: %w", err), "the new backup was saved, and no old one was removed that should not be; where it does not go on from the one before: tonghop verify")
	}
	return nil
}

// lastBackup tells, where the daemon saves copies, which is the newest: it says
// at once if that has failed since.
func (k *checkup) lastBackup() {
	if k.Config.Backup.At == "" {
		return
	}
	kept := backups.Of(k.Office)
	newest, err := kept.Newest()
	if err != nil {
		k.Log.Warn("the folder of backups cannot be read", "err", err)
	}
	if newest == "" {
		fmt.Fprintf(k.w, "  %s\n", k.Messages.Text("cli.check.no-backup", "dir", kept.Dir))
		return
	}
	fmt.Fprintf(k.w, "  %s\n", k.Messages.Text("cli.check.backup", "file", newest))
}
