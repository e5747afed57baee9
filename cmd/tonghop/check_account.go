package main

import (
	"fmt"
	"text/tabwriter"

	"tonghop/model/office"
)

// accounted prints what became of every cell that bears a number, tab by tab,
// and how many cells there are of each kind.
func (k *checkup) accounted(r *office.Reading) {
	tab := ""
	tw := tabwriter.NewWriter(k.w, 0, 0, 2, ' ', 0)
	for i := range r.Account {
		a := &r.Account[i]
		if i == 0 || a.Tab != tab {
			tab = a.Tab
			fmt.Fprintln(tw, "  "+k.Messages.Text("cli.check.tab", "tab", tab))
		}
		fmt.Fprintf(tw, "    %s\t%s\t%s\n", a.Cell, k.Messages.Text("account."+string(a.As)), k.accountedAs(a))
	}
	tw.Flush()
	if len(r.Account) == 0 {
		k.say("cli.check.no-numbers")
	}
}

// accountedAs tells more of what a range of cells was read as.
func (k *checkup) accountedAs(a *office.Accounted) string {
	switch a.As {
	case office.AsTally, office.AsCompared:
		return k.words().Short(a.What)
	case office.AsKnown:
		if text, ok := k.Messages.Texts["role."+a.What]; ok {
			return text
		}
	}
	return a.What
}
