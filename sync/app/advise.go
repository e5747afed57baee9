package app

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

// Advised adds to an error of writing the consolidated book what to do about
// it, in the office's words.
func (o *Office) Advised(ctx context.Context, err error) error {
	if w := (*round.Withheld)(nil); errors.As(err, &w) {
		if _, link := gsheets.ParseRef(w.Target); !link {
			return Failure(err, o.Messages.Text("cli.target.withheld", "file", w.Target))
		}
	}
	var fault *office.Fault
	if !errors.As(err, &fault) {
		return o.advisedOnDisk(err)
	}
	if (fault.Code == office.FaultNotShared || fault.Code == office.FaultReadOnly) && o.Sources.Google != nil {
		return Failure(err, o.Messages.Text("cli.target.share", "addresses", strings.Join(o.Sources.Google.Accounts(ctx), ", ")))
	}
	return Failure(err, o.Messages.Text("fault."+string(fault.Code)+".hint"))
}

// advisedOnDisk adds to an error of writing a file what to do about it. The
// ledger's own errors know that themselves.
func (o *Office) advisedOnDisk(err error) error {
	var own *ledger.Error
	var file *fs.PathError
	var name *os.LinkError
	if errors.As(err, &own) || !errors.As(err, &file) && !errors.As(err, &name) {
		return err
	}
	return Failure(err, o.Messages.Text("cli.target.unwritten"))
}
