package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tonghop/sync/config"
	"tonghop/sync/ledger"
	"tonghop/sync/schedule"
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
			kept := o.backups()
			if dir != "" {
				kept.dir = dir
			}
			if c.Flags().Changed("keep") {
				kept.keep = keep
			}
			if err := o.backup(c.Context(), f, kept.path(o.now().In(o.programme.Location))); err != nil {
				return err
			}
			return o.rotate(f, kept)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "the `FOLDER` of backups (default: the configuration's, or backups beside the ledger)")
	c.Flags().IntVar(&keep, "keep", config.DefaultBackupKeep, "how many backups stay in the folder, if not as the configuration has it")
	return c
}

// backup saves a copy at a path and tells its size.
func (o *workplace) backup(ctx context.Context, f *flags, path string) error {
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

// rotate removes the oldest backups and tells which.
func (o *workplace) rotate(f *flags, kept backups) error {
	removed, err := kept.rotate()
	for _, path := range removed {
		fmt.Fprintln(f.stdout, o.messages.Text("cli.backup.removed", "file", path))
	}
	if err != nil {
		return failure(fmt.Errorf("backup: removing an old one: %w", err), "the new backup was saved; remove the old one yourself")
	}
	return nil
}

// backupJob is the daemon's: a verified copy, and only then away with the
// oldest. There is none unless the configuration asks for it.
func (o *workplace) backupJob() ([]schedule.Job, error) {
	b := o.cfg.Backup
	if b.At == "" {
		return nil, nil
	}
	s, err := schedule.Parse(b.At, o.programme.Location)
	if err != nil {
		return nil, usage(fmt.Errorf("backup.at: %w", err), "")
	}
	return []schedule.Job{{Name: "backup", Schedule: s, Run: o.saveBackup}}, nil
}

// saveBackup saves a copy under the present instant. The runner logs its error.
func (o *workplace) saveBackup(ctx context.Context, _ time.Time) error {
	kept := o.backups()
	path := kept.path(o.now().In(o.programme.Location))
	audit, err := o.ledger.Backup(ctx, path)
	if errors.Is(err, ledger.ErrUnsound) {
		for _, c := range audit.Checks {
			for _, problem := range c.Problems {
				o.log.Error("the ledger did not pass the audit", "check", c.Name, "problem", problem)
			}
		}
	}
	if err != nil {
		return err
	}
	removed, err := kept.rotate()
	o.log.Info("ledger backed up and verified", "file", path, "removed", removed)
	if err != nil {
		return fmt.Errorf("removing old backups: %w", err)
	}
	return nil
}

// backups are those of this ledger, as the configuration has it.
func (o *workplace) backups() backups {
	base := filepath.Base(o.cfg.Ledger)
	return backups{o.cfg.Backup.Dir, strings.TrimSuffix(base, filepath.Ext(base)), o.cfg.Backup.Keep}
}

// A backups is a ledger's copies in a folder, of which so many stay. Their
// names begin with the ledger's and bear the office's date and time, so that
// they sort in the order of time.
type backups struct {
	dir, stem string
	keep      int
}

func (b backups) path(at time.Time) string {
	return filepath.Join(b.dir, b.stem+"-"+at.Format("2006-01-02T150405")+".db")
}

// rotate removes the oldest beyond keep and gives those that are gone. What
// bears another name is not touched.
func (b backups) rotate() (removed []string, err error) {
	names, err := b.names()
	if err != nil {
		return nil, err
	}
	for _, name := range names[:max(0, len(names)-b.keep)] {
		path := filepath.Join(b.dir, name)
		if err := os.Remove(path); err != nil {
			return removed, err
		}
		removed = append(removed, path)
	}
	return removed, nil
}

// names lists the copies, the oldest first.
func (b backups) names() (names []string, err error) {
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		return nil, err
	}
	ours := regexp.MustCompile("^" + regexp.QuoteMeta(b.stem) + `-\d{4}-\d\d-\d\dT\d{6}\.db$`)
	for _, e := range entries {
		if ours.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}

// lastBackup tells, where the daemon saves copies, which is the newest: it says
// at once if that has failed since.
func (k *checkup) lastBackup() {
	if k.cfg.Backup.At == "" {
		return
	}
	kept := k.backups()
	names, err := kept.names()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		k.log.Warn("the folder of backups cannot be read", "err", err)
	}
	if len(names) == 0 {
		fmt.Fprintf(k.w, "  %s\n", k.messages.Text("cli.check.no-backup", "dir", kept.dir))
		return
	}
	fmt.Fprintf(k.w, "  %s\n", k.messages.Text("cli.check.backup", "file", filepath.Join(kept.dir, names[len(names)-1])))
}
