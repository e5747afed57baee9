package reading

import (
	"regexp"
	"strconv"
	"strings"

	"tonghop/model/grid"
)

// A reference is a range of cells that a formula names; tab is empty for its own.
type reference struct {
	tab string
	grid.Range
}

var referenceText = regexp.MustCompile(`(?:(?:'((?:[^']|'')+)'|([\pL\d_.]+))!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?`)

// maxReferences bounds how many ranges of one formula are looked at.
const maxReferences = 64

// referencesOf gives the ranges that a formula names.
func referencesOf(formula string) []reference {
	var all []reference
	for _, g := range referenceText.FindAllStringSubmatch(formula, maxReferences) {
		col, ok := grid.ParseColumn(g[3])
		row, err := strconv.Atoi(g[4])
		if !ok || err != nil || row < 1 {
			continue
		}
		ref := reference{tab: strings.ReplaceAll(g[1]+g[2], "''", "'"), Range: grid.Range{Row: row - 1, Col: col, EndRow: row, EndCol: col + 1}}
		if g[5] != "" {
			end, ok := grid.ParseColumn(g[5])
			to, err := strconv.Atoi(g[6])
			if ok && err == nil && to >= row && end >= col {
				ref.EndRow, ref.EndCol = to, end+1
			}
		}
		all = append(all, ref)
	}
	return all
}

// maxPrecedents bounds how many cells of a formula's ranges are looked at.
const maxPrecedents = 4096

// overBlanks reports whether all cells that a formula names are blank, or
// formulas over blanks themselves; known is false where that cannot be told.
func (r *reader) overBlanks(sh *sheet, formula string, depth int) (blank, known bool) {
	refs := referencesOf(formula)
	if len(refs) == 0 || depth > 3 {
		return false, false
	}
	n := 0
	for _, ref := range refs {
		tab := sh.tab
		if ref.tab != "" {
			if tab = r.tabNamed(ref.tab); tab == nil {
				return false, false
			}
		}
		for row := ref.Row; row < min(ref.EndRow, len(tab.Rows)); row++ {
			for col := ref.Col; col < min(ref.EndCol, len(tab.Rows[row])); col++ {
				if n++; n > maxPrecedents {
					return false, false
				}
				switch c := &tab.Rows[row][col]; {
				case c.Kind == grid.Blank || c.Kind == grid.Text && strings.TrimSpace(c.Text) == "":
				case c.Formula && c.Kind == grid.Number && c.Number == 0 && tab == sh.tab:
					if blank, known := r.overBlanks(sh, c.FormulaText(), depth+1); !known || !blank {
						return false, known
					}
				default:
					return false, true
				}
			}
		}
	}
	return true, true
}

func (r *reader) tabNamed(title string) *grid.Tab {
	for i := range r.book.Tabs {
		if r.book.Tabs[i].Title == title {
			return &r.book.Tabs[i]
		}
	}
	return nil
}

// recompute computes a plain sum of typed cells again: SUM and +, with IFERROR
// around it. It reports false for any other formula, and where a cell of it is
// neither a typed number nor blank nor such a sum itself.
func (r *reader) recompute(sh *sheet, formula string) (int64, bool) {
	budget := maxPrecedents
	c := summer{r: r, tab: sh.tab, s: strings.ReplaceAll(strings.ReplaceAll(formula, " ", ""), "$", ""), budget: &budget}
	v, ok := c.sum()
	if !ok || c.at != len(c.s) || v != float64(int64(v)) || v < 0 || v > maxFigure {
		return 0, false
	}
	return int64(v), true
}

// A summer parses and computes one formula.
type summer struct {
	r      *reader
	tab    *grid.Tab
	s      string
	at     int
	depth  int
	budget *int
}

func (c *summer) sum() (float64, bool) {
	v, ok := c.term()
	for ok && c.at < len(c.s) && c.s[c.at] == '+' {
		c.at++
		var more float64
		more, ok = c.term()
		v += more
	}
	return v, ok
}

func (c *summer) term() (float64, bool) {
	rest := c.s[c.at:]
	switch upper := strings.ToUpper(rest); {
	case strings.HasPrefix(upper, "SUM("):
		c.at += len("SUM(")
		return c.arguments()
	case strings.HasPrefix(upper, "IFERROR("):
		c.at += len("IFERROR(")
		v, ok := c.sum()
		end := strings.IndexByte(c.s[c.at:], ')')
		if !ok || end < 0 || c.s[c.at] != ',' || strings.ContainsAny(c.s[c.at:c.at+end], "(") {
			return 0, false
		}
		c.at += end + 1
		return v, true
	case strings.HasPrefix(rest, "("):
		c.at++
		v, ok := c.sum()
		if !ok || c.at >= len(c.s) || c.s[c.at] != ')' {
			return 0, false
		}
		c.at++
		return v, true
	}
	if loc := referenceText.FindStringIndex(rest); loc != nil && loc[0] == 0 {
		refs := referencesOf(rest[:loc[1]])
		if len(refs) != 1 {
			return 0, false
		}
		c.at += loc[1]
		return c.cells(refs[0])
	}
	return 0, false
}

func (c *summer) arguments() (float64, bool) {
	total := 0.0
	for {
		v, ok := c.sum()
		if !ok || c.at >= len(c.s) {
			return 0, false
		}
		total += v
		c.at++
		switch c.s[c.at-1] {
		case ')':
			return total, true
		case ',', ';':
		default:
			return 0, false
		}
	}
}

// cells adds up a range.
func (c *summer) cells(ref reference) (float64, bool) {
	tab := c.tab
	if ref.tab != "" {
		if tab = c.r.tabNamed(ref.tab); tab == nil {
			return 0, false
		}
	}
	total := 0.0
	for row := ref.Row; row < min(ref.EndRow, len(tab.Rows)); row++ {
		for col := ref.Col; col < min(ref.EndCol, len(tab.Rows[row])); col++ {
			if *c.budget--; *c.budget < 0 {
				return 0, false
			}
			v, ok := c.value(tab, &tab.Rows[row][col])
			if !ok {
				return 0, false
			}
			total += v
		}
	}
	return total, true
}

// unsure are the marks under which a number is not to be added.
const unsure = grid.Struck | grid.StruckPart | grid.Superscript | grid.Percent | grid.Scaled | grid.Unseen | grid.Pending

func (c *summer) value(tab *grid.Tab, cell *grid.Cell) (float64, bool) {
	switch {
	case cell.Marks&unsure != 0:
		return 0, false
	case cell.Formula && (cell.Has(grid.Untrusted) || cell.Kind == grid.Blank):
		if c.depth > 8 {
			return 0, false
		}
		in := summer{r: c.r, tab: tab, s: strings.ReplaceAll(strings.ReplaceAll(cell.FormulaText(), " ", ""), "$", ""), depth: c.depth + 1, budget: c.budget}
		v, ok := in.sum()
		return v, ok && in.at == len(in.s)
	case cell.Kind == grid.Number:
		return cell.Number, true
	case cell.Kind == grid.Blank, cell.Kind == grid.Text && strings.TrimSpace(cell.Text) == "":
		return 0, true
	}
	return 0, false
}
