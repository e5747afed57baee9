package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/registry"
)

// registered opens the office for a work of the register and closes it after.
func (f *flags) registered(c *cobra.Command, n app.Need, do func(context.Context, *clerk) error) error {
	o, err := f.open(c.Context(), n)
	if err != nil {
		return err
	}
	k := &clerk{workplace: o, Registry: reports.Of(o.Office).Register(), w: f.stdout}
	return errors.Join(k.refused(c.Name(), do(c.Context(), k)), o.Close())
}

// refused tells a refusal in the command's own name, with the figures that
// have changed; other errors stay as they are.
func (k *clerk) refused(command string, err error) error {
	var o *registry.Outdated
	if errors.As(err, &o) {
		k.changes(o.Changes)
	}
	return refused(command, err)
}

// span names a period with the days that were really counted.
func (o *workplace) span(p calendar.Period) string {
	name := o.words().Period(p.Name)
	if p.Kind == calendar.KindDay {
		return name
	}
	return name + " (" + p.First.Short() + " – " + p.Last.Short() + ")"
}
