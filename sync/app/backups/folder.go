// Package backups keeps the verified copies of an office's ledger.
package backups

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

	"tonghop/sync/app"
	"tonghop/sync/ledger"
	"tonghop/sync/schedule"
)

// A Folder holds the verified copies of an office's ledger, of which so many
// stay. Their names begin with the ledger's and bear the office's date and
// time, so that they sort in the order of time.
type Folder struct {
	Dir  string
	Keep int

	stem   string
	office *app.Office
}

// Of are an office's copies where its configuration has them.
func Of(o *app.Office) Folder {
	base := filepath.Base(o.Config.Ledger)
	return Folder{o.Config.Backup.Dir, o.Config.Backup.Keep, strings.TrimSuffix(base, filepath.Ext(base)), o}
}

// Job is the daemon's: a verified copy, and only then away with the oldest.
// There is none unless the configuration asks for it.
func (f Folder) Job() ([]schedule.Job, error) {
	b := f.office.Config.Backup
	if b.At == "" {
		return nil, nil
	}
	s, err := schedule.Parse(b.At, f.office.Programme.Location)
	if err != nil {
		return nil, app.Usage(fmt.Errorf("backup.at: %w", err), "")
	}
	return []schedule.Job{{Name: "backup", Schedule: s, Run: f.save}}, nil
}

// save saves a copy under the present instant. The runner logs its error.
func (f Folder) save(ctx context.Context, _ time.Time) error {
	path, log := f.Path(f.office.Now()), f.office.Log
	for _, left := range f.sweep() {
		log.Info("removed what a backup left that was cut short", "file", left)
	}
	audit, err := f.office.Ledger.Backup(ctx, path)
	if errors.Is(err, ledger.ErrUnsound) {
		for _, c := range audit.Checks {
			for _, problem := range c.Problems {
				log.Error("the ledger did not pass the audit", "check", c.Name, "problem", problem)
			}
		}
	}
	if err != nil {
		return err
	}
	removed, err := f.Rotate(ctx)
	head, unread := f.office.Ledger.Head(ctx)
	log.Info("ledger backed up and verified", "file", path, "head", head.String(), "removed", removed)
	err = errors.Join(err, unread)
	if err != nil {
		return fmt.Errorf("removing old backups: %w", err)
	}
	return nil
}

// sweepAfter is how old a half-made copy must be to be one that nobody makes.
const sweepAfter = 6 * time.Hour

// sweep removes the half-made copies of backups that were killed. What cannot be
// removed stays for the next time.
func (f Folder) sweep() (removed []string) {
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		return nil // there is none yet, or saving tells why
	}
	half := regexp.MustCompile("^" + regexp.QuoteMeta(f.stem) + `-\d{4}-\d\d-\d\dT\d{6}\.db\.new(-journal|-wal|-shm)?$`)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !half.MatchString(e.Name()) || time.Since(info.ModTime()) < sweepAfter {
			continue
		}
		if path := filepath.Join(f.Dir, e.Name()); os.Remove(path) == nil {
			removed = append(removed, path)
		}
	}
	return removed
}

// Path is where a copy that is made at an instant goes.
func (f Folder) Path(at time.Time) string {
	return filepath.Join(f.Dir, f.stem+"-"+at.In(f.office.Programme.Location).Format("2006-01-02T150405")+".db")
}

// Rotate removes the oldest beyond Keep and gives those that are gone, once the
// newest goes on where the one before it ended: a copy of another record must not
// take the place of the last good ones. What bears another name is not touched.
func (f Folder) Rotate(ctx context.Context) (removed []string, err error) {
	names, err := f.Names()
	if err != nil || len(names) <= f.Keep {
		return nil, err
	}
	if n := len(names); n > 1 {
		if err := ledger.GoesOn(ctx, filepath.Join(f.Dir, names[n-1]), filepath.Join(f.Dir, names[n-2]), f.office.Ledger.Office); err != nil {
			return nil, err
		}
	}
	for _, name := range names[:max(0, len(names)-f.Keep)] {
		path := filepath.Join(f.Dir, name)
		if err := ledger.ForgetBackup(path); err != nil {
			return removed, err
		}
		removed = append(removed, path)
	}
	return removed, nil
}

// Newest is the path of the newest copy, "" where there is none.
func (f Folder) Newest() (string, error) {
	names, err := f.Names()
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(names) == 0 {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return filepath.Join(f.Dir, names[len(names)-1]), nil
}

// Names lists the copies, the oldest first.
func (f Folder) Names() (names []string, err error) {
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		return nil, err
	}
	ours := regexp.MustCompile("^" + regexp.QuoteMeta(f.stem) + `-\d{4}-\d\d-\d\dT\d{6}\.db$`)
	for _, e := range entries {
		if ours.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}
