package workbook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var june24 = time.Date(2020, 6, 24, 16, 30, 0, 0, time.UTC)

// files gives the names and contents of a folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, e := range list {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	got := files(t, dir)
	for name := range got {
		if got[name] != want[name] {
			t.Errorf("file %q holds %q, want %q", name, got[name], want[name])
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("file %q is missing", name)
		}
	}
}

func TestPutMakesAndReplacesAFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "2020")
	path := filepath.Join(dir, "tong-hop.xlsx")
	for _, content := range []string{"một", "hai"} {
		placed, err := Put(path, []byte(content), june24)
		if err != nil || placed != path {
			t.Fatalf("Put: %q, %v", placed, err)
		}
		wantFiles(t, dir, map[string]string{"tong-hop.xlsx": content})
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o044 == 0 {
		t.Errorf("the office cannot read %v (%v)", info.Mode(), err)
	}
}

func TestPutKeepsTheRightsOfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	writeFile(t, path, []byte("cũ")) // for its owner alone
	if _, err := Put(path, []byte("mới"), june24); err != nil {
		t.Fatal(err)
	}
	before, after := fs.FileMode(0o600), modeOf(path)
	if after&0o600 != before&0o600 || after&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("rights %v, want %v", after, before)
	}
}

func TestPutOverAFolderFails(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if placed, err := Put(path, []byte("x"), june24); err == nil {
		t.Errorf("got no error, placed %q", placed)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("left behind: %v", list)
	}
}

var (
	errFull   = errors.New("no space left on device")
	errLocked = errors.New("the file is in use")
)

// badDisk is the true disk with one step that fails.
type badDisk struct {
	osDisk
	fails string   // "create", "write", "chmod", "sync", "close", "rename", "syncdir"
	open  []string // base names that another program holds
}

type badFile struct {
	*os.File
	fails string
}

func (d badDisk) create(dir string) (tempFile, error) {
	if d.fails == "create" {
		return nil, errFull
	}
	f, err := os.CreateTemp(dir, ".tonghop-*.tmp")
	return badFile{f, d.fails}, err
}

func (d badDisk) rename(from, to string) error {
	if d.fails == "rename" {
		return errFull
	}
	if slices.Contains(d.open, filepath.Base(to)) {
		return errLocked
	}
	return os.Rename(from, to)
}

func (d badDisk) locked(err error) bool { return errors.Is(err, errLocked) }

func (f badFile) Write(p []byte) (int, error) {
	if f.fails == "write" {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, errFull
	}
	return f.File.Write(p)
}

func (f badFile) Chmod(m fs.FileMode) error {
	if f.fails == "chmod" {
		return errFull
	}
	return f.File.Chmod(m)
}

func (f badFile) Sync() error {
	if f.fails == "sync" {
		return errFull
	}
	return f.File.Sync()
}

func (f badFile) Close() error {
	err := f.File.Close()
	if f.fails == "close" {
		return errFull
	}
	return err
}

func TestWhenTheDiskIsFullTheOldFileStays(t *testing.T) {
	for _, step := range []string{"create", "write", "chmod", "sync", "close", "rename"} {
		dir := t.TempDir()
		path := filepath.Join(dir, "tong-hop.xlsx")
		writeFile(t, path, []byte("cũ"))
		placed, err := placer{badDisk{fails: step}}.put(path, []byte("mới tinh"), june24)
		if !errors.Is(err, errFull) || placed != "" || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: placed %q, error %v", step, placed, err)
		}
		wantFiles(t, dir, map[string]string{"tong-hop.xlsx": "cũ"})
	}
}

func TestALockedFileGetsADatedSibling(t *testing.T) {
	const main, first, second = "tong-hop.xlsx", "tong-hop (2020-06-24).xlsx", "tong-hop (2020-06-24 2).xlsx"
	dir := t.TempDir()
	path := filepath.Join(dir, main)
	writeFile(t, path, []byte("cũ"))
	put := func(content, want string, open ...string) {
		t.Helper()
		placed, err := placer{badDisk{open: open}}.put(path, []byte(content), june24)
		if err != nil || filepath.Base(placed) != want {
			t.Errorf("placed %q (%v), want %q", placed, err, want)
		}
	}
	put("mới", first, main)
	wantFiles(t, dir, map[string]string{main: "cũ", first: "mới"})
	put("mới", first, main, first) // the very bytes stand there, open or not
	wantFiles(t, dir, map[string]string{main: "cũ", first: "mới"})
	put("mới hơn", first, main)
	put("mới nữa", second, main, first)
	wantFiles(t, dir, map[string]string{main: "cũ", first: "mới hơn", second: "mới nữa"})
	put("mới nhất", main)
	wantFiles(t, dir, map[string]string{main: "mới nhất", first: "mới hơn", second: "mới nữa"})
}

func TestWhenAllNamesAreLockedNothingIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	open := []string{"a.xlsx"}
	for n := range siblings {
		open = append(open, filepath.Base(sibling(path, june24, n+1)))
	}
	if placed, err := (placer{badDisk{open: open}}).put(path, []byte("x"), june24); !errors.Is(err, errLocked) {
		t.Errorf("placed %q, error %v", placed, err)
	}
	wantFiles(t, dir, nil)
}
