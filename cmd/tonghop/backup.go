package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/sync/ledger"
)

// keptBackups is how many backups stay unless --keep says otherwise: a month
// of nights.
const keptBackups = 30

func newBackup(f *flags) *cobra.Command {
	var dir string
	var keep int
	c := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Save a verified copy of the ledger",
		Long: `Copies the ledger as it stands, also while the daemon writes to it, opens the
copy, verifies it and only then gives it its name. Without FILE it goes to a
folder under the present date and time, and the oldest copies beyond --keep are
removed. To restore one, stop the daemon and put the copy in the ledger's place.`,
		Example: "  tonghop backup\n  tonghop backup --dir /mnt/usb --keep 60\n  tonghop backup before-the-merger.db",
		Args:    atMostOneFile,
		RunE: func(c *cobra.Command, args []string) error {
			if keep < 1 {
				return usage(fmt.Errorf("backup: --keep %d would keep nothing", keep), "use 1 or more")
			}
			o, err := f.settings()
			if err != nil {
				return err
			}
			if err := o.openLedger(c.Context(), toRead); err != nil {
				return err
			}
			defer o.Close()
			if len(args) == 1 {
				return o.backup(c.Context(), f, args[0])
			}
			if dir == "" {
				dir = filepath.Join(filepath.Dir(o.cfg.Ledger), "backups")
			}
			if err := o.backup(c.Context(), f, filepath.Join(dir, o.backupName())); err != nil {
				return err
			}
			return o.rotate(f, dir, keep)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "the `FOLDER` of backups (default: backups beside the ledger)")
	c.Flags().IntVar(&keep, "keep", keptBackups, "how many backups stay in the folder")
	return c
}

// backup saves a copy at a path and tells its size.
func (o *office) backup(ctx context.Context, f *flags, path string) error {
	audit, err := o.ledger.Backup(ctx, path)
	if errors.Is(err, ledger.ErrUnsound) {
		printAudit(f.stderr, o.messages, audit)
		return failure(err, "the last backup stands as it was; "+damagedHint)
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	fmt.Fprintln(f.stdout, o.messages.Text("cli.backup.done", "file", path, "size", fmt.Sprintf("%.1f", float64(info.Size())/1e6)))
	return nil
}

// backupName is the ledger's name with the office's date and time; names sort
// in the order of time.
func (o *office) backupName() string {
	return o.backupStem() + "-" + o.now().In(o.programme.Location).Format("2006-01-02T150405") + ".db"
}

func (o *office) backupStem() string {
	base := filepath.Base(o.cfg.Ledger)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// rotate removes the oldest backups of this ledger beyond keep. What bears
// another name is not touched.
func (o *office) rotate(f *flags, dir string, keep int) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("backup: looking for old ones: %w", err)
	}
	ours := regexp.MustCompile("^" + regexp.QuoteMeta(o.backupStem()) + `-\d{4}-\d\d-\d\dT\d{6}\.db$`)
	var names []string
	for _, e := range entries {
		if ours.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	for _, name := range names[:max(0, len(names)-keep)] {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return failure(fmt.Errorf("backup: removing an old one: %w", err), "the new backup was saved; remove the old one yourself")
		}
		fmt.Fprintln(f.stdout, o.messages.Text("cli.backup.removed", "file", filepath.Join(dir, name)))
	}
	return nil
}
