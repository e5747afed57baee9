package setup

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
)

// WritePins puts pins, by unit and column, into the configuration's file and
// tells where it stands. It refuses where somebody changed the file meanwhile or
// it would no longer load; the file then stays as it is.
func WritePins(o *app.Office, pins map[string]map[string]string) (placed string, err error) {
	path, err := filepath.EvalSymlinks(o.Config.Path) // a link stays a link
	if err != nil {
		return "", fmt.Errorf("finding the configuration: %w", err)
	}
	if now, err := os.ReadFile(path); err != nil {
		return "", fmt.Errorf("reading the configuration again: %w", err)
	} else if !bytes.Equal(now, o.Config.Raw) {
		return "", app.Failure(fmt.Errorf("check --write: %s has changed meanwhile, and stays as it is", path), "run the command again")
	}
	raw, err := config.Pin(o.Config.Raw, pins)
	if err == nil {
		_, err = config.Parse(raw, o.Config.Path, config.Options{CheckCron: schedule.Check})
	}
	if err != nil {
		return "", app.Failure(fmt.Errorf("check --write: %w", err), "the configuration stays as it is")
	}
	return workbook.Put(path, raw, o.Now())
}
