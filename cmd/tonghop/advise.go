package main

import (
	"context"
	"errors"
	"strings"

	"tonghop/model"
)

// advised adds to an error of writing the consolidated spreadsheet what to do
// about it, in the office's words.
func (o *office) advised(ctx context.Context, err error) error {
	var fault *model.Fault
	if !errors.As(err, &fault) {
		return err
	}
	if fault.Code == model.FaultNotShared && o.sources.google != nil {
		return failure(err, o.messages.Text("cli.target.share", "addresses", strings.Join(o.sources.google.Accounts(ctx), ", ")))
	}
	return failure(err, o.messages.Text("fault."+string(fault.Code)+".hint"))
}
