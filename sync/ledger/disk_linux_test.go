package ledger

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// smallDisk mounts a file system of its own, which takes root.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	folder := t.TempDir()
	if err := unix.Mount("ledger-test", folder, "tmpfs", 0, "size="+size); err != nil {
		unmounted(t, err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// unmounted skips a test whose disk could not be made, but never in CI.
func unmounted(t *testing.T, err error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("mounting a small disk: %v; CI=true does not let this test be skipped", err)
	}
	t.Skipf("mounting a small disk: %v; run as root to see a disk fill up", err)
}

func TestAFullDiskLosesNothing(t *testing.T) {
	folder := smallDisk(t, "2m")
	path := filepath.Join(folder, "ledger.db")
	l := openAt(t, path)
	if _, err := l.Record(t.Context(), roundOfLooks(8)...); err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(folder, "ballast")
	stuff(t, ballast)
	_, err := l.Record(t.Context(), manyLooks(30, 200)...)
	wantKind(t, err, DiskFull, path, "recording looks")
	if n := looksIn(t, l); n != 5 {
		t.Errorf("got %d looks, want those of before", n)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Record(t.Context(), roundOfLooks(10)...); err != nil {
		t.Errorf("with space again: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if n := looksIn(t, openAt(t, path)); n != 10 {
		t.Errorf("opened again: got %d looks, want 10", n)
	}
}

func TestADiskTooFullForALedgerGetsNone(t *testing.T) {
	folder := smallDisk(t, "64k")
	path := filepath.Join(folder, "ledger.db")
	_, err := Open(t.Context(), path, Options{})
	wantKind(t, err, DiskFull, path, "making it")
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("something stands at the ledger's place: %v", err)
	}
}

// stuff writes a file until the disk is full.
func stuff(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
}

// readOnly makes a folder with all that is in it read-only: for root, whom
// no mode keeps out, by mounting it so.
func readOnly(t *testing.T, make func(folder string)) (folder string) {
	t.Helper()
	if os.Geteuid() == 0 {
		folder = smallDisk(t, "8m")
		make(folder)
		if err := unix.Mount("", folder, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
			unmounted(t, err)
		}
		return folder
	}
	folder = t.TempDir()
	make(folder)
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, folder) {
		if err := os.Chmod(name, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(folder, 0o755) })
	return folder
}

func TestAReadOnlyLedgerIsReadAndNotWritten(t *testing.T) {
	folder := readOnly(t, func(folder string) { once(t, folder) })
	path := filepath.Join(folder, "ledger.db")
	_, err := Open(t.Context(), path, Options{})
	wantKind(t, err, ReadOnly, path, "taking its lock")
	l, err := openToRead(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if n := looksIn(t, l); n != 5 {
		t.Errorf("got %d looks, want 5", n)
	}
}

func TestAReadOnlyFolderGetsNoLedger(t *testing.T) {
	folder := readOnly(t, func(string) {})
	for _, path := range []string{filepath.Join(folder, "ledger.db"), filepath.Join(folder, "new", "ledger.db")} {
		_, err := Open(t.Context(), path, Options{})
		wantKind(t, err, ReadOnly, path, "")
	}
}
