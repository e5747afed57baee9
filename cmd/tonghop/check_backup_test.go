package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/backups"
)

func TestTheNewestBackupIsShown(t *testing.T) {
	clock := &apptest.Clock{At: time.Date(2020, 6, 24, 1, 0, 0, 0, apptest.Vietnam)}
	o := &workplace{apptest.Open(t, clock, apptest.Small(t, "backup: {dir: saved}\n"), app.ToWrite)}
	kept := backups.Of(o.Office)
	for _, want := range []string{"Chưa có bản sao lưu nào trong " + o.Config.Backup.Dir, "Bản sao lưu mới nhất: " + filepath.Join(o.Config.Backup.Dir, "ledger-2020-06-24T010000.db")} {
		var out strings.Builder
		if err := (&checkup{workplace: o, w: &out}).next(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) || !strings.Contains(out.String(), "sao lưu sổ lưu") {
			t.Errorf("got %s\nwant it to say %q, and when the next one is due", out.String(), want)
		}
		if _, err := o.Ledger.Backup(t.Context(), kept.Path(clock.Now())); err != nil {
			t.Fatal(err)
		}
	}
}
