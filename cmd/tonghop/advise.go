package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"tonghop/model/office"
	"tonghop/sync/gsheets"
	"tonghop/sync/ledger"
	"tonghop/sync/round"
)

// advised adds to an error of writing the consolidated book what to do about
// it, in the office's words.
func (o *workplace) advised(ctx context.Context, err error) error {
	if w := (*round.Withheld)(nil); errors.As(err, &w) {
		if _, link := gsheets.ParseRef(w.Target); !link {
			return failure(err, o.messages.Text("cli.target.withheld", "file", w.Target))
		}
	}
	var fault *office.Fault
	if !errors.As(err, &fault) {
		return o.advisedOnDisk(err)
	}
	if fault.Code == office.FaultNotShared && o.sources.google != nil {
		return failure(err, o.messages.Text("cli.target.share", "addresses", strings.Join(o.sources.google.Accounts(ctx), ", ")))
	}
	return failure(err, o.messages.Text("fault."+string(fault.Code)+".hint"))
}

// advisedOnDisk adds to an error of writing a file what to do about it. The
// ledger's own errors know that themselves.
func (o *workplace) advisedOnDisk(err error) error {
	var own *ledger.Error
	var file *fs.PathError
	var name *os.LinkError
	if errors.As(err, &own) || !errors.As(err, &file) && !errors.As(err, &name) {
		return err
	}
	return failure(err, o.messages.Text("cli.target.unwritten"))
}
