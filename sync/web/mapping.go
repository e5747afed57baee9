package web

import (
	"slices"
	"strings"

	"tonghop/model/office"
)

// A table is one table of a unit's workbook as it was recognised.
type table struct {
	Place   string // tab, layout, header, months
	Columns []column
	// Picture is the page that shows the sheet as it was understood; "" for none.
	Picture string
	// Unknown are the headers that mean nothing to the program.
	Unknown []string
}

// A column is what one column, or row of a wide table, was taken for.
type column struct{ At, Header, Meaning string }

// mapping lists the tables of a unit that the last readable looks recognised.
func (v *view) mapping(u *office.Unit) []table {
	var all []table
	for _, src := range u.Sources {
		for i := range v.state.Tables[src.Ref] {
			t := &v.state.Tables[src.Ref][i]
			if len(t.Units) == 0 || slices.Contains(t.Units, u.ID) {
				table := v.table(t)
				if v.bench {
					table.Picture = sheetPath(&office.Origin{Source: src.Ref, Tab: t.Tab})
				}
				all = append(all, table)
			}
		}
	}
	return all
}

func (v *view) table(t *office.Table) table {
	out := table{Place: v.text("web.mapping.table", "tab", t.Tab, "layout", v.text("cli.check."+t.Layout),
		"header", string(t.Header), "first", t.First.Short(), "last", t.Last.Short())}
	for _, c := range t.Columns {
		header := shortened(strings.Join(strings.Fields(c.Header), " "))
		switch {
		case c.Indicator != "":
			meaning := v.indicatorLabel(c.Indicator)
			if c.How == "pinned" {
				meaning = v.text("web.mapping.pinned", "meaning", meaning)
			}
			out.Columns = append(out.Columns, column{c.At, header, meaning})
		case c.Role == "date", c.Role == "unit":
			out.Columns = append(out.Columns, column{c.At, header, v.text("web.mapping." + c.Role)})
		case c.Role == "unknown" && header != "":
			out.Unknown = append(out.Unknown, c.At+": "+header)
		}
	}
	return out
}
