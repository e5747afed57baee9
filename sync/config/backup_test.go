package config

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupsAreOffUntilTheyAreAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		yaml string
		want Backup
	}{
		"no section":      {"ledger: kept/so.db", Backup{"kept/backups", "", 30}},
		"no key is given": {"backup:\n  keep: 30", Backup{"backups", "0 2 * * *", 30}},
		"all of it":       {`backup: {dir: /mnt/usb, at: "30 3 * * 1-5", keep: 7}`, Backup{"/mnt/usb", "30 3 * * 1-5", 7}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Parse([]byte(with(c.yaml)), "config.yaml", Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !filepath.IsAbs(c.want.Dir) {
				c.want.Dir = filepath.Join(got.Dir, c.want.Dir)
			}
			if got.Backup != c.want {
				t.Errorf("got %+v, want %+v", got.Backup, c.want)
			}
		})
	}
}

func TestFaultsOfBackupsAreToldAtOnce(t *testing.T) {
	_, err := Parse([]byte(with("backup:\n  at: \"@daily\"\n  keep: 0\n  folder: x")), "config.yaml", Options{CheckCron: func(string) error { return errors.New("never") }})
	for _, want := range []string{
		`2: backup.at: "@daily": is not a cron line: write the five fields`,
		`3: backup.keep: "0": must lie between 1 and 10000`,
		`4: backup.folder: is not a known key`,
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want it to say %s", err, want)
		}
	}
}
