package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/setup"
	"tonghop/sync/config"
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
	placed, err := setup.WritePins(k.Office, pins)
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
