package config

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedFolder finds a folder beside the checkout or above it.
func sharedFolder(t *testing.T, name string) (string, bool) {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		candidate := filepath.Join(dir, "shared", name)
		if info, err := os.Stat(candidate); err == nil && info.IsDir() {
			return candidate, true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", false
		}
		dir = up
	}
}

func TestTheCorpusConfigurationsLoadAsTheyAre(t *testing.T) {
	corpus, ok := sharedFolder(t, "corpus")
	if !ok {
		t.Skip("no folder shared/corpus beside this checkout")
	}
	paths, err := filepath.Glob(filepath.Join(corpus, "*", "config.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no configurations under %s (%v)", corpus, err)
	}
	for _, path := range paths {
		c, err := Load(path, Options{})
		if err != nil {
			t.Errorf("%s:\n%v", path, err)
			continue
		}
		if len(c.Programme.Units) < 5 || len(c.Programme.Indicators) < 10 {
			t.Errorf("%s: %d units, %d indicators", path, len(c.Programme.Units), len(c.Programme.Indicators))
		}
		for _, u := range c.Programme.Units {
			if len(u.Sources) != 1 {
				t.Errorf("%s: unit %s has %d sources, want 1", path, u.ID, len(u.Sources))
				continue
			}
			if _, err := os.Stat(c.locate(u.Sources[0].Ref)); err != nil {
				t.Errorf("%s: unit %s: %v", path, u.ID, err)
			}
		}
		for _, w := range c.Warnings {
			t.Log(w)
		}
	}
}
