package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// sampleDays is how many days a checkup shows as they were read.
const sampleDays = 3

// whole shows all tables, columns, sample figures and findings of a reading.
func (k *checkup) whole(r *office.Reading) {
	for i := range r.Tables {
		k.table(&r.Tables[i])
	}
	k.sample(r)
	for i := range r.Proposals {
		k.proposal(&r.Proposals[i])
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		message, hint := k.Messages.Finding(f, k.words().Short(f.Indicator))
		fmt.Fprintf(k.w, "  %s %s %s\n      %s\n", mark(f.Severity), f.Code, message, hint)
	}
}

func mark(s office.Severity) string {
	switch s {
	case office.SeverityError:
		return "!"
	case office.SeverityWarning:
		return "?"
	}
	return "·"
}

func (k *checkup) table(t *office.Table) {
	fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.table", "tab", t.Tab, "layout", k.Messages.Text("cli.check."+t.Layout),
		"header", string(t.Header), "first", t.First.Short(), "last", t.Last.Short()))
	tw := tabwriter.NewWriter(k.w, 0, 0, 2, ' ', 0)
	for _, c := range t.Columns {
		meaning := c.Role
		if c.Indicator != "" {
			meaning = c.Indicator
		}
		fmt.Fprintf(tw, "    %s\t%s\t%s\t%s\n", c.At, strings.Join(strings.Fields(c.Header), " "), meaning, c.How)
	}
	tw.Flush()
}

// sample shows the last days as they were read.
func (k *checkup) sample(r *office.Reading) {
	days := map[calendar.Day]map[string][]string{}
	var order []calendar.Day
	for _, t := range r.Tallies {
		if days[t.Day] == nil {
			days[t.Day] = map[string][]string{}
			order = append(order, t.Day)
		}
		days[t.Day][t.Unit] = append(days[t.Day][t.Unit], fmt.Sprintf("%s=%d (%s)", t.Indicator, t.Value, t.Cell))
	}
	slices.Sort(order)
	fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.tallies", "n", fmt.Sprint(len(r.Tallies)), "days", fmt.Sprint(len(order))))
	for _, d := range order[max(0, len(order)-sampleDays):] {
		for _, u := range k.Programme.Units {
			if said := days[d][u.ID]; said != nil {
				fmt.Fprintf(k.w, "    %s  %s  %s\n", d.Short(), u.ID, strings.Join(said, ", "))
			}
		}
	}
}
