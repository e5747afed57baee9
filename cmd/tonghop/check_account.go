package main

import (
	"cmp"
	"fmt"
	"strings"
	"text/tabwriter"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// accounted prints what became of every cell that bears a number, tab by tab: as
// what it was read, which code speaks of it, which answer it waits for.
func (k *checkup) accounted(r *office.Reading) {
	tab := ""
	tw := tabwriter.NewWriter(k.w, 0, 0, 2, ' ', 0)
	for i := range r.Account {
		a := &r.Account[i]
		if i == 0 || a.Tab != tab {
			tw.Flush()
			tab = a.Tab
			fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.tab", "tab", tab))
		}
		fmt.Fprintf(tw, "    %s\t%s\t%s\n", a.Cell, k.Messages.Text("account."+string(a.As)), k.accountedAs(r, a))
	}
	tw.Flush()
	if len(r.Account) == 0 {
		k.say("cli.check.no-numbers")
	}
}

// accountedAs tells more of what a range of cells was read as, where the reader
// did not: by what stands in it.
func (k *checkup) accountedAs(r *office.Reading, a *office.Accounted) string {
	of := placesIn(a)
	switch a.As {
	case office.AsTally:
		return k.words().Short(cmp.Or(a.What, indicatorIn(r.Tallies, of)))
	case office.AsCompared:
		return k.words().Short(a.What)
	case office.AsKnown:
		if text, ok := k.Messages.Texts["role."+a.What]; ok {
			return text
		}
	case office.AsProposed:
		for i := range r.Proposals {
			if p := &r.Proposals[i]; a.What == "" && indicatorIn(p.Tallies, of) != "" {
				return p.ID
			}
		}
	case office.AsFinding:
		if a.What == "" {
			return told(r.Findings, a)
		}
	}
	return a.What
}

// told gives the code of the finding that speaks of a range: of its cells, else of
// the row or the column that it begins in, as a finding about a date or a heading
// does.
func told(findings []office.Finding, a *office.Accounted) string {
	of := placesIn(a)
	letters, digits := office.SplitCell(strings.Split(a.Cell, ":")[0])
	code := ""
	for i := range findings {
		f := &findings[i]
		if of(&f.Origin) {
			return f.Code
		}
		col, row := office.SplitCell(f.Cell)
		if code == "" && f.Tab == a.Tab && f.Cell != "" && (col == letters || row == digits) {
			code = f.Code
		}
	}
	return code
}

func indicatorIn(tallies []office.Tally, of func(*office.Origin) bool) string {
	for i := range tallies {
		if t := &tallies[i]; of(&t.Origin) {
			return t.Indicator
		}
	}
	return ""
}

// placesIn tells the places in a range of cells: a cell of it, a column or a row
// that it lies in.
func placesIn(a *office.Accounted) func(*office.Origin) bool {
	first, last, _ := strings.Cut(a.Cell, ":")
	row, col, _ := grid.ParseAddress(first)
	endRow, endCol, ok := grid.ParseAddress(cmp.Or(last, first))
	letters, digits := office.SplitCell(first)
	return func(o *office.Origin) bool {
		if o.Tab != a.Tab || !ok {
			return false
		}
		if o.Cell == letters || o.Cell == digits {
			return true
		}
		r, c, isCell := grid.ParseAddress(strings.Split(o.Cell, ":")[0])
		return isCell && row <= r && r <= endRow && col <= c && c <= endCol
	}
}
