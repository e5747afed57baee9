package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
)

// Preview weighs what the configuration does to the past against the ledger,
// where there is one, and closes it again; nil where it changes nothing.
func (o *Office) Preview(ctx context.Context) (*Change, error) {
	if _, err := os.Stat(o.Config.Ledger); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err := o.OpenLedger(ctx, ToRead); err != nil {
		return nil, err
	}
	err := o.inTime(ctx, ToTry)
	return o.Changed, errors.Join(err, o.Close())
}

// Say tells in lines what a change does to the past, and where it is not taken
// up, what can be done.
func (o *Office) Say(c *Change) []string {
	if len(c.Effects) == 0 {
		return nil
	}
	lines := []string{o.Messages.Text("config.changed")}
	for i := range c.Effects {
		lines = append(lines, o.effect(c, &c.Effects[i])...)
	}
	if o.Pending == c {
		lines = append(lines, o.Messages.Text("config.pending"))
	}
	return lines
}

// effect says what becomes of one unit.
func (o *Office) effect(c *Change, e *report.Effect) (lines []string) {
	say := func(key string, pairs ...string) {
		lines = append(lines, o.Messages.Text(key, append(pairs, "unit", e.Unit.Name)...))
	}
	switch {
	case e.Joined:
		say("config.joined", "day", c.Now.InForce.Short())
	case e.Left:
		say("config.left")
	}
	if e.Lost > 0 {
		say("config.lost", "days", strconv.Itoa(e.Lost), "figures", o.sums(e.Sums, c.Before))
	}
	if e.Gained > 0 {
		say("config.gained", "days", strconv.Itoa(e.Gained), "figures", o.sums(e.Adds, c.Now))
	}
	return lines
}

// sums lists figures by their indicators: "365 lượt (Tuyên truyền)".
func (o *Office) sums(counts []office.Count, p *office.Programme) string {
	var all []string
	for i, n := range counts {
		if n.Stated {
			ind := &p.Indicators[i]
			all = append(all, o.Messages.Text("config.figure", "n", n.String(), "measure", ind.Unit, "indicator", ind.Short))
		}
	}
	if len(all) == 0 {
		return "0"
	}
	return strings.Join(all, "; ")
}
