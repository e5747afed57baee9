package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Put puts a file in place, whole or not at all: the bytes go to a temporary
// file in the same folder, which takes the target's name once it is safe on
// the disk. If anything fails the old file stands as it was and nothing is
// left behind. The folder is made if it is not there.
//
// Where another program holds the target locked (on Windows, Excel has it
// open) the bytes go to a sibling that bears the day of now, such as
// "tong-hop (2020-06-24).xlsx". placed is the path that was written.
func Put(path string, data []byte, now time.Time) (placed string, err error) {
	p := placer{disk: osDisk{}}
	return p.put(path, data, now)
}

// placer is Put over a disk that tests may let fail.
type placer struct{ disk disk }

// disk is what placing a file asks of the operating system.
type disk interface {
	// create makes a new file with a name of its own in a folder.
	create(dir string) (tempFile, error)
	rename(from, to string) error
	remove(name string) error
	// syncDir makes the names in a folder safe.
	syncDir(dir string) error
	// locked reports whether rename failed because another program has the
	// target open.
	locked(err error) bool
}

type tempFile interface {
	io.Writer
	Name() string
	Chmod(fs.FileMode) error
	Sync() error
	Close() error
}

func (p placer) put(path string, data []byte, now time.Time) (placed string, err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("placing %s: %w", path, err)
	}
	temp, err := p.write(dir, data, modeOf(path))
	if err != nil {
		return "", fmt.Errorf("placing %s: %w", path, err)
	}
	placed, err = p.move(temp, path, data, now)
	if err != nil {
		return "", fmt.Errorf("placing %s: %w", path, errors.Join(err, p.disk.remove(temp)))
	}
	if err := p.disk.syncDir(dir); err != nil {
		return "", fmt.Errorf("placing %s: making the folder safe: %w", path, err)
	}
	return placed, nil
}

// modeOf gives the rights of the file that is replaced, or those of a file
// that the whole office may read.
func modeOf(path string) fs.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

// write makes the temporary file, safe on the disk.
func (p placer) write(dir string, data []byte, mode fs.FileMode) (name string, err error) {
	f, err := p.disk.create(dir)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, p.disk.remove(f.Name()))
	}
	return f.Name(), nil
}

// siblings is how many names beside a locked target are tried.
const siblings = 9

// move gives the temporary file its name: the target's, or where that is
// locked the first sibling's that is not. A sibling that already holds the
// very bytes needs no other.
func (p placer) move(temp, path string, data []byte, now time.Time) (string, error) {
	err := p.disk.rename(temp, path)
	for n := 1; err != nil && p.disk.locked(err) && n <= siblings; n++ {
		path := sibling(path, now, n)
		if old, readErr := os.ReadFile(path); readErr == nil && bytes.Equal(old, data) {
			return path, p.disk.remove(temp)
		}
		if err = p.disk.rename(temp, path); err == nil {
			return path, nil
		}
	}
	return path, err
}

// sibling names the n-th file that stands in for one that is locked.
func sibling(path string, now time.Time, n int) string {
	ext := filepath.Ext(path)
	mark := now.Format(time.DateOnly)
	if n > 1 {
		mark += fmt.Sprintf(" %d", n)
	}
	return fmt.Sprintf("%s (%s)%s", strings.TrimSuffix(path, ext), mark, ext)
}

// osDisk is the true disk.
type osDisk struct{}

func (osDisk) create(dir string) (tempFile, error) { return os.CreateTemp(dir, ".tonghop-*.tmp") }
func (osDisk) rename(from, to string) error        { return os.Rename(from, to) }
func (osDisk) remove(name string) error            { return os.Remove(name) }
func (osDisk) syncDir(dir string) error            { return syncDir(dir) }
func (osDisk) locked(err error) bool               { return isLocked(err) }
