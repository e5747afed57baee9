package main

import (
	"context"
	"errors"
	"strings"

	"tonghop/model"
	"tonghop/sync/gsheets"
	"tonghop/sync/round"
)

// advised adds to an error of writing the consolidated book what to do about
// it, in the office's words.
func (o *office) advised(ctx context.Context, err error) error {
	if w := (*round.Withheld)(nil); errors.As(err, &w) {
		if _, link := gsheets.ParseRef(w.Target); !link {
			return failure(err, o.messages.Text("cli.target.withheld", "file", w.Target))
		}
	}
	var fault *model.Fault
	if !errors.As(err, &fault) {
		return err
	}
	if fault.Code == model.FaultNotShared && o.sources.google != nil {
		return failure(err, o.messages.Text("cli.target.share", "addresses", strings.Join(o.sources.google.Accounts(ctx), ", ")))
	}
	return failure(err, o.messages.Text("fault."+string(fault.Code)+".hint"))
}
