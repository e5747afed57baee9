package templates

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileOnDiskStandsOverTheBuiltInOne(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "messages"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"book.yaml": "ours: {vi: của mình, en: ours}\n", "more.yaml": "more: {vi: thêm, en: more}\n"} {
		if err := os.WriteFile(filepath.Join(dir, "messages", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := Overlay(dir)
	if got, err := fs.ReadFile(o, "messages/book.yaml"); err != nil || string(got) != "ours: {vi: của mình, en: ours}\n" {
		t.Errorf("book.yaml reads %q, %v", got, err)
	}
	if _, err := fs.ReadFile(o, "demo/config.yaml"); err != nil {
		t.Errorf("what is not on disk is lost: %v", err)
	}
	inside, _ := fs.ReadDir(Builtin(), "messages")
	both, err := fs.ReadDir(o, "messages")
	if err != nil || len(both) != len(inside)+1 {
		t.Errorf("%d files in the overlay, %d inside, %v; want one more", len(both), len(inside), err)
	}
	if _, err := fs.ReadFile(o, "messages/none.yaml"); err == nil {
		t.Error("a file that is nowhere can be read")
	}
}
