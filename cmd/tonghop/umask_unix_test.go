//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestWhatIsWrittenIsForTheUserAndTheGroupAlone(t *testing.T) {
	was := syscall.Umask(0o022)
	defer syscall.Umask(was)
	keepPrivate()
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	syscall.Umask(0o077)
	keepPrivate()
	if now := syscall.Umask(0o022); now != 0o077 {
		t.Errorf("what was kept from the group is given to it: %o", now)
	}
}
