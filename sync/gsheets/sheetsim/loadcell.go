package sheetsim

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"tonghop/model/grid"
)

// fromGridCell keeps what a grid cell knows. A formula whose text the grid does
// not know stands as its stored result, as if that had been typed; so does one
// that reads another file, which Drive's conversion cuts off.
func fromGridCell(g grid.Cell) cell {
	c := contentOf(g)
	c.format = newFormat(formatOf(g))
	if f := g.FormulaText(); f != "" && !g.Has(grid.Imported) {
		c.formula, c.pinned = "="+f, true
	}
	if g.More == nil {
		return c
	}
	if g.More.Note != "" {
		c.extra = set(c.extra, "note", g.More.Note)
	}
	if g.Has(grid.StruckPart) && g.Kind == grid.Text {
		c.extra = set(c.extra, "textFormatRuns", struckRuns(g.Text, g.More.Kept))
	}
	return c
}

func contentOf(g grid.Cell) cell {
	switch g.Kind {
	case grid.Text:
		c := textCell(g.Text)
		if g.Formula {
			c.kind = kindText // an empty one too
		}
		return c
	case grid.Number, grid.Date:
		return numberCell(g.Number)
	case grid.Bool:
		return boolCell(g.Number != 0)
	case grid.Error:
		for kind, code := range errorCodes {
			if code == g.Text {
				return cell{kind: kindError, errType: kind}
			}
		}
		return cell{kind: kindError, errType: "ERROR"}
	}
	return cell{}
}

// formatOf gives the userEnteredFormat of what a grid cell shows.
func formatOf(g grid.Cell) obj {
	f := obj{}
	if nf := numberFormatOf(g); nf != nil {
		f["numberFormat"] = nf
	}
	fill := ""
	if g.More != nil {
		fill = g.More.Fill
	}
	if fill != "" {
		f["backgroundColor"] = rgb(fill)
		f["backgroundColorStyle"] = obj{"rgbColor": rgb(fill)}
	}
	text := obj{}
	if g.Has(grid.Struck) {
		text["strikethrough"] = true
	}
	if g.Has(grid.Unseen) && (g.More == nil || g.More.Format == "") {
		if fill == "" {
			fill = "FFFFFF"
		}
		text["foregroundColor"] = rgb(fill)
		text["foregroundColorStyle"] = obj{"rgbColor": rgb(fill)}
	}
	if len(text) > 0 {
		f["textFormat"] = text
	}
	return f
}

func numberFormatOf(g grid.Cell) obj {
	pattern := ""
	if g.More != nil {
		pattern = g.More.Format
	}
	kind := "NUMBER"
	switch {
	case g.Kind == grid.Date && g.Number == float64(int64(g.Number)):
		kind = "DATE"
	case g.Kind == grid.Date:
		kind = "DATE_TIME"
	case pattern == "":
		return nil
	case g.Has(grid.Percent):
		kind = "PERCENT"
	}
	if pattern == "" {
		return obj{"type": kind}
	}
	return obj{"type": kind, "pattern": pattern}
}

// rgb is a Color from "RRGGBB"; parts that are 0 are left out, as Google does.
func rgb(s string) obj {
	out := obj{}
	for i, part := range []string{"red", "green", "blue"} {
		if n, err := strconv.ParseUint(s[2*i:2*i+2], 16, 8); err == nil && n > 0 {
			out[part] = float64(n) / 255
		}
	}
	return out
}

// struckRuns are the textFormatRuns of a text of which a part is kept and the
// rest is struck.
func struckRuns(text, kept string) []any {
	var runs []any
	at, struck := 0, false
	for _, r := range text {
		off := !strings.HasPrefix(kept, string(r))
		if !off {
			kept = kept[len(string(r)):]
		}
		if off != struck || at == 0 {
			run := obj{"format": obj{}}
			if off {
				run["format"] = obj{"strikethrough": true}
			}
			if at > 0 {
				run["startIndex"] = float64(at)
			}
			runs = append(runs, run)
			struck = off
		}
		at += len(utf16.Encode([]rune{r}))
	}
	return runs
}
