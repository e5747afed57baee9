//go:build !windows

package workbook

import (
	"errors"
	"os"
)

// isLocked is never so: these systems replace a file that is open.
func isLocked(error) bool { return false }

// syncDir makes the names in a folder safe on the disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
