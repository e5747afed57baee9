package main

import (
	"fmt"
	"strings"

	"tonghop/model/calendar"
	"tonghop/sync/desk"
)

// periodArgs name a period as a command line does: month 2020-06, or the name
// of one of the office's own; through cuts it short.
type periodArgs struct {
	kind    calendar.PeriodKind
	name    string
	through calendar.Day // zero for the whole period
}

// readPeriodArgs reads the kind and name of a period, and the last day that
// --through asks for.
func readPeriodArgs(args []string, through string) (p periodArgs, err error) {
	if p.kind, p.name, err = kindAndName("report", args); err != nil {
		return p, err
	}
	if through != "" {
		if d, slashed := desk.ReadDay(through); slashed == nil {
			p.through = d
		} else if p.through, err = calendar.ParseDay(through); err != nil {
			return p, usage(fmt.Errorf("report: --through %w", err), "for example: --through 2020-06-20")
		}
	}
	return p, nil
}

const reportExample = "for example: tonghop report month 2020-06"

// pick finds the period among the windows in force.
func (a periodArgs) pick(w calendar.Windows) (calendar.Period, error) {
	p, err := w.Parse(a.kind, a.name)
	if err != nil {
		return p, usage(fmt.Errorf("report %s: %w", a.kind, err), reportExample+a.ownPeriods(w))
	}
	if a.through != 0 {
		if !p.Contains(a.through) {
			return p, usage(fmt.Errorf("report %s: --through %s is not in it: it runs from %s to %s", p.Key(), a.through, p.First, p.Last), "name a day of the period")
		}
		p.Last = a.through
	}
	return p, nil
}

func (a periodArgs) ownPeriods(w calendar.Windows) string {
	if a.kind != calendar.KindNamed || len(w.Named) == 0 {
		return ""
	}
	var ids []string
	for _, n := range w.Named {
		ids = append(ids, n.ID)
	}
	return "; the office's own periods are " + strings.Join(ids, ", ")
}
