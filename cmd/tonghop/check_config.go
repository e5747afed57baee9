package main

import (
	"context"
	"errors"
	"fmt"

	"tonghop/model/office"
	"tonghop/sync/app"
)

// preview tells what the configuration does to what was recorded under another.
func (k *checkup) preview(ctx context.Context) error {
	change, err := k.Preview(ctx)
	if err != nil || change == nil {
		return err
	}
	fmt.Fprintln(k.w)
	for _, line := range k.Say(change) {
		fmt.Fprintln(k.w, line)
	}
	return nil
}

// takeUp confirms the configuration as it stands.
func (f *flags) takeUp(ctx context.Context, r *ruling) error {
	if err := r.check("check --take-up"); err != nil {
		return err
	}
	o, err := f.open(ctx, app.ToDecide)
	if err != nil {
		return err
	}
	d, err := o.TakeUp(ctx, office.Ruling{By: r.by, Reason: r.reason, Channel: office.ByCommand})
	if err == nil {
		fmt.Fprintln(f.stdout, o.Messages.Text("config.taken-up", "id", fmt.Sprint(d.ID), "by", d.By, "reason", d.Reason))
	}
	return errors.Join(err, o.Close())
}
