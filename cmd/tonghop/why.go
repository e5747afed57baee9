package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/app"
)

func newWhy(f *flags) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "why PERIOD PERIOD [UNIT]",
		Short: "Take the difference of two periods apart",
		Long: `Takes the difference of two periods of one kind apart: days (2020-06-23), months
(2020-06), quarters (2020-Q2), half-years (2020-H1), years or named periods,
indicator by indicator, for all units or for one: which units did not report,
which reported less or more, how many working days more or fewer there were. The
parts add up to the difference. Working days are compared in their order. A
period that is not over counts up to today.`,
		Example: "  tonghop why 2020-06-23 2020-06-24\n  tonghop why 2020-05 2020-06 thanh-an --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 && len(args) != 3 {
				return app.Usage(fmt.Errorf("why: name two periods, and perhaps a unit"), "for example: tonghop why 2020-06-23 2020-06-24")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.open(c.Context(), app.ToRead)
			if err != nil {
				return err
			}
			defer o.Close()
			s, asOf, err := o.State(c.Context())
			if err != nil {
				return err
			}
			o.Programme = record.Following(o.Programme, s.Issued)
			e, err := o.comparison(args)
			if err != nil {
				return err
			}
			e.w, e.difference = f.stdout, explain.Why(o.Programme, s, e.before, e.after, e.unitID(), asOf)
			if asJSON {
				return e.json()
			}
			e.tell()
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, every cause on its own")
	return c
}

// An explainer tells the difference of two periods.
type explainer struct {
	*workplace
	w             io.Writer
	before, after calendar.Period
	unit          *office.Unit // nil for all
	difference    explain.Difference
}

// comparison reads what a command line asks to compare.
func (o *workplace) comparison(args []string) (*explainer, error) {
	e := &explainer{workplace: o}
	for i, to := range []*calendar.Period{&e.before, &e.after} {
		var err error
		if *to, err = o.begun("why", args[i]); err != nil {
			return nil, err
		}
	}
	switch {
	case e.before.Kind != e.after.Kind:
		return nil, app.Usage(fmt.Errorf("why: %s is a %s and %s a %s", args[0], e.before.Kind, args[1], e.after.Kind), "compare two days, two months, and so on")
	case e.before == e.after:
		return nil, app.Usage(fmt.Errorf("why: %s is named twice", args[0]), "name two periods that differ")
	}
	if len(args) == 3 {
		u, err := o.unit("why", args[2])
		if err != nil {
			return nil, err
		}
		e.unit = u
	}
	return e, nil
}

// begun reads the name of a period of any kind that has begun.
func (o *workplace) begun(command, name string) (calendar.Period, error) {
	if p, ok := o.Programme.Windows.Find(name); ok {
		return p, o.come(command, p)
	}
	d, err := o.day(command, name) // as the office writes it: 24/6/2020
	return calendar.DayPeriod(d), err
}

func (e *explainer) unitID() string {
	if e.unit == nil {
		return ""
	}
	return e.unit.ID
}

func (e *explainer) say(key string, pairs ...string) {
	fmt.Fprintln(e.w, e.Messages.Text(key, pairs...))
}

// tell prints every indicator that changed with its causes, the largest first,
// and in one line those that did not.
func (e *explainer) tell() {
	who := e.Messages.Text("why.all")
	if e.unit != nil {
		who = e.unit.Name
	}
	e.say("why.head", "before", e.named(e.before, e.difference.Before.Through), "after", e.named(e.after, e.difference.After.Through), "who", who)
	var same []string
	for i := range e.difference.Changes {
		c := &e.difference.Changes[i]
		label := cmp.Or(c.Indicator.Short, c.Indicator.Label)
		if len(c.Causes) == 0 {
			if c.Before.Stated || c.After.Stated {
				same = append(same, label+" "+c.After.String())
			}
			continue
		}
		e.say("why.change", "indicator", label, "before", orDash(c.Before.String()), "after", orDash(c.After.String()), "amount", signed(c.Amount()))
		for _, g := range e.difference.Groups(c) {
			units := e.listed(&g)
			key := "why.cause"
			if units != "" {
				key = "why.cause.units"
			}
			e.say(key, "amount", fmt.Sprintf("%7s", signed(g.Amount)), "cause", e.Messages.Text("why."+string(g.Kind), "period", e.inPeriod(g.Period)), "units", units)
		}
	}
	if len(same) > 0 {
		e.say("why.same", "indicators", strings.Join(same, ", "))
	}
}

// named names a period, with the day up to which it counts if it is not over.
func (e *explainer) named(p calendar.Period, through calendar.Day) string {
	if through < p.Last {
		return e.Messages.Text("why.period.open", "period", e.periodName(p.Name), "through", through.Short())
	}
	return e.periodName(p.Name)
}

func (e *explainer) inPeriod(p calendar.Period) string {
	if p.Kind == calendar.KindDay {
		return e.Messages.Text("why.on-day", "day", p.First.Short())
	}
	return e.Messages.Text("why.in-period", "period", e.periodName(p.Name))
}

type changeJSON struct {
	Indicator  string      `json:"indicator"`
	Before     *int64      `json:"before"`
	After      *int64      `json:"after"`
	Difference int64       `json:"difference"`
	Causes     []causeJSON `json:"causes"`
}

type causeJSON struct {
	Unit   string       `json:"unit"`
	Cause  string       `json:"cause"`
	Day    calendar.Day `json:"day,omitzero"`
	Amount int64        `json:"amount"`
}

func (e *explainer) json() error {
	changes := []changeJSON{}
	for i := range e.difference.Changes {
		c := &e.difference.Changes[i]
		j := changeJSON{c.Indicator.ID, stated(c.Before.Count), stated(c.After.Count), c.Amount(), []causeJSON{}}
		for _, x := range c.Causes {
			j.Causes = append(j.Causes, causeJSON{x.Unit.ID, string(x.Kind), x.Day, x.Amount})
		}
		changes = append(changes, j)
	}
	enc := json.NewEncoder(e.w)
	enc.SetIndent("", "  ")
	return enc.Encode(changes)
}
