package main

import (
	"errors"
	"fmt"
	"strings"

	"tonghop/sync/ledger"
)

// The commands that a lock's holder is told apart by.
const (
	serveCommand = "tonghop serve"
	syncCommand  = "tonghop sync"
)

// besideDaemon adds to a ledger that the daemon holds what to do instead: a
// round is the daemon's to run, and a second daemon is needless.
func (o *workplace) besideDaemon(err error) error {
	var held *ledger.Error
	if !errors.As(err, &held) || held.Kind != ledger.Locked || held.Holder != serveCommand {
		return err
	}
	switch o.command {
	case serveCommand:
		return failure(err, "the daemon is running already, and one is enough; stop it first to start it anew")
	case syncCommand:
		return failure(err, fmt.Sprintf("the daemon looks by itself; for a round now press %q on its page%s, or stop it first; reports, exports and sync --dry-run work meanwhile",
			o.messages.Text("web.round.go"), o.pagePlace()))
	}
	return err
}

// pagePlace tells where the daemon's page is, as far as the configuration says.
func (o *workplace) pagePlace() string {
	if o.cfg.Web.PublicURL == "" && strings.HasSuffix(o.cfg.Web.Listen, ":0") {
		return ""
	}
	return ", " + o.pageURL(o.cfg.Web.Listen)
}
