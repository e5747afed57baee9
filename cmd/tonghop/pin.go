package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
)

// pin writes the recognised columns of the units named, or of all, into the
// configuration.
func (k *checkup) pin(units []string) error {
	pins, recognised := map[string]map[string]string{}, false
	fmt.Fprintln(k.w)
	for i := range k.Programme.Units {
		u := &k.Programme.Units[i]
		if len(units) > 0 && !slices.Contains(units, u.ID) {
			continue
		}
		var tables []office.Table
		for _, t := range k.tables {
			if slices.Contains(t.Units, u.ID) {
				tables = append(tables, t)
			}
		}
		recognised = recognised || len(tables) > 0
		chosen, loose := config.Pins(tables)
		maps.DeleteFunc(chosen, func(id, _ string) bool { return u.Reading.Columns[id] != "" })
		if len(chosen) > 0 {
			pins[u.ID] = chosen
		}
		k.sayPins(u, chosen, loose)
	}
	if !recognised {
		return app.Failure(errors.New("check --write: no table was recognised, so there is nothing to pin"),
			"see above why; name a column by hand under columns: in the unit's entry")
	}
	if len(pins) == 0 {
		fmt.Fprintln(k.w, k.Messages.Text("cli.check.pins-stand", "file", k.Config.Path))
		return nil
	}
	placed, err := k.writePins(pins)
	if err != nil {
		return err
	}
	fmt.Fprintln(k.w, k.Messages.Text("cli.check.pins-written", "file", placed))
	return nil
}

func (k *checkup) sayPins(u *office.Unit, chosen map[string]string, loose []string) {
	if len(chosen) == 0 && len(loose) == 0 {
		return
	}
	fmt.Fprintln(k.w, k.Messages.Text("cli.check.pins", "unit", u.Name, "id", u.ID))
	for _, id := range slices.Sorted(maps.Keys(chosen)) {
		fmt.Fprintf(k.w, "    %s: %q\n", id, chosen[id])
	}
	for _, id := range loose {
		fmt.Fprintln(k.w, k.Messages.Text("cli.check.pins-loose", "indicator", id))
	}
}

// writePins puts pins into the configuration's file, unless somebody changed
// it meanwhile or it would no longer load.
func (k *checkup) writePins(pins map[string]map[string]string) (placed string, err error) {
	path, err := filepath.EvalSymlinks(k.Config.Path) // a link stays a link
	if err != nil {
		return "", fmt.Errorf("finding the configuration: %w", err)
	}
	if now, err := os.ReadFile(path); err != nil {
		return "", fmt.Errorf("reading the configuration again: %w", err)
	} else if !bytes.Equal(now, k.Config.Raw) {
		return "", app.Failure(fmt.Errorf("check --write: %s has changed meanwhile, and stays as it is", path), "run the command again")
	}
	raw, err := config.Pin(k.Config.Raw, pins)
	if err == nil {
		_, err = config.Parse(raw, k.Config.Path, config.Options{CheckCron: schedule.Check})
	}
	if err != nil {
		return "", app.Failure(fmt.Errorf("check --write: %w", err), "the configuration stays as it is")
	}
	return workbook.Put(path, raw, k.Now())
}
