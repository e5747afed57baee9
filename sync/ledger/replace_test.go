package ledger

import (
	"os"
	"path/filepath"
	"testing"
)

// filesIn gives every file of a folder.
func filesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) == ".db-shm" { // SQLite's index changes as it is read
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

// A backup to the ledger's own path took the file away from the process that
// writes to it, and one to the configuration's replaced the configuration.
func TestABackupReplacesNothingButABackup(t *testing.T) {
	l := openHere(t)
	fill(t, l)
	folder := filepath.Dir(l.path)
	at := func(name string) string { return filepath.Join(folder, name) }
	for name, text := range map[string]string{"config.yaml": "programme: {}", "empty.db": "", "sheet.csv": string(make([]byte, 4096))} {
		if err := os.WriteFile(at(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(l.path, at("link.db")); err != nil { // Windows lets not everybody make one
		t.Log(err)
	}
	other, err := Open(t.Context(), at("other.db"), Options{}) // another office's, in use
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := os.Mkdir(at("backups"), 0o755); err != nil {
		t.Fatal(err)
	}
	before := filesIn(t, folder)
	base := filepath.Base(l.path)
	for _, name := range []string{base, base + "-wal", base + "-shm", base + "-journal", base + ".lock", base + ".restoring",
		"backups/../" + base, "link.db", "other.db", "config.yaml", "empty.db", "sheet.csv", "backups"} {
		if _, err := os.Lstat(at(name)); err != nil && name == "link.db" {
			continue
		}
		if _, err := l.Backup(t.Context(), at(name)); kindIn(err) != Taken {
			t.Errorf("%s: got %v", name, err)
		}
	}
	after := filesIn(t, folder)
	for name, was := range before {
		if after[name] != was {
			t.Errorf("%s is another", name)
		}
	}
	if len(after) != len(before) {
		t.Errorf("left behind: %d files where %d were", len(after), len(before))
	}
}
