package app

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
func (o *Office) besideDaemon(err error) error {
	var held *ledger.Error
	if !errors.As(err, &held) || held.Kind != ledger.Locked || held.Holder != serveCommand {
		return err
	}
	switch o.Command {
	case serveCommand:
		return Failure(err, "the daemon is running already, and one is enough; stop it first to start it anew")
	case syncCommand:
		return Failure(err, fmt.Sprintf("the daemon looks by itself; for a round now press %q on its page%s, or stop it first; reports, exports and sync --dry-run work meanwhile",
			o.Messages.Text("web.round.go"), o.pagePlace()))
	}
	return err
}

// pagePlace tells where the daemon's page is, as far as the configuration says.
func (o *Office) pagePlace() string {
	if o.Config.Web.PublicURL == "" && strings.HasSuffix(o.Config.Web.Listen, ":0") {
		return ""
	}
	return ", " + o.PageURL(o.Config.Web.Listen)
}

// PageURL is where people find the page that is served at an address.
func (o *Office) PageURL(at string) string {
	switch {
	case o.Config.Web.PublicURL != "":
		return o.Config.Web.PublicURL + "/"
	case o.Config.Web.Cert != "":
		return "https://" + at + "/"
	}
	return "http://" + at + "/"
}
