package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"tonghop/sync/app/apptest"
)

// mountSmall mounts a file system of its own, which takes root.
func mountSmall(t *testing.T, size string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := unix.Mount("tonghop-test", folder, "tmpfs", 0, "size="+size); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("mounting a small disk: %v; CI=true does not let this test be skipped", err)
		}
		t.Skipf("mounting a small disk: %v; run as root to see a disk fill up", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// smallDisk is a file system of its own with a small office on it.
func smallDisk(t *testing.T, size string) (config string) {
	t.Helper()
	folder := mountSmall(t, size)
	config = apptest.Small(t)
	for _, name := range []string{"config.yaml", "an.csv"} {
		if err := os.WriteFile(filepath.Join(folder, name), mustRead(t, filepath.Join(filepath.Dir(config), name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, "config.yaml")
}

// fill fills a folder's disk but for some room. What it gives makes space
// again.
func fill(t *testing.T, folder string, room int64) (free func()) {
	t.Helper()
	path := filepath.Join(folder, "ballast")
	ballast, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	size, full := io.Copy(ballast, neverEnding{})
	if full == nil || size < room {
		t.Fatalf("the disk does not fill up: %d bytes, %v", size, full)
	}
	if err := errors.Join(ballast.Truncate(size-room), ballast.Close()); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFullDiskIsToldAndNothingRecordedIsLost(t *testing.T) {
	config := smallDisk(t, "2m")
	folder := filepath.Dir(config)
	if code, _, said := tonghop(config, "sync", "--now", crashNow); code != 0 {
		t.Fatal(said)
	}
	book := mustRead(t, filepath.Join(folder, "out", "tong-hop.xlsx"))
	free := fill(t, folder, 0)
	sheet := mustRead(t, filepath.Join(folder, "an.csv"))
	if err := os.WriteFile(filepath.Join(folder, "an.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"sync", "--now", "2020-06-25T12:00:00+07:00"},
		{"report", "month", "2020-06", "--now", crashNow},
		{"close", "day", "2020-06-22", "--by", "Văn phòng", "--now", crashNow},
		{"backup"},
	} {
		code, _, said := tonghop(config, args...)
		if code != 1 || !strings.Contains(said, "hint: ") || !strings.Contains(said, "disk") && !strings.Contains(said, "space") {
			t.Errorf("%s: exit %d: %s", args[0], code, said)
		}
	}
	if !bytes.Equal(book, mustRead(t, filepath.Join(folder, "out", "tong-hop.xlsx"))) {
		t.Error("the last good book does not stand as it was")
	}
	free()
	if err := os.WriteFile(filepath.Join(folder, "an.csv"), sheet, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"verify"}, {"backup"}, {"close", "day", "2020-06-22", "--by", "Văn phòng", "--now", crashNow}, {"sync", "--now", "2020-06-25T12:00:00+07:00"}} {
		if code, _, said := tonghop(config, args...); code != 0 {
			t.Errorf("with space again, %s: exit %d: %s", args[0], code, said)
		}
	}
	if _, tallies, _ := tonghop(config, "export", "tallies", "--now", crashNow); !strings.Contains(tallies, "people_informed,12") {
		t.Errorf("what was recorded before is lost: %s", tallies)
	}
}

// neverEnding is a reader of noughts.
type neverEnding struct{}

func (neverEnding) Read(p []byte) (int, error) { return len(p), nil }

func TestAReadOnlyDiskIsToldAndReportsAreStillAnswered(t *testing.T) {
	config := smallDisk(t, "8m")
	if code, _, said := tonghop(config, "sync", "--now", crashNow); code != 0 {
		t.Fatal(said)
	}
	if err := unix.Mount("", filepath.Dir(config), "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatalf("mounting read-only what could be mounted: %v", err)
	}
	for _, args := range [][]string{{"sync", "--now", crashNow}, {"serve"}, {"backup"}} {
		if code, _, said := tonghop(config, args...); code != 1 || !strings.Contains(said, "read-only") || !strings.Contains(said, "hint: ") {
			t.Errorf("%s: exit %d: %s", args[0], code, said)
		}
	}
	for _, args := range [][]string{{"export", "tallies"}, {"verify"}, {"backup", filepath.Join(t.TempDir(), "rescued.db")}} {
		if code, _, said := tonghop(config, args...); code != 0 {
			t.Errorf("%s: exit %d: %s", args[0], code, said)
		}
	}
}
